"""Sessions: the cookie's key is kept as a hash only; idle for fifteen minutes or eight hours old, one is over."""

import hmac
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import get_random_string

from tvcase.accounts.models import Session, User
from tvcase.keys import provider
from tvcase.wall.identity import SIGN_IN, system_actor

IDLE = timedelta(minutes=15)
SEEN_AGAIN_AFTER = timedelta(seconds=30)  # a click within them does not write the session again
MOST_SESSIONS = 3
WHOSE = "_auth_user_id"
KEY_LENGTH = 32

# A request that a script makes by itself, as the page keeps what is typed, does not lengthen the session.
by_a_person: ContextVar[bool] = ContextVar("by_a_person", default=True)


def key_hash(key: str) -> str:
    """What is kept of a session's key."""
    return hmac.digest(provider().secret("sessions"), key.encode(), "sha256").hex()


def end_at(seen_at: datetime, begun_at: datetime) -> datetime:
    """When a session that is not used again is over."""
    return min(seen_at + IDLE, end_of_day(begun_at))


def end_of_day(begun_at: datetime) -> datetime:
    """When a session is over however much it is used."""
    return begun_at + timedelta(seconds=settings.SESSION_COOKIE_AGE)


class SessionStore(SessionBase):
    """Django's session in a table of ours, reached by the job "sign-in" only."""

    begun_at: datetime | None = None

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing when it is over. Being asked for by a person is being used."""
        now = timezone.now()
        with system_actor(SIGN_IN):
            row = Session.objects.filter(pk=key_hash(self.session_key or ""), ends_at__gt=now).first()
            if row is None:
                self._session_key = None
                return {}
            if now - row.seen_at >= SEEN_AGAIN_AFTER and by_a_person.get():
                row.seen_at, row.ends_at = now, end_at(now, row.begun_at)
                Session.objects.filter(pk=row.pk).update(seen_at=row.seen_at, ends_at=row.ends_at)
        self.begun_at = row.begun_at
        return self.decode(row.data)

    def seconds_left(self) -> int:
        """How long it surely lasts if nothing else is asked for, in steps that tell nothing of the moment."""
        if self.begun_at is None:
            return 0
        until_the_end = int((end_of_day(self.begun_at) - timezone.now()).total_seconds()) // 60 * 60
        return max(0, min(int((IDLE - SEEN_AGAIN_AFTER).total_seconds()), until_the_end))

    def exists(self, session_key: str) -> bool:
        with system_actor(SIGN_IN):
            return Session.objects.filter(pk=key_hash(session_key)).exists()

    def create(self) -> None:
        self._session_key = get_random_string(KEY_LENGTH)
        self.save(must_create=True)
        self.modified = True

    def save(self, must_create: bool = False) -> None:
        """Keep what the session holds. Raises UpdateError when it was ended meanwhile."""
        if self.session_key is None:
            return self.create()
        held = {} if must_create and not hasattr(self, "_session_cache") else dict(self.items())
        kept = {"data": self.encode(held), "user_id": held.get(WHOSE)}
        pk = key_hash(self.session_key)
        with system_actor(SIGN_IN):
            if must_create:
                now = timezone.now()
                self.begun_at = now
                _insert(Session(pk=pk, begun_at=now, seen_at=now, ends_at=end_at(now, now), **kept))
            elif not Session.objects.filter(pk=pk).update(**kept):
                raise UpdateError
        return None

    def delete(self, session_key: str | None = None) -> None:
        if key := session_key or self.session_key:
            with system_actor(SIGN_IN):
                Session.objects.filter(pk=key_hash(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        with system_actor(SIGN_IN):
            Session.objects.filter(ends_at__lte=timezone.now()).delete()


def seconds_left(request: HttpRequest) -> int:
    """How long this request's session surely lasts."""
    session = request.session
    return session.seconds_left() if isinstance(session, SessionStore) else 0


def _insert(row: Session) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise CreateError from error


def end_sessions(user: User, *, but: str = "") -> int:
    """End what this person has open everywhere, but the session with this key; returns how many ended."""
    with system_actor(SIGN_IN):
        ended, _rows = Session.objects.filter(user=user).exclude(pk=key_hash(but)).delete()
    return ended


def begun(user: User, key: str, *, agent: str) -> None:
    """A session of this person has begun: the oldest beyond three end, and so do rows that are over."""
    with system_actor(SIGN_IN):
        Session.objects.filter(pk=key_hash(key)).update(agent=agent[:200])
        newest = Session.objects.filter(user=user).order_by("-begun_at").values_list("pk", flat=True)
        Session.objects.filter(user=user).exclude(pk__in=list(newest[:MOST_SESSIONS])).delete()
    SessionStore.clear_expired()


def open_sessions(user: User, *, at: datetime) -> list[Session]:
    """This person's sessions, the newest first."""
    with system_actor(SIGN_IN):
        return list(Session.objects.filter(user=user, ends_at__gt=at).order_by("-begun_at"))
