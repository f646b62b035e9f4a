"""The log of what the person already told, to whom and in what form, and who may use it again (SOP 3.3, 1.4)."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from cases.models import Case, CaseRecordQuerySet
from cases.permissions import Area, CasePerm
from cases.states import StatementForm
from legal.claims.models.hearing import Hearing
from legal.claims.states import CONSENT_FORMS, GivenBy, Listener, RecordKind, Topic
from tvcase.accounts.models import Organisation, User
from tvcase.db import implies
from tvcase.sealing.fields import SealedText


class InterviewQuerySet(CaseRecordQuerySet["Interview"]):
    def visible_to(self, user: User) -> "InterviewQuerySet":
        """Every account in the cases whose log this person keeps or reads; elsewhere only those that the person
        agreed to let one's own authority use, while the agreement lasts."""
        kept = Q(case__in=Case.objects.permitting(user, CasePerm.VIEW_AID))
        if not user.identifies_formally:
            return self.filter(kept)
        told = Reuse.objects.lasting().filter(organisation=user.organisation_id).values("interview")
        reached = Q(case__in=Case.objects.permitting(user, CasePerm.VIEW_LEGAL, CasePerm.VIEW_CLOCK))
        return self.filter(kept | (reached & Q(pk__in=told) & Q(struck_on=None)))

    def standing(self) -> "InterviewQuerySet":
        """Without what was recorded in error."""
        return self.filter(struck_on=None)


class Interview(models.Model):
    """That the person told somebody something, on a day in Sofia. Never changed; what was recorded in error is
    struck out and stays readable for those who keep the log."""

    AREA: ClassVar = Area.AID
    TRIGGERS: ClassVar = {
        "interview_at_a_hearing_of_the_same_case": _("The hearing belongs to another case."),
        "interview_is_not_edited": _("What was recorded as told is not edited: strike it out and record it again."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="interviews")
    number = models.PositiveSmallIntegerField(_("number"))
    told_on = models.DateField(_("told on"))
    listener = models.CharField(_("told to"), max_length=12, choices=Listener)
    listener_name = SealedText(_("which body or person"), max_length=160, blank=True, key="case_id")
    hearing = models.ForeignKey(Hearing, models.PROTECT, null=True, blank=True, related_name="interviews")
    topics = ArrayField(models.CharField(max_length=12, choices=Topic), verbose_name=_("what it was about"))
    summary = SealedText(_("what was told, in short"), max_length=4000, blank=True, key="case_id")
    record = models.CharField(_("how it was kept"), max_length=7, choices=RecordKind)
    record_reference = SealedText(_("where the record is"), max_length=160, blank=True, key="case_id")
    language = models.CharField(_("language"), max_length=3)
    interpreter = SealedText(_("interpreter"), max_length=120, blank=True, key="case_id")
    struck_on = models.DateField(_("struck out on"), null=True, blank=True)
    struck_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = InterviewQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("what was told")
        verbose_name_plural = _("what was told")
        ordering = ["-told_on", "-number"]
        constraints = [
            models.UniqueConstraint("case", "number", name="interview_number_once"),
            models.CheckConstraint(
                condition=Q(listener__in=Listener.values, record__in=RecordKind.values),
                name="interview_by_a_known_listener",
                violation_error_message=_("Choose to whom it was told and how it was kept."),
            ),
            models.CheckConstraint(
                condition=Q(topics__contained_by=Topic.values, topics__len__gt=0),
                name="interview_is_about_something",
                violation_error_message=_("Choose at least one topic."),
            ),
            models.CheckConstraint(
                condition=Q(struck_on=None, struck_by=None) | Q(struck_on__isnull=False, struck_by__isnull=False),
                name="interview_struck_out_by_somebody",
                violation_error_message=_("Say when it was struck out."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"


class ReuseQuerySet(CaseRecordQuerySet["Reuse"]):
    def lasting(self) -> "ReuseQuerySet":
        """Agreements that were not taken back."""
        return self.filter(withdrawn_on=None)


class Reuse(models.Model):
    """That the person agreed to let one authority use what was told already, in place of telling it again.

    Taken back at any time, from then on (domain 4.13). Until then that authority reads the account.
    """

    AREA: ClassVar = Area.AID
    TRIGGERS: ClassVar = {
        "reuse_by_a_pre_trial_authority": _("An account is given to police, investigation or prosecution only."),
        "reuse_of_an_account_of_the_same_case": _("The account belongs to another case."),
        "reuse_keeps_what_was_agreed": _("An agreement is taken back, never changed."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    interview = models.ForeignKey(Interview, models.PROTECT, related_name="reuses")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("authority"))
    agreed_on = models.DateField(_("agreed on"))
    given_by = models.CharField(_("who agreed"), max_length=22, choices=GivenBy, default=GivenBy.PERSON)
    form = models.CharField(_("form"), max_length=10, choices=StatementForm)
    withdrawn_on = models.DateField(_("taken back on"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = ReuseQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("agreement to reuse")
        ordering = ["agreed_on"]
        constraints = [
            models.UniqueConstraint(
                "interview",
                "organisation",
                condition=Q(withdrawn_on=None),
                name="reuse_agreed_once",
                violation_error_message=_("This authority may use it already."),
            ),
            models.CheckConstraint(
                condition=Q(form__in=CONSENT_FORMS, given_by__in=GivenBy.values),
                name="reuse_agreed_in_writing_or_minuted",
                violation_error_message=_("The agreement is in writing, or oral and minuted."),
            ),
            models.CheckConstraint(
                condition=implies(Q(withdrawn_on__isnull=False), Q(withdrawn_on__gte=F("agreed_on"))),
                name="reuse_taken_back_after_it_was_given",
                violation_error_message=_("An agreement cannot be taken back before it was given."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.interview_id} {self.organisation_id}"
