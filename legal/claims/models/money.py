"""Amounts with their currency and day: leva before 2026, euro since (product decision 11; C-19)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cases.terms import SourceGrade
from legal.claims.states import EURO_FROM, Currency
from tvcase.db import DateRange, iff, implies


@dataclass(frozen=True)
class Money:
    """An amount of money on a day in Sofia."""

    amount: Decimal
    currency: str
    on: date

    @classmethod
    def of(cls, amount: Decimal | None, currency: str, on: date | None) -> Self | None:
        """The amount, or None while something of it is not known."""
        return None if amount is None or not currency or on is None else cls(amount, currency, on)

    def __str__(self) -> str:
        words = _("%(amount)s EUR") if self.currency == Currency.EUR else _("%(amount)s BGN")
        return str(words) % {"amount": number_format(self.amount, 2, force_grouping=True)}


def currency_on(day: date) -> Currency:
    """The currency in which amounts of a Sofia day are given."""
    return Currency.EUR if day >= EURO_FROM else Currency.BGN


def kept_in_the_money_of_its_day(prefix: str, day: str, *, name: str) -> models.CheckConstraint:
    """The constraint that an amount has a currency and a day, and the currency is that of the day."""
    amount, currency = f"{prefix}_amount", f"{prefix}_currency"
    return models.CheckConstraint(
        condition=iff(Q(**{f"{amount}__isnull": False}), ~Q(**{currency: ""}))
        & implies(Q(**{f"{amount}__isnull": False}), Q(**{f"{day}__isnull": False}))
        & implies(Q(**{currency: Currency.BGN}), Q(**{f"{day}__lt": EURO_FROM}))
        & implies(Q(**{currency: Currency.EUR}), Q(**{f"{day}__gte": EURO_FROM}))
        & Q(**{f"{currency}__in": ["", *Currency.values]}),
        name=name,
        violation_error_message=_("Until 31 December 2025 amounts are in leva, from 1 January 2026 in euro."),
    )


class CeilingQuerySet(models.QuerySet["Ceiling"]):
    def valid(self, *, on: date) -> "CeilingQuerySet":
        """The ceiling on a day in Sofia; at most one."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)


class Ceiling(models.Model):
    """The most that the State pays, from a day to a day, both included; administrators keep it."""

    AREA: ClassVar = None  # law, not a case

    amount = models.DecimalField(_("amount"), max_digits=11, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3, choices=Currency)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    citation = models.CharField(_("citation"), max_length=200)
    citation_en = models.CharField(_("citation in English"), max_length=200)
    grade = models.CharField(_("how well it is founded"), max_length=1, choices=SourceGrade)

    objects = CeilingQuerySet.as_manager()

    class Meta:
        verbose_name = _("ceiling of State compensation")
        verbose_name_plural = _("ceilings of State compensation")
        ordering = ["-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="ceiling_is_an_amount",
                violation_error_message=_("Write an amount above zero."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="ceiling_ends_after_it_begins",
                violation_error_message=_("The last day cannot come before the first."),
            ),
            models.CheckConstraint(
                condition=implies(Q(currency=Currency.BGN), Q(valid_to__isnull=False, valid_to__lt=EURO_FROM))
                & implies(Q(currency=Currency.EUR), Q(valid_from__gte=EURO_FROM)),
                name="ceiling_in_the_money_of_its_days",
                violation_error_message=_("Until 31 December 2025 amounts are in leva, from 1 January 2026 in euro."),
            ),
            ExclusionConstraint(
                name="ceiling_one_at_a_time",
                expressions=[(DateRange("valid_from", "valid_to", models.Value("[]")), RangeOperators.OVERLAPS)],
                violation_error_message=_("Another ceiling is valid in these days."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.money)

    @property
    def cited(self) -> str:
        """The citation in the language of the moment."""
        return self.citation if get_language() == "bg" else self.citation_en

    @property
    def money(self) -> Money:
        """The amount, as on the first day on which it is the most."""
        return Money(self.amount, self.currency, self.valid_from)
