"""A letter that tests issue, about the case itself, and the people around it."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from cases.actions import documents
from cases.models import Case, Document
from cases.permissions import Area, CasePerm
from tests import pango
from tests.factories import CaseFactory, CaseMemberFactory
from tvcase.accounts.models import User
from tvcase.dates import SOFIA
from tvcase.documents import letters
from tvcase.documents.letters import Letter

ON = date(2026, 3, 20)
AT = datetime(2026, 3, 20, 11, 15, tzinfo=SOFIA)
SAMPLE = Letter(
    kind="sample",
    title="Проба на писмо",
    template="documents/letter.html",
    area=Area.LEGAL,
    perm=CasePerm.CHANGE_LEGAL,
    subjects=lambda case, user: [case],
    subject_words=lambda case: case.code,
    context=lambda occasion: {},
    languages=("bg", "en"),
)


@pytest.fixture(autouse=True)
def drawn() -> None:
    """Letters are drawn in every one of these tests: without Pango they say so."""
    if not pango.found():
        pytest.fail(pango.NOT_RUN, pytrace=False)


@pytest.fixture(autouse=True)
def sample() -> Iterator[Letter]:
    """A kind of letter that only these tests know."""
    letters.register(SAMPLE)
    yield SAMPLE
    del letters._letters[SAMPLE.kind]


@pytest.fixture
def case(db: None) -> Case:
    return CaseFactory()


@pytest.fixture
def worker(case: Case, client: Client) -> User:
    """A caseworker on the team, signed in."""
    user = CaseMemberFactory(case=case).user
    client.force_login(user)
    return user


@pytest.fixture
def issue(case: Case, worker: User) -> Callable[..., Document]:
    """`issue()`: the sample letter about the case; with `made=False` it waits for a worker."""

    def issue_sample(*, made: bool = True, letter: Letter = SAMPLE, **fields: Any) -> Document:
        given = {"by": worker, "on": ON, "at": AT} | fields
        document = documents.issue(case, letter, case, **given)
        if made:
            documents.make(document.pk, at=AT)
            document.refresh_from_db()
        return document

    return issue_sample
