"""To fetch is to authorise: how the views of Article 25 reach a case, a request and a protection."""

from django.http import Http404

from cases.fetch import one_or_404
from cases.models import Case
from cases.permissions import CasePerm
from legal import rules
from legal.models import Appeal, CriminalProceedings, Protection, ProtectionRequest
from tvcase.http import SignedInRequest


def case_or_404(request: SignedInRequest, code: str, *perms: CasePerm) -> Case:
    """The case with this code if the signed-in person holds any of the permissions on it; else 404."""
    permitted = Case.objects.permitting(request.user, *perms)
    return one_or_404(request, permitted.select_related("organisation", "person"), code=code)


def request_or_404(request: SignedInRequest, code: str, number: int) -> ProtectionRequest:
    """A request that this person may read; else 404."""
    visible = ProtectionRequest.objects.visible_to(request.user)
    related = (
        "case__person",
        "office",
        "decided_by",
        "claimed_by",
        "decision_to_cooperate",
        "protection",
        "proceedings",
    )
    return one_or_404(request, visible.select_related(*related), case__code=code, number=number)


def helped_request_or_404(request: SignedInRequest, code: str, number: int) -> ProtectionRequest:
    """A request of a person whom this person helps to ask; else 404."""
    helped = ProtectionRequest.objects.permitting(request.user, CasePerm.CHANGE_LEGAL)
    return one_or_404(request, helped.select_related("case__person", "office"), case__code=code, number=number)


def spoken_for_request_or_404(request: SignedInRequest, code: str, number: int) -> ProtectionRequest:
    """A request of a person whom this person helps to ask, or whose appointed lawyer one is; else 404."""
    visible = ProtectionRequest.objects.visible_to(request.user).select_related("case__person", "office")
    found = one_or_404(request, visible, case__code=code, number=number)
    if rules.why_not_speak_for(found.case, by=request.user):
        raise Http404
    return found


def helped_protection_or_404(request: SignedInRequest, code: str, number: int) -> Protection:
    """The protection that rests on a request, for those who support the person; else 404."""
    helped = Protection.objects.permitting(request.user, CasePerm.CHANGE_LEGAL)
    found = helped.select_related("case__person", "request__office")
    return one_or_404(request, found, case__code=code, request__number=number)


def judged_protection_or_404(request: SignedInRequest, code: str, number: int) -> Protection:
    """The protection that rests on a request filed with this prosecutor's own office; else 404."""
    judged = Protection.objects.permitting(request.user, CasePerm.DECIDE_PROTECTION)
    found = judged.select_related("case__person", "request__office", "request__proceedings")
    office = request.user.organisation_id
    return one_or_404(request, found, case__code=code, request__number=number, request__office=office)


def office_request_or_404(request: SignedInRequest, code: str, number: int) -> ProtectionRequest:
    """A request that was filed with this prosecutor's own office and is open to it; else 404."""
    judged = ProtectionRequest.objects.permitting(request.user, CasePerm.DECIDE_PROTECTION)
    found = judged.filter(office=request.user.organisation_id).select_related("case__person", "office", "claimed_by")
    return one_or_404(request, found, case__code=code, number=number)


def protection_or_404(request: SignedInRequest, code: str, number: int) -> Protection:
    """The protection that rests on a request which this person may read; else 404."""
    visible = ProtectionRequest.objects.visible_to(request.user)
    found = Protection.objects.of(visible).select_related("case__person", "request__office")
    return one_or_404(request, found, case__code=code, request__number=number)


def appeal_or_404(request: SignedInRequest, code: str, number: int, appeal: int) -> Appeal:
    """An appeal in a request which this person may read; else 404."""
    visible = ProtectionRequest.objects.visible_to(request.user)
    found = Appeal.objects.of(visible).select_related("case__person", "request__office")
    return one_or_404(request, found, case__code=code, request__number=number, number=appeal)


def proceedings_or_404(request: SignedInRequest, code: str, number: int) -> CriminalProceedings:
    """Criminal proceedings that this person may read; else 404."""
    visible = CriminalProceedings.objects.visible_to(request.user)
    return one_or_404(request, visible.select_related("case__person", "authority"), case__code=code, number=number)
