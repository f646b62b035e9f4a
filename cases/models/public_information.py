"""What everybody may read without signing in: signs of trafficking, what to do, where to call, which rights one has."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from tvcase.accounts.models import User
from tvcase.db import iff


def languages() -> list[tuple[str, Any]]:
    """The languages of the pages; a function, so that a new language needs no migration."""
    return list(settings.LANGUAGES)


class PublicInformationQuerySet(models.QuerySet["PublicInformation"]):
    def current(self, language: str) -> "PublicInformation | None":
        """The version shown in a language: the latest that was approved by a second person; until there is one, the
        latest that came with the program. What one person wrote alone is shown to nobody."""
        offered = self.filter(language=language)
        approved = offered.exclude(approved_at=None).order_by("-version").first()
        return approved or offered.filter(written_by=None).order_by("-version").first()


class PublicInformation(models.Model):
    """One version of the public page in one language.

    Its text never changes (trigger): another text is another version. Until an administrator has approved it, the page
    says that it must still be checked.
    """

    AREA: ClassVar = None  # words, not a case
    TRIGGERS: ClassVar = {
        "public_information_never_changes": _("A version never changes. Write a new one."),
        "public_information_is_signed_by_who_acts": _("Who writes and who approves is the person who does it."),
    }

    language = models.CharField(_("language"), max_length=3, choices=languages)
    version = models.PositiveSmallIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(
        _("text"),
        max_length=12000,
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

    objects = PublicInformationQuerySet.as_manager()

    class Meta:
        verbose_name = _("public information")
        verbose_name_plural = _("public information")
        ordering = ["language", "-version"]
        constraints = [
            models.UniqueConstraint(
                "language",
                "version",
                name="public_information_version_once",
                violation_error_message=_("This version exists already."),
            ),
            models.CheckConstraint(
                condition=Q(version__gte=1) & ~Q(language="") & ~Q(title="") & ~Q(text=""),
                name="public_information_has_a_text",
                violation_error_message=_("Choose the language, and write a title and a text."),
            ),
            models.CheckConstraint(
                condition=iff(Q(approved_by=None), Q(approved_at=None))
                & (Q(approved_by=None) | Q(written_by=None) | ~Q(approved_by=F("written_by"))),
                name="public_information_approved_by_somebody_else",
                violation_error_message=_("Somebody else than who wrote this version must approve it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_language_display()}, {self.version}"

    @property
    def name(self) -> str:
        """What the trace calls this version."""
        return f"{self.language} {self.version}"

    @property
    def is_approved(self) -> bool:
        return self.approved_at is not None
