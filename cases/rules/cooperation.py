"""Why a statement about cooperation cannot be recorded, told on or annulled now."""

from django.utils.translation import gettext_lazy as _

from cases.models import Case, CooperationDecision, DecisionAnnulment
from cases.rules.identification import why_not_record
from cases.rules.registries import Reasons
from tvcase.accounts.models import User


def why_not_declare(case: Case) -> Reasons:
    """The person may say what she decides at any time, and change her mind; only a closed case takes no record."""
    return why_not_record(case)


def why_not_communicate(decision: CooperationDecision, annulment: DecisionAnnulment | None) -> Reasons:
    """What was recorded in error is told to nobody."""
    if annulment is not None and annulment.confirmed_at is not None:
        return [_("This statement was recorded in error and annulled.")]
    return why_not_record(decision.case)


def why_not_annul_decision(decision: CooperationDecision, annulment: DecisionAnnulment | None) -> Reasons:
    """An error is proposed once; then somebody else confirms it."""
    if annulment is None:
        return _why_frozen(decision.case)
    if annulment.confirmed_at is not None:
        return [_("This annulment has already been confirmed.")]
    return [_("The annulment has already been proposed: somebody else must confirm it.")]


def why_not_confirm(annulment: DecisionAnnulment, by: User) -> Reasons:
    """Two persons annul (product decision 4)."""
    if annulment.confirmed_at is not None:
        return [_("This annulment has already been confirmed.")]
    if annulment.proposed_by_id == by.pk:
        return [_("Somebody else must confirm the annulment.")]
    return _why_frozen(annulment.decision.case)


def _why_frozen(case: Case) -> Reasons:
    """What a person had decided before she or he was found to be a child waits (product decision 16)."""
    if case.counts_as_child:
        return [_("The person is, or may be, a child: the decision stays as it is for lawyer and prosecutor.")]
    return why_not_record(case)
