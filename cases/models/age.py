"""What was established about the age, and the notices owed for a child."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case, CaseRecordQuerySet
from cases.models.told import ObservedQuerySet
from cases.permissions import Area
from cases.states import CHILD, AgeStatus, ChildBody, NoticeChannel
from tvcase.accounts.models import User
from tvcase.db import iff, implies
from tvcase.sealing.fields import SealedText


class AgeFinding(models.Model):
    """What was established about the person's age, when and on what; the last one is the case's age."""

    AREA: ClassVar = Area.IDENTIFICATION

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="age_findings")
    number = models.PositiveSmallIntegerField(_("number"))
    age_status = models.CharField(_("age"), max_length=15, choices=AgeStatus)
    established_at = models.DateTimeField(_("established at"))
    evidence = SealedText(_("what it rests on"), max_length=300, key="case_id")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = ObservedQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["number"]
        constraints = [models.UniqueConstraint("case", "number", name="age_finding_number_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.age_status}"


class ChildNoticeQuerySet(CaseRecordQuerySet["ChildNotice"]):
    def owed(self) -> "ChildNoticeQuerySet":
        """Notices that must still be sent: not for a person who was found to be an adult since."""
        return self.filter(sent_at=None, case__closed_on=None, case__age_status__in=CHILD)


class ChildNotice(models.Model):
    """A notice owed to one of three bodies within 24 elapsed hours of detecting a child (SOP children 1.1).

    That it was sent is proved by its reference, or by a document of the same case.
    """

    AREA: ClassVar = Area.IDENTIFICATION
    TRIGGERS: ClassVar = {
        "child_notice_proved": _("Say by which way the notice was sent; its proof is a document of the same case."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="child_notices")
    body = models.CharField(_("body"), max_length=10, choices=ChildBody)
    detected_at = models.DateTimeField(_("detected at"))
    due_at = models.DateTimeField(_("due at"))
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    channel = models.CharField(_("how it was sent"), max_length=12, choices=NoticeChannel, blank=True)
    reference = SealedText(_("reference of the letter or call"), max_length=80, blank=True, key="case_id")
    proof = models.ForeignKey(
        "cases.Document", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("proof of sending")
    )
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = ChildNoticeQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["body"]
        constraints = [
            models.UniqueConstraint("case", "body", name="child_notice_once_to_a_body"),
            models.CheckConstraint(
                condition=Q(due_at__gt=F("detected_at")),
                name="child_notice_due_after_detection",
                violation_error_message=_("The notice is due after the child was detected."),
            ),
            models.CheckConstraint(
                condition=iff(Q(sent_at=None), Q(sent_by=None))
                & implies(Q(sent_at__isnull=False), Q(reference__isnull=False) | Q(proof__isnull=False)),
                name="child_notice_sent_means_by_whom_and_how",
                violation_error_message=_("Say how the notice was sent: its reference, or whom you called."),
            ),
            models.CheckConstraint(
                condition=Q(channel="") | Q(channel__in=NoticeChannel.values, sent_at__isnull=False),
                name="child_notice_channel_of_a_notice_sent",
                violation_error_message=_("Choose how the notice was sent."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.body}"
