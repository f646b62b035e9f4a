"""What was asked to leave the system, by whom and why, who released it, and which copy it became."""

import uuid
from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tvcase.accounts.models import Organisation, User
from tvcase.db import iff, implies
from tvcase.exports.states import EXPORT_FLOW, RELEASERS, ExportReason, ExportState, Format

KEPT = timedelta(hours=24)


class ExportRequestQuerySet(models.QuerySet["ExportRequest"]):
    def visible_to(self, user: User) -> "ExportRequestQuerySet":
        """One's own; for coordinator and data protection officer those of their organisation."""
        own = Q(asked_by=user)
        return self.filter(own | Q(organisation=user.organisation_id) if user.has_role(*RELEASERS) else own)


class ExportRequest(models.Model):
    """One copy that somebody asked for. Its number is random and stands on the copy and in the trace."""

    FLOW = EXPORT_FLOW
    TRIGGERS: ClassVar = {
        "export_request_stays_as_asked": _("What was asked for is not changed: ask again."),
        "export_request_released_by_a_second_person": _(
            "Another coordinator, or the data protection officer of the same organisation, must decide."
        ),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(_("number of the copy"), max_length=14, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=ExportState, default=ExportState.ASKED)
    kind = models.CharField(_("what"), max_length=30)
    case_code = models.CharField(_("case"), max_length=12, blank=True)
    parameters = models.JSONField(_("which of them"), default=dict, blank=True)
    format = models.CharField(_("as"), max_length=5, choices=Format)
    with_names = models.BooleanField(_("with names"), default=False)
    rows = models.PositiveIntegerField(_("rows"))
    reason = models.CharField(_("reason"), max_length=15, choices=ExportReason)
    reason_text = models.CharField(_("what it is for"), max_length=300)
    needs_release = models.BooleanField(_("a second person decides"))
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("asked by"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation"))
    asked_at = models.DateTimeField(_("asked at"))
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    refusal = models.CharField(_("why it was refused"), max_length=300, blank=True)
    expires_at = models.DateTimeField(_("can be taken until"))
    fetched_at = models.DateTimeField(_("taken at"), null=True, blank=True)

    objects = ExportRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("copy")
        verbose_name_plural = _("copies")
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")),
                name="export_request_released_by_somebody_else",
                violation_error_message=_("You asked for this copy: somebody else must release it."),
            ),
            models.CheckConstraint(
                condition=iff(Q(decided_by=None), Q(decided_at=None))
                & implies(Q(state__in=[ExportState.RELEASED, ExportState.REFUSED]), Q(decided_by__isnull=False))
                & implies(Q(state=ExportState.RELEASED), Q(needs_release=True))
                & implies(Q(state=ExportState.FETCHED, needs_release=True), Q(decided_by__isnull=False)),
                name="export_request_taken_after_its_release",
                violation_error_message=_("A second person must release this copy first."),
            ),
            models.CheckConstraint(
                condition=iff(Q(state=ExportState.FETCHED), Q(fetched_at__isnull=False)),
                name="export_request_taken_is_dated",
                violation_error_message=_("A copy that was taken has its time."),
            ),
            models.CheckConstraint(
                condition=implies(Q(with_names=True), Q(needs_release=True) | Q(format=Format.PRINT)),
                name="export_request_with_names_needs_two",
                violation_error_message=_("A table with names needs a second person."),
            ),
            models.CheckConstraint(
                condition=iff(Q(state=ExportState.REFUSED), ~Q(refusal="")),
                name="export_request_refused_with_a_reason",
                violation_error_message=_("Say why it is refused."),
            ),
            models.CheckConstraint(
                condition=Q(fetched_at=None) | Q(fetched_at__lte=F("expires_at")),
                name="export_request_taken_in_time",
                violation_error_message=_("The time to take this copy is over: ask again."),
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, expires_at__lte=F("asked_at") + KEPT)
                | Q(
                    decided_at__isnull=False,
                    decided_at__lte=F("asked_at") + KEPT,
                    expires_at__lte=F("decided_at") + KEPT,
                ),
                name="export_request_expires_after_a_day",
                violation_error_message=_("The time to decide on this copy is over: it must be asked for again."),
            ),
            models.CheckConstraint(
                condition=Q(rows__gte=1, reason__in=ExportReason.values, format__in=Format.values) & ~Q(reason_text=""),
                name="export_request_has_rows_and_a_reason",
                violation_error_message=_("A copy needs something to copy, and a reason."),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-asked_at"], name="export_of_an_organisation")]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("exports:copy", args=[self.number])

    def is_over(self, *, at: datetime) -> bool:
        """Whether it can no longer be decided or taken."""
        return at > self.expires_at
