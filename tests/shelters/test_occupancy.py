"""What became of the places of one's own houses: nights, lengths, refusals; on a page, in a file and on paper."""

import csv
from datetime import date, datetime
from io import StringIO

import pytest
from django.utils import timezone

from shelters.gantt import charts
from shelters.models import Outage, Place
from shelters.occupancy import Use, months_before, occupancy
from tests.factories import PlaceFactory, ShelterFactory, StayFactory, UserFactory
from tests.shelters.crowd import fill, staff_of
from tvcase.audit.models import Event
from tvcase.dates import SOFIA

ON = date(2026, 4, 1)
AT = datetime(2026, 4, 1, 23, 0, tzinfo=SOFIA)
PAGE = "/shelters/occupancy/"
ANSWERS = {"format": "CSV", "house": "", "reason": "REPORT", "reason_text": "For the report of the year."}


def look(shelter, *, on=ON, **changes):
    return occupancy(staff_of(shelter), on=on, at=AT, **changes)


def month(found, first):
    return next(month for month in found.months if month.first == first)


@pytest.fixture
def house(db):
    """A shelter with three places: somebody was there, somebody is, somebody is expected."""
    shelter = ShelterFactory(code="REKA")
    places = [PlaceFactory(shelter=shelter, label=label) for label in ("1", "2", "3")]
    StayFactory(ended=True, place=places[0], to_on=date(2026, 3, 20), house_alias="Мира")
    StayFactory(active=True, place=places[1], from_on=date(2026, 3, 15), planned_to_on=date(2026, 4, 14))
    StayFactory(reserved=True, place=places[2], from_on=date(2026, 4, 10), planned_to_on=date(2026, 5, 10))
    return shelter


def test_a_month_counts_the_nights_that_are_over(house):
    """10 nights and 17; places in service from their first night on: 22 and 17."""
    march = month(look(house), date(2026, 3, 1))

    assert (march.slept, march.in_service, march.percent) == (27, 39, 69)


def test_the_night_that_begins_is_not_counted_yet(house):
    assert month(look(house), ON).percent is None
    assert month(look(house, on=date(2026, 4, 2)), ON).slept == 1


def test_twelve_months_end_with_this_one():
    first, *between, last = months_before(date(2026, 2, 28))

    assert (first, last) == (date(2025, 3, 1), date(2026, 2, 1))
    assert len(between) == 10


def test_the_months_begin_with_the_first_in_which_a_place_was_in_service(house):
    assert [one.first for one in look(house).months] == [date(2026, 3, 1), ON]


def test_a_place_that_is_closed_or_out_of_service_is_not_empty_but_missing(house):
    first = Place.objects.get(shelter=house, label="1")
    Outage.objects.create(place=first, from_on=date(2026, 3, 22), to_on=date(2026, 3, 25), reason="REPAIR")
    Place.objects.filter(pk=first.pk).update(closed_on=date(2026, 3, 29))

    assert month(look(house), date(2026, 3, 1)).in_service == 39 - 3 - 3


def test_the_picture_says_what_is_certain_and_what_is_planned(house):
    (chart,) = charts(look(house))
    gone, here, expected = chart.rows

    assert gone.words == ["taken from 10 Mar 2026 to 20 Mar 2026"]
    assert here.words == ["taken since 15 Mar 2026, planned until 14 Apr 2026"]
    assert [bar.kind for bar in here.bars] == [Use.TAKEN, "planned"]
    assert expected.words == ["kept for somebody from 10 Apr 2026 to 10 May 2026"]
    assert [bar.kind for bar in expected.bars] == [Use.KEPT]
    assert [row.slept for row in chart.rows] == [10, 17, 0]


def test_the_picture_is_to_scale(house):
    """Ninety nights from 2 March on: 10 March is the ninth, and a stay of ten nights a ninth of the width."""
    (bar,) = charts(look(house))[0].rows[0].bars

    assert (bar.x, bar.width) == ("8.889%", "11.111%")


def test_who_stays_beyond_the_planned_end_keeps_the_place_on_the_picture(house):
    late = look(house, on=date(2026, 4, 20))

    (bar,) = charts(late)[0].rows[1].bars
    assert bar.kind == Use.TAKEN
    assert month(late, ON).slept == 19


