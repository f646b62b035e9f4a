"""Words for our templates; they are built in, so no template needs to load them."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django import forms, template
from django.forms import BoundField
from django.utils import formats, timezone
from django.utils.html import format_html

from tvcase.clock import Bar, bar_of
from tvcase.once.keys import key_of
from tvcase.typed import ONCE

register = template.Library()
_MANY_INPUTS = (forms.MultiWidget, forms.RadioSelect, forms.CheckboxSelectMultiple)


@register.filter
def first_input(field: BoundField) -> str:
    """The id of the first input of a field: where a line of the error summary leads."""
    return f"{field.auto_id}_0" if isinstance(field.field.widget, _MANY_INPUTS) else field.id_for_label


@register.filter
def is_tick_box(field: BoundField) -> bool:
    """Whether the field is a single box to tick, whose label stands beside it."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def day_or_instant(value: date | datetime) -> str:
    """A day as a day, an instant as day and time in Sofia."""
    if isinstance(value, datetime):
        return formats.date_format(timezone.localtime(value), "DATETIME_FORMAT")
    return formats.date_format(value, "DATE_FORMAT")


@register.filter
def machine_time(value: date | datetime) -> str:
    """The same for machines, by ISO 8601."""
    return timezone.localtime(value).isoformat() if isinstance(value, datetime) else value.isoformat()


@register.filter
def unbroken(code: str) -> str:
    """A code inside a sentence: the line is never broken at its hyphen."""
    return format_html('<span class="tv-code">{}</span>', code)


@register.simple_tag(takes_context=True)
def once(context: Any) -> str:
    """The key of a form that acts once: a new one, or that of a form that comes back as it was not acted upon."""
    request = context.get("request")
    came = key_of(request.POST.get(ONCE, "")) if request and request.method == "POST" else None
    came = came or getattr(request, "key_of_draft", None)
    return format_html('<input type="hidden" name="{}" value="{}" autocomplete="off">', ONCE, came or uuid4())


@register.simple_tag
def clock_bar(clock: Any) -> Bar:
    """How to draw and say a reflection period."""
    return bar_of(clock)
