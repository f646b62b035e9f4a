"""Kinds of shelter, the life of a stay and its reasons."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FacilityKind(models.TextChoices):
    SHELTER = "SHELTER", _("temporary accommodation shelter")
    REINTEGRATION_SHELTER = "REINTEGRATION_SHELTER", _("shelter for subsequent reintegration")
    CRISIS_CENTRE_ADULT = "CRISIS_CENTRE_ADULT", _("crisis centre for adults")
    CRISIS_CENTRE_CHILD = "CRISIS_CENTRE_CHILD", _("crisis centre for children")
    REFUGE = "REFUGE", _("refuge")
    TEMPORARY_CENTRE = "TEMPORARY_CENTRE", _("temporary centre")
    SAR_CENTRE = "SAR_CENTRE", _("centre of the State Agency for Refugees")


FOR_CHILDREN = (FacilityKind.CRISIS_CENTRE_CHILD,)
FOR_ADULTS = (FacilityKind.SHELTER, FacilityKind.REINTEGRATION_SHELTER, FacilityKind.CRISIS_CENTRE_ADULT)


class StayState(models.TextChoices):
    REQUESTED = "REQUESTED", _("requested")
    RESERVED = "RESERVED", _("reserved")
    DECLINED = "DECLINED", _("declined")
    CANCELLED = "CANCELLED", _("cancelled")
    ACTIVE = "ACTIVE", _("staying")
    ENDED = "ENDED", _("ended")


# Domain 4.6. A reservation falls back to a request when somebody who has not left keeps the place.
STAY_FLOW = {
    StayState.REQUESTED: (StayState.RESERVED, StayState.DECLINED, StayState.CANCELLED),
    StayState.RESERVED: (StayState.ACTIVE, StayState.CANCELLED, StayState.REQUESTED),
    StayState.ACTIVE: (StayState.ENDED,),
}
OPEN_STAYS = (StayState.REQUESTED, StayState.RESERVED, StayState.ACTIVE)
PLACED_STAYS = (StayState.RESERVED, StayState.ACTIVE, StayState.ENDED)


class StayEnd(models.TextChoices):
    TERM_OVER = "TERM_OVER", _("the term is over")
    LEFT_BY_CHOICE = "LEFT_BY_CHOICE", _("left by own choice")
    LEFT_UNPLANNED = "LEFT_UNPLANNED", _("left without notice")
    RETURN = "RETURN", _("safe return")
    REFERRAL = "REFERRAL", _("referred to another organisation")
    SAFETY_BREACH = "SAFETY_BREACH", _("safety was breached")
    HOUSE_RULES = "HOUSE_RULES", _("house rules")
    OWN_HOUSING = "OWN_HOUSING", _("own housing")
    HOSPITAL = "HOSPITAL", _("hospital")
    DECEASED = "DECEASED", _("deceased")


class DeclineKind(models.TextChoices):
    """Why a house could not take somebody: counted, it is the need that nobody met."""

    NO_PLACE = "NO_PLACE", _("no place is free in these nights")
    NOT_ADMITTED = "NOT_ADMITTED", _("the house does not admit persons of this sex or age")
    CHILDREN = "CHILDREN", _("there is no room for the children")
    CARE = "CARE", _("the house cannot give the care or the access that is needed")
    LANGUAGE = "LANGUAGE", _("nobody in the house speaks the language")
    SAFETY = "SAFETY", _("it would not be safe")
    CLOSED = "CLOSED", _("the house takes nobody in these nights")
    OTHER = "OTHER", _("another reason")


class LogKind(models.TextChoices):
    """What shelter staff log from a phone."""

    NIGHT = "NIGHT", _("night")
    VISIT = "VISIT", _("visit")
    HEALTH = "HEALTH", _("health")
    MEDICATION = "MEDICATION", _("medication given")
    VISITOR_REFUSED = "VISITOR_REFUSED", _("visitor refused")
    INCIDENT = "INCIDENT", _("incident")
    OTHER = "OTHER", _("other")


class IncidentKind(models.TextChoices):
    """What happened in a house that must not happen."""

    THREAT = "THREAT", _("threat from outside")
    INTRUSION = "INTRUSION", _("somebody came in, or tried to")
    VIOLENCE = "VIOLENCE", _("violence in the house")
    SELF_HARM = "SELF_HARM", _("the person harmed herself or himself, or spoke of it")
    MEDICAL = "MEDICAL", _("medical emergency")
    LEFT_AT_NIGHT = "LEFT_AT_NIGHT", _("left without a word")
    SUBSTANCES = "SUBSTANCES", _("alcohol or drugs")
    DAMAGE = "DAMAGE", _("theft or damage")
    LOCATION_KNOWN = "LOCATION_KNOWN", _("somebody learned where the house is")
    OTHER = "OTHER", _("other")


class Severity(models.TextChoices):
    MINOR = "MINOR", _("minor: dealt with, nothing follows")
    MODERATE = "MODERATE", _("moderate: something must follow")
    SERIOUS = "SERIOUS", _("serious: somebody is in danger, or was")


class Told(models.TextChoices):
    """Who was told of an incident."""

    EMERGENCY = "EMERGENCY", _("112")
    POLICE = "POLICE", _("police")
    DOCTOR = "DOCTOR", _("doctor or hospital")
    HEAD = "HEAD", _("head of the shelter")
    CASEWORKER = "CASEWORKER", _("the person's caseworker")
    LAWYER = "LAWYER", _("the person's lawyer")
    CHILD_PROTECTION = "CHILD_PROTECTION", _("child protection department")


class CensusMark(models.TextChoices):
    """How a guest was found when the house counted."""

    HERE = "HERE", _("here")
    AWAY = "AWAY", _("away, as known")
    MISSING = "MISSING", _("not here")
    BACK = "BACK", _("here, although recorded as away")


DIFFERENT = (CensusMark.MISSING, CensusMark.BACK)


class ContactKind(models.TextChoices):
    """Whose telephone a contact card gives, in the order in which they are shown."""

    EMERGENCY = "EMERGENCY", _("emergency")
    HOTLINE = "HOTLINE", _("hotline")
    ON_CALL = "ON_CALL", _("somebody on call")
    CROSS_BORDER = "CROSS_BORDER", _("cross-border contact centre")
