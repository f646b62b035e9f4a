"""What reaches the log, and what never does."""

import io
import json
import logging

import pytest
import structlog
from django.db import IntegrityError, connection, transaction

from tests.factories import OrganisationFactory
from tvcase.accounts.models import Organisation
from tvcase.logs import configure


@pytest.fixture
def logged():
    """What was written to the log since, as a list of lines."""
    handlers, level = logging.root.handlers[:], logging.root.level
    configure({"level": "INFO"})
    ours = logging.getHandlerByName("stderr")
    logging.root.handlers[:] = [ours]
    ours.setStream(io.StringIO())
    yield lambda: [json.loads(line) for line in ours.stream.getvalue().splitlines()]
    logging.captureWarnings(False)
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)


def test_a_line_has_its_known_fields_and_no_others(logged):
    structlog.get_logger("cases").info("case opened", case="7K3M-QX4T", family_name="Trial", action="cases.open")

    line = logged()[0]
    assert {name: line[name] for name in ("level", "logger", "event", "case", "action")} == {
        "level": "info",
        "logger": "cases",
        "event": "case opened",
        "case": "7K3M-QX4T",
        "action": "cases.open",
    }
    assert "Trial" not in str(line)


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("duplicate key DETAIL:  Key (name)=(Trial) already exists.", "duplicate key [removed]"),
        ('invalid input syntax for type date: "Trial"', "[removed]"),
        ("mail to trial@example.org failed", "mail to [removed] failed"),
        ("number 8001014509 was looked for", "number [removed] was looked for"),
        ("the person Проба Пробна left", "the person [removed] left"),
        ("Not Found: /cases/7K3M-QX4T/clock/", "Not Found: /cases/7K3M-QX4T/clock/"),
    ],
)
def test_a_library_s_sentence_loses_what_may_be_about_a_person(logged, sentence, kept):
    logging.getLogger("celery.app.trace").error("%s", sentence)

    assert logged()[0]["event"] == kept


def test_a_failure_of_the_database_names_its_rule_and_not_its_row(logged):
    OrganisationFactory(code="CANARY", name_bg="Канарче", name_en="Canary")

    try:
        with transaction.atomic():
            Organisation.objects.bulk_create([OrganisationFactory.build(code="CANARY")])
    except IntegrityError:
        logging.getLogger("django.request").exception("Internal Server Error: %s", "/cases/new/")

    line = logged()[0]
    assert line["exception"] == "django.db.utils.IntegrityError"
    assert line["constraint"] == "accounts_organisation_code_key"
    assert line["sqlstate"] == "23505"
    assert any(place.startswith("test_logs.py:") for place in line["places"])
    assert "CANARY" not in str(line)


def test_a_statement_s_values_are_not_logged(logged):
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::text", ["Canary"])

    assert logged() == []
