"""A stay from the request to the departure, and what it opens to the house and closes again (domain 4.6)."""

from datetime import date

from django.utils.translation import gettext as _

from cases.actions import notices, team
from cases.actions.act import act, locked
from cases.deadlines import deadline
from cases.law import rule_for
from cases.models import Case, LegalRule
from cases.states import OpeningGround
from cases.terms import PersonGroup, RuleKind
from shelters.actions.chain import (
    close_to_the_house,
    end_what_hangs,
    give_back_later_reservations,
    only_the_house,
    open_to_the_house,
    record,
    tell_asker,
    tell_house,
    tell_of_a_free_place,
)
from shelters.actions.moves import bring_along, move_out_of_the_house_before
from shelters.models import ONE_NIGHT, Place, Shelter, Stay
from shelters.rules import why_not_answer, why_not_arrive, why_not_cancel, why_not_leave, why_not_request
from shelters.states import HERE, OPEN_STAYS, StayState
from tvcase.accounts.models import User
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import Refused, move, refuse_for

S = StayState


@act
def request(
    case: Case, *, shelter: Shelter, from_on: date, planned_to_on: date | None = None, by: User, on: date
) -> Stay:
    """Ask a shelter for a place in the nights [from_on, planned_to_on), days in Sofia; without an end, the
    term of the law (C-10), or what is left of it where the person stays elsewhere now.

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
        requested_on=on,
        requested_by=by,
    )
    _plan(stay, planned_to_on)
    save_checked(stay)
    team.open_to(case, shelter.organisation, OpeningGround.STAY_REQUEST, subject=stay.pk, by=by, on=on)
    record("requested", stay, by=by, on=on)
    tell_house(stay, "stay_requested", by=by, on=on)
    return stay


@act
def reserve(stay: Stay, *, place: Place, by: User, on: date) -> Stay:
    """Keep a place of the asked shelter for the nights asked for. Raises Refused or ValidationError.

    Who still stays elsewhere moves: the stay there goes on until the arrival here.
    """
    lock(stay.case)
    place = lock(place)
    stay = locked(stay)
    only_the_house(stay, by)
    refuse_for(why_not_answer(stay))
    if place.shelter_id != stay.shelter_id or (place.closed_on and place.closed_on < stay.planned_to_on):
        raise Refused(_("This place is not in use in these nights."))
    if stay.case.stays.filter(state=S.RESERVED, moved_from__isnull=False).exists():
        raise Refused(_("Another place is kept for this person already."))
    move(stay, to=S.RESERVED)
    stay.place = place
    stay.moved_from = stay.case.stays.filter(state__in=HERE).first()
    stay.waits_for = stay.expected_free_on = None
    stay.answered_on = on
    stay.answered_by = by
    save_checked(stay)
    record("reserved", stay, by=by, on=on)
    tell_asker(stay, by=by, on=on)
    return stay


@act
def decline(stay: Stay, *, kind: str, reason: str = "", by: User, on: date) -> Stay:
    """Answer a request with no and a reason, in words where none of the list fits; what it had opened is closed.

    Raises Refused or ValidationError.
    """
    stay = locked(stay)
    only_the_house(stay, by)
    refuse_for(why_not_answer(stay))
    move(stay, to=S.DECLINED)
    stay.waits_for = stay.expected_free_on = None
    stay.decline_kind = kind
    stay.decline_reason = reason
    stay.answered_on = on
    stay.answered_by = by
    save_checked(stay)
    team.close_openings(stay.case, subject=stay.pk, by=by, on=on)
    record("declined", stay, by=by, on=on)
    tell_asker(stay, by=by, on=on)
    return stay


@act
def cancel(stay: Stay, *, by: User, on: date) -> Stay:
    """Call off a request or a reservation: the holder changed its mind, or nobody came (domain 4.6).

    What it had opened is closed and the other side is told. Raises Refused.
    """
    stay = locked(stay)
    refuse_for(why_not_cancel(stay, by=by))
    move(stay, to=S.CANCELLED)
    stay.waits_for = stay.expected_free_on = None
    stay.cancelled_on = on
    stay.cancelled_by = by
    save_checked(stay)
    team.close_openings(stay.case, subject=stay.pk, by=by, on=on)
    record("cancelled", stay, by=by, on=on)
    if by.organisation_id == stay.case.organisation_id:
        tell_house(stay, "stay_withdrawn", by=by, on=on)
    else:
        tell_asker(stay, by=by, on=on)
    return stay


@act
def arrive(stay: Stay, *, on: date, by: User, house_alias: str = "") -> Stay:
    """Record that the person sleeps here from the night that begins on this day in Sofia, without an end.

    The case opens to the shelter's staff and the one who records joins the team. A stay elsewhere ends, as moved,
    on this day. Nobody is evicted, so reservations that begin after the planned end, of this place or for this
    person, are requests again. A term of the law counts from this day. Raises Refused or ValidationError.
    """
    lock(stay.case)
    reserved = Stay.objects.select_related("place").get(pk=stay.pk)
    if reserved.place:
        lock(reserved.place)
    stay = locked(stay)
    only_the_house(stay, by)
    refuse_for(why_not_arrive(stay, on=on))
    hanging = move_out_of_the_house_before(stay, by=by, on=on)
    give_back_later_reservations(stay, by=by, on=on)
    move(stay, to=S.ACTIVE)
    _count_from_the_arrival(stay, on)
    stay.house_alias = house_alias
    stay.arrived_recorded_by = by
    save_checked(stay)
    if hanging:
        bring_along(hanging, stay, by=by, on=on)
    open_to_the_house(stay.case, stay, by=by, on=on)
    record("begun", stay, by=by, on=on)
    notices.tell_team(stay.case, "stay_begun", subject=stay.pk, on=on, but=by)
    return stay


@act
def leave(stay: Stay, *, to_on: date, end_reason: str, by: User) -> Stay:
    """Record that the person left on this day in Sofia, so that the last night is the one before. Who is away and
    does not come back left, too.

    The shelter's access to the case and the places of its workers on the team end with the stay.
    Raises Refused or ValidationError.
    """
    stay = locked(stay)
    only_the_house(stay, by)
    refuse_for(why_not_leave(stay))
    move(stay, to=S.ENDED)
    stay.to_on = to_on
    stay.end_reason = end_reason
    stay.ended_recorded_by = by
    end_what_hangs(stay, by=by, on=to_on)
    save_checked(stay)
    close_to_the_house(stay, by=by, on=to_on)
    record("ended", stay, by=by, on=to_on, reason=end_reason)
    tell_of_a_free_place(stay, on=to_on)
    notices.tell_team(stay.case, "stay_ended", subject=stay.pk, on=to_on, but=by)
    return stay


def _plan(stay: Stay, planned_to_on: date | None) -> None:
    """Until when: as asked; else what is left of the term that runs elsewhere, else the term of the law."""
    here = stay.case.stays.filter(state__in=HERE).first()
    if here and planned_to_on in (None, here.planned_to_on):
        stay.planned_to_on, stay.term_rule = max(here.planned_to_on, stay.from_on + ONE_NIGHT), here.term_rule
        return
    rule, last_day = _term(stay, stay.from_on)
    planned = planned_to_on or last_day
    if planned is None:
        raise Refused(_("Say until when: the law sets no term for a stay."))
    stay.planned_to_on, stay.term_rule = planned, rule if planned == last_day else None


def _count_from_the_arrival(stay: Stay, on: date) -> None:
    """The first night is that of the arrival; a term of the law counts from it, but for who comes from elsewhere."""
    rule, last_day = _term(stay, on)
    if stay.term_rule and stay.story_from_on is None and last_day:
        stay.planned_to_on, stay.term_rule = last_day, rule
    stay.from_on = on


def _term(stay: Stay, from_on: date) -> tuple[LegalRule | None, date | None]:
    """The version of the house's rule for a stay that begins on a day (C-10), and the last day of its term, if it sets
    one; none where the house agrees on the end each time."""
    kind = stay.shelter.term
    if not kind:
        return None, None
    child = PersonGroup.CHILD if stay.case.counts_as_child else PersonGroup.EVERYBODY
    rule = rule_for(kind, on=from_on, group=child if kind == RuleKind.SHELTER_STAY else "")
    term = deadline(rule, from_on)
    return rule, term.last_day if term else None
