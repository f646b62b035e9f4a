"""The worker as it runs: with its own role it makes the letters that wait, and reaches nothing else of a case."""

import subprocess
import sys

import pytest
from django.db import transaction

from cases.actions import documents
from cases.models import Document
from tests.documents.conftest import AT, ON, SAMPLE
from tests.factories import CaseMemberFactory
from tests.servers import ROOT
from tvcase.documents.states import Form
from tvcase.wall.signing import TELL, Identity, signed

MAKE = "import django; django.setup(); from cases.tasks import make_letters; print(make_letters())"
COUNTS = """
    SELECT (SELECT count(*) FROM cases_documentcontent), (SELECT count(*) FROM sealing_filekey),
           (SELECT count(*) FROM cases_case)
"""


@pytest.fixture
def waiting(cloned_db) -> Document:
    with transaction.atomic():
        member = CaseMemberFactory()
        return documents.issue(member.case, SAMPLE, member.case.person, by=member.user, on=ON, at=AT)


@pytest.fixture
def worker_at_work(waiting, cloned_db, servers):
    """Runs the task in a process of its own; gives what it printed."""

    def work() -> str:
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", MAKE],
            cwd=ROOT,
            env=servers.environment(cloned_db)
            | {"TVCASE_PROCESS": "worker", "TVCASE_DEMO": "1", "SECRET_KEY": "x" * 50}
            | {"SITE_URL": "http://localhost"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    return work


def reached(connect, purpose):
    """How many contents, keys and cases the worker's role sees for a purpose."""
    with connect("worker") as connection, connection.transaction():
        connection.execute(TELL, [signed(Identity(purpose=purpose))])
        return connection.execute(COUNTS).fetchone()


def test_the_worker_makes_what_waits(waiting, worker_at_work):
    assert [worker_at_work(), worker_at_work()] == ["1", "0"]

    with transaction.atomic():
        made = Document.objects.get(pk=waiting.pk)
        assert made.made_at is not None
        assert made.contents.get(form=Form.ISSUED).content.startswith(b"%PDF-")


def test_the_worker_reaches_a_letter_and_its_key_only_while_it_waits(waiting, worker_at_work, connect):
    assert reached(connect, "letters") == (1, 1, 0)
    assert reached(connect, "delivery")[:2] == (0, 0)

    worker_at_work()

    assert reached(connect, "letters") == (0, 0, 0)
