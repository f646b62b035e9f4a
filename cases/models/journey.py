"""Papers for a return, and the contacts after it that the person agreed to (domain 4.11)."""

import uuid
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case, CaseRecordQuerySet
from cases.models.returns import ReturnPlan
from cases.permissions import Area
from cases.returning import (
    PAPER_FLOW,
    PAPERS_AWAITED,
    PAPERS_READY,
    ContactOutcome,
    PaperIssuer,
    PaperKind,
    PaperState,
)
from tvcase.accounts.models import User
from tvcase.db import iff
from tvcase.sealing.fields import SealedText

P = PaperState


class TravelPaperQuerySet(CaseRecordQuerySet["TravelPaper"]):
    def awaited(self) -> Self:
        """Those that are needed and not there yet."""
        return self.filter(state__in=PAPERS_AWAITED)


class TravelPaper(models.Model):
    """One paper that the person needs for the journey, or has. What issues it is a code: no text can ask a mission.

    Its number stands among the documents of the person, not here.
    """

    FLOW = PAPER_FLOW
    AREA: ClassVar = Area.RETURN
    TRIGGERS: ClassVar = {
        "travel_paper_no_embassy_for_asylum": _("The person has applied for asylum: nobody may contact the embassy."),
        "travel_paper_of_an_open_plan": _("Papers belong to a plan that is still prepared."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="travel_papers")
    plan = models.ForeignKey(ReturnPlan, models.PROTECT, related_name="papers")
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("document"), max_length=15, choices=PaperKind)
    issuer = models.CharField(_("issued by"), max_length=10, choices=PaperIssuer)
    state = models.CharField(_("state"), max_length=10, choices=PaperState)
    state_on = models.DateField(_("since"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = TravelPaperQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("travel document")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("plan", "number", name="travel_paper_number_once"),
            models.CheckConstraint(
                condition=Q(kind__in=PaperKind.values, issuer__in=PaperIssuer.values),
                name="travel_paper_in_words_of_the_lists",
                violation_error_message=_("Choose from the lists."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.number}"

    def is_ready(self, *, for_day: date | None) -> bool:
        """Whether the person can travel with it on a Sofia day, or on any while none is planned."""
        valid = self.valid_to is None or for_day is None or self.valid_to >= for_day
        return self.state in PAPERS_READY and valid


class FollowUpContactQuerySet(CaseRecordQuerySet["FollowUpContact"]):
    def planned(self) -> Self:
        """Those that are still to come."""
        return self.filter(held_on=None, cancelled_on=None)


class FollowUpContact(models.Model):
    """One contact after the return, on a day that was planned; there is none without the person's own agreement."""

    AREA: ClassVar = Area.RETURN
    TRIGGERS: ClassVar = {
        "follow_up_only_with_agreement": _("The person has not agreed to be contacted, or wants it no more."),
        "follow_up_is_not_rewritten": _("What came of a contact stays as it was written."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="follow_up_contacts")
    plan = models.ForeignKey(ReturnPlan, models.PROTECT, related_name="contacts")
    number = models.PositiveSmallIntegerField(_("number"))
    due_on = models.DateField(_("planned for"))
    held_on = models.DateField(_("made on"), null=True, blank=True)
    outcome = SealedText(_("what came of it"), max_length=15, choices=ContactOutcome, blank=True, key="case_id")
    note = SealedText(_("note"), max_length=1000, blank=True, key="case_id")
    held_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_on = models.DateField(_("cancelled on"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = FollowUpContactQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("contact after the return")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("plan", "number", name="follow_up_contact_number_once"),
            models.CheckConstraint(
                condition=iff(Q(held_on__isnull=False), Q(outcome__isnull=False))
                & iff(Q(held_on__isnull=False), Q(held_by__isnull=False)),
                name="follow_up_contact_held_means_an_outcome",
                violation_error_message=_("Say when the contact was made, and what came of it."),
            ),
            models.CheckConstraint(
                condition=Q(held_on=None) | Q(cancelled_on=None),
                name="follow_up_contact_held_or_cancelled",
                violation_error_message=_("A contact was either made or cancelled."),
            ),
        ]
        indexes = [models.Index(F("case"), F("due_on"), name="follow_up_contact_due")]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("cases:return-contact", args=[self.case.code, self.plan.number, self.number])

    @property
    def is_planned(self) -> bool:
        return self.held_on is None and self.cancelled_on is None
