"""Fields whose values are sealed on the way to the database and opened when somebody looks at them.

    family_name = SealedText(_("family name"), max_length=80, blank=True, key="id")

`key` leads from the record to the file whose data key is used: its own key (`id`) or that of a parent (`case_id`,
`decision.case_id`). The column is bytea; blank is NULL there, and '' or None in Python. A record fetched from the
database decrypts nothing until an attribute is read. Nothing can be compared or ordered in the database.
"""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.core import checks
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.query_utils import DeferredAttribute
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from tvcase.sealing import keyring
from tvcase.sealing.columns import Emptiness, NothingOnly, SealedCol
from tvcase.sealing.envelope import SHORTEST, NotSealed, Sealed, open_bytes, open_sealed, place, seal
from tvcase.sealing.models import FileKind

ONE_LINE = 300
KEPT = "_sealed"  # on a record: what the database holds for a value that was opened, so that it is not sealed again


class SealedAttribute(DeferredAttribute):
    """Opens a value on the first look, and notices that somebody looked."""

    field: Any

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        if instance is None:
            return self
        value = super().__get__(instance, cls)
        return self.field.opened(instance, value) if isinstance(value, Sealed) else value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = self.field.EMPTY if value is None else value


class SealedField(models.Field):
    """What sealed text and sealed dates share."""

    descriptor_class = SealedAttribute
    unseal: Callable[[Sealed, bytes, bytes], Any] = staticmethod(open_sealed)
    EMPTY: Any = None

    def __init__(self, *args: Any, key: str, **kwargs: Any) -> None:
        self.key = key
        super().__init__(*args, **kwargs | {"null": True})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("null", None)
        return name, path, args, kwargs | {"key": self.key}

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        key = self.model._meta.pk
        if isinstance(key, models.UUIDField) and key.has_default() and self.file_kind in FileKind.values:
            return super().check(**kwargs)
        text = "A sealed field needs a primary key that the application makes (UUID) and a file that has keys."
        return [*super().check(**kwargs), checks.Error(text, obj=self, id="sealing.E001")]

    def get_default(self) -> Any:
        return super().get_default() if self.has_default() else self.EMPTY

    @cached_property
    def cached_col(self) -> SealedCol:
        return SealedCol(self.model._meta.db_table, self)

    def get_col(self, alias: str, output_field: Any = None) -> Any:
        return SealedCol(alias, self, output_field)

    def db_type(self, connection: Any) -> str:
        return "bytea"

    def db_check(self, connection: Any) -> str:
        """The column takes nothing that is not of a sealed value's form: plain text never lies in it."""
        column = connection.ops.quote_name(self.column)
        return sealed_form(column)

    def get_internal_type(self) -> str:
        return "BinaryField"

    @property
    def label(self) -> str:
        """How the field is named in sentences of this program."""
        return f"{self.model._meta.label}.{self.attname}"

    @property
    def file_kind(self) -> str:
        """What the key is of: the model at the end of `key`."""
        last = self.key.rpartition(".")[2]
        return str(self.model._meta.model_name) if last == "id" else last.removesuffix("_id")

    # values on their way

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return self.EMPTY if value is None else Sealed(bytes(value))

    def opened(self, instance: Any, sealed: Sealed) -> Any:
        """The value of a record in clear, kept on it. Raises Unreadable."""
        key = keyring.key_of(sealed, instance._state.db or DEFAULT_DB_ALIAS)
        value = self.erased() if key is None else self.value_of(self.unseal(sealed, key, self.place_of(instance)))
        instance.__dict__.setdefault(KEPT, {})[self.attname] = (sealed, value, instance.pk)
        instance.__dict__[self.attname] = value
        keyring.noticed(self.label, instance.pk)
        return value

    def pre_save(self, instance: Any, add: bool) -> Any:
        """The sealed value for the database; all of a record's values are sealed at once, under one key."""
        value = instance.__dict__[self.attname]
        if isinstance(value, Sealed):
            if add:
                raise NotSealed(f"{self.label}: a sealed value belongs to its own row and cannot be copied.")
            return value
        if value in (None, ""):
            return None
        seal_record(instance)
        return instance.__dict__[KEPT][self.attname][0]

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if isinstance(value, Sealed):
            return value.raw
        if value in (None, ""):
            return None
        raise NotSealed(f"{self.label} is sealed: it is written by saving its record, never by a query.")

    def get_prep_value(self, value: Any) -> Any:
        return value

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """For a constraint checked in Python, which only asks whether there is something."""
        return None if value in (None, "") else b"something"

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return Emptiness
        if lookup_name == "exact":
            return NothingOnly
        raise NotSealed(f"{self.label} is sealed: it can only be asked whether it is empty.")

    def get_transform(self, lookup_name: str) -> Any:
        raise NotSealed(f"{self.label} is sealed: nothing is worked out from it in the database.")

    def place_of(self, instance: Any) -> bytes:
        return place(instance._meta.db_table, str(self.column), instance.pk)

    def subject_of(self, instance: Any) -> UUID:
        """The file whose key is used."""
        subject: UUID = attrgetter(self.key)(instance)
        return subject

    def text_of(self, value: Any) -> str | bytes:
        """The value as the text, or the bytes, that are sealed."""
        raise NotImplementedError

    def value_of(self, text: Any) -> Any:
        """The value from what was sealed."""
        raise NotImplementedError

    def erased(self) -> Any:
        """What is shown of a value whose key was destroyed."""
        raise NotImplementedError


