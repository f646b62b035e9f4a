"""An appeal of the person against a refusal or an early end, and its result."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from cases.models import Case, CaseRecordQuerySet
from cases.permissions import Area
from legal.models.request import ProtectionRequest
from legal.states import APPEAL_FLOW, AppealAgainst, AppealState, TerminationGround
from tvcase.accounts.models import Organisation, User
from tvcase.db import iff, implies
from tvcase.sealing.fields import SealedText


class AppealQuerySet(CaseRecordQuerySet["Appeal"]):
    def of(self, requests: models.QuerySet[ProtectionRequest]) -> "AppealQuerySet":
        """The appeals in these requests."""
        return self.filter(request__in=requests)


class Appeal(models.Model):
    """An appeal against a prosecutor's act. It keeps what it is against: an early end that is overturned is taken
    off the protection. Who decides, and until when, is not in our sources: the body is written down."""

    FLOW = APPEAL_FLOW
    AREA: ClassVar = Area.LEGAL
    TRIGGERS: ClassVar = {
        "appeal_against_an_act_that_was_made": _("An appeal is against a refusal or an early end that was made."),
        "appeal_result_recorded_by_the_office": _("Only a prosecutor of the office records what became of an appeal."),
        "appeal_is_not_edited": _("What was appealed is not edited."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="protection_appeals")
    request = models.ForeignKey(ProtectionRequest, models.PROTECT, related_name="appeals")
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=10, choices=AppealState, default=AppealState.FILED)
    against = models.CharField(_("against"), max_length=12, choices=AppealAgainst)
    contested_on = models.DateField(_("day of the act"))
    contested_reference = SealedText(_("reference of the act"), max_length=60, key="case_id")
    contested_ground = models.CharField(_("ground of the act"), max_length=30, choices=TerminationGround, blank=True)
    contested_reasons = SealedText(_("reasons of the act"), max_length=6000, key="case_id")
    filed_on = models.DateField(_("appealed on"))
    body = SealedText(_("who decides on the appeal"), max_length=160, key="case_id")
    own_words = SealedText(_("what the person says against the act"), max_length=4000, blank=True, key="case_id")
    result_on = models.DateField(_("decided on"), null=True, blank=True)
    result_reference = SealedText(_("reference of the result"), max_length=60, blank=True, key="case_id")
    result_reasons = SealedText(_("reasons of the result"), max_length=6000, blank=True, key="case_id")
    result_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    result_by_organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = AppealQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("appeal")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("request", "number", name="appeal_number_once"),
            models.UniqueConstraint(
                "request",
                condition=Q(state=AppealState.FILED),
                name="appeal_one_open_for_a_request",
                violation_error_message=_("An appeal is open already."),
            ),
            models.CheckConstraint(
                condition=Q(against__in=AppealAgainst.values)
                & iff(Q(against=AppealAgainst.TERMINATION), ~Q(contested_ground="")),
                name="appeal_against_a_refusal_or_an_early_end",
                violation_error_message=_("An appeal is against a refusal or an early end that was made."),
            ),
            models.CheckConstraint(
                condition=Q(filed_on__gte=F("contested_on")) & Q(body__isnull=False),
                name="appeal_filed_after_the_act_with_somebody",
                violation_error_message=_("Say who decides on the appeal; it comes after the act."),
            ),
            models.CheckConstraint(
                condition=iff(
                    Q(state=AppealState.FILED),
                    Q(result_on=None, result_by=None, result_by_organisation=None),
                )
                & implies(
                    ~Q(state=AppealState.FILED),
                    Q(
                        result_on__isnull=False,
                        result_on__gte=F("filed_on"),
                        result_by__isnull=False,
                        result_by_organisation__isnull=False,
                    ),
                )
                & implies(
                    Q(state__in=[AppealState.UPHELD, AppealState.OVERTURNED]),
                    Q(result_reference__isnull=False),
                ),
                name="appeal_result_is_dated_and_referenced",
                violation_error_message=_("A result needs its day and its reference, and comes after the appeal."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.number}"

    @property
    def is_open(self) -> bool:
        return self.state == AppealState.FILED


def with_appeals(requests: models.QuerySet[ProtectionRequest]) -> models.QuerySet[ProtectionRequest]:
    """Each request with `appealed_on`, the day of an appeal whose result is not recorded."""
    undecided = Appeal.objects.filter(request=OuterRef("pk"), state=AppealState.FILED)
    return requests.annotate(appealed_on=Subquery(undecided.values("filed_on")[:1]))
