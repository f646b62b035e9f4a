"""The recovery and reflection period (Act, Article 26), and the wish not to use it."""

import uuid
from datetime import date
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Least, Now
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case, CaseRecordQuerySet
from cases.models.identification import Identification
from cases.models.person import Person
from cases.models.rule import LegalRule
from cases.permissions import Area
from cases.states import PERIOD_CORRECTIONS, PeriodEnd, PeriodRule, PeriodState, StatementForm
from tvcase.accounts.models import User
from tvcase.dates import REFLECTION_DAYS
from tvcase.db import DateRange, SofiaDate, iff


class SofiaMidnightAfter(models.Func):
    """The instant at which a Sofia day is over."""

    template = "((((%(expressions)s) + 1)::timestamp) AT TIME ZONE 'Europe/Sofia')"
    output_field = models.DateTimeField()


class DaysLater(models.Func):
    """A number of calendar days after a date."""

    template = "(%(expressions)s)"
    arg_joiner = " + "
    output_field = models.DateField()


class ReflectionPeriodQuerySet(CaseRecordQuerySet["ReflectionPeriod"]):
    def running(self, *, on: date) -> "ReflectionPeriodQuerySet":
        """Periods alive on a day in Sofia; the first and the last day are inside."""
        return self.filter(starts_on__lte=on, runs_to__gte=on)

    def standing(self) -> "ReflectionPeriodQuerySet":
        """Periods that were not ended by a correction: at most one in a case."""
        return self.exclude(end_reason__in=PERIOD_CORRECTIONS)


