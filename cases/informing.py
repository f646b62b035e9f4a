"""What a reader sees of what the person was told: every right, who explained it, and whose duty is still open."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from cases.models import Case, Identification, ReflectionPeriod, RightsBriefing
from cases.permissions import CasePerm
from cases.rules import Duty, duties
from cases.states import Right
from tvcase.accounts.models import Organisation, User
from tvcase.accounts.roles import Role
from tvcase.db import SofiaDate

# Beside the reflection period, which has its own reminders; these are told of in the same conversation.
OTHER_RIGHTS = tuple(right for right in Right if right != Right.REFLECTION_PERIOD)


@dataclass(frozen=True)
class Told:
    """One right as the page shows it on a Sofia day; `state` is in words, `tone` says how urgent it is."""

    duty: Duty
    state: str
    tone: str
    is_ours: bool


def told(case: Case, user: User, *, on: date) -> tuple[list[Told], Organisation | None]:
    """Every right, and the organisation whose duty it is to explain them, as far as this reader may know."""
    identification = Identification.objects.counting().filter(case=case).select_related("organisation").first()
    period = ReflectionPeriod.objects.permitting(user, CasePerm.VIEW_CLOCK).filter(case=case).standing().first()
    briefings = (
        RightsBriefing.objects.permitting(user, CasePerm.VIEW_CLOCK)
        .filter(case=case)
        .select_related("organisation", "sheet")
    )
    found = duties(identification, period, briefings)
    authority = identification.organisation if identification else None
    ours = authority is not None and authority.pk == user.organisation_id
    return [Told(duty, *_state(duty, on=on), is_ours=ours) for duty in found], authority


def _state(duty: Duty, *, on: date) -> tuple[str, str]:
    if duty.is_overdue(on=on):
        return _("overdue"), "yellow"
    if duty.is_owed:
        return _("to be told today"), "blue"
    if duty.briefings:
        return _("told"), "green"
    return _("not told yet"), "grey"


def untold(user: User) -> QuerySet[Any]:
    """Formal identifications after which the identifying organisation has not explained every other right, in open
    cases; with `told_rights`. For that organisation, and for coordinators who may press it."""
    own = (
        RightsBriefing.objects.that_count()
        .alias(told_on=SofiaDate("informed_at"))
        .filter(case=OuterRef("case"), organisation=OuterRef("organisation"), right__in=OTHER_RIGHTS)
        .filter(told_on__gte=OuterRef("identified_on"))
    )
    missing = Q()
    for right in OTHER_RIGHTS:
        missing |= Q(~Exists(own.filter(right=right)))
    found = Identification.objects.permitting(user, CasePerm.CHANGE_CLOCK).counting().filter(case__closed_on=None)
    if not user.has_role(Role.COORDINATOR):
        found = found.filter(organisation=user.organisation_id)
    rights = ArraySubquery(own.order_by("right").values("right").distinct())
    return found.filter(missing).annotate(told_rights=rights).select_related("case", "organisation")


def missing_of(identification: Any) -> list[Right]:
    """Which rights have still to be explained; `identification` is one of `untold`."""
    return [right for right in OTHER_RIGHTS if right not in identification.told_rights]
