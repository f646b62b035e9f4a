"""Somebody asks about the person: nothing is told to who was not called back and confirmed (E-39)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.enquiries import Answer, Asker, CallBack, TellingBasis
from cases.models import Enquiry
from cases.states import TeamRole
from tests.cases.kept_apart import asked_about, contact
from tests.cases.said_and_done import at, boxes, lines, refused_by_the_database, told, url
from tests.factories import CaseFactory, CaseMemberFactory, UserFactory
from tvcase.flow import Refused
from tvcase.wall.identity import identified, identity_of

NOT_CALLED = {"call_back": CallBack.NOT_MADE, "number_from": "", "called_back_at": None}
NOTHING = {"answer": Answer.NOTHING, "basis": "", "agreed_on": None, "told": ""}


@pytest.fixture
def case(db):
    """A case with its caseworker, and a colleague who works on it."""
    case = CaseFactory()
    CaseMemberFactory(case=case, user=case.recorded_by)
    case.colleague = CaseMemberFactory(case=case, user=UserFactory(organisation=case.organisation)).user
    return case


def test_who_was_called_back_and_confirmed_is_told_what_is_written_down(case):
    enquiry = asked_about(case)

    assert (enquiry.answer, enquiry.told) == (Answer.TELL, "Телефонът на нашата организация")
    assert told("enquiry_unverified") == set()
    (line,) = lines("cases.enquiry.noted")
    assert line.facts == {"number": 1, "answer": "TELL"}


@pytest.mark.parametrize("asker", Asker)
@pytest.mark.parametrize("facts", [NOT_CALLED, {"call_back": CallBack.NOT_CONFIRMED}])
@pytest.mark.parametrize("basis", TellingBasis)
def test_nobody_is_told_anything_who_was_not_confirmed(case, asker, facts, basis):
    supervisor = UserFactory(organisation=case.organisation, supervisor=True)
    CaseMemberFactory(case=case, user=supervisor, role=TeamRole.SUPERVISOR)
    agreed = date(2026, 4, 8) if basis == TellingBasis.CONSENT else None

    with pytest.raises(Refused):
        asked_about(case, asker=asker, basis=basis, agreed_on=agreed, **facts, by=supervisor)

    assert not Enquiry.objects.exists()


@pytest.mark.parametrize("facts", [NOT_CALLED, {"call_back": CallBack.NOT_CONFIRMED}])
def test_the_team_learns_at_once_of_somebody_who_could_not_be_verified(case, facts):
    officer = CaseMemberFactory(case=case, user=UserFactory(officer=True), role=TeamRole.OFFICER).user

    asked_about(case, **facts, **NOTHING)

    assert case.colleague in told("enquiry_unverified")
    assert not {officer, case.recorded_by} & told("enquiry_unverified")


def test_a_risk_to_life_is_judged_by_a_supervisor(case):
    risk = {"basis": TellingBasis.RISK_TO_LIFE, "agreed_on": None}

    with pytest.raises(Refused):
        asked_about(case, **risk)

    supervisor = UserFactory(organisation=case.organisation, supervisor=True)
    assert asked_about(case, **risk, by=supervisor).basis == TellingBasis.RISK_TO_LIFE


@pytest.mark.parametrize(
    "facts",
    [
        {"called_back_at": at(4, 8, 9)},
        {"number_from": ""},
        {"told": ""},
        {"basis": ""},
        {"agreed_on": None},
        {"agreed_on": date(2026, 4, 30)},
        {"asked_at": at(4, 30)},
    ],
)
def test_half_a_check_is_none(case, facts):
    with pytest.raises(ValidationError):
        asked_about(case, **facts)


def test_the_database_tells_nobody_who_was_not_confirmed(case):
    enquiry = asked_about(case, **NOTHING)
    statement = (
        "INSERT INTO cases_enquiry (id, case_id, number, asked_at, asker, asker_name, wanted, call_back, number_from, "
        "called_back_at, answer, basis, told, recorded_by_id) "
        "SELECT gen_random_uuid(), case_id, 7, asked_at, asker, asker_name, wanted, %s, %s, {}, 'TELL', 'LAW', "
        "wanted, recorded_by_id FROM cases_enquiry WHERE id = %s"
    )
    told_all_the_same = "enquiry_tells_only_who_was_called_back"

    not_called = refused_by_the_database(statement.format("NULL"), "NOT_MADE", "", enquiry.pk)
    not_confirmed = refused_by_the_database(statement.format("called_back_at"), "NOT_CONFIRMED", "REGISTER", enquiry.pk)

    assert {not_called, not_confirmed} == {told_all_the_same}


def test_what_was_written_down_is_not_changed(case):
    enquiry = asked_about(case)

    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        Enquiry.objects.filter(pk=enquiry.pk).update(answer=Answer.NOTHING)


def test_an_authority_that_works_on_the_case_sees_no_question(case, client):
    officer = CaseMemberFactory(case=case, user=UserFactory(officer=True), role=TeamRole.OFFICER).user
    enquiry = asked_about(case)

    client.force_login(officer)

    assert client.get(url("enquiry", case, enquiry.number)).status_code == 404
    with identified(identity_of(officer)):
        assert not Enquiry.objects.exists()


def sent(**more):
    """The least that the form asks for."""
    now = timezone.localtime()
    return (
        {"asker": "RELATIVE", "wanted": "Тук ли е", "call_back": "NOT_MADE", "answer": "NOTHING"}
        | boxes("asked_at", now.replace(second=0, microsecond=0))
        | more
    )


def test_the_page_begins_with_the_checklist_and_answers_nothing_unless_somebody_says_otherwise(case, client, words):
    client.force_login(case.recorded_by)
    where = url("enquiry-new", case)

    page = client.get(where)
    answer = client.post(where, sent(), follow=True)

    assert "Never call the number that they gave" in words(page)
    assert "Nothing may be told: not even whether we know the person" in words(answer)
    assert where in client.get(url("no-contact", case)).content.decode()
    assert url("enquiry", case, 1) in client.get(url("no-contact", case)).content.decode()
    assert "Somebody asked about the person" in words(client.get(url("timeline", case)))


def test_the_page_refuses_to_tell_before_calling_back_and_keeps_what_was_typed(case, client, words):
    client.force_login(case.recorded_by)

    answer = client.post(url("enquiry-new", case), sent(answer="TELL", basis="LAW", told="Адвокатът ѝ"))

    assert answer.status_code == 422
    assert "first call back on a number that you found yourself" in words(answer)
    assert "Адвокатът ѝ" in answer.content.decode()
    assert not Enquiry.objects.exists()


def test_before_a_contact_is_opened_to_an_authority_stands_the_way_to_call_back(case, client):
    breach = contact(case)
    client.force_login(case.recorded_by)

    page = client.get(url("breach-disclose", case, breach.number)).content.decode()

    assert url("enquiry-new", case) in page
