"""Files that take the place of others, and documents in the history of a case."""

from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from cases.actions import documents
from cases.actions.documents import HandedIn
from cases.models import Document
from cases.models.case import access
from cases.permissions import Area
from cases.timeline import entries
from tests.documents.conftest import AT, ON
from tests.documents.test_intake import picture
from tests.documents.test_pages import page_of
from tests.factories import CaseMemberFactory, UserFactory
from tvcase.audit.models import Event
from tvcase.dates import SOFIA
from tvcase.documents.intake import Clean
from tvcase.documents.states import DocumentState, Form, MediaType, UploadKind
from tvcase.flow import Refused

LATER = {"on": date(2026, 3, 25), "at": datetime(2026, 3, 25, 9, 0, tzinfo=SOFIA)}


def png(words):
    return Clean(MediaType.PNG, b"\x89PNG " + words)


@pytest.fixture
def handed_in(case, worker):
    """A court order that the caseworker handed in."""
    said = HandedIn(UploadKind.COURT_ORDER, "Trial court, no. 7/2026", Area.LEGAL)
    return documents.hand_in(case, said, png(b"blurred"), by=worker, on=ON, at=AT)


def test_a_better_file_takes_the_place_of_the_first_which_stays_as_superseded(handed_in, worker):
    before = handed_in.contents.get(form=Form.ISSUED)

    newer = documents.replace(handed_in, png(b"sharp"), title="Trial court, no. 7/2026, signed", by=worker, **LATER)

    handed_in.refresh_from_db()
    assert (handed_in.state, handed_in.superseded_on) == (DocumentState.SUPERSEDED, LATER["on"])
    assert handed_in.contents.get(form=Form.ISSUED).sha256 == before.sha256
    assert (newer.state, newer.supersedes, newer.kind) == (DocumentState.VALID, handed_in, UploadKind.COURT_ORDER)
    assert newer.area == Area.LEGAL
    event = Event.objects.get(action="cases.document.replaced")
    assert (event.actor, event.facts["superseded"]) == (worker.username, handed_in.number)


def test_what_was_replaced_is_not_replaced_or_withdrawn_again(handed_in, worker):
    documents.replace(handed_in, png(b"sharp"), title="Signed", by=worker, **LATER)

    with pytest.raises(Refused, match="already superseded"):
        documents.replace(handed_in, png(b"sharper"), title="Signed", by=worker, **LATER)
    with pytest.raises(Refused, match="already superseded"):
        documents.withdraw(handed_in, withdrawal="MISTAKE", on=ON, by=worker)


def test_the_same_bytes_replace_nothing(handed_in, worker):
    with pytest.raises(Refused, match="handed in already"):
        documents.replace(handed_in, png(b"blurred"), title="Signed", by=worker, **LATER)


def test_only_the_organisation_that_handed_it_in_replaces_it(handed_in):
    with pytest.raises(Refused, match="Only the organisation"):
        documents.replace(handed_in, png(b"sharp"), title="Signed", by=UserFactory(officer=True), **LATER)


def test_a_letter_is_issued_anew_and_not_replaced_by_a_file(issue, worker, client, case):
    letter = issue()

    with pytest.raises(Refused, match="issue it anew"):
        documents.replace(letter, png(b"sharp"), title="Signed", by=worker, **LATER)
    assert client.get(page_of("document-replace", case, letter.number)).status_code == 404


def test_the_database_lets_no_file_supersede_one_of_another_part(handed_in, worker):
    documents.replace(handed_in, png(b"sharp"), title="Signed", by=worker, **LATER)
    other = Document.objects.get(supersedes=handed_in)
    columns = {"case": other.case, "number": 9, "origin": other.origin, "kind": other.kind, "title": "Another"}
    columns |= {"media_type": other.media_type, "organisation": other.organisation, "issued_on": ON}

    with pytest.raises(IntegrityError, match="supersedes one about the same record"), transaction.atomic():
        Document.objects.create(**columns, area=Area.AID, recorded_by=worker, supersedes=other)


def test_a_file_is_replaced_on_its_page(handed_in, client, case, words):
    address = page_of("document-replace", case, handed_in.number)

    assert "Replace this file" in words(client.get(page_of("document", case, handed_in.number)))
    assert "Trial court, no. 7/2026" in client.get(address).content.decode()
    answer = client.post(address, {"title": "Signed", "file": SimpleUploadedFile("order.png", picture("PNG"))})

    newer = Document.objects.get(supersedes=handed_in)
    assert answer.headers["Location"] == newer.get_absolute_url()
    earlier = words(client.get(page_of("document", case, handed_in.number)))
    assert "Superseded" in earlier
    assert f"document {newer.number}" in earlier
    assert "Replace this file" not in earlier
    assert client.post(address, {"title": "", "file": SimpleUploadedFile("x.png", b"x")}).status_code == 422


def test_documents_stand_in_the_history_of_the_case_for_who_may_read_them(handed_in, issue, worker, case):
    letter = issue()
    documents.replace(handed_in, png(b"sharp"), title="Signed", by=worker, **LATER)
    documents.withdraw(letter, withdrawal="MISTAKE", on=LATER["on"], by=worker)
    outsider = CaseMemberFactory(case=case, user=UserFactory(shelter_staff=True), role="SHELTER_WORKER").user

    def told(user):
        found = entries(case, user, access(user, case))
        return [(str(one.title), str(one.text), one.at) for one in found if str(one.title).startswith("Document")]

    court = str(UploadKind.COURT_ORDER.label)
    assert sorted(told(worker), key=lambda row: (row[2], row[0], row[1])) == [
        ("Document issued or handed in", court, ON),
        ("Document issued or handed in", "Проба на писмо", ON),
        ("Document issued or handed in", court, LATER["on"]),
        ("Document superseded", court, LATER["on"]),
        ("Document withdrawn", "Проба на писмо", LATER["on"]),
    ]
    assert told(outsider) == []
