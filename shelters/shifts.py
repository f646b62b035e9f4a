"""What a shift sees of its house: handovers that wait, open points, the count of a night; plain values for pages."""

from datetime import timedelta

from shelters.models import (
    Shelter,
    Stay,
)
from shelters.states import HERE
from tvcase.accounts.models import User
from tvcase.sealing.fields import with_keys

LATELY = timedelta(hours=24)
NIGHTS_BACK = 7


def guests(user: User, shelter: Shelter) -> list[Stay]:
    """The people who stay in a house now, as far as this person may work with them."""
    staying = Stay.objects.to_host(user).filter(shelter=shelter, state__in=HERE)
    return with_keys(staying.select_related("case", "place").order_by("place__label", "number"))


def name_of(stay: Stay) -> str:
    """How a guest is called on the pages of the house: alias or code, never a name."""
    return stay.house_alias or stay.case.code
