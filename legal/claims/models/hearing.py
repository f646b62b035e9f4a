"""Hearings and interviews as facts of the calendar, with what is prepared so that the person is protected (SOP 3.3)."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models import Case, CaseRecordQuerySet
from cases.permissions import Area
from legal.claims.states import HEARING_FLOW, HearingKind, HearingState, Measure, Prepared, Topic
from legal.models import CriminalProceedings
from tvcase.accounts.models import User
from tvcase.db import SofiaDate, iff
from tvcase.sealing.fields import SealedText


class HearingQuerySet(CaseRecordQuerySet["Hearing"]):
    def planned(self) -> "HearingQuerySet":
        """Hearings that were neither held nor called off, the next first."""
        return self.filter(state=HearingState.PLANNED).order_by("starts_at", "number")


class Hearing(models.Model):
    """That the person will be heard: when, by whom, about what. Numbered within the case."""

    FLOW = HEARING_FLOW
    AREA: ClassVar = Area.AID
    TRIGGERS: ClassVar = {
        "hearing_in_proceedings_of_the_same_case": _("The criminal proceedings belong to another case."),
        "hearing_over_is_not_edited": _("What is over is not edited."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="hearings")
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=9, choices=HearingState, default=HearingState.PLANNED)
    kind = models.CharField(_("kind"), max_length=11, choices=HearingKind)
    proceedings = models.ForeignKey(
        CriminalProceedings,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="hearings",
        verbose_name=_("criminal proceedings"),
    )
    starts_at = models.DateTimeField(_("starts at"))
    starts_on = models.GeneratedField(
        expression=SofiaDate("starts_at"), output_field=models.DateField(), db_persist=True
    )
    held_by = SealedText(_("court or authority"), max_length=160, key="case_id")
    place = SealedText(_("place"), max_length=200, blank=True, key="case_id")
    language = models.CharField(_("language"), max_length=3, blank=True)
    topics = ArrayField(
        models.CharField(max_length=12, choices=Topic), default=list, blank=True, verbose_name=_("what will be asked")
    )
    agreed_on = models.DateField(_("the person agreed to take part on"), null=True, blank=True)
    cancelled_on = models.DateField(_("cancelled on"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = HearingQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("hearing or interview")
        verbose_name_plural = _("hearings and interviews")
        ordering = ["starts_at", "number"]
        constraints = [
            models.UniqueConstraint("case", "number", name="hearing_number_once"),
            models.CheckConstraint(
                condition=Q(kind__in=HearingKind.values),
                name="hearing_is_of_a_known_kind",
                violation_error_message=_("Choose what it is."),
            ),
            models.CheckConstraint(
                condition=Q(held_by__isnull=False),
                name="hearing_names_who_holds_it",
                violation_error_message=_("Write which court or authority will hear the person."),
            ),
            models.CheckConstraint(
                condition=Q(topics__contained_by=Topic.values),
                name="hearing_is_about_known_topics",
                violation_error_message=_("Choose the topics from the list."),
            ),
            models.CheckConstraint(
                condition=iff(Q(state=HearingState.CANCELLED), Q(cancelled_on__isnull=False)),
                name="hearing_cancelled_means_dated",
                violation_error_message=_("Say when it was called off."),
            ),
        ]
        indexes = [models.Index("starts_on", condition=Q(state=HearingState.PLANNED), name="hearing_to_come")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("claims:hearing", args=[self.case.code, self.number])

    @property
    def is_planned(self) -> bool:
        return self.state == HearingState.PLANNED


class Preparation(models.Model):
    """How far one measure of protection is prepared for one hearing, and who or what that is."""

    AREA: ClassVar = Area.AID
    TRIGGERS: ClassVar = {
        "preparation_of_a_hearing_of_the_same_case": _("The preparation belongs to a hearing of another case."),
        "hearing_over_is_not_edited": _("What is over is not edited."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="preparations")
    measure = models.CharField(_("measure"), max_length=16, choices=Measure)
    prepared = models.CharField(_("how far it is"), max_length=10, choices=Prepared, default=Prepared.NOT_ASKED)
    note = SealedText(_("who or what"), max_length=200, blank=True, key="case_id")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("preparation of a hearing")
        constraints = [
            models.UniqueConstraint("hearing", "measure", name="preparation_of_a_measure_once"),
            models.CheckConstraint(
                condition=Q(measure__in=Measure.values, prepared__in=Prepared.values),
                name="preparation_of_a_known_measure",
                violation_error_message=_("Choose how far the measure is prepared."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hearing_id} {self.measure}"
