"""What the house writes down of a stay: entries of the log, and points that stay open over a change of shift."""

import uuid
from datetime import datetime
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from cases.models import Case, CaseRecordQuerySet, Document
from cases.permissions import Area
from shelters.models.stay import Stay
from shelters.states import IncidentKind, LogKind, Severity, Told
from tvcase.accounts.models import User
from tvcase.db import iff
from tvcase.sealing.fields import SealedText


class StayLogEntry(models.Model):
    """A short note of the house, written from a phone: a fact, never changed. An incident says what it was, how
    serious, and who was told."""

    AREA: ClassVar = Area.STAY
    TRIGGERS: ClassVar = {
        "stay_log_is_of_its_stay": _("The entry, the stay and the photo are of one case."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="stay_log")
    stay = models.ForeignKey(Stay, models.PROTECT, related_name="log")
    kind = models.CharField(_("kind"), max_length=20, choices=LogKind)
    incident = SealedText(_("kind of incident"), max_length=20, choices=IncidentKind, blank=True, key="case_id")
    severity = models.CharField(_("how serious"), max_length=10, choices=Severity, blank=True)
    told = ArrayField(
        models.CharField(max_length=20, choices=Told), default=list, blank=True, verbose_name=_("who was told")
    )
    happened_at = models.DateTimeField(_("when"))
    note = SealedText(_("note"), max_length=2000, key="case_id")
    photo = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-happened_at"]
        constraints = [
            models.CheckConstraint(
                condition=iff(Q(kind=LogKind.INCIDENT), Q(incident__isnull=False))
                & iff(Q(kind=LogKind.INCIDENT), Q(severity__in=Severity.values)),
                name="stay_log_incident_says_what_and_how_serious",
                violation_error_message=_("Say what kind of incident it was, and how serious."),
            ),
            models.CheckConstraint(
                condition=Q(told__contained_by=Told.values) & (Q(kind=LogKind.INCIDENT) | Q(told=[])),
                name="stay_log_told_of_an_incident",
                violation_error_message=_("Who was told is recorded with an incident."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stay_id} {self.kind}"

    @property
    def told_words(self) -> str:
        """Who was told, in words."""
        return ", ".join(str(Told(one).label) for one in self.told)


class StayPointQuerySet(CaseRecordQuerySet["StayPoint"]):
    def open(self) -> Self:
        return self.filter(done_at=None)

    def open_at(self, instant: datetime) -> Self:
        """The points that were open at an instant."""
        return self.filter(Q(done_at=None) | Q(done_at__gt=instant), raised_at__lte=instant)


class StayPoint(models.Model):
    """Something about a guest that the next shift must know or do. It stays open, over as many changes of shift as
    it takes, until somebody says that it is done."""

    AREA: ClassVar = Area.STAY
    TRIGGERS: ClassVar = {
        "stay_point_is_of_its_stay": _("The point and the stay are of one case."),
        "stay_point_is_closed_once": _("A point is never rewritten: it is closed, once."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="stay_points")
    stay = models.ForeignKey(Stay, models.PROTECT, related_name="points")
    number = models.PositiveSmallIntegerField(_("number"))
    text = SealedText(_("what the next shift must know or do"), max_length=500, key="case_id")
    raised_at = models.DateTimeField(_("open since"))
    raised_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = StayPointQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("open point")
        ordering = ["raised_at"]
        constraints = [
            models.UniqueConstraint("case", "number", name="stay_point_number_once"),
            models.CheckConstraint(
                condition=iff(Q(done_at=None), Q(done_by=None)) & (Q(done_at=None) | Q(done_at__gte=F("raised_at"))),
                name="stay_point_done_by_somebody_after_it_was_raised",
                violation_error_message=_("Say who closed the point; it was raised before."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stay_id} {self.number}"
