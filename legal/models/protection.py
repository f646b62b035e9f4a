"""Special protection under Article 25: the person's request, the prosecutor's decision, the status."""

import uuid
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models import Case, CaseRecordQuerySet, CooperationDecision
from cases.permissions import Area, CasePerm
from legal.models.proceedings import CriminalProceedings
from legal.states import (
    DECIDED_REQUESTS,
    FILED_REQUESTS,
    OPEN_REQUESTS,
    REQUEST_FLOW,
    EndKind,
    ProtectionState,
    RequestState,
    TerminationGround,
)
from tvcase.accounts.models import Organisation, User
from tvcase.db import iff, implies
from tvcase.sealing.fields import SealedText


class ProtectionRequestQuerySet(CaseRecordQuerySet["ProtectionRequest"]):
    def visible_to(self, user: User) -> "ProtectionRequestQuerySet":
        """Every request of the cases whose team helps the person to ask, or whose lawyer one is; elsewhere only what
        was filed with one's own office."""
        helped = Q(case__in=Case.objects.permitting(user, CasePerm.CHANGE_LEGAL))
        helped |= Q(case__in=Case.objects.represented_by(user))
        filed_here = Q(case__in=Case.objects.permitting(user, CasePerm.VIEW_LEGAL), office=user.organisation_id)
        return self.filter(helped | filed_here)

    def filed(self) -> "ProtectionRequestQuerySet":
        """Requests that an office has received and not yet decided."""
        return self.filter(state=RequestState.FILED)


