"""Rule 12: three notices, due 24 elapsed hours after detection: over the change of the clock, in retries, in races."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.actions import ages, documents
from cases.actions.documents import HandedIn
from cases.deadlines import deadline
from cases.law import rule_for
from cases.models import ChildNotice
from cases.states import AgeStatus, ChildBody
from cases.terms import RuleKind
from tests.cases.said_and_done import at, boxes, find_age, refused_by_the_database
from tests.children.given import DAY, child
from tests.factories import CaseFactory
from tvcase.audit.models import Event
from tvcase.dates import SOFIA
from tvcase.documents.intake import Clean
from tvcase.documents.states import MediaType

ONCE_KEY = "0b9df0b2-6d3b-4c05-9c3f-0c1d2e3f4a5b"
DAYS_AROUND = [datetime(2026, 3, 27, tzinfo=UTC), datetime(2026, 10, 23, tzinfo=UTC)]
CHANGES = {
    "the evening before the hour is lost": datetime(2026, 3, 28, 18, 30, tzinfo=SOFIA),
    "the last minute before it is lost": datetime(2026, 3, 29, 2, 59, tzinfo=SOFIA),
    "the first minute after it was lost": datetime(2026, 3, 29, 4, 0, tzinfo=SOFIA),
    "the evening before the hour comes twice": datetime(2026, 10, 24, 18, 30, tzinfo=SOFIA),
    "the hour that comes twice, the first time": datetime(2026, 10, 25, 3, 30, tzinfo=SOFIA),
    "the hour that comes twice, the second time": datetime(2026, 10, 25, 3, 30, fold=1, tzinfo=SOFIA),
}


def test_24_hours_elapse_whatever_the_clock_does():
    rule = rule_for(RuleKind.CHILD_NOTICE, on=DAY)

    @given(st.sampled_from(DAYS_AROUND), st.integers(0, 5 * 24 * 60))
    @settings(max_examples=500, deadline=None)
    def elapse(first, minutes):
        detected = (first + timedelta(minutes=minutes)).astimezone(SOFIA)
        due = deadline(rule, detected).expires_at
        assert due.astimezone(UTC) - detected.astimezone(UTC) == timedelta(hours=24)

    elapse()


@pytest.mark.parametrize("detected", CHANGES.values(), ids=CHANGES)
def test_the_switch_writes_three_notices_due_24_elapsed_hours_after_detection(detected):
    case = CaseFactory()

    find_age(case, AgeStatus.UNCERTAIN, when=detected)

    notices = list(case.child_notices.all())
    assert {notice.body for notice in notices} == set(ChildBody)
    assert len(notices) == 3
    for notice in notices:
        assert notice.due_at.astimezone(UTC) - detected.astimezone(UTC) == timedelta(hours=24)


def test_the_same_form_twice_and_a_switch_there_and_back_write_three(client, join):
    case = CaseFactory()
    join(case)
    url = reverse("cases:age", args=[case.code])
    answers = {"age_status": "MINOR_VERIFIED", "evidence": "паспорт", **boxes("established_at", at(3, 15))}
    answers["confirmed"] = f"MINOR_VERIFIED {at(3, 15).isoformat()}"
    confirmed = client.post(url, answers)
    assert confirmed.status_code == 302
    assert client.post(url, answers).status_code == 302

    for status in (AgeStatus.ADULT_STATED, AgeStatus.UNCERTAIN, AgeStatus.MINOR_VERIFIED):
        find_age(case, status, when=at(3, 16))

    assert case.child_notices.count() == 3
    assert Event.objects.filter(action="cases.child_notices.owed").count() == 1
    assert {notice.detected_at for notice in case.child_notices.all()} == {at(3, 15)}


def test_a_form_that_is_sent_again_with_its_key_finds_the_age_once(client, join):
    case = CaseFactory()
    join(case)
    url = reverse("cases:age", args=[case.code])
    answers = {"age_status": "UNCERTAIN", "evidence": "вид", **boxes("established_at", at(3, 15)), "_once": ONCE_KEY}
    answers["confirmed"] = f"UNCERTAIN {at(3, 15).isoformat()}"

    answered = [client.post(url, answers) for _again in range(3)]

    assert {response.status_code for response in answered} == {302}
    assert case.age_findings.filter(age_status="UNCERTAIN").count() == 1
    assert case.child_notices.count() == 3


def test_eight_hands_at_one_moment_write_three(cloned_db, in_threads):
    case = CaseFactory()
    by = case.recorded_by

    def find(number):
        status = AgeStatus.UNCERTAIN if number % 2 else AgeStatus.MINOR_VERIFIED
        return ages.find_age(case, age_status=status, established_at=at(3, 15, 9, number), evidence="вид", by=by)

    answers = in_threads(8, find)

    assert not [answer for answer in answers if isinstance(answer, Exception)]
    assert ChildNotice.objects.filter(case=case).count() == 3
    assert Event.objects.filter(action="cases.child_notices.owed").count() == 1
    assert case.child_procedures.count() == 1


def test_there_and_back_in_a_race_keeps_three_notices_and_one_open_procedure(cloned_db, in_threads):
    case = CaseFactory()
    by = case.recorded_by

    def find(number):
        status = AgeStatus.MINOR_VERIFIED if number % 2 else AgeStatus.ADULT_VERIFIED
        return ages.find_age(case, age_status=status, established_at=at(3, 15, 9, number), evidence="вид", by=by)

    in_threads(8, find)

    assert ChildNotice.objects.filter(case=case).count() == 3
    case.refresh_from_db()
    assert case.child_procedures.standing().count() == int(case.counts_as_child)
    assert case.age_findings.count() == 9


def test_eight_hands_send_one_notice_once(cloned_db, in_threads):
    case = child()
    notice = case.child_notices.get(body="SACP")

    def send(number):
        sent = {"sent_at": at(3, 15, 12), "channel": "POST", "reference": f"Писмо {number}"}
        return ages.send_notice(notice, **sent, by=case.recorded_by)

    answers = in_threads(8, send)

    assert len([answer for answer in answers if isinstance(answer, ChildNotice)]) == 1
    assert Event.objects.filter(action="cases.child_notice.sent").count() == 1


def paper(case):
    clean = Clean(content=b"%PDF-1.7 invented", media_type=MediaType.PDF)
    said = HandedIn("OTHER", "Обратна разписка", "identification")
    return documents.hand_in(case, said, clean, by=case.recorded_by, on=DAY, at=at(3, 16))


def test_a_document_of_the_file_proves_it():
    case = child()
    notice = case.child_notices.get(body="MOI")

    ages.send_notice(notice, sent_at=at(3, 15, 12), channel="E_DELIVERY", proof=paper(case), by=case.recorded_by)

    notice.refresh_from_db()
    assert (notice.channel, notice.reference, notice.proof.number) == ("E_DELIVERY", "", 1)


def test_nothing_else_proves_it():
    case, other = child(), child()
    notice = case.child_notices.get(body="MOI")

    for wrong in ({"channel": "POST"}, {"channel": "", "reference": "7"}, {"channel": "POST", "proof": paper(other)}):
        with pytest.raises(ValidationError), transaction.atomic():
            ages.send_notice(notice, sent_at=at(3, 15, 12), **wrong, by=case.recorded_by)


def test_the_page_asks_for_way_and_proof(client, join, words):
    case = child()
    user = join(case)
    document = paper(case)
    url = reverse("cases:child-notice", args=[case.code, "SACP"])
    when = boxes("sent_at", at(3, 15, 12))

    assert client.post(url, when | {"channel": "POST"}).status_code == 422
    assert client.post(url, when | {"reference": "7"}).status_code == 422
    sent = client.post(url, when | {"channel": "POST", "proof": str(document.number)})

    assert sent.status_code == 302
    assert case.child_notices.get(body="SACP").sent_by == user
    text = words(client.get(reverse("cases:identification", args=[case.code])))
    assert "by post" in text
    assert "proved by a document of the file" in text


def test_nothing_is_sent_before_the_child_was_detected(client, join):
    case = child()
    join(case)
    sent = {"sent_at_0": "1", "sent_at_1": "1", "sent_at_2": "2020", "sent_at_3": "10:00"}
    sent |= {"channel": "EMAIL", "reference": "12"}

    page = client.post(reverse("cases:child-notice", args=[case.code, "SACP"]), sent)

    assert list(page.context["form"].errors) == ["sent_at"]


def test_a_notice_of_one_case_is_not_proved_by_a_document_of_another_by_sql():
    case, other = child(), child()
    notice = case.child_notices.get(body="SACP")

    assert (
        refused_by_the_database("UPDATE cases_childnotice SET proof_id = %s WHERE id = %s", paper(other).pk, notice.pk)
        == "child_notice_proved"
    )
