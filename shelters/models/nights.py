"""Which nights of a place are taken, whatever takes them; and the days on which a place or a house takes nobody."""

import uuid
from datetime import date
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from shelters.models.house import Place, Shelter
from shelters.states import OutageReason, TakenBy
from tvcase.db import DateRange, iff


class TakenNights(models.Model):
    """The nights [from, to) in which a place is taken, and what kind of record takes it: no person and no case.

    Written by the triggers of stays, holds and outages alone (shelters/migrations). It makes two of anything in one
    place impossible, also where the wall hides one from whoever writes the other. The house reads its own rows, so
    that a bed never looks free because its guest's file is sealed.
    """

    AREA: ClassVar = None

    place = models.ForeignKey(Place, models.PROTECT, related_name="taken")
    source = models.CharField(_("taken by"), max_length=10, choices=TakenBy)
    record = models.UUIDField(_("record"))
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("until"), null=True, blank=True)
    expires_at = models.DateTimeField(_("expires at"), null=True, blank=True)
    over_on = models.GeneratedField(
        expression=Coalesce("to_on", Value(date.max)), output_field=models.DateField(), db_persist=True
    )
    nights = models.GeneratedField(
        expression=DateRange("from_on", "to_on"), output_field=DateRangeField(null=True), db_persist=True
    )

    class Meta:
        default_permissions = ()
        ordering = ["place", "from_on"]
        constraints = [
            models.UniqueConstraint("source", "record", name="taken_nights_once_for_a_record"),
            ExclusionConstraint(
                name="place_is_taken_once",
                expressions=[("place", RangeOperators.EQUAL), ("nights", RangeOperators.OVERLAPS)],
                violation_error_message=_("This place is taken in some of these nights."),
            ),
            models.CheckConstraint(
                condition=iff(Q(source=TakenBy.HOLD), Q(expires_at__isnull=False)), name="taken_nights_a_hold_expires"
            ),
        ]
        indexes = [models.Index(fields=["over_on", "from_on", "place"], name="taken_nights_not_over")]

    def __str__(self) -> str:
        return f"{self.place_id} {self.from_on}"


class Outage(models.Model):
    """A place out of service in the nights [from, to); without an end until somebody puts it back in service.

    One that ends on the day it begins never was. The database refuses one while somebody has the place.
    """

    AREA: ClassVar = None

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="outages", verbose_name=_("place"))
    from_on = models.DateField(_("out of service from"))
    to_on = models.DateField(_("back in service on"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=10, choices=OutageReason)
    nights = models.GeneratedField(
        expression=DateRange("from_on", "to_on"), output_field=DateRangeField(null=True), db_persist=True
    )

    class Meta:
        verbose_name = _("outage of a place")
        verbose_name_plural = _("outages of places")
        ordering = ["place", "from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gte=F("from_on")),
                name="outage_ends_after_it_begins",
                violation_error_message=_("It cannot be back in service before it was out of service."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.from_on}"


class ClosedDaysQuerySet(models.QuerySet["ClosedDays"]):
    def on(self, day: date) -> "ClosedDaysQuerySet":
        return self.filter(from_on__lte=day, last_on__gte=day)


class ClosedDays(models.Model):
    """Days on which a shelter takes nobody new, the last one included; who stays there stays."""

    AREA: ClassVar = None

    shelter = models.ForeignKey(Shelter, models.PROTECT, related_name="closed_days", verbose_name=_("shelter"))
    from_on = models.DateField(_("first day"))
    last_on = models.DateField(_("last day"))

    objects = ClosedDaysQuerySet.as_manager()

    class Meta:
        verbose_name = _("closed days")
        verbose_name_plural = _("closed days")
        ordering = ["shelter", "from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("from_on")),
                name="closed_days_in_order",
                violation_error_message=_("The last day comes before the first."),
            ),
            ExclusionConstraint(
                name="closed_days_of_a_shelter_once",
                expressions=[
                    ("shelter", RangeOperators.EQUAL),
                    (DateRange("from_on", "last_on", Value("[]")), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Some of these days are closed already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shelter} {self.from_on}"
