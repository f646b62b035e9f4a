"""The office decides: who of it may do what with a request, and when."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as said
from django.utils.translation import gettext_lazy as _

from cases.models import CooperationDecision
from cases.models.case import access
from cases.permissions import CasePerm
from cases.rules import Reasons
from legal.models import Appeal, Protection, ProtectionRequest
from legal.rules.asking import FROZEN, why_not_help
from legal.states import DECIDED_REQUESTS, AppealAgainst, EndKind, RequestState
from tvcase.accounts.models import User
from tvcase.accounts.roles import PROSECUTORS, Role

HEADS = frozenset({Role.DEPUTY_HEAD, Role.OFFICE_HEAD})


def is_of_the_office(protection_request: ProtectionRequest, by: User) -> bool:
    """Whether this is a prosecutor of the office with which the request was filed."""
    theirs = by.organisation_id is not None and by.organisation_id == protection_request.office_id
    return theirs and by.has_role(*PROSECUTORS)


def why_not_judge(protection_request: ProtectionRequest, *, by: User) -> Reasons:
    """Why this person may not decide on the request or on the protection that rests on it (SEED-2; domain 4.17)."""
    judges = is_of_the_office(protection_request, by)
    if judges and CasePerm.DECIDE_PROTECTION in access(by, protection_request.case):
        return []
    return [_("Only a prosecutor of the office with which the request was filed decides.")]


def why_not_claim(protection_request: ProtectionRequest, *, by: User, at: datetime) -> Reasons:
    """Why this prosecutor cannot take the request at an instant. A deputy or the head may take it from another."""
    if not protection_request.awaits_decision:
        return [_("The request no longer waits for a decision.")]
    return [] if by.has_role(*HEADS) else why_not_past_a_claim(protection_request, by=by, at=at)


def why_not_past_a_claim(protection_request: ProtectionRequest, *, by: User, at: datetime) -> Reasons:
    """The prosecutor who has taken the request works on it alone, until the time runs out."""
    holder = protection_request.taken_by(at=at)
    ends_at = protection_request.claim_ends_at
    if holder is None or holder == by or ends_at is None:
        return []
    facts = {"who": str(holder), "until": date_format(localtime(ends_at), "DATETIME_FORMAT")}
    return [said("%(who)s has taken this request, until %(until)s.") % facts]


def why_not_decide(protection_request: ProtectionRequest) -> Reasons:
    """Why a request cannot be decided now, whoever decides."""
    if protection_request.case.counts_as_child:
        return [FROZEN]
    if protection_request.state == RequestState.FILED:
        return [_("Register the request first.")]
    return []


def why_not_grant(protection_request: ProtectionRequest) -> Reasons:
    """Why a request cannot be granted now: two people have confirmed that its decision was recorded in error."""
    decision = protection_request.decision_to_cooperate
    if decision is not None and CooperationDecision.objects.effective_yes().filter(pk=decision.pk).exists():
        return []
    return [_("The decision to cooperate on which the request rests was recorded in error and annulled.")]


def why_not_tell(protection_request: ProtectionRequest, *, by: User) -> Reasons:
    """Why this person cannot record that somebody gave the person the prosecutor's act: it was the office or those
    who support the person."""
    if not why_not_judge(protection_request, by=by) or not why_not_help(protection_request.case, by=by):
        return []
    return [_("The office, or those who support the person, record that she or he was given the act.")]


def why_not_serve(protection_request: ProtectionRequest) -> Reasons:
    """Why it cannot be recorded that the decision was given to the person."""
    if protection_request.state not in DECIDED_REQUESTS:
        return [_("There is no decision yet.")]
    return [_("It is recorded already.")] if protection_request.served_on else []


def why_not_serve_the_end(protection: Protection) -> Reasons:
    """Why it cannot be recorded that the act which ended the protection was given to the person."""
    if protection.ended_on is None or protection.end_kind == EndKind.RENOUNCED:
        return [_("No act of a prosecutor has ended the protection.")]
    return [_("It is recorded already.")] if protection.end_served_on else []


def appealable(protection_request: ProtectionRequest) -> str:
    """What of this request can be appealed now: the refusal, the early end, or nothing."""
    if protection_request.state == RequestState.REFUSED:
        return AppealAgainst.REFUSAL
    protection = Protection.objects.filter(request=protection_request, end_kind=EndKind.TERMINATED).first()
    if protection is None or protection.ended_on is None:
        return ""
    told = Appeal.objects.filter(request=protection_request, against=AppealAgainst.TERMINATION)
    return "" if told.filter(contested_on=protection.ended_on).exists() else AppealAgainst.TERMINATION


def why_not_appeal(protection_request: ProtectionRequest) -> Reasons:
    """Why the person cannot appeal now. No time limit is in our sources, so lateness is no bar here."""
    if not protection_request.case.is_open:
        return [_("This case is closed: it accepts no new records.")]
    if appealable(protection_request):
        return []
    return [_("There is no refusal and no early end that has not been appealed yet.")]


def why_not_result(appeal: Appeal) -> Reasons:
    """Why the result of an appeal cannot be recorded: it is known already."""
    return [] if appeal.is_open else [_("What became of this appeal is recorded already.")]


def another_lasts(appeal: Appeal) -> bool:
    """Whether a protection that the person asked for anew lasts: there is never a second one beside it."""
    lasting = Protection.objects.filter(case=appeal.case_id, ended_on=None)
    return lasting.exclude(request=appeal.request_id).exists()
