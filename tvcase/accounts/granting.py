"""Roles need two administrators: one asks, another one confirms. Taking a role away needs one, and is done at once."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from tvcase.accounts import links
from tvcase.accounts.actions import check_roles, set_roles
from tvcase.accounts.models import LinkPurpose, RoleGrant, User
from tvcase.accounts.sessions import end_sessions
from tvcase.audit import log
from tvcase.dates import local_date
from tvcase.db import lock, save_checked
from tvcase.flow import Refused
from tvcase.wall.identity import SIGN_IN, system_actor


@transaction.atomic
def ask_for(user: User, roles: list[str], *, by: User, at: datetime, new_factors: bool = False) -> RoleGrant:
    """Ask for these further roles, or for a new start without the lost factors; nothing changes yet."""
    check_roles(user, roles)
    grant = RoleGrant(user=user, roles=sorted(set(roles)), new_factors=new_factors, asked_by=by, asked_at=at)
    save_checked(grant)
    on = local_date(at)
    log.record(
        "accounts.role_grant.asked", by=by, on=on, user=user.username, roles=grant.roles, new_factors=new_factors
    )
    return grant


@transaction.atomic
def decide(grant: RoleGrant, *, confirmed: bool, by: User, at: datetime) -> RoleGrant:
    """Confirm what somebody else asked for, or turn it down. Raises Refused for one's own, for a decided one and
    for a closed account."""
    grant = lock(grant)
    if grant.decided_at:
        raise Refused(_("This was decided already."))
    if confirmed and by.pk in {grant.asked_by_id, grant.user_id}:
        raise Refused(_("Somebody else confirms: neither who asked for it nor who gets it."))
    if confirmed and not grant.user.is_active:
        raise Refused(_("This account is closed. Turn the request down."))
    grant.confirmed, grant.decided_by, grant.decided_at = confirmed, by, at
    save_checked(grant)
    on = local_date(at)
    what = "confirmed" if confirmed else "turned_down"
    log.record(f"accounts.role_grant.{what}", by=by, on=on, user=grant.user.username, roles=grant.roles)
    if confirmed and grant.roles:
        set_roles(grant.user, [*grant.user.roles, *grant.roles], by=by, on=on)
    if confirmed and grant.new_factors:
        start_again(grant.user, by=by, at=at)
    return grant


def start_again(user: User, *, by: User, at: datetime) -> None:
    """Forget the factors that were lost and the password, end every session and invite the person anew.

    The password goes too: whoever knows it could otherwise set up a factor before the person does.
    """
    with system_actor(SIGN_IN):
        Authenticator.objects.filter(user=user).delete()
        user.set_unusable_password()
        user.save(update_fields=["password"])
    end_sessions(user)
    log.record("accounts.user.started_again", by=by, on=local_date(at), user=user.username)
    invite(user, by=by, at=at)


@transaction.atomic
def change_roles(
    user: User, roles: list[str], *, new_factors: bool = False, by: User, at: datetime
) -> RoleGrant | None:
    """Take away at once what is not in `roles` any more, and ask for what is new.

    Gives what now waits for a second person, if anything does.
    """
    kept = [role for role in user.roles if role in roles]
    more = [role for role in roles if role not in user.roles]
    if kept != user.roles:
        set_roles(user, kept, by=by, on=local_date(at))
    return ask_for(user, more, by=by, at=at, new_factors=new_factors) if more or new_factors else None


def is_asked_for(user: User) -> bool:
    """Whether something was asked for this person that nobody has decided."""
    return RoleGrant.objects.filter(user=user, decided_at=None).exists()


@transaction.atomic
def invite(user: User, *, by: User | None, at: datetime) -> None:
    """Send the person a link to set a password and a second factor."""
    links.ask(user, LinkPurpose.INVITATION, at=at)
    log.record("accounts.user.invited", by=by, on=local_date(at), user=user.username)
