"""Who may be asked onto a case's team, and in which place."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cases.actions import team
from cases.actions.act import act
from cases.actions.places import OF_AN_AUTHORITY
from cases.models import Case, CaseMember
from cases.rules import why_not_change_team
from cases.states import OpeningGround, TeamRole
from tvcase.accounts.models import User
from tvcase.accounts.rights import hold
from tvcase.accounts.roles import SHELTER_ROLES, Role
from tvcase.db import lock
from tvcase.flow import Refused, refuse_for
from tvcase.notifications import outbox

_PLACES: dict[str, set[TeamRole]] = {
    Role.CASEWORKER: {TeamRole.CASEWORKER},
    Role.SUPERVISOR: {TeamRole.SUPERVISOR},
    Role.COORDINATOR: {TeamRole.CASEWORKER, TeamRole.SUPERVISOR},
    Role.SHELTER_HEAD: {TeamRole.CASEWORKER, TeamRole.SHELTER_WORKER},
    Role.SHELTER_STAFF: {TeamRole.SHELTER_WORKER},
}


def who_may_join(case: Case) -> QuerySet[User]:
    """Colleagues of the holder, and shelter workers where the person stays, who are not on the team yet."""
    hosts = case.openings.filter(ground=OpeningGround.STAY, closed_on=None).values("organisation")
    colleagues = Q(organisation=case.organisation_id, roles__overlap=[*_PLACES, *OF_AN_AUTHORITY])
    hosting = Q(organisation__in=hosts, roles__overlap=list(SHELTER_ROLES))
    here = case.members.filter(left_on=None).values("user")
    people = User.objects.filter(colleagues | hosting, is_active=True).exclude(pk__in=here)
    return people.select_related("organisation").order_by("last_name", "first_name", "pk")


def places_of(case: Case, user: User) -> set[TeamRole]:
    """The places on the team that fit this person's organisation and roles."""
    if user.organisation_id != case.organisation_id:
        return {TeamRole.SHELTER_WORKER} if user.has_role(*SHELTER_ROLES) else set()
    if case.organisation.identifies_formally:
        return {TeamRole.OFFICER} if user.has_role(*OF_AN_AUTHORITY) else set()
    return {place for role in user.roles for place in _PLACES.get(role, set())}


@act
def join(case: Case, *, user: User, role: str, by: User, on: date) -> CaseMember:
    """Give a colleague, or a worker of the shelter where the person stays, a place on the team.

    Only the organisation that holds the case does so. Raises Refused or ValidationError.
    """
    case = lock(case)
    refuse_for(why_not_change_team(case, by))
    if not who_may_join(case).filter(pk=user.pk).exists():
        raise Refused(_("Choose a colleague, or somebody of the shelter where the person stays."))
    hold(user)  # after the case: a role that is taken away at this moment ends the place, or comes before it
    if role not in places_of(case, User.objects.get(pk=user.pk)):
        raise Refused(_("This place does not fit the person's role in her or his organisation."))
    member = team.add(case, user, TeamRole(role), by=by, on=on)
    outbox.notify([user], "team_joined", case_code=case.code, subject=case.pk, occurrence=on.isoformat(), due_on=on)
    return member


@act
def leave(member: CaseMember, *, by: User, on: date) -> CaseMember:
    """End a person's place on the team; the holder decides, and anybody may leave. Raises Refused."""
    if by.pk != member.user_id:
        refuse_for(why_not_change_team(member.case, by))
    return team.remove(member, by=by, on=on)
