"""What the database holds of an application for legal aid, whatever writes it (domain 4.14)."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from legal.aid.states import (
    ANSWER_OWED,
    DECIDED_AID,
    REFUSED_AID,
    SIGNED_AID,
    SUBMITTED_AID,
    Addressee,
    AidProduct,
    AidState,
    Applicant,
)
from tvcase.db import iff, implies


def one_of(choices: type[models.TextChoices], field: str = "end_reason") -> Q:
    """That a field holds one of the codes of a closed list."""
    return Q(**{f"{field}__in": choices.values})


def _in(states: tuple[str, ...]) -> Q:
    return Q(state__in=states)


def _not_before(later: str, earlier: str) -> Q:
    return Q(**{later: None}) | Q(**{f"{later}__gte": F(earlier)})


def _check(name: str, condition: Q, sentence: Any) -> models.CheckConstraint:
    return models.CheckConstraint(condition=condition, name=f"legal_aid_{name}", violation_error_message=sentence)


APPLICATION = (
    _check(
        "lists_are_closed",
        one_of(AidProduct, "product") & one_of(AidState, "state") & one_of(Addressee, "addressee"),
        _("Choose one of the answers shown."),
    ),
    _check(
        "initial_has_nothing_to_prove",
        implies(
            Q(product=AidProduct.INITIAL),
            Q(addressee=Addressee.NLAB, means_declared=False, means_evidence=None, decision_to_cooperate=None),
        ),
        _("Initial legal aid goes to the National Legal Aid Bureau. There is nothing to prove."),
    ),
    _check(
        "signed_by_somebody_on_a_day",
        implies(_in(SIGNED_AID), Q(signed_on__isnull=False) & one_of(Applicant, "applicant"))
        & iff(Q(signed_on=None), Q(applicant="")),
        _("Say who signed and when."),
    ),
    _check(
        "representative_has_a_name",
        Q(applicant__in=["", Applicant.PERSON]) | Q(applicant_name__isnull=False),
        _("Write the name of the representative."),
    ),
    _check("signed_after_it_was_prepared", _not_before("signed_on", "prepared_on"), _("It cannot be signed earlier.")),
    _check(
        "submitted_means_dated",
        implies(_in(SUBMITTED_AID), Q(submitted_on__isnull=False)),
        _("Say on which day it was submitted."),
    ),
    _check(
        "submitted_after_it_was_signed",
        Q(submitted_on=None) | Q(signed_on__isnull=False, submitted_on__gte=F("signed_on")),
        _("The application cannot be submitted before it was signed."),
    ),
    _check(
        "full_with_means_and_cooperation",
        implies(
            Q(product=AidProduct.FULL) & Q(submitted_on__isnull=False),
            Q(means_declared=True, means_evidence__isnull=False, decision_to_cooperate__isnull=False),
        ),
        _("Full legal aid needs the declaration, evidence of means and a decision to cooperate."),
    ),
    _check(
        "decided_means_dated",
        iff(_in(DECIDED_AID), Q(decided_on__isnull=False)),
        _("Say on which day it was decided."),
    ),
    _check(
        "decided_after_it_was_submitted",
        Q(decided_on=None) | Q(submitted_on__isnull=False, decided_on__gte=F("submitted_on")),
        _("The decision cannot come before the application."),
    ),
    _check(
        "refused_with_reasons",
        implies(_in(REFUSED_AID), Q(reasons__isnull=False, told_on__isnull=False, told_on__gte=F("decided_on"))),
        _("A refusal needs its reasons and the day on which it reached the person."),
    ),
    _check(
        "appealed_means_dated",
        implies(_in((AidState.APPEALED, AidState.REFUSED_FINAL)), Q(appealed_on__isnull=False))
        & implies(Q(appealed_on__isnull=False), Q(told_on__isnull=False, appealed_on__gte=F("decided_on")))
        & implies(_in((AidState.REFUSED,)), Q(appealed_on=None)),
        _("Say on which day the refusal was appealed; that is not before it was made."),
    ),
    _check(
        "appeal_decided_means_dated",
        implies(_in((AidState.REFUSED_FINAL,)), Q(appeal_decided_on__isnull=False, appeal_reasons__isnull=False))
        & implies(
            Q(appealed_on__isnull=False) & _in((AidState.GRANTED, AidState.COMPLETED)),
            Q(appeal_decided_on__isnull=False),
        )
        & implies(
            Q(appeal_decided_on__isnull=False),
            Q(appealed_on__isnull=False, appeal_decided_on__gte=F("appealed_on")) & ~_in((AidState.APPEALED,)),
        ),
        _("The decision on an appeal needs its day, and reasons when it refuses."),
    ),
    _check(
        "completed_means_dated",
        iff(_in((AidState.COMPLETED,)), Q(completed_on__isnull=False)) & _not_before("completed_on", "decided_on"),
        _("Say when the legal aid was completed; that is not before it was granted."),
    ),
    _check(
        "withdrawn_means_dated",
        iff(_in((AidState.WITHDRAWN,)), Q(withdrawn_on__isnull=False)) & _not_before("withdrawn_on", "prepared_on"),
        _("Say when the person withdrew the application."),
    ),
    _check(
        "chased_only_while_an_answer_is_owed",
        Q(chase_on=None) | (_in(ANSWER_OWED) & Q(answer_owed_from__isnull=False)),
        _("Nobody owes an answer to this application."),
    ),
)
