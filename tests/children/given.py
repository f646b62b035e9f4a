"""A child with what its track holds, for tests that look at what follows."""

from datetime import date

from cases.actions import people
from cases.children.actions import representation, team
from cases.children.models import ChildTeamMember, PlanSignature, SpecialRepresentation
from cases.children.states import NEEDED_ROLES
from cases.models import Case
from tests.cases.planned import signed
from tests.cases.said_and_done import find_age
from tests.factories import CaseFactory

DAY = date(2026, 3, 16)
SIGNED_ON = date(2026, 3, 17)


def child(age_status: str = "MINOR_VERIFIED", **fields) -> Case:
    """An open case of a person who was found to be a child, or may be one, on 15 March 2026."""
    case = CaseFactory(**fields)
    find_age(case, age_status)
    case.refresh_from_db()
    return case


def born(case: Case, day: date, precision: str = "EXACT", *, on: date = DAY) -> None:
    """The birth is recorded."""
    people.record_names(case, alias_in_use="Зайче", born_on=day, born_precision=precision, by=case.recorded_by, on=on)


def member(case: Case, role: str = "POLICE", *, since_on: date = DAY, **more) -> ChildTeamMember:
    """Somebody on the team since 16 March 2026."""
    facts = {"name": f"И. Измислен {role}", "institution": "Проба", **more}
    return team.add_member(case, role=role, since_on=since_on, on=max(DAY, since_on), **facts, by=case.recorded_by)


def whole_team(case: Case) -> list[ChildTeamMember]:
    """Everybody whom the sources name."""
    return [member(case, role) for role in NEEDED_ROLES]


def answered(plan, one: ChildTeamMember, answer: str = "SIGNED", *, on: date = SIGNED_ON, **more) -> PlanSignature:
    """What a member of the team answered to a plan on 17 March 2026."""
    return team.answer_plan(plan, member=one, answer=answer, answered_on=on, on=on, by=plan.case.recorded_by, **more)


def planned(case: Case):
    """A plan of this child, in force."""
    return signed(case)


def kept_out(case: Case, *, on: date = DAY) -> SpecialRepresentation:
    """A parent may be involved; nobody is appointed yet."""
    known = {"parent": "баща", "reason": "Взел е парите."}
    return representation.need(case, **known, since_on=on, on=on, by=case.recorded_by)


def appointed(case: Case) -> SpecialRepresentation:
    """A court appointed a special representative on 18 March 2026."""
    day = date(2026, 3, 18)
    who = {"name": "А. Измислен", "appointed_by": "COURT", "authority": "Съд Проба", "reference": "7/2026"}
    return representation.appoint(kept_out(case), **who, appointed_on=day, on=day, by=case.recorded_by)


def heard(case: Case) -> None:
    """What is known of the school, and what the child says."""
    known = {"school": "Четвърти клас.", "opinion": "Искам при баба."}
    representation.record_facts(case, known_on=DAY, **known, on=DAY, by=case.recorded_by)


def ban_proposed(case: Case) -> None:
    """A ban on leaving the country was proposed to the State Agency for Child Protection."""
    facts = {"addressee": "SACP", "danger": "Просия в чужбина."}
    representation.propose_exit_ban(case, **facts, proposed_on=DAY, on=DAY, by=case.recorded_by)
