"""Lengths that an amendment of the law may change, as versions with dates and a citation."""

from datetime import date
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from cases.states import PeriodRule, RuleKind, SourceGrade
from tvcase.db import DateRange


class LastUse(models.Func):
    """The latest first day of a period under a version of the law; for administrators, who see no period."""

    function = "app_rule_used"
    output_field = models.DateField()


class LegalRuleQuerySet(models.QuerySet["LegalRule"]):
    def valid(self, kind: str, *, on: date) -> "LegalRuleQuerySet":
        """The version of a rule that is law on a day in Sofia; at most one."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=on), kind=kind, valid_from__lte=on)


class LegalRule(models.Model):
    """One version of a rule of law, valid on the days from the first to the last, both included.

    A period keeps the version it was opened under, so that a change never moves a running period.
    """

    AREA: ClassVar = None  # law, not a case

    kind = models.CharField(_("what it governs"), max_length=20, choices=RuleKind)
    rule = models.CharField(_("length"), max_length=15, choices=PeriodRule)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    citation = models.CharField(_("citation"), max_length=200)
    grade = models.CharField(_("how well it is founded"), max_length=1, choices=SourceGrade)
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = LegalRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("rule of law")
        verbose_name_plural = _("rules of law")
        ordering = ["kind", "-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="legal_rule_ends_after_it_begins",
                violation_error_message=_("The last day cannot come before the first."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=RuleKind.REFLECTION) | Q(rule__in=[PeriodRule.DAYS_30, PeriodRule.LATER_OF_BOTH]),
                name="legal_rule_reflection_is_never_under_30_days",
                violation_error_message=_(
                    "A reflection period is never shorter than 30 days (Convention, Article 13)."
                ),
            ),
            ExclusionConstraint(
                name="legal_rule_one_version_at_a_time",
                expressions=[
                    ("kind", RangeOperators.EQUAL),
                    (DateRange("valid_from", "valid_to", models.Value("[]")), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Another version of this rule is valid in these days."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_rule_display()} ({self.valid_from})"

    def last_used_on(self) -> date | None:
        """The first day (Europe/Sofia) of the latest period opened under this version, for administrators only."""
        return LegalRule.objects.filter(pk=self.pk).values_list(LastUse("pk"), flat=True).first()
