"""Whether a letter is genuine: what anybody may learn of a code, and how often one address may ask."""

import hmac
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.db import connection, connections
from django.http import HttpRequest

from tvcase.accounts.roles import OrganisationKind
from tvcase.documents.states import DocumentState
from tvcase.keys import provider
from tvcase.limits.spending import limit_of

ASKS = "verifications"
PLACES = 1 << 20  # addresses are counted under so many numbers, none of which is an address


@dataclass(frozen=True)
class Standing:
    """All that is said of a letter: what kind of body issued it, on what day, and whether it is valid."""

    issuer: OrganisationKind
    issued_on: date
    state: DocumentState


def standing(code: str) -> Standing | None:
    """How the letter with this code stands; None when there is none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT issuer, issued_on, standing FROM app_verify(%s)", [code])
        found = cursor.fetchone()
    return Standing(OrganisationKind(found[0]), found[1], DocumentState(found[2])) if found else None


def again_at(request: HttpRequest, *, at: datetime) -> datetime | None:
    """Count a question of this address; when it was one too many, the instant from which it may ask again.

    One statement on a connection of its own: what was asked stays counted whatever becomes of the request.
    """
    limit = limit_of(ASKS)
    with connections["audit"].cursor() as cursor:
        cursor.execute(
            "SELECT used, since FROM app_spend(%s, %s, 1, %s, %s, %s)",
            [_number_of(client_address(request)), ASKS, limit.most, limit.seconds, at],
        )
        used, since = cursor.fetchone()
    return since + timedelta(seconds=limit.seconds) if used > limit.most else None


def client_address(request: HttpRequest) -> str:
    """From where a request comes: behind our proxy, what the proxy says last; of IPv6 the network of one subscriber."""
    told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() if settings.HTTPS else ""
    address = told or request.META.get("REMOTE_ADDR", "")
    try:
        parsed = ip_address(address)
    except ValueError:
        return "unknown"
    return str(parsed) if parsed.version == 4 else str(ip_network(f"{parsed}/64", strict=False))


def _number_of(address: str) -> int:
    """A number that stands for an address and leads back to none; people have the positive ones."""
    digest = hmac.digest(provider().secret(ASKS), address.encode(), "sha256")
    return -1 - int.from_bytes(digest) % PLACES
