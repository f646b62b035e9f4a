"""The pages of legal aid: what they offer, what they refuse, and what a lawyer finds."""

from datetime import date

import pytest
from django.urls import reverse

from cases.actions import identification
from legal.aid.actions import applications, decisions
from legal.aid.models import Appointment, LawyersWork
from legal.aid.states import AidState
from tests.cases import said_and_done as said
from tests.factories import CaseFactory, OrganisationFactory, UserFactory
from tests.signing_in import sign_in
from tvcase.accounts.roles import Role

DAY = date(2026, 3, 10)
ON = {"_0": "10", "_1": "3", "_2": "2026"}


def day(name):
    return {f"{name}{part}": value for part, value in ON.items()}


def url(name, application, *more):
    return reverse(f"aid:{name}", args=[application.case.code, application.number, *more])


@pytest.fixture
def worker(helper, client):
    """A caseworker, signed in, of a case whose person was identified informally."""
    case = CaseFactory()
    user = helper(case)
    identification.confirm_informal(
        case, bases=said.TALK, conclusion="Sufficient.", identified_at=said.at(3, 10), territory_bg=True, by=user
    )
    client.force_login(user)
    return user


@pytest.fixture
def application(worker):
    """The application for initial legal aid that the identification prepared."""
    return worker.memberships.get().case.aid_applications.get()


@pytest.fixture
def advocate(db):
    return UserFactory(organisation=OrganisationFactory(legal_aid=True), roles=[Role.LAWYER])


def appointed(application, worker, advocate):
    applications.sign(application, applicant="PERSON", signed_on=DAY, by=worker)
    applications.submit(application, submitted_on=DAY, by=worker)
    return decisions.grant(application, decided_on=DAY, lawyer=advocate, appointed_on=DAY, by=worker)


def test_the_case_page_leads_to_the_prepared_application(client, application, words):
    panel = client.get(reverse("aid:case-panel", args=[application.case.code]))

    assert "Initial legal aid: advice and documents" in words(panel)
    assert "There is nothing to prove" in words(client.get(url("edit", application)))


def test_an_application_goes_from_page_to_page_until_it_is_submitted(client, application, words):
    client.post(url("edit", application), {"needs": "A suit against the employer.", "interpreter": "on"})
    client.post(url("sign", application), {"applicant": "PERSON", **day("signed_on")})
    answer = client.post(url("submit", application), day("submitted_on"), follow=True)

    application.refresh_from_db()
    assert (application.state, application.interpreter) == (AidState.SUBMITTED, True)
    assert "no deadline set by law in our sources" in words(answer)
    assert "You asked where the answer is" in words(answer)


def test_what_is_missing_is_said_beside_its_field_and_what_was_typed_stays(client, application, words):
    answer = client.post(url("sign", application), {"applicant": "PARENT_OR_GUARDIAN", **day("signed_on")})

    assert answer.status_code == 422
    assert "Write the name of the representative." in words(answer)
    assert 'value="2026"' in answer.content.decode()


def test_full_aid_says_why_it_cannot_be_submitted_yet(client, worker, application, words):
    full = applications.draft(application.case, product="FULL", on=DAY, by=worker)
    applications.sign(full, applicant="PERSON", signed_on=DAY, by=worker)

    assert "decided to cooperate" in words(client.get(url("submit", full)))
    assert "evidence of means are missing" in words(client.get(url("application", full)))


def test_a_grant_names_one_lawyer_and_the_person_agrees(client, worker, application, advocate, words):
    applications.sign(application, applicant="PERSON", signed_on=DAY, by=worker)
    applications.submit(application, submitted_on=DAY, by=worker)
    typed = {**day("decided_on"), **day("appointed_on")}

    both = client.post(
        url("grant", application), {**typed, "lawyer": advocate.username, "lawyer_name": "Адв.", "agreed": "on"}
    )
    unasked = client.post(url("grant", application), {**typed, "lawyer": advocate.username})
    done = client.post(url("grant", application), {**typed, "lawyer": advocate.username, "agreed": "on"})

    assert "you have chosen a lawyer" in words(both)
    assert "Tick the box to confirm." in words(unasked)
    assert done.status_code == 302
    assert Appointment.objects.get().lawyer == advocate