def test_the_middle_length_is_told_of_five_stays_or_more(house):
    for days in (2, 3, 40, 50):
        ended = date(2026, 1, 1 + days) if days < 30 else date(2026, 2, days - 30)
        StayFactory(
            ended=True,
            place=PlaceFactory(shelter=house),
            from_on=date(2026, 1, 1),
            to_on=ended,
            planned_to_on=date(2026, 2, 28),
        )

    lengths = look(house).lengths

    assert sorted(lengths.nights) == [2, 3, 10, 40, 50]
    assert [band.count for band in lengths.bands] == [2, 1, 2, 0, 0]
    assert lengths.middle == 10
    assert type(lengths)(lengths.nights[:4]).middle is None


def test_the_need_that_nobody_met_is_counted_by_its_reason(house):
    StayFactory(declined=True, shelter=house)
    StayFactory(declined=True, shelter=house)

    found = look(house)

    assert found.declined == [("no place is free in these nights", 2)]
    assert (found.refused, found.answered) == (2, 5)


def test_one_house_can_be_looked_at_alone(house):
    other = ShelterFactory(organisation=house.organisation)
    PlaceFactory(shelter=other)

    assert [one.shelter for one in look(house).houses] == sorted([house, other], key=str)
    assert [one.shelter for one in look(house, house="REKA").houses] == [house]


def test_nobody_is_on_the_page_and_no_case(client, house):
    stays = [*house.stays.select_related("case")]
    client.force_login(staff_of(house))

    shown = client.get(PAGE).content.decode()

    assert "REKA" in shown
    assert not [stay for stay in stays if stay.case.code in shown]
    assert "Мира" not in shown
    assert Event.objects.using("audit").get(action="shelters.occupancy.opened").facts == {"shelters": ["REKA"]}


def test_other_houses_have_their_own_page(client, house):
    client.force_login(UserFactory())
    assert client.get(PAGE).status_code == 404

    client.force_login(staff_of(ShelterFactory()))
    assert "REKA" not in client.get(PAGE).content.decode()
    assert client.get(PAGE, {"house": "REKA"}).status_code == 422


def test_an_organisation_without_a_house_is_told_what_to_do(client, words):
    client.force_login(UserFactory(shelter_head=True))

    assert "Your organisation runs no shelter yet." in words(client.get(PAGE))


@pytest.mark.parametrize("count", [2, 40])
def test_a_full_house_asks_no_more_than_an_empty_one(django_assert_max_num_queries, count):
    shelter = ShelterFactory()
    fill(shelter, count)
    staff = staff_of(shelter)

    with django_assert_max_num_queries(5):
        assert len(charts(occupancy(staff, on=ON, at=AT))[0].rows) == count


def rows_of(answer):
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig"), newline="")))[2:]


@pytest.mark.parametrize("table", ["PLACES", "MONTHS", "LENGTHS", "DECLINED"])
def test_each_table_is_taken_for_a_reason_and_with_a_line_in_the_trace(client, house, table):
    StayFactory(
        active=True,
        place=PlaceFactory(shelter=house, label="=1+1"),
        from_on=timezone.localdate(),
        planned_to_on=date(2099, 1, 1),
    )
    StayFactory(declined=True, shelter=house, from_on=timezone.localdate(), planned_to_on=date(2099, 1, 1))
    client.force_login(staff_of(house))

    refused = client.post(f"{PAGE}copy/", ANSWERS | {"table": table, "reason_text": ""})
    answer = client.post(f"{PAGE}copy/", ANSWERS | {"table": table})

    assert refused.status_code == 422
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert rows_of(answer)
    (event,) = Event.objects.using("audit").filter(action="exports.copy.taken")
    assert (event.facts["kind"], event.facts["reason"]) == ("occupancy", "REPORT")
    if table == "PLACES":
        assert "'=1+1" in [row[1] for row in rows_of(answer)]


def test_on_paper_the_picture_carries_its_mark(client, house, words):
    client.force_login(staff_of(house))

    answer = client.post(f"{PAGE}print/", ANSWERS | {"format": "PRINT"})

    assert "Not to be passed on." in words(answer)
    assert "tv-gantt" in answer.content.decode()
    assert "tv-never-on-paper" not in answer.content.decode()