class ReflectionPeriod(models.Model):
    """Thirty days in which the person recovers and decides in peace. Opened by the act that records a formal
    identification and by nothing else; ends on its last day or with a decision to cooperate.

    Days are Europe/Sofia dates. The day of identification is day 0; the period is alive through the end of
    `last_day`, which is the instant `expires_at`. Start, rule and last day never change (trigger).
    """

    AREA: ClassVar = Area.CLOCK
    TRIGGERS: ClassVar = {
        "reflection_period_starts_at_formal_identification": _(
            "A period starts only at a formal identification in Bulgaria that counts."
        ),
        "reflection_period_is_for_adults": _("There is no reflection period for a person who is or may be a child."),
        "reflection_period_follows_the_rule_of_its_day": _(
            "The period must follow the rule that was law on its first day."
        ),
        "reflection_period_never_moves": _("Start, rule and last day of a period never change."),
        "reflection_period_ends_by_an_effective_yes": _(
            "Only an effective decision to cooperate inside the period ends it."
        ),
        "reflection_period_correction_is_final": _("A correction is final."),
        "reflection_period_ended_for_good": _("The decision to cooperate ended the period for good."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="reflection_periods")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    identification = models.OneToOneField(Identification, models.PROTECT, related_name="reflection_period")
    legal_rule = models.ForeignKey(LegalRule, models.PROTECT, related_name="+", verbose_name=_("version of the rule"))
    rule = models.CharField(_("rule"), max_length=15, choices=PeriodRule)
    starts_at = models.DateTimeField(_("starts at"))
    starts_on = models.GeneratedField(
        expression=SofiaDate("starts_at"), output_field=models.DateField(), db_persist=True
    )
    last_day = models.DateField(_("last day"))
    expires_at = models.GeneratedField(
        expression=SofiaMidnightAfter("last_day"), output_field=models.DateTimeField(), db_persist=True
    )
    ended_on = models.DateField(_("ended early on"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended early"), max_length=20, choices=PeriodEnd, blank=True)
    ended_by_decision = models.ForeignKey(
        "cases.CooperationDecision", models.PROTECT, null=True, blank=True, related_name="ended_periods"
    )
    ended_at = models.DateTimeField(_("end recorded at"), null=True, blank=True)
    runs_to = models.GeneratedField(
        expression=Least("ended_on", "last_day"), output_field=models.DateField(), db_persist=True
    )
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = ReflectionPeriodQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("reflection period")
        constraints = [
            models.UniqueConstraint(
                "case",
                condition=~Q(end_reason__in=PERIOD_CORRECTIONS),
                name="reflection_period_one_clock_for_a_case",
                violation_error_message=_("This case already has a reflection period."),
            ),
            ExclusionConstraint(
                name="reflection_period_one_at_a_time_for_a_person",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (
                        DateRange(SofiaDate("starts_at"), Least("ended_on", "last_day"), models.Value("[]")),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=~Q(end_reason__in=PERIOD_CORRECTIONS),
                violation_error_message=_("This person already has a reflection period in these days."),
            ),
            models.CheckConstraint(
                condition=Q(rule__in=[PeriodRule.DAYS_30, PeriodRule.LATER_OF_BOTH]),
                name="reflection_period_rule_is_30_days_or_later",
                violation_error_message=_(
                    "A reflection period is never shorter than 30 days (Convention, Article 13)."
                ),
            ),
            models.CheckConstraint(
                condition=iff(Q(ended_on=None), Q(end_reason="")) & iff(Q(ended_on=None), Q(ended_at=None)),
                name="reflection_period_early_end_has_a_cause",
                violation_error_message=_("An early end needs its day and its cause."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=SofiaDate("starts_at")),
                name="reflection_period_ends_after_it_starts",
                violation_error_message=_("A period cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=~Q(end_reason=PeriodEnd.COOPERATION) | Q(ended_on__lte=F("last_day")),
                name="reflection_period_cooperation_inside_the_period",
                violation_error_message=_("Only a decision inside the period ends it."),
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=DaysLater(SofiaDate("starts_at"), REFLECTION_DAYS))
                & (~Q(rule=PeriodRule.DAYS_30) | Q(last_day=DaysLater(SofiaDate("starts_at"), REFLECTION_DAYS))),
                name="reflection_period_has_30_days",
                violation_error_message=_(
                    "A reflection period is never shorter than 30 days (Convention, Article 13)."
                ),
            ),
            models.CheckConstraint(
                condition=Q(end_reason="") | Q(end_reason__in=PeriodEnd.values),
                name="reflection_period_end_is_one_of_the_laws",
                violation_error_message=_(
                    "The period ends by decision to cooperate or by correction, in no other way."
                ),
            ),
            models.CheckConstraint(
                condition=iff(Q(end_reason=PeriodEnd.COOPERATION), Q(ended_by_decision__isnull=False)),
                name="reflection_period_cooperation_names_the_decision",
                violation_error_message=_("Only a recorded decision to cooperate ends the period early."),
            ),
        ]
        indexes = [models.Index("last_day", "ended_on", name="reflection_period_by_last_day")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.last_day}"

    def state(self, *, on: date) -> PeriodState:
        """What the period is on a day in Sofia: running, over, or ended early and why."""
        if self.end_reason in PERIOD_CORRECTIONS or (self.ended_on and on > self.ended_on):
            return PeriodState(self.end_reason)
        return PeriodState.RUNNING if on <= self.last_day and on >= self.starts_on else PeriodState.EXPIRED

    def is_alive(self, *, on: date) -> bool:
        """From the start to the earlier of last day and early end, both inside (product decision 1)."""
        return bool(self.starts_on <= on <= self.runs_to)


class PeriodWish(models.Model):
    """What the person said about using the period: not to use it, or to use it after all. The last one counts.

    Not an end of the period (C-07): it opens return planning, and the clock runs on.
    """

    AREA: ClassVar = Area.CLOCK

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    period = models.ForeignKey(ReflectionPeriod, models.PROTECT, related_name="wishes")
    number = models.PositiveSmallIntegerField(_("number"))
    wants_to_use = models.BooleanField(_("wishes to use the period"))
    stated_on = models.DateField(_("said on"))
    counselled_on = models.DateField(_("legal counselling given on"), null=True, blank=True)
    form = models.CharField(_("form"), max_length=10, choices=StatementForm)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    class Meta:
        default_permissions = ()
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("period", "number", name="period_wish_number_once"),
            models.CheckConstraint(
                condition=Q(wants_to_use=True)
                | (Q(counselled_on__isnull=False, counselled_on__lte=F("stated_on")) & Q(form=StatementForm.WRITTEN)),
                name="period_wish_not_to_use_after_counselling",
                violation_error_message=_(
                    "The wish not to use the period is recorded in writing, after legal counselling."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period_id} {self.number}"
