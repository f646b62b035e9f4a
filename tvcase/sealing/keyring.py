"""Data keys in use: fetched once for a page of rows, unwrapped, and forgotten when the request is over.

Inside `keyring()` what was unwrapped is kept; outside it is fetched anew each time. No key is ever kept longer or
elsewhere. This is the one place where keys are unwrapped, so it is also where a walk through all of them is stopped.
"""

import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from uuid import UUID

from cryptography.exceptions import InvalidTag
from django.db import DEFAULT_DB_ALIAS, connections
from django.utils.translation import gettext as _

from tvcase import keys
from tvcase.sealing.envelope import Erased, Sealed, Unreadable, bound, new_data_key
from tvcase.sealing.models import FileKey

INSERT = """
    INSERT INTO sealing_filekey (id, subject, kind, kek, wrapped) VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING
"""


@dataclass
class Keyring:
    """The keys of one request; None stands for a key that was destroyed.

    `spend` is told how many are about to be unwrapped and may refuse; `opened` counts what was shown of what.
    """

    spend: Callable[[int], None] | None = None
    keys: dict[UUID, bytes | None] = field(default_factory=dict, repr=False)
    opened: Counter[tuple[str, UUID]] = field(default_factory=Counter, repr=False)


_current: ContextVar[Keyring | None] = ContextVar("keyring", default=None)


@contextmanager
def keyring(spend: Callable[[int], None] | None = None) -> Iterator[Keyring]:
    """Keep unwrapped keys until the block ends; inside another one it is that one's."""
    if outer := _current.get():
        yield outer
        return
    ring = Keyring(spend)
    token = _current.set(ring)
    try:
        yield ring
    finally:
        _current.reset(token)
        ring.keys.clear()


def opened_keys(ids: Iterable[UUID], using: str = DEFAULT_DB_ALIAS) -> dict[UUID, bytes | None]:
    """The data keys with these ids, in one query for all that are not at hand; None for a destroyed one.

    A key that the database does not show is missing from the answer. Raises what the limit raises when it was one
    key too many.
    """
    ring = _current.get() or Keyring()
    wanted = set(ids)
    if missing := wanted - ring.keys.keys():
        _take(list(FileKey.objects.using(using).filter(pk__in=missing)), ring)
    return {key_id: ring.keys[key_id] for key_id in wanted & ring.keys.keys()}


def _take(rows: list[FileKey], ring: Keyring) -> None:
    """Unwrap keys that are not at hand. Raises what the limit raises when it was one key too many."""
    if ring.spend and rows:
        ring.spend(len(rows))
    ring.keys |= {row.pk: _unwrapped(row) for row in rows}


def key_of(sealed: Sealed, using: str = DEFAULT_DB_ALIAS) -> bytes | None:
    """The data key of a value, None when it was destroyed. Raises Unreadable when there is none."""
    found = opened_keys([sealed.key_id], using)
    if sealed.key_id not in found:
        raise Unreadable("The key of a sealed value is not here.")
    return found[sealed.key_id]


def live_key(subject: UUID, kind: str, using: str = DEFAULT_DB_ALIAS) -> tuple[UUID, bytes]:
    """The key under which a file is written now, made if it has none; asked anew for every write.

    Raises Erased when the file's key was destroyed.
    """
    for _attempt in range(2):
        rows = sorted(FileKey.objects.using(using).filter(subject=subject), key=lambda row: row.destroyed_at is None)
        if rows and rows[-1].destroyed_at is not None:
            raise Erased(_("This file was erased: nothing is written to it any more."))
        if rows:
            ring, live = _current.get() or Keyring(), rows[-1]
            if live.pk not in ring.keys:
                _take([live], ring)
            if (key := ring.keys[live.pk]) is not None:
                return live.pk, key
        elif made := _made(subject, kind, using):
            return made
    raise Unreadable("The key of a file is not here.")


def noticed(label: str, subject: UUID) -> None:
    """Remember that a field was opened: what the trace of a reveal is written from."""
    if ring := _current.get():
        ring.opened[label, subject] += 1


def _made(subject: UUID, kind: str, using: str) -> tuple[UUID, bytes] | None:
    """A new key for a file; None when another transaction made one at the same moment."""
    key_id, key = uuid.uuid4(), new_data_key()
    kek, wrapped = keys.provider().wrap(key, bound(key_id, subject))
    with connections[using].cursor() as cursor:
        cursor.execute(INSERT, [key_id, subject, kind, kek, wrapped])
        if not cursor.rowcount:
            return None
    if ring := _current.get():
        ring.keys[key_id] = key
    return key_id, key


def _unwrapped(row: FileKey) -> bytes | None:
    if row.destroyed_at is not None:
        return None
    try:
        return keys.provider().unwrap(row.kek, bytes(row.wrapped), bound(row.pk, row.subject))
    except (InvalidTag, KeyError):
        raise Unreadable("The key of a file does not open with the keys of this installation.") from None
