"""Compensation, hearings and the log: questions whose answer is a list of reasons, and the days that rules give."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cases.deadlines import Deadline, deadline
from cases.geo import is_third_country
from cases.law import rule_for
from cases.models import Case, LegalRule
from cases.models.case import access
from cases.permissions import CasePerm
from cases.rules import Reasons, closing_rule
from cases.states import OpeningGround
from cases.terms import RuleKind
from legal.claims.models import Ceiling, Claim, Hearing, Interview
from legal.claims.states import (
    AWARDS,
    OPEN_CLAIMS,
    REUSABLE,
    WAITING_CLAIMS,
    ClaimResult,
    ClaimRoute,
    ClaimState,
    HearingState,
)
from tvcase.accounts.models import Organisation, User
from tvcase.accounts.roles import FORMAL_KINDS

# The steps of a claim, and the states from which each may be taken.
STEPS: dict[str, tuple[ClaimState, ...]] = {
    "file": (ClaimState.PREPARED,),
    "freeze": (ClaimState.PREPARED, *WAITING_CLAIMS),
    "missing": (ClaimState.FILED,),
    "complete": (ClaimState.INCOMPLETE,),
    "extend": WAITING_CLAIMS,
    "decide": WAITING_CLAIMS,
    "pay": (ClaimState.DECIDED,),
    "give-up": OPEN_CLAIMS,
}
TO_THE_STATE_ONLY = ("extend",)
BEFORE_A_COURT_ONLY = ("freeze",)

type Counted = tuple[LegalRule | None, date | None]  # a rule that sets a term, and the last day it gives


def last_day_to_apply(trigger_on: date) -> Counted:
    """The last day on which the State can be asked, from the Sofia day on which the act took effect (SOP 3.4)."""
    return _counted(RuleKind.COMPENSATION_APPLICATION, trigger_on)


def last_day_to_examine(filed_on: date, *, extended: bool = False) -> Counted:
    """The day by which the National Council examines an application of a Sofia day; the longest once it extended."""
    kind = RuleKind.COMPENSATION_EXAMINATION_LONGEST if extended else RuleKind.COMPENSATION_EXAMINATION
    return _counted(kind, filed_on)


def _counted(kind: RuleKind, start: date) -> Counted:
    rule = rule_for(kind, on=start)
    found = deadline(rule, start)
    return (rule, found.last_day) if found else (None, None)


def time_to_apply(claim: Claim) -> Deadline | None:
    """How the last day of filing was counted, under the version that the claim keeps."""
    return deadline(claim.application_rule, claim.trigger_on) if claim.trigger_on else None


def time_to_examine(claim: Claim) -> Deadline | None:
    """How the day of the examination was counted, under the version that the claim keeps."""
    return deadline(claim.examination_rule, claim.filed_on) if claim.filed_on else None


def why_not_write(case: Case, *, by: User) -> Reasons:
    """Why this person can record nothing of this kind in the case now."""
    if not case.is_open:
        return [_("This case is closed: it accepts no new records.")]
    return why_not_keep(case, by=by)


def why_not_keep(case: Case, *, by: User) -> Reasons:
    """The person claims, takes part and tells; whoever supports her or him records it. Authorities never do."""
    supports = by.organisation is not None and not by.organisation.identifies_formally
    if supports and CasePerm.CHANGE_AID in access(by, case):
        return []
    return [_("Only those who support the person record this.")]


def fits(claim: Claim, step: str) -> bool:
    """Whether a step belongs to the route of the claim at all, and can come now or later."""
    if claim.to_the_state:
        return step not in BEFORE_A_COURT_ONLY
    return step not in TO_THE_STATE_ONLY


def why_not_step(claim: Claim, step: str) -> Reasons:
    """Why a step of a claim cannot be taken now."""
    if not claim.case.is_open:
        return [_("This case is closed: it accepts no new records.")]
    if not fits(claim, step) or claim.state not in STEPS.get(step, ()):
        return [_("The claim is not at this point now.")]
    if step == "file":
        return _why_not_file(claim)
    if step == "extend" and claim.extended_on is not None:
        return [_("The examination was extended already.")]
    if step == "pay" and claim.result not in AWARDS:
        return [_("Nothing was granted.")]
    return []


def _why_not_file(claim: Claim) -> Reasons:
    reasons: Reasons = []
    if claim.asked is None:
        reasons.append(_("The amount asked for is missing. Write it into the draft."))
    if claim.to_the_state and claim.trigger_on is None:
        reasons.append(
            _(
                "The State can be asked when the sentence, or the act that ends or suspends the proceedings, has "
                "taken effect. Write the act and its day into the draft."
            )
        )
    return reasons


def what_to_think_of(claim: Claim, *, on: date) -> Reasons:
    """What to know of a claim on a day in Sofia: facts of the law, and what does not fit them. Never a bar."""
    if not claim.to_the_state:
        return _before_a_court(claim)
    notes: Reasons = [
        _("The State pays material damage only, and only if neither the criminal nor a civil case gave compensation."),
        _("The decision of the National Council is not open to appeal."),
    ]
    ceiling = Ceiling.objects.valid(on=claim.asked_on or on).first()
    if ceiling is not None:
        notes.append(_("The State pays at most %(amount)s (%(citation)s).") % _said(ceiling))
        if claim.asked and claim.asked.currency == ceiling.currency and claim.asked.amount > ceiling.amount:
            notes.append(_("More is asked for than the State pays at most."))
    if is_third_country(claim.case.person.citizenships) is True:
        notes.append(
            _("The State pays citizens of Bulgaria and of the European Union, others by treaty: ask a lawyer.")
        )
    return notes + _late(claim, on=on) + _paid_elsewhere(claim)


def _said(ceiling: Ceiling) -> dict[str, str]:
    return {"amount": str(ceiling.money), "citation": ceiling.cited}


def _late(claim: Claim, *, on: date) -> Reasons:
    day = claim.filed_on or on
    if claim.due_on is None or day <= claim.due_on:
        return []
    if claim.filed_on is None:
        return [_("The last day of filing has passed. Ask a lawyer whether filing still makes sense.")]
    return [_("It was filed after the last day.")]


def _paid_elsewhere(claim: Claim) -> Reasons:
    elsewhere = Claim.objects.filter(case=claim.case_id, result__in=AWARDS).exclude(route=ClaimRoute.STATE_COMPENSATION)
    if not elsewhere.exists():
        return []
    return [_("A court has granted compensation. The State pays only if it gave none.")]


def _before_a_court(claim: Claim) -> Reasons:
    notes: Reasons = [
        _("Freezing of the offender's property can be asked for, so that there is something to pay from.")
    ]
    if claim.route == ClaimRoute.CRIMINAL_CIVIL_CLAIM:
        notes.append(_("There is no court fee. If the criminal case ends, the claim can go to a civil court."))
    return notes


def what_was_told(hearing: Hearing, interviews: list[Interview]) -> list[Interview]:
    """The accounts, of those given, that cover something the hearing will ask: they may do, if the person agrees."""
    asked = set(hearing.topics)
    return [one for one in interviews if one.struck_on is None and asked.intersection(one.topics)]


def why_not_change(hearing: Hearing) -> Reasons:
    """Why a hearing can no longer be changed."""
    if not hearing.case.is_open:
        return [_("This case is closed: it accepts no new records.")]
    return [] if hearing.is_planned else [_("What is over is not edited.")]


def why_not_reuse(interview: Interview) -> Reasons:
    """Why an account cannot be given to be used again."""
    if not interview.case.is_open:
        return [_("This case is closed: it accepts no new records.")]
    if interview.struck_on is not None:
        return [_("It was recorded in error and struck out.")]
    return [] if interview.record in REUSABLE else [_("Nothing was written down: there is nothing to use again.")]


def authorities_of(case: Case) -> QuerySet[Organisation]:
    """The pre-trial authorities that read enough of a case to be given an account: one that identified the person, and
    the office with which a request lies."""
    opened = case.openings.filter(ground__in=[OpeningGround.IDENTIFIED, OpeningGround.PROTECTION], closed_on=None)
    return Organisation.objects.of_kind(*FORMAL_KINDS).filter(pk__in=opened.values("organisation"))


def why_not_strike(interview: Interview) -> Reasons:
    """Why an account cannot be struck out."""
    if not interview.case.is_open:
        return [_("This case is closed: it accepts no new records.")]
    return [_("It was recorded in error and struck out.")] if interview.struck_on is not None else []


@closing_rule
def nothing_waits(case: Case, *, on: date) -> Reasons:
    """A case does not close over an open claim or a hearing to come."""
    reasons: Reasons = []
    if Claim.objects.filter(case=case, state__in=OPEN_CLAIMS).exists():
        reasons.append(_("A claim for compensation is open: record its end, or that the person gives it up."))
    if Hearing.objects.filter(case=case, state=HearingState.PLANNED).exists():
        reasons.append(_("A hearing is planned: record that it was held or called off."))
    return reasons


def may_continue_at_a_civil_court(claim: Claim) -> bool:
    """Whether a claim in a criminal case ended unexamined and can go to a civil court (SOP 3.4)."""
    return claim.result == ClaimResult.NOT_EXAMINED and claim.case.is_open
