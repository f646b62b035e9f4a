"""Contact in spite of measures: told to the team at once, hidden from authorities, opened with care (E-12)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cases.actions import breaches, sealing_file, team
from cases.models import BreachDisclosure, Case, ContactBreach
from cases.models.case import access
from cases.nocontact import Direction, DisclosureBasis
from cases.permissions import CasePerm
from cases.rules.breakglass import what_the_organisation_reads
from cases.states import OpeningGround, TeamRole
from legal.models import Protection
from tests.cases.kept_apart import agreed, contact
from tests.cases.said_and_done import at, boxes, lines, refused_by_the_database, told, url
from tests.factories import CaseFactory, CaseMemberFactory, ProtectionFactory, StayFactory, UserFactory
from tvcase.accounts.roles import Role
from tvcase.flow import Refused
from tvcase.wall.identity import identified, identity_of

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


def test_a_contact_in_a_sealed_file_is_told_to_those_named_only():
    case = CaseFactory()
    named = CaseMemberFactory(case=case, user=UserFactory(organisation=case.organisation)).user
    recorder = CaseMemberFactory(case=case, user=case.recorded_by).user
    coordinator, unnamed = UserFactory.create_batch(2, organisation=case.organisation, coordinator=True)
    facts = {"reason": "A colleague knows the family.", "by": coordinator, "at": at(4, 7)}
    sealing_file.seal(case, people=[named, recorder], **facts)

    contact(case)

    assert told("contact_logged") == {named, coordinator}
    assert unnamed not in told("contact_logged")


def test_of_a_case_that_an_authority_holds_its_coordinator_is_not_told(client):
    officer = UserFactory(officer=True)
    case = CaseFactory(organisation=officer.organisation, recorded_by=officer)
    coordinator = UserFactory(organisation=officer.organisation, coordinator=True)
    CaseMemberFactory(case=case, user=officer, role=TeamRole.OFFICER)
    host = StayFactory(active=True, case=case).shelter.organisation
    supports = UserFactory(organisation=host, roles=[Role.SHELTER_STAFF])
    CaseMemberFactory(case=case, user=supports, role=TeamRole.SHELTER_WORKER)
    breach = contact(case, by=UserFactory(organisation=host, roles=[Role.SHELTER_STAFF]))

    assert supports in told("contact_logged")
    assert not {officer, coordinator} & told("contact_logged")
    assert not {CasePerm.VIEW_SUPPORT, CasePerm.CHANGE_SUPPORT} & access(coordinator, case)
    client.force_login(coordinator)
    assert client.get(case.get_absolute_url()).status_code == 200
    assert client.get(url("no-contact", case)).status_code == 404
    assert client.get(url("breach", case, breach.number)).status_code == 404
    with identified(identity_of(coordinator)):
        assert Case.objects.filter(pk=case.pk).exists()
        assert not ContactBreach.objects.exists()
    with identified(identity_of(supports)):
        assert list(ContactBreach.objects.all()) == [breach]


def test_an_emergency_opens_no_contact_to_the_authority_that_holds_the_case():
    officer = UserFactory(officer=True)
    case = CaseFactory(organisation=officer.organisation, recorded_by=officer)

    assert CasePerm.VIEW_CORE in what_the_organisation_reads(case, case.organisation_id)
    assert CasePerm.VIEW_SUPPORT not in what_the_organisation_reads(case, case.organisation_id)


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


def test_the_wall_shows_a_contact_only_while_the_case_is_open_to_the_authority(protected):
    breach = contact(protected)
    consent = {"basis": DisclosureBasis.CONSENT, "agreed_on": ON}
    breaches.disclose(breach, authority=protected.office, **consent, on=ON, by=protected.supervisor)
    with identified(identity_of(protected.prosecutor)):
        assert list(ContactBreach.objects.all()) == [breach]

    for opening in protected.openings.filter(organisation=protected.office, closed_on=None):
        team.close_openings(protected, subject=opening.subject, by=protected.supervisor, on=ON)

    with identified(identity_of(protected.prosecutor)):
        assert not ContactBreach.objects.exists()
        assert not BreachDisclosure.objects.exists()


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
