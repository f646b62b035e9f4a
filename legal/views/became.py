"""What became of a request: decision, protection and appeals, as both sides see them on their own pages."""

from typing import Any

from django.utils import timezone

from legal.models import ProtectionRequest
from legal.views import acts, rows
from tvcase.http import SignedInRequest
from tvcase.sealing.fields import with_keys


def became(request: SignedInRequest, found: ProtectionRequest, *, helps: bool, judges: bool) -> dict[str, Any]:
    """The parts of a page that show the decision, the protection and the appeals, with what can follow."""
    today = timezone.localdate()
    protection = getattr(found, "protection", None)
    if protection is not None:
        protection.case, protection.request = found.case, found
    appeals = with_keys(found.appeals.all())
    for made in appeals:
        made.case, made.request = found.case, found
    return {
        "decision": rows.of_the_decision(found),
        "protection": protection,
        "status": rows.of_the_protection(protection, on=today) if protection else [],
        "appeals": [
            (made, rows.of_an_appeal(made), acts.of_an_appeal(made, helps=helps, judges=judges)) for made in appeals
        ],
        "acts": acts.next_acts(found, protection, user=request.user, helps=helps, judges=judges),
    }
