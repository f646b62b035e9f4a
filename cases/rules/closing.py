"""Why a case cannot be closed now, or be followed by a new episode of the same person."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from cases.models import Case, ChildNotice, DuplicateLink, Person
from cases.returning import UNFINISHED_RETURNS, ReturnState
from cases.rules.registries import Reasons, closing_rule
from cases.states import ClosureReason, HandoverState, IdentificationState
from tvcase.accounts.models import User


def why_not_close(case: Case, *, on: date) -> Reasons:
    """Why the case cannot be closed on a day in Sofia; empty means that it can. The other apps add their own."""
    if not case.is_open:
        return [_("This case is closed already.")]
    open_now = (
        (case.handovers.filter(state=HandoverState.OFFERED), _("The case is offered to another organisation.")),
        (
            case.identifications.filter(state=IdentificationState.FORMAL_REQUESTED),
            _("An authority was asked for formal identification and has not answered."),
        ),
        (case.return_plans.filter(state__in=UNFINISHED_RETURNS), _("A return is planned, on the way or followed up.")),
        (ChildNotice.objects.owed().filter(case=case), _("A notice about a child has not been sent.")),
    )
    reasons: Reasons = [reason for records, reason in open_now if records.exists()]
    for rule in closing_rule:
        reasons += rule(case, on=on)
    return reasons


def why_not_close_as(case: Case, reason: str) -> Reasons:
    """Why the case cannot be closed for this reason: some reasons are facts that the file must show."""
    returned = case.return_plans.filter(state=ReturnState.CLOSED, arrived_on__isnull=False)
    if reason == ClosureReason.RETURNED_AND_FOLLOWED_UP and not returned.exists():
        return [_("No return plan of this case was carried out and finished.")]
    if reason == ClosureReason.DUPLICATE_MERGED and not DuplicateLink.objects.of(case).confirmed().exists():
        return [_("Two persons must have confirmed that this is the same person as in another case.")]
    return []


def why_not_confirm_closing(case: Case, by: User, *, on: date) -> Reasons:
    """Why this person cannot confirm the closing that was proposed: it takes somebody else."""
    if case.closed_by_id == by.pk:
        return [_("Somebody else must confirm that the case is closed.")]
    return why_not_close(case, on=on) + why_not_close_as(case, case.closure_reason)


def why_not_follow_up(case: Case, by: User) -> Reasons:
    """Why this person cannot open a new episode after a case; empty means that it can be opened (E-11)."""
    if case.is_open:
        return [_("This case is open: what is new belongs here.")]
    merged = case.closure_reason == ClosureReason.DUPLICATE_MERGED
    if case.closure_reason == ClosureReason.DECEASED or (
        merged and DuplicateLink.objects.of(case).confirmed().exists()
    ):
        return [_("A case closed for this reason has no new episode.")]
    if not Person.objects.filter(pk=case.person_id, organisation=by.organisation_id).exists():
        return [_("The person's file is with another organisation: open a case of your own.")]
    if case.person.cases.filter(episode__gt=case.episode).exists():
        return [_("This person already has a later episode.")]
    return []
