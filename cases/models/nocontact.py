"""Measures that keep a trafficker away, and contact in spite of them (domain 4.12; SOP 1.2)."""

import uuid
from datetime import date
from typing import ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case, CaseRecordQuerySet
from cases.nocontact import (
    BEGUN,
    BY_COURT,
    CLOSABLE,
    DEVICE_TERM,
    LEGAL_BASIS,
    MEASURE_FLOW,
    OF_PLACES,
    VOLUNTARY,
    Channel,
    Direction,
    DisclosureBasis,
    MeasureKind,
    MeasureState,
)
from cases.permissions import Area, CasePerm
from tvcase.accounts.models import Organisation, User
from tvcase.db import DateRange, iff, implies
from tvcase.sealing.fields import SealedText

K, S = MeasureKind, MeasureState


class MeasureQuerySet(CaseRecordQuerySet["NoContactMeasure"]):
    def in_force(self, *, on: date) -> Self:
        """Measures that hold on a day in Sofia; the last day is still inside."""
        return self.filter(state=S.ACTIVE, from_on__lte=on, until_on__gte=on)

    def warning(self) -> Self:
        """Measures not ended by anybody that may say where the person, or the perpetrator, must not come, or that a
        child must not leave the country."""
        return self.filter(state=S.ACTIVE, kind__in=[*OF_PLACES, K.CHILD_EXIT_BAN])


