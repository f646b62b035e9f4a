"""The parts of one version of the plan: goals, steps and measures for safety (domain 4.9)."""

import uuid
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models import Case, CaseRecordQuerySet
from cases.permissions import Area
from cases.support import checks
from cases.support.models.plan import SupportPlan
from cases.support.states import PlanState, Responsible, SafetyGroup
from tvcase.sealing.fields import SealedText

TRIGGERS = {
    "plan_part_of_its_plan": _("A part belongs to a plan of the same case."),
    "plan_part_signed_is_not_edited": _("What was signed is not edited: write a new version."),
}
CARRY = _("the person can carry this on paper without danger")


class PartQuerySet[M: models.Model](CaseRecordQuerySet[M]):
    def standing(self) -> Self:
        """Parts that were not struck out of the draft."""
        return self.filter(struck_on=None)


class PlanGoal(models.Model):
    """What the person wants to reach, in her or his own words."""

    AREA: ClassVar = Area.SUPPORT
    TRIGGERS: ClassVar = TRIGGERS

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="plan_goals")
    plan = models.ForeignKey(SupportPlan, models.PROTECT, related_name="goals")
    number = models.PositiveSmallIntegerField(_("number"))
    what = SealedText(_("goal"), max_length=600, key="case_id")
    carry = models.BooleanField(CARRY, default=False)
    met_on = models.DateField(_("reached on"), null=True, blank=True)
    struck_on = models.DateField(_("struck out on"), null=True, blank=True)

    objects = PartQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("goal")
        ordering = ["number"]
        constraints = [models.UniqueConstraint("plan", "number", name="plan_goal_number_once")]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.number}"


class PlanStep(models.Model):
    """One thing to be done: by whom, from when, until when, and when it was done."""

    AREA: ClassVar = Area.SUPPORT
    TRIGGERS: ClassVar = {
        **TRIGGERS,
        "plan_step_for_a_goal_of_its_plan": _("A step leads to a goal of the same plan."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="plan_steps")
    plan = models.ForeignKey(SupportPlan, models.PROTECT, related_name="steps")
    goal = models.ForeignKey(PlanGoal, models.PROTECT, null=True, blank=True, related_name="steps")
    number = models.PositiveSmallIntegerField(_("number"))
    what = SealedText(_("what will be done"), max_length=1000, key="case_id")
    responsible = models.CharField(_("who does it"), max_length=10, choices=Responsible)
    who = SealedText(_("name or organisation"), max_length=160, blank=True, key="case_id")
    from_on = models.DateField(_("from"), null=True, blank=True)
    to_on = models.DateField(_("until"), null=True, blank=True)
    carry = models.BooleanField(CARRY, default=False)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    struck_on = models.DateField(_("struck out on"), null=True, blank=True)

    objects = PartQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("step")
        ordering = ["number"]
        constraints = [models.UniqueConstraint("plan", "number", name="plan_step_number_once"), *checks.STEP]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.number}"


class SafetyMeasureQuerySet(PartQuerySet["SafetyMeasure"]):
    def in_force(self, *, on: date) -> Self:
        """Measures of a signed plan that the person agreed to and has not taken back, on a day in Sofia (N12)."""
        begun = Q(from_on=None) | Q(from_on__lte=on)
        return self.standing().filter(
            begun,
            Q(until_on=None) | Q(until_on__gte=on),
            plan__state=PlanState.ACTIVE,
            agreed_on__isnull=False,
            refused_on=None,
        )

    def unanswered(self) -> Self:
        """Measures about which the person has not yet said yes or no."""
        return self.standing().filter(agreed_on=None, refused_on=None)


class SafetyMeasure(models.Model):
    """One measure for safety that was talked over. What the person refuses stays recorded and is never in force."""

    AREA: ClassVar = Area.SUPPORT
    TRIGGERS: ClassVar = TRIGGERS

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="safety_measures")
    plan = models.ForeignKey(SupportPlan, models.PROTECT, related_name="measures")
    number = models.PositiveSmallIntegerField(_("number"))
    group = models.CharField(_("what it is about"), max_length=15, choices=SafetyGroup)
    what = SealedText(_("measure"), max_length=1000, key="case_id")
    responsible = models.CharField(_("who does it"), max_length=10, choices=Responsible)
    who = SealedText(_("name or organisation"), max_length=160, blank=True, key="case_id")
    from_on = models.DateField(_("from"), null=True, blank=True)
    until_on = models.DateField(_("last day"), null=True, blank=True)
    carry = models.BooleanField(CARRY, default=False)
    agreed_on = models.DateField(_("the person agreed on"), null=True, blank=True)
    refused_on = models.DateField(_("the person refused, or took it back, on"), null=True, blank=True)
    struck_on = models.DateField(_("struck out on"), null=True, blank=True)

    objects = SafetyMeasureQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("safety measure")
        ordering = ["group", "number"]
        constraints = [models.UniqueConstraint("plan", "number", name="safety_measure_number_once"), *checks.MEASURE]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.number}"

    @property
    def is_agreed(self) -> bool:
        return self.agreed_on is not None and self.refused_on is None

    @property
    def is_refused(self) -> bool:
        return self.refused_on is not None
