"""Images of changed rows: what a record held after each insert, each change and before a removal, kept by triggers.

They catch what any program writes, by whatever way. Sealed columns are kept as ciphertext: they can be read while
the file's key exists, and not after. Nobody reads images but the auditor; the application cannot even add one.
`pgh_xid` is the transaction, which the lines of the trace name too.
"""

from typing import Any

import pghistory
import pgtrigger
from django.db import models
from django.db.backends.utils import CursorWrapper

from tvcase.audit.models import TransactionNumber
from tvcase.sealing.fields import SealedField

ALONE: dict[str, Any] = {"obj_field": None, "context_field": None}  # an image refers to nothing
UNCHANGING = {"default_permissions": ()}


def keep_images(*tracked: type[models.Model], without: tuple[str, ...] = ()) -> None:
    """Keep an image of every row of these models whenever it changes, without these fields.

    To be called at the end of the app's models: the images are models of the app, `<Model>Image`.
    """
    for model in tracked:
        kept = [field for field in model._meta.local_fields if field.name not in without and not field.generated]
        own: dict[str, Any] = {field.name: image for field in kept if (image := image_of(field))}
        own["pgh_id"] = models.BigAutoField(primary_key=True)
        own["pgh_xid"] = TransactionNumber(db_default=ThisTransaction(), editable=False)
        pghistory.create_event_model(
            model,
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(condition=changed(kept)),
            pghistory.DeleteEvent(),
            fields=[field.name for field in kept],
            append_only=True,
            model_name=f"{model.__name__}Image",
            attrs=own,
            meta=dict(UNCHANGING),
            abstract=False,
            **ALONE,
        )


def changed(kept: list[models.Field]) -> pgtrigger.Condition:
    """Whether one of these columns holds something else; ciphertext is compared as it is."""
    old, new = (", ".join(f'{row}."{field.column}"' for field in kept) for row in ("OLD", "NEW"))
    return pgtrigger.Condition(f"ROW({old}) IS DISTINCT FROM ROW({new})")


def image_of(field: models.Field) -> models.Field | None:
    """What stands for a field in an image when it is not the field itself: ciphertext, or a key that binds nothing."""
    if isinstance(field, SealedField):
        return models.BinaryField(null=True)
    if isinstance(field, models.ForeignKey):
        kind = models.UUIDField if isinstance(field.target_field, models.UUIDField) else models.BigIntegerField
        return kind(null=True, db_column=field.column)
    return None


class ThisTransaction(models.Func):
    """The number of the transaction that writes."""

    function = "pg_current_xact_id"
    arity = 0
    output_field = TransactionNumber()


# The library's triggers ask whether they should be ignored, and the session answers: here they never are.
NEVER_IGNORED = """
CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name name) RETURNS boolean LANGUAGE sql IMMUTABLE
AS $$ SELECT false $$
"""


def never_ignored(cursor: CursorWrapper) -> None:
    """Take away the switch with which a session could turn the images off; for the owner, after migrating."""
    cursor.execute(NEVER_IGNORED)
