"""The pages of a return: what is wrong with an answer stands beside its field, and loses nothing that was typed."""

from datetime import date

import pytest
from django.urls import reverse

from cases.actions import journey
from cases.models import ReturnPlan
from cases.returning import ReturnState as S
from tests.cases.test_journey import seeks_asylum
from tests.factories import CaseMemberFactory, PersonFactory, ReturnPlanFactory
from tvcase.flow import Refused

ON = date(2026, 4, 20)
OVER, FAR = ("1", "1", "2020"), ("1", "1", "2090")


def typed(name, day):
    return {f"{name}_{number}": part for number, part in enumerate(day)}


@pytest.fixture
def step(client):
    """Send one step of a plan, and give the errors of its form by field."""

    def send(plan, name, answers):
        client.force_login(CaseMemberFactory(case=plan.case).user)
        page = client.post(reverse("cases:return-step", args=[plan.case.code, plan.number, name]), answers)
        return page.context["form"].errors if page.status_code == 422 else {}

    return send


@pytest.mark.parametrize(
    ("state", "name", "answers", "field"),
    [
        (S.PROPOSED, "decide", typed("options_explained_on", FAR) | typed("decided_on", OVER), "options_explained_on"),
        (S.PREPARING, "prepare", typed("reception_confirmed_on", FAR), "reception_confirmed_on"),
        (S.PREPARING, "prepare", typed("planned_on", OVER), "planned_on"),
        (S.PREPARING, "prepare", {"escorts": ["NONE", "NGO"]}, "escorts"),
        (S.READY, "depart", typed("departed_on", FAR), "departed_on"),
        (S.IN_TRANSIT, "arrive", typed("arrived_on", OVER), "arrived_on"),
        (S.IN_TRANSIT, "incident", typed("incident_on", OVER) | {"incident_note": "?"}, "incident_on"),
        (S.ARRIVED, "take-over", typed("taken_over_on", OVER) | {"taken_over_by": "?"}, "taken_over_on"),
        (S.ARRIVED, "finish", typed("closed_on", OVER) | {"closure_note": "?"}, "closed_on"),
    ],
)
def test_a_day_that_cannot_be_is_refused_beside_its_field(step, state, name, answers, field):
    errors = step(ReturnPlanFactory(state=state), name, answers)

    assert list(errors) == [field] or field in errors
    assert "__all__" not in errors


def test_no_language_is_chosen_beforehand(step):
    said = typed("options_explained_on", ("1", "4", "2026")) | typed("decided_on", ("2", "4", "2026"))

    assert list(step(ReturnPlanFactory(state=S.PROPOSED), "decide", said)) == ["options_language"]


def test_the_text_that_names_an_embassy_is_the_one_that_is_marked(step):
    plan = seeks_asylum(ReturnPlanFactory(state=S.PREPARING, foreigner=True))

    assert list(step(plan, "prepare", {"destination": "Киев", "meeting": "пред посолството"})) == ["meeting"]


def test_the_authorities_of_the_country_of_origin_are_asked_for_nothing_either():
    plan = seeks_asylum(ReturnPlanFactory(state=S.PREPARING, foreigner=True))
    paper = {"kind": "PASSPORT", "issuer": "ABROAD", "on": ON, "by": plan.recorded_by}

    with pytest.raises(Refused, match="no authority of the country of origin"):
        journey.add_paper(plan, **paper, state="NEEDED")
    assert journey.add_paper(plan, **paper, state="HELD").pk  # one that she or he has is nobody's question


def test_without_a_citizenship_it_says_why_only_a_foreigners_return_is_offered(client):
    person = PersonFactory(citizenships=[])
    member = CaseMemberFactory(case__person=person, case__organisation=person.organisation)
    client.force_login(member.user)

    page = client.get(reverse("cases:returns-new", args=[member.case.code])).content.decode()

    assert reverse("cases:person-origin", args=[member.case.code]) in page
    assert not ReturnPlan.objects.exists()


def test_what_is_missing_is_not_called_complete(client, words):
    plan = ReturnPlanFactory(state=S.PREPARING, receiving_party="")
    client.force_login(CaseMemberFactory(case=plan.case).user)

    page = words(client.get(reverse("cases:return-step", args=[plan.case.code, plan.number, "ready"])))

    assert "Nothing is missing" not in page
