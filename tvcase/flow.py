"""One step along a record's flow, or a refusal that says why."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class Refused(ValidationError):
    """What was asked may not happen now; the message is a sentence for the user."""


def refuse_for(reasons: Sequence[Any], *, field: str = "") -> None:
    """Raise Refused with the reasons when there are any: the sentences that the page shows beside its button, or
    beside the field that every page of the act has."""
    if reasons:
        sentences = [str(reason) for reason in reasons]
        raise Refused({field: sentences} if field else sentences)


def refuse_future(*days: date | None, on: date) -> None:
    """Raise Refused when one of these Sofia days comes after `on`, the day of recording; what is not known passes."""
    if any(day > on for day in days if day is not None):
        raise Refused(_("This day lies in the future. Record it when it has happened."))


def move(record: Any, *, to: str) -> None:
    """Set the record's state to `to` if its FLOW allows the step; nothing is saved.

    Raises Refused when the flow has no such step.
    """
    if to not in record.FLOW.get(record.state, ()):
        states = type(record)._meta.get_field("state").choices or ()
        labels = dict(states)
        raise Refused(
            _("This cannot be done now: the record is “%(now)s” and cannot become “%(then)s”.")
            % {"now": labels.get(record.state, record.state), "then": labels.get(to, to)},
            code="flow",
        )
    record.state = to
