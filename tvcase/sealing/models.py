"""The data keys of the files, each wrapped by a key that is not in the database."""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from tvcase.db import iff


class FileKind(models.TextChoices):
    """What a key is for."""

    CASE = "case", _("case")
    PERSON = "person", _("person")
    SHELTER = "shelteraddress", _("address of a shelter")
    HANDOVER = "shifthandover", _("handover of a shift")
    CENSUS = "nightcensus", _("night census")
    NOTE = "sessionnote", _("note of a session")
    DRAWER = "drawer", _("what a person begins")


class FileKeyQuerySet(models.QuerySet["FileKey"]):
    def live(self) -> Self:
        """Keys that still open something."""
        return self.filter(destroyed_at=None)


class FileKey(models.Model):
    """The data key of one file: the person's identity, a case, or what a house keeps about itself. `subject` is that
    row's key.

    A destroyed key stays as a row without the key: the file was erased on that day, and nothing is written to it.
    """

    AREA: ClassVar = None  # it says nothing; the wall shows a key to whom it shows its subject

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.UUIDField()
    kind = models.CharField(_("kind"), max_length=20, choices=FileKind)
    kek = models.CharField(_("wrapped by"), max_length=20, db_index=True)
    wrapped = models.BinaryField()
    created_at = models.DateTimeField(_("made at"), db_default=Now())
    destroyed_at = models.DateTimeField(_("destroyed at"), null=True, blank=True)

    objects = FileKeyQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("key of a file")
        constraints = [
            models.UniqueConstraint("subject", condition=Q(destroyed_at=None), name="file_key_one_live_for_a_file"),
            models.CheckConstraint(
                condition=iff(Q(destroyed_at=None), ~Q(wrapped=b"")), name="file_key_destroyed_means_gone"
            ),
        ]
        indexes = [models.Index("subject", name="file_key_of_a_file")]

    def __str__(self) -> str:
        return str(self.pk)
