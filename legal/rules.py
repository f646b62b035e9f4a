"""Article 25: questions whose answer is a list of reasons, and what other parts of a case must know of it."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.geo import is_third_country
from cases.models import Case, CooperationDecision, ReflectionPeriod
from cases.models.case import access
from cases.permissions import CasePerm
from cases.rules import Reasons, closing_rule, protection_end_effect, return_situation
from cases.states import EFFECTIVE_FORMS, CooperationValue, ReturnSituation
from legal.models import Protection, ProtectionRequest
from legal.states import OPEN_REQUESTS, RequestState
from tvcase.accounts.models import User
from tvcase.accounts.roles import PROSECUTORS

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


def said_after_the_period(decision: CooperationDecision | None) -> bool:
    """Whether a decision to cooperate came after the last day of the period: a warning, never a bar (E-07)."""
    if decision is None:
        return False
    return ReflectionPeriod.objects.filter(case=decision.case_id, last_day__lt=decision.declared_on).standing().exists()


def why_not_help(case: Case, *, by: User) -> Reasons:
    """The person asks; whoever supports her or him records it. Authorities never do (domain 4.17)."""
    supports = by.organisation is not None and not by.organisation.identifies_formally
    if supports and CasePerm.CHANGE_LEGAL in access(by, case):
        return []
    return [_("Only those who support the person record what she or he asks for.")]


def why_not_draft(case: Case) -> Reasons:
    """Why no request can be begun now."""
    if not case.is_open:
        return [_("This case is closed: it accepts no new records.")]
    if case.counts_as_child:
        return [FROZEN]
    requests = ProtectionRequest.objects.filter(case=case).select_related("protection")
    for state, protection in ((earlier.state, getattr(earlier, "protection", None)) for earlier in requests):
        if state in OPEN_REQUESTS:
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


def why_not_judge(protection_request: ProtectionRequest, *, by: User) -> Reasons:
    """Why this person may not decide on the request or on the protection that rests on it (SEED-2; domain 4.17)."""
    theirs = by.organisation_id is not None and by.organisation_id == protection_request.office_id
    if theirs and by.has_role(*PROSECUTORS) and CasePerm.DECIDE_PROTECTION in access(by, protection_request.case):
        return []
    return [_("Only a prosecutor of the office with which the request was filed decides.")]


def why_not_decide(protection_request: ProtectionRequest) -> Reasons:
    """Why a filed request cannot be decided now."""
    return [FROZEN] if protection_request.case.counts_as_child else []


def why_not_grant(protection_request: ProtectionRequest) -> Reasons:
    """Why a request cannot be granted now: two people have confirmed that its decision was recorded in error."""
    decision = protection_request.decision_to_cooperate
    if decision is not None and CooperationDecision.objects.effective_yes().filter(pk=decision.pk).exists():
        return []
    return [_("The decision to cooperate on which the request rests was recorded in error and annulled.")]


def why_not_permit(protection: Protection) -> Reasons:
    """Why no residence permit can be recorded: it belongs to non-EU foreigners whose protection lasts."""
    reasons: Reasons = []
    if protection.ended_on is not None:
        reasons.append(_("The protection has ended."))
    if is_third_country(protection.case.person.citizenships) is not True:
        reasons.append(
            _(
                "A residence permit is for foreigners from outside the European Union. The recorded citizenship "
                "does not say that the person is one."
            )
        )
    return reasons


def why_not_end(protection: Protection) -> Reasons:
    """Why the end of the protection cannot be recorded."""
    return [_("The protection has ended.")] if protection.ended_on is not None else []


def why_not_terminate(protection: Protection) -> Reasons:
    """Why the protection cannot be ended early; what a child holds is not taken away meanwhile."""
    frozen: Reasons = [FROZEN] if protection.case.counts_as_child else []
    return why_not_end(protection) + frozen


def what_a_decision_does(protection_request: ProtectionRequest, *, granted: bool, extended_stay: bool) -> Reasons:
    """What follows from a decision, in the words shown before it is confirmed (domain 4.5)."""
    if not granted:
        return [
            _("The person keeps every service: support never depends on protection."),
            _("The person may ask again."),
            _("The team that supports the person is told and reads your reasons."),
            _("The case closes to your office."),
        ]
    third = is_third_country(protection_request.case.person.citizenships) is True
    return [
        _("The status begins on the day of the decision and lasts as long as the criminal proceedings."),
        _("A residence permit can be issued on its strength.")
        if third
        else _("It gives no residence permit: that is for foreigners from outside the European Union."),
        _("The stay in a shelter may be extended.") if extended_stay else _("It gives no extended stay."),
        _("Only a prosecutor of your office can end it early, on one of the three grounds of the law."),
        _("The team that supports the person is told and reads your reasons."),
    ]


@closing_rule
def nothing_open(case: Case, *, on: date) -> Reasons:
    """A case does not close over an open request or a protection that lasts."""
    reasons: Reasons = []
    if ProtectionRequest.objects.filter(case=case, state__in=OPEN_REQUESTS).exists():
        reasons.append(_("A request for special protection is open: it must be decided or withdrawn first."))
    if Protection.objects.filter(case=case, ended_on=None).exists():
        reasons.append(_("Special protection lasts: a prosecutor must record its end first."))
    return reasons


@return_situation
def return_after_protection(case: Case, *, on: date) -> dict[str, bool]:
    """Which of the five situations Article 25 opens on a day in Sofia (SOP 3.2).

    A measure under Article 25 is a request that waits or a protection that was granted; a refused or
    withdrawn request is none.
    """
    protections = list(Protection.objects.filter(case=case).order_by("valid_from"))
    last = protections[-1] if protections else None
    waits = ProtectionRequest.objects.filter(case=case, state=RequestState.FILED).exists()
    lapsed = ReflectionPeriod.objects.filter(case=case, last_day__lt=on, end_reason="").exists()
    stopped = last is not None and last.ended_on is not None and last.ended_on <= on
    permit_over = last is not None and last.permit_valid_to is not None and last.permit_valid_to < on
    return {
        ReturnSituation.PERIOD_EXPIRED_NO_ART25: lapsed and not waits and last is None,
        ReturnSituation.PROTECTION_STOPPED: stopped,
        ReturnSituation.PERMIT_EXPIRED: permit_over,
    }


@protection_end_effect
def what_the_end_leaves(case: Case, *, on: date) -> Reasons:
    """What follows from the end whatever else is recorded (E-28; domain 4.5)."""
    return [
        _("No service ends: support never depends on protection."),
        _(
            "A safe return can be planned, if the person wants one: the situation “special protection was "
            "stopped” opens."
        ),
        _("An ended protection does not revive. If proceedings are opened again, the person may ask anew."),
    ]
