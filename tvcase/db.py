"""Small words for saying things to the database."""

from typing import Any

from django.contrib.postgres.fields import DateRangeField
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, connections, models
from django.db.models import Func, Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tvcase.sealing.envelope import Sealed

# Sentences of triggers that guard several tables; a model's own are in its TRIGGERS.
TRIGGERS = {
    "case_must_be_open": gettext_lazy("This case is closed: it accepts no new records."),
    "place_is_taken_once": gettext_lazy("This place is taken in some of these nights."),
}


class DateRange(Func):
    """PostgreSQL's daterange(from, to, bounds)."""

    function = "daterange"
    output_field = DateRangeField()


class SofiaDate(Func):
    """The Europe/Sofia calendar date of an instant, as an expression the database may store."""

    template = "((%(expressions)s) AT TIME ZONE 'Europe/Sofia')::date"
    output_field = models.DateField()


class SecondsBetween(Func):
    """The elapsed seconds from the second instant to the first, whatever the clocks did in between."""

    template = "extract(epoch from (%(expressions)s))"
    arg_joiner = " - "
    output_field = models.IntegerField()


def iff(left: Q, right: Q) -> Q:
    """Both or neither."""
    return (left & right) | (~left & ~right)


def implies(left: Q, right: Q) -> Q:
    """Whenever the left holds, so does the right."""
    return ~left | right


def lock[M: models.Model](record: M) -> M:
    """The same row, read again and locked until the transaction ends; other rows stay free."""
    queryset = type(record)._default_manager.select_for_update(of=("self",), no_key=True)
    return queryset.get(pk=record.pk)


def next_number(records: models.QuerySet[Any] | models.Manager[Any]) -> int:
    """The next number in a case's own series; call it with the case locked."""
    return (records.aggregate(highest=Max("number"))["highest"] or 0) + 1


def save_checked(record: models.Model) -> None:
    """Check the fields, then save; what the database refuses comes back as its constraint's sentence.

    Keys and constraints are asked once, by saving: a refusal costs the transaction, so an action ends with it.
    Raises ValidationError.
    """
    unasked = {field.name for field in record._meta.concrete_fields if field.is_relation or _unopened(record, field)}
    record.full_clean(exclude=unasked, validate_constraints=False)
    try:
        record.save()
    except IntegrityError as error:
        raise refusal_from(error, record) from None
    except DataError:  # a range cannot even be built
        raise ValidationError(_("The dates contradict each other: an end lies before its beginning.")) from None


def _unopened(record: models.Model, field: Any) -> bool:
    """Whether this is a sealed value that nobody has looked at or changed."""
    return isinstance(record.__dict__.get(field.attname), Sealed)


def refusal_from(error: IntegrityError, record: models.Model) -> ValidationError:
    """The sentence of the constraint or trigger that refused; never PostgreSQL's DETAIL, which holds the row."""
    name = constraint_name(error)
    for constraint in record._meta.constraints:
        if constraint.name == name:
            return ValidationError(constraint.get_violation_error_message(), code=name)
    sentence = getattr(record, "TRIGGERS", {}).get(name) or TRIGGERS.get(name)
    if sentence:
        return ValidationError(sentence, code=name)
    return ValidationError(_("The database refused this: it would contradict what is already recorded."), code=name)


def constraint_name(error: BaseException) -> str:
    """The name of the constraint or trigger that refused, or an empty string."""
    diagnostics = getattr(error.__cause__, "diag", None)
    return getattr(diagnostics, "constraint_name", None) or ""


def in_transaction(using: str = "default") -> bool:
    """Whether a transaction is open on this connection."""
    return connections[using].in_atomic_block
