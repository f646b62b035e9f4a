"""Lists that are data: entries people choose from, and the indicators of trafficking.

What the law closes, and every status with a flow, is a constant in states.py; everything here may be retired
or added to without a release. A retired entry stays readable for ever.
"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

CODE = r"^[A-Z][A-Z0-9_]*$"
INDICATOR_CODE = r"^[A-Z][A-Z0-9]*(-[A-Z0-9.]+)+$"
NOT_OFFERED = _("“%(code)s” is not on the list, or is no longer offered. Choose another answer.")


class CodeList(models.TextChoices):
    """The lists that this program reads; each has its file in cases/data/codes."""

    DOCUMENT_KIND = "document_kind", _("documents")
    ESCORT_KIND = "escort_kind", _("escorts")
    EXPLOITATION = "exploitation", _("forms of exploitation")
    GENDER = "gender", _("gender")
    IDENTIFICATION_BASIS = "identification_basis", _("grounds of informal identification")
    INDICATOR_GROUP = "indicator_group", _("groups of indicators")
    INDICATOR_SETTING = "indicator_setting", _("places where indicators are observed")
    INSTITUTION = "institution", _("institutions")
    MEANS_OF_CONTROL = "means_of_control", _("means of control")
    RECRUITMENT_METHOD = "recruitment_method", _("ways of recruitment")
    RELATION_TO_TRAFFICKER = "relation_to_trafficker", _("relation to the trafficker")
    RESIDENCE_STATUS = "residence_status", _("residence status")
    RETURN_FOLLOW_UP = "return_follow_up", _("contacts after a return")
    SAFE_CONTACT = "safe_contact", _("safe ways to contact")
    SERVICE_TYPE = "service_type", _("services")
    SEX = "sex", _("sex")
    SOURCE_OF_SIGNAL = "source_of_signal", _("sources of a signal")
    STAY_EXTENSION_GROUND = "stay_extension_ground", _("grounds for a longer stay")


def code_lists() -> list[tuple[str, Any]]:
    """The lists with their titles; a function, so that a new list needs no migration."""
    return CodeList.choices


def no_means() -> list[str]:
    """Nothing yet: what an indicator says of the means of control by default."""
    return []


def nowhere() -> list[str]:
    """Nothing yet: where an indicator can be observed by default."""
    return []


class Labels(dict[str, str]):
    """Labels of one list by code; a code that the list does not know reads as itself."""

    def __missing__(self, code: str) -> str:
        return code


class CodeEntryQuerySet(models.QuerySet["CodeEntry"]):
    def offered(self, *, on: date) -> Self:
        """The entries that may be chosen on a day, from their first day to their last."""
        begun = Q(valid_from=None) | Q(valid_from__lte=on)
        return self.filter(begun & (Q(valid_to=None) | Q(valid_to__gte=on)))

    def choices(
        self, code_list: str, *, on: date, keep: Collection[str] = (), language: str | None = None
    ) -> list[tuple[str, str]]:
        """The codes of one list and their labels, in order; see `choices_for`."""
        return self.choices_for([code_list], on=on, keep=keep, language=language)[code_list]

    def choices_for(
        self, lists: Iterable[str], *, on: date, keep: Collection[str] = (), language: str | None = None
    ) -> dict[str, list[tuple[str, str]]]:
        """For each list the codes offered on a day and their labels, in order; one query for all of them.

        `keep` are codes that a record already carries: they stay choosable after they were retired.
        Labels are in the active language unless another is given.
        """
        found: dict[str, list[tuple[str, str]]] = {code_list: [] for code_list in lists}
        offered = self.offered(on=on) | self.filter(code__in=keep) if keep else self.offered(on=on)
        for entry in offered.filter(list__in=found).order_by("sort", "code"):
            found[entry.list].append((entry.code, entry.label_in(language)))
        return found

    def labels(self, *lists: str, language: str | None = None) -> dict[str, Labels]:
        """For each list its labels by code, retired ones too; one query for all of them."""
        found = {code_list: Labels() for code_list in lists}
        for entry in self.filter(list__in=lists):
            found[entry.list][entry.code] = entry.label_in(language)
        return found


class CodeEntry(models.Model):
    """One thing that can be chosen from a list on the days from the first to the last, both included."""

    AREA: ClassVar = None  # words, not a case

    list = models.CharField(_("list"), max_length=40, choices=code_lists)
    code = models.CharField(_("code"), max_length=50)
    label_en = models.CharField(_("label in English"), max_length=150)
    label_bg = models.CharField(_("label in Bulgarian"), max_length=150)
    sort = models.PositiveSmallIntegerField(_("order"), default=0)
    is_other = models.BooleanField(_("asks for words of one's own"), default=False)
    valid_from = models.DateField(_("offered from"), null=True, blank=True)
    valid_to = models.DateField(_("offered to"), null=True, blank=True)
    extra = models.JSONField(_("equivalents in other standards"), default=dict, blank=True)

    objects = CodeEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of a list")
        verbose_name_plural = _("entries of lists")
        ordering = ["list", "sort", "code"]
        constraints = [
            models.UniqueConstraint(
                "list",
                "code",
                name="code_entry_once_in_a_list",
                violation_error_message=_("This list already has this code."),
            ),
            models.CheckConstraint(
                condition=Q(code__regex=CODE),
                name="code_entry_code_is_upper_snake_case",
                violation_error_message=_("Write the code in capital Latin letters, digits and underscores."),
            ),
            models.CheckConstraint(
                condition=~Q(label_en="") & ~Q(label_bg=""),
                name="code_entry_has_both_labels",
                violation_error_message=_("Write the label in both languages."),
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="code_entry_ends_after_it_begins",
                violation_error_message=_("The last day cannot come before the first."),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The label in the active language."""
        return self.label_in(None)

    def label_in(self, language: str | None) -> str:
        """The label in a language, or in the active one for none."""
        return self.label_en if (language or get_language()) == "en" else self.label_bg


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def shown(self) -> Self:
        """Those that were compared with their source and may be put before people, in order."""
        return self.filter(shown=True).order_by("sort", "code")

    def at(self, setting: str) -> Self:
        """Those that can be observed in a setting, by its code; all of them for none."""
        return self.filter(settings__contains=[setting]) if setting else self.all()


