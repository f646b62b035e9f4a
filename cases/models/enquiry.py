"""Somebody asks about a person: who they say they are, how that was checked, and what may be told (E-39)."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.enquiries import Answer, Asker, CallBack, NumberFrom, TellingBasis
from cases.models.case import Case, CaseRecordQuerySet
from cases.permissions import Area
from tvcase.accounts.models import User
from tvcase.db import iff, implies
from tvcase.sealing.fields import SealedText


class Enquiry(models.Model):
    """One question about the person from outside, written down before anything is told.

    A trafficker may pose as relative or lawyer: nothing is told to anybody who was not called back, on a number found
    without them, and confirmed. It is support data, written once.
    """

    AREA: ClassVar = Area.SUPPORT

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="enquiries")
    number = models.PositiveSmallIntegerField(_("number"))
    asked_at = models.DateTimeField(_("when"))
    asker = SealedText(_("who they say they are"), max_length=15, choices=Asker, key="case_id")
    asker_name = SealedText(_("name and body that they gave"), max_length=200, blank=True, key="case_id")
    wanted = SealedText(_("what they want to know"), max_length=600, key="case_id")
    call_back = models.CharField(_("calling back"), max_length=15, choices=CallBack)
    number_from = models.CharField(_("where the number was found"), max_length=10, choices=NumberFrom, blank=True)
    called_back_at = models.DateTimeField(_("called back at"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer)
    basis = models.CharField(_("why it may be told"), max_length=15, choices=TellingBasis, blank=True)
    agreed_on = models.DateField(_("the person agreed on"), null=True, blank=True)
    told = SealedText(_("what may be told"), max_length=600, blank=True, key="case_id")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = CaseRecordQuerySet["Enquiry"].as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("question about the person")
        ordering = ["asked_at", "number"]
        constraints = [
            models.UniqueConstraint("case", "number", name="enquiry_number_once"),
            models.CheckConstraint(
                condition=iff(~Q(call_back=CallBack.NOT_MADE), Q(called_back_at__isnull=False) & ~Q(number_from=""))
                & implies(Q(call_back=CallBack.NOT_MADE), Q(called_back_at=None, number_from=""))
                & implies(Q(called_back_at__isnull=False), Q(called_back_at__gte=F("asked_at"))),
                name="enquiry_called_back_means_when_and_which_number",
                violation_error_message=_(
                    "Say when you called back, after the question, and where the number is from."
                ),
            ),
            models.CheckConstraint(
                condition=implies(
                    Q(answer=Answer.TELL), Q(call_back=CallBack.CONFIRMED, told__isnull=False) & ~Q(basis="")
                )
                & implies(Q(answer=Answer.NOTHING), Q(basis="", agreed_on=None, told=None)),
                name="enquiry_tells_only_who_was_called_back",
                violation_error_message=_(
                    "Tell nothing: first call back on a number that you found yourself, and say why it may be told."
                ),
            ),
            models.CheckConstraint(
                condition=iff(Q(basis=TellingBasis.CONSENT), Q(agreed_on__isnull=False)),
                name="enquiry_told_with_consent_means_dated",
                violation_error_message=_("Say when the person agreed."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("cases:enquiry", args=[self.case.code, self.number])
