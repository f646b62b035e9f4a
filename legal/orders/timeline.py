"""What a case's history shows of orders against contact."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from cases.permissions import CasePerm
from cases.rules import TimelineSource, timeline_source
from legal.orders.models import CourtOrder
from legal.orders.states import ORDERED, OrderState
from tvcase.accounts.models import User


def _orders(case: Case, user: User) -> QuerySet[CourtOrder]:
    return CourtOrder.objects.permitting(user, CasePerm.VIEW_LEGAL).filter(case=case)


timeline_source(
    TimelineSource(
        kind="court_order_applied",
        perm=CasePerm.VIEW_LEGAL,
        title=_("A court was asked for a measure against contact"),
        rows=_orders,
        happened_on="applied_on",
        who="recorded_by",
    )
)
timeline_source(
    TimelineSource(
        kind="court_order_made",
        perm=CasePerm.VIEW_LEGAL,
        title=_("A court ordered a measure against contact"),
        rows=lambda case, user: _orders(case, user).filter(state__in=ORDERED),
        happened_on="decided_on",
    )
)
timeline_source(
    TimelineSource(
        kind="court_order_refused",
        perm=CasePerm.VIEW_LEGAL,
        title=_("A court refused a measure against contact"),
        rows=lambda case, user: _orders(case, user).filter(state=OrderState.REFUSED),
        happened_on="decided_on",
    )
)
timeline_source(
    TimelineSource(
        kind="court_order_lifted",
        perm=CasePerm.VIEW_LEGAL,
        title=_("A measure against contact was lifted"),
        rows=lambda case, user: _orders(case, user).filter(state=OrderState.LIFTED),
        happened_on="ended_on",
    )
)