class ProtectionRequest(models.Model):
    """A person's own request for special protection. Filed with one office; only its prosecutors decide."""

    FLOW = REQUEST_FLOW
    AREA: ClassVar = Area.LEGAL
    TRIGGERS: ClassVar = {
        "protection_request_filed_with_a_prosecutors_office": _("A request is filed with a prosecutor's office only."),
        "protection_request_needs_an_effective_yes": _(
            "Filing needs an effective decision of the person to cooperate."
        ),
        "protection_request_decided_by_a_prosecutor": _("Only a prosecutor of the office decides."),
        "protection_request_filed_is_not_edited": _("What was filed is not edited."),
        "protection_request_decision_stands": _("A decision stands as it was made."),
        "protection_request_in_proceedings_of_the_case": _("A request rests on proceedings of the same case."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="protection_requests")
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=10, choices=RequestState, default=RequestState.DRAFT)
    asked_on = models.DateField(_("the person asked on"))
    lawyer_offered = models.BooleanField(_("a lawyer was offered"), default=False)
    own_words = SealedText(_("what the person asks for, in own words"), max_length=4000, blank=True, key="case_id")
    wants_permit = models.BooleanField(_("asks for a residence permit"), default=False)
    wants_extended_stay = models.BooleanField(_("asks for an extended stay"), default=False)
    decision_to_cooperate = models.ForeignKey(
        CooperationDecision, models.PROTECT, null=True, blank=True, related_name="+"
    )
    proceedings = models.ForeignKey(
        CriminalProceedings,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="requests",
        verbose_name=_("criminal proceedings"),
    )
    filed_on = models.DateField(_("filed on"), null=True, blank=True)
    office = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("prosecutor's office"),
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decision_reference = SealedText(_("reference of the decision"), max_length=60, blank=True, key="case_id")
    decision_reasons = SealedText(_("reasons"), max_length=6000, blank=True, key="case_id")
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_by_organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = ProtectionRequestQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("request for special protection")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("case", "number", name="protection_request_number_once"),
            models.UniqueConstraint(
                "case",
                condition=Q(state__in=OPEN_REQUESTS),
                name="protection_request_one_open_for_a_case",
                violation_error_message=_("This case already has an open request."),
            ),
            models.CheckConstraint(
                condition=implies(
                    Q(state__in=FILED_REQUESTS),
                    Q(filed_on__isnull=False, office__isnull=False, decision_to_cooperate__isnull=False),
                ),
                name="protection_request_filed_with_an_office_after_a_yes",
                violation_error_message=_("Filing needs the day, the prosecutor's office and a decision to cooperate."),
            ),
            models.CheckConstraint(
                condition=Q(filed_on=None) | Q(filed_on__gte=F("asked_on")),
                name="protection_request_filed_after_the_person_asked",
                violation_error_message=_("The request cannot be filed before the person asked."),
            ),
            models.CheckConstraint(
                condition=iff(
                    Q(state__in=DECIDED_REQUESTS),
                    Q(
                        decided_on__isnull=False,
                        decided_by__isnull=False,
                        decided_by_organisation__isnull=False,
                    )
                    & Q(decision_reference__isnull=False)
                    & Q(decision_reasons__isnull=False),
                ),
                name="protection_request_decided_means_dated_and_reasoned",
                violation_error_message=_("A decision needs its day, its reference and its reasons."),
            ),
            models.CheckConstraint(
                condition=Q(decided_by_organisation=None) | Q(decided_by_organisation=F("office")),
                name="protection_request_decided_by_its_office",
                violation_error_message=_("Only the office with which the request was filed decides."),
            ),
            models.CheckConstraint(
                condition=Q(decided_on=None) | Q(filed_on__isnull=False, decided_on__gte=F("filed_on")),
                name="protection_request_decided_after_it_was_filed",
                violation_error_message=_("The decision cannot come before the request."),
            ),
            models.CheckConstraint(
                condition=iff(Q(state=RequestState.WITHDRAWN), Q(withdrawn_on__isnull=False)),
                name="protection_request_withdrawn_means_dated",
                violation_error_message=_("Say when the person withdrew the request."),
            ),
        ]
        indexes = [models.Index("office", "state", "filed_on", name="protection_request_of_office")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("legal:protection-request", args=[self.case.code, self.number])

    @property
    def awaits_decision(self) -> bool:
        return self.state == RequestState.FILED


class Protection(models.Model):
    """The status of special protection. It lasts as long as the criminal proceedings; a prosecutor may end it
    early on exactly three grounds. It contains a permit (non-EU foreigners only) and an extended stay, no more."""

    AREA: ClassVar = Area.LEGAL
    TRIGGERS: ClassVar = {
        "protection_rests_on_a_grant": _("Protection rests on a granted request of the same case."),
        "protection_permit_for_non_eu_foreigners": _(
            "A residence permit belongs only to foreigners from outside the European Union."
        ),
        "protection_ended_by_a_prosecutor": _("Only a prosecutor of the office ends protection."),
        "protection_end_is_final": _("A protection that has ended does not revive."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="protections")
    request = models.OneToOneField(ProtectionRequest, models.PROTECT, related_name="protection")
    valid_from = models.DateField(_("valid from"))
    extended_stay = models.BooleanField(_("extended stay"), default=False)
    permit_possible = models.BooleanField(_("the person is a non-EU foreigner"), default=False)
    permit_number = SealedText(_("number of the permit"), max_length=40, blank=True, key="case_id")
    permit_issued_on = models.DateField(_("permit issued on"), null=True, blank=True)
    permit_valid_to = models.DateField(_("permit valid to"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    end_kind = models.CharField(_("how it ended"), max_length=20, choices=EndKind, blank=True)
    end_reference = SealedText(_("reference of the act"), max_length=60, blank=True, key="case_id")
    termination_ground = models.CharField(
        _("ground of the termination"), max_length=30, choices=TerminationGround, blank=True
    )
    termination_reasons = SealedText(_("reasons"), max_length=6000, blank=True, key="case_id")
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    ended_by_organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("special protection")
        constraints = [
            models.UniqueConstraint(
                "case",
                condition=Q(ended_on=None),
                name="protection_one_active_for_a_case",
                violation_error_message=_("This case already has active protection."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("valid_from")),
                name="protection_ends_after_it_starts",
                violation_error_message=_("Protection cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=iff(Q(ended_on=None), Q(end_kind=""))
                & implies(
                    Q(ended_on__isnull=False),
                    Q(ended_by__isnull=False, ended_by_organisation__isnull=False) & Q(end_reference__isnull=False),
                )
                & (Q(end_kind="") | Q(end_kind__in=EndKind.values)),
                name="protection_end_has_a_kind_an_act_and_a_prosecutor",
                violation_error_message=_("The end needs its day, its kind and the reference of the act."),
            ),
            models.CheckConstraint(
                condition=iff(
                    Q(end_kind=EndKind.TERMINATED),
                    Q(termination_ground__in=TerminationGround.values) & Q(termination_reasons__isnull=False),
                )
                & implies(~Q(end_kind=EndKind.TERMINATED), Q(termination_ground="")),
                name="protection_terminated_on_one_of_three_grounds",
                violation_error_message=_("Protection is terminated only on one of the three grounds, with reasons."),
            ),
            models.CheckConstraint(
                condition=Q(permit_possible=True) | Q(permit_number=None, permit_issued_on=None, permit_valid_to=None),
                name="protection_permit_only_for_non_eu_foreigners",
                violation_error_message=_(
                    "A residence permit belongs only to foreigners from outside the European Union."
                ),
            ),
            models.CheckConstraint(
                condition=Q(permit_number=None, permit_issued_on=None, permit_valid_to=None)
                | (
                    Q(permit_number__isnull=False)
                    & Q(
                        permit_issued_on__isnull=False,
                        permit_valid_to__isnull=False,
                        permit_valid_to__gte=F("permit_issued_on"),
                    )
                ),
                name="protection_permit_is_whole",
                violation_error_message=_("A permit needs its number, its day of issue and a later last day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.valid_from}"

    def state(self, *, on: date) -> ProtectionState:
        """What the status is on a day in Sofia; the day of the end is still inside."""
        if self.ended_on is None or on <= self.ended_on:
            return ProtectionState.ACTIVE
        return ProtectionState.TERMINATED if self.end_kind == EndKind.TERMINATED else ProtectionState.ENDED
