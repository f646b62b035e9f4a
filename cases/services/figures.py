"""The ledger of unmet needs and its sums: exact inside the organisation that holds the cases, never small outside it.

Inside, each line counts, by reason and month. Outside, a person counts once in a year, in the month of the first line;
one function of the wall counts (tvcase/wall/figures.py), for analysts alone, and no small count can be worked back.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils.functional import Promise

from cases.permissions import CasePerm
from cases.services.models import UnmetNeed
from cases.services.portrait import named
from cases.services.states import UnmetReason
from tvcase.accounts.models import Organisation, User
from tvcase.accounts.roles import Role
from tvcase.dates import add_months
from tvcase.figures import suppress
from tvcase.sealing.fields import with_keys

MONTHS = 12
ASK = "SELECT organisation, month, counted FROM app_unmet_needs(%s)"

type Label = str | Promise


@dataclass(frozen=True)
class Sums:
    """Counts by months, as rows with their totals; None is a count that is not told."""

    months: list[date]
    rows: list[tuple[Label, tuple[int | None, ...]]]
    total: tuple[int | None, ...]

    @property
    def hides(self) -> bool:
        return any(count is None for _label, counts in [*self.rows, ("", self.total)] for count in counts)


def standing(user: User) -> list[UnmetNeed]:
    """The needs that cannot be met now, of open cases whose support this person may read, the oldest first."""
    found = UnmetNeed.objects.permitting(user, CasePerm.VIEW_SUPPORT).filter(resolved_on=None, case__closed_on=None)
    lines = with_keys(found.select_related("case", "service__case").order_by("since_on", "recorded_at"))
    named([line.service for line in lines])
    return lines


def own_sums(user: User, *, on: date) -> Sums | None:
    """The lines of one's own organisation by reason, in the twelve months up to that of a Sofia day; for its
    coordinators, who see all its cases, and for nobody else."""
    if not user.has_role(Role.COORDINATOR):
        return None
    months = [add_months(on.replace(day=1), -back) for back in reversed(range(MONTHS))]
    own = UnmetNeed.objects.permitting(user, CasePerm.VIEW_SUPPORT).filter(case__organisation=user.organisation_id)
    counted = own.filter(since_on__gte=months[0]).order_by().values("reason", month=TruncMonth("since_on"))
    found = Counter({(row["reason"], row["month"]): row["lines"] for row in counted.annotate(lines=Count("pk"))})
    cells = [[found[reason.value, month] for month in months] for reason in UnmetReason]
    labels: list[Label] = [reason.label for reason in UnmetReason]
    rows = [(label, (*line, sum(line))) for label, line in zip(labels, cells, strict=True)]
    columns = [sum(column) for column in zip(*cells, strict=True)]
    return Sums(months, list(rows), (*columns, sum(columns)))


def nationwide(year: int) -> Sums | None:
    """People whose need could not be met, by organisation and month of a year that is over; nothing for anybody but
    analysts, and None where nobody is counted."""
    with connection.cursor() as cursor:
        cursor.execute(ASK, [year])
        counted = {(organisation, month): int(count) for organisation, month, count in cursor.fetchall()}
    if not counted:
        return None
    months = [date(year, month, 1) for month in range(1, 13)]
    bodies = list(Organisation.objects.filter(pk__in={organisation for organisation, _month in counted}))
    cells = [[counted.get((body.pk, month), 0) for month in months] for body in bodies]
    told = suppress(cells)
    return Sums(months, _named(bodies, told.cells), told.cells[-1])


def _named(
    bodies: Sequence[Organisation], cells: Sequence[tuple[int | None, ...]]
) -> list[tuple[Label, tuple[int | None, ...]]]:
    return [(str(body), line) for body, line in zip(bodies, cells, strict=False)]
