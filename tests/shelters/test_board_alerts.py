"""What the board says beside a guest, in words, and what takes a place besides guests."""

from datetime import date, datetime, timedelta

import pytest

from cases.actions import sealing_file
from shelters import board
from shelters.actions import presence
from shelters.models import Outage, StayPoint
from shelters.states import AbsenceKind, OutageReason
from tests.cases import kept_apart as apart
from tests.factories import CaseMemberFactory, PlaceFactory, ShelterFactory, StayFactory, UserFactory
from tests.shelters.crowd import staff_of
from tvcase.dates import SOFIA

NIGHT = date(2026, 3, 20)
AT = datetime(2026, 3, 20, 22, 14, tzinfo=SOFIA)


@pytest.fixture
def stay():
    return StayFactory(active=True, house_alias="Мира")


def guest_of(stay, *, night=NIGHT, at=AT):
    (house,) = board.tonight(stay.arrived_recorded_by, night=night, at=at).houses
    return next(bed.taken for bed in house.beds if bed.taken)


def alerts(stay, **when):
    return [alert.words for alert in guest_of(stay, **when).alerts]


def away(stay, *, expected_at=None):
    since = AT - timedelta(hours=4)
    return presence.absent(
        stay, kind=AbsenceKind.AGREED, since=since, expected_at=expected_at, by=stay.arrived_recorded_by
    )


def test_nothing_is_said_of_a_quiet_stay(stay):
    assert alerts(stay) == []


@pytest.mark.parametrize(
    ("expected_at", "said"),
    [
        (None, "away since 18:14"),
        (AT + timedelta(hours=1), "away until 23:14"),
        (AT + timedelta(days=1), "away until 21 Mar 2026, 22:14"),
        (AT - timedelta(hours=1), "not back, expected 21:14"),
    ],
)
def test_who_is_away_keeps_the_place_and_the_board_says_until_when(stay, expected_at, said):
    away(stay, expected_at=expected_at)

    assert alerts(stay) == [said]


@pytest.mark.parametrize(
    ("night", "said"),
    [(date(2026, 4, 1), []), (date(2026, 4, 2), ["the term ends soon"]), (date(2026, 4, 9), ["the term is over"])],
)
def test_the_end_of_the_term_is_announced_a_week_before(stay, night, said):
    assert alerts(stay, night=night) == said


def test_open_points_are_counted(stay):
    for number in (1, 2):
        StayPoint.objects.create(
            case=stay.case, stay=stay, number=number, text="ключ", raised_at=AT, raised_by=stay.arrived_recorded_by
        )

    assert alerts(stay) == ["2 open points"]


def test_a_measure_against_contact_is_said_without_saying_whose(stay):
    apart.agreed(stay.case)

    assert "protected from contact" in alerts(stay, night=apart.ON)
    assert "protected from contact" not in alerts(stay)


def test_a_child_sleeps_in_its_place_and_is_counted_with_its_parent(stay):
    cot = PlaceFactory(shelter=stay.shelter)
    presence.child_comes(stay, house_alias="Пипи", place=cot, from_on=NIGHT, by=stay.arrived_recorded_by)

    (house,) = board.tonight(stay.arrived_recorded_by, night=NIGHT, at=AT).houses

    assert guest_of(stay).children == 1
    assert [bed.child_of.stay for bed in house.beds if bed.place == cot] == [stay]
    assert (house.taken, house.free) == (2, 0)


def test_a_place_out_of_service_is_neither_free_nor_taken():
    shelter = ShelterFactory()
    broken, repaired, _free = (PlaceFactory(shelter=shelter) for _place in range(3))
    Outage.objects.create(place=broken, from_on=NIGHT, reason=OutageReason.REPAIR)
    Outage.objects.create(place=repaired, from_on=date(2026, 3, 10), to_on=NIGHT, reason=OutageReason.REPAIR)

    (house,) = board.tonight(staff_of(shelter), night=NIGHT, at=AT).houses

    assert (house.free, house.held, house.taken) == (2, 0, 0)
    assert [bed.place for bed in house.beds if bed.out] == [broken]


def test_whose_file_is_sealed_has_no_name_on_the_board_and_the_place_is_not_free(client, words, stay):
    named = CaseMemberFactory(case=stay.case).user
    coordinator = UserFactory(organisation=stay.case.organisation, coordinator=True)
    sealing_file.seal(stay.case, people=[named], reason="Somebody knows the family.", by=coordinator, at=AT)
    client.force_login(stay.arrived_recorded_by)

    text = words(client.get("/shelters/"))

    assert "open to named people only" in text
    assert "free 0, held 0, taken 1" in text
    assert "Мира" not in text
    assert stay.case.code not in text
