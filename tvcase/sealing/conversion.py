"""For migrations: turn plain columns into sealed ones, with what lies in them.

Every value that is there is sealed, the plain column is dropped and the table written anew, so that no file of it
holds the plain text any longer. Write-ahead log and backups from before still do; they end by their own age.
"""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

from tvcase import keys
from tvcase.sealing.envelope import bound, new_data_key, place, seal
from tvcase.sealing.fields import SealedField, sealed_form

BATCH = 500


class Seal(Operation):
    """Alter fields of one model, by name, from plain to sealed. It cannot be undone by a migration."""

    reversible = False
    atomic = True

    def __init__(self, model_name: str, fields: dict[str, SealedField]) -> None:
        self.model_name = model_name
        self.fields = fields

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return type(self).__name__, [], {"model_name": self.model_name, "fields": self.fields}

    def describe(self) -> str:
        return f"Seal {', '.join(self.fields)} of {self.model_name}"

    def state_forwards(self, app_label: str, state: Any) -> None:
        for name, field in self.fields.items():
            state.alter_field(app_label, self.model_name.lower(), name, field, preserve_default=True)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        plain = from_state.apps.get_model(app_label, self.model_name)
        file_key = to_state.apps.get_model("sealing", "FileKey")
        sealed = [to_state.apps.get_model(app_label, self.model_name)._meta.get_field(name) for name in self.fields]
        table = schema_editor.quote_name(plain._meta.db_table)
        columns = {field.name: schema_editor.quote_name(field.column) for field in sealed}
        filled = plain._default_manager.using(schema_editor.connection.alias).exists()
        for column in columns.values():
            new = f'"sealed_{column[1:]}'
            schema_editor.execute(f"ALTER TABLE {table} ADD COLUMN {new} bytea CHECK ({sealed_form(new)})")
        if filled:
            schema_editor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            for rows in _batches(plain, schema_editor.connection.alias):
                _seal_rows(schema_editor, file_key, sealed, rows)
            schema_editor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        for column in columns.values():
            schema_editor.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
            schema_editor.execute(f'ALTER TABLE {table} RENAME COLUMN "sealed_{column[1:]} TO {column}')
        if filled:
            schema_editor.execute(f'CLUSTER {table} USING "{plain._meta.db_table}_pkey"')

    def database_backwards(self, *args: Any) -> None:
        raise NotImplementedError("What was sealed is not written in plain again.")


def _batches(model: type[models.Model], using: str) -> Iterator[list[models.Model]]:
    rows = model._default_manager.using(using).order_by("pk")
    last = None
    while batch := list((rows.filter(pk__gt=last) if last else rows)[:BATCH]):
        yield batch
        last = batch[-1].pk


def _seal_rows(
    schema_editor: BaseDatabaseSchemaEditor, file_key: Any, fields: list[SealedField], rows: list[models.Model]
) -> None:
    """Seal the values of some rows under the keys of their files, which are made where there are none."""
    subjects = {fields[0].subject_of(row) for row in rows}
    files = _keys_of(file_key, subjects, fields[0].file_kind, schema_editor.connection.alias)
    table = rows[0]._meta.db_table
    sets = ", ".join(f'"sealed_{field.column}" = %s' for field in fields)
    changes = []
    for row in rows:
        key_id, key = files[fields[0].subject_of(row)]
        values = [_sealed(field, row, table, key_id, key) for field in fields]
        if any(values):
            changes.append([*values, row.pk])
    with schema_editor.connection.cursor() as cursor:
        cursor.executemany(f'UPDATE "{table}" SET {sets} WHERE id = %s', changes)  # noqa: S608 - names of our own columns


def _sealed(field: SealedField, row: models.Model, table: str, key_id: UUID, key: bytes) -> bytes | None:
    value = getattr(row, field.attname)
    if value in (None, ""):
        return None
    return seal(field.text_of(value), key_id, key, place(table, str(field.column), row.pk)).raw


def _keys_of(file_key: Any, subjects: set[UUID], kind: str, using: str) -> dict[UUID, tuple[UUID, bytes]]:
    """The live keys of these files."""
    provider = keys.provider()
    manager = file_key._default_manager.using(using)
    found = {
        row.subject: (row.pk, provider.unwrap(row.kek, bytes(row.wrapped), bound(row.pk, row.subject)))
        for row in manager.filter(subject__in=subjects, destroyed_at=None)
    }
    new = []
    for subject in subjects - found.keys():
        row = file_key(subject=subject, kind=kind)
        key = new_data_key()
        row.kek, row.wrapped = provider.wrap(key, bound(row.pk, subject))
        found[subject] = row.pk, key
        new.append(row)
    manager.bulk_create(new)
    return found
