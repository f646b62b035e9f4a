"""The timeline: one query, in order, and of each area only what the reader may see."""

from datetime import UTC, date, datetime

import pytest

from cases.actions import cooperation, reflection, team
from cases.models import RightsBriefing
from cases.models.case import access
from cases.permissions import VIEWS, Area, CasePerm
from cases.rules import timeline_source
from cases.states import OpeningGround, TeamRole
from cases.timeline import entries
from legal.aid.actions.applications import prepare_initial
from tests.factories import (
    CaseFactory,
    CaseMemberFactory,
    OrganisationFactory,
    ProtectionFactory,
    ReflectionPeriodFactory,
    ReturnPlanFactory,
    StayFactory,
    UserFactory,
)
from tests.sharing import told

ON = date(2026, 3, 25)
SAID_AT = datetime(2026, 3, 20, 8, tzinfo=UTC)


@pytest.fixture
def chain():
    """A case with something in every area: identified, told, decided, protected, housed, about to return, with
    legal aid prepared, and a consent to share."""
    period = ReflectionPeriodFactory()
    case = period.case
    prepare_initial(case, period.identification, on=period.starts_on, by=case.recorded_by)
    ProtectionFactory(request__case=case)
    ReturnPlanFactory(case=case, state="PREPARING")
    StayFactory(case=case, active=True)
    reflection.settle(case, at=SAID_AT, by=case.recorded_by)
    told.given(case, OrganisationFactory(), by=CaseMemberFactory(case=case).user)
    return case


def titles(case, user, perms):
    return [str(entry.title) for entry in entries(case, user, perms)]


@pytest.mark.parametrize("area", Area)
def test_each_area_opens_its_own_facts_and_no_others(chain, area):
    user = CaseMemberFactory(case=chain).user
    perm = CasePerm(f"view_{area}")
    allowed = {str(source.title) for source in timeline_source if source.perm == perm}

    shown = set(titles(chain, user, frozenset({perm})))

    assert shown <= allowed
    assert shown or area in (Area.IDENTITY, Area.SUPPORT)


def test_without_a_permission_there_is_nothing(chain):
    assert entries(chain, UserFactory(), frozenset()) == []


def test_every_fact_of_the_chain_is_there_in_order(chain):
    user = CaseMemberFactory(case=chain).user

    found = entries(chain, user, VIEWS)
    shown = [str(entry.title) for entry in found]

    assert [entry.order for entry in found] == sorted(entry.order for entry in found)
    wanted = [
        "Signal received",
        "Formal identification",
        "Reflection period started",
        "What the person said about cooperating",
        "The person asked for special protection",
        "Return plan opened",
    ]
    assert [title for title in shown if title in wanted] == wanted
    assert "Reflection period ended" in shown


def test_days_and_details_are_said_in_words(chain):
    user = CaseMemberFactory(case=chain).user

    found = {str(entry.title): entry for entry in entries(chain, user, VIEWS)}

    assert found["Reflection period ended"].at == date(2026, 3, 20)
    assert str(found["Reflection period ended"].text) == "the person decided to cooperate"
    assert str(found["Return plan opened"].text) == "the person wishes to return"
    assert found["Signal received"].who == str(chain.recorded_by)


@pytest.mark.parametrize("told", [False, True])
def test_an_authority_learns_of_the_decision_when_the_person_agreed_to_tell_it(chain, told):
    officer = chain.identifications.counting().get().officer
    team.open_to(chain, officer.organisation, OpeningGround.IDENTIFIED, subject=chain.pk, by=chain.recorded_by, on=ON)
    if told:
        decision = chain.cooperation_decisions.get()
        cooperation.communicate(decision, authority=officer.organisation, agreed_on=ON, by=chain.recorded_by)

    shown = titles(chain, officer, access(officer, chain))

    assert "Reflection period started" in shown
    assert ("What the person said about cooperating" in shown) is told
    assert ("Reflection period ended" in shown) is told
    assert ("Last day of the reflection period" in shown) is not told


def test_an_authority_reads_no_wish_about_the_period():
    period = ReflectionPeriodFactory()
    case, officer = period.case, period.identification.officer
    team.open_to(case, officer.organisation, OpeningGround.IDENTIFIED, subject=case.pk, by=case.recorded_by, on=ON)
    reflection.state_wish(
        period, wants_to_use=False, stated_on=ON, counselled_on=ON, form="WRITTEN", by=case.recorded_by
    )
    member = CaseMemberFactory(case=case).user
    wish = "The person does not wish to use the reflection period"

    assert wish in titles(case, member, VIEWS)
    assert wish not in titles(case, officer, access(officer, case))


@pytest.mark.parametrize("role", [TeamRole.CASEWORKER, TeamRole.SHELTER_WORKER, TeamRole.OFFICER])
def test_the_timeline_is_a_page_and_a_part(client, join, chain, role):
    join(chain, role)

    part = client.get(f"/cases/{chain.code}/timeline/", headers={"HX-Request": "true", "HX-Request-Type": "partial"})

    assert part.content.decode().strip().startswith('<section class="tv-panel" id="timeline"')
    assert "<h1" in client.get(f"/cases/{chain.code}/timeline/").content.decode()


def test_nobody_else_opens_the_timeline(client, sign_in):
    case = CaseFactory()
    sign_in(coordinator=True)

    assert client.get(f"/cases/{case.code}/timeline/").status_code == 404


@pytest.mark.parametrize("count", [2, 200])
def test_a_long_history_takes_no_more_queries(client, join, chain, django_assert_max_num_queries, count):
    join(chain)
    said = {"case": chain, "right": "SPECIAL_PROTECTION", "informed_at": SAID_AT, "recorded_by": chain.recorded_by}
    RightsBriefing.objects.bulk_create(
        RightsBriefing(**said, organisation=chain.organisation, informed_by="Проба", language="bg")
        for _number in range(count)
    )

    with django_assert_max_num_queries(4 + 8):
        response = client.get(f"/cases/{chain.code}/timeline/")
    assert response.content.decode().count("told of a right") == count
