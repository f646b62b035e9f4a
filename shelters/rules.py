"""Questions whose answer is a list of reasons, and what shelters say to the registries of cases."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import placement
from cases.actions.act import raised_to
from cases.law import deadline_for
from cases.models import Case
from cases.permissions import CasePerm
from cases.returning import ReturnSituation
from cases.rules import (
    Reasons,
    TimelineSource,
    closing_rule,
    placement_warning,
    protection_end_effect,
    return_situation,
    timeline_source,
)
from cases.states import IdentificationState
from cases.terms import RuleKind
from shelters.models import Hold, Place, Shelter, Stay
from shelters.states import FOR_ADULTS, FOR_CHILDREN, GONE, HERE, StayEnd, StayState
from tvcase.accounts.models import User
from tvcase.dates import SOFIA
from tvcase.notifications import kinds

S = StayState
NEW_NIGHT_FROM = timedelta(hours=6)
PLACED = (S.RESERVED, *HERE)
IDENTIFIED = (IdentificationState.INFORMAL_CONFIRMED, IdentificationState.FORMAL_CONFIRMED)


def night_of(instant: datetime) -> date:
    """The Sofia day on which the night of this instant began: until six in the morning it is still last night."""
    return (instant.astimezone(SOFIA) - NEW_NIGHT_FROM).date()


def why_not_request(case: Case) -> Reasons:
    """Why no place can be asked for: the case is closed, or nobody has identified the person yet (NP)."""
    if not case.is_open:
        return [_("The case is closed.")]
    if not case.identifications.filter(state__in=IDENTIFIED).exists():
        return [Stay.TRIGGERS["stay_from_the_informal_identification_on"]]
    return []


def places_for(stay: Stay, *, at: datetime) -> QuerySet[Place]:
    """The places of the asked house that are free in the nights asked for, or held for this very person, at an
    instant."""
    held = Hold.objects.live(at=at).leading().filter(case=stay.case_id)
    free = Place.objects.free(from_on=stay.from_on, to_on=stay.planned_to_on, at=at)
    either = Q(pk__in=free.values("pk")) | Q(pk__in=held.values("place"))
    return Place.objects.filter(either, shelter=stay.shelter_id)


def why_not_answer(stay: Stay) -> Reasons:
    """Why a request can be neither reserved nor declined."""
    return [] if stay.state == S.REQUESTED else [_("This request has been answered already.")]


def why_not_cancel(stay: Stay, *, by: User) -> Reasons:
    """Why this person cannot call a request or reservation off: the house declines a request, with a reason."""
    own = by.organisation_id
    if own not in (stay.case.organisation_id, stay.shelter.organisation_id):
        return [_("Only the organisation that holds the case, or the shelter, calls off a stay.")]
    if stay.state == S.REQUESTED and own != stay.case.organisation_id:
        return [_("Answer the request: reserve a place, or decline with a reason.")]
    if stay.state in HERE:
        return [_("The person has arrived: record when she or he leaves.")]
    return [] if stay.state in (S.REQUESTED, S.RESERVED) else [_("This stay is over.")]


def why_not_arrive(stay: Stay, *, on: date) -> Reasons:
    """Why an arrival on this day in Sofia cannot be recorded."""
    if stay.state == S.REQUESTED:
        return [_("No place is reserved: answer the request first.")]
    if stay.state != S.RESERVED:
        return [_("The arrival has been recorded already, or the reservation was called off.")]
    if stay.planned_to_on <= on:
        return [_("The nights that were reserved are over. Ask for a place again.")]
    return []


def why_not_leave(stay: Stay) -> Reasons:
    """Why a departure cannot be recorded; the same holds for the log of the house, and for who comes along."""
    return [] if stay.state in HERE else [_("This person does not stay here now.")]


@closing_rule
def no_open_stay(case: Case, *, on: date) -> Reasons:
    """A case does not close while a stay is asked for, reserved or going on."""
    return [
        _("Stay %(number)s in %(shelter)s is still open: %(state)s.")
        % {"number": stay.number, "shelter": stay.shelter.code, "state": stay.get_state_display()}
        for stay in case.stays.open().select_related("shelter")
    ]


@return_situation
def extended_stay_expired(case: Case, *, on: date) -> dict[str, bool]:
    """Whether the planned end of a stay is past: she or he is still there, or left because the term was over."""
    over = Q(state__in=HERE) | Q(state=S.ENDED, end_reason=StayEnd.TERM_OVER)
    expired = case.stays.filter(over, planned_to_on__lt=on).exists()
    return {ReturnSituation.EXTENDED_STAY_EXPIRED: expired}


@placement_warning
def house_for_another_age(case: Case, shelter: Shelter, *, on: date) -> Reasons:
    """A child in a house for adults, or an adult in one for children (E-13). It warns and never forbids."""
    if case.counts_as_child and shelter.kind in FOR_ADULTS:
        return [_("This house is for adults; the person is or may be a child.")]
    if case.is_adult and shelter.kind in FOR_CHILDREN:
        return [_("This house is for children; the person is an adult.")]
    return []


def safety(case: Case, houses: Collection[Shelter]) -> dict[int, Reasons]:
    """For each house what speaks against it for this person: one sentence that tells neither whose danger it is nor
    why (cases.placement). Of other houses it knows the guests of cases that whoever asks may see."""
    dangers = placement.look(case)
    guests = _guests_to_avoid(case, dangers.cases, houses) if dangers.cases else {}
    return {
        house.pk: dangers.warnings(
            place=f"{house.district_bg} {house.district_en}", with_cases=guests.get(house.pk, set())
        )
        for house in houses
    }


def _guests_to_avoid(case: Case, avoided: Collection[UUID], houses: Collection[Shelter]) -> dict[int, set[UUID]]:
    """For each house the cases that the person of this case avoids and of whose people somebody stays there, whichever
    episode the stay is in.

    The episode that is to be avoided may be closed to whoever asks, as that of the stay is not: so each guest's file
    is looked at as an act on it would see it.
    """
    staying = Stay.objects.filter(shelter__in=houses, state__in=PLACED).exclude(case=case)
    shelters: dict[UUID, set[int]] = {}
    for shelter, guest in staying.values_list("shelter", "case"):
        shelters.setdefault(guest, set()).add(shelter)
    episodes: dict[UUID, set[UUID]] = {guest: {guest} for guest in shelters}
    for other in Case.objects.filter(pk__in=shelters):
        with raised_to(other):
            episodes[other.pk].update(Case.objects.filter(person=other.person_id).values_list("pk", flat=True))
    found: dict[int, set[UUID]] = {}
    for guest, cases in episodes.items():
        for shelter in shelters[guest]:
            found.setdefault(shelter, set()).update(cases.intersection(avoided))
    return found


@protection_end_effect
def stay_to_be_reviewed(case: Case, *, on: date) -> Reasons:
    """What the end of a protection means for a stay: a review within the days of the rule; nobody is evicted (E-28).

    A prosecutor reads it, so it says the same whether or not the person stays anywhere (decision 7).
    """
    term = deadline_for(RuleKind.STAY_REVIEW, on)
    if term is None:
        return [_("If the person stays in a shelter, the stay is reviewed. Nobody is evicted.")]
    by = date_format(term.last_day, "DATE_FORMAT")
    return [_("If the person stays in a shelter, the stay is reviewed by %(date)s. Nobody is evicted.") % {"date": by}]


def _stays(*states: str, **facts: Any) -> Any:
    """The rows of a timeline source: the stays of a case that the reader may see, with these facts.

    A place to which the house itself moved the person was neither asked for nor arrived at.
    """

    def rows(case: Case, user: User) -> QuerySet[Stay]:
        of_the_holder = user.organisation_id == case.organisation_id
        stays = Stay.objects.all() if of_the_holder else Stay.objects.visible_to(user)
        asked_for = stays.exclude(moved_from__isnull=False, answered_by=F("requested_by"))
        return (stays if states == (S.MOVED,) else asked_for).filter(case=case, state__in=states or S.values, **facts)

    return rows


def _tell(kind: str, title: Any, rows: Any, *, who: str, at: str = "", on: str = "", labels: Any = ()) -> None:
    detail = "end_reason" if labels else ""
    timeline_source(TimelineSource(kind, CasePerm.VIEW_STAY, title, rows, at, on, detail, who, tuple(labels)))


_kept = _stays(S.RESERVED, *HERE, *GONE, S.CANCELLED, answered_on__isnull=False)
_tell("stay_requested", gettext_lazy("Place in a shelter asked for"), _stays(), on="requested_on", who="requested_by")
_tell("stay_reserved", gettext_lazy("Place in a shelter reserved"), _kept, on="answered_on", who="answered_by")
_tell(
    "stay_declined",
    gettext_lazy("Place in a shelter declined"),
    _stays(S.DECLINED),
    on="answered_on",
    who="answered_by",
)
_tell(
    "stay_cancelled",
    gettext_lazy("Place in a shelter called off"),
    _stays(S.CANCELLED),
    on="cancelled_on",
    who="cancelled_by",
)
_tell(
    "stay_begun",
    gettext_lazy("Arrived in a shelter"),
    _stays(*HERE, *GONE),
    on="from_on",
    who="arrived_recorded_by",
)
_tell(
    "stay_moved",
    gettext_lazy("Moved to another place"),
    _stays(S.MOVED),
    on="to_on",
    who="ended_recorded_by",
)
_tell(
    "stay_ended",
    gettext_lazy("Left the shelter"),
    _stays(S.ENDED),
    on="to_on",
    who="ended_recorded_by",
    labels=StayEnd.choices,
)


kinds.register(
    "stay_requested",
    title=gettext_lazy("A place in your shelter is asked for"),
    text=gettext_lazy("Answer the request: reserve a place, or decline with a reason."),
    url_name="shelters:case-panel",
)
kinds.register(
    "stay_withdrawn",
    title=gettext_lazy("A place in your shelter is no longer needed"),
    text=gettext_lazy("The request or reservation was called off by those who asked. There is nothing to do."),
    url_name="",
)
kinds.register(
    "stay_answered",
    title=gettext_lazy("The shelter has answered"),
    text=gettext_lazy("Your request for a place was answered, or a reservation has changed. See how it stands."),
    url_name="shelters:case-panel",
)
kinds.register(
    "stay_begun",
    title=gettext_lazy("The person has arrived in the shelter"),
    text=gettext_lazy("The stay has begun, and the shelter works with the case from now on."),
    url_name="shelters:case-panel",
)
kinds.register(
    "stay_ended",
    title=gettext_lazy("The person has left the shelter"),
    text=gettext_lazy("The stay has ended. See why, and what the person needs next."),
    url_name="shelters:case-panel",
)
