"""Who plans a meeting or a journey is warned of the place before it is saved, and loses nothing that was typed."""

import pytest
from django.urls import reverse

from cases import placement
from cases.geo import REGIONAL_TOWNS
from cases.models import ReturnPlan
from cases.nocontact import MeasureKind
from legal.claims.models import Hearing
from tests.cases.kept_apart import ordered, place
from tests.cases.said_and_done import boxes
from tests.factories import CaseFactory, CaseMemberFactory, ReturnPlanFactory
from tests.legal.heard import at, hearing_of

WARNED = "may not be safe for the person"


@pytest.fixture
def case(db):
    """A case whose person must not come near Plovdiv."""
    case = CaseFactory()
    CaseMemberFactory(case=case, user=case.recorded_by)
    place(case, "Пловдив")
    return case


def hearing(held_by="Пловдивски окръжен съд", room="зала 4", **more):
    day = at(9, 15, year=2099)
    return {"kind": "HEARING", "held_by": held_by, "place": room, **boxes("starts_at", day), **more}


def ticked(answer):
    """The box that goes on, as a browser sends it once it is ticked."""
    (name,) = [name for name in answer.context["form"].fields if name.startswith("goes_on_")]
    return {name: "on"}


@pytest.mark.parametrize(
    ("town", "body"),
    [
        *((town, f"{stem.capitalize()}и районен съд") for town, stem in REGIONAL_TOWNS.items()),
        *((town, f"{stem.capitalize()}а окръжна прокуратура") for town, stem in REGIONAL_TOWNS.items()),
        ("София", "Софийски градски съд"),
        ("София", "Софийския апелативен съд"),
        ("Sofia", "SOFIYSKI RAYONEN SAD"),
        ("гр. Русе", "Районно управление, Русенско управление на полицията"),
        ("Велико Търново", "Великотърновският окръжен съд, ет. 2"),
        ("Пловдив", "Окръжен съд – Пловдив"),
    ],
)
def test_a_court_is_in_the_town_by_whose_adjective_it_is_called(town, body):
    case = CaseFactory()
    place(case, town)

    assert placement.warnings(case, place=body)


@pytest.mark.parametrize(
    ("town", "elsewhere"),
    [
        ("Русе", "Русенски Лом"),
        ("Русе", "Варненски окръжен съд"),
        ("Стара Загора", "Новозагорски районен съд"),
        ("София", "Районен съд, ул. „Софийски герой“ 1"),
        ("Варна", "Варненски залив, стар пристан, хотел до съд"),
        ("Велико Търново", "Търновска улица, съд"),
    ],
)
def test_an_adjective_that_names_no_court_is_no_town(town, elsewhere):
    case = CaseFactory()
    place(case, town)

    assert not placement.warnings(case, place=elsewhere)


def test_every_region_has_its_town():
    assert len(REGIONAL_TOWNS) == 27  # Sofia gives its name to two of the 28


def test_a_hearing_is_warned_of_before_it_is_saved(case, client, words):
    client.force_login(case.recorded_by)
    where = reverse("claims:hearing-new", args=[case.code])

    answer = client.post(where, hearing(room="зала 4, втори етаж"))

    assert answer.status_code == 422
    assert WARNED in words(answer)
    assert "зала 4, втори етаж" in answer.content.decode()
    assert "Пловдивски окръжен съд" in answer.content.decode()
    assert not Hearing.objects.exists()
    saved = client.post(where, hearing(room="зала 4, втори етаж") | ticked(answer))
    assert saved.status_code == 302
    assert Hearing.objects.get(case=case).place == "зала 4, втори етаж"


def test_the_tick_is_for_the_place_that_was_warned_of(case, client, words):
    place(case, "Русе")
    client.force_login(case.recorded_by)
    where = reverse("claims:hearing-new", args=[case.code])
    tick = ticked(client.post(where, hearing()))

    answer = client.post(where, hearing(held_by="Русенски окръжен съд") | tick)

    assert answer.status_code == 422
    assert WARNED in words(answer)
    assert not Hearing.objects.exists()


def test_a_safe_place_is_saved_at_once(case, client):
    client.force_login(case.recorded_by)

    answer = client.post(reverse("claims:hearing-new", args=[case.code]), hearing(held_by="Варненски районен съд"))

    assert answer.status_code == 302


def test_a_hearing_is_not_moved_to_a_dangerous_place_unwarned(case, client, words):
    planned = hearing_of(case, by=case.recorded_by)
    client.force_login(case.recorded_by)
    where = reverse("claims:hearing-edit", args=[case.code, planned.number])

    answer = client.post(where, hearing())
    assert (answer.status_code, WARNED in words(answer)) == (422, True)
    planned.refresh_from_db()
    assert planned.held_by == "Районен съд"

    client.post(where, hearing() | ticked(answer))
    planned.refresh_from_db()
    assert planned.held_by == "Пловдивски окръжен съд"


def test_a_return_is_warned_of_before_it_is_saved(case, client, words):
    plan = ReturnPlanFactory(case=case, state="PREPARING")
    client.force_login(case.recorded_by)
    where = reverse("cases:return-step", args=[case.code, plan.number, "prepare"])
    sent = {"destination": "Пловдив, България", "receiving_party": "Проба", "risk_threat": "UNKNOWN"}

    answer = client.post(where, sent)

    assert (answer.status_code, WARNED in words(answer)) == (422, True)
    assert 'value="Пловдив, България"' in answer.content.decode()
    assert ReturnPlan.objects.get(pk=plan.pk).destination == "Русе"
    assert client.post(where, sent | ticked(answer)).status_code == 302
    assert ReturnPlan.objects.get(pk=plan.pk).destination == "Пловдив, България"


def test_a_child_who_may_not_leave_the_country_is_not_sent_abroad_unwarned(client, words):
    case = CaseFactory(child=True, person__citizenships=["BG"])
    CaseMemberFactory(case=case, user=case.recorded_by)
    ordered(case, MeasureKind.CHILD_EXIT_BAN, by=case.recorded_by)
    plan = ReturnPlanFactory(case=case, state="PREPARING")
    client.force_login(case.recorded_by)
    where = reverse("cases:return-step", args=[case.code, plan.number, "prepare"])

    answer = client.post(where, {"destination": "Берлин, Германия", "risk_threat": "UNKNOWN"})

    assert (answer.status_code, WARNED in words(answer)) == (422, True)
