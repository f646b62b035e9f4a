"""What keeps a trafficker away: kinds of measures, what they rest on, their flow, and contact in spite of them."""

from datetime import timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MeasureKind(models.TextChoices):
    """Ways to hinder contact (domain 4.12). The first three are the person's own choice; a court orders the others."""

    VOLUNTARY_DISTANCE = "VOLUNTARY_DISTANCE", _("distance: another town or shelter")
    VOLUNTARY_DEVICE_LIMIT = "VOLUNTARY_DEVICE_LIMIT", _("limited use of telephone or internet")
    VOLUNTARY_CHANNEL_BLOCK = "VOLUNTARY_CHANNEL_BLOCK", _("channels that are blocked")
    COURT_ART67 = "COURT_ART67", _("prohibition to approach the person")
    EPO_PLACES = "EPO_PLACES", _("European Protection Order: places")
    EPO_CONTACT = "EPO_CONTACT", _("European Protection Order: contact")
    EPO_APPROACH = "EPO_APPROACH", _("European Protection Order: approach")
    WITNESS_PROTECTION = "WITNESS_PROTECTION", _("witness protection")
    DOMESTIC_VIOLENCE_ORDER = "DOMESTIC_VIOLENCE_ORDER", _("order against domestic violence")
    CHILD_EXIT_BAN = "CHILD_EXIT_BAN", _("ban on leaving the country for a child")


VOLUNTARY = (
    MeasureKind.VOLUNTARY_DISTANCE,
    MeasureKind.VOLUNTARY_DEVICE_LIMIT,
    MeasureKind.VOLUNTARY_CHANNEL_BLOCK,
)
BY_COURT = tuple(kind for kind in MeasureKind if kind not in VOLUNTARY)
OF_PLACES = (  # a measure of these kinds may name places that a stay or a meeting must not be near
    MeasureKind.VOLUNTARY_DISTANCE,
    MeasureKind.COURT_ART67,
    MeasureKind.EPO_PLACES,
    MeasureKind.EPO_APPROACH,
    MeasureKind.WITNESS_PROTECTION,
    MeasureKind.DOMESTIC_VIOLENCE_ORDER,
)

_AGREED = _("Written agreement of the person; part of the safety plan (SOP 1.2)")
_EPO = _("European Protection Order Act")
LEGAL_BASIS: dict[str, Any] = {
    **dict.fromkeys(VOLUNTARY, _AGREED),
    MeasureKind.COURT_ART67: _("Criminal Procedure Code, Article 67"),
    **dict.fromkeys((MeasureKind.EPO_PLACES, MeasureKind.EPO_CONTACT, MeasureKind.EPO_APPROACH), _EPO),
    MeasureKind.WITNESS_PROTECTION: _("Criminal Procedure Code, Article 123"),
    MeasureKind.DOMESTIC_VIOLENCE_ORDER: _("Protection against Domestic Violence Act"),
    MeasureKind.CHILD_EXIT_BAN: _("Bulgarian Identity Documents Act, Article 76a"),
}


class MeasureState(models.TextChoices):
    """The life of a measure. That its last day has passed is not stored: the calendar says it."""

    PROPOSED = "PROPOSED", pgettext_lazy("measure", "proposed")
    APPLIED = "APPLIED", _("applied for")
    ACTIVE = "ACTIVE", _("in force")
    REFUSED = "REFUSED", pgettext_lazy("measure", "refused")
    WITHDRAWN = "WITHDRAWN", _("taken back")
    LIFTED = "LIFTED", _("lifted")


# Domain 4.12: the person agrees, or a court orders; the person takes back, or a court lifts.
MEASURE_FLOW = {
    MeasureState.PROPOSED: (MeasureState.ACTIVE, MeasureState.APPLIED, MeasureState.REFUSED),
    MeasureState.APPLIED: (MeasureState.ACTIVE, MeasureState.REFUSED, MeasureState.WITHDRAWN),
    MeasureState.ACTIVE: (MeasureState.WITHDRAWN, MeasureState.LIFTED),
}
BEGUN = (MeasureState.ACTIVE, MeasureState.WITHDRAWN, MeasureState.LIFTED)

MOST_DEVICE_DAYS = 14  # a limit of telephone or internet is agreed anew after at most so many days (domain 4.12)
DEVICE_TERM = timedelta(days=MOST_DEVICE_DAYS)


class Channel(models.TextChoices):
    """Ways in which somebody can be reached."""

    IN_PERSON = "IN_PERSON", _("in person")
    PHONE = "PHONE", _("by telephone")
    MESSAGE = "MESSAGE", _("by text message or chat")
    SOCIAL_MEDIA = "SOCIAL_MEDIA", _("on a social network")
    EMAIL = "EMAIL", _("by e-mail")
    THROUGH_OTHERS = "THROUGH_OTHERS", _("through somebody else")
    OTHER = "OTHER", _("in another way")


# What a voluntary measure may close. What must stay open is not on any list, so nothing can close it.
CLOSABLE = (Channel.PHONE, Channel.MESSAGE, Channel.SOCIAL_MEDIA, Channel.EMAIL)
ALWAYS_OPEN = (
    _("emergency calls, telephone 112"),
    _("the person's lawyer"),
    _("the prosecutor"),
    _("organisations that support the person, and their hotlines"),
)


class Direction(models.TextChoices):
    """From whom a contact came. Contact that the trafficker seeks is not contact renewed by the person (E-12)."""

    FROM_TRAFFICKER = "FROM_TRAFFICKER", _("the trafficker or somebody for him")
    FROM_PERSON = "FROM_PERSON", _("the person")
    ACCIDENTAL = "ACCIDENTAL", _("nobody: they met by accident")
    UNKNOWN = "UNKNOWN", _("not known")


class DisclosureBasis(models.TextChoices):
    """Why an authority may read of a contact (domain 9.2)."""

    CONSENT = "CONSENT", _("the person agrees")
    RISK_TO_LIFE = "RISK_TO_LIFE", _("somebody's life is at risk")


class PlaceKind(models.TextChoices):
    """Why a place is a danger to the person."""

    LIVES = "LIVES", _("the perpetrator lives there")
    WORKS = "WORKS", _("the perpetrator works or does business there")
    FAMILY = "FAMILY", _("people close to the perpetrator live there")
    EXPLOITED = "EXPLOITED", _("the person was exploited there")
    SEEN = "SEEN", _("the perpetrator was seen there")
