"""Contact in spite of measures: told to the team at once, hidden from authorities, opened with care (E-12)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cases.actions import breaches
from cases.models import ContactBreach
from cases.nocontact import Direction, DisclosureBasis
from cases.states import OpeningGround, TeamRole
from legal.models import Protection
from tests.cases.kept_apart import agreed, contact
from tests.cases.said_and_done import boxes, lines, refused_by_the_database, told, url
from tests.factories import CaseFactory, CaseMemberFactory, ProtectionFactory, UserFactory
from tvcase.accounts.roles import Role
from tvcase.flow import Refused

ON = date(2026, 4, 9)


@pytest.fixture
def protected(db):
    """A case with protection, a supervisor, and a prosecutor of the office that decided."""
    case = ProtectionFactory().case
    case.supervisor = UserFactory(organisation=case.organisation, supervisor=True)
    CaseMemberFactory(case=case, user=case.supervisor, role=TeamRole.SUPERVISOR)
    case.office = case.openings.get(ground=OpeningGround.PROTECTION, closed_on=None).organisation
    case.prosecutor = UserFactory(organisation=case.office, prosecutor=True)
    return case


def test_a_contact_is_told_to_the_team_and_the_coordinator_at_once():
    case = CaseFactory()
    members = {CaseMemberFactory(case=case, user=UserFactory(organisation=case.organisation)).user for _ in range(2)}
    coordinator = UserFactory(organisation=case.organisation, coordinator=True)
    officer = CaseMemberFactory(case=case, user=UserFactory(officer=True), role=TeamRole.OFFICER).user
    recorder = CaseMemberFactory(case=case, user=case.recorded_by).user

    breach = contact(case)

    assert told("contact_logged") == {*members, coordinator}
    assert officer not in told("contact_logged")
    assert recorder not in told("contact_logged")
    (line,) = lines("cases.contact.logged")
    assert (line.case_code, line.facts) == (case.code, {"number": breach.number})


@pytest.mark.parametrize("direction", Direction)
def test_a_contact_changes_nothing_but_the_day_of_the_review(protected, direction):
    measure = agreed(protected)

    contact(protected, measure=measure, direction=direction)

    measure.refresh_from_db()
    assert (measure.state, measure.review_on) == ("ACTIVE", date(2026, 4, 9))
    assert Protection.objects.get(case=protected).ended_on is None


def test_a_prosecutor_sees_no_contact(protected, client):
    breach = contact(protected)
    client.force_login(protected.prosecutor)

    assert not ContactBreach.objects.visible_to(protected.prosecutor).exists()
    assert client.get(url("no-contact", protected)).status_code == 404
    assert client.get(url("breach", protected, breach.number)).status_code == 404
    page = client.get(protected.get_absolute_url())
    assert url("no-contact", protected) not in page.content.decode()


@pytest.mark.parametrize("basis", DisclosureBasis)
def test_an_authority_reads_the_one_contact_that_was_opened_to_it(protected, client, words, basis):
    opened, other = contact(protected, response="Проба А"), contact(protected, response="Проба Б")
    consent = basis == DisclosureBasis.CONSENT
    facts = {"agreed_on": ON} if consent else {"reason": "He stands in the street with a knife."}
    guardian = UserFactory(organisation=protected.organisation, roles=[Role.DATA_PROTECTION_OFFICER])

    breaches.disclose(opened, authority=protected.office, basis=basis, **facts, on=ON, by=protected.supervisor)

    client.force_login(protected.prosecutor)
    assert "Проба А" in words(client.get(url("breach", protected, opened.number)))
    assert client.get(url("breach", protected, other.number)).status_code == 404
    assert client.get(url("no-contact", protected)).status_code == 200
    assert url("no-contact", protected) in client.get(protected.get_absolute_url()).content.decode()
    assert protected.prosecutor in told("contact_disclosed")
    assert told("contact_disclosed_for_life") == (set() if consent else {guardian})


def test_a_risk_to_life_is_judged_by_a_second_person_of_some_standing(protected):
    breach = contact(protected, by=protected.supervisor)
    facts = {"authority": protected.office, "basis": DisclosureBasis.RISK_TO_LIFE, "reason": "A knife.", "on": ON}

    for by in (protected.recorded_by, protected.supervisor):
        with pytest.raises(Refused):
            breaches.disclose(breach, **facts, by=by)

    breaches.disclose(breach, **facts, by=UserFactory(organisation=protected.organisation, coordinator=True))


def test_the_database_refuses_one_person_and_strange_authorities(protected):
    breach = contact(protected)
    statement = (
        "INSERT INTO cases_breachdisclosure (id, case_id, breach_id, authority_id, basis, agreed_on, disclosed_on, "
        "disclosed_by_id) VALUES (gen_random_uuid(), %s, %s, %s, %s, '2026-04-09', '2026-04-09', %s)"
    )
    stranger = UserFactory(prosecutor=True).organisation_id
    by = breach.recorded_by_id

    assert (
        refused_by_the_database(statement, protected.pk, breach.pk, stranger, "CONSENT", by)
        == "breach_disclosed_to_an_authority_of_the_case"
    )
    assert (
        refused_by_the_database(statement, protected.pk, breach.pk, protected.office.pk, "RISK_TO_LIFE", by)
        == "breach_disclosed_for_life_by_a_second_person"
    )


def test_without_consent_or_risk_nothing_is_opened(protected):
    with pytest.raises(ValidationError):
        breaches.disclose(
            contact(protected), authority=protected.office, basis="CONSENT", on=ON, by=protected.supervisor
        )


def test_a_contact_is_logged_with_two_choices(client):
    case = CaseFactory()
    CaseMemberFactory(case=case, user=case.recorded_by)
    client.force_login(case.recorded_by)
    page = client.get(url("breach-new", case))
    now = page.context["form"]["happened_at"].initial
    sent = {"direction": "FROM_TRAFFICKER", "channel": "PHONE", **boxes("happened_at", now)}

    answer = client.post(url("breach-new", case), sent)

    assert answer.headers["Location"] == reverse("cases:no-contact", args=[case.code])
    assert ContactBreach.objects.get(case=case).get_direction_display() == Direction.FROM_TRAFFICKER.label


def test_the_history_tells_of_a_contact_to_supporters_only_and_never_who_sought_it(protected, client, words):
    contact(protected, direction=Direction.FROM_PERSON)

    client.force_login(protected.supervisor)
    seen = words(client.get(url("timeline", protected)))
    client.force_login(protected.prosecutor)

    assert "Contact recorded" in seen
    assert str(Direction.FROM_PERSON.label) not in seen.split("Contact recorded")[1][:60]
    assert "Contact recorded" not in words(client.get(url("timeline", protected)))


def test_one_click_ends_a_measure(client):
    case = CaseFactory()
    CaseMemberFactory(case=case, user=case.recorded_by)
    measure = agreed(case)
    client.force_login(case.recorded_by)
    where = url("no-contact-take-back", case, measure.number)

    assert f'action="{where}"' in client.get(url("no-contact", case)).content.decode()
    client.post(where)

    measure.refresh_from_db()
    assert measure.state == "WITHDRAWN"