class SealedText(SealedField, models.CharField):
    """A text; what is left of it in an erased file is the word that it was erased."""

    EMPTY = ""

    def text_of(self, value: Any) -> str:
        return str(value)

    def value_of(self, text: str) -> str:
        return text

    def erased(self) -> str:
        return _("[erased]")

    def formfield(self, **kwargs: Any) -> Any:
        form_class = models.TextField if (self.max_length or 0) > ONE_LINE else models.CharField
        plain = form_class(self.verbose_name, max_length=self.max_length, blank=self.blank, help_text=self.help_text)
        plain.set_attributes_from_name(self.name)
        return plain.formfield(**kwargs)


class SealedDate(SealedField, models.DateField):
    """A date; nothing is left of it in an erased file."""

    def text_of(self, value: Any) -> str:
        day: date = self.to_python(value)
        return day.isoformat()

    def value_of(self, text: str) -> date:
        return date.fromisoformat(text)

    def erased(self) -> None:
        return None


class SealedDecimal(SealedField, models.DecimalField):
    """A number with decimals, as an amount of money; nothing is left of it in an erased file."""

    def text_of(self, value: Any) -> str:
        number: Decimal = self.to_python(value)
        return str(number)

    def value_of(self, text: str) -> Decimal:
        return Decimal(text)

    def erased(self) -> None:
        return None


class SealedBytes(SealedField, models.BinaryField):
    """The bytes of a file; nothing is left of them in an erased file. A column that is null holds none."""

    unseal = staticmethod(open_bytes)

    def text_of(self, value: Any) -> bytes:
        return bytes(value)

    def value_of(self, text: bytes) -> bytes:
        return text

    def erased(self) -> None:
        return None


def sealed_form(column: str) -> str:
    """The condition, in SQL, that a column holds what could be a sealed value."""
    return f"octet_length({column}) >= {SHORTEST} AND substring({column} FROM 1 FOR 1) = '\\x01'::bytea"


@cache
def sealed_fields(model: type[models.Model]) -> tuple[SealedField, ...]:
    """The sealed fields of a model."""
    return tuple(field for field in model._meta.concrete_fields if isinstance(field, SealedField))


def seal_record(instance: models.Model) -> None:
    """Seal every value of a record that is new or was changed, under the live key of its file."""
    kept = instance.__dict__.setdefault(KEPT, {})
    found: dict[UUID, tuple[UUID, bytes]] = {}
    for field in sealed_fields(type(instance)):
        value = instance.__dict__.get(field.attname)
        if value in (None, "") or isinstance(value, Sealed):
            continue
        if kept.get(field.attname, (None, None, None))[1:] == (value, instance.pk):
            continue
        subject = field.subject_of(instance)
        if subject not in found:
            found[subject] = keyring.live_key(subject, field.file_kind, instance._state.db or DEFAULT_DB_ALIAS)
        sealed = seal(field.text_of(value), *found[subject], field.place_of(instance))
        kept[field.attname] = (sealed, value, instance.pk)


def with_keys[M: models.Model](records: Iterable[M]) -> list[M]:
    """The records, with the keys of all their sealed values at hand: one query for a page of rows.

    Only inside `keyring()`, as every request is. Nothing is decrypted by it.
    """
    rows = [record for record in records if record is not None]
    ids = {
        value.key_id
        for record in rows
        for field in sealed_fields(type(record))
        if isinstance(value := record.__dict__.get(field.attname), Sealed)
    }
    if ids:
        keyring.opened_keys(ids, rows[0]._state.db or DEFAULT_DB_ALIAS)
    return rows
