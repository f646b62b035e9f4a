"""Who can be named in a seal, and why a file cannot be sealed or opened again by somebody now."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cases.models import Case, CaseSeal
from cases.permissions import HOLDER_GRANTS, OPENING_GRANTS
from cases.rules.registries import Reasons
from cases.states import HandoverState
from tvcase.accounts.models import User
from tvcase.accounts.roles import Role


def who_can_be_named(case: Case) -> QuerySet[User]:
    """The people to whom some part of the file is open, by their place, their role or their organisation's opening."""
    some = Q(pk__in=case.members.filter(left_on=None).values("user"))
    some |= Q(organisation=case.organisation_id, roles__overlap=list(HOLDER_GRANTS))
    openings = case.openings.filter(closed_on=None)
    some |= Q(pk__in=openings.filter(user__isnull=False).values("user"))
    for organisation, ground in openings.filter(user=None).values_list("organisation", "ground"):
        some |= Q(organisation=organisation, roles__overlap=list(OPENING_GRANTS[ground]))
    people = User.objects.filter(some, is_active=True, organisation__isnull=False)
    return people.select_related("organisation").order_by("last_name", "first_name", "pk")


def may_seal(case: Case, by: User) -> bool:
    """Whether this person coordinates the organisation that holds the file."""
    return by.organisation_id == case.organisation_id and by.has_role(Role.COORDINATOR)


def why_not_seal(case: Case, by: User) -> Reasons:
    """The coordinator of the organisation that holds the file seals it, when nothing is on its way to others."""
    reasons: Reasons = []
    if case.sealed_to is not None:
        reasons.append(_("This file is sealed already."))
    if not may_seal(case, by):
        reasons.append(_("The coordinator of the organisation that holds the case seals its file."))
    if case.break_glass.filter(reviewed_at=None).exists():
        reasons.append(_("The file was opened in an emergency. End and review that first."))
    if case.handovers.filter(state=HandoverState.OFFERED).exists():
        reasons.append(_("The case is offered to another organisation. Recall the offer first."))
    return reasons


def why_not_propose_lift(held: CaseSeal, by: User) -> Reasons:
    """Anybody named proposes to lift a seal, once."""
    reasons = _why_not_touch(held, by)
    if not reasons and held.lift_proposed_by_id is not None:
        return [_("It is proposed already to lift the seal.")]
    return reasons


def why_not_answer_lift(held: CaseSeal, by: User) -> Reasons:
    """Another of those named confirms it."""
    reasons = why_not_keep(held, by)
    if not reasons and held.lift_proposed_by_id == by.pk:
        return [_("Somebody else who is named must confirm that the seal is lifted.")]
    return reasons


def why_not_keep(held: CaseSeal, by: User) -> Reasons:
    """A proposal is taken back by anybody named."""
    reasons = _why_not_touch(held, by)
    if not reasons and held.lift_proposed_by_id is None:
        return [_("Nobody has proposed to lift the seal.")]
    return reasons


def _why_not_touch(held: CaseSeal, by: User) -> Reasons:
    if held.lifted_at is not None:
        return [_("The seal has been lifted.")]
    if by.pk not in held.named:
        return [_("Only the people named in the seal lift it.")]
    return []
