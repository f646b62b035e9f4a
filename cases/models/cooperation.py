"""What the person decided about cooperation: rows that are added and never changed."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case, CaseRecordQuerySet
from cases.permissions import Area, CasePerm
from cases.states import EFFECTIVE_FORMS, CooperationValue, DeclaredTo, StatementForm
from tvcase.accounts.models import Organisation, User
from tvcase.db import SofiaDate, iff
from tvcase.sealing.fields import SealedText


class CooperationDecisionQuerySet(CaseRecordQuerySet["CooperationDecision"]):
    def visible_to(self, user: User) -> "CooperationDecisionQuerySet":
        """Decisions of cases whose legal file this person may see: all of them in the holding organisation and for
        the person's own lawyer, elsewhere only what the person agreed to communicate to that organisation (product
        decision 17)."""
        inside = Q(case__organisation=user.organisation_id) | Q(case__in=Case.objects.represented_by(user))
        told = Q(communications__authority=user.organisation_id)
        visible = self.permitting(user, CasePerm.VIEW_LEGAL, CasePerm.VIEW_CLOCK)
        legal = Q(case__in=Case.objects.permitting(user, CasePerm.VIEW_LEGAL))
        return visible.filter((inside & legal) | told).distinct()

    def standing(self) -> "CooperationDecisionQuerySet":
        """Decisions that were not annulled by two persons."""
        return self.exclude(annulment__confirmed_at__isnull=False)

    def effective_yes(self) -> "CooperationDecisionQuerySet":
        """YES, written or minuted, said after the person was told that it ends the period; not annulled."""
        return self.standing().filter(
            value=CooperationValue.YES, form__in=EFFECTIVE_FORMS, told_it_ends_period_at__isnull=False
        )


class CooperationDecision(models.Model):
    """What the person said about cooperating: when, to whom, in which form. Never changed, never removed.

    Order is (declared_at, number). Support never reads it. Only an effective YES inside the period ends the
    period (product decision 4); NO, a withdrawal and silence change nothing about the clock or any service.
    """

    AREA: ClassVar = Area.LEGAL

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="cooperation_decisions")
    number = models.PositiveSmallIntegerField(_("number"))
    value = models.CharField(_("what the person said"), max_length=10, choices=CooperationValue)
    declared_at = models.DateTimeField(_("said at"))
    declared_on = models.GeneratedField(
        expression=SofiaDate("declared_at"), output_field=models.DateField(), db_persist=True
    )
    declared_to = models.CharField(_("said to"), max_length=10, choices=DeclaredTo)
    form = models.CharField(_("form"), max_length=10, choices=StatementForm)
    told_it_ends_period_at = models.DateTimeField(
        _("told that a decision to cooperate ends the period, at"), null=True, blank=True
    )
    language = models.CharField(_("language"), max_length=3)
    interpreter = SealedText(_("interpreter"), max_length=120, blank=True, key="case_id")
    lawyer_present = models.BooleanField(_("a lawyer was present"), default=False)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = CooperationDecisionQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["declared_at", "number"]
        constraints = [
            models.UniqueConstraint("case", "number", name="cooperation_decision_number_once"),
            models.CheckConstraint(
                condition=Q(told_it_ends_period_at=None) | Q(told_it_ends_period_at__lte=F("declared_at")),
                name="cooperation_decision_told_before_deciding",
                violation_error_message=_("The person must have been told before deciding."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"

    @property
    def is_effective_yes(self) -> bool:
        """Whether this statement, unless annulled, is a decision that can end the period."""
        return (
            self.value == CooperationValue.YES
            and self.form in EFFECTIVE_FORMS
            and self.told_it_ends_period_at is not None
        )


class DecisionCommunication(models.Model):
    """That the person agreed to tell one authority of a decision; without it the authority sees nothing of it."""

    AREA: ClassVar = Area.LEGAL

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(CooperationDecision, models.PROTECT, related_name="communications")
    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("authority"))
    agreed_on = models.DateField(_("the person agreed on"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                "decision",
                "authority",
                name="decision_communicated_once",
                violation_error_message=_("This authority has already been told."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.authority_id}"


class DecisionAnnulment(models.Model):
    """That a decision was recorded in error: proposed by one person, confirmed by another."""

    AREA: ClassVar = Area.LEGAL
    TRIGGERS: ClassVar = {"decision_annulment_decided_by_who_acts": _("Who decides is who is signed in.")}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.OneToOneField(CooperationDecision, models.PROTECT, related_name="annulment")
    reason = SealedText(_("reason"), max_length=2000, key="decision.case_id")
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(_("proposed at"), db_default=Now())
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=iff(Q(confirmed_by=None), Q(confirmed_at=None)),
                name="decision_annulment_confirmed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("proposed_by")),
                name="decision_annulment_needs_two_people",
                violation_error_message=_("Somebody else must confirm the annulment."),
            ),
            models.CheckConstraint(
                condition=Q(reason__isnull=False),
                name="decision_annulment_gives_its_reason",
                violation_error_message=_("Write the reason."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.decision_id)