class NoContactMeasure(models.Model):
    """One measure against contact. A voluntary one rests on the person's written agreement and ends the moment she
    or he says so; a court's rests on its order. All are temporary."""

    FLOW = MEASURE_FLOW
    AREA: ClassVar = Area.SUPPORT
    TRIGGERS: ClassVar = {
        "no_contact_keeps_what_it_is": _("The kind of a measure, and the day it began, never change."),
        "no_contact_renewed_by_a_new_agreement": _("A longer measure needs a new written agreement of the person."),
        "no_contact_ordered_by_a_court": _("This measure is in force only when a court has ordered it."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="no_contact_measures")
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("kind of measure"), max_length=25, choices=MeasureKind)
    state = models.CharField(_("state"), max_length=10, choices=MeasureState, default=S.PROPOSED)
    proposed_on = models.DateField(_("proposed on"))
    against = SealedText(_("against whom"), max_length=200, blank=True, key="case_id")
    scope = SealedText(_("what it covers"), max_length=600, blank=True, key="case_id")
    places = SealedText(_("towns and places it names"), max_length=600, blank=True, key="case_id")
    closed_channels = ArrayField(
        models.CharField(max_length=15, choices=[(one.value, one.label) for one in CLOSABLE]),
        default=list,
        blank=True,
        verbose_name=_("channels that are closed"),
    )
    explained_on = models.DateField(_("explained to the person on"), null=True, blank=True)
    agreed_on = models.DateField(_("the person agreed in writing on"), null=True, blank=True)
    agreement_language = models.CharField(_("language of the agreement"), max_length=3, blank=True)
    from_on = models.DateField(_("from"), null=True, blank=True)
    term_from_on = models.DateField(_("current term from"), null=True, blank=True)
    until_on = models.DateField(_("last day"), null=True, blank=True)
    review_on = models.DateField(_("to be looked at again on"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = MeasureQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("no-contact measure")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("case", "number", name="no_contact_number_once"),
            models.CheckConstraint(
                condition=implies(Q(state__in=[S.APPLIED, S.LIFTED]), Q(kind__in=BY_COURT)),
                name="no_contact_only_courts_are_applied_to",
                violation_error_message=_("Only what a court orders is applied for and lifted."),
            ),
            models.CheckConstraint(
                condition=implies(
                    Q(state__in=BEGUN) & ~Q(kind__in=BY_COURT),
                    Q(explained_on__isnull=False, agreed_on__isnull=False, agreed_on__gte=F("explained_on"))
                    & ~Q(agreement_language=""),
                ),
                name="no_contact_voluntary_means_agreed_in_writing",
                violation_error_message=_("The person must have had it explained, and agreed in writing afterwards."),
            ),
            models.CheckConstraint(
                condition=implies(
                    Q(state__in=[S.ACTIVE, S.LIFTED]) | (Q(state=S.WITHDRAWN) & Q(kind__in=VOLUNTARY)),
                    Q(from_on__isnull=False, term_from_on__isnull=False)
                    & Q(until_on__isnull=False, review_on__isnull=False)
                    & Q(
                        term_from_on__gte=F("from_on"),
                        until_on__gte=F("term_from_on"),
                        review_on__gte=F("from_on"),
                        review_on__lte=F("until_on"),
                    ),
                ),
                name="no_contact_in_force_means_temporary",
                violation_error_message=_(
                    "A measure needs its first and its last day, and a day between for a review."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(kind=K.VOLUNTARY_DEVICE_LIMIT)
                | Q(until_on=None)
                | Q(term_from_on__isnull=False, until_on__lte=F("term_from_on") + Value(DEVICE_TERM)),
                name="no_contact_device_limit_at_most_fourteen_days",
                violation_error_message=_(
                    "A limit of telephone or internet lasts at most 14 days; then it is agreed anew."
                ),
            ),
            ExclusionConstraint(
                name="no_contact_one_device_limit_at_a_time",
                expressions=[
                    ("case", RangeOperators.EQUAL),
                    (DateRange("term_from_on", "until_on", Value("[]")), RangeOperators.OVERLAPS),
                ],
                condition=Q(kind=K.VOLUNTARY_DEVICE_LIMIT, state=S.ACTIVE),
                violation_error_message=_("Another limit of telephone or internet is in force in these days."),
            ),
            models.CheckConstraint(
                condition=Q(closed_channels__contained_by=[one.value for one in CLOSABLE])
                & implies(~Q(closed_channels=[]), Q(kind__in=VOLUNTARY)),
                name="no_contact_closes_only_what_may_be_closed",
                violation_error_message=_("Lawyer, prosecutor, emergency calls and support always stay open."),
            ),
            models.CheckConstraint(
                condition=iff(Q(state__in=[S.REFUSED, S.WITHDRAWN, S.LIFTED]), Q(ended_on__isnull=False)),
                name="no_contact_ended_means_dated",
                violation_error_message=_("Say when it ended."),
            ),
        ]
        indexes = [models.Index("case", "state", name="no_contact_of_a_case")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("cases:no-contact-measure", args=[self.case.code, self.number])

    @property
    def is_voluntary(self) -> bool:
        return self.kind in VOLUNTARY

    @property
    def legal_basis(self) -> str | Promise:
        return LEGAL_BASIS[MeasureKind(self.kind)]

    def is_in_force(self, *, on: date) -> bool:
        """Whether it holds on a day in Sofia; the last day is still inside."""
        if self.state != S.ACTIVE or self.from_on is None or self.until_on is None:
            return False
        return self.from_on <= on <= self.until_on

    def has_run_out(self, *, on: date) -> bool:
        """Whether its last day has passed and nobody renewed it."""
        return self.state == S.ACTIVE and self.until_on is not None and self.until_on < on


class BreachQuerySet(CaseRecordQuerySet["ContactBreach"]):
    def visible_to(self, user: User) -> Self:
        """Contacts in the cases that this person supports; an authority sees only what was opened to it, because
        renewed contact can cost the person her or his protection (E-12)."""
        supports = Q(case__in=Case.objects.permitting(user, CasePerm.VIEW_SUPPORT))
        reads = Q(case__in=Case.objects.permitting(user, CasePerm.VIEW_LEGAL, CasePerm.VIEW_IDENTIFICATION))
        told = BreachDisclosure.objects.standing().filter(authority=user.organisation_id).values("breach")
        return self.filter(supports | (reads & Q(pk__in=told)))


class ContactBreach(models.Model):
    """One contact between the person and the trafficker, as it became known. It changes nothing by itself: no
    service, no stay, no protection. It is support data."""

    AREA: ClassVar = Area.SUPPORT

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="contact_breaches")
    number = models.PositiveSmallIntegerField(_("number"))
    measure = models.ForeignKey(NoContactMeasure, models.PROTECT, null=True, blank=True, related_name="breaches")
    happened_at = models.DateTimeField(_("when"))
    direction = SealedText(_("who sought the contact"), max_length=15, choices=Direction, key="case_id")
    channel = SealedText(_("how"), max_length=15, choices=Channel, key="case_id")
    response = SealedText(_("what was done"), max_length=1000, blank=True, key="case_id")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = BreachQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("contact")
        ordering = ["happened_at", "number"]
        constraints = [models.UniqueConstraint("case", "number", name="contact_breach_number_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"


class DisclosureQuerySet(CaseRecordQuerySet["BreachDisclosure"]):
    def standing(self) -> Self:
        """Those by which an authority reads: not taken back by the person."""
        return self.filter(withdrawn_on=None)


class BreachDisclosure(models.Model):
    """That one authority may read of one contact: because the person agrees, until she or he takes that back, or
    because life is at risk."""

    AREA: ClassVar = Area.SUPPORT
    TRIGGERS: ClassVar = {
        "breach_disclosed_to_an_authority_of_the_case": _("This authority does not work on the case."),
        "breach_disclosed_for_life_by_a_second_person": _(
            "For a risk to life, somebody else than who recorded the contact decides."
        ),
        "breach_disclosure_is_taken_back_never_changed": _("What was opened to an authority is never changed."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    breach = models.ForeignKey(ContactBreach, models.PROTECT, related_name="disclosures")
    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("authority"))
    basis = models.CharField(_("why"), max_length=15, choices=DisclosureBasis)
    agreed_on = models.DateField(_("the person agreed on"), null=True, blank=True)
    reason = SealedText(_("what the risk is"), max_length=600, blank=True, key="case_id")
    disclosed_on = models.DateField(_("opened on"))
    disclosed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    withdrawn_on = models.DateField(_("taken back on"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = DisclosureQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["recorded_at"]
        constraints = [
            models.UniqueConstraint(
                "breach",
                "authority",
                condition=Q(withdrawn_on=None),
                name="breach_disclosed_once",
                violation_error_message=_("This authority reads it already."),
            ),
            models.CheckConstraint(
                condition=iff(Q(basis=DisclosureBasis.CONSENT), Q(agreed_on__isnull=False, reason=None))
                & iff(Q(basis=DisclosureBasis.RISK_TO_LIFE), Q(agreed_on=None, reason__isnull=False)),
                name="breach_disclosed_by_consent_or_for_life",
                violation_error_message=_("Say when the person agreed, or what the risk to life is."),
            ),
            models.CheckConstraint(
                condition=iff(Q(withdrawn_on=None), Q(withdrawn_by=None))
                & implies(
                    Q(withdrawn_on__isnull=False),
                    Q(basis=DisclosureBasis.CONSENT, withdrawn_on__gte=F("disclosed_on")),
                ),
                name="breach_consent_taken_back_after_it_was_given",
                violation_error_message=_("The person takes back only an agreement, and not before it was recorded."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.breach_id} {self.authority_id}"
