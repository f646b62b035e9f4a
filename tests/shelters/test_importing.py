"""Houses, rooms and places from a table: what is read, what is wrong with which row, what is brought in."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from shelters.importing import bring_in, check, read
from shelters.models import Place, Shelter
from tests.factories import OrganisationFactory, ShelterFactory, UserFactory
from tvcase.accounts.roles import Role
from tvcase.audit.models import Event
from tvcase.flow import Refused

HEAD = ";".join(
    [
        "code;organisation;kind;district_bg;district_en;phone",
        "sexes;languages;lowest_age;with_children",
        "room;place;place_kind",
    ]
)
ON = date(2026, 3, 10)


@pytest.fixture
def house(db):
    return OrganisationFactory(shelter=True, code="DOM")


def table(*rows, head=HEAD):
    return "\n".join([head, *rows]).encode()


def line(code="REKA", organisation="DOM", kind="REFUGE", place="1", **other):
    said = {
        "sexes": "F",
        "languages": "bg uk",
        "lowest_age": "18",
        "with_children": "да",
        "room": "A",
        "place_kind": "",
    }
    said |= other
    cells = [code, organisation, kind, "Проба", "Trial", "000 000", *(said[name] for name in list(said)[:5])]
    return ";".join([*cells, place, said["place_kind"]])


def test_a_table_is_brought_in_with_houses_rooms_and_places(house):
    rows = check(read(table(line(), line(place="2", place_kind="COT"))))

    assert [row.errors for row in rows] == [[], []]
    assert bring_in(rows, by=UserFactory(), on=ON) == 2

    shelter = Shelter.objects.get(code="REKA")
    assert (shelter.organisation, shelter.sexes, shelter.languages) == (house, ["F"], ["bg", "uk"])
    assert (shelter.lowest_age, shelter.highest_age, shelter.with_children) == (18, None, True)
    assert list(shelter.places.values_list("label", "kind", "room__label")) == [("1", "BED", "A"), ("2", "COT", "A")]
    assert Event.objects.get(action="shelters.table.imported").facts == {"houses": 1, "places": 2, "new": 2}


def test_the_same_table_again_changes_and_adds_nothing_twice(house):
    for expected in (1, 0):
        rows = check(read(table(line())))
        assert bring_in(rows, by=UserFactory(), on=ON) == expected

    assert Place.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"organisation": "NOBODY"}, "no organisation"),
        ({"kind": "HOTEL"}, "kind"),
        ({"code": "reka"}, "code"),
        ({"place": ""}, "label"),
        ({"place_kind": "SOFA"}, "kind"),
        ({"lowest_age": "old"}, "whole number"),
        ({"with_children": "maybe"}, "yes or no"),
        ({"languages": "klingon"}, "klingon"),
        ({"sexes": "X"}, "sexes"),
    ],
)
def test_what_is_wrong_is_said_of_its_row_and_nothing_is_brought_in(house, wrong, reason):
    rows = check(read(table(line(place="9"), line(**{"place": "1"} | wrong))))

    assert reason in " ".join(rows[1].errors)
    with pytest.raises(Refused):
        bring_in(rows, by=UserFactory(), on=ON)
    assert not Shelter.objects.exists()


def test_rows_that_contradict_each_other_or_what_is_recorded_are_wrong(house):
    ShelterFactory(code="MORE")

    rows = check(read(table(line(), line(), line(place="2", sexes="M"), line(code="MORE"))))

    assert [bool(row.errors) for row in rows] == [False, True, True, True]
    assert "twice" in rows[1].errors[0]
    assert "than row 2" in rows[2].errors[0]
    assert "another organisation" in rows[3].errors[0]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (table(line() + ";x", head=f"{HEAD};address"), "address is not imported"),
        (b"code;kind\nA;B", "missing"),
        (table(line() + ";x", head=f"{HEAD};colour"), "colour"),
        (table(), "no rows"),
        (b"PK\x03\x04\x98\x00\xff", "CSV|missing"),
    ],
)
def test_what_is_no_table_of_ours_is_refused(content, reason):
    with pytest.raises(ValidationError, match=reason):
        read(content)


def test_a_table_saved_by_an_old_spreadsheet_is_read(house):
    content = table(line()).decode().encode("cp1251")

    (row,) = check(read(content))

    assert (row.errors, row.said["district_bg"]) == ([], "Проба")


def test_an_administrator_looks_at_the_table_before_it_is_brought_in(client, house, tmp_path):
    client.force_login(UserFactory(roles=[Role.ADMINISTRATOR], is_staff=True))
    page, path = reverse("admin:shelters_shelter_import"), tmp_path / "houses.csv"
    path.write_bytes(table(line(), line(place="2")))

    with path.open("rb") as file:
        shown = client.post(page, {"table": file})
    assert not Shelter.objects.exists()
    brought = client.post(page, {"sheet": shown.context["sheet"]})
    forged = client.post(page, {"sheet": shown.context["sheet"] + "x"})

    assert brought.url == reverse("admin:shelters_shelter_changelist")
    assert Place.objects.count() == 2
    assert forged.status_code == 200


def test_nobody_else_brings_in_a_table(client, db):
    client.force_login(UserFactory(shelter_head=True))

    assert client.get(reverse("admin:shelters_shelter_import")).status_code == 404
