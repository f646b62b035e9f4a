"""Two cases of the same person: proposed by one, confirmed by another, taken apart again (product decisions 7, 14)."""

from django.db import models
from django.utils.translation import pgettext_lazy


class LinkState(models.TextChoices):
    PROPOSED = "PROPOSED", pgettext_lazy("duplicate", "proposed")
    CONFIRMED = "CONFIRMED", pgettext_lazy("duplicate", "confirmed")
    REFUSED = "REFUSED", pgettext_lazy("duplicate", "not the same person")
    RECALLED = "RECALLED", pgettext_lazy("duplicate", "taken back")
    SEPARATED = "SEPARATED", pgettext_lazy("duplicate", "taken apart again")


LINK_FLOW = {
    LinkState.PROPOSED: (LinkState.CONFIRMED, LinkState.REFUSED, LinkState.RECALLED),
    LinkState.CONFIRMED: (LinkState.SEPARATED,),
}
STANDING = (LinkState.PROPOSED, LinkState.CONFIRMED)
