"""Which version of a rule of law holds on a day, and the deadline that follows from it."""

from datetime import date, datetime

from django.db.models import Case as Choose
from django.db.models import Value, When

from cases.deadlines import Deadline, deadline
from cases.models.rule import LegalRule
from cases.terms import GROUP_OF, PersonGroup
from tvcase.dates import local_date


def rule_for(kind: str, *, on: date, group: str = "") -> LegalRule | None:
    """The approved version of a rule that is law on a Sofia day, for a group of people; None if none is recorded.

    `on` is the day on which what is counted from happened, not the day of asking: so a new version, which never
    begins in the past, moves nothing that runs. Without a group it is the one the kind is about, else everybody.
    A version for the group goes before that for everybody.
    """
    wanted = group or GROUP_OF.get(kind, PersonGroup.EVERYBODY)
    found = LegalRule.objects.valid(kind, on=on).filter(group__in=[wanted, PersonGroup.EVERYBODY])
    return found.order_by(Choose(When(group=wanted, then=Value(0)), default=Value(1))).first()


def deadline_for(kind: str, start: date | datetime, *, group: str = "") -> Deadline | None:
    """When a term that began on a Sofia day or at an instant is over, under the rule of that day; None where the
    sources set no term. Raises ValueError for hours counted from a day."""
    day = local_date(start) if isinstance(start, datetime) else start
    return deadline(rule_for(kind, on=day, group=group), start)
