"""One application to a court for a measure against contact, and what came of it."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models import Case, CaseRecordQuerySet, NoContactMeasure
from cases.nocontact import BY_COURT, MeasureKind
from cases.permissions import Area
from legal.orders.states import ORDER_FLOW, ORDERED, Applicant, LiftedBy, OrderState
from tvcase.accounts.models import User
from tvcase.audit.history import keep_images
from tvcase.db import iff, implies
from tvcase.sealing.fields import SealedText

S = OrderState


class CourtOrder(models.Model):
    """What was asked of a court, what it ordered, when that was served and until when it holds. The measure itself,
    which those who support the person read, is of another area: an authority reads the order, not the measure."""

    FLOW = ORDER_FLOW
    AREA: ClassVar = Area.LEGAL
    TRIGGERS: ClassVar = {
        "court_order_is_of_its_measure": _("The order is of another case or kind than the measure."),
        "court_order_keeps_what_it_was": _("What a court ordered is not edited."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="court_orders")
    number = models.PositiveSmallIntegerField(_("number"))
    measure = models.OneToOneField(NoContactMeasure, models.PROTECT, related_name="court_order")
    kind = models.CharField(_("kind of measure"), max_length=25, choices=MeasureKind)
    state = models.CharField(_("state"), max_length=10, choices=OrderState, default=S.APPLIED)
    applied_on = models.DateField(_("applied for on"))
    applicant = models.CharField(_("who applied"), max_length=20, choices=Applicant)
    court = SealedText(_("court"), max_length=120, key="case_id")
    file_reference = SealedText(_("number of the court file"), max_length=60, blank=True, key="case_id")
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decision_reference = SealedText(_("reference of the order"), max_length=60, blank=True, key="case_id")
    scope = SealedText(_("what the court ordered"), max_length=600, blank=True, key="case_id")
    from_on = models.DateField(_("from"), null=True, blank=True)
    until_on = models.DateField(_("last day"), null=True, blank=True)
    served_on = models.DateField(_("served on who must obey it, on"), null=True, blank=True)
    person_told_on = models.DateField(_("the person was told on"), null=True, blank=True)
    ended_on = models.DateField(_("taken back or lifted on"), null=True, blank=True)
    lifted_by = models.CharField(_("lifted by"), max_length=12, choices=LiftedBy, blank=True)
    lift_reference = SealedText(_("reference of the act that lifts it"), max_length=60, blank=True, key="case_id")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = CaseRecordQuerySet["CourtOrder"].as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("court order")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("case", "number", name="court_order_number_once"),
            models.CheckConstraint(
                condition=Q(kind__in=BY_COURT),
                name="court_order_of_a_kind_that_courts_order",
                violation_error_message=_("A court does not order this: it rests on the person's agreement."),
            ),
            models.CheckConstraint(
                condition=iff(
                    Q(state__in=[*ORDERED, S.REFUSED]),
                    Q(decided_on__isnull=False, decided_on__gte=F("applied_on"), decision_reference__isnull=False),
                ),
                name="court_order_decided_means_dated_and_referenced",
                violation_error_message=_("What a court decided needs its day and its reference."),
            ),
            models.CheckConstraint(
                condition=iff(
                    Q(state__in=ORDERED),
                    Q(from_on__isnull=False, until_on__isnull=False, scope__isnull=False)
                    & Q(from_on__gte=F("decided_on"), until_on__gte=F("from_on")),
                ),
                name="court_order_says_what_and_until_when",
                violation_error_message=_("An order says what it covers, from when and until when."),
            ),
            models.CheckConstraint(
                condition=(Q(served_on=None) | Q(served_on__gte=F("decided_on"), state__in=ORDERED))
                & (Q(person_told_on=None) | Q(person_told_on__gte=F("decided_on"), state__in=ORDERED)),
                name="court_order_served_after_it_was_made",
                violation_error_message=_("An order is served after it was made."),
            ),
            models.CheckConstraint(
                condition=iff(
                    Q(state__in=[S.WITHDRAWN, S.LIFTED]), Q(ended_on__isnull=False, ended_on__gte=F("applied_on"))
                )
                & iff(Q(state=S.LIFTED), Q(lifted_by__in=LiftedBy.values) & Q(lift_reference__isnull=False))
                & implies(Q(state=S.LIFTED), Q(ended_on__gte=F("decided_on"))),
                name="court_order_lifted_by_an_act",
                violation_error_message=_("Say who lifted it, by which act and when."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("orders:order", args=[self.case.code, self.number])


keep_images(CourtOrder)
