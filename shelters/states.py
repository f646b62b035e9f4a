"""Kinds of shelter, the life of a stay and its reasons."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.terms import RuleKind


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


class AdmittedSex(models.TextChoices):
    """Whom a house admits, by the codes of the list of sexes; none chosen means everybody."""

    FEMALE = "F", _("women and girls")
    MALE = "M", _("men and boys")


class TermOfStay(models.TextChoices):
    """By which rule of law the planned end of a stay is counted; none means that it is agreed each time."""

    SHELTER = RuleKind.SHELTER_STAY, _("the term of a shelter")
    CRISIS_CENTRE = RuleKind.CRISIS_CENTRE_STAY, _("the term of a crisis centre for children")


class PlaceKind(models.TextChoices):
    BED = "BED", _("bed")
    COT = "COT", _("cot")


class TakenBy(models.TextChoices):
    """What kind of record takes a place."""

    STAY = "STAY", _("stay")
    CHILD = "CHILD", _("child who came along")
    HOLD = "HOLD", _("hold")
    OUTAGE = "OUTAGE", _("out of service")


class OutageReason(models.TextChoices):
    REPAIR = "REPAIR", _("repair")
    CLEANING = "CLEANING", _("cleaning")
    ILLNESS = "ILLNESS", _("illness in the room")
    STAFF = "STAFF", _("not enough staff")
    OTHER = "OTHER", _("another reason")


class HoldEnd(models.TextChoices):
    USED = "USED", _("the person has a place")
    RELEASED = "RELEASED", _("given back")
    EXPIRED = "EXPIRED", _("the time ran out")


class StayState(models.TextChoices):
    REQUESTED = "REQUESTED", _("requested")
    RESERVED = "RESERVED", _("reserved")
    DECLINED = "DECLINED", _("declined")
    CANCELLED = "CANCELLED", _("cancelled")
    ACTIVE = "ACTIVE", _("staying")
    ABSENT = "ABSENT", _("away")
    MOVED = "MOVED", _("moved")
    ENDED = "ENDED", _("ended")


# Domain 4.6. A reservation falls back to a request when somebody who has not left keeps the place. Who is away may
# arrive in the next house.
STAY_FLOW = {
    StayState.REQUESTED: (StayState.RESERVED, StayState.DECLINED, StayState.CANCELLED),
    StayState.RESERVED: (StayState.ACTIVE, StayState.CANCELLED, StayState.REQUESTED),
    StayState.ACTIVE: (StayState.ABSENT, StayState.MOVED, StayState.ENDED),
    StayState.ABSENT: (StayState.ACTIVE, StayState.MOVED, StayState.ENDED),
}
HERE = (StayState.ACTIVE, StayState.ABSENT)  # arrived and not left: who is away keeps the place
GONE = (StayState.MOVED, StayState.ENDED)
OPEN_STAYS = (StayState.REQUESTED, StayState.RESERVED, *HERE)
PLACED_STAYS = (StayState.RESERVED, *HERE, *GONE)


class AbsenceKind(models.TextChoices):
    """Why somebody is away; where, and anything about health, is in the sealed note."""

    LATE = "LATE", _("comes back late")
    AGREED = "AGREED", _("away by agreement")
    UNEXPLAINED = "UNEXPLAINED", _("not back, and nobody knows where")


class ExtensionGround(models.TextChoices):
    """On what a longer stay rests (domain 4.6)."""

    SHELTER_PROPOSAL = "SHELTER_PROPOSAL", _("proposal of the shelter")
    ART25 = "ART25", _("special protection under Article 25")
    CHILD_MEASURE = "CHILD_MEASURE", _("measure for the protection of a child")
    OTHER = "OTHER", _("another ground")


class ExtensionBody(models.TextChoices):
    """Who decides on a longer stay."""

    NATIONAL_COMMISSION = "NATIONAL_COMMISSION", _("National Commission")
    LOCAL_COMMISSION = "LOCAL_COMMISSION", _("local commission")
    CHILD_PROTECTION = "CHILD_PROTECTION", _("Child Protection Department")
    COURT = "COURT", _("court")
    PROSECUTOR = "PROSECUTOR", _("prosecutor's office")
    OTHER = "OTHER", _("another body")


class ExtensionState(models.TextChoices):
    PROPOSED = "PROPOSED", _("proposed")
    APPROVED = "APPROVED", _("approved")
    REFUSED = "REFUSED", _("refused")
    WITHDRAWN = "WITHDRAWN", _("taken back")


EXTENSION_FLOW = {
    ExtensionState.PROPOSED: (ExtensionState.APPROVED, ExtensionState.REFUSED, ExtensionState.WITHDRAWN),
}


class ReviewGround(models.TextChoices):
    """What makes the house look at a stay again."""

    PROTECTION_ENDED = "PROTECTION_ENDED", _("special protection has ended")
    FOUND_TO_BE_A_CHILD = "FOUND_TO_BE_A_CHILD", _("the person is or may be a child")


class ReviewOutcome(models.TextChoices):
    """What comes next for the person; never an eviction."""

    GOES_ON = "GOES_ON", _("the stay goes on as planned")
    EXTENSION = "EXTENSION", _("a longer stay is proposed")
    MOVES = "MOVES", _("the person moves to another house")
    RETURN = "RETURN", _("a safe return is prepared")
    OWN_HOUSING = "OWN_HOUSING", _("own housing is prepared")


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
