"""C47: no field and no validator takes long over 50 kB: what it takes grows with the text, and no faster.

Each is measured against itself on a tenth of the text, and against plain work of the same run: a field that tries
all ways through a text takes a hundred times longer for ten times as much, or never ends. `bench/validators.py`
writes the milliseconds.
"""

import contextlib
import gc
import re
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.conf import settings
from django.contrib.auth.password_validation import get_password_validators
from django.core.exceptions import ValidationError
from django.core.validators import BaseValidator, DecimalValidator

import tvcase.forms
from cases import names
from tvcase import csp, logs
from tvcase.accounts.pages import safe_target
from tvcase.exports.files import harmless

LONG, SHORT = 50_000, 5_000
PAYLOADS = ("a", "д", " ", "1", "٣", "a@", "a.", "-", '"', "=,", ";\t=", "\u0301", "ß", "ﷺ", "\u200d", "aA1 ", "[", "%")
TIMES = 50  # ten times the text, and patience with a busy machine
FLOOR = 0.004  # seconds: below this nothing is measured


def payload(unit: str, length: int) -> str:
    """A text of this length that almost fits, and a sign at its end that does not."""
    return (unit * length)[:length] + "!\x7f"


def forms_of_ours() -> list[type[forms.BaseForm]]:
    """Every form of the project, with its fields."""
    for app in ("tvcase", "cases", "legal", "shelters"):
        for module in walk_packages(import_module(app).__path__, f"{app}."):
            if ".form" in module.name or module.name.endswith("forms"):
                import_module(module.name)
    found: list[type[forms.BaseForm]] = []
    waiting: list[type[Any]] = [tvcase.forms.Form, tvcase.forms.ModelForm]
    while waiting:
        form = waiting.pop()
        waiting += form.__subclasses__()
        if form.__module__.split(".")[0] != "tests":
            found.append(form)
    return found


def fields() -> dict[str, forms.Field]:
    """One of each field of each form; those that ask the database for their choices are bounded by it."""
    return {
        f"{form.__name__}.{name}": field
        for form in forms_of_ours()
        for name, field in form.base_fields.items()
        if not isinstance(field, forms.ModelChoiceField)
    }


def typed(field: forms.Field, text: str) -> Any:
    """What the field's widget would hand over for this text."""
    if isinstance(field.widget, forms.MultiWidget):
        return [text] * len(field.widget.widgets)
    return [text] if isinstance(field, forms.MultipleChoiceField) else text


def ways() -> Iterator[tuple[str, Callable[[str], Any]]]:
    """Everything that reads what somebody typed."""
    for name, field in fields().items():
        yield name, lambda text, field=field: field.clean(typed(field, text))
    for model in apps.get_models():
        for column in model._meta.concrete_fields:
            for validator in column.validators:
                if not isinstance(validator, BaseValidator | DecimalValidator):  # that one is given numbers
                    yield f"{model.__name__}.{column.name}", validator
    for validator in get_password_validators(settings.AUTH_PASSWORD_VALIDATORS):
        yield type(validator).__name__, validator.validate
    yield "names.key", names.key
    yield "names.document_key", names.document_key
    yield "names.case_code", names.case_code
    yield "names.may_be_called", names.may_be_called
    yield "names.searched_keys", lambda text: names.searched_keys(text, 1990)
    yield "csp rule", csp._rule
    yield "csp view", csp._view
    yield "logs", lambda text: logs.without_values(None, "", {"event": text})
    yield "harmless", harmless
    yield "safe_target", safe_target


def seconds(way: Callable[[str], Any], text: str) -> float:
    """The best of three runs, in time of the processor: what else the machine does meanwhile does not count."""
    best = float("inf")
    for _run in range(3):
        began = time.thread_time()
        with contextlib.suppress(ValidationError, ValueError):
            way(text)
        best = min(best, time.thread_time() - began)
        if best < FLOOR:
            break
    return best


def plain_work() -> float:
    """What reading 50 kB sign by sign takes here and now: the measure of the machine."""
    return seconds(lambda text: [sign.casefold() for sign in text], payload("a", LONG))


@pytest.mark.parametrize("unit", PAYLOADS)
def test_what_a_text_takes_grows_with_it_and_no_faster(db, unit):
    gc.disable()
    try:
        control = plain_work()
        slow = {
            name: (short, long)
            for name, way in ways()
            if (long := seconds(way, payload(unit, LONG))) > max(FLOOR, 10 * control)
            and long > TIMES * max(short := seconds(way, payload(unit, SHORT)), control / 10)
        }
    finally:
        gc.enable()

    assert slow == {}


def test_every_form_and_validator_is_among_them():
    found = dict(ways())

    assert len(fields()) > 120
    assert {"SearchForm.family_name", "IntakeForm.family_name", "names.key"} & set(found)


def test_a_pattern_that_tries_every_way_is_found(db):
    """The measure itself: a nested repetition is caught by it."""
    pattern = re.compile(r"(a+)+$")
    short, long = (seconds(pattern.match, payload("a", length)) for length in (16, 22))

    assert long > 20 * short
