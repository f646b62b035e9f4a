"""What a person opened and copied of a file while an emergency ran, read from the trace."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cases.models import BreakGlass
from cases.readers import COPIED, READ, Text, part_of
from tvcase.audit.models import Event

MOST = 200


@dataclass(frozen=True)
class Look:
    """One page that was opened, or one copy that was taken: when, and which part of the file it showed."""

    at: datetime
    what: Text


def looks(opened: BreakGlass) -> tuple[list[Look], bool]:
    """What its opener saw and copied of this file while it was open, in order; and whether there was more."""
    events = Event.objects.filter(
        case_code=opened.case.code,
        actor_id=opened.user_id,
        at__gte=opened.opened_at,
        at__lt=opened.over_at,
        action__regex=f"{READ}|{COPIED}",
    )
    found = list(events.order_by("at").values_list("at", "action", "facts__names")[: MOST + 1])
    seen = [Look(at, _("a copy with names was taken") if names else part_of(action)) for at, action, names in found]
    return seen[:MOST], len(found) > MOST
