"""Referring without consent: what one person proposes another decides (domain 4.10; C-18)."""

from django.utils.translation import gettext_lazy as _

from cases.rules import Reasons
from cases.sharing.models import Referral
from cases.sharing.rules import why_not_amend, why_not_share
from tvcase.accounts.models import User
from tvcase.accounts.roles import Role

DECIDES = (Role.SUPERVISOR, Role.COORDINATOR)  # who may be the second person where there is no consent


def why_not_propose(referral: Referral, basis: str, *, by: User) -> Reasons:
    """Why nobody can propose now to refer without consent; only for a child is it a duty."""
    reasons = why_not_amend(referral, by=by)
    if not reasons and basis == "MANDATORY" and not referral.case.counts_as_child:
        return [_("Only for a child is there a duty to refer without consent.")]
    return reasons


def why_not_confirm(referral: Referral, *, by: User) -> Reasons:
    """Without consent somebody else decides: a supervisor or a coordinator (domain 4.10: two staff)."""
    if not referral.awaits_a_second_person:
        return [_("Nobody proposed to refer without consent.")]
    reasons = why_not_share(referral.case, by=by)
    if referral.proposed_by_id == by.pk:
        reasons.append(_("Somebody else must decide."))
    if not by.has_role(*DECIDES):
        reasons.append(_("A supervisor or a coordinator decides."))
    return reasons


def why_not_take_back(referral: Referral, *, by: User) -> Reasons:
    """A proposal to refer without consent is taken back until somebody decided."""
    if not referral.awaits_a_second_person:
        return [_("Nobody proposed to refer without consent.")]
    return why_not_share(referral.case, by=by)
