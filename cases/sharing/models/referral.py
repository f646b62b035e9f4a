"""Referral to another organisation, and what of the file is handed over with it (domain 4.10; SOP 1.4)."""

import uuid
from datetime import date
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models import Case, CaseRecordQuerySet
from cases.permissions import ANSWERS_REFERRALS, Area, CasePerm
from cases.sharing import checks
from cases.sharing.models.consent import Consent
from cases.sharing.models.partner import PartnerAbroad
from cases.sharing.states import (
    BY_TWO,
    OPEN_REFERRALS,
    OUT,
    REFERRAL_FLOW,
    RISK,
    Basis,
    DeclineReason,
    NotPossible,
    Outcome,
    Purpose,
    RecallReason,
    ReferralReason,
    ReferralState,
)
from cases.support.models import PlanStep
from tvcase.accounts.models import Organisation, User
from tvcase.sealing.fields import SealedText

S = ReferralState


class ReferralQuerySet(CaseRecordQuerySet["Referral"]):
    def visible_to(self, user: User) -> Self:
        """Referrals out of the cases in which one reads what is shared, and those that came to one's organisation."""
        return self.filter(Q(pk__in=self.sent_out(user)) | Q(pk__in=self.received(user)))

    def sent_out(self, user: User) -> Self:
        """Referrals out of cases that one's own organisation holds."""
        return self.permitting(user, CasePerm.VIEW_SHARING).filter(case__organisation=user.organisation_id)

    def received(self, user: User) -> Self:
        """Referrals that came to one's organisation, for those who answer there."""
        if not user.organisation_id or not user.has_role(*ANSWERS_REFERRALS):
            return self.none()
        return self.filter(to_organisation=user.organisation_id, sent_on__isnull=False)

    def open(self) -> Self:
        return self.filter(state__in=OPEN_REFERRALS)

    def out(self) -> Self:
        """Those whose receiver reads what was handed over."""
        return self.filter(state__in=OUT)

    def unconfirmed(self) -> Self:
        """Recalled, and the receiver has not said yet that it deleted what it was told."""
        return self.filter(state=S.RECALLED, deleted_on=None)

    def reached(self) -> Self:
        """Those whose receiver has what it was told, and is not asked to delete it."""
        return self.filter(sent_on__isnull=False).exclude(state=S.RECALLED)

    def untold(self) -> Self:
        """Sent without consent, and the person neither knows nor would be in danger by knowing (domain 9.2)."""
        return self.filter(basis__in=BY_TWO, sent_on__isnull=False, telling=None)


