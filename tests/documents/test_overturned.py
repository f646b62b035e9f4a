"""What an appeal overturned: whoever checks the letter about it learns that it holds no more."""

from datetime import date

import pytest

from cases.actions import documents
from cases.models import Document
from legal.actions import appeals, protection, requests
from legal.letters import DECISION, TERMINATION
from tests.documents.conftest import AT
from tests.documents.papers import LONG, ON, case_of, worker_of
from tests.factories import ProtectionFactory, ProtectionRequestFactory, UserFactory
from tvcase.documents.letters import letter_of

pytestmark = pytest.mark.django_db
APPEAL = {"filed_on": date(2026, 6, 8), "body": "съд"}
RESULT = {"on": date(2026, 7, 1), "reference": "Акт 8/2026"}
REFUSAL = {
    "granted": False,
    "grounds": ["NO_COOPERATION"],
    "decided_on": date(2026, 4, 2),
    "decision_reference": "Акт 7/2026",
    "decision_reasons": LONG,
}
EARLY_END = {
    "on": date(2026, 6, 1),
    "ground": "CONSENT_FICTITIOUS",
    "reasons": LONG,
    "reference": "Акт 9/2026",
    "fact_on": date(2026, 5, 20),
    "facts": "Лицето го каза.",
    "facts_known_from": "доклад",
    "heard_on": date(2026, 5, 28),
    "heard_words": "Не беше така.",
}


def own_letter(asked, worker):
    """The person's request as a letter: no appeal takes it away."""
    return documents.issue(asked.case, letter_of("protection-request"), asked, by=worker, on=ON, at=AT)


def overturn(asked, worker, judge):
    appeals.overturn(appeals.appeal(asked, **APPEAL, by=worker), **RESULT, by=judge)


def test_a_refusal_that_is_overturned_is_no_valid_letter_any_more():
    asked = ProtectionRequestFactory(case=case_of(), pending=True)
    worker, judge = worker_of(asked.case), UserFactory(prosecutor=True, organisation=asked.office)
    kept = own_letter(asked, worker)
    requests.decide(asked, at=AT, **REFUSAL, by=judge)

    overturn(asked, worker, judge)

    refusal = Document.objects.get(kind=DECISION.kind)
    assert (refusal.withdrawn_on, refusal.withdrawn_by) == (RESULT["on"], judge)
    assert list(Document.objects.valid().filter(case=asked.case)) == [kept]


def test_an_early_end_that_is_overturned_is_no_valid_letter_any_more():
    status = ProtectionFactory(request__case=case_of(), request__granted=True)
    worker, judge = worker_of(status.case), UserFactory(prosecutor=True, organisation=status.request.office)
    kept = own_letter(status.request, worker)
    protection.terminate(status, at=AT, **EARLY_END, by=judge)

    overturn(status.request, worker, judge)

    assert Document.objects.get(kind=TERMINATION.kind).withdrawn_on == RESULT["on"]
    assert list(Document.objects.valid().filter(case=status.case)) == [kept]


def test_a_refusal_that_stands_keeps_its_letter():
    asked = ProtectionRequestFactory(case=case_of(), pending=True)
    worker, judge = worker_of(asked.case), UserFactory(prosecutor=True, organisation=asked.office)
    requests.decide(asked, at=AT, **REFUSAL, by=judge)

    appeals.uphold(appeals.appeal(asked, **APPEAL, by=worker), **RESULT, by=judge)

    assert Document.objects.valid().filter(kind=DECISION.kind).exists()
