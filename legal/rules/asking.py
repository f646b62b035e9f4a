"""The person asks: what stands before a draft and before filing, in sentences."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.deadlines import Deadline
from cases.models import Case, CooperationDecision
from cases.models.case import access
from cases.permissions import CasePerm
from cases.rules import Reasons
from cases.states import EFFECTIVE_FORMS, CooperationValue
from legal.models import ProtectionRequest
from legal.states import UNDECIDED_REQUESTS
from tvcase.accounts.models import User

# Product decision 16: found to be a child, decision and request wait for lawyer and prosecutor.
FROZEN = _(
    "The person is, or may be, a child. Requests and decisions under Article 25 wait until a lawyer and the "
    "prosecutor have said which rules apply."
)
_TURNED = (CooperationValue.NO, CooperationValue.WITHDRAWN)


def last_word(case: Case) -> CooperationDecision | None:
    """What the person last decided about cooperating, among statements that have effect (product decision 4)."""
    effective_yes = Q(value=CooperationValue.YES, told_it_ends_period_at__isnull=False)
    said = CooperationDecision.objects.standing().filter(effective_yes | Q(value__in=_TURNED), case=case)
    return said.filter(form__in=EFFECTIVE_FORMS).order_by("declared_at", "number").last()


def said_after_the_term(decision: CooperationDecision | None, term: Deadline | None) -> bool:
    """Whether a decision to cooperate came after the last day for declaring it: a warning, never a bar (E-07). The
    reflection period is another term; while the person was not told, none has begun."""
    return decision is not None and term is not None and decision.declared_on > term.last_day


def why_not_help(case: Case, *, by: User) -> Reasons:
    """The person asks; whoever supports her or him records it. Authorities never do (domain 4.17)."""
    supports = by.organisation is not None and not by.organisation.identifies_formally
    if supports and CasePerm.CHANGE_LEGAL in access(by, case):
        return []
    return [_("Only those who support the person record what she or he asks for.")]


def why_not_speak_for(case: Case, *, by: User) -> Reasons:
    """The person appeals; whoever supports her or him records it, or the lawyer who is appointed to this case."""
    return [] if Case.objects.represented_by(by).filter(pk=case.pk).exists() else why_not_help(case, by=by)


def why_not_draft(case: Case) -> Reasons:
    """Why no request can be begun now."""
    if not case.is_open:
        return [_("This case is closed: it accepts no new records.")]
    if case.counts_as_child:
        return [FROZEN]
    requests = ProtectionRequest.objects.filter(case=case).select_related("protection")
    for state, protection in ((earlier.state, getattr(earlier, "protection", None)) for earlier in requests):
        if state in UNDECIDED_REQUESTS:
            return [_("This case already has an open request.")]
        if protection is not None and protection.ended_on is None:
            return [_("This case already has active protection.")]
    return []


def why_not_file(protection_request: ProtectionRequest, decision: CooperationDecision | None) -> Reasons:
    """Why a draft cannot be filed now; `decision` is the person's last word about cooperating (domain 4.5)."""
    reasons: Reasons = []
    if protection_request.case.counts_as_child:
        reasons.append(FROZEN)
    if not protection_request.lawyer_offered:
        reasons.append(_("A lawyer must be offered to the person first. Record it in the draft."))
    if decision is None:
        reasons.append(
            _(
                "The person must have decided to cooperate, in writing or in minutes, after being told that this "
                "ends the reflection period."
            )
        )
    elif not decision.is_effective_yes:
        reasons.append(_("The last thing the person said is that she or he will not cooperate."))
    return reasons
