"""The ledger of needs that could not be met: why, since when, until when."""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from cases.models import Case, CaseRecordQuerySet
from cases.permissions import Area
from cases.services.models.service import Service
from cases.services.models.session import OF_ITS_SERVICE
from cases.services.states import UnmetReason
from tvcase.accounts.models import User
from tvcase.sealing.fields import SealedText


class UnmetNeedQuerySet(CaseRecordQuerySet["UnmetNeed"]):
    def standing(self) -> Self:
        """Needs that still cannot be met."""
        return self.filter(resolved_on=None)


class UnmetNeed(models.Model):
    """That a need cannot be met now, and why. It is resolved when the service is offered or no longer needed; it is
    counted by organisation and month, never the person."""

    AREA: ClassVar = Area.SUPPORT
    TRIGGERS: ClassVar = {
        "unmet_need_of_a_service_of_the_same_case": OF_ITS_SERVICE,
        "unmet_need_keeps_what_it_was": _("What could not be met, why and since when is not edited."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="unmet_needs")
    service = models.ForeignKey(Service, models.PROTECT, related_name="unmet")
    reason = models.CharField(_("why it cannot be met"), max_length=12, choices=UnmetReason)
    note = SealedText(_("what was tried"), max_length=1000, blank=True, key="case_id")
    since_on = models.DateField(_("since"))
    resolved_on = models.DateField(_("resolved on"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = UnmetNeedQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("unmet need")
        ordering = ["since_on", "recorded_at"]
        constraints = [
            models.UniqueConstraint(
                "service",
                condition=Q(resolved_on=None),
                name="unmet_need_one_reason_at_a_time",
                violation_error_message=_("It is in the ledger already."),
            ),
            models.CheckConstraint(
                condition=Q(reason__in=UnmetReason.values),
                name="unmet_need_says_why",
                violation_error_message=_("Choose one of the answers shown."),
            ),
            models.CheckConstraint(
                condition=Q(resolved_on=None) | Q(resolved_on__gte=F("since_on")),
                name="unmet_need_resolved_after_it_began",
                violation_error_message=_("It cannot be resolved before the day since which it stands."),
            ),
        ]
        indexes = [models.Index("since_on", condition=Q(resolved_on=None), name="unmet_need_standing")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.since_on}"
