"""Legal aid: an application for one of two products, the lawyer appointed, and what was asked, chased and done."""

import uuid
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models import Case, CaseRecordQuerySet, CooperationDecision, Identification, LegalRule
from cases.permissions import Area
from legal.aid import checks
from legal.aid.states import (
    AID_FLOW,
    ANSWER_OWED,
    OPEN_AID,
    Addressee,
    AidProduct,
    AidState,
    Applicant,
    AppointmentEnd,
    ChaseChannel,
    WorkKind,
)
from tvcase.accounts.models import User
from tvcase.audit.history import keep_images
from tvcase.db import DateRange, iff
from tvcase.sealing.fields import SealedText

OF_ITS_APPLICATION = _("This record belongs to an application of the same case.")


class LegalAidApplication(models.Model):
    """One application for legal aid. INITIAL is every victim's, free and with nothing to prove; FULL is for a person
    who cooperates and lacks means, which others decide (domain 4.14; C-09). Days are Europe/Sofia dates."""

    FLOW = AID_FLOW
    AREA: ClassVar = Area.AID
    TRIGGERS: ClassVar = {
        "legal_aid_full_needs_an_effective_yes": _(
            "An application for full legal aid needs an effective decision of the person to cooperate."
        ),
        "legal_aid_granted_names_a_lawyer": _("A grant names the lawyer."),
        "legal_aid_documents_asked_are_recorded": _("Say which documents were asked for, or that all were handed in."),
        "legal_aid_signed_is_not_edited": _("What was signed is not edited."),
        "legal_aid_decision_stands": _("A decision stands as it was made."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="aid_applications")
    number = models.PositiveSmallIntegerField(_("number"))
    product = models.CharField(_("kind of legal aid"), max_length=10, choices=AidProduct)
    state = models.CharField(_("state"), max_length=15, choices=AidState, default=AidState.DRAFT)
    prepared_on = models.DateField(_("prepared on"))
    identification = models.ForeignKey(Identification, models.PROTECT, null=True, blank=True, related_name="+")
    needs = SealedText(_("what the person needs a lawyer for"), max_length=4000, blank=True, key="case_id")
    language = models.CharField(_("language the person speaks with the lawyer"), max_length=10, blank=True)
    interpreter = models.BooleanField(_("an interpreter is needed"), default=False)
    addressee = models.CharField(_("addressed to"), max_length=25, choices=Addressee)
    addressee_name = SealedText(_("which office or court"), max_length=160, blank=True, key="case_id")
    means_declared = models.BooleanField(_("declaration on family and property attached"), default=False)
    means_evidence = SealedText(_("evidence of means"), max_length=2000, blank=True, key="case_id")
    applicant = models.CharField(_("who applies"), max_length=25, choices=Applicant, blank=True)
    applicant_name = SealedText(_("name of the representative"), max_length=160, blank=True, key="case_id")
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    decision_to_cooperate = models.ForeignKey(
        CooperationDecision, models.PROTECT, null=True, blank=True, related_name="+"
    )
    submitted_on = models.DateField(_("submitted on"), null=True, blank=True)
    submission_reference = SealedText(_("incoming number"), max_length=60, blank=True, key="case_id")
    answer_owed_from = models.DateField(_("an answer is owed from"), null=True, blank=True)
    answer_rule = models.ForeignKey(LegalRule, models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(_("answer due on"), null=True, blank=True)
    chase_on = models.DateField(_("ask about the answer on"), null=True, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decision_reference = SealedText(_("reference of the decision"), max_length=60, blank=True, key="case_id")
    reasons = SealedText(_("reasons"), max_length=6000, blank=True, key="case_id")
    told_on = models.DateField(_("the refusal reached the person on"), null=True, blank=True)
    appeal_rule = models.ForeignKey(LegalRule, models.PROTECT, null=True, blank=True, related_name="+")
    appeal_until = models.DateField(_("last day to appeal"), null=True, blank=True)
    appealed_on = models.DateField(_("appealed on"), null=True, blank=True)
    appeal_decided_on = models.DateField(_("appeal decided on"), null=True, blank=True)
    appeal_reference = SealedText(_("reference of the decision on appeal"), max_length=60, blank=True, key="case_id")
    appeal_reasons = SealedText(_("reasons of the decision on the appeal"), max_length=6000, blank=True, key="case_id")
    completed_on = models.DateField(_("completed on"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("application for legal aid")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("case", "number", name="legal_aid_number_once"),
            models.UniqueConstraint(
                "case",
                "product",
                condition=Q(state__in=OPEN_AID),
                name="legal_aid_one_open_of_each_kind",
                violation_error_message=_("This case already has an open application for this kind of legal aid."),
            ),
            *checks.APPLICATION,
        ]
        indexes = [
            models.Index("chase_on", condition=Q(state__in=ANSWER_OWED), name="legal_aid_to_be_chased"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("aid:application", args=[self.case.code, self.number])


class DocumentsAsked(models.Model):
    """What the addressee asked for before it decides; one list at a time, until all of it was handed in."""

    AREA: ClassVar = Area.AID
    TRIGGERS: ClassVar = {"legal_aid_record_of_its_application": OF_ITS_APPLICATION}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="aid_documents_asked")
    application = models.ForeignKey(LegalAidApplication, models.PROTECT, related_name="documents_asked")
    asked_on = models.DateField(_("asked for on"))
    what = SealedText(_("what is asked for"), max_length=2000, key="case_id")
    by_when = models.DateField(_("to be handed in by"), null=True, blank=True)
    handed_in_on = models.DateField(_("handed in on"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["asked_on", "recorded_at"]
        constraints = [
            models.UniqueConstraint(
                "application",
                condition=Q(handed_in_on=None),
                name="legal_aid_one_open_list_of_documents",
                violation_error_message=_("Documents are asked for already: record first that they were handed in."),
            ),
            models.CheckConstraint(
                condition=Q(handed_in_on=None) | Q(handed_in_on__gte=F("asked_on")),
                name="legal_aid_documents_handed_in_after_they_were_asked_for",
                violation_error_message=_("Documents cannot be handed in before they were asked for."),
            ),
            models.CheckConstraint(
                condition=Q(by_when=None) | Q(by_when__gte=F("asked_on")),
                name="legal_aid_documents_due_after_they_were_asked_for",
                violation_error_message=_("The last day cannot come before the day on which they were asked for."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.asked_on}"


class Appointment(models.Model):
    """A lawyer of an application, from a day to a day: somebody with an account, who then reads the case as long as
    the appointment lasts, or a name."""

    AREA: ClassVar = Area.AID
    TRIGGERS: ClassVar = {
        "legal_aid_record_of_its_application": OF_ITS_APPLICATION,
        "legal_aid_appointment_of_a_lawyer": _("Only a lawyer can be appointed."),
        "legal_aid_appointment_is_not_rewritten": _("An appointment ends; it is not rewritten."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="aid_appointments")
    application = models.ForeignKey(LegalAidApplication, models.PROTECT, related_name="appointments")
    lawyer = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("lawyer"))
    lawyer_name = SealedText(_("name of the lawyer"), max_length=160, blank=True, key="case_id")
    contact = SealedText(_("how the lawyer is reached"), max_length=200, blank=True, key="case_id")
    reference = SealedText(_("reference of the appointment"), max_length=60, blank=True, key="case_id")
    appointed_on = models.DateField(_("appointed on"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=20, choices=AppointmentEnd, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["appointed_on", "recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lawyer__isnull=False) ^ Q(lawyer_name__isnull=False),
                name="legal_aid_appointment_names_one_lawyer",
                violation_error_message=_("Choose the lawyer, or write the name."),
            ),
            models.CheckConstraint(
                condition=iff(Q(ended_on=None), Q(end_reason="")) & (Q(end_reason="") | checks.one_of(AppointmentEnd)),
                name="legal_aid_appointment_ends_for_a_reason",
                violation_error_message=_("The end of an appointment needs its day and its reason."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("appointed_on")),
                name="legal_aid_appointment_ends_after_it_begins",
                violation_error_message=_("An appointment cannot end before it begins."),
            ),
            models.UniqueConstraint(
                "application",
                condition=Q(ended_on=None),
                name="legal_aid_one_lawyer_now",
                violation_error_message=_("A lawyer is appointed already: replace that lawyer."),
            ),
            ExclusionConstraint(
                name="legal_aid_one_lawyer_at_a_time",
                expressions=[
                    ("application", RangeOperators.EQUAL),
                    (DateRange("appointed_on", "ended_on", Value("[)")), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Another lawyer is appointed in these days."),
            ),
        ]
        indexes = [models.Index("lawyer", "ended_on", name="legal_aid_of_a_lawyer")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.appointed_on}"


class Chase(models.Model):
    """That somebody asked the addressee where the answer is, and what was said."""

    AREA: ClassVar = Area.AID
    TRIGGERS: ClassVar = {"legal_aid_record_of_its_application": OF_ITS_APPLICATION}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="aid_chases")
    application = models.ForeignKey(LegalAidApplication, models.PROTECT, related_name="chases")
    chased_on = models.DateField(_("asked on"))
    channel = models.CharField(_("how"), max_length=10, choices=ChaseChannel)
    said = SealedText(_("what was said"), max_length=1000, blank=True, key="case_id")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["chased_on", "recorded_at"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.chased_on}"


class LawyersWork(models.Model):
    """What an appointed lawyer did and how long it took: a fact for the account, never its content."""

    AREA: ClassVar = Area.AID
    TRIGGERS: ClassVar = {
        "legal_aid_record_of_its_application": OF_ITS_APPLICATION,
        "legal_aid_work_under_an_appointment": _("The work lies within the days of the appointment."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="aid_work")
    application = models.ForeignKey(LegalAidApplication, models.PROTECT, related_name="work")
    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="work")
    number = models.PositiveSmallIntegerField(_("number"))
    done_on = models.DateField(_("done on"))
    kind = models.CharField(_("what was done"), max_length=15, choices=WorkKind)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    interpreter = models.BooleanField(_("with an interpreter"), default=False)
    in_error = models.BooleanField(_("recorded in error"), default=False)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["done_on", "number"]
        constraints = [
            models.UniqueConstraint("application", "number", name="legal_aid_work_number_once"),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=24 * 60),
                name="legal_aid_work_lasts_minutes_of_one_day",
                violation_error_message=_("Between one minute and twenty-four hours."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.done_on}"


keep_images(LegalAidApplication, DocumentsAsked, Appointment, Chase, LawyersWork)
