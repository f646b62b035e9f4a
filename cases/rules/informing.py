"""What a person must be told of, by whom, and whether it was done (SOP 1.1, step 3; Act, Article 26)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from cases.models import Case, Identification, InformationSheet, PublicInformation, ReflectionPeriod, RightsBriefing
from cases.rules.identification import why_not_record
from cases.rules.registries import Reasons
from cases.states import Confirmation, Right
from tvcase.accounts.models import User
from tvcase.dates import local_date


@dataclass(frozen=True)
class Duty:
    """One right, who was told of it when, and how the identifying organisation's duty stands.

    `since` is the Sofia day of the identification; None while nobody has identified the person formally, or where
    the right does not arise (a child has no reflection period).
    """

    right: Right
    since: date | None
    authority_id: int | None
    briefings: tuple[RightsBriefing, ...]

    @property
    def is_done(self) -> bool:
        """Whether the identifying organisation itself has told the person since, and not without being understood."""
        return any(discharges(briefing, self.authority_id, self.since) for briefing in self.briefings)

    @property
    def is_owed(self) -> bool:
        """Whether the duty is there and not done."""
        return self.since is not None and not self.is_done

    def is_overdue(self, *, on: date) -> bool:
        """Whether a Sofia day after that of the identification has come without it: the duty is an immediate one."""
        return self.is_owed and self.since is not None and self.since < on


def why_not_inform(case: Case) -> Reasons:
    """Whoever supports the person may explain rights at any time, while the case is open."""
    return why_not_record(case)


def discharges(briefing: RightsBriefing, authority_id: int | None, since: date | None) -> bool:
    """Whether a briefing is the identifying organisation's own (product decision 13), was not without effect, and was
    not given on a day in Sofia before that of the identification: until then there was no duty to do."""
    if since is None or local_date(briefing.informed_at) < since:
        return False
    return briefing.organisation_id == authority_id and briefing.confirmation != Confirmation.NOT_UNDERSTOOD


def duties(
    identification: Identification | None, period: ReflectionPeriod | None, briefings: Iterable[RightsBriefing]
) -> list[Duty]:
    """Every right in the order of the procedure. `identification` is the formal one that counts, `period` the one
    that stands; what is not known to the reader is None, and then no duty is shown."""
    told = list(briefings)
    since = identification.identified_on if identification else None
    authority_id = identification.organisation_id if identification else None
    found = []
    for right in Right:
        of_right = tuple(briefing for briefing in told if briefing.right == right)
        if right == Right.REFLECTION_PERIOD:
            of_period = tuple(one for one in of_right if period is not None and one.period_id == period.pk)
            starts_on = period.starts_on if period and identification else None
            found.append(Duty(right, starts_on, authority_id, of_period if period else of_right))
        else:
            found.append(Duty(right, since, authority_id, of_right))
    return found


def rights_to_explain(period: ReflectionPeriod | None) -> list[Right]:
    """What can be explained now: the reflection period only once one stands."""
    return [right for right in Right if right != Right.REFLECTION_PERIOD or period is not None]


def why_not_approve_sheet(sheet: InformationSheet | PublicInformation, by: User) -> Reasons:
    """An approval takes a second pair of eyes, and is given once."""
    if sheet.is_approved:
        return [_("This version is approved already.")]
    if sheet.written_by_id == by.pk:
        return [_("Somebody else than who wrote this version must approve it.")]
    return []
