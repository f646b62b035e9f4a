"""That the person learns what was told about her or him without consent (domain 9.2)."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from cases.models import Case, CaseRecordQuerySet
from cases.permissions import Area
from cases.sharing.models.referral import Referral
from tvcase.accounts.models import User
from tvcase.sealing.fields import SealedText


class Telling(models.Model):
    """The person was told of a referral without consent on a day in Sofia, or it would add danger, and why.

    Apart from its referral, because the other organisation reads that row. One that was held back for a danger can be
    told later.
    """

    AREA: ClassVar = Area.SHARING
    TRIGGERS: ClassVar = {
        "telling_of_a_disclosure": _("The person is told of what was sent without consent, not before it was sent."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    referral = models.OneToOneField(Referral, models.PROTECT, related_name="telling")
    told_on = models.DateField(_("the person was told on"), null=True, blank=True)
    danger = SealedText(_("why telling would add danger"), max_length=1000, blank=True, key="case_id")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = CaseRecordQuerySet["Telling"].as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("telling the person")
        verbose_name_plural = _("telling the person")
        ordering = ["recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(told_on__isnull=False) | Q(danger__isnull=False),
                name="telling_done_or_held_back_for_a_danger",
                violation_error_message=_("Say when the person was told, or why telling would add danger."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.referral_id)
