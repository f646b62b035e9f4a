"""What every copy says of itself: its number, who took it, for which organisation, when."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _


def as_printed(typed: str) -> str:
    """The number as it stands on a copy, from however its digits were typed."""
    digits = "".join(filter(str.isdecimal, typed))
    return "-".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def new_number() -> str:
    """A random number of a copy, as 4821-0093-7716: it stands on the copy and in the trace."""
    return as_printed(f"{secrets.randbelow(10**12):012d}")


@dataclass(frozen=True)
class Mark:
    """The mark on a copy, in the language of who takes it."""

    number: str
    who: str
    organisation: str
    at: datetime

    def __str__(self) -> str:
        facts = {
            "number": self.number,
            "who": self.who,
            "organisation": self.organisation,
            "time": date_format(timezone.localtime(self.at), "DATETIME_FORMAT"),
        }
        return _("Copy %(number)s, taken by %(who)s, %(organisation)s, on %(time)s. Not to be passed on.") % facts


def mark_of(request: Any, *, at: datetime) -> Mark:
    """The mark of a copy that its asker takes at this instant."""
    return Mark(request.number, str(request.asked_by), str(request.organisation), at)
