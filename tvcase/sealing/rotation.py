"""Changing keys: of the installation, of one file, and taking a file's key away for good.

All of it is done by the owner of the tables, on the server, and never by the application's role, which can neither
change nor remove a key.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connections, models, transaction
from django.db.models import Count

from tvcase import keys
from tvcase.sealing.envelope import Sealed, bound, new_data_key, open_bytes, place, seal
from tvcase.sealing.fields import SealedField, sealed_fields
from tvcase.sealing.models import FileKey

BATCH = 1000
WRAPPED_ANEW = """
    UPDATE sealing_filekey AS k SET kek = %s, wrapped = anew.wrapped
      FROM unnest(%s::uuid[], %s::bytea[]) AS anew (id, wrapped)
     WHERE k.id = anew.id AND k.destroyed_at IS NULL
"""


def wrapped_by(using: str) -> dict[str, int]:
    """How many live data keys each key-encryption key wraps."""
    counted = FileKey.objects.using(using).live().values("kek").annotate(keys=Count("pk"))
    with transaction.atomic(using=using):  # outside a transaction the wall shows nothing
        return {row["kek"]: row["keys"] for row in counted.order_by("kek")}


def wrap_anew(using: str) -> Iterator[tuple[int, int]]:
    """Wrap every data key by the current key-encryption key, a batch at a time; gives how many of how many are done.

    What is sealed is not touched. It may be stopped and begun again: a batch is done or it is not.
    """
    provider = keys.provider()
    current = provider.current
    waiting = FileKey.objects.using(using).live().exclude(kek=current)
    with transaction.atomic(using=using):
        done, total = 0, waiting.count()
    while True:
        with transaction.atomic(using=using):
            rows = list(waiting.select_for_update().order_by("pk")[:BATCH])
            if not rows:
                return
            wrapped = [
                provider.wrap(
                    provider.unwrap(row.kek, bytes(row.wrapped), bound(row.pk, row.subject)),
                    bound(row.pk, row.subject),
                )[1]
                for row in rows
            ]
            with connections[using].cursor() as cursor:
                cursor.execute(WRAPPED_ANEW, [current, [row.pk for row in rows], wrapped])
        done += len(rows)
        yield done, total


def new_file_key(subject: UUID, using: str, *, at: datetime) -> int:
    """Give a file another data key and seal all its values anew, in one transaction; gives how many values.

    Triggers are off meanwhile, because records that never change, and their images, are sealed anew as well. Raises
    FileKey.DoesNotExist when the file has no live key.
    """
    with transaction.atomic(using=using):
        old = FileKey.objects.using(using).live().select_for_update().get(subject=subject)
        provider = keys.provider()
        old_key = provider.unwrap(old.kek, bytes(old.wrapped), bound(old.pk, subject))
        new, new_key = FileKey(subject=subject, kind=old.kind), new_data_key()
        new.kek, new.wrapped = provider.wrap(new_key, bound(new.pk, subject))
        old.destroyed_at, old.wrapped = at, b""
        old.save(using=using)
        new.save(using=using, force_insert=True)
        count = 0
        for model, fields in fields_of(old.kind):
            for table, rows in _tables(model, fields[0], subject, using):
                with without_triggers(table, using):
                    for row in rows:
                        count += _sealed_anew(row, fields, {old.pk: old_key}, (new.pk, new_key), using)
    return count


def destroy(subject: UUID, kind: str, using: str, *, at: datetime) -> int:
    """Destroy the keys of a file: what is sealed by them is erased, here and in every copy. Gives how many there were.

    A file without a key gets the mark as well, so that nothing is written to it later.
    """
    with transaction.atomic(using=using):
        gone = FileKey.objects.using(using).live().filter(subject=subject).update(destroyed_at=at, wrapped=b"")
        if not FileKey.objects.using(using).filter(subject=subject).exists():
            FileKey(subject=subject, kind=kind, kek="", wrapped=b"", destroyed_at=at).save(using=using)
    return gone


def is_erased(subject: UUID, using: str) -> bool:
    """Whether the file had keys and has none any more."""
    rows = FileKey.objects.using(using).filter(subject=subject)
    return rows.exists() and not rows.live().exists()


def fields_of(kind: str) -> Iterator[tuple[type[models.Model], list[SealedField]]]:
    """Every model with fields that are sealed under keys of this kind."""
    for model in apps.get_models():
        if fields := [field for field in sealed_fields(model) if field.file_kind == kind]:
            yield model, fields


def image_model(model: type[models.Model]) -> type[models.Model] | None:
    """The images of changed rows of a model, where they are kept (tvcase.audit.history)."""
    return apps.all_models[model._meta.app_label].get(f"{model._meta.model_name}image")


def _tables(
    model: type[models.Model], field: SealedField, subject: UUID, using: str
) -> Iterator[tuple[type[models.Model], list[models.Model]]]:
    """A model, and the images of its rows, each with the rows that belong to a file."""
    path = field.key.replace(".", "__")
    rows = list(model._base_manager.using(using).filter(**{path: subject}))
    yield model, rows
    if rows and (images := image_model(model)):
        yield images, list(images._base_manager.using(using).filter(id__in=[row.pk for row in rows]))


def _sealed_anew(
    row: models.Model,
    fields: list[SealedField],
    old: dict[UUID, bytes],
    new: tuple[UUID, bytes],
    using: str,
) -> int:
    """Seal the values of one row, or of an image of it, under another key; those of a third key stay."""
    changed: dict[str, Any] = {}
    for field in fields:
        value = row.__dict__[field.attname]
        sealed = value if isinstance(value, Sealed) else Sealed(bytes(value)) if value else None
        if sealed and sealed.key_id in old:
            where = place(field.model._meta.db_table, str(field.column), row.__dict__["id"])
            anew = seal(open_bytes(sealed, old[sealed.key_id], where), *new, where)
            changed[field.attname] = anew if isinstance(value, Sealed) else anew.raw
    if changed:
        type(row)._base_manager.using(using).filter(pk=row.pk).update(**changed)
    return len(changed)


@contextmanager
def without_triggers(model: type[models.Model], using: str) -> Iterator[None]:
    """Inside, in the caller's transaction, the model's own triggers sleep; others wait for its table."""
    table = connections[using].ops.quote_name(model._meta.db_table)
    with connections[using].cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
