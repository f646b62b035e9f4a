"""The person takes back that an authority reads of a contact: it closes at once (E-22; domain 9.2)."""

from datetime import date

import pytest
from django.db import connection

from cases.actions import breaches, documents
from cases.models import BreachDisclosure, ContactBreach, Document
from cases.nocontact import DisclosureBasis
from cases.states import OpeningGround, TeamRole
from tests.cases.kept_apart import contact
from tests.cases.said_and_done import at, lines, refused_by_the_database, told, url
from tests.factories import CaseMemberFactory, ProtectionFactory, UserFactory
from tvcase.documents.letters import letter_of
from tvcase.flow import Refused
from tvcase.wall.identity import identified, identity_of

ON, LATER = date(2026, 4, 9), date(2026, 4, 12)
RISK = {"basis": DisclosureBasis.RISK_TO_LIFE, "reason": "A knife."}
CONSENT = {"basis": DisclosureBasis.CONSENT, "agreed_on": ON}


@pytest.fixture
def protected(db):
    """A case with protection, a supervisor, and a prosecutor of the office that decided."""
    case = ProtectionFactory().case
    case.supervisor = UserFactory(organisation=case.organisation, supervisor=True)
    CaseMemberFactory(case=case, user=case.supervisor, role=TeamRole.SUPERVISOR)
    case.office = case.openings.get(ground=OpeningGround.PROTECTION, closed_on=None).organisation
    case.prosecutor = UserFactory(organisation=case.office, prosecutor=True)
    return case


def opened(case, breach, **why):
    return breaches.disclose(breach, authority=case.office, **(why or CONSENT), on=ON, by=case.supervisor)


def reads(user):
    """The contacts that the wall shows to somebody, past every filter of the application."""
    with identified(identity_of(user)):
        return list(ContactBreach.objects.all())


def test_from_then_on_the_authority_reads_nothing_of_it(protected, client):
    breach, other = contact(protected), contact(protected)
    disclosure = opened(protected, breach)
    opened(protected, other)
    assert set(reads(protected.prosecutor)) == {breach, other}

    breaches.close_again(disclosure, on=LATER, by=protected.supervisor)

    assert reads(protected.prosecutor) == [other]
    with identified(identity_of(protected.prosecutor)):
        assert not BreachDisclosure.objects.filter(pk=disclosure.pk).exists()
    assert list(ContactBreach.objects.visible_to(protected.prosecutor)) == [other]
    client.force_login(protected.prosecutor)
    assert client.get(url("breach", protected, breach.number)).status_code == 404
    assert client.get(url("breach", protected, other.number)).status_code == 200


def test_the_authority_is_told_and_the_trace_says_who_did_it(protected):
    breach = contact(protected)

    breaches.close_again(opened(protected, breach), on=LATER, by=protected.supervisor)

    assert protected.prosecutor in told("contact_closed_again")
    assert {one.organisation for one in told("contact_closed_again")} == {protected.office}
    (line,) = lines("cases.contact.closed_again")
    assert line.actor_id == protected.supervisor.pk
    assert line.facts == {"number": breach.number, "to": protected.office.code}


def test_what_was_opened_for_a_risk_to_life_stays_open(protected):
    breach = contact(protected)
    disclosure = opened(protected, breach, **RISK)

    with pytest.raises(Refused):
        breaches.close_again(disclosure, on=LATER, by=protected.supervisor)

    assert reads(protected.prosecutor) == [breach]


def test_a_consent_is_taken_back_once_and_can_be_given_anew(protected):
    breach = contact(protected)
    disclosure = breaches.close_again(opened(protected, breach), on=LATER, by=protected.supervisor)
    with pytest.raises(Refused):
        breaches.close_again(disclosure, on=LATER, by=protected.supervisor)

    opened(protected, breach, **RISK)

    assert reads(protected.prosecutor) == [breach]