class Referral(models.Model):
    """One person referred to one organisation. Days are Europe/Sofia dates.

    The receiver reads this row, and of the file only the items handed over with it, as long as the referral lasts.
    `case_code` stays with it, because a receiver that must delete what it was told does not see the case any more.
    """

    FLOW = REFERRAL_FLOW
    AREA: ClassVar = Area.SHARING
    TRIGGERS: ClassVar = {
        "referral_needs_a_living_consent": _(
            "A referral is sent with a consent that names this organisation and everything that is told."
        ),
        "referral_mandatory_for_a_child": _("Only for a child is there a duty to refer without consent."),
        "referral_sent_is_not_edited": _("What was sent is not edited: recall it, and refer anew."),
        "referral_plan_step_of_its_case": _("The step belongs to the plan of this case."),
        "referral_decided_by_who_acts": _("Who decides is who is signed in."),
        "referral_over_tells_nothing": _("What was told with a referral ends with it."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="referrals")
    case_code = models.CharField(_("case"), max_length=12, editable=False)
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=20, choices=ReferralState, default=S.DRAFT)
    from_organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("from"))
    to_organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("to")
    )
    partner = models.ForeignKey(
        PartnerAbroad, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("to a partner abroad")
    )
    follows = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="followed_by")
    purpose = models.CharField(_("what for"), max_length=12, choices=Purpose)
    purpose_note = SealedText(_("what is asked for"), max_length=1000, blank=True, key="case_id")
    reason_kind = models.CharField(_("why"), max_length=20, choices=ReferralReason)
    items = ArrayField(models.CharField(max_length=20), default=list, blank=True, verbose_name=_("what is told"))
    plan_step = models.ForeignKey(
        PlanStep, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("step of the plan")
    )
    drafted_on = models.DateField(_("prepared on"))
    basis = models.CharField(_("on what it rests"), max_length=10, choices=Basis, blank=True)
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, blank=True, related_name="referrals")
    basis_reason = SealedText(_("why without consent"), max_length=1000, blank=True, key="case_id")
    proposed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reply_due_on = models.DateField(_("answer due on"), null=True, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer = SealedText(_("what was answered"), max_length=1000, blank=True, key="case_id")
    decline_reason = models.CharField(_("why declined"), max_length=15, choices=DeclineReason, blank=True)
    handover_at = models.DateTimeField(_("handed over at"), null=True, blank=True)
    handover_where = SealedText(_("where"), max_length=200, blank=True, key="case_id")
    met_by = SealedText(_("who met the person"), max_length=160, blank=True, key="case_id")
    escort = SealedText(_("who brought the person"), max_length=160, blank=True, key="case_id")
    feedback_due_on = models.DateField(_("feedback due on"), null=True, blank=True)
    feedback_on = models.DateField(_("feedback on"), null=True, blank=True)
    outcome = models.CharField(_("what became of it"), max_length=12, choices=Outcome, blank=True)
    feedback = SealedText(_("feedback"), max_length=2000, blank=True, key="case_id")
    not_possible = models.CharField(_("why not possible"), max_length=15, choices=NotPossible, blank=True)
    alternative = SealedText(_("what is done instead"), max_length=1000, blank=True, key="case_id")
    recalled_on = models.DateField(_("recalled on"), null=True, blank=True)
    recall_reason = models.CharField(_("why recalled"), max_length=18, choices=RecallReason, blank=True)
    deleted_on = models.DateField(_("deletion confirmed on"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = ReferralQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint("case", "number", name="referral_number_once"),
            models.UniqueConstraint(
                "case",
                "to_organisation",
                "purpose",
                condition=Q(state__in=OPEN_REFERRALS),
                name="referral_one_open_for_a_purpose",
                violation_error_message=_("The person is being referred to this organisation for this already."),
            ),
            *checks.REFERRAL,
        ]
        indexes = [
            models.Index("to_organisation", F("sent_on").desc(), name="referral_to_an_organisation"),
            models.Index("reply_due_on", condition=Q(state=S.SENT), name="referral_awaits_an_answer"),
        ]

    def __str__(self) -> str:
        return f"{self.case_code} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("sharing:referral", args=[self.case_code, self.number])

    @property
    def receiver(self) -> Organisation | PartnerAbroad | None:
        """The organisation here, or the partner abroad."""
        return self.to_organisation or self.partner

    @property
    def is_out(self) -> bool:
        """Whether the receiver reads what was handed over."""
        return self.state in OUT

    @property
    def awaits_a_second_person(self) -> bool:
        """Whether somebody proposed to refer without consent, and nobody else has decided."""
        return self.state == S.DRAFT and bool(self.basis)

    @property
    def rests_on_no_consent(self) -> bool:
        """Whether two people decided it without consent."""
        return self.basis in BY_TWO

    def is_late(self, *, on: date) -> bool:
        """Whether the answer was due before a day in Sofia."""
        return self.state == S.SENT and self.reply_due_on is not None and self.reply_due_on < on


class SharedItemQuerySet(CaseRecordQuerySet["SharedItem"]):
    def living(self, *, on: date) -> Self:
        """What may still be read on a day in Sofia; the last day is still inside."""
        return self.filter(Q(until_on=None) | Q(until_on__gte=on), alive=True)

    def told_to(self, user: User, *, on: date) -> Self:
        """What the person's organisation reads now of what was handed over to it."""
        return self.living(on=on).filter(referral__in=Referral.objects.received(user).filter(state__in=OUT))


class SharedItem(models.Model):
    """One kind of information as it was when it was handed over: a copy, which nobody keeps up to date.

    It is alive until the referral ends or the consent is withdrawn, and no longer than `until_on`, the last day of
    the consent. What `must_share` rests on no consent.
    """

    AREA: ClassVar = Area.SHARING
    TRIGGERS: ClassVar = {
        "shared_item_within_the_consent": _("Only what the person agreed to is told."),
        "shared_item_only_ends": _("What was told is never changed; it ends."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="shared_items")
    kind = models.CharField(_("what"), max_length=20)
    area = models.CharField(_("part of the file"), max_length=20)
    text = SealedText(_("what was told"), max_length=20000, key="case_id")
    must_share = models.BooleanField(_("told with every referral"), default=False)
    alive = models.BooleanField(_("can be read by the other organisation"), default=True)
    until_on = models.DateField(_("until"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = SharedItemQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-must_share", "kind"]
        constraints = [
            models.UniqueConstraint("referral", "kind", name="shared_item_once"),
            models.CheckConstraint(
                condition=Q(must_share=False) | Q(kind=RISK),
                name="shared_item_must_share_only_risks",
                violation_error_message=_("Only risks to life and well-being are told without consent."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.referral_id} {self.kind}"
