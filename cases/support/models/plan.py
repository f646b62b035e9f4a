"""The individual support and safety plan: one row for each version, with the nine parts it must have (N1D)."""

import uuid
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models import Case, CaseRecordQuerySet, RiskAssessment
from cases.permissions import Area
from cases.support import checks
from cases.support.models.needs import NeedsAssessment
from cases.support.states import OPEN_PLANS, PLAN_FLOW, PlanEnd, PlanState, SignatureForm
from tvcase.accounts.models import Organisation, User
from tvcase.sealing.fields import SealedText


class PlanQuerySet(CaseRecordQuerySet["SupportPlan"]):
    def active(self) -> Self:
        """The versions that person and worker signed and that no newer one has replaced."""
        return self.filter(state=PlanState.ACTIVE)

    def to_approve(self, *, by: User) -> Self:
        """Versions in force that nobody has approved; whoever signed one does not approve it."""
        return self.active().filter(approved_on=None).exclude(worker=by)

    def to_review(self, *, on: date) -> Self:
        """Versions in force whose day of review, or whose last day, has come on a day in Sofia."""
        return self.active().filter(Q(review_on__lte=on) | Q(until_on__lt=on))


class SupportPlan(models.Model):
    """One version of the plan that a person and a worker make together. Its nine parts are the urgent needs, the risk
    assessment, the steps, the institutions, the safety plan, the time frame, both signatures, and date and place.

    No service, stay or referral waits for it, and nothing in it rests on cooperation. Days are Europe/Sofia dates.
    """

    FLOW = PLAN_FLOW
    AREA: ClassVar = Area.SUPPORT
    TRIGGERS: ClassVar = {
        "support_plan_signed_is_not_edited": _("What was signed is not edited: write a new version."),
        "support_plan_signed_has_its_parts": _(
            "A plan is signed with the needs and the risk of the same case, a goal, a step, and every safety measure "
            "agreed to or refused."
        ),
        "support_plan_decided_by_who_acts": _("Who decides is who is signed in."),
        "support_plan_approved_by_a_supervisor": _("A supervisor or a coordinator approves the plan."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="support_plans")
    number = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(_("state"), max_length=10, choices=PlanState, default=PlanState.DRAFT)
    drafted_on = models.DateField(_("begun on"))
    needs = models.ForeignKey(NeedsAssessment, models.PROTECT, null=True, blank=True, related_name="+")
    risk = models.ForeignKey(RiskAssessment, models.PROTECT, null=True, blank=True, related_name="+")
    institutions = SealedText(
        _("institutions contacted, or that the person is referred to"), max_length=2000, blank=True, key="case_id"
    )
    from_on = models.DateField(_("from"), null=True, blank=True)
    until_on = models.DateField(_("last day"), null=True, blank=True)
    review_on = models.DateField(_("to be looked at again on"), null=True, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    place = SealedText(_("place"), max_length=120, blank=True, key="case_id")
    signature_form = models.CharField(_("how the person agreed"), max_length=10, choices=SignatureForm, blank=True)
    signed_as = SealedText(_("chosen name"), max_length=80, blank=True, key="case_id")
    witness = SealedText(_("name of the witness"), max_length=160, blank=True, key="case_id")
    read_aloud = models.BooleanField(_("read aloud to the person"), default=False)
    language = models.CharField(_("language"), max_length=10, blank=True)
    interpreter = SealedText(_("name of the interpreter"), max_length=160, blank=True, key="case_id")
    worker = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("signed by the worker")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("approved by")
    )
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=15, choices=PlanEnd, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = PlanQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("support and safety plan")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("case", "number", name="support_plan_number_once"),
            models.UniqueConstraint(
                "case",
                "state",
                condition=Q(state__in=OPEN_PLANS),
                name="support_plan_one_draft_and_one_in_force",
                violation_error_message=_("This case already has such a version: one draft, and one in force."),
            ),
            *checks.PLAN,
        ]
        indexes = [models.Index("review_on", condition=Q(state=PlanState.ACTIVE), name="support_plan_to_be_reviewed")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("support:plan", args=[self.case.code, self.number])

    @property
    def is_draft(self) -> bool:
        return self.state == PlanState.DRAFT

    @property
    def is_active(self) -> bool:
        return self.state == PlanState.ACTIVE

    def is_over(self, *, on: date) -> bool:
        """Whether its last day has passed and neither a new version nor a closing followed."""
        return self.is_active and self.until_on is not None and self.until_on < on

    def review_is_due(self, *, on: date) -> bool:
        """Whether it is to be looked at again by a day in Sofia, or its time is over (domain 4.9: REVIEW_DUE)."""
        return self.is_over(on=on) or (self.is_active and self.review_on is not None and self.review_on <= on)
