"""Why the team of a case cannot be changed by somebody now, or the case not be offered, taken over or recalled."""

from django.utils.translation import gettext_lazy as _

from cases.models import Case, Handover
from cases.rules.registries import Reasons
from cases.states import HandoverState
from tvcase.accounts.models import User
from tvcase.accounts.roles import Role

# Who answers for an organisation to which a case is offered (permissions: OpeningGround.HANDOVER).
ANSWERING = (Role.COORDINATOR, Role.SUPERVISOR, Role.CASEWORKER)


def why_not_change_team(case: Case, by: User) -> Reasons:
    """Who works on a case is the holder's affair, as long as the case is open."""
    reasons: Reasons = [] if case.is_open else [_("This case is closed: its team stays as it was.")]
    if by.organisation_id != case.organisation_id:
        reasons.append(_("Only the organisation that holds the case decides who works on it."))
    return reasons


def why_not_offer(case: Case, by: User) -> Reasons:
    """A case is offered by its holder, to one organisation at a time."""
    reasons: Reasons = [] if case.is_open else [_("This case is closed.")]
    if by.organisation_id != case.organisation_id:
        reasons.append(_("Only the organisation that holds the case offers it."))
    if case.sealed_to is not None:
        reasons.append(_("This file is sealed: lift the seal before the case is offered."))
    if case.handovers.filter(state=HandoverState.OFFERED).exists():
        reasons.append(_("This case is already offered to an organisation."))
    return reasons


def why_not_answer(handover: Handover, by: User) -> Reasons:
    """The organisation that was asked answers, once."""
    if handover.state != HandoverState.OFFERED:
        return [_("This offer has been answered or recalled.")]
    if by.organisation_id != handover.to_organisation_id:
        return [_("Only the organisation to which the case was offered answers.")]
    if not by.has_role(*ANSWERING):
        return [_("Coordinators, supervisors and caseworkers answer for your organisation.")]
    return []


def why_not_recall(handover: Handover, by: User) -> Reasons:
    """The holder may take an offer back until it is answered."""
    if handover.state != HandoverState.OFFERED:
        return [_("This offer has been answered or recalled.")]
    if by.organisation_id != handover.from_organisation_id:
        return [_("Only the organisation that holds the case offers it.")]
    return []
