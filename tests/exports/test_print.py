"""A case on paper: asked for, marked, traced, and never with the ways to reach the person."""

import pytest

from tests.factories import UserFactory
from tvcase.audit.models import Event
from tvcase.exports.models import ExportRequest

PRINT = {"format": "PRINT", "reason": "PROCEEDINGS", "reason_text": "The court asked for the file."}


@pytest.fixture
def case(asker, make_cases):
    (made,) = make_cases(asker, 1)
    made.person.given_name, made.person.family_name = "Вера", "Примерова"
    made.person.phone = "+359 2 000 0000"
    made.person.code_word = "синьо"
    made.person.save()
    return made


def test_the_printed_file_carries_its_mark_and_its_line_in_the_trace(client, asker, case, words):
    client.force_login(asker)

    sheet = client.post(f"/cases/{case.code}/print/", PRINT)

    copy = ExportRequest.objects.get()
    assert sheet.status_code == 200
    assert words(sheet).count(copy.number) == 1
    assert 'class="tv-main tv-sheet"' in sheet.content.decode()
    assert case.person.family_name not in sheet.content.decode()
    event = Event.objects.using("audit").get(action="exports.copy.taken")
    assert (event.case_code, event.facts["copy"]) == (case.code, copy.number)


def test_names_are_on_it_when_asked_for_and_contacts_never(client, asker, case):
    client.force_login(asker)

    html = client.post(f"/cases/{case.code}/print/", PRINT | {"with_names": "on"}).content.decode()

    assert case.person.family_name in html
    assert "000 0000" not in html
    assert "синьо" not in html


def test_any_other_page_is_empty_on_paper(client, asker, case):
    client.force_login(asker)

    for where in (f"/cases/{case.code}/", f"/cases/{case.code}/person/", "/cases/", f"/cases/{case.code}/print/"):
        assert "tv-never-on-paper" in client.get(where).content.decode(), where


def test_a_case_that_is_not_theirs_is_not_printed(client, case):
    client.force_login(UserFactory())

    for answer in (client.get(f"/cases/{case.code}/print/"), client.post(f"/cases/{case.code}/print/", PRINT)):
        assert answer.status_code == 404
    assert not ExportRequest.objects.exists()
