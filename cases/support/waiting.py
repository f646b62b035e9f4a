"""What waits of needs and plan in a case, as the next step of its page."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import Case
from cases.rules import support_step
from cases.support import rules
from cases.support.models import NeedsAssessment, SupportPlan
from tvcase.accounts.models import User


@support_step
def next_of_the_plan(case: Case, user: User, *, on: date) -> tuple[str, str] | None:
    """Needs, then the plan, its approval and its review; nothing of it holds up a service (SOP 1.3)."""
    plans = SupportPlan.objects.filter(case=case)
    plan = plans.filter(state__in=rules.OPEN_PLANS).order_by("-number").first()
    if plan is None:
        return None if plans.exists() else _first(case)
    said = ""
    if plan.is_draft:
        said = _("The support plan is a draft: write and sign it with the person.")
    elif not rules.why_not_approve(plan, by=user):
        said = _("A support plan was signed. Read it and approve it.")
    elif plan.review_is_due(on=on):
        said = _("Look at the support plan again with the person.")
    return (said, plan.get_absolute_url()) if said else None


def _first(case: Case) -> tuple[str, str]:
    if NeedsAssessment.objects.filter(case=case).exists():
        return _("Write the support plan together with the person."), reverse("support:new", args=[case.code])
    return _("Ask the person what she or he needs now."), reverse("support:needs-new", args=[case.code])
