"""Places on teams that end by themselves: whoever lost the role for a place, or the account, has no place any more."""

from datetime import date

from django.db.models import Q

from cases.actions import notices, team
from cases.actions.act import act
from cases.models import Case, CaseMember
from cases.states import TeamRole
from tvcase.accounts.models import User
from tvcase.accounts.rights import consequence
from tvcase.accounts.roles import PROSECUTORS, SHELTER_ROLES, Role
from tvcase.audit import log
from tvcase.db import lock, save_checked
from tvcase.notifications import outbox
from tvcase.wall.identity import identified
from tvcase.wall.signing import Identity

OF_AN_AUTHORITY = frozenset({Role.OFFICER, Role.COORDINATOR, Role.SUPERVISOR, *PROSECUTORS})

# The roles of which one is needed to keep a place; who opens or takes over a case has it as its caseworker.
KEEPS: dict[str, frozenset[Role]] = {
    TeamRole.CASEWORKER: frozenset({Role.CASEWORKER, Role.SUPERVISOR, Role.COORDINATOR, Role.SHELTER_HEAD}),
    TeamRole.SUPERVISOR: frozenset({Role.SUPERVISOR, Role.COORDINATOR}),
    TeamRole.SHELTER_WORKER: SHELTER_ROLES,
    TeamRole.OFFICER: OF_AN_AUTHORITY,
}


@consequence
def follow_the_roles(user: User, *, by: User | None, on: date) -> None:
    """End what a person's roles no longer carry, in every file that is open to them; files sealed to others follow
    when they are unsealed.

    It is looked for behind the wall of the person who loses it: whoever administers accounts is shown no file.
    """
    if user.organisation_id is None:
        return
    with identified(Identity(user=user.pk, organisations=(user.organisation_id,))):
        placed = Q(pk__in=CaseMember.objects.filter(user=user, left_on=None).values("case"))
        given = Q(user_permissions__user=user)
        for case in Case.objects.filter(placed | given).distinct().order_by("pk"):
            end_unsuited(case, by=by, on=on)


@act
def end_unsuited(case: Case, *, by: User | None, on: date) -> None:
    """End the places of those who hold no role for them, even the last one, and write the permissions anew.

    When nobody is left on the team of an open case, the coordinators of its holder are told.
    """
    case = lock(case)
    for member in case.members.filter(left_on=None).select_related("user"):
        if suits(member):
            continue
        member.left_on = max(on, member.joined_on)
        save_checked(member)
        log.record("cases.member.removed", by=by, on=on, case=case.code, area="core", user=member.user.username)
    team.sync(case)
    if case.is_open and not case.members.filter(left_on=None).exists():
        told = notices.coordinators(case.organisation)
        day = on.isoformat()
        outbox.notify(told, "team_empty", case_code=case.code, subject=case.pk, occurrence=day, due_on=on)


def suits(member: CaseMember) -> bool:
    """Whether the person still holds a role for the place."""
    return member.user.is_active and member.user.has_role(*KEEPS[member.role])
