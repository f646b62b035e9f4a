"""Whether and how a return may be planned (SOP 3.2)."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from cases.geo import BULGARIA
from cases.models import Case, FollowUpContact, Person, ReturnPlan, RiskAssessment, TravelPaper
from cases.returning import (
    ACROSS_BORDERS,
    FOREIGNER_RETURNS,
    OPEN_RETURNS,
    PAPERS_AWAITED,
    PaperIssuer,
    PaperState,
    ReturnKind,
    ReturnSituation,
    ReturnState,
    Threat,
)
from cases.risk import RiskLevel, RiskTrigger
from cases.rules.asylum import why_not_written
from cases.rules.identification import why_not_record
from cases.rules.registries import Reasons, return_situation
from cases.rules.risk import last_contact
from cases.states import CHILD
from tvcase.dates import local_date

S = ReturnState


@return_situation
def _own_wish(case: Case, *, on: date) -> dict[str, bool]:
    """To return is the person's own wish at any time; the other situations are known to legal and shelters."""
    return {ReturnSituation.VOLUNTARY: True}


def situations(case: Case, *, on: date) -> dict[str, bool]:
    """Which of the five situations for a return hold on a Sofia day (SOP 3.2).

    One situation may need facts of several parts: it holds when at least one says yes and none says no.
    """
    found: dict[str, bool] = {}
    for source in return_situation:
        for situation, holds in source(case, on=on).items():
            found[situation] = found.get(situation, True) and holds
    return {situation: found.get(situation, False) for situation in ReturnSituation}


def return_kinds(person: Person) -> list[ReturnKind]:
    """The kinds of return that fit the citizenships: a Bulgarian citizen's, or a foreigner's (domain 4.11)."""
    bulgarian = BULGARIA in person.citizenships
    return [kind for kind in ReturnKind if (kind in FOREIGNER_RETURNS) != bulgarian]


def why_not_propose(case: Case, plans: Iterable[ReturnPlan]) -> Reasons:
    """Why no return can be planned now; `plans` are those of the case. The situation is a question of its own."""
    reasons = why_not_record(case)
    if any(plan.state in OPEN_RETURNS for plan in plans):
        reasons.append(_("This case already has an open return plan."))
    return reasons


# The states of a plan in which each step may be taken.
STEPS = {
    "decide": (S.PROPOSED, S.PREPARING, S.BLOCKED, S.READY),  # anew, when an adult decided who is a child
    "prepare": (S.PREPARING, S.READY),
    "paper": (S.PREPARING, S.BLOCKED, S.READY),
    "risk": (S.PREPARING, S.BLOCKED, S.READY),
    "ready": (S.PREPARING,),
    "depart": (S.READY,),
    "arrive": (S.IN_TRANSIT, S.INCIDENT),
    "incident": (S.IN_TRANSIT,),
    "found": (S.INCIDENT,),
    "take-over": (S.ARRIVED,),
    "contacts": (S.FOLLOW_UP,),
    "no-contacts": (S.FOLLOW_UP,),
    "finish": (S.ARRIVED, S.FOLLOW_UP, S.INCIDENT),
    "decline": (S.PROPOSED, S.PREPARING, S.BLOCKED, S.READY),
}


def why_not_step(plan: ReturnPlan, step: str) -> Reasons:
    """Why one step of a plan cannot be taken now; `step` is a key of STEPS. Part of an act on the file."""
    reasons = why_not_record(plan.case)
    if plan.state not in STEPS[step]:
        return [*reasons, _("The plan is at another step now.")]
    if step == "decide" and plan.state != S.PROPOSED and not why_not_decided_as_a_child(plan):
        reasons.append(_("The person's decision is recorded already."))
    elif step in ("ready", "depart"):
        reasons += why_not_depart(plan)
    elif step == "risk" and standing_assessment(plan) is None:
        reasons.append(
            _("Assess the risk of the return first, together with the receiving side: it is a risk assessment.")
        )
    elif step == "contacts" and agrees_to_contact(plan):
        reasons.append(_("The person has agreed to be contacted already."))
    elif step == "no-contacts" and not agrees_to_contact(plan):
        reasons.append(_("The person has not agreed to be contacted."))
    return reasons


def agrees_to_contact(plan: ReturnPlan) -> bool:
    """Whether the person may be contacted after the return: it was agreed, and not taken back since."""
    return plan.contact_agreed_on is not None and plan.contact_withdrawn_on is None


def standing_assessment(plan: ReturnPlan) -> RiskAssessment | None:
    """The assessment in force, when it is one of a return made since the plan was opened; it is always joint."""
    current = RiskAssessment.objects.current().filter(case=plan.case_id, trigger=RiskTrigger.RETURN).first()
    if current is None or local_date(current.assessed_at) < plan.opened_on:
        return None
    return current


def why_not_depart(plan: ReturnPlan) -> Reasons:
    """What is still missing before the person can leave; without a threat to life or health only (SOP 3.2).

    The assessment counts when it was made on the day the plan was opened or later, and after the last contact.
    """
    reasons: Reasons = []
    if not plan.receiving_party or plan.reception_confirmed_on is None:
        reasons.append(_("Nobody has confirmed yet that the person will be received."))
    if plan.planned_on is None:
        reasons.append(_("No day of departure is planned."))
    if not plan.transport or not plan.escorts or not plan.meeting:
        reasons.append(_("Say how the person travels, with whom, and who meets her or him."))
    reasons += why_not_decided_as_a_child(plan) + why_not_written(plan.case.person, *texts_of(plan))
    return reasons + why_no_papers(plan, plan.papers.all()) + _why_risky(plan)


