"""What makes a place unsafe for a person: where the perpetrator may be, and people better not met in one house."""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case, CaseRecordQuerySet
from cases.nocontact import PlaceKind
from cases.permissions import Area
from tvcase.accounts.models import User
from tvcase.sealing.fields import SealedText


class DangerQuerySet[M: models.Model](CaseRecordQuerySet[M]):
    def standing(self) -> Self:
        """Dangers that nobody has recorded as over."""
        return self.filter(over_on=None)


class KnownPlace(models.Model):
    """A town or place where the perpetrator, or somebody close, may be. Of the perpetrator no more than that."""

    AREA: ClassVar = Area.SUPPORT

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="known_places")
    number = models.PositiveSmallIntegerField(_("number"))
    kind = SealedText(_("why it is a danger"), max_length=15, choices=PlaceKind, key="case_id")
    town = SealedText(_("town or district"), max_length=80, key="case_id")
    detail = SealedText(_("where there"), max_length=200, blank=True, key="case_id")
    noted_on = models.DateField(_("noted on"))
    over_on = models.DateField(_("no longer a danger since"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = DangerQuerySet["KnownPlace"].as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["number"]
        constraints = [models.UniqueConstraint("case", "number", name="known_place_number_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"


class CaseConnection(models.Model):
    """That two people are better not in one house. It says neither why nor who they are to each other."""

    AREA: ClassVar = Area.SUPPORT

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="connections")
    number = models.PositiveSmallIntegerField(_("number"))
    other = models.ForeignKey(Case, models.PROTECT, related_name="+", verbose_name=_("the other case"))
    noted_on = models.DateField(_("noted on"))
    over_on = models.DateField(_("no longer a danger since"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = DangerQuerySet["CaseConnection"].as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("case", "number", name="case_connection_number_once"),
            models.UniqueConstraint(
                "case",
                "other",
                condition=Q(over_on=None),
                name="case_connection_once",
                violation_error_message=_("This is recorded already."),
            ),
            models.CheckConstraint(
                condition=~Q(case=F("other")),
                name="case_connection_between_two",
                violation_error_message=_("Give the code of another case."),
            ),
        ]
        indexes = [models.Index("other", "over_on", name="case_connection_from_the_other")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"