def test_the_paper_that_says_so_is_withdrawn_and_no_other_is_issued(protected):
    letter = letter_of("consent-breach")
    disclosure = opened(protected, contact(protected))
    protected.person.family_name = "Проба"
    protected.person.save()
    documents.issue(protected, letter, disclosure, by=protected.supervisor, on=ON, at=at(4, 9))

    breaches.close_again(disclosure, on=LATER, by=protected.supervisor)

    (paper,) = Document.objects.filter(subject=disclosure.pk)
    assert paper.withdrawn_on == LATER
    assert list(letter.subjects(protected, protected.supervisor)) == []


def test_on_the_page_it_is_one_click_and_one_confirmation(protected, client, words):
    breach = contact(protected)
    disclosure = opened(protected, breach)
    client.force_login(protected.supervisor)
    where = url("breach-close-again", protected, breach.number)
    assert where in client.get(url("breach", protected, breach.number)).content.decode()
    assert f'value="{protected.office.code}"' in client.get(where).content.decode()

    answer = client.post(where, {"authority": protected.office.code}, follow=True)

    disclosure.refresh_from_db()
    assert disclosure.withdrawn_by == protected.supervisor
    assert "until the person took the consent back" in words(answer)
    assert where not in answer.content.decode()
    assert "The person took back that an authority reads of a contact" in words(client.get(url("timeline", protected)))
    assert client.post(where, {"authority": protected.office.code}).status_code == 422


def test_an_authority_cannot_reach_the_page(protected, client):
    breach = contact(protected)
    opened(protected, breach)
    client.force_login(protected.prosecutor)

    assert client.get(url("breach-close-again", protected, breach.number)).status_code == 404


@pytest.mark.parametrize(
    ("change", "refused_by"),
    [
        ("agreed_on = '2026-04-01'", "breach_disclosure_is_taken_back_never_changed"),
        ("disclosed_on = '2026-04-01'", "breach_disclosure_is_taken_back_never_changed"),
        ("basis = 'RISK_TO_LIFE'", "breach_disclosure_is_taken_back_never_changed"),
        ("withdrawn_on = '2026-04-12'", "breach_consent_taken_back_after_it_was_given"),
        (
            "withdrawn_on = '2026-04-01', withdrawn_by_id = disclosed_by_id",
            "breach_consent_taken_back_after_it_was_given",
        ),
    ],
)
def test_the_database_changes_nothing_of_it_but_that_it_was_taken_back(protected, change, refused_by):
    disclosure = opened(protected, contact(protected))

    statement = f"UPDATE cases_breachdisclosure SET {change} WHERE id = %s"

    assert refused_by_the_database(statement, disclosure.pk) == refused_by


def test_the_database_never_undoes_it(protected):
    disclosure = breaches.close_again(opened(protected, contact(protected)), on=LATER, by=protected.supervisor)

    statement = "UPDATE cases_breachdisclosure SET withdrawn_on = NULL, withdrawn_by_id = NULL WHERE id = %s"

    assert refused_by_the_database(statement, disclosure.pk) == "breach_disclosure_is_taken_back_never_changed"


def test_the_database_takes_back_no_risk_to_life(protected):
    disclosure = opened(protected, contact(protected), **RISK)

    statement = (
        "UPDATE cases_breachdisclosure SET withdrawn_on = '2026-04-12', withdrawn_by_id = disclosed_by_id WHERE id = %s"
    )

    assert refused_by_the_database(statement, disclosure.pk) == "breach_consent_taken_back_after_it_was_given"


def test_an_authority_takes_nothing_back_and_gives_itself_nothing(protected):
    disclosure = opened(protected, contact(protected))
    statement = "UPDATE cases_breachdisclosure SET withdrawn_on = NULL WHERE id = %s"

    with identified(identity_of(protected.prosecutor)), connection.cursor() as cursor:
        cursor.execute(statement, [disclosure.pk])
        assert cursor.rowcount == 0
