"""A place kept for a short while, until somebody has asked for it."""

import uuid
from datetime import datetime, timedelta
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Case as Choose
from django.db.models import F, Q, When
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from cases.models import Case, CaseRecordQuerySet, Person
from cases.permissions import Area
from shelters.models.house import Place
from shelters.models.stay import Stay
from shelters.states import HoldEnd
from tvcase.accounts.models import User
from tvcase.db import DateRange, iff
from tvcase.sealing.fields import SealedText

LONGEST = timedelta(days=1)


class HoldQuerySet(CaseRecordQuerySet["Hold"]):
    def live(self, *, at: datetime) -> "HoldQuerySet":
        """Holds that nobody has ended and whose time has not run out: a fact of the clock, of no job."""
        return self.filter(ended_at=None, expires_at__gt=at)

    def of_holder(self, user: User, case: Case, *, at: datetime) -> "HoldQuerySet":
        """What is held at an instant for the person of a case, if this is somebody of its holder."""
        holds = case.organisation_id == user.organisation_id
        live = self.live(at=at).leading().filter(case=case) if holds else self.none()
        return live.select_related("place__shelter")

    def leading(self) -> "HoldQuerySet":
        """The holds for the persons themselves, without those for the children who come along."""
        return self.filter(beside=None)


class Hold(models.Model):
    """A place kept for a person in the nights [from, to) until an instant; nobody else can claim it meanwhile.

    One at a time for a person, with those beside it for the children who come along. Whoever claims the place next
    ends a hold whose time has run out (trigger), so that no job has to. It is extended once, with a reason.
    """

    AREA: ClassVar = Area.STAY
    TRIGGERS: ClassVar = {
        "hold_is_of_the_cases_person": _("This hold is of another person."),
        "hold_begins_now": _("A hold begins when it is made."),
        "hold_is_extended_once": _("A hold is extended once, while it runs."),
        "hold_that_ended_is_not_edited": _("This hold is over."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="holds")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("number"))
    place = models.ForeignKey(Place, models.PROTECT, related_name="holds", verbose_name=_("place"))
    beside = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("until"))
    held_at = models.DateTimeField(_("held at"))
    held_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField(_("expires at"))
    extended_at = models.DateTimeField(_("extended at"), null=True, blank=True)
    extension_reason = SealedText(_("why it was extended"), max_length=300, blank=True, key="case_id")
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    ending = models.CharField(_("how it ended"), max_length=10, choices=HoldEnd, blank=True)
    stay = models.ForeignKey(Stay, models.PROTECT, null=True, blank=True, related_name="holds")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())
    nights = models.GeneratedField(
        expression=Choose(When(ended_at=None, then=DateRange("from_on", "to_on")), default=None),
        output_field=DateRangeField(null=True),
        db_persist=True,
    )

    objects = HoldQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("hold")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("case", "number", name="hold_number_once"),
            ExclusionConstraint(
                name="hold_one_for_a_person",
                expressions=[("person", RangeOperators.EQUAL), ("nights", RangeOperators.OVERLAPS)],
                condition=Q(ended_at=None, beside=None),
                violation_error_message=_("Another place is held for this person in these nights. Give it back first."),
            ),
            models.CheckConstraint(
                condition=Q(to_on__gt=F("from_on")),
                name="hold_for_at_least_one_night",
                violation_error_message=_("A stay lasts at least one night."),
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("held_at"), expires_at__lte=F("held_at") + LONGEST),
                name="hold_lasts_hours",
                violation_error_message=_("A place is held for some hours at most."),
            ),
            models.CheckConstraint(
                condition=iff(Q(extended_at=None), Q(extension_reason=None)),
                name="hold_extended_means_a_reason",
                violation_error_message=_("Say why the hold is extended."),
            ),
            models.CheckConstraint(
                condition=iff(Q(ended_at=None), Q(ending=""))
                & (Q(ended_at=None) | Q(ended_at__gte=F("held_at")))
                & (~Q(ending=HoldEnd.EXPIRED) | Q(ended_at__gte=F("expires_at"))),
                name="hold_ended_means_how",
                violation_error_message=_("Say how the hold ended."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"

    def is_live(self, *, at: datetime) -> bool:
        """Whether the place is kept at this instant."""
        return self.ended_at is None and self.expires_at > at
