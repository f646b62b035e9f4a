"""Whether a step of the procedure at court can be recorded now."""

from django.utils.translation import gettext_lazy as _

from cases.rules import Reasons
from legal.orders.models import CourtOrder
from legal.orders.states import OrderState

# The states in which each step may be taken.
STEPS = {
    "decide": (OrderState.APPLIED,),
    "serve": (OrderState.ORDERED,),
    "withdraw": (OrderState.APPLIED,),
    "lift": (OrderState.ORDERED,),
}


def why_not_step(order: CourtOrder, step: str) -> Reasons:
    """Why a step cannot be taken; `step` is a key of STEPS. A closed case still learns what a court decides."""
    return [] if order.state in STEPS[step] else [_("The procedure is at another step now.")]
