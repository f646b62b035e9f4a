"""Rosters from a table: what is wrong with which row, and that all of them are brought in or none."""

from datetime import datetime

import pytest
from django.urls import reverse

from shelters.importing_rosters import COLUMNS, bring_in, check, read
from shelters.models import Duty
from tests.factories import OrganisationFactory, ShelterFactory, UserFactory
from tvcase.accounts.roles import Role
from tvcase.audit.models import Event
from tvcase.dates import SOFIA
from tvcase.flow import Refused

AT = datetime(2026, 3, 10, 12, tzinfo=SOFIA)
NIGHT = ("2026-03-28 20:00", "29.03.2026 08:00")  # the clock goes forward in it


@pytest.fixture
def administrator(db):
    return UserFactory(roles=[Role.ADMINISTRATOR], is_staff=True)


@pytest.fixture
def house(db):
    organisation = OrganisationFactory(shelter=True, code="DOM")
    UserFactory(shelter_staff=True, organisation=organisation, username="nosht")
    return ShelterFactory(code="REKA", organisation=organisation)


def table(*rows):
    return "\n".join([";".join(COLUMNS), *(";".join(row) for row in rows)]).encode()


def checked(by, *rows):
    return check(read(table(*rows)), by=by, at=AT)


def test_a_roster_is_brought_in_by_the_clock_in_sofia(house, administrator):
    rows = checked(
        administrator, ("DOM", "REKA", "nosht", *NIGHT), ("DOM", "", "nosht", "2026-03-30 20:00", "2026-03-31 08:00")
    )

    assert [row.errors for row in rows] == [[], []]
    assert not Duty.objects.exists()
    assert bring_in(rows, by=administrator, at=AT) == 2
    night, on_call = Duty.objects.order_by("from_at")
    assert (night.to_at - night.from_at).total_seconds() == 11 * 3600
    assert (night.shelter, on_call.shelter, on_call.planned_by) == (house, None, administrator)
    assert Event.objects.filter(action="shelters.duty.planned").count() == 2


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (("NOBODY", "REKA", "nosht", *NIGHT), "no organisation"),
        (("DOM", "REKA", "nobody", *NIGHT), "user name"),
        (("DOM", "GORA", "nosht", *NIGHT), "no shelter"),
        (("DOM", "REKA", "nosht", "tonight", NIGHT[1]), "no day with an hour"),
        (("DOM", "REKA", "nosht", NIGHT[1], NIGHT[0]), "ends after it begins"),
        (("DOM", "REKA", "nosht", "2026-03-01 20:00", "2026-03-02 08:00"), "are over"),
        (("DOM", "REKA", "nosht", "2026-03-28 22:00", "2026-03-28 23:00"), "another duty"),
    ],
)
def test_what_is_wrong_is_said_of_its_row_and_nothing_is_brought_in(house, administrator, wrong, reason):
    rows = checked(administrator, ("DOM", "REKA", "nosht", *NIGHT), wrong)

    assert rows[0].errors == []
    assert reason in " ".join(rows[1].errors)
    with pytest.raises(Refused):
        bring_in(rows, by=administrator, at=AT)
    assert not Duty.objects.exists()


def test_an_administrator_looks_at_the_roster_before_it_is_brought_in(client, house, administrator, tmp_path):
    client.force_login(administrator)
    page, path = reverse("admin:shelters_duty_import"), tmp_path / "roster.csv"
    path.write_bytes(table(("DOM", "REKA", "nosht", "2099-03-10 20:00", "2099-03-11 08:00")))

    with path.open("rb") as file:
        shown = client.post(page, {"table": file})
    assert not Duty.objects.exists()
    brought = client.post(page, {"sheet": shown.context["sheet"]})

    assert brought.url == reverse("admin:shelters_duty_changelist")
    assert Duty.objects.get().user.username == "nosht"


def test_nobody_else_brings_in_a_roster(client, house):
    client.force_login(UserFactory(shelter_head=True))

    assert client.get(reverse("admin:shelters_duty_import")).status_code == 404
