"""Lengths that an amendment of the law may change, as versions with dates and a citation, approved by two people."""

from datetime import date
from functools import reduce
from operator import or_
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cases.deadlines import term_words
from cases.terms import (
    BEFOREHAND,
    FOR_ACTING,
    MAY_END_ON_A_DAY_OFF,
    PersonGroup,
    RuleKind,
    SourceGrade,
    TermUnit,
    groups_of,
)
from tvcase.accounts.models import User
from tvcase.dates import PeriodRule
from tvcase.db import DateRange, iff, implies

LONGEST = 3660  # days, months, years or hours: more is a slip of the pen


class LastUse(models.Func):
    """The latest first day of a period under a version of the law; for administrators, who see no period."""

    function = "app_rule_used"
    output_field = models.DateField()


class Running(models.Func):
    """How many running records keep a version of the law; for administrators, who see none of them."""

    function = "app_rule_running"
    output_field = models.IntegerField()


class LegalRuleQuerySet(models.QuerySet["LegalRule"]):
    def approved(self) -> "LegalRuleQuerySet":
        """The versions that count: approved by somebody else than who proposed them."""
        return self.filter(approved_at__isnull=False)

    def valid(self, kind: str, *, on: date) -> "LegalRuleQuerySet":
        """The approved versions of a rule that are law on a day in Sofia; at most one for each group."""
        return self.approved().filter(Q(valid_to=None) | Q(valid_to__gte=on), kind=kind, valid_from__lte=on)


def _groups() -> Q:
    return reduce(or_, (Q(kind=kind, group__in=groups_of(kind)) for kind in RuleKind))


