"""Who may reach a case: places on the team, openings to other organisations, and the permissions that follow.

Guardian's tables are written here and nowhere else, always as a whole: what should be there is worked out from
members, holder, openings and what was opened in an emergency, and the difference is written.
"""

from datetime import date, datetime
from operator import itemgetter
from uuid import UUID

from django.contrib.auth.models import Group, Permission
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from cases.actions.act import act
from cases.models import Case, CaseGroupObjectPermission, CaseMember, CaseOpening, CaseUserObjectPermission
from cases.permissions import HOLDER_GRANTS, HOLDING_OFFICER, IDENTITY, OPENING_GRANTS, TEAM_GRANTS, of_the_holder
from cases.rules.breakglass import CASE_ROLES, what_the_organisation_reads
from cases.states import TeamRole
from tvcase.accounts.models import Organisation, User
from tvcase.accounts.roles import group_name
from tvcase.audit import log
from tvcase.db import lock, save_checked
from tvcase.flow import Refused


@act
def add(case: Case, user: User, role: TeamRole, *, by: User, on: date) -> CaseMember:
    """Give a person a place on the case's team from a day in Sofia on. Raises Refused or ValidationError."""
    case = lock(case)
    if not user.is_active:
        raise Refused(_("This account is closed."))
    member = CaseMember(case=case, user=user, role=role, joined_on=on)
    save_checked(member)
    sync(case)
    log.record("cases.member.added", by=by, on=on, case=case.code, area="core", user=user.username, role=role)
    return member


@act
def remove(member: CaseMember, *, by: User, on: date) -> CaseMember:
    """End a person's place on the team; the last member of an open case stays. Raises Refused."""
    case = lock(member.case)
    if case.is_open and not case.members.filter(left_on=None).exclude(pk=member.pk).exists():
        raise Refused(_("Somebody must stay on the team: add another person first."))
    member = lock(member)
    if member.left_on is not None:
        raise Refused(_("This place on the team has ended already."))
    member.left_on = on
    save_checked(member)
    sync(case)
    log.record("cases.member.removed", by=by, on=on, case=case.code, area="core", user=member.user.username)
    return member


def end_places(case: Case, organisation: Organisation, role: TeamRole, *, by: User, on: date) -> None:
    """End the places that people of an organisation hold in a role, even the last one. Part of a larger act."""
    members = case.members.filter(left_on=None, role=role, user__organisation=organisation).select_related("user")
    for member in members:
        member.left_on = max(on, member.joined_on)
        save_checked(member)
        log.record("cases.member.removed", by=by, on=on, case=case.code, area="core", user=member.user.username)
    sync(case)


def open_to(
    case: Case, organisation: Organisation, ground: str, *, subject: UUID, by: User, on: date, user: User | None = None
) -> None:
    """Open the part of a case that the ground names to another organisation, or to one `user` of it alone.

    Part of a larger act.
    """
    opening = CaseOpening(case=case, organisation=organisation, ground=ground, subject=subject, opened_on=on, user=user)
    opening.full_clean()
    opening.save()
    sync(case)
    log.record("cases.opening.made", by=by, on=on, case=case.code, area="core", to=organisation.code, ground=ground)


def close_openings(case: Case, *, subject: UUID, ground: str = "", by: User, on: date) -> None:
    """Close what a record had opened; permissions that nothing else opens go with it. Part of a larger act."""
    openings = CaseOpening.objects.filter(case=case, subject=subject, closed_on=None)
    if ground:
        openings = openings.filter(ground=ground)
    if not openings.update(closed_on=Greatest(Value(on), F("opened_on"))):  # an act may be recorded late
        return
    sync(case)
    log.record("cases.opening.closed", by=by, on=on, case=case.code, area="core", ground=ground)


