"""A letter is issued once, made once, and never changes; a newer one supersedes it, and it can be withdrawn."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection

from cases.actions import documents, handovers
from cases.models import Document, DocumentContent
from cases.models.case import access
from cases.permissions import Area, CasePerm
from cases.states import OpeningGround
from cases.tasks import make_letters
from tests.cases import said_and_done as said
from tests.documents.conftest import AT, ON, SAMPLE
from tests.factories import CaseFactory, CaseMemberFactory, OrganisationFactory, ProtectionRequestFactory, UserFactory
from tvcase.audit.models import Event
from tvcase.documents import letters, rendering
from tvcase.documents.rendering import CannotRender
from tvcase.documents.states import DocumentState, Form, MediaType, WithdrawalReason


def bytes_of(document):
    return document.contents.get(form=Form.ISSUED).content


def test_a_letter_waits_for_a_worker_and_is_then_a_pdf(issue):
    document = issue(made=False)

    assert document.made_at is None
    assert not document.contents.filter(form=Form.ISSUED).exists()
    assert documents.make(document.pk, at=AT)
    assert bytes_of(document).startswith(b"%PDF-")


def test_what_was_made_is_never_made_again(issue):
    document = issue()
    before = bytes_of(document)

    assert not documents.make(document.pk, at=AT)
    assert bytes_of(document) == before


def test_the_task_makes_everything_that_waits_once(issue):
    documents_waiting = [issue(made=False), issue(made=False, language="en")]

    assert [make_letters(), make_letters()] == [2, 0]
    assert all(Document.objects.get(pk=document.pk).made_at for document in documents_waiting)


def test_a_letter_that_cannot_be_drawn_waits_and_stops_no_other(issue, monkeypatch):
    bad, good = issue(made=False), issue(made=False, language="en")
    draw = rendering.pdf_of
    refused = iter([True, False])

    def pdf_of(html, **facts):
        if next(refused):
            raise CannotRender("ValueError")
        return draw(html, **facts)

    monkeypatch.setattr(rendering, "pdf_of", pdf_of)

    assert make_letters() == 1
    assert [Document.objects.get(pk=one.pk).made_at is None for one in (bad, good)] == [True, False]


def test_without_pango_a_letter_is_a_page_to_print(issue, monkeypatch):
    monkeypatch.setattr(rendering, "available", lambda: False)

    document = issue(made=False)

    assert (document.media_type, document.made_at) == (MediaType.HTML, AT)
    assert SAMPLE.title in bytes_of(document).decode()


def test_a_newer_letter_about_the_same_record_supersedes_the_older(issue):
    first, second = issue(), issue()
    first.refresh_from_db()

    assert second.supersedes == first
    assert [first.state, second.state] == [DocumentState.SUPERSEDED, DocumentState.VALID]
    assert first.code != second.code


def test_letters_in_two_languages_are_valid_beside_each_other(issue):
    first = issue()
    issue(language="en")
    first.refresh_from_db()

    assert first.state == DocumentState.VALID


def test_a_letter_is_withdrawn_once_with_a_reason(issue, worker):
    document = documents.withdraw(issue(), withdrawal=WithdrawalReason.MISTAKE, on=ON, by=worker)

    assert document.state == DocumentState.WITHDRAWN
    with pytest.raises(ValidationError, match="already superseded or withdrawn"):
        documents.withdraw(document, withdrawal=WithdrawalReason.MISTAKE, on=ON, by=worker)


def test_after_a_withdrawal_the_letter_can_be_issued_again(issue, worker):
    documents.withdraw(issue(), withdrawal=WithdrawalReason.MISTAKE, on=ON, by=worker)

    assert issue().supersedes is None


def test_only_who_issued_it_withdraws_it(issue, case):
    document = issue()
    guest = CaseMemberFactory(case=case, user=UserFactory(officer=True), role="OFFICER").user

    with pytest.raises(ValidationError, match="Only the organisation"):
        documents.withdraw(document, withdrawal=WithdrawalReason.MISTAKE, on=ON, by=guest)


@pytest.fixture
def colleague(case):
    """Somebody of another organisation who supports the person too."""
    return CaseMemberFactory(case=case, user=UserFactory(organisation=OrganisationFactory())).user


@pytest.mark.parametrize("language", ["bg", "en"])
def test_a_letter_of_another_organisation_is_not_superseded(issue, colleague, language):
    first = issue()

    with pytest.raises(ValidationError, match="must be withdrawn first"):
        issue(by=colleague, language=language)
    first.refresh_from_db()
    assert first.state == DocumentState.VALID


def test_the_database_lets_two_organisations_not_say_the_same_at_once(issue, colleague, monkeypatch):
    first = issue()
    monkeypatch.setattr(documents, "why_not_issue", lambda letter, occasion: [])

    with pytest.raises(ValidationError, match="issued already"):
        issue(by=colleague)
    first.refresh_from_db()
    assert first.state == DocumentState.VALID


def test_once_it_is_withdrawn_the_other_organisation_issues_it(issue, worker, colleague):
    documents.withdraw(issue(), withdrawal=WithdrawalReason.MISTAKE, on=ON, by=worker)

    assert issue(by=colleague).supersedes is None


@pytest.fixture
def heir(case, worker):
    """Somebody of the organisation that accepts the case on the day after the letter."""
    heir = UserFactory()
    day = ON + timedelta(days=1)
    consent = {"consent_on": ON, "consent_note": "orally"}

    def accept():
        handovers.accept(
            handovers.offer(case, to_organisation=heir.organisation, **consent, by=case.recorded_by, on=day),
            by=heir,
            on=day,
        )
        return heir

    return accept


def test_who_holds_the_case_now_withdraws_the_letters_of_who_held_it(issue, case, heir):
    document = issue()
    assert document.organisation == case.organisation
    holder = heir()
    document.refresh_from_db()

    done = documents.withdraw(document, withdrawal=WithdrawalReason.MISTAKE, on=date(2026, 3, 22), by=holder)

    assert done.withdrawn_by == holder
    assert issue(by=holder, on=date(2026, 3, 22)).organisation == holder.organisation


def test_what_its_issuer_alone_says_the_next_holder_does_not_withdraw(issue, heir, monkeypatch):
    letter = replace(SAMPLE, kind="confirmation", issuer_answers=True)
    monkeypatch.setitem(letters._letters, letter.kind, letter)
    document = issue(letter=letter)
    holder = heir()
    document.refresh_from_db()

    with pytest.raises(ValidationError, match="Only the organisation"):
        documents.withdraw(document, withdrawal=WithdrawalReason.MISTAKE, on=date(2026, 3, 22), by=holder)


def test_who_holds_the_case_withdraws_no_letter_of_who_never_held_it(issue, case, colleague, worker):
    document = issue(by=colleague)

    with pytest.raises(ValidationError, match="Only the organisation"):
        documents.withdraw(document, withdrawal=WithdrawalReason.MISTAKE, on=ON, by=worker)


def test_only_the_authority_withdraws_the_confirmation_that_it_identified():
    assert [letter.kind for letter in letters.all_letters() if letter.issuer_answers] == ["identification-confirmation"]


def test_who_may_not_issue_it_does_not(issue, case):
    officer = CaseMemberFactory(case=case, user=UserFactory(officer=True), role="OFFICER").user

    with pytest.raises(ValidationError, match="not among what you may do"):
        issue(by=officer)
    assert not case.documents.exists()


def test_a_letter_that_its_kind_refuses_is_not_issued(issue):
    with pytest.raises(ValidationError, match="Not today"):
        issue(letter=replace(SAMPLE, why_not=lambda occasion: ["Not today."]))
    with pytest.raises(ValidationError, match="does not exist in this language"):
        issue(language="ar")


def test_a_closed_case_gets_no_letter(worker):
    case = CaseFactory(closed=True, organisation=worker.organisation)
    CaseMemberFactory(case=case, user=worker)

    with pytest.raises(ValidationError):
        documents.issue(case, SAMPLE, case, by=worker, on=ON, at=AT)


def test_the_act_is_in_the_trace_with_codes_only(issue, case):
    document = issue()
    event = Event.objects.get(action="cases.document.issued")

    assert (event.case_code, event.area) == (case.code, Area.LEGAL)
    assert event.facts == {"number": document.number, "kind": "sample", "language": "bg"}


CHANGES = {
    "kind": "'other'",
    "code": "'0000-0000-0000-0000'",
    "issued_on": "'2026-01-01'",
    "area": "'core'",
    "made_at": "NULL",
    "organisation_id": "organisation_id + 0, recorded_at = now()",
}


@pytest.mark.parametrize("column", CHANGES)
def test_the_database_lets_no_column_of_a_document_change(issue, column):
    issue()

    with connection.cursor() as cursor, pytest.raises(IntegrityError, match="each once"):
        cursor.execute(f"UPDATE cases_document SET {column} = {CHANGES[column]}")


def test_the_database_never_takes_a_withdrawal_back(issue, worker):
    documents.withdraw(issue(), withdrawal=WithdrawalReason.MISTAKE, on=ON, by=worker)

    with connection.cursor() as cursor, pytest.raises(IntegrityError, match="each once"):
        cursor.execute("UPDATE cases_document SET withdrawn_on = NULL, withdrawn_by_id = NULL, withdrawal = ''")


def test_the_database_takes_no_bytes_for_a_document_that_is_made(issue):
    document = issue()
    more = DocumentContent(document=document, form=Form.SOURCE, content=b"other", sha256="0" * 64, size=5)

    with pytest.raises(IntegrityError):
        more.save()


def test_the_database_makes_no_document_without_bytes(issue):
    document = issue(made=False)

    with pytest.raises(IntegrityError, match="its bytes are there"):
        Document.objects.filter(pk=document.pk).update(made_at=AT)


def test_the_database_keeps_one_valid_letter_about_a_record(issue, case):
    issue()
    second = issue(language="en")

    with connection.cursor() as cursor, pytest.raises(IntegrityError, match=r"each once|one_valid_letter"):
        cursor.execute("UPDATE cases_document SET language = 'bg' WHERE id = %s", [second.pk])


def test_the_office_reads_what_it_issued_or_received_and_nothing_else_of_the_legal_file(issue, case, worker):
    office = OrganisationFactory(prosecutors_office=True)
    ProtectionRequestFactory(case=case, filed=True, office=office, filed_on=date(2026, 3, 24))
    prosecutor = UserFactory(prosecutor=True, organisation=office)
    assert case.openings.filter(ground=OpeningGround.PROTECTION).exists()
    issue()
    received = issue(letter=replace(SAMPLE, kind="received", addressee=lambda occasion: office), made=False)

    assert list(Document.objects.of(prosecutor, case)) == [received]
    assert Document.objects.of(worker, case).count() == 2


@pytest.mark.parametrize("member", [False, True])
def test_an_authority_that_is_asked_to_identify_reads_only_its_own_papers(issue, case, worker, member):
    authority = OrganisationFactory(police=True)
    officer = UserFactory(officer=True, organisation=authority)
    said.ask(case, authority)
    if member:
        CaseMemberFactory(case=case, user=officer, role="OFFICER")
    assert CasePerm.CHANGE_IDENTIFICATION in access(officer, case)
    paper = replace(SAMPLE, area=Area.IDENTIFICATION, perm=CasePerm.CHANGE_IDENTIFICATION)
    issue(letter=replace(paper, kind="paper"), made=False)
    received = issue(letter=replace(paper, kind="received", addressee=lambda occasion: authority), made=False)
    issued = issue(letter=replace(paper, kind="issued"), by=officer, made=False)

    assert set(Document.objects.of(officer, case)) == {received, issued}
    assert Document.objects.of(worker, case).count() == 3


def test_an_authority_that_holds_the_case_reads_the_papers_of_its_file(issue, worker):
    officer = UserFactory(officer=True)
    case = CaseFactory(organisation=officer.organisation, recorded_by=officer)
    CaseMemberFactory(case=case, user=officer, role="OFFICER")
    CaseMemberFactory(case=case, user=worker)
    paper = replace(SAMPLE, area=Area.IDENTIFICATION, perm=CasePerm.CHANGE_IDENTIFICATION)
    document = documents.issue(case, paper, case, by=worker, on=ON, at=AT)

    assert list(Document.objects.of(officer, case)) == [document]


def test_a_kind_is_registered_once():
    with pytest.raises(ValueError, match="registered already"):
        letters.register(SAMPLE)


def test_a_letter_is_read_by_who_may_change_its_part_of_the_file(issue, case):
    issue()
    shelter = CaseMemberFactory(case=case, user=UserFactory(shelter_staff=True), role="SHELTER_WORKER").user

    assert not Document.objects.of(shelter, case).exists()
