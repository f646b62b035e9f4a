"""Every field of every model has a rule and a class in docs/retention.toml, and nothing else has."""

import tomllib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

FILE = tomllib.loads((Path(__file__).parent.parent / "docs/retention.toml").read_text())
TABLES = [model for model in apps.get_models() if model._meta.managed and not model._meta.proxy]
MODELS = [model for model in TABLES if not hasattr(model, "pgh_tracked_model")]
IMAGES = [model for model in TABLES if hasattr(model, "pgh_tracked_model")]
PLAIN = {name for reason in FILE["plain"] for name in reason["fields"]}
SECRET = {"P3", "P4"}

pytestmark = pytest.mark.pure


def fields(model: type[models.Model]) -> dict[str, models.Field]:
    return {field.name: field for field in [*model._meta.concrete_fields, *model._meta.many_to_many]}


def of_class(classes: set[str]) -> Iterator[tuple[str, models.Field]]:
    for model in MODELS:
        for name, line in FILE["fields"].get(model._meta.label, {}).items():
            if line.split()[-1] in classes and name in fields(model):
                yield f"{model._meta.label}.{name}", fields(model)[name]


def is_sealed(field: models.Field) -> bool:
    return type(field).__module__.startswith("tvcase.sealing.")


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_field_has_a_line(model):
    assert set(FILE["fields"][model._meta.label]) == set(fields(model))


@pytest.mark.parametrize("model", IMAGES, ids=lambda model: model._meta.label)
def test_an_image_of_a_row_has_nothing_that_the_row_has_not(model):
    assert {name for name in fields(model) if not name.startswith("pgh_")} <= set(fields(model.pgh_tracked_model))


def test_every_line_has_a_rule_and_a_class():
    lines = {line for model in FILE["fields"].values() for line in model.values()}

    assert {line for line in lines if len(line.split()) != 2} == set()
    assert {line.split()[0] for line in lines} == set(FILE["rules"])
    assert {line.split()[1] for line in lines} == set(FILE["classes"]) == {"P1", "P2", "P3", "P4"}


def test_no_line_is_left_without_a_model():
    assert set(FILE["fields"]) == {model._meta.label for model in MODELS}


@pytest.mark.skipif(not find_spec("tvcase.sealing"), reason="nothing is sealed yet")
def test_what_is_of_the_person_is_sealed_or_says_why_not():
    open_to_a_dump = {name for name, field in of_class(SECRET) if not is_sealed(field)}

    assert open_to_a_dump - PLAIN == set()


@pytest.mark.skipif(not find_spec("tvcase.sealing"), reason="nothing is sealed yet")
def test_where_she_can_be_found_is_always_sealed():
    assert {name for name, field in of_class({"P4"}) if not is_sealed(field)} == set()


def test_free_text_about_a_case_is_never_anything_less():
    free = (
        f"{model._meta.label}.{name}"
        for model in MODELS
        if model._meta.app_label in {"aid", "cases", "children", "legal", "services", "sharing", "shelters", "support"}
        if set(FILE["fields"][model._meta.label].values()) != {"reference P1"}
        for name, field in fields(model).items()
        if isinstance(field, models.TextField | models.CharField) and not is_sealed(field)
        if (field.max_length or 1000) > 200
    )

    assert list(free) == []


def test_no_reason_excuses_a_field_that_needs_none():
    assert {name for name, field in of_class(SECRET) if name in PLAIN and not is_sealed(field)} == PLAIN


def test_what_is_sealed_is_of_the_person():
    sealed = {
        f"{model._meta.label}.{name}" for model in MODELS for name, field in fields(model).items() if is_sealed(field)
    }

    assert sealed <= {name for name, _ in of_class(SECRET)}


def test_every_reason_is_a_sentence():
    assert all(len(reason["why"]) > 20 for reason in FILE["plain"])
