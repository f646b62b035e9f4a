"""What the list of deadlines shows of orders against contact."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from cases.models import Case
from cases.permissions import CasePerm
from cases.rules import CaseDeadline, DeadlineSource, deadline_source
from legal.orders.models import CourtOrder
from tvcase.accounts.models import User


def _last_days(case: Case, user: User, *, on: date) -> Iterator[CaseDeadline]:
    orders = CourtOrder.objects.permitting(user, CasePerm.VIEW_LEGAL).filter(case=case, until_on__isnull=False)
    for order in orders.select_related("case"):
        yield CaseDeadline(
            title=_("Order of a court: %(kind)s") % {"kind": order.get_kind_display()},
            on=order.until_on,
            over_on=order.ended_on,
            url=order.get_absolute_url(),
        )


deadline_source(DeadlineSource(CasePerm.VIEW_LEGAL, _last_days))
