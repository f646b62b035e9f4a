"""What the house writes down of a stay."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from cases.models import Case, CaseRecordQuerySet
from cases.permissions import Area
from shelters.models.stay import Stay
from shelters.states import LogKind
from tvcase.accounts.models import User
from tvcase.sealing.fields import SealedText


class StayLogEntry(models.Model):
    """A short note of the house, written from a phone: a fact, never changed."""

    AREA: ClassVar = Area.STAY

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="stay_log")
    stay = models.ForeignKey(Stay, models.PROTECT, related_name="log")
    kind = models.CharField(_("kind"), max_length=10, choices=LogKind)
    happened_at = models.DateTimeField(_("when"))
    note = SealedText(_("note"), max_length=2000, key="case_id")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-happened_at"]

    def __str__(self) -> str:
        return f"{self.stay_id} {self.kind}"
