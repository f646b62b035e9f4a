"""Guessing: after five failures under one name fifteen minutes without a sixth, and no lock for ever (C25).

Who asks holds the row of the name until the end of the transaction, so guesses sent at once are counted one by one.
"""

import hmac
from datetime import datetime, timedelta

from tvcase.accounts.models import FailedAttempts
from tvcase.keys import provider
from tvcase.wall.identity import SIGN_IN, system_actor

MOST = 5
PAUSE = timedelta(minutes=15)

PASSWORD = "password"  # noqa: S105 - what is guessed
FACTOR = "factor"
RESET = "reset"


def token(kind: str, name: str) -> str:
    """What stands for a name: what people type there may be anything, even their password."""
    return hmac.digest(provider().secret("lockout"), f"{kind}\0{name.casefold()}".encode(), "sha256").hex()


def admitted(kind: str, name: str, *, at: datetime) -> bool:
    """Whether one more attempt under this name is looked at; others under it wait until this transaction ends."""
    wanted = token(kind, name)
    with system_actor(SIGN_IN):
        found = None
        while found is None:  # who was waited for may have been forgiven, and the row with it
            fresh = FailedAttempts(token=wanted, failures=0, last_at=at)
            FailedAttempts.objects.bulk_create([fresh], ignore_conflicts=True)
            found = FailedAttempts.objects.select_for_update().filter(token=wanted).first()
        if at - found.last_at >= PAUSE:
            FailedAttempts.objects.filter(token=wanted).update(failures=0, last_at=at)
            return True
        return found.failures < MOST


def failed(kind: str, name: str, *, at: datetime) -> bool:
    """Count a failure that was looked at; says whether it was the last one for now."""
    with system_actor(SIGN_IN):
        found = FailedAttempts.objects.get(token=token(kind, name))
        found.failures, found.last_at = found.failures + 1, at
        found.save(update_fields=["failures", "last_at"])
    return found.failures == MOST


def forgiven(*names: tuple[str, str], at: datetime) -> None:
    """Forget the failures of these names, and whatever is long over."""
    with system_actor(SIGN_IN):
        FailedAttempts.objects.filter(token__in=[token(kind, name) for kind, name in names]).delete()
        over = FailedAttempts.objects.select_for_update(skip_locked=True).filter(last_at__lt=at - PAUSE)
        FailedAttempts.objects.filter(pk__in=[row.pk for row in over[:1000]]).delete()
