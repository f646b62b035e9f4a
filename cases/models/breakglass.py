"""Break-glass: a file of one's own organisation that is not open to oneself, opened in an emergency for four hours."""

import uuid
from datetime import date, datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case, CaseRecordQuerySet
from cases.permissions import Area
from cases.states import BreakGlassReason, ReviewOutcome
from tvcase.accounts.models import Organisation, User
from tvcase.accounts.roles import Role
from tvcase.dates import local_date
from tvcase.db import iff
from tvcase.sealing.fields import SealedText

OPEN_FOR = timedelta(hours=4)
REVIEW_WITHIN = timedelta(days=3)
REVIEWERS = (Role.COORDINATOR, Role.DATA_PROTECTION_OFFICER)


class BreakGlassQuerySet(CaseRecordQuerySet["BreakGlass"]):
    def visible_to(self, user: User) -> "BreakGlassQuerySet":
        """A person's own, and for reviewers those of their organisation or of its cases; a sealed file shows none."""
        if user.organisation_id is None:
            return self.none()
        mine = Q(user=user)
        if user.has_role(*REVIEWERS):
            mine |= Q(organisation=user.organisation_id)
        if user.has_role(Role.COORDINATOR):
            mine |= Q(case__organisation=user.organisation_id)
        unsealed = Q(case__sealed_to=None) | Q(case__sealed_to__contains=[user.pk])
        return self.filter(mine & unsealed)

    def running_for(self, user: User, *, at: datetime) -> "BreakGlassQuerySet":
        """Those that open a file to this person at an instant."""
        return self.filter(user=user, ended_at=None, ends_at__gt=at)

    def unreviewed(self) -> "BreakGlassQuerySet":
        return self.filter(reviewed_at=None)


class BreakGlass(models.Model):
    """One person reads one file for four hours, for a reason that somebody else checks within three days.

    It never reaches past the person's own organisation, and never into a sealed file. Days are Sofia days.
    """

    AREA: ClassVar = Area.CORE
    TRIGGERS: ClassVar = {
        "break_glass_never_for_a_sealed_file": _("There is no file with this code that you could open."),
        "break_glass_keeps_what_it_was": _("What was opened, why and for how long never changes."),
        "break_glass_within_the_organisation": _("There is no file with this code that you could open."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="break_glass")
    number = models.PositiveSmallIntegerField(_("number"))
    user = models.ForeignKey(User, models.PROTECT, related_name="break_glass", verbose_name=_("person"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=20, choices=BreakGlassReason)
    explanation = SealedText(_("what happened"), max_length=1000, key="case_id")
    opened_at = models.DateTimeField(_("opened at"))
    ends_at = models.DateTimeField(_("open until"))
    ended_at = models.DateTimeField(_("ended early at"), null=True, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True, blank=True)
    reviewed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(_("outcome"), max_length=15, choices=ReviewOutcome, blank=True)
    review_note = SealedText(_("what the review found"), max_length=1000, blank=True, key="case_id")

    objects = BreakGlassQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("case", "number", name="break_glass_number_once"),
            models.UniqueConstraint(
                "user",
                condition=Q(reviewed_at=None),
                name="break_glass_unreviewed_blocks_the_next",
                violation_error_message=_("The file you opened before in an emergency has not been reviewed yet."),
            ),
            models.CheckConstraint(condition=Q(ends_at=F("opened_at") + OPEN_FOR), name="break_glass_lasts_four_hours"),
            models.CheckConstraint(
                condition=iff(Q(ended_at=None), Q(ended_by=None))
                & (Q(ended_at=None) | Q(ended_at__gte=F("opened_at"), ended_at__lt=F("ends_at"))),
                name="break_glass_ended_early_by_somebody",
                violation_error_message=_("It has ended already."),
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at=None, reviewed_by=None, outcome="", review_note=None)
                | Q(
                    reviewed_at__isnull=False,
                    reviewed_by__isnull=False,
                    outcome__in=ReviewOutcome.values,
                    review_note__isnull=False,
                ),
                name="break_glass_reviewed_with_an_outcome",
                violation_error_message=_("A review says whether it was justified, and why."),
            ),
            models.CheckConstraint(
                condition=~Q(reviewed_by=F("user")),
                name="break_glass_reviewed_by_somebody_else",
                violation_error_message=_("Somebody else must review it."),
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at=None)
                | Q(reviewed_at__gte=F("ends_at"))
                | Q(ended_at__isnull=False, reviewed_at__gte=F("ended_at")),
                name="break_glass_reviewed_after_it_ended",
                violation_error_message=_("It is reviewed once it has ended."),
            ),
            models.CheckConstraint(
                condition=Q(reason__in=BreakGlassReason.values), name="break_glass_for_a_reason_of_the_list"
            ),
        ]
        indexes = [models.Index("organisation", "reviewed_at", name="break_glass_to_review")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"

    @property
    def over_at(self) -> datetime:
        """The instant at which the file was or will be closed to the person again."""
        return self.ended_at or self.ends_at

    def runs(self, *, at: datetime) -> bool:
        """Whether it opens the file at an instant."""
        return self.opened_at <= at < self.over_at

    @property
    def review_due_on(self) -> date:
        """The Sofia day by whose end somebody else has to have reviewed it."""
        return local_date(self.opened_at) + REVIEW_WITHIN