def texts_of(plan: ReturnPlan) -> tuple[str, ...]:
    """What is written of the journey in words of one's own, and stands on its papers."""
    ways = (plan.leaves_from, plan.destination, plan.route, plan.meeting)
    return (*ways, plan.receiving_party, plan.services_ready)


def child_since(case: Case) -> date | None:
    """The Sofia day since which somebody found that the person is, or may be, a child, without another finding
    between; None when that was never found: it was so from the beginning, or is not so."""
    days = []
    for age_status, established_at in case.age_findings.order_by("-number").values_list("age_status", "established_at"):
        if age_status not in CHILD:
            break
        days.append(local_date(established_at))
    return min(days, default=None)


def why_not_decided_as_a_child(plan: ReturnPlan) -> Reasons:
    """Why what was decided does not carry a child's return: who represents the child decides with her or him, and the
    child is heard. What an adult had decided is history and decided anew (E-13)."""
    if not plan.case.counts_as_child:
        return []
    since = child_since(plan.case)
    in_time = plan.decided_on is not None and (since is None or plan.decided_on >= since)
    if in_time and plan.decided_with and plan.child_opinion:
        return []
    return [
        _(
            "The person is, or may be, a child: record the decision anew, with who represents the child and what the "
            "child thinks of it."
        )
    ]


def why_no_papers(plan: ReturnPlan, papers: Iterable[TravelPaper]) -> Reasons:
    """Why the papers do not carry the journey: something is awaited, or across a border there is none that is valid
    on the planned day. For an asylum applicant no mission may be asked (E-16)."""
    papers = list(papers)
    if any(why_not_asked(plan, paper.issuer, paper.state) for paper in papers):
        return [
            _(
                "The person has applied for asylum: nobody may contact the country of origin. Stop the paper that its "
                "mission or its authorities would issue."
            )
        ]
    if any(paper.state in PAPERS_AWAITED for paper in papers):
        return [_("A paper for the journey is still awaited.")]
    if plan.kind in ACROSS_BORDERS and not any(paper.is_ready(for_day=plan.planned_on) for paper in papers):
        return [_("There is no paper with which the person can travel on the planned day.")]
    return []


def _why_risky(plan: ReturnPlan) -> Reasons:
    if plan.kind not in return_kinds(plan.case.person):
        return [
            _(
                "The citizenships were corrected since: this kind of return no longer fits. Decline this plan and "
                "open a new one."
            )
        ]
    if plan.risk_threat == Threat.YES:
        return [_("The risk assessment shows a threat to life or health.")]
    if plan.risk_threat == Threat.UNKNOWN or plan.risk_assessment_id is None:
        return [_("The risk of the return has not been assessed.")]
    standing = standing_assessment(plan)
    if standing is not None and standing.pk == plan.risk_assessment_id:
        return _why_outdated(plan.case, standing)
    if standing is not None:
        return [_("The risk of the return was assessed again: record what the new assessment shows.")]
    return [_("Another risk assessment is in force now: assess the risk of the return again.")]


def _why_outdated(case: Case, standing: RiskAssessment) -> Reasons:
    contact = last_contact(case)
    if contact is None or contact < standing.assessed_at:
        return []
    return [_("There was a contact after the risk was assessed: it must be assessed again.")]


def why_not_safe(assessment: RiskAssessment, threat: str) -> Reasons:
    """Why a return cannot be called safe on an assessment that says that life is at risk."""
    if threat == Threat.NO and assessment.level == RiskLevel.CRITICAL:
        return [_("The risk assessment says that life is at risk. It cannot be said here that there is no threat.")]
    return []


def issuers(plan: ReturnPlan) -> list[PaperIssuer]:
    """Who can be asked for a paper: a mission only for a foreigner who has not applied for asylum (E-16)."""
    mission = plan.kind in FOREIGNER_RETURNS and not plan.case.person.asylum_applicant
    return [issuer for issuer in PaperIssuer if mission or issuer != PaperIssuer.MISSION]


def why_not_asked(plan: ReturnPlan, issuer: str, state: str) -> Reasons:
    """Why nobody may ask for a paper: for an asylum applicant neither the mission of the country of origin is asked
    nor, where the person returns there, its authorities (E-16). One that she or he has is nobody's question."""
    origin = plan.kind == ReturnKind.FOREIGNER_TO_ORIGIN and issuer == PaperIssuer.ABROAD
    asked = state in PAPERS_AWAITED and (origin or issuer == PaperIssuer.MISSION)
    if not asked or not plan.case.person.asylum_applicant:
        return []
    return [_("The person has applied for asylum: no authority of the country of origin may be contacted or told.")]


def why_not_change_paper(paper: TravelPaper) -> Reasons:
    """Why what became of a paper cannot be recorded now."""
    reasons = why_not_step(paper.plan, "paper")
    if not paper.FLOW.get(PaperState(paper.state)):
        reasons.append(_("This paper has come to its end. Add another one."))
    return reasons


def why_not_hold(contact: FollowUpContact) -> Reasons:
    """Why what came of a planned contact cannot be recorded now."""
    reasons = why_not_record(contact.case)
    if not contact.is_planned:
        reasons.append(_("This contact was made or cancelled already."))
    elif contact.plan.state != S.FOLLOW_UP or not agrees_to_contact(contact.plan):
        reasons.append(_("The person has not agreed to be contacted."))
    return reasons
