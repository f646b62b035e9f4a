"""Links by mail that set a password: for an invitation three days, for a forgotten password two hours, once.

Asking only writes a row; the secret is made when the mail goes, so neither the database nor the broker ever holds
it. The row is also written when nobody has the name, so both take the same time (C26).
"""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import Q

from tvcase.accounts import lockout
from tvcase.accounts.models import LinkPurpose, OneTimeLink, User
from tvcase.audit import log
from tvcase.wall.identity import SIGN_IN, system_actor

UNDER_WAY = timedelta(minutes=10)
LASTS = {LinkPurpose.INVITATION: timedelta(hours=72), LinkPurpose.RESET: timedelta(hours=2)}


def secret_hash(secret: str) -> str:
    """What is kept of a link's secret; it has 256 random bits, so nobody can guess what was hashed."""
    return sha256(secret.encode()).hexdigest()


@transaction.atomic
def ask(user: User | None, purpose: LinkPurpose, *, at: datetime) -> OneTimeLink:
    """Ask for a link; earlier ones of this person end. Only an invitation ends an invitation: the other kind
    anybody may ask for."""
    ended = list(LASTS) if purpose == LinkPurpose.INVITATION else [purpose]
    with system_actor(SIGN_IN):
        OneTimeLink.objects.filter(user=user, used_at=None, purpose__in=ended).delete()
        return OneTimeLink.objects.create(user=user, purpose=purpose, asked_at=at, expires_at=at + LASTS[purpose])


@transaction.atomic
def ask_by_name(name: str, *, at: datetime) -> None:
    """Somebody has forgotten the password of this name; after five requests fifteen minutes nothing more is sent.

    A link that is under way stays good for ten minutes, whoever asks meanwhile; the row is then nobody's.
    """
    with system_actor(SIGN_IN):
        admitted = lockout.admitted(lockout.RESET, name, at=at)
        user = User.objects.filter(username=name, is_active=True).exclude(email="").first()
        if admitted:
            lockout.failed(lockout.RESET, name, at=at)
            under_way = _is_under_way(user, at=at)  # asked for nobody too: it takes its time
            ask(None if under_way else user, LinkPurpose.RESET, at=at)


def _is_under_way(user: User | None, *, at: datetime) -> bool:
    """Whether this person was sent a link, or will be, that somebody else's request must not end."""
    waiting = OneTimeLink.objects.filter(user=user, used_at=None, expires_at__gt=at)
    return waiting.filter(Q(purpose=LinkPurpose.INVITATION) | Q(asked_at__gt=at - UNDER_WAY)).exists()


@transaction.atomic
def take(*, at: datetime) -> tuple[OneTimeLink, str] | None:
    """The next link to be mailed, locked, with its secret; None when nothing waits. Rows for nobody go here."""
    OneTimeLink.objects.filter(user=None).delete()
    waiting = OneTimeLink.objects.filter(mailed_at=None, expires_at__gt=at, user__is_active=True)
    link = waiting.select_for_update(skip_locked=True, of=("self",)).select_related("user").order_by("pk").first()
    if link is None:
        return None
    secret = secrets.token_urlsafe(32)
    link.secret_hash, link.mailed_at = secret_hash(secret), at
    link.save(update_fields=["secret_hash", "mailed_at"])
    return link, secret


@transaction.atomic
def handed_over(user: User, purpose: LinkPurpose, *, at: datetime) -> str:
    """Make a link that goes another way than by mail; gives its secret, which is known only now."""
    link, secret = ask(user, purpose, at=at), secrets.token_urlsafe(32)
    with system_actor(SIGN_IN):
        link.secret_hash, link.mailed_at = secret_hash(secret), at
        link.save(update_fields=["secret_hash", "mailed_at"])
    return secret


def found(hashed: str, *, at: datetime) -> OneTimeLink | None:
    """The link with this secret that can still be used."""
    with system_actor(SIGN_IN):
        usable = OneTimeLink.objects.filter(secret_hash=hashed, used_at=None, expires_at__gt=at, user__is_active=True)
        return usable.select_related("user").first()


@transaction.atomic
def use(link: OneTimeLink, *, password: str, at: datetime) -> User | None:
    """Set the password, and nothing else; None when the link was used meanwhile."""
    with system_actor(SIGN_IN):
        locked = OneTimeLink.objects.select_for_update(of=("self",)).filter(pk=link.pk, used_at=None).first()
        if locked is None or locked.user is None:
            return None
        locked.used_at = at
        locked.save(update_fields=["used_at"])
        locked.user.set_password(password)
        locked.user.save(update_fields=["password"])
        lockout.forgiven((lockout.PASSWORD, locked.user.username), at=at)
        log.record(f"accounts.{locked.purpose}_used", by=locked.user)
    return locked.user
