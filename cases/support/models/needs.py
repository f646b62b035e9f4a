"""The assessment of urgent needs: asked at the first contact, and again whenever something changes (SOP 1.3)."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models import Case, CaseRecordQuerySet
from cases.permissions import Area
from cases.support.states import NeedAnswer, NeedItem
from tvcase.accounts.models import User
from tvcase.sealing.fields import SealedText


class NeedsAssessment(models.Model):
    """One version of what the person needs. Written once: what is found out later is a newer version."""

    AREA: ClassVar = Area.SUPPORT

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="needs_assessments")
    number = models.PositiveSmallIntegerField(_("version"))
    assessed_on = models.DateField(_("asked on"))
    told_purpose = models.BooleanField(_("the person was told beforehand what it is for, and takes part willingly"))
    alone = models.BooleanField(_("nobody else was present but an interpreter"))
    interpreter = SealedText(_("name of the interpreter"), max_length=160, blank=True, key="case_id")
    remarks = SealedText(_("what else matters to the person"), max_length=4000, blank=True, key="case_id")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("assessment of needs")
        ordering = ["number"]
        constraints = [models.UniqueConstraint("case", "number", name="needs_assessment_number_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("support:needs", args=[self.case.code, self.number])


class UrgentNeed(models.Model):
    """One item of an assessment: whether help is needed with it, and in what way."""

    AREA: ClassVar = Area.SUPPORT
    TRIGGERS: ClassVar = {
        "urgent_need_of_its_assessment": _("A need belongs to an assessment of the same case."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="urgent_needs")
    assessment = models.ForeignKey(NeedsAssessment, models.PROTECT, related_name="needs")
    item = models.CharField(_("what was asked about"), max_length=20, choices=NeedItem)
    answer = SealedText(_("answer"), max_length=10, choices=NeedAnswer, key="case_id")
    note = SealedText(_("what exactly"), max_length=1000, blank=True, key="case_id")

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint("assessment", "item", name="urgent_need_once_in_an_assessment"),
            models.CheckConstraint(
                condition=models.Q(item__in=NeedItem.values, answer__isnull=False),
                name="urgent_need_of_the_list_is_answered",
                violation_error_message=_("Answer each of the questions."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.item}"
