"""A letter is issued once, made once, and never changes; a newer one supersedes it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection

from cases.actions import documents
from cases.models import Document, DocumentContent
from tests.documents.conftest import AT, ON, SAMPLE
from tests.factories import CaseMemberFactory, UserFactory
from tvcase.documents import rendering
from tvcase.documents.states import DocumentState, Form


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
