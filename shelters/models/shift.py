"""Shifts of a house: the handover from one to the next, and the count of those who sleep there."""

import uuid
from datetime import time
from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from cases.models import Case, CaseRecordQuerySet
from cases.permissions import Area
from shelters.models.house import Shelter
from shelters.models.stay import Stay
from shelters.states import DIFFERENT, CensusMark
from tvcase.accounts.models import User
from tvcase.db import iff
from tvcase.sealing.fields import SealedText

CENSUS_AT = time(22)
READ_WITHIN = 60  # minutes


class HouseHours(models.Model):
    """When a house counts its guests, and how long a handover may wait to be read. A house without a row counts at
    22:00 and waits an hour."""

    AREA: ClassVar = None

    shelter = models.OneToOneField(Shelter, models.PROTECT, related_name="hours", verbose_name=_("shelter"))
    census_at = models.TimeField(_("guests are counted at"), default=CENSUS_AT)
    read_within = models.PositiveSmallIntegerField(
        _("a handover is read within so many minutes"),
        default=READ_WITHIN,
        validators=[MinValueValidator(10), MaxValueValidator(720)],
    )

    class Meta:
        verbose_name = _("hours of a house")
        verbose_name_plural = _("hours of houses")
        constraints = [
            models.CheckConstraint(
                condition=Q(census_at__gte=time(18)),
                name="house_hours_census_in_the_evening",
                violation_error_message=_("Guests are counted between 18:00 and midnight."),
            ),
            models.CheckConstraint(
                condition=Q(read_within__gte=10, read_within__lte=720),
                name="house_hours_handover_read_within_reason",
                violation_error_message=_("A handover waits at least 10 minutes and at most 12 hours."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.shelter_id)


class OfAHouse[M: models.Model](models.QuerySet[M]):
    """Records of a house, for those who work in its organisation."""

    def of(self, user: User) -> Self:
        return self.filter(shelter__in=Shelter.objects.run_by(user))


class ShiftHandoverQuerySet(OfAHouse["ShiftHandover"]):
    def unread(self) -> Self:
        return self.filter(read_at=None)


class ShiftHandover(models.Model):
    """One shift hands a house over to the next, which says that it has read it. What it leaves open about guests are
    the points of their stays (StayPoint); here is what concerns the house."""

    AREA: ClassVar = None
    TRIGGERS: ClassVar = {
        "shift_handover_is_read_once": _("A handover is never rewritten: it is read, once."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    shelter = models.ForeignKey(Shelter, models.PROTECT, related_name="handovers")
    number = models.PositiveIntegerField(_("number"))
    note = SealedText(_("about the house"), max_length=2000, blank=True, key="id")
    written_at = models.DateTimeField(_("written at"))
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    read_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ShiftHandoverQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("shift handover")
        ordering = ["-written_at"]
        constraints = [
            models.UniqueConstraint("shelter", "number", name="shift_handover_number_once"),
            models.CheckConstraint(
                condition=iff(Q(read_at=None), Q(read_by=None)) & (Q(read_at=None) | Q(read_at__gte=F("written_at"))),
                name="shift_handover_read_by_somebody_after_it_was_written",
                violation_error_message=_("Say who read the handover; it was written before."),
            ),
            models.CheckConstraint(
                condition=Q(read_by=None) | ~Q(read_by=F("written_by")),
                name="shift_handover_read_by_the_next_shift",
                violation_error_message=_("Somebody of the next shift reads it, not who wrote it."),
            ),
        ]
        indexes = [models.Index("shelter", condition=Q(read_at=None), name="shift_handover_unread")]

    def __str__(self) -> str:
        return f"{self.shelter_id} {self.number}"


class NightCensus(models.Model):
    """Who was found in a house in one night. What differs from the stays is explained, at once or later."""

    AREA: ClassVar = None
    TRIGGERS: ClassVar = {
        "night_census_is_counted_once": _("A count is never rewritten: its differences are explained, once."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    shelter = models.ForeignKey(Shelter, models.PROTECT, related_name="counts")
    night = models.DateField(_("night"))
    others = models.PositiveSmallIntegerField(
        _("people in the house who are not on the list"), default=0, validators=[MaxValueValidator(200)]
    )
    explanation = SealedText(_("who they are"), max_length=500, blank=True, key="id")
    explained_at = models.DateTimeField(_("explained at"), null=True, blank=True)
    explained_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    counted_at = models.DateTimeField(_("counted at"))
    counted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = OfAHouse.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("night census")
        ordering = ["-night"]
        constraints = [
            models.UniqueConstraint(
                "shelter",
                "night",
                name="night_census_once_in_a_night",
                violation_error_message=_("The guests were counted already in this night."),
            ),
            models.CheckConstraint(
                condition=iff(Q(explanation=None), Q(explained_at=None))
                & iff(Q(explanation=None), Q(explained_by=None))
                & (Q(explanation=None) | Q(others__gt=0)),
                name="night_census_explained_by_somebody",
                violation_error_message=_("Explain people who are not on the list only when there are some."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shelter_id} {self.night}"

    @property
    def is_unexplained(self) -> bool:
        """Whether there were people whom nobody has explained."""
        return self.others > 0 and self.explained_at is None


class CensusEntryQuerySet(CaseRecordQuerySet["CensusEntry"]):
    def different(self) -> Self:
        """Where the count says something else than the stays."""
        return self.filter(mark__in=DIFFERENT)


class CensusEntry(models.Model):
    """One guest in one count: there, known to be away, missing, or back although she or he was away."""

    AREA: ClassVar = Area.STAY
    TRIGGERS: ClassVar = {
        "census_entry_is_of_its_house": _("The entry, the stay and the count are of one house and one case."),
        "census_entry_is_counted_once": _("A count is never rewritten: its differences are explained, once."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    census = models.ForeignKey(NightCensus, models.PROTECT, related_name="entries")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    stay = models.ForeignKey(Stay, models.PROTECT, related_name="counts")
    mark = models.CharField(_("found"), max_length=10, choices=CensusMark)
    explanation = SealedText(_("explanation"), max_length=500, blank=True, key="case_id")
    explained_at = models.DateTimeField(_("explained at"), null=True, blank=True)
    explained_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = CensusEntryQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint("census", "stay", name="census_entry_once_for_a_stay"),
            models.CheckConstraint(
                condition=iff(Q(explanation=None), Q(explained_at=None))
                & iff(Q(explanation=None), Q(explained_by=None))
                & (Q(explanation=None) | Q(mark__in=DIFFERENT)),
                name="census_entry_explained_where_it_differs",
                violation_error_message=_("Only a difference is explained, by somebody."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.census_id} {self.stay_id}"
