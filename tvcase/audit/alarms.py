"""Which files somebody read on the day of an alarm."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models.functions import TruncDate

from tvcase.audit.models import Alarm, Event
from tvcase.dates import SOFIA, midnight_after


def files_read(shown: Iterable[Alarm]) -> dict[tuple[int, date], list[str]]:
    """The codes that each person opened on the day of their alarm, as far as the reader may see the trace."""
    wanted = {(alarm.user_id, alarm.day) for alarm in shown}
    codes: dict[tuple[int, date], list[str]] = defaultdict(list)
    if wanted:
        since = midnight_after(min(day for _user, day in wanted) - timedelta(days=1))
        events = Event.objects.filter(actor_id__in={user for user, _day in wanted}, at__gte=since)
        lines = events.exclude(case_code="").values_list("actor_id", TruncDate("at", tzinfo=SOFIA), "case_code")
        for user, day, code in lines.distinct().order_by("case_code"):
            if (user, day) in wanted:
                codes[user, day].append(code)
    return codes
