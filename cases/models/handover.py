"""A case offered by the organisation that holds it to one that can support the person."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case, CaseRecordQuerySet
from cases.permissions import Area
from cases.states import HANDOVER_FLOW, HandoverState
from tvcase.accounts.models import Organisation, User
from tvcase.db import iff, implies
from tvcase.sealing.fields import SealedText


class Handover(models.Model):
    """An officer who identifies first names a supporting organisation, with the person's consent; once it
    accepts, it holds the case (SOP 1.4)."""

    FLOW = HANDOVER_FLOW
    AREA: ClassVar = Area.CORE

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="handovers")
    number = models.PositiveSmallIntegerField(_("number"))
    from_organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    to_organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("supporting organisation")
    )
    state = models.CharField(_("state"), max_length=10, choices=HandoverState, default=HandoverState.OFFERED)
    consent_on = models.DateField(_("the person consented on"))
    consent_note = SealedText(_("how the consent was given"), max_length=300, key="case_id")
    offered_on = models.DateField(_("offered on"))
    offered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decline_reason = SealedText(_("why it cannot"), max_length=500, blank=True, key="case_id")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("case", "number", name="handover_number_once"),
            models.UniqueConstraint(
                "case",
                condition=Q(state=HandoverState.OFFERED),
                name="handover_one_open_for_a_case",
                violation_error_message=_("This case is already offered to an organisation."),
            ),
            models.CheckConstraint(
                condition=~Q(from_organisation=F("to_organisation")),
                name="handover_to_another_organisation",
                violation_error_message=_("Choose another organisation."),
            ),
            models.CheckConstraint(
                condition=iff(Q(state=HandoverState.OFFERED), Q(answered_on=None))
                & iff(Q(answered_on=None), Q(answered_by=None)),
                name="handover_answered_means_dated",
                violation_error_message=_("An answer needs its day."),
            ),
            models.CheckConstraint(
                condition=implies(Q(state=HandoverState.DECLINED), Q(decline_reason__isnull=False)),
                name="handover_declined_means_a_reason",
                violation_error_message=_("Say why the case cannot be taken."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"
