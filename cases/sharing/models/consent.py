"""Consent to tell one organisation certain things for one purpose until a day (domain 4.13; SOP 1.4)."""

import uuid
from datetime import date
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models import Case, CaseRecordQuerySet, Document
from cases.permissions import Area, CasePerm
from cases.sharing.models.partner import PartnerAbroad
from cases.sharing.states import CONSENT_FLOW, GIVEN, REPRESENTATIVES, ConsentForm, ConsentState, GivenBy, Purpose
from tvcase.accounts.models import Organisation, User
from tvcase.db import iff, implies
from tvcase.sealing.fields import SealedText

S = ConsentState


class ConsentQuerySet(CaseRecordQuerySet["Consent"]):
    def visible_to(self, user: User) -> Self:
        """Consents in the cases of one's own organisation in which one reads what is shared: whoever is told
        something does not read what others are told."""
        return self.permitting(user, CasePerm.VIEW_SHARING).filter(case__organisation=user.organisation_id)

    def alive(self, *, on: date) -> Self:
        """Consents that hold on a day in Sofia; the last day is still inside."""
        return self.filter(state=S.ACTIVE, valid_to__gte=on)


class Consent(models.Model):
    """What the person answered when it was explained who would learn what, what for and until when.

    One recipient for one consent. It is a rule of the profession beside the legal basis of the record itself. Days
    are Europe/Sofia dates. Refusing or withdrawing it changes no service (rule 15).
    """

    FLOW = CONSENT_FLOW
    AREA: ClassVar = Area.SHARING
    TRIGGERS: ClassVar = {
        "consent_stands_as_it_was_explained": _("What was explained is not edited: explain it anew."),
        "consent_for_a_child_by_a_representative": _(
            "For a child, a parent, guardian or special representative answers, and the child's opinion is heard."
        ),
        "consent_not_by_a_parent_kept_out": _(
            "A parent or guardian may be involved: the special representative answers for the child."
        ),
        "consent_needs_an_agreement": _(
            "The organisations have no agreement on telling each other: say which emergency cannot wait for it."
        ),
        "consent_evidence_of_its_case": _("The paper belongs to this case."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="consents")
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=10, choices=ConsentState, default=S.OFFERED)
    recipient = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who is told")
    )
    partner = models.ForeignKey(
        PartnerAbroad, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who is told abroad")
    )
    purpose = models.CharField(_("what for"), max_length=12, choices=Purpose)
    purpose_note = SealedText(_("in which words"), max_length=600, blank=True, key="case_id")
    items = ArrayField(models.CharField(max_length=20), verbose_name=_("what is told"))
    valid_to = models.DateField(_("until"))
    emergency = SealedText(_("why it cannot wait for an agreement"), max_length=600, blank=True, key="case_id")
    offered_on = models.DateField(_("explained on"))
    language = models.CharField(_("language"), max_length=3)
    interpreter = SealedText(_("interpreter"), max_length=120, blank=True, key="case_id")
    read_aloud = models.BooleanField(_("read aloud"), default=False)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    form = models.CharField(_("form of the answer"), max_length=7, choices=ConsentForm, blank=True)
    witness = SealedText(_("witness"), max_length=120, blank=True, key="case_id")
    given_by = models.CharField(_("who answered"), max_length=25, choices=GivenBy, blank=True)
    giver_name = SealedText(_("name of the representative"), max_length=160, blank=True, key="case_id")
    child_opinion = SealedText(_("the child's opinion"), max_length=600, blank=True, key="case_id")
    evidence = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("the paper that shows it")
    )
    ended_on = models.DateField(_("withdrawn or ended on"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = ConsentQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint("case", "number", name="consent_number_once"),
            models.CheckConstraint(
                condition=Q(recipient__isnull=False) ^ Q(partner__isnull=False),
                name="consent_names_one_recipient",
                violation_error_message=_("A consent names one recipient."),
            ),
            models.CheckConstraint(
                condition=Q(purpose__in=Purpose.values, state__in=ConsentState.values)
                & Q(form__in=["", *ConsentForm.values], given_by__in=["", *GivenBy.values]),
                name="consent_lists_are_closed",
                violation_error_message=_("Choose one of the answers shown."),
            ),
            models.CheckConstraint(
                condition=Q(items__len__gt=0),
                name="consent_names_what_is_told",
                violation_error_message=_("Choose at least one thing that is told."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("offered_on")),
                name="consent_has_an_end",
                violation_error_message=_("The last day cannot come before the day on which it was explained."),
            ),
            models.CheckConstraint(
                condition=iff(Q(state=S.OFFERED), Q(answered_on=None))
                & (Q(answered_on=None) | Q(answered_on__gte=F("offered_on"))),
                name="consent_answered_after_it_was_explained",
                violation_error_message=_("Nobody can answer before it was explained."),
            ),
            models.CheckConstraint(
                condition=implies(Q(state__in=GIVEN), ~Q(form="") & ~Q(given_by="")),
                name="consent_given_means_how_and_by_whom",
                violation_error_message=_("Say who agreed and in which form."),
            ),
            models.CheckConstraint(
                condition=implies(Q(form=ConsentForm.ORAL), Q(witness__isnull=False)),
                name="consent_oral_before_a_witness",
                violation_error_message=_("Consent given orally needs a witness."),
            ),
            models.CheckConstraint(
                condition=implies(Q(given_by__in=REPRESENTATIVES), Q(giver_name__isnull=False)),
                name="consent_of_a_named_representative",
                violation_error_message=_("Write the name of the representative."),
            ),
            models.CheckConstraint(
                condition=iff(Q(state__in=[S.WITHDRAWN, S.EXPIRED]), Q(ended_on__isnull=False))
                & (Q(ended_on=None) | Q(answered_on__isnull=False, ended_on__gte=F("answered_on"))),
                name="consent_ended_means_dated",
                violation_error_message=_("Say when it ended; that is not before it was given."),
            ),
        ]
        indexes = [models.Index("case", "state", name="consent_of_a_case")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("sharing:consent", args=[self.case.code, self.number])

    @property
    def told(self) -> Organisation | PartnerAbroad | None:
        """Who is told: an organisation here or a partner abroad."""
        return self.recipient or self.partner

    def is_alive(self, *, on: date) -> bool:
        """Whether it holds on a day in Sofia; the last day is still inside."""
        return self.state == S.ACTIVE and self.valid_to >= on

    @property
    def was_given_for_a_child(self) -> bool:
        """Whether a representative gave it and the child was heard; for an adult under guardianship nobody is heard."""
        return self.given_by in REPRESENTATIVES and bool(self.child_opinion)

    def has_run_out(self, *, on: date) -> bool:
        """Whether its last day has passed and nobody ended it."""
        return self.state == S.ACTIVE and self.valid_to < on
