"""Who is told of what happens in a case."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q

from cases.models import Case
from cases.permissions import CasePerm, places_with
from cases.states import OpeningGround
from tvcase.accounts.models import Organisation, User
from tvcase.accounts.roles import FORMAL_KINDS, Role
from tvcase.notifications import outbox


def team(case: Case) -> list[User]:
    """The members of the team who work in the holding organisation or in the one where the person stays; while the
    file is sealed, the people named."""
    if case.sealed_to is not None:
        return list(User.objects.filter(pk__in=case.sealed_to, is_active=True))
    hosts = case.openings.filter(ground=OpeningGround.STAY, closed_on=None).values("organisation")
    works_here = Q(organisation=case.organisation_id) | Q(organisation__in=hosts)
    return list(
        User.objects.filter(works_here, is_active=True, memberships__case=case, memberships__left_on=None).distinct()
    )


def holding(organisation: Organisation, *roles: str) -> list[User]:
    """The people of an organisation who hold any of these roles."""
    return list(User.objects.filter(organisation=organisation, is_active=True, roles__overlap=list(roles)))


def coordinators(organisation: Organisation) -> list[User]:
    """The coordinators of an organisation."""
    return holding(organisation, Role.COORDINATOR)


def controllers(organisation: Organisation, *, but: Iterable[int] = ()) -> list[User]:
    """The data protection officers of an organisation; where it has none, its coordinators but those who acted."""
    acted = set(but)
    officers = holding(organisation, Role.DATA_PROTECTION_OFFICER)
    return officers or [user for user in coordinators(organisation) if user.pk not in acted]


def tell_team(case: Case, kind: str, *, subject: UUID, on: date, but: User | None = None) -> None:
    """Put a notification for every member of the team into the outbox, except for the one who acts."""
    outbox.notify([user for user in team(case) if user != but], kind, case_code=case.code, subject=subject, due_on=on)


def tell_who_may(perm: CasePerm, case: Case, kind: str, *, subject: UUID, on: date, but: User | None = None) -> None:
    """Tell only those members of the team whose place opens this: the others must not even learn that it happened."""
    told = [user for user in placed(perm, case) if user != but]
    outbox.notify(told, kind, case_code=case.code, subject=subject, due_on=on)


def placed(perm: CasePerm, case: Case) -> list[User]:
    """The members of the team whose place opens this; an officer's place opens more while an authority holds it."""
    places = places_with(perm, authority=case.organisation.kind in FORMAL_KINDS)
    found = set(case.members.filter(left_on=None, role__in=places).values_list("user_id", flat=True))
    return [user for user in team(case) if user.pk in found]
