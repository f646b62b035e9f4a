"""A claim for compensation: route, event, application, examination, decision and money (SOP 3.4)."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models import Case, CaseRecordQuerySet, LegalRule
from cases.permissions import Area
from legal.claims.models.money import Money, kept_in_the_money_of_its_day
from legal.claims.states import (
    AWARDS,
    CLAIM_FLOW,
    DECIDED_CLAIMS,
    FILED_CLAIMS,
    OPEN_CLAIMS,
    Claimant,
    ClaimResult,
    ClaimRoute,
    ClaimState,
    Currency,
    TriggerEvent,
)
from legal.models import CriminalProceedings
from tvcase.accounts.models import User
from tvcase.db import iff, implies
from tvcase.sealing.fields import SealedDecimal, SealedText

STATE = Q(route=ClaimRoute.STATE_COMPENSATION)


class Claim(models.Model):
    """One claim by one of the three routes, numbered within the case.

    The State can be asked within a term from the day on which the sentence, or the act that ends or suspends the
    proceedings, took effect; the version of the rule under which the day was worked out stays with the claim.
    """

    FLOW = CLAIM_FLOW
    AREA: ClassVar = Area.AID
    TRIGGERS: ClassVar = {
        "claim_in_proceedings_of_the_same_case": _("The criminal proceedings belong to another case."),
        "claim_filed_is_not_edited": _("A claim that was filed is not edited."),
        "claim_decision_stands": _("A decision stands as it was made."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="compensation_claims")
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=10, choices=ClaimState, default=ClaimState.PREPARED)
    route = models.CharField(_("route"), max_length=20, choices=ClaimRoute)
    claimant = models.CharField(_("who claims"), max_length=14, choices=Claimant, default=Claimant.PERSON)
    proceedings = models.ForeignKey(
        CriminalProceedings,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="claims",
        verbose_name=_("criminal proceedings"),
    )
    trigger_event = models.CharField(_("act that took effect"), max_length=26, choices=TriggerEvent, blank=True)
    trigger_on = models.DateField(_("took effect on"), null=True, blank=True)
    application_rule = models.ForeignKey(LegalRule, models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(_("to be filed by"), null=True, blank=True)
    damage = SealedText(_("damage and how it is shown"), max_length=4000, blank=True, key="case_id")
    asked_amount = SealedDecimal(
        _("amount asked for"), max_digits=11, decimal_places=2, null=True, blank=True, key="case_id"
    )
    asked_currency = models.CharField(_("currency"), max_length=3, choices=Currency, blank=True)
    asked_on = models.DateField(_("worked out on"), null=True, blank=True)
    addressee = SealedText(_("court"), max_length=160, blank=True, key="case_id")
    freeze_asked_on = models.DateField(_("freezing of property asked for on"), null=True, blank=True)
    filed_on = models.DateField(_("filed on"), null=True, blank=True)
    incomplete_on = models.DateField(_("documents asked for on"), null=True, blank=True)
    missing = SealedText(_("missing documents"), max_length=1000, blank=True, key="case_id")
    completed_on = models.DateField(_("documents given on"), null=True, blank=True)
    examination_rule = models.ForeignKey(LegalRule, models.PROTECT, null=True, blank=True, related_name="+")
    examination_due_on = models.DateField(_("to be examined by"), null=True, blank=True)
    extended_on = models.DateField(_("examination extended on"), null=True, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    result = models.CharField(_("result"), max_length=12, choices=ClaimResult, blank=True)
    decision_reference = SealedText(_("reference of the decision"), max_length=60, blank=True, key="case_id")
    decision_reasons = SealedText(_("reasons"), max_length=4000, blank=True, key="case_id")
    awarded_amount = SealedDecimal(
        _("amount awarded"), max_digits=11, decimal_places=2, null=True, blank=True, key="case_id"
    )
    awarded_currency = models.CharField(_("currency"), max_length=3, choices=Currency, blank=True)
    paid_on = models.DateField(_("paid on"), null=True, blank=True)
    paid_amount = SealedDecimal(_("amount paid"), max_digits=11, decimal_places=2, null=True, blank=True, key="case_id")
    paid_currency = models.CharField(_("currency"), max_length=3, choices=Currency, blank=True)
    withdrawn_on = models.DateField(_("given up on"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("claim for compensation")
        verbose_name_plural = _("claims for compensation")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("case", "number", name="claim_number_once"),
            models.UniqueConstraint(
                "case",
                condition=STATE & Q(state__in=OPEN_CLAIMS),
                name="claim_one_open_application_to_the_state",
                violation_error_message=_("An application to the State is already open."),
            ),
            models.CheckConstraint(
                condition=Q(route__in=ClaimRoute.values, claimant__in=Claimant.values),
                name="claim_by_one_of_three_routes",
                violation_error_message=_("Choose the route and who claims."),
            ),
            models.CheckConstraint(
                condition=implies(Q(route=ClaimRoute.CRIMINAL_CIVIL_CLAIM), Q(proceedings__isnull=False)),
                name="claim_in_a_criminal_case_names_it",
                violation_error_message=_("A civil claim in a criminal case names the proceedings."),
            ),
            models.CheckConstraint(
                condition=implies(Q(claimant=Claimant.PROSECUTOR), Q(route=ClaimRoute.CRIMINAL_CIVIL_CLAIM)),
                name="claim_of_a_prosecutor_in_the_criminal_case",
                violation_error_message=_("A prosecutor claims in the criminal case only."),
            ),
            models.CheckConstraint(
                condition=iff(Q(trigger_on=None), Q(trigger_event=""))
                & implies(~STATE, Q(trigger_on=None))
                & (Q(trigger_event="") | Q(trigger_event__in=TriggerEvent.values)),
                name="claim_event_is_of_the_state_route",
                violation_error_message=_("An application to the State names the act and the day it took effect."),
            ),
            models.CheckConstraint(
                condition=implies(
                    STATE & Q(state__in=FILED_CLAIMS), Q(trigger_on__isnull=False, filed_on__gte=F("trigger_on"))
                ),
                name="claim_to_the_state_after_its_event",
                violation_error_message=_("The State can be asked only when the act has taken effect."),
            ),
            models.CheckConstraint(
                condition=iff(Q(due_on=None), Q(application_rule=None))
                & (Q(due_on=None) | Q(trigger_on__isnull=False, due_on__gt=F("trigger_on"))),
                name="claim_due_by_a_rule_after_its_event",
                violation_error_message=_("The last day of filing follows from the act and the rule of law."),
            ),
            models.CheckConstraint(
                condition=implies(STATE, Q(freeze_asked_on=None)),
                name="claim_freezes_through_a_court",
                violation_error_message=_("Freezing of property is asked for with a claim before a court."),
            ),
            models.CheckConstraint(
                condition=implies(Q(state__in=FILED_CLAIMS), Q(filed_on__isnull=False) & Q(asked_amount__isnull=False))
                & implies(Q(state=ClaimState.PREPARED), Q(filed_on=None)),
                name="claim_filed_means_dated_with_its_amount",
                violation_error_message=_("Filing needs the day and the amount asked for."),
            ),
            models.CheckConstraint(
                condition=implies(
                    Q(state=ClaimState.INCOMPLETE), Q(incomplete_on__isnull=False) & Q(missing__isnull=False)
                )
                & (Q(incomplete_on=None) | Q(filed_on__isnull=False, incomplete_on__gte=F("filed_on")))
                & (Q(completed_on=None) | Q(incomplete_on__isnull=False)),
                name="claim_incomplete_says_what_is_missing",
                violation_error_message=_("Say since when documents are asked for, and which."),
            ),
            models.CheckConstraint(
                condition=iff(Q(examination_due_on=None), Q(examination_rule=None))
                & (
                    Q(examination_due_on=None)
                    | (STATE & Q(filed_on__isnull=False, examination_due_on__gt=F("filed_on")))
                )
                & (Q(extended_on=None) | (STATE & Q(filed_on__isnull=False, extended_on__gte=F("filed_on")))),
                name="claim_examined_by_a_rule_after_filing",
                violation_error_message=_("The examination follows the filing and a rule of law."),
            ),
            models.CheckConstraint(
                condition=iff(
                    Q(state__in=DECIDED_CLAIMS),
                    Q(decided_on__isnull=False, result__in=ClaimResult.values) & Q(decision_reference__isnull=False),
                )
                & (Q(decided_on=None) | Q(filed_on__isnull=False, decided_on__gte=F("filed_on")))
                & implies(Q(decided_on=None), Q(result="")),
                name="claim_decided_means_dated_with_a_result",
                violation_error_message=_("A decision needs its day, its result and its reference."),
            ),
            models.CheckConstraint(
                condition=iff(Q(result__in=AWARDS), Q(awarded_amount__isnull=False)),
                name="claim_granted_means_an_amount",
                violation_error_message=_("What was granted has an amount, and only that."),
            ),
            models.CheckConstraint(
                condition=implies(Q(result=ClaimResult.NOT_EXAMINED), Q(route=ClaimRoute.CRIMINAL_CIVIL_CLAIM)),
                name="claim_not_examined_in_a_criminal_case",
                violation_error_message=_("Only a claim in a criminal case ends unexamined with it."),
            ),
            models.CheckConstraint(
                condition=iff(Q(state=ClaimState.PAID), Q(paid_on__isnull=False) & Q(paid_amount__isnull=False))
                & implies(Q(state=ClaimState.PAID), Q(result__in=AWARDS, paid_on__gte=F("decided_on")))
                & implies(Q(paid_on=None), Q(paid_amount=None)),
                name="claim_paid_means_dated_after_a_grant",
                violation_error_message=_("A payment needs its day and its amount, and follows a grant."),
            ),
            models.CheckConstraint(
                condition=iff(Q(state=ClaimState.WITHDRAWN), Q(withdrawn_on__isnull=False)),
                name="claim_given_up_means_dated",
                violation_error_message=_("Say when the person gave the claim up."),
            ),
            kept_in_the_money_of_its_day("asked", "asked_on", name="claim_asked_in_the_money_of_its_day"),
            kept_in_the_money_of_its_day("awarded", "decided_on", name="claim_awarded_in_the_money_of_its_day"),
            kept_in_the_money_of_its_day("paid", "paid_on", name="claim_paid_in_the_money_of_its_day"),
        ]
        indexes = [
            models.Index("due_on", condition=Q(state=ClaimState.PREPARED), name="claim_to_be_filed"),
            models.Index("examination_due_on", condition=Q(decided_on=None), name="claim_to_be_examined"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("claims:claim", args=[self.case.code, self.number])

    @property
    def to_the_state(self) -> bool:
        return self.route == ClaimRoute.STATE_COMPENSATION

    @property
    def asked(self) -> Money | None:
        """What is asked for."""
        return Money.of(self.asked_amount, self.asked_currency, self.asked_on)

    @property
    def awarded(self) -> Money | None:
        """What the decision gives."""
        return Money.of(self.awarded_amount, self.awarded_currency, self.decided_on)

    @property
    def paid(self) -> Money | None:
        """What was paid."""
        return Money.of(self.paid_amount, self.paid_currency, self.paid_on)
