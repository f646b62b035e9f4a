"""Who is on duty: planned for one shift or the same shift on several days, called off, never changed."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from shelters.house_rules import why_not_call_off, why_not_plan
from shelters.models import Duty, Shelter
from tvcase.accounts.models import Organisation, User
from tvcase.accounts.roles import SHELTER_ROLES
from tvcase.audit import log
from tvcase.dates import SOFIA, local_date
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import Refused, refuse_for

MOST_DAYS = 14


@transaction.atomic
def plan(
    organisation: Organisation,
    *,
    user: User,
    shelter: Shelter | None = None,
    from_at: datetime,
    to_at: datetime,
    days: int = 1,
    by: User,
    at: datetime,
) -> list[Duty]:
    """Put somebody on duty in a house, or on call for the organisation; on `days` days one after the other, at the
    same hours of the clock in Sofia. All of them or none. Raises Refused or ValidationError."""
    refuse_for(why_not_plan(organisation, by))
    if not 1 <= days <= MOST_DAYS:
        raise Refused(_("Plan at most fourteen days at once."))
    if to_at <= at:
        raise Refused(_("These hours are over. A roster is planned ahead."))
    if not user.is_active or (shelter and not user.has_role(*SHELTER_ROLES)):
        raise Refused(_("Only shelter staff are on duty in a house."))
    first = next_number(organisation.duties.all())
    begins, ends = from_at.astimezone(SOFIA), to_at.astimezone(SOFIA)
    planned = []
    for day in range(days):
        duty = Duty(
            organisation=organisation,
            shelter=shelter,
            number=first + day,
            user=user,
            from_at=begins + timedelta(days=day),
            to_at=ends + timedelta(days=day),
            planned_by=by,
        )
        save_checked(duty)
        planned.append(duty)
    _record("planned", planned[0], at=at, by=by, days=days)
    return planned


@transaction.atomic
def call_off(duty: Duty, *, at: datetime, by: User) -> Duty:
    """Call a duty off: its hours are open again. Raises Refused or ValidationError."""
    duty = lock(duty)
    refuse_for(why_not_call_off(duty, by))
    if duty.to_at <= at:
        raise Refused(_("These hours are over."))
    duty.called_off_at = at
    duty.called_off_by = by
    save_checked(duty)
    _record("called_off", duty, at=at, by=by)
    return duty


def _record(step: str, duty: Duty, *, at: datetime, by: User, **facts: Any) -> None:
    where = {"shelter": duty.shelter.code} if duty.shelter else {}
    log.record(
        f"shelters.duty.{step}",
        by=by,
        on=local_date(at),
        number=duty.number,
        who=duty.user.username,
        from_on=local_date(duty.from_at),
        **where,
        **facts,
    )
