"""Every write to organisations, users and roles; groups follow in the same transaction."""

from datetime import date
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _

from tvcase.accounts import rights
from tvcase.accounts.models import OneTimeLink, Organisation, User
from tvcase.accounts.roles import ROLES_OF_KIND, Role, group_name
from tvcase.accounts.sessions import end_sessions
from tvcase.audit import log
from tvcase.flow import Refused
from tvcase.wall.identity import SIGN_IN, system_actor


@transaction.atomic
def create_organisation(*, by: User | None, on: date, **fields: Any) -> Organisation:
    """Register an organisation and the permission groups of every role it may have."""
    organisation = Organisation(active_from=on, **fields)
    organisation.full_clean()
    organisation.save()
    make_groups(organisation)
    log.record("accounts.organisation.created", by=by, on=on, organisation=organisation.code)
    return organisation


def make_groups(organisation: Organisation) -> None:
    """The organisation's permission groups, one for each role its kind may have; existing ones stay."""
    names = [group_name(organisation.pk, role) for role in ROLES_OF_KIND[organisation.kind]]
    Group.objects.bulk_create([Group(name=name) for name in sorted(names)], ignore_conflicts=True)


@transaction.atomic
def create_user(
    username: str,
    *,
    organisation: Organisation | None,
    roles: list[str],
    by: User | None,
    on: date,
    **fields: Any,
) -> User:
    """Register a person with a password that cannot be used until it is set (`password=` sets one)."""
    password = fields.pop("password", None)
    user = User(username=username, organisation=organisation, **fields)
    user.set_password(password)
    user.full_clean(exclude=["password"])
    user.save()
    set_roles(user, roles, by=by, on=on)
    return user


@transaction.atomic
def set_roles(user: User, roles: list[str], *, by: User | None, on: date) -> User:
    """Give the person exactly these roles; permission groups follow, and every session of theirs ends (C27).

    Places on teams that the roles no longer carry end in the same transaction. Raises Refused for a role the kind
    cannot have.
    """
    check_roles(user, roles)
    rights.hold(user)
    user.roles = sorted(set(roles))
    user.is_staff = Role.ADMINISTRATOR in user.roles
    user.full_clean(exclude=["password"])
    user.save(update_fields=["roles", "organisation", "is_staff"])
    join_groups(user)
    end_sessions(user)
    log.record("accounts.user.roles", by=by, on=on, user=user.username, roles=user.roles)
    rights.draw_consequences(user, by=by, on=on)
    return user


def check_roles(user: User, roles: list[str]) -> None:
    """Raises Refused for a role that the person's organisation cannot have."""
    allowed = ROLES_OF_KIND[user.organisation.kind] if user.organisation else frozenset()
    if unknown := sorted(set(roles) - allowed):
        raise Refused(_("This organisation cannot have the role: %(roles)s.") % {"roles": ", ".join(unknown)})


def join_groups(user: User) -> None:
    """Make the person a member of exactly the groups of their roles."""
    names = [group_name(user.organisation_id, role) for role in user.roles] if user.organisation_id else []
    user.groups.set(Group.objects.filter(name__in=names))


@transaction.atomic
def disable(user: User, *, by: User, on: date) -> User:
    """Close an account: out at once, no sign-in, no roles, no groups. Team places end and stay as history."""
    rights.hold(user)
    user.is_active = False
    user.is_staff = False
    user.roles = []
    user.save(update_fields=["is_active", "is_staff", "roles"])
    user.groups.clear()
    end_sessions(user)
    with system_actor(SIGN_IN):
        OneTimeLink.objects.filter(user=user).delete()
    log.record("accounts.user.disabled", by=by, on=on, user=user.username)
    rights.draw_consequences(user, by=by, on=on)
    return user


@transaction.atomic
def set_language(user: User, language: str) -> User:
    """Remember the language in which this person reads the pages."""
    user.language = language
    user.full_clean(exclude=["password"])
    user.save(update_fields=["language"])
    return user


@transaction.atomic
def set_password(user: User, password: str) -> User:
    """Give the person a new password, which ends what an earlier one had opened."""
    user.set_password(password)
    user.save(update_fields=["password"])
    return user
