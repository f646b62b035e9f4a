"""That the person was told of her or his rights (SOP 1.1, step 3; Act, Article 26), and the sheets given with it."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from cases.geo import language_name
from cases.models.case import Case, CaseRecordQuerySet
from cases.models.reflection import ReflectionPeriod
from cases.permissions import Area
from cases.states import Confirmation, Right, SheetLanguage
from tvcase.accounts.models import Organisation, User
from tvcase.db import iff, implies
from tvcase.sealing.fields import SealedText


class InformationSheetQuerySet(models.QuerySet["InformationSheet"]):
    def current(self) -> "InformationSheetQuerySet":
        """The version of each right and language that is given now: the latest that was approved, else the latest."""
        unchecked = models.ExpressionWrapper(Q(approved_at__isnull=True), models.BooleanField())
        ordered = self.order_by("right", "language", unchecked, "-version")
        return self.filter(pk__in=ordered.distinct("right", "language").values("pk"))


class InformationSheet(models.Model):
    """One version of what is handed to the person about a right, in one language.

    Its text never changes (trigger): another text is another version. Until an administrator has approved it, every
    page and print of it says that a lawyer must still check it.
    """

    AREA: ClassVar = None  # words, not a case
    TRIGGERS: ClassVar = {
        "information_sheet_never_changes": _("A version never changes. Write a new one."),
        "information_sheet_is_signed_by_who_acts": _("Who writes and who approves is the person who does it."),
    }

    right = models.CharField(_("right"), max_length=20, choices=Right)
    language = models.CharField(_("language"), max_length=3, choices=SheetLanguage)
    version = models.PositiveSmallIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(
        _("text"),
        max_length=8000,
        help_text=_("An empty line begins a new paragraph, “# ” a heading, “- ” an item of a list."),
    )
    written_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("written by")
    )
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("approved by")
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = InformationSheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("information sheet")
        verbose_name_plural = _("information sheets")
        ordering = ["right", "language", "-version"]
        constraints = [
            models.UniqueConstraint(
                "right",
                "language",
                "version",
                name="information_sheet_version_once",
                violation_error_message=_("This version exists already."),
            ),
            models.CheckConstraint(
                condition=Q(right__in=Right.values, language__in=SheetLanguage.values, version__gte=1)
                & ~Q(title="")
                & ~Q(text=""),
                name="information_sheet_has_a_text",
                violation_error_message=_("A sheet is about one right, in one language, and has a title and a text."),
            ),
            models.CheckConstraint(
                condition=iff(Q(approved_by=None), Q(approved_at=None))
                & (Q(approved_by=None) | Q(written_by=None) | ~Q(approved_by=F("written_by"))),
                name="information_sheet_approved_by_somebody_else",
                violation_error_message=_("Somebody else than who wrote this version must approve it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_right_display()}, {self.get_language_display()}, {self.version}"

    @property
    def name(self) -> str:
        """What the trace calls this version."""
        return f"{self.right} {self.language} {self.version}"

    @property
    def is_approved(self) -> bool:
        return self.approved_at is not None


class RightsBriefingQuerySet(CaseRecordQuerySet["RightsBriefing"]):
    def that_count(self) -> "RightsBriefingQuerySet":
        """Those after which the person may be taken to know: not those that were not understood."""
        return self.exclude(confirmation=Confirmation.NOT_UNDERSTOOD)


class RightsBriefing(models.Model):
    """That the person was told of a right: by whom, when, in which language, with which interpreter, on which sheet,
    and what she or he answered when asked whether it was understood.

    The duty rests on the identifying organisation (product decision 13); what another body explained is a briefing
    too and does not discharge it.
    """

    AREA: ClassVar = Area.CLOCK
    TRIGGERS: ClassVar = {
        "rights_briefing_sheet_is_about_the_right": _("The sheet that was given is about another right."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="briefings")
    right = models.CharField(_("right"), max_length=20, choices=Right)
    period = models.ForeignKey(ReflectionPeriod, models.PROTECT, null=True, blank=True, related_name="briefings")
    informed_at = models.DateTimeField(_("told at"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("told by"))
    informed_by = SealedText(_("who told the person"), max_length=120, key="case_id")
    language = models.CharField(_("language"), max_length=3)
    interpreter = SealedText(_("interpreter"), max_length=120, blank=True, key="case_id")
    read_aloud = models.BooleanField(_("read aloud"), default=False)
    sheet_given = models.BooleanField(_("information sheet given"), default=False)
    sheet = models.ForeignKey(
        InformationSheet, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("which sheet")
    )
    confirmation = models.CharField(
        _("whether the person understood"), max_length=15, choices=Confirmation, default=Confirmation.NOT_RECORDED
    )
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = RightsBriefingQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["informed_at"]
        constraints = [
            models.CheckConstraint(
                condition=iff(Q(right=Right.REFLECTION_PERIOD), Q(period__isnull=False)),
                name="rights_briefing_names_its_period",
                violation_error_message=_("Say which period the person was told of."),
            ),
            models.CheckConstraint(
                condition=implies(Q(sheet__isnull=False), Q(sheet_given=True)),
                name="rights_briefing_names_only_a_sheet_that_was_given",
                violation_error_message=_("Name a sheet only if it was given."),
            ),
            models.CheckConstraint(
                condition=Q(right__in=Right.values, confirmation__in=Confirmation.values),
                name="rights_briefing_says_what_was_answered",
                violation_error_message=_("Say whether the person understood, or why this is not known."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.right}"

    @property
    def language_in_words(self) -> str:
        """The name of the language in which the person was told, in the language of the moment."""
        return language_name(self.language)