class LegalRule(models.Model):
    """One version of a rule of law, valid on the days from the first to the last, both included.

    A version without a length says that our sources set none. It counts once somebody else has approved it, and
    then it never changes; only its last day is set, by the version that follows it. What was computed under a
    version keeps it, so that a change never moves a running case.
    """

    AREA: ClassVar = None  # law, not a case
    TRIGGERS: ClassVar = {
        "legal_rule_approved_never_changes": _("An approved version never changes. Propose a new one."),
        "legal_rule_is_signed_by_who_acts": _("Who proposes and who approves is the person who does it."),
        "legal_rule_ends_after_its_last_use": _("A period was opened under this version later than that."),
    }

    kind = models.CharField(_("what it governs"), max_length=40, choices=RuleKind)
    group = models.CharField(_("whom it is about"), max_length=10, choices=PersonGroup, default=PersonGroup.EVERYBODY)
    rule = models.CharField(_("length of the reflection period"), max_length=15, choices=PeriodRule, blank=True)
    length = models.PositiveSmallIntegerField(_("length"), null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=15, choices=TermUnit, blank=True)
    rolls_forward = models.BooleanField(_("a last day off moves to the next working day"), default=False)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    citation = models.CharField(_("citation in Bulgarian"), max_length=200)
    citation_en = models.CharField(_("citation in English"), max_length=200, blank=True)
    grade = models.CharField(_("how well it is founded"), max_length=1, choices=SourceGrade)
    proposed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("proposed by")
    )
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("approved by")
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = LegalRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("rule of law")
        verbose_name_plural = _("rules of law")
        ordering = ["kind", "group", "-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="legal_rule_ends_after_it_begins",
                violation_error_message=_("The last day cannot come before the first."),
            ),
            models.CheckConstraint(
                condition=iff(Q(kind=RuleKind.REFLECTION), ~Q(rule=""))
                & implies(
                    Q(kind=RuleKind.REFLECTION),
                    Q(rule__in=[PeriodRule.DAYS_30, PeriodRule.LATER_OF_BOTH], length=None),
                ),
                name="legal_rule_reflection_is_never_under_30_days",
                violation_error_message=_(
                    "A reflection period is never shorter than 30 days (Convention, Article 13)."
                ),
            ),
            models.CheckConstraint(
                condition=iff(Q(length=None), Q(unit="")) & (Q(length=None) | Q(length__gte=1, length__lte=LONGEST)),
                name="legal_rule_length_has_a_unit",
                violation_error_message=_("A length has a number and a unit. Leave both empty if the law sets none."),
            ),
            models.CheckConstraint(
                condition=implies(
                    Q(kind__in=[RuleKind.CHILD_NOTICE, RuleKind.CHILD_ABROAD_NOTICE]), Q(unit=TermUnit.ELAPSED_HOURS)
                ),
                name="legal_rule_notices_of_a_child_are_due_in_hours",
                violation_error_message=_("Notices about a child are always due within hours."),
            ),
            models.CheckConstraint(
                condition=implies(Q(kind__in=BEFOREHAND), Q(unit__in=["", TermUnit.CALENDAR_DAYS, TermUnit.MONTHS])),
                name="legal_rule_what_is_counted_back_is_in_days_or_months",
                violation_error_message=_("What is counted back is counted in calendar days or months."),
            ),
            models.CheckConstraint(
                condition=implies(Q(rolls_forward=True), Q(kind__in=FOR_ACTING, unit__in=MAY_END_ON_A_DAY_OFF)),
                name="legal_rule_only_terms_for_acting_roll_forward",
                violation_error_message=_("Only a term for acting, in days, months or years, moves off a day off."),
            ),
            models.CheckConstraint(
                condition=_groups(),
                name="legal_rule_group_is_one_of_its_kind",
                violation_error_message=_("This rule has no versions for this group of people."),
            ),
            models.CheckConstraint(
                condition=implies(Q(approved_by__isnull=False), Q(approved_at__isnull=False))
                & implies(
                    Q(approved_at__isnull=False) & Q(proposed_by__isnull=False),
                    Q(approved_by__isnull=False) & ~Q(approved_by=F("proposed_by")),
                ),
                name="legal_rule_approved_by_somebody_else",
                violation_error_message=_("Somebody else than who proposed this version must approve it."),
            ),
            ExclusionConstraint(
                name="legal_rule_one_version_at_a_time",
                expressions=[
                    ("kind", RangeOperators.EQUAL),
                    ("group", RangeOperators.EQUAL),
                    (DateRange("valid_from", "valid_to", models.Value("[]")), RangeOperators.OVERLAPS),
                ],
                condition=Q(approved_at__isnull=False),
                violation_error_message=_("Another version of this rule is valid in these days."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.term} ({date_format(self.valid_from, 'DATE_FORMAT')})"

    @property
    def term(self) -> str:
        """The length in words, or that our sources set none."""
        return term_words(self)

    @property
    def name(self) -> str:
        """What the trace calls it."""
        return f"{self.kind} {self.rule or f'{self.length or 0} {self.unit}'.strip()} {self.valid_from}"

    @property
    def cited(self) -> str:
        """The citation in the language of the moment; in Bulgarian where there is no other."""
        return (self.citation_en if get_language() == "en" else "") or self.citation

    @property
    def counts(self) -> bool:
        """Whether it is law: approved, not only proposed."""
        return self.approved_at is not None

    def is_valid(self, *, on: date) -> bool:
        """Whether a Sofia day is one of its days."""
        return self.valid_from <= on and (self.valid_to is None or self.valid_to >= on)

    def last_used_on(self) -> date | None:
        """The first day (Europe/Sofia) of the latest period opened under this version, for administrators only."""
        return LegalRule.objects.filter(pk=self.pk).values_list(LastUse("pk"), flat=True).first()

    def running(self, *, on: date, since: date | None = None) -> int:
        """How many running records keep this version on a Sofia day; for administrators only. Terms that nothing but
        the day ends count from the first day `since` which they run, and all of them without it."""
        days = (models.Value(day, models.DateField()) for day in (on, since))
        count = Running("pk", *days)
        return LegalRule.objects.filter(pk=self.pk).values_list(count, flat=True).first() or 0