class Indicator(models.Model):
    """A sign of trafficking; it supports a person's judgement and decides nothing (UNODC, Module 6).

    `group` is a code of the list `indicator_group`, `means` are codes of the list `means_of_control`, `settings` codes
    of the list `indicator_setting`: where somebody may first meet the person, and observe it.
    """

    AREA: ClassVar = None  # words, not a case

    list = models.CharField(_("list"), max_length=20)
    code = models.CharField(_("code"), max_length=30)
    group = models.CharField(_("group"), max_length=50)
    label_en = models.CharField(_("label in English"), max_length=200)
    label_bg = models.CharField(_("label in Bulgarian"), max_length=200)
    means = ArrayField(
        models.CharField(max_length=30), default=no_means, blank=True, verbose_name=_("means of control")
    )
    settings = ArrayField(
        models.CharField(max_length=30), default=nowhere, blank=True, verbose_name=_("where it can be observed")
    )
    help_en = models.CharField(_("what to look for, in English"), max_length=400, blank=True)
    help_bg = models.CharField(_("what to look for, in Bulgarian"), max_length=400, blank=True)
    sort = models.PositiveSmallIntegerField(_("order"), default=0)
    shown = models.BooleanField(_("shown to users"), default=False)
    grade = models.CharField(_("how well it is founded"), max_length=1)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["sort", "code"]
        constraints = [
            models.UniqueConstraint(
                "list",
                "code",
                name="indicator_once_in_a_list",
                violation_error_message=_("This list already has this code."),
            ),
            models.CheckConstraint(
                condition=Q(code__regex=INDICATOR_CODE),
                name="indicator_code_names_its_list",
                violation_error_message=_("A code looks like NRM-I-1.1."),
            ),
            models.CheckConstraint(
                condition=~Q(label_en="") & ~Q(label_bg=""),
                name="indicator_has_both_labels",
                violation_error_message=_("Write the label in both languages."),
            ),
            models.CheckConstraint(
                condition=~Q(grade="K") | Q(shown=False),
                name="indicator_unconfirmed_is_not_shown",
                violation_error_message=_("Compare the indicator with its source before it is shown."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.label}"

    @property
    def label(self) -> str:
        """The label in the active language."""
        return self.label_en if get_language() == "en" else self.label_bg

    @property
    def help(self) -> str:
        """What to look for, in the active language."""
        return self.help_en if get_language() == "en" else self.help_bg


def check_codes(code_list: str, codes: Collection[str], *, on: date, keep: Collection[str] = ()) -> None:
    """Refuse codes that a list does not offer on a day; those in `keep` the record already carries.

    Raises ValidationError with a sentence for each code that was refused.
    """
    wanted = set(codes) - set(keep)
    if not wanted:
        return
    offered = CodeEntry.objects.offered(on=on).filter(list=code_list, code__in=wanted)
    unknown = sorted(wanted.difference(offered.values_list("code", flat=True)))
    if unknown:
        raise ValidationError([ValidationError(NOT_OFFERED, code="list", params={"code": code}) for code in unknown])
