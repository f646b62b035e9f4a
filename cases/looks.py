"""What a person opened of a file while an emergency ran, read from the trace."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cases.models import BreakGlass
from cases.permissions import AREA_WORDS, Area
from tvcase.audit.models import Event

MOST = 200


@dataclass(frozen=True)
class Look:
    """One page that was opened: when, and which part of the file it showed."""

    at: datetime
    what: Any


def looks(opened: BreakGlass) -> list[Look]:
    """The pages of this file that its opener saw while it was open, in order."""
    events = Event.objects.filter(
        case_code=opened.case.code,
        actor_id=opened.user_id,
        at__gte=opened.opened_at,
        at__lt=opened.over_at,
        action__endswith=".opened",
    ).exclude(action="cases.break_glass.opened")
    return [
        Look(at, AREA_WORDS.get(area or Area.CORE, ""))
        for at, area in events.order_by("at").values_list("at", "area")[:MOST]
    ]
