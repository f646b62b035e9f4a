"""The flows are told three times, in states.py, in the triggers and in docs/flows.md: always the same."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from tvcase.management.commands.flows import draw

ROOT = Path(__file__).parent.parent
WITH_A_FLOW = [model for model in apps.get_models() if hasattr(model, "FLOW")]


@pytest.mark.pure
def test_the_drawing_of_the_flows_is_not_stale():
    assert (ROOT / "docs/flows.md").read_text() == draw()


@pytest.mark.parametrize("model", WITH_A_FLOW, ids=lambda model: model.__name__)
def test_the_database_knows_the_same_steps_as_the_code(db, model):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname LIKE %s",
            [model._meta.db_table, "%_follows_its_flow"],
        )
        ((definition,),) = cursor.fetchall()

    in_the_database = {step for step in re.findall(r"'([A-Z_0-9]*>[A-Z_0-9]+)'", definition) if step[0] != ">"}
    in_the_code = {f"{state}>{step}" for state, steps in model.FLOW.items() for step in steps}
    assert in_the_database == in_the_code
