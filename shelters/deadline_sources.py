"""The ends of stays that are planned, and of the longest stay of a child in a crisis centre."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.deadlines import Deadline
from cases.law import deadline_for
from cases.models import Case
from cases.permissions import CasePerm
from cases.rules import CaseDeadline, DeadlineSource, deadline_source
from cases.terms import PersonGroup, RuleKind
from shelters.models import Stay
from shelters.states import FOR_CHILDREN, PLACED_STAYS, StayState
from tvcase.accounts.models import User


def term_of(stay: Stay) -> Deadline | None:
    """How the planned end was counted, where it is the one of the law; None where another day was agreed."""
    group = PersonGroup.CHILD if stay.case.counts_as_child else PersonGroup.EVERYBODY
    term = deadline_for(RuleKind.SHELTER_STAY, stay.from_on, group=group)
    return term if term and term.last_day == stay.planned_to_on else None


def _stays(case: Case, user: User, *, on: date) -> Iterator[CaseDeadline]:
    """Each stay with a place: the planned end, with the rule where it is that of the law; nobody is ever evicted."""
    stays = Stay.objects.visible_to(user).filter(case=case, state__in=PLACED_STAYS).select_related("shelter")
    for stay in stays.order_by("number"):
        stay.case = case
        url = reverse("shelters:stay", args=[case.code, stay.number])
        yield CaseDeadline(
            _("Planned end of the stay in %(shelter)s") % {"shelter": stay.shelter.code},
            term_of(stay),
            on=stay.planned_to_on,
            over_on=stay.to_on,
            url=url,
        )
        if stay.shelter.kind in FOR_CHILDREN and stay.state == StayState.ACTIVE:
            yield CaseDeadline(
                _("Longest stay in the crisis centre %(shelter)s: a measure after it must be ready")
                % {"shelter": stay.shelter.code},
                deadline_for(RuleKind.CRISIS_CENTRE_STAY, stay.from_on),
                url=url,
            )


deadline_source(DeadlineSource(CasePerm.VIEW_STAY, _stays))