def test_a_case_is_shared_with_a_lawyer_only_after_a_second_proof(client, worker, application, advocate):
    applications.sign(application, applicant="PERSON", signed_on=DAY, by=worker)
    applications.submit(application, submitted_on=DAY, by=worker)
    sign_in(client, worker)

    client.post(
        url("grant", application),
        {**day("decided_on"), **day("appointed_on"), "lawyer": advocate.username, "agreed": "on"},
    )

    assert not Appointment.objects.exists()


def test_a_lawyer_finds_the_cases_she_is_appointed_to_and_no_other(client, worker, application, advocate, words):
    appointed(application, worker, advocate)
    another = CaseFactory(organisation=application.case.organisation)
    client.force_login(advocate)

    mine = words(client.get(reverse("aid:appointments")))

    assert application.case.code in mine
    assert another.code not in mine
    assert client.get(application.case.get_absolute_url()).status_code == 200
    assert client.get(another.get_absolute_url()).status_code == 404
    colleague = UserFactory(organisation=advocate.organisation, roles=[Role.LAWYER])
    client.force_login(colleague)
    assert application.case.code not in words(client.get(reverse("aid:appointments")))
    assert client.get(application.case.get_absolute_url()).status_code == 404


def test_a_lawyer_records_her_work_and_takes_no_other_step(client, worker, application, advocate, words):
    appointed(application, worker, advocate)
    client.force_login(advocate)

    shown = words(client.get(url("application", application)))
    done = client.post(url("work", application), {"kind": "MEETING", "minutes": "75", **day("done_on")})

    assert "What the lawyer did" in shown
    assert "Another lawyer" not in shown
    assert done.status_code == 302
    assert client.get(url("complete", application)).status_code == 404
    assert "Together 1 h 15 min." in words(client.get(url("application", application)))


def test_more_time_is_recorded_on_its_page(client, worker, application, words):
    applications.sign(application, applicant="PERSON", signed_on=DAY, by=worker)
    applications.submit(application, submitted_on=DAY, by=worker)
    applications.ask_documents(application, asked_on=DAY, what="Протокол", by_when=date(2026, 3, 20), by=worker)
    later = {"by_when_0": "3", "by_when_1": "4", "by_when_2": "2026"}

    shown = words(client.get(url("application", application)))
    done = client.post(url("more-time", application), {**day("given_on"), **later})

    assert "More time was given for the documents" in shown
    assert done.status_code == 302
    assert application.documents_asked.get().by_when == date(2026, 4, 3)


def test_a_lawyer_records_an_appeal_of_her_client_on_the_page(client, worker, application, advocate, words):
    appointed(application, worker, advocate)
    again = applications.draft(application.case, product="INITIAL", on=DAY, by=worker)
    applications.sign(again, applicant="PERSON", signed_on=DAY, by=worker)
    applications.submit(again, submitted_on=DAY, by=worker)
    decisions.refuse(again, decided_on=DAY, told_on=DAY, reasons="Няма данни.", by=worker)
    client.force_login(advocate)

    shown = words(client.get(url("application", again)))
    done = client.post(url("appeal", again), day("appealed_on"))

    again.refresh_from_db()
    assert "The person appeals the refusal" in shown
    assert (done.status_code, again.state) == (302, AidState.APPEALED)
    assert client.get(url("refuse-finally", again)).status_code == 404


def test_work_recorded_in_error_stays_and_counts_no_more(client, worker, application, advocate, words):
    appointed(application, worker, advocate)
    client.post(url("work", application), {"kind": "MEETING", "minutes": "75", **day("done_on")})

    client.post(url("strike-work", application, 1))

    assert LawyersWork.objects.get().in_error
    assert "Together 0 h 0 min." in words(client.get(url("application", application)))


def test_my_work_shows_what_waits(client, application, words):
    assert "prepared, not signed" in words(client.get(reverse("aid:work-panel")))


def test_the_deadlines_of_the_case_name_those_of_legal_aid(client, worker, application, words):
    applications.sign(application, applicant="PERSON", signed_on=DAY, by=worker)
    applications.submit(application, submitted_on=DAY, by=worker)
    terms = reverse("cases:terms", args=[application.case.code])
    waiting = words(client.get(terms))
    applications.ask_documents(application, asked_on=DAY, what="Протокол", by_when=date(2026, 4, 3), by=worker)

    assert "Answer on legal aid" in waiting
    assert "Ask where the answer on legal aid is" in waiting
    assert "Documents for legal aid" in words(client.get(terms))
