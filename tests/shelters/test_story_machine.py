"""Any people, any houses, any order of acts: two are never in one place, one is never in two, no story has a gap."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from shelters.actions import moves, presence, stays, terms
from shelters.models import Place, Stay, TakenNights
from shelters.states import GONE, HERE, AbsenceKind, ExtensionGround, StayEnd, StayState
from tests.factories import CaseFactory, PlaceFactory, ShelterFactory, identified_informally
from tests.shelters.crowd import staff_of
from tvcase.dates import SOFIA

S = StayState
FIRST = date(2026, 3, 10)
DAYS, PEOPLE, HOUSES, BEDS = st.integers(0, 12), st.integers(0, 2), st.integers(0, 2), st.integers(0, 1)
LONGEST = date(2099, 1, 1)


class Houses(RuleBasedStateMachine):
    """Three houses with two places each, the third of the first's organisation, and three people; days pass."""

    def __init__(self) -> None:
        super().__init__()
        self.rollback = transaction.atomic()
        self.rollback.__enter__()
        one, other = ShelterFactory(), ShelterFactory()
        self.houses = [one, other, ShelterFactory(organisation=one.organisation)]
        self.staff = [staff_of(house) for house in self.houses]
        self.places = [[PlaceFactory(shelter=house) for _bed in range(2)] for house in self.houses]
        self.cases = [identified_informally(CaseFactory()) for _person in range(3)]
        self.today = FIRST

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.rollback.__exit__(None, None, None)

    def stay(self, person: int, *states: str) -> Stay | None:
        return self.cases[person].stays.filter(state__in=states).order_by("-number").first()

    def by(self, stay: Stay) -> Any:
        return self.staff[[house.pk for house in self.houses].index(stay.shelter_id)]

    def places_of(self, stay: Stay) -> list[Place]:
        return self.places[[house.pk for house in self.houses].index(stay.shelter_id)]

    def attempt(self, act: Any, *args: Any, **facts: Any) -> None:
        try:
            with transaction.atomic():
                act(*args, **facts)
        except ValidationError:
            pass

    @rule(days=st.integers(1, 4))
    def days_pass(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule(person=PEOPLE, house=HOUSES, first=DAYS, nights=st.integers(1, 9))
    def ask(self, person: int, house: int, first: int, nights: int) -> None:
        case, from_on = self.cases[person], self.today + timedelta(days=first)
        until = from_on + timedelta(days=nights)
        self.attempt(
            stays.request,
            case,
            shelter=self.houses[house],
            from_on=from_on,
            planned_to_on=until,
            by=case.recorded_by,
            on=self.today,
        )

    @rule(person=PEOPLE, bed=BEDS)
    def reserve(self, person: int, bed: int) -> None:
        if asked := self.stay(person, S.REQUESTED):
            self.attempt(stays.reserve, asked, place=self.places_of(asked)[bed], by=self.by(asked), on=self.today)

    @rule(person=PEOPLE)
    def arrive(self, person: int) -> None:
        if kept := self.stay(person, S.RESERVED):
            self.attempt(stays.arrive, kept, on=self.today, by=self.by(kept))

    @rule(person=PEOPLE)
    def go_away(self, person: int) -> None:
        if here := self.stay(person, S.ACTIVE):
            since = datetime(self.today.year, self.today.month, self.today.day, 20, tzinfo=SOFIA)
            self.attempt(presence.absent, here, kind=AbsenceKind.LATE, since=since, by=self.by(here))

    @rule(person=PEOPLE)
    def come_back(self, person: int) -> None:
        if away := self.stay(person, S.ABSENT):
            at = datetime(self.today.year, self.today.month, self.today.day, 23, tzinfo=SOFIA)
            self.attempt(presence.back, away, at=at, by=self.by(away))

    @rule(person=PEOPLE, house=HOUSES, bed=BEDS)
    def move(self, person: int, house: int, bed: int) -> None:
        if here := self.stay(person, S.ACTIVE):
            self.attempt(moves.move_to, here, place=self.places[house][bed], on=self.today, by=self.by(here))

    @rule(person=PEOPLE, bed=BEDS)
    def bring_a_child(self, person: int, bed: int) -> None:
        if here := self.stay(person, *HERE):
            place = self.places_of(here)[bed]
            facts = {"house_alias": "Дете", "place": place, "from_on": self.today, "by": self.by(here)}
            self.attempt(presence.child_comes, here, **facts)

    @rule(person=PEOPLE, days=st.integers(1, 9))
    def stay_longer(self, person: int, days: int) -> None:
        if here := self.stay(person, *HERE):
            self.attempt(self.extend, here, here.planned_to_on + timedelta(days=days))

    def extend(self, here: Stay, until: date) -> None:
        by = self.by(here)
        ground = ExtensionGround.SHELTER_PROPOSAL
        proposed = terms.propose_extension(here, to_on=until, ground=ground, by=by, on=self.today)
        terms.answer_extension(proposed, approved=True, body="COURT", answered_on=self.today, by=by, on=self.today)

    @rule(person=PEOPLE)
    def leave(self, person: int) -> None:
        if here := self.stay(person, *HERE):
            self.attempt(stays.leave, here, to_on=self.today, end_reason=StayEnd.OWN_HOUSING, by=self.by(here))

    @rule(person=PEOPLE)
    def call_off(self, person: int) -> None:
        if kept := self.stay(person, S.RESERVED, S.REQUESTED):
            self.attempt(stays.cancel, kept, by=kept.requested_by, on=self.today)

    @invariant()
    def nobody_shares_a_place(self) -> None:
        taken = TakenNights.objects.order_by("place", "from_on").values_list("place", "from_on", "to_on")
        for (place, _first, until), (next_place, first, _until) in pairwise(taken):
            assert place != next_place or (until or LONGEST) <= first
        kept = Stay.objects.filter(state__in=[S.RESERVED, *HERE]).count()
        assert TakenNights.objects.filter(source="STAY").count() >= kept

    @invariant()
    def nobody_sleeps_in_two_places(self) -> None:
        for case in self.cases:
            slept = case.stays.filter(state__in=[*HERE, *GONE]).order_by("from_on")
            for earlier, later in pairwise(slept):
                assert (earlier.to_on or LONGEST) <= later.from_on

    @invariant()
    def a_story_has_no_gap(self) -> None:
        for later in Stay.objects.filter(moved_from__state=S.MOVED, state__in=[*HERE, *GONE]).select_related(
            "moved_from"
        ):
            assert (later.moved_from.to_on, later.story_began_on) == (later.from_on, later.moved_from.story_began_on)
        assert Stay.objects.filter(state=S.MOVED, moved_to=None).count() == 0


def test_no_order_of_acts_puts_two_into_one_place(db):
    run_state_machine_as_test(
        Houses,
        settings=settings(
            max_examples=15,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )
