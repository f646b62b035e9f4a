"""A letter is valid no longer than what it rests on: anybody who checks its code learns it at once."""

from datetime import date

import pytest

from cases.actions import documents, nocontact
from cases.models import Document
from cases.states import TeamRole
from legal.claims.actions import interviews
from tests.cases import said_and_done as said
from tests.cases.kept_apart import agreed, proposed
from tests.documents import papers
from tests.documents.conftest import AT
from tests.factories import CaseMemberFactory
from tvcase.audit.models import Event
from tvcase.documents.letters import letter_of
from tvcase.documents.states import WithdrawalReason

LATER = date(2026, 6, 20)


@pytest.fixture
def verified(client, words):
    """`verified(letter)`: what the public page says of it."""
    client.logout()
    client.cookies.load({"language": "en"})
    return lambda letter: words(client.post("/verify/", {"code": letter.code}))


def issued(kind, case, subject, by, on=papers.ON):
    return documents.issue(case, letter_of(kind), subject, by=by, on=on, at=AT)


@pytest.fixture
def confirmed(db):
    """A formal identification, and the confirmation of it."""
    case, found, officer = papers.confirmation()
    return found, issued("identification-confirmation", case, found, officer, on=date(2026, 3, 12))


def test_a_confirmation_falls_with_the_identification(confirmed, verified):
    found, letter = confirmed
    assert "Valid" in verified(letter)

    said.annul(found)

    assert "Withdrawn: not valid any more" in verified(letter)
    letter.refresh_from_db()
    assert (letter.withdrawn_on, letter.withdrawn_by) == (date(2026, 3, 15), found.officer)
    assert letter.withdrawal == WithdrawalReason.ANNULLED
    line = Event.objects.get(action="cases.document.withdrawn")
    assert (line.case_code, line.area) == (letter.case.code, "identification")


def test_the_sheet_with_the_dates_of_the_period_falls_with_the_identification(confirmed, verified):
    found, _letter = confirmed
    period = found.case.reflection_periods.get()
    sheet = issued("information-sheet", found.case, period, CaseMemberFactory(case=found.case).user)

    said.annul(found)

    assert "Withdrawn: not valid any more" in verified(sheet)


def test_letters_about_other_records_stand(confirmed, verified):
    found, _letter = confirmed
    worker = papers.worker_of(found.case, TeamRole.CASEWORKER)
    measure = agreed(found.case)
    other = issued("no-contact-agreement", found.case, measure, worker, on=date(2026, 4, 7))

    said.annul(found)

    assert "Valid" in verified(other)
    assert Document.objects.filter(withdrawn_on=None).get() == other


@pytest.fixture
def kept_apart(db):
    case = papers.case_of()
    return case, papers.worker_of(case)


def test_an_agreement_falls_when_the_person_takes_the_measure_back(kept_apart, verified):
    case, worker = kept_apart
    measure = agreed(case)
    letter = issued("no-contact-agreement", case, measure, worker, on=date(2026, 4, 7))

    nocontact.take_back(measure, on=date(2026, 4, 9), by=worker)

    assert "Withdrawn: not valid any more" in verified(letter)


def test_an_agreement_falls_when_the_person_does_not_want_the_measure(kept_apart, verified):
    case, worker = kept_apart
    measure = proposed(case)
    letter = issued("no-contact-agreement", case, measure, worker, on=date(2026, 4, 7))

    nocontact.decline(measure, on=date(2026, 4, 6), by=worker)

    assert "Withdrawn: not valid any more" in verified(letter)
    letter.refresh_from_db()
    assert letter.withdrawn_on == letter.issued_on  # it was recorded late


@pytest.fixture
def reused(db):
    """An agreement that an account is used again, and the paper that says so."""
    case, reuse, worker = papers.reuse()
    return reuse, issued("consent-reuse", case, reuse, worker)


def test_a_consent_falls_when_the_person_takes_it_back(reused, verified):
    reuse, letter = reused

    interviews.take_back(reuse, withdrawn_on=LATER, on=LATER, by=reuse.recorded_by)

    assert "Withdrawn: not valid any more" in verified(letter)


def test_a_consent_falls_with_the_account_that_is_struck_out(reused, verified):
    reuse, letter = reused

    interviews.strike(reuse.interview, on=LATER, by=reuse.recorded_by)

    assert "Withdrawn: not valid any more" in verified(letter)
