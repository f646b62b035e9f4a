"""A stay from the request to the departure, and what it opens to the house and closes again (domain 4.6)."""

from datetime import date, datetime
from uuid import uuid4

from django.db.models import Q
from django.utils.translation import gettext as _

from cases.actions import notices, team
from cases.actions.act import act, raised_to
from cases.law import deadline_for
from cases.models import Case
from cases.states import OpeningGround, TeamRole
from cases.terms import PersonGroup, RuleKind
from shelters.models import Place, Shelter, Stay, StayLogEntry
from shelters.rules import why_not_answer, why_not_arrive, why_not_cancel, why_not_leave, why_not_request
from shelters.states import OPEN_STAYS, StayState
from tvcase.accounts.models import User
from tvcase.accounts.roles import SHELTER_ROLES
from tvcase.audit import log
from tvcase.dates import local_date
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import Refused, move, refuse_for
from tvcase.notifications import outbox

S = StayState


@act
def request(
    case: Case, *, shelter: Shelter, from_on: date, planned_to_on: date | None = None, by: User, on: date
) -> Stay:
    """Ask a shelter for a place in the nights [from_on, planned_to_on), days in Sofia; without an end, the
    term of the law (C-10).

    It opens the stay, and nothing else of the case, to the shelter's organisation. Raises Refused or
    ValidationError.
    """
    case = lock(case)
    refuse_for(why_not_request(case))
    if by.organisation_id != case.organisation_id:
        raise Refused(_("Only the organisation that holds the case asks for a place."))
    if shelter.closed_on:
        raise Refused(_("This shelter is closed."))
    if case.stays.filter(shelter=shelter, state__in=OPEN_STAYS).exists():
        raise Refused(_("This shelter has been asked already, or the person stays there now."))
    stay = Stay(
        case=case,
        person_id=case.person_id,
        number=next_number(case.stays.all()),
        shelter=shelter,
        from_on=from_on,
        planned_to_on=planned_to_on or _end_of_term(case, from_on),
        requested_on=on,
        requested_by=by,
    )
    save_checked(stay)
    team.open_to(case, shelter.organisation, OpeningGround.STAY_REQUEST, subject=stay.pk, by=by, on=on)
    _record("requested", stay, by=by, on=on)
    _tell_house(stay, "stay_requested", by=by, on=on)
    return stay


@act
def reserve(stay: Stay, *, place: Place, by: User, on: date) -> Stay:
    """Keep a place of the asked shelter for the nights asked for. Raises Refused or ValidationError."""
    case = lock(stay.case)
    place = lock(place)
    stay = _locked(stay, case)
    _only_the_house(stay, by)
    refuse_for(why_not_answer(stay))
    if place.shelter_id != stay.shelter_id or (place.closed_on and place.closed_on < stay.planned_to_on):
        raise Refused(_("This place is not in use in these nights."))
    move(stay, to=S.RESERVED)
    stay.place = place
    stay.answered_on = on
    stay.answered_by = by
    save_checked(stay)
    _record("reserved", stay, by=by, on=on)
    _tell_asker(stay, by=by, on=on)
    return stay


@act
def decline(stay: Stay, *, kind: str, reason: str = "", by: User, on: date) -> Stay:
    """Answer a request with no and a reason, in words where none of the list fits; what it had opened is closed.

    Raises Refused or ValidationError.
    """
    case = lock(stay.case)
    stay = _locked(stay, case)
    _only_the_house(stay, by)
    refuse_for(why_not_answer(stay))
    move(stay, to=S.DECLINED)
    stay.decline_kind = kind
    stay.decline_reason = reason
    stay.answered_on = on
    stay.answered_by = by
    save_checked(stay)
    team.close_openings(case, subject=stay.pk, by=by, on=on)
    _record("declined", stay, by=by, on=on)
    _tell_asker(stay, by=by, on=on)
    return stay


@act
def cancel(stay: Stay, *, by: User, on: date) -> Stay:
    """Call off a request or a reservation: the holder changed its mind, or nobody came (domain 4.6).

    What it had opened is closed and the other side is told. Raises Refused.
    """
    case = lock(stay.case)
    stay = _locked(stay, case)
    refuse_for(why_not_cancel(stay, by=by))
    move(stay, to=S.CANCELLED)
    stay.cancelled_on = on
    stay.cancelled_by = by
    save_checked(stay)
    team.close_openings(case, subject=stay.pk, by=by, on=on)
    _record("cancelled", stay, by=by, on=on)
    if by.organisation_id == case.organisation_id:
        _tell_house(stay, "stay_withdrawn", by=by, on=on)
    else:
        _tell_asker(stay, by=by, on=on)
    return stay


