"""An act in two steps: written, then looked at with its effects and confirmed. It needs no JavaScript."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tvcase.http import SignedInRequest
from tvcase.typed import typed_in

STEP = "step"


class Step(StrEnum):
    """Where a person is in an act; the button pressed says it."""

    WRITE = "change"
    CHECK = "check"
    ACT = "confirm"


def step_of(request: SignedInRequest, form: forms.Form, submitted: bool) -> Step:
    """Which step this request asks for; nothing is acted upon before it was looked at."""
    if not (submitted and form.is_valid()):
        return Step.WRITE
    asked = request.POST.get(STEP, "")
    return Step(asked) if asked in (Step.WRITE, Step.ACT) else Step.CHECK


def to_check(request: SignedInRequest, form: forms.Form, *, without: Collection[str] = ()) -> dict[str, Any]:
    """What the second step shows: the answers in words but those `without`, and the typed text to carry on."""
    typed = [(name, value) for name, value in typed_in(request) if name != STEP]
    return {"answers": answers(form, without=without), "typed": typed}


def answers(form: forms.Form, *, without: Collection[str] = ()) -> list[dict[str, Any]]:
    """Each field's label with its answer in words, but of those `without`."""
    asked = ((name, field) for name, field in form.fields.items() if name not in without)
    return [{"label": field.label, "value": _in_words(form, name, field)} for name, field in asked]


def _in_words(form: forms.Form, name: str, field: forms.Field) -> Any:
    value = form.cleaned_data.get(name)
    if isinstance(field, forms.MultipleChoiceField):
        several: Any = field.choices
        return "\n".join(str(words) for code, words in several if code in (value or []))
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        return dict(choices).get(form[name].value())
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return date_format(value, "DATE_FORMAT") if isinstance(value, date) else value
