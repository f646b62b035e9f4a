"""The person's request for special protection under Article 25, and the prosecutor's decision on it."""

import uuid
from datetime import datetime
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
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
    GROUNDS_TO_GRANT,
    GROUNDS_TO_REFUSE,
    REFUSED_REQUESTS,
    REGISTERED_REQUESTS,
    REQUEST_FLOW,
    UNDECIDED_REQUESTS,
    WAITING_REQUESTS,
    DecisionGround,
    FilingMethod,
    RequestState,
    ServiceMethod,
)
from tvcase.accounts.models import Organisation, User
from tvcase.db import iff, implies
from tvcase.sealing.fields import SealedText

ANY_GROUND = [*GROUNDS_TO_GRANT, *GROUNDS_TO_REFUSE]


class ProtectionRequestQuerySet(CaseRecordQuerySet["ProtectionRequest"]):
    def visible_to(self, user: User) -> "ProtectionRequestQuerySet":
        """Every request of the cases whose team helps the person to ask, or whose lawyer one is; elsewhere only what
        was filed with one's own office."""
        helped = Q(case__in=Case.objects.permitting(user, CasePerm.CHANGE_LEGAL))
        helped |= Q(case__in=Case.objects.represented_by(user))
        filed_here = Q(case__in=Case.objects.permitting(user, CasePerm.VIEW_LEGAL), office=user.organisation_id)
        return self.filter(helped | filed_here)

    def waiting(self) -> "ProtectionRequestQuerySet":
        """Requests that an office has received, registered or not, and not yet decided."""
        return self.filter(state__in=WAITING_REQUESTS)


class ProtectionRequest(models.Model):
    """A person's own request for special protection. Filed with one office; only its prosecutors decide."""

    FLOW = REQUEST_FLOW
    AREA: ClassVar = Area.LEGAL
    TRIGGERS: ClassVar = {
        "protection_request_superseded_by_an_appeal": _(
            "A request is closed without a decision only when an appeal brought the protection."
        ),
        "protection_request_filed_with_a_prosecutors_office": _("A request is filed with a prosecutor's office only."),
        "protection_request_needs_an_effective_yes": _(
            "Filing needs an effective decision of the person to cooperate."
        ),
        "protection_request_decided_by_a_prosecutor": _("Only a prosecutor of the office decides."),
        "protection_request_filed_is_not_edited": _("What was filed is not edited."),
        "protection_request_decision_stands": _("A decision stands as it was made."),
        "protection_request_registered_by_the_office": _("Only a prosecutor of the office registers a request."),
        "protection_request_granted_on_appeal": _("A refusal becomes a grant only when an appeal overturned it."),
        "protection_request_in_proceedings_of_the_case": _("A request rests on proceedings of the same case."),
        "protection_request_keeps_its_proceedings": _(
            "The protection rests on these criminal proceedings until they end."
        ),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="protection_requests")
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=15, choices=RequestState, default=RequestState.DRAFT)
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
    filed_how = models.CharField(_("how it was filed"), max_length=15, choices=FilingMethod, blank=True)
    decision_due_on = models.DateField(_("decision due on"), null=True, blank=True)
    register_number = SealedText(_("number in the office's register"), max_length=60, blank=True, key="case_id")
    registered_on = models.DateField(_("registered on"), null=True, blank=True)
    registered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    claimed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("prosecutor who took it")
    )
    claimed_at = models.DateTimeField(_("taken at"), null=True, blank=True)
    claim_ends_at = models.DateTimeField(_("taken until"), null=True, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decision_reference = SealedText(_("reference of the decision"), max_length=60, blank=True, key="case_id")
    decision_grounds = ArrayField(
        models.CharField(max_length=15, choices=DecisionGround), default=list, blank=True, verbose_name=_("grounds")
    )
    decision_reasons = SealedText(_("reasons"), max_length=6000, blank=True, key="case_id")
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_by_organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    served_on = models.DateField(_("given to the person on"), null=True, blank=True)
    served_how = models.CharField(_("how it was given"), max_length=15, choices=ServiceMethod, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    superseded_on = models.DateField(_("closed after an appeal on"), null=True, blank=True)
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
                condition=Q(state__in=UNDECIDED_REQUESTS),
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
                condition=Q(registered_on=None) | Q(registered_on__gte=F("filed_on")),
                name="protection_request_registered_after_it_was_filed",
                violation_error_message=_("The request cannot be registered before it was filed."),
            ),
            models.CheckConstraint(
                condition=implies(
                    Q(state__in=REGISTERED_REQUESTS),
                    Q(registered_on__isnull=False, registered_by__isnull=False, register_number__isnull=False),
                ),
                name="protection_request_registered_with_a_number",
                violation_error_message=_("Registering needs the number in the register and the day."),
            ),
            models.CheckConstraint(
                condition=Q(claimed_by=None, claimed_at=None, claim_ends_at=None)
                | Q(
                    claimed_by__isnull=False,
                    claimed_at__isnull=False,
                    claim_ends_at__isnull=False,
                    claim_ends_at__gt=F("claimed_at"),
                    state__in=WAITING_REQUESTS,
                ),
                name="protection_request_taken_by_one_prosecutor_for_a_time",
                violation_error_message=_("A request that waits is taken by one prosecutor, for a time."),
            ),
            models.CheckConstraint(
                condition=implies(
                    Q(state=RequestState.ACTIVE),
                    Q(decision_grounds__len__gt=0) & Q(decision_grounds__contained_by=ANY_GROUND),
                )
                & implies(
                    Q(state__in=REFUSED_REQUESTS),
                    Q(decision_grounds__len__gt=0) & Q(decision_grounds__contained_by=list(GROUNDS_TO_REFUSE)),
                )
                & implies(~Q(state__in=DECIDED_REQUESTS), Q(decision_grounds=[])),
                name="protection_request_decided_on_grounds",
                violation_error_message=_("Choose the grounds on which the decision rests."),
            ),
            models.CheckConstraint(
                condition=Q(served_on=None, served_how="")
                | (
                    Q(served_on__isnull=False, served_on__gte=F("decided_on"), state__in=DECIDED_REQUESTS)
                    & ~Q(served_how="")
                ),
                name="protection_request_served_after_it_was_decided",
                violation_error_message=_("The decision is given to the person on a day after it was made, somehow."),
            ),
            models.CheckConstraint(
                condition=iff(Q(state=RequestState.WITHDRAWN), Q(withdrawn_on__isnull=False)),
                name="protection_request_withdrawn_means_dated",
                violation_error_message=_("Say when the person withdrew the request."),
            ),
            models.CheckConstraint(
                condition=iff(Q(state=RequestState.SUPERSEDED), Q(superseded_on__isnull=False)),
                name="protection_request_superseded_means_dated",
                violation_error_message=_("A request is closed without a decision on the day of the appeal's result."),
            ),
        ]
        indexes = [models.Index("office", "state", "filed_on", name="protection_request_of_office")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("legal:protection-request", args=[self.case.code, self.number])

    @property
    def awaits_decision(self) -> bool:
        """Whether the office has it and nobody has decided."""
        return self.state in WAITING_REQUESTS

    @property
    def is_refused(self) -> bool:
        return self.state in REFUSED_REQUESTS

    def taken_by(self, *, at: datetime) -> User | None:
        """The prosecutor who holds the request at an instant; nobody once the time has run out."""
        return self.claimed_by if self.claim_ends_at is not None and at < self.claim_ends_at else None
