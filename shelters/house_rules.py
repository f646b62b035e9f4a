"""Why an act of a shift or on a roster cannot be done: the sentences that the page shows beside its button."""

from datetime import date

from django.utils.translation import gettext as _

from cases.rules import Reasons
from shelters.models import Duty, NightCensus, Shelter, ShiftHandover, Stay, StayPoint
from shelters.states import CensusMark, StayState
from tvcase.accounts.models import Organisation, User
from tvcase.accounts.roles import SHELTER_ROLES, Role

PLANNERS = frozenset({Role.SHELTER_HEAD, Role.COORDINATOR, Role.SUPERVISOR})


def why_not_work_in(shelter: Shelter, by: User) -> Reasons:
    """Why this person does not hand over or count in a house: only its staff do, while it is open."""
    if by.organisation_id != shelter.organisation_id or not by.has_role(*SHELTER_ROLES):
        return [_("Only the staff of the shelter do this.")]
    return [_("This shelter is closed.")] if shelter.closed_on else []


def why_not_read(handover: ShiftHandover, by: User) -> Reasons:
    """Why this person cannot say that she or he has read a handover: the next shift does, not who wrote it."""
    if handover.read_at:
        return [_("This handover has been read already.")]
    if handover.written_by_id == by.pk:
        return [_("You wrote this handover. Somebody of the next shift reads it.")]
    return why_not_work_in(handover.shelter, by)


def why_not_close(point: StayPoint) -> Reasons:
    """Why a point cannot be closed."""
    return [_("This point has been closed already.")] if point.done_at else []


def why_not_count(shelter: Shelter, by: User, *, night: date) -> Reasons:
    """Why the guests of a house cannot be counted in a night: they were already, or not by this person."""
    if NightCensus.objects.filter(shelter=shelter, night=night).exists():
        return [_("The guests were counted already in this night.")]
    return why_not_work_in(shelter, by)


def why_not_plan(organisation: Organisation, by: User) -> Reasons:
    """Why this person does not plan the roster of an organisation."""
    plans = by.organisation_id == organisation.pk and by.has_role(*PLANNERS)
    if plans or by.has_role(Role.ADMINISTRATOR):
        return []
    return [_("The head of the shelter, a supervisor or a coordinator plans the roster.")]


def why_not_call_off(duty: Duty, by: User) -> Reasons:
    """Why this person cannot call a duty off."""
    if duty.called_off_at:
        return [_("This duty has been called off already.")]
    return why_not_plan(duty.organisation, by)


def mark_of(stay: Stay, *, here: bool) -> CensusMark:
    """What a count says of a guest, by what the stay says."""
    if stay.state == StayState.ACTIVE:
        return CensusMark.HERE if here else CensusMark.MISSING
    return CensusMark.BACK if here else CensusMark.AWAY
