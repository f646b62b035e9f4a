"""Every field of every model has a rule in docs/retention.toml, and nothing else has."""

import tomllib
from pathlib import Path

import pytest
from django.apps import apps

OURS = {"accounts", "audit", "notifications", "tvcase", "cases", "legal", "shelters"}
FILE = tomllib.loads((Path(__file__).parent.parent / "docs/retention.toml").read_text())
MODELS = [model for model in apps.get_models() if model._meta.app_label in OURS]

pytestmark = pytest.mark.pure


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_field_has_a_rule(model):
    fields = {field.name for field in [*model._meta.concrete_fields, *model._meta.many_to_many]}

    assert set(FILE["fields"][model._meta.label]) == fields


def test_no_rule_is_left_without_a_model_or_a_meaning():
    assert set(FILE["fields"]) == {model._meta.label for model in MODELS}
    assert {rule for fields in FILE["fields"].values() for rule in fields.values()} == set(FILE["rules"])
