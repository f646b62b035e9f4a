"""Who sleeps in the house beside the stay itself: absences of the person, and children who came with her or him."""

import uuid
from datetime import datetime
from typing import ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from cases.permissions import Area
from shelters.models.house import Place
from shelters.models.stay import Stay
from shelters.models.term import OfVisibleStays
from shelters.states import AbsenceKind
from tvcase.accounts.models import User
from tvcase.db import DateRange, iff
from tvcase.sealing.fields import SealedText


class AbsenceQuerySet(OfVisibleStays["Absence"]):
    def going_on(self) -> Self:
        """Absences from which nobody has come back."""
        return self.filter(back_at=None)


class Absence(models.Model):
    """The person is away for a time and keeps the place: nobody loses it by being away (domain 4.6)."""

    AREA: ClassVar = Area.STAY
    TRIGGERS: ClassVar = {
        "absence_of_somebody_who_stays": _("Only somebody who stays in the house can be absent from it."),
        "absence_over_is_not_edited": _("An absence that is over is not edited."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    stay = models.ForeignKey(Stay, models.PROTECT, related_name="absences")
    kind = models.CharField(_("kind"), max_length=15, choices=AbsenceKind)
    since = models.DateTimeField(_("away since"))
    expected_at = models.DateTimeField(_("expected back"), null=True, blank=True)
    note = SealedText(_("note"), max_length=600, blank=True, key="case_id")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    back_at = models.DateTimeField(_("back"), null=True, blank=True)
    back_recorded_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("absence")
        ordering = ["-since"]
        constraints = [
            models.UniqueConstraint(
                "stay",
                condition=Q(back_at=None),
                name="absence_one_at_a_time",
                violation_error_message=_("The person is recorded as absent already."),
            ),
            models.CheckConstraint(
                condition=iff(Q(back_at__isnull=False), Q(back_recorded_by__isnull=False))
                & (Q(back_at=None) | Q(back_at__gte=F("since"))),
                name="absence_back_after_it_began",
                violation_error_message=_("The person comes back after going away."),
            ),
            models.CheckConstraint(
                condition=Q(expected_at=None) | Q(expected_at__gt=F("since")),
                name="absence_expected_back_after_it_began",
                violation_error_message=_("The person is expected back after going away."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stay_id} {self.since:%Y-%m-%d}"

    def is_late(self, *, at: datetime) -> bool:
        """Whether the person should have been back by this instant and is not."""
        return self.back_at is None and self.expected_at is not None and self.expected_at < at


class ChildQuerySet(OfVisibleStays["AccompanyingChild"]):
    def here(self) -> Self:
        """Children who sleep in the house now."""
        return self.filter(to_on=None)


class AccompanyingChild(models.Model):
    """A child who stays with its mother or father: the least that the house must know (E-25).

    It is not counted as a victim. A child who may be one has a case and a stay of its own. Without a place the child
    sleeps with the parent; with one, in a bed or a cot that nobody else has in those nights, [from, to).
    """

    AREA: ClassVar = Area.STAY
    TRIGGERS: ClassVar = {
        "child_stays_with_somebody_who_stays": _("A child comes with somebody who stays in the house."),
        "child_sleeps_in_the_same_house": _("This place is in another shelter."),
        "child_gone_is_not_edited": _("What is over is not edited."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    stay = models.ForeignKey(Stay, models.PROTECT, related_name="children")
    number = models.PositiveSmallIntegerField(_("number"))
    house_alias = SealedText(_("name used in the house"), max_length=60, key="case_id")
    age = SealedText(_("age"), max_length=30, blank=True, key="case_id")
    needs = SealedText(_("what the house should know"), max_length=600, blank=True, key="case_id")
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("bed or cot")
    )
    from_on = models.DateField(_("first night"))
    to_on = models.DateField(_("left on"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ended_recorded_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())
    nights = models.GeneratedField(
        expression=DateRange("from_on", "to_on"), output_field=DateRangeField(null=True), db_persist=True
    )

    objects = ChildQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("accompanying child")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("stay", "number", name="child_number_once"),
            ExclusionConstraint(
                name="child_one_in_a_place",
                expressions=[("place", RangeOperators.EQUAL), ("nights", RangeOperators.OVERLAPS)],
                violation_error_message=_("This place is taken in some of these nights."),
            ),
            models.CheckConstraint(
                condition=iff(Q(to_on__isnull=False), Q(ended_recorded_by__isnull=False))
                & (Q(to_on=None) | Q(to_on__gte=F("from_on"))),
                name="child_leaves_after_coming",
                violation_error_message=_("The child cannot leave before it came."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stay_id} {self.number}"
