"""Who acts: a signed-in person, or a job with a purpose of its own; told to every open transaction at once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import connections, transaction
from psycopg.pq import TransactionStatus

from tvcase.accounts.models import User
from tvcase.accounts.roles import Role
from tvcase.wall.signing import NOBODY, TELL, Identity, _current, current, signed

OPEN = (TransactionStatus.IDLE, TransactionStatus.INTRANS)
SIGN_IN = "sign-in"
ADMINISTRATION = "administration"


def identity_of(user: User | AnonymousUser) -> Identity:
    """What the database is told of a person: the organisation; for administrators the purpose, and no cases.

    Somebody who is not signed in can only sign in. A closed account is nobody.
    """
    if not isinstance(user, User):
        return Identity(purpose=SIGN_IN)
    if not user.is_active:
        return NOBODY
    administers = Role.ADMINISTRATOR in user.roles
    works = set(user.roles) - {Role.ADMINISTRATOR}
    return Identity(
        user=user.pk,
        organisations=(user.organisation_id,) if works and user.organisation_id else (),
        purpose=ADMINISTRATION if administers else "",
    )


@contextmanager
def identified(identity: Identity) -> Iterator[None]:
    """Act as this identity inside; transactions that are open learn of it, and afterwards of who acted before."""
    before = current()
    token = _current.set(identity)
    try:
        _tell(identity)
        yield
    finally:
        _current.reset(token)
        _tell(before)


def acting_as(user: User | AnonymousUser) -> Any:
    """Act as this person inside: `with acting_as(user): …`."""
    return identified(identity_of(user))


def for_purpose(purpose: str) -> Any:
    """Act as a job without a person inside, in each transaction that it opens."""
    return identified(Identity(purpose=purpose))


@contextmanager
def system_actor(purpose: str) -> Iterator[None]:
    """Act as a job without a person, in a transaction; the policies say how little each purpose reaches."""
    with for_purpose(purpose), transaction.atomic(savepoint=False):
        yield


def as_actor[**P, R](task: Callable[P, R]) -> Callable[..., R]:
    """A task that acts for a person: its first two arguments are the person's id and the purpose.

    The identity is the person's own at the time the task runs; an account closed meanwhile reaches nothing.
    Raises User.DoesNotExist for an unknown person.
    """

    @wraps(task)
    def wrapper(actor: int, purpose: str, *args: P.args, **kwargs: P.kwargs) -> R:
        with system_actor(SIGN_IN):
            user = User.objects.select_related("organisation").get(pk=actor)
        with acting_as(user), transaction.atomic():
            return task(*args, **kwargs)

    return wrapper


def _tell(identity: Identity) -> None:
    for connection in connections.all(initialized_only=True):
        raw = connection.connection
        # one in error is rolled back to where it was told who acted before; one that is closed tells nobody anything
        if connection.in_atomic_block and raw is not None and raw.info.transaction_status in OPEN:
            raw.execute(TELL, [signed(identity)])
