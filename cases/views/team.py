"""Who works on a case: the team, a new place on it, the end of one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cases.actions import members
from cases.forms.team import JoinForm, LeaveForm
from cases.models.case import access
from cases.permissions import CasePerm
from cases.rules import may_seal, why_not_change_team
from cases.states import TeamRole
from cases.views.fetch import case_or_404
from tvcase.accounts.stepup import step_up
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.web import page


@require_GET
def team(request: SignedInRequest, code: str) -> HttpResponse:
    """The team now and before, with what can be changed or why not."""
    case = case_or_404(request, code, CasePerm.VIEW_CORE)
    everybody = list(case.members.select_related("user__organisation").order_by("joined_on", "pk"))
    context = {
        "case": case,
        "members": [member for member in everybody if member.left_on is None],
        "former": [member for member in everybody if member.left_on is not None],
        "may_change": CasePerm.CHANGE_CORE in access(request.user, case),
        "reasons": why_not_change_team(case, request.user),
        "may_seal": may_seal(case, request.user),
    }
    return page(request, "cases/team.html", context, partial="panel")


@require_http_methods(["GET", "POST"])
@step_up
def team_add(request: SignedInRequest, code: str) -> HttpResponse:
    """Give a colleague, or a worker of the shelter where the person stays, a place on the team."""
    case = case_or_404(request, code, CasePerm.CHANGE_CORE)
    authority = case.organisation.identifies_formally
    places = [TeamRole.OFFICER] if authority else [TeamRole.CASEWORKER, TeamRole.SUPERVISOR]
    people = members.who_may_join(case)
    form, submitted = bound(request, JoinForm, people=people, places=[*places, TeamRole.SHELTER_WORKER])
    if submitted and form.is_valid():
        try:
            member = members.join(case, **form.cleaned_data, by=request.user, on=timezone.localdate())
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("%(person)s is on the team.") % {"person": member.user})
            return redirect("cases:team", case.code)
    context = {"case": case, "form": form, "reasons": why_not_change_team(case, request.user)}
    return page(request, "cases/team_add.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def team_remove(request: SignedInRequest, code: str) -> HttpResponse:
    """End somebody's place on the team."""
    case = case_or_404(request, code, CasePerm.CHANGE_CORE)
    form, submitted = bound(request, LeaveForm, case=case)
    if submitted and form.is_valid():
        try:
            left = members.leave(form.cleaned_data["member"], by=request.user, on=timezone.localdate())
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("%(person)s is no longer on the team.") % {"person": left.user})
            themselves = left.user_id == request.user.pk
            return redirect("cases:list") if themselves else redirect("cases:team", case.code)
    context = {"case": case, "form": form, "reasons": why_not_change_team(case, request.user)}
    return page(request, "cases/team_remove.html", context, status=422 if form.errors else 200)