@act
def arrive(stay: Stay, *, on: date, by: User, house_alias: str = "") -> Stay:
    """Record that the person sleeps here from the night that begins on this day in Sofia, without an end.

    The case opens to the shelter's staff and the one who records joins the team. Nobody is evicted, so
    reservations that begin after the planned end, of this place or for this person, are requests again.
    Raises Refused or ValidationError.
    """
    case = lock(stay.case)
    reserved = Stay.objects.select_related("place").get(pk=stay.pk)
    if reserved.place:
        lock(reserved.place)
    stay = _locked(stay, case)
    _only_the_house(stay, by)
    refuse_for(why_not_arrive(stay, on=on))
    _give_back_later_reservations(stay, by=by, on=on)
    move(stay, to=S.ACTIVE)
    stay.from_on = on
    stay.house_alias = house_alias
    stay.arrived_recorded_by = by
    save_checked(stay)
    _open_to_the_house(case, stay, by=by, on=on)
    _record("begun", stay, by=by, on=on)
    notices.tell_team(case, "stay_begun", subject=stay.pk, on=on, but=by)
    return stay


@act
def leave(stay: Stay, *, to_on: date, end_reason: str, by: User) -> Stay:
    """Record that the person left on this day in Sofia, so that the last night is the one before.

    The shelter's access to the case and the places of its workers on the team end with the stay.
    Raises Refused or ValidationError.
    """
    case = lock(stay.case)
    stay = _locked(stay, case)
    _only_the_house(stay, by)
    refuse_for(why_not_leave(stay))
    move(stay, to=S.ENDED)
    stay.to_on = to_on
    stay.end_reason = end_reason
    stay.ended_recorded_by = by
    save_checked(stay)
    team.end_places(case, stay.shelter.organisation, TeamRole.SHELTER_WORKER, by=by, on=to_on)
    team.close_openings(case, subject=stay.pk, by=by, on=to_on)
    _record("ended", stay, by=by, on=to_on, reason=end_reason)
    notices.tell_team(case, "stay_ended", subject=stay.pk, on=to_on, but=by)
    return stay


@act
def log_entry(stay: Stay, *, kind: str, happened_at: datetime, note: str, by: User) -> StayLogEntry:
    """Write a short note into the log of the house; it is never changed. Raises Refused or ValidationError."""
    case = lock(stay.case)
    stay = _locked(stay, case)
    _only_the_house(stay, by)
    refuse_for(why_not_leave(stay))
    if local_date(happened_at) < stay.from_on:
        raise Refused(_("This is before the person arrived."))
    entry = StayLogEntry(case=case, stay=stay, kind=kind, happened_at=happened_at, note=note, recorded_by=by)
    save_checked(entry)
    _record("logged", stay, by=by, on=local_date(happened_at), kind=kind)
    return entry


def _locked(stay: Stay, case: Case) -> Stay:
    stay = lock(stay)
    stay.case = case
    return stay


def _only_the_house(stay: Stay, by: User) -> None:
    if by.organisation_id != stay.shelter.organisation_id:
        raise Refused(_("Only the staff of the shelter do this."))


def _give_back_later_reservations(stay: Stay, *, by: User, on: date) -> None:
    later = Stay.objects.select_for_update(of=("self",), no_key=True).filter(
        Q(place=stay.place) | Q(person=stay.person_id), state=S.RESERVED, from_on__gte=stay.planned_to_on
    )
    for reservation in later.order_by("pk"):
        move(reservation, to=S.REQUESTED)
        reservation.place = reservation.answered_on = reservation.answered_by = None
        save_checked(reservation)
        with raised_to(reservation.case):
            _record("given_back", reservation, by=by, on=on)
            _tell_asker(reservation, by=by, on=on)


def _end_of_term(case: Case, from_on: date) -> date:
    group = PersonGroup.CHILD if case.counts_as_child else PersonGroup.EVERYBODY
    term = deadline_for(RuleKind.SHELTER_STAY, from_on, group=group)
    if term is None:
        raise Refused(_("Say until when: the law sets no term for a stay."))
    return term.last_day


def _open_to_the_house(case: Case, stay: Stay, *, by: User, on: date) -> None:
    team.close_openings(case, subject=stay.pk, ground=OpeningGround.STAY_REQUEST, by=by, on=on)
    team.open_to(case, stay.shelter.organisation, OpeningGround.STAY, subject=stay.pk, by=by, on=on)
    if not case.members.filter(user=by, left_on=None).exists():
        team.add(case, by, TeamRole.SHELTER_WORKER, by=by, on=on)


def _record(verb: str, stay: Stay, *, by: User, on: date, **facts: str) -> None:
    """One line of the trace: shelter, number and dates of the stay; never why somebody was declined."""
    log.record(
        f"shelters.stay.{verb}",
        by=by,
        on=on,
        case=stay.case.code,
        area=Stay.AREA,
        number=stay.number,
        shelter=stay.shelter.code,
        **facts,
    )


def _tell_house(stay: Stay, kind: str, *, by: User, on: date) -> None:
    staff = [user for user in notices.holding(stay.shelter.organisation, *SHELTER_ROLES) if user != by]
    outbox.notify(staff, kind, case_code=stay.case.code, subject=stay.pk, due_on=on)


def _tell_asker(stay: Stay, *, by: User, on: date) -> None:
    """Each answer is news of its own: a reservation may be given back and made again on one day."""
    asker = [user for user in [stay.requested_by] if user.is_active and user != by]
    outbox.notify(asker, "stay_answered", case_code=stay.case.code, subject=stay.pk, occurrence=uuid4().hex, due_on=on)