def sync(case: Case) -> None:
    """Make guardian's rows of this case exactly what members, holder, openings and emergencies say.

    Call it with the case locked, in an act on it. What was opened in an emergency stays there with its instant,
    and past it, until it is ended or reviewed: it is no permission any more (LastingPermissions). A person's file
    belongs to one organisation (product decision 7): an earlier episode that stayed with another one no longer
    opens the identity, which is written on there.
    """
    closed = frozenset() if case.person.organisation_id == case.organisation_id else IDENTITY
    permissions = dict(Permission.objects.filter(content_type__app_label="cases").values_list("codename", "pk"))
    people = {(who, permissions[perm]): until for (who, perm), until in _people(case).items() if perm not in closed}
    _write(CaseUserObjectPermission, "user_id", case, people)
    wanted = {(name, perm) for name, perm in _groups(case) if perm not in closed}
    groups = dict(Group.objects.filter(name__in={name for name, _perm in wanted}).values_list("name", "pk"))
    rows: dict[tuple[int, int], datetime | None] = {
        (groups[name], permissions[perm]): None for name, perm in wanted if name in groups
    }
    _write(CaseGroupObjectPermission, "group_id", case, rows)


def _people(case: Case) -> dict[tuple[int, str], datetime | None]:
    """Who may do what, and until when; a place on the team lasts, whatever was opened beside it."""
    members = case.members.filter(left_on=None).values_list("user_id", "role", "user__organisation_id")
    wanted: dict[tuple[int, str], datetime | None] = {
        (user, perm): None
        for user, role, organisation in members
        for perm in (HOLDING_OFFICER if _holds(case, organisation, role) else TEAM_GRANTS[role])
    }
    named = case.openings.filter(closed_on=None, user__is_active=True, user__organisation=F("organisation"))
    for user, roles, ground in named.values_list("user_id", "user__roles", "ground"):
        grants = [perms for role, perms in OPENING_GRANTS[ground].items() if role in roles]
        wanted |= {(user, perm): None for perms in grants for perm in perms}
    running = case.break_glass.filter(ended_at=None, reviewed_at=None, user__organisation=F("organisation"))
    for opened in running.filter(user__is_active=True, user__roles__overlap=list(CASE_ROLES)):
        for perm in what_the_organisation_reads(case, opened.organisation_id):
            wanted.setdefault((opened.user_id, perm), opened.ends_at)
    return wanted


def _holds(case: Case, organisation: int | None, role: str) -> bool:
    """Whether the place is that of an officer of the very authority that holds the case."""
    return role == TeamRole.OFFICER and organisation == case.organisation_id


def _groups(case: Case) -> set[tuple[str, str]]:
    wanted: set[tuple[str, str]] = {
        (group_name(case.organisation_id, role), perm)
        for role, perms in HOLDER_GRANTS.items()
        for perm in perms & of_the_holder(authority=case.organisation.identifies_formally)
    }
    openings = case.openings.filter(closed_on=None, user=None)
    for organisation, ground in openings.values_list("organisation_id", "ground"):
        for role, perms in OPENING_GRANTS[ground].items():
            wanted |= {(group_name(organisation, role), perm) for perm in perms}
    return wanted


def _write[P: (CaseUserObjectPermission, CaseGroupObjectPermission)](
    table: type[P], holder: str, case: Case, wanted: dict[tuple[int, int], datetime | None]
) -> None:
    rows = table._base_manager.filter(content_object=case)  # those that have run out too
    present = {((getattr(row, holder), row.permission_id), getattr(row, "until", None)): row.pk for row in rows}
    gone = [key for (pair, until), key in present.items() if pair not in wanted or wanted[pair] != until]
    if gone:
        table._base_manager.filter(pk__in=gone).delete()
    table._base_manager.bulk_create(
        [
            table(**{holder: who}, permission_id=permission, content_object=case, **({"until": until} if until else {}))
            for (who, permission), until in sorted(wanted.items(), key=itemgetter(0))
            if ((who, permission), until) not in present
        ]
    )
