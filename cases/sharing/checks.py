"""What the database holds of a referral, whatever writes it (domain 4.10)."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.sharing.states import (
    BY_TWO,
    DECIDED,
    TAKEN,
    WAS_SENT,
    Basis,
    DeclineReason,
    NotPossible,
    Outcome,
    Purpose,
    RecallReason,
    ReferralReason,
    ReferralState,
)
from tvcase.db import iff, implies

R = ReferralState


def _in(*states: str) -> Q:
    return Q(state__in=states)


def _one_of(choices: type[models.TextChoices], field: str) -> Q:
    return Q(**{f"{field}__in": ["", *choices.values]})


def _check(name: str, condition: Q, sentence: Any) -> models.CheckConstraint:
    return models.CheckConstraint(condition=condition, name=f"referral_{name}", violation_error_message=sentence)


REFERRAL = (
    _check(
        "lists_are_closed",
        Q(purpose__in=Purpose.values, reason_kind__in=ReferralReason.values, state__in=R.values)
        & _one_of(Basis, "basis")
        & _one_of(DeclineReason, "decline_reason")
        & _one_of(NotPossible, "not_possible")
        & _one_of(RecallReason, "recall_reason")
        & _one_of(Outcome, "outcome"),
        _("Choose one of the answers shown."),
    ),
    _check(
        "names_one_receiver",
        Q(to_organisation__isnull=False) ^ Q(partner__isnull=False),
        _("A referral goes to one organisation."),
    ),
    _check(
        "goes_to_another_organisation",
        Q(to_organisation=None) | ~Q(to_organisation=F("from_organisation")),
        _("A referral goes to another organisation."),
    ),
    _check(
        "rests_on_something",
        implies(_in(*DECIDED, *WAS_SENT), ~Q(basis="")) & iff(Q(basis=Basis.CONSENT), Q(consent__isnull=False)),
        _("A referral rests on the person's consent, on a risk to life or on a duty towards a child."),
    ),
    _check(
        "without_consent_has_a_reason",
        implies(Q(basis__in=BY_TWO), Q(basis_reason__isnull=False, proposed_by__isnull=False)),
        _("Without consent a referral needs a reason."),
    ),
    _check(
        "without_consent_by_two_people",
        implies(
            Q(basis__in=BY_TWO) & _in(R.EXCEPTION, R.MANDATORY, *WAS_SENT),
            Q(confirmed_by__isnull=False) & ~Q(confirmed_by=F("proposed_by")),
        ),
        _("Without consent a second person decides."),
    ),
    _check(
        "state_says_on_what_it_rests",
        implies(_in(R.CONSENTED), Q(basis=Basis.CONSENT))
        & implies(_in(R.EXCEPTION), Q(basis=Basis.EXCEPTION))
        & implies(_in(R.MANDATORY), Q(basis=Basis.MANDATORY)),
        _("Choose one of the answers shown."),
    ),
    _check(
        "sent_means_dated",
        implies(_in(*WAS_SENT), Q(sent_on__isnull=False, reply_due_on__isnull=False, sent_by__isnull=False))
        & (Q(sent_on=None) | Q(sent_on__gte=F("drafted_on"))),
        _("Say on which day it was sent."),
    ),
    _check(
        "answered_after_it_was_sent",
        implies(_in(R.DECLINED, *TAKEN), Q(answered_on__isnull=False))
        & (Q(answered_on=None) | Q(sent_on__isnull=False, answered_on__gte=F("sent_on"))),
        _("An answer comes after the referral."),
    ),
    _check(
        "declined_for_a_reason",
        implies(_in(R.DECLINED), ~Q(decline_reason="")),
        _("Say why the person is not taken."),
    ),
    _check(
        "handed_over_to_somebody",
        implies(
            _in(R.HANDED_OVER, R.CONFIRMED, R.CLOSED),
            Q(handover_at__isnull=False, handover_where__isnull=False, met_by__isnull=False)
            & Q(feedback_due_on__isnull=False),
        ),
        _("Say where and when the person was handed over and who met her or him."),
    ),
    _check(
        "feedback_says_what_became_of_it",
        implies(_in(R.CONFIRMED, R.CLOSED), Q(feedback_on__isnull=False) & ~Q(outcome=""))
        & implies(_in(R.CONFIRMED), ~Q(outcome=Outcome.NO_FEEDBACK))
        & implies(Q(outcome=Outcome.NO_FEEDBACK), Q(feedback__isnull=False)),
        _("Say what became of it."),
    ),
    _check(
        "not_possible_has_an_alternative",
        implies(_in(R.NOT_POSSIBLE), ~Q(not_possible="") & Q(alternative__isnull=False))
        & implies(~Q(not_possible=""), _in(R.NOT_POSSIBLE, R.RECALLED)),
        _("Say why it is not possible, and what is done instead."),
    ),
    _check(
        "recalled_for_a_reason",
        iff(_in(R.RECALLED), ~Q(recall_reason=""))
        & iff(_in(R.RECALLED), Q(recalled_on__isnull=False))
        & (Q(deleted_on=None) | Q(recalled_on__isnull=False, deleted_on__gte=F("recalled_on"))),
        _("Say why it is recalled."),
    ),
    _check(
        "over_means_dated",
        implies(_in(R.CLOSED, R.NOT_POSSIBLE, R.REFUSED_BY_PERSON), Q(ended_on__isnull=False)),
        _("Say when it ended."),
    ),
)
