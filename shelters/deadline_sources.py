"""The ends of stays that are planned, of the longest stay of a child in a crisis centre, and reviews."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.deadlines import Deadline, deadline
from cases.law import deadline_for
from cases.models import Case
from cases.permissions import CasePerm
from cases.rules import CaseDeadline, DeadlineSource, deadline_source
from cases.terms import RuleKind
from shelters.models import Stay, StayReview
from shelters.states import FOR_CHILDREN, HERE, PLACED_STAYS
from tvcase.accounts.models import User


def term_of(stay: Stay) -> Deadline | None:
    """How the planned end was counted, where it is the one of the law; None where another day was agreed or the stay
    was extended. The version of the rule is the one that the stay keeps."""
    term = deadline(stay.term_rule, stay.story_began_on)
    return term if term and term.last_day == stay.planned_to_on else None


def _stays(case: Case, user: User, *, on: date) -> Iterator[CaseDeadline]:
    """Each stay with a place: the planned end, with the rule where it is that of the law; nobody is ever evicted."""
    stays = Stay.objects.visible_to(user).filter(case=case, state__in=PLACED_STAYS)
    for stay in stays.select_related("shelter", "term_rule").order_by("number"):
        stay.case = case
        url = reverse("shelters:stay", args=[case.code, stay.number])
        yield CaseDeadline(
            _("Planned end of the stay in %(shelter)s") % {"shelter": stay.shelter.code},
            term_of(stay),
            on=stay.planned_to_on,
            over_on=stay.to_on,
            url=url,
        )
        if stay.shelter.kind in FOR_CHILDREN and stay.state in HERE:
            yield CaseDeadline(
                _("Longest stay in the crisis centre %(shelter)s: a measure after it must be ready")
                % {"shelter": stay.shelter.code},
                deadline_for(RuleKind.CRISIS_CENTRE_STAY, stay.story_began_on),
                url=url,
            )


def _reviews(case: Case, user: User, *, on: date) -> Iterator[CaseDeadline]:
    """Each review of a stay, by the day on which it is to be done (E-28)."""
    for review in StayReview.objects.visible_to(user).filter(case=case).select_related("stay__shelter"):
        yield CaseDeadline(
            _("Review of the stay in %(shelter)s") % {"shelter": review.stay.shelter.code},
            on=review.due_on,
            over_on=review.done_on or review.fell_away_on,
            url=reverse("shelters:review", args=[case.code, review.stay.number, review.number]),
        )


deadline_source(DeadlineSource(CasePerm.VIEW_STAY, _stays))
deadline_source(DeadlineSource(CasePerm.VIEW_STAY, _reviews))
