"""The child's track: questions whose answer is a list of reasons, and what the rest of a case must know of it.

Nothing here asks whether the person cooperates, and nothing of the track holds up a service, a stay or a referral.
"""

from collections.abc import Iterable
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.children.models import ChildTeamMember, PlanSignature, SpecialRepresentation
from cases.children.states import NEEDED_ROLES, ChildTeamRole, SignatureAnswer
from cases.law import deadline_for
from cases.models import Case
from cases.nocontact import MeasureKind
from cases.permissions import CasePerm
from cases.rules import Reasons, case_caution, parent_kept_out, stay_term_warning
from cases.rules.identification import why_not_record
from cases.support.models import SupportPlan
from cases.support.rules import plan_answer, plan_note
from cases.terms import RuleKind
from tvcase.dates import add_month

NOT_A_CHILD = gettext_lazy("This is for a person who is, or may be, a child.")
KEPT_OUT = gettext_lazy(
    "A parent or guardian may be involved in the exploitation: no letter goes to them, and they are asked for no "
    "consent. The special representative answers for the child."
)
NOBODY_YET = gettext_lazy("Nobody is appointed as special representative yet: ask the court.")
CRISIS_CENTRE = "CRISIS_CENTRE_CHILD"  # as the houses name their kind


def why_not_track(case: Case) -> Reasons:
    """Why nothing new is recorded on the track of a child: the case is closed, or the person an adult. An uncertain
    age counts as a child's (Convention, Article 10(3))."""
    return why_not_record(case) or ([] if case.counts_as_child else [NOT_A_CHILD])


def missing_roles(members: Iterable[ChildTeamMember]) -> list[ChildTeamRole]:
    """The roles that the sources name and that nobody of these has; it is shown, and refuses nothing."""
    present = {member.role for member in members}
    return [role for role in NEEDED_ROLES if role not in present]


def why_not_leave(member: ChildTeamMember) -> Reasons:
    """Somebody leaves the team once."""
    return [] if member.until_on is None else [_("This member has left the team.")]


def why_not_sign(plan: SupportPlan) -> Reasons:
    """The team signs what the child and the worker have signed, while it is in force (SOP children 1.3)."""
    if reasons := why_not_track(plan.case):
        return reasons
    return [] if plan.is_active else [_("The team signs a plan that is in force.")]


def unsigned(plan: SupportPlan, *, on: date) -> list[ChildTeamMember]:
    """Who is on the team on a Sofia day and has not signed a version; who refused is among them."""
    signed = PlanSignature.objects.filter(plan=plan, answer=SignatureAnswer.SIGNED).values("member")
    team = ChildTeamMember.objects.filter(case=plan.case_id).in_place(on=on).exclude(pk__in=signed)
    return list(team.select_related("organisation"))


def is_agreed(plan: SupportPlan, *, on: date) -> bool:
    """Whether a child's plan counts as agreed on a Sofia day: there is a team, and every member signed (C13)."""
    team = ChildTeamMember.objects.filter(case=plan.case_id).in_place(on=on)
    return plan.is_active and team.exists() and not unsigned(plan, on=on)


def why_not_need(case: Case) -> Reasons:
    """A special representative is needed once at a time."""
    if reasons := why_not_track(case):
        return reasons
    if SpecialRepresentation.objects.standing().filter(case=case).exists():
        return [_("It is recorded already that the child needs a special representative.")]
    return []


def why_not_appoint(representation: SpecialRepresentation) -> Reasons:
    """One is appointed where one is missing."""
    if representation.ended_on is not None:
        return [_("This has ended.")]
    if representation.appointed_on is not None:
        return [_("A special representative is appointed already.")]
    return why_not_record(representation.case)


def why_not_end(representation: SpecialRepresentation) -> Reasons:
    """It ends once."""
    return [] if representation.ended_on is None else [_("This has ended.")]


def why_not_propose_ban(case: Case) -> Reasons:
    """A ban on leaving the country is for a child; one is proposed at a time."""
    if reasons := why_not_track(case):
        return reasons
    open_ones = case.no_contact_measures.filter(
        kind=MeasureKind.CHILD_EXIT_BAN, state__in=["PROPOSED", "APPLIED", "ACTIVE"]
    )
    return [_("A ban on leaving the country is proposed or in force already.")] if open_ones.exists() else []


@parent_kept_out
def parent_may_be_involved(case: Case) -> bool:
    """Whether the child is represented by somebody else than a parent, appointed or not yet (domain 3.4)."""
    return case.counts_as_child and SpecialRepresentation.objects.standing().filter(case=case).exists()


@case_caution
def parent_gets_nothing(case: Case, perms: frozenset[CasePerm]) -> Reasons:
    """What everybody must know who may write to the family of the child."""
    if CasePerm.VIEW_IDENTITY not in perms or not case.counts_as_child:
        return []
    standing = SpecialRepresentation.objects.standing().filter(case=case).first()
    if standing is None:
        return []
    return [KEPT_OUT, NOBODY_YET] if standing.is_missing else [KEPT_OUT]


@plan_note
def signed_by_the_team(plan: SupportPlan, *, on: date) -> Reasons:
    """Of a child's plan in force: whether all members of the team have signed it, and who has not."""
    if not plan.is_active or not plan.case.counts_as_child:
        return []
    if is_agreed(plan, on=on):
        return [_("All members of the team for the child have signed this plan: it is agreed.")]
    if waiting := unsigned(plan, on=on):
        roles = ", ".join(str(member.get_role_display()) for member in waiting)
        return [_("Not agreed yet: these members of the team have not signed it: %(roles)s.") % {"roles": roles}]
    return [_("Not agreed yet: the child has no team that could sign it.")]


@plan_answer
def signatures_on_paper(plan: SupportPlan) -> list[str]:
    """What each member of the team for the child answered to a version, and when, with another opinion (C13)."""
    answers = PlanSignature.objects.filter(plan=plan).select_related("member")
    return ["; ".join(filter(None, [_answered(answer), answer.opinion])) for answer in answers]


def _answered(answer: PlanSignature) -> str:
    member, day = answer.member, date_format(answer.answered_on, "DATE_FORMAT")
    return f"{member.name}, {member.get_role_display()}: {answer.get_answer_display()}, {day}"


@stay_term_warning
def one_to_six_months(case: Case, kind: str, *, from_on: date, to_on: date) -> Reasons:
    """A child stays in a crisis centre from one to six months (SOP children 3.1; C-11). It warns and never refuses."""
    if kind != CRISIS_CENTRE or not case.counts_as_child:
        return []
    if to_on < add_month(from_on):
        return [_("A child stays in a crisis centre for at least one month; this is shorter.")]
    longest = deadline_for(RuleKind.CRISIS_CENTRE_STAY, from_on)
    if longest is not None and to_on > longest.last_day:
        return [_("A child stays in a crisis centre for at most six months; this is longer. Look for a family.")]
    return []
