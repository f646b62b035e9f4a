"""Safe return (SOP 3.2; Convention, Article 16; domain 4.11): situations, kinds, its flow, papers and what follows."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ReturnSituation(models.TextChoices):
    """The five situations in which a return may be planned (SOP 3.2)."""

    VOLUNTARY = "VOLUNTARY", _("the person wishes to return")
    PERIOD_EXPIRED_NO_ART25 = (
        "PERIOD_EXPIRED_NO_ART25",
        _("the reflection period is over and no Article 25 measures were taken"),
    )
    PROTECTION_STOPPED = "PROTECTION_STOPPED", _("special protection was stopped")
    PERMIT_EXPIRED = "PERMIT_EXPIRED", _("the long-term residence permit has expired")
    EXTENDED_STAY_EXPIRED = "EXTENDED_STAY_EXPIRED", _("the extended stay has expired")


class ReturnKind(models.TextChoices):
    BG_CITIZEN_TO_RESIDENCE = "BG_CITIZEN_TO_RESIDENCE", _("Bulgarian citizen to the place of residence")
    BG_CITIZEN_FROM_ABROAD = "BG_CITIZEN_FROM_ABROAD", _("Bulgarian citizen from abroad")
    FOREIGNER_TO_ORIGIN = "FOREIGNER_TO_ORIGIN", _("foreigner to the country of origin")
    FOREIGNER_THIRD_COUNTRY = "FOREIGNER_THIRD_COUNTRY", _("foreigner to a third country")


FOREIGNER_RETURNS = (ReturnKind.FOREIGNER_TO_ORIGIN, ReturnKind.FOREIGNER_THIRD_COUNTRY)
ACROSS_BORDERS = tuple(kind for kind in ReturnKind if kind != ReturnKind.BG_CITIZEN_TO_RESIDENCE)


class ReturnState(models.TextChoices):
    PROPOSED = "PROPOSED", _("proposed")
    PREPARING = "PREPARING", _("in preparation")
    BLOCKED = "BLOCKED", _("stopped: it is not safe")
    READY = "READY", _("ready")
    IN_TRANSIT = "IN_TRANSIT", _("on the way")
    INCIDENT = "INCIDENT", _("did not arrive, or contact lost")
    ARRIVED = "ARRIVED", _("arrived")
    FOLLOW_UP = "FOLLOW_UP", _("arrived, followed up")
    CLOSED = "CLOSED", pgettext_lazy("return", "closed")
    DECLINED = "DECLINED", _("declined by the person")


# Domain 4.11. Follow-up is the person's choice, so that an arrival may also end the plan; who went missing on the way
# may be found, or arrive after all.
RETURN_FLOW = {
    ReturnState.PROPOSED: (ReturnState.PREPARING, ReturnState.DECLINED),
    ReturnState.PREPARING: (ReturnState.READY, ReturnState.BLOCKED, ReturnState.DECLINED),
    ReturnState.BLOCKED: (ReturnState.PREPARING, ReturnState.DECLINED),
    ReturnState.READY: (
        *(ReturnState.IN_TRANSIT, ReturnState.PREPARING, ReturnState.BLOCKED),
        ReturnState.DECLINED,
    ),
    ReturnState.IN_TRANSIT: (ReturnState.ARRIVED, ReturnState.INCIDENT),
    ReturnState.INCIDENT: (ReturnState.IN_TRANSIT, ReturnState.ARRIVED, ReturnState.CLOSED),
    ReturnState.ARRIVED: (ReturnState.FOLLOW_UP, ReturnState.CLOSED),
    ReturnState.FOLLOW_UP: (ReturnState.CLOSED,),
}
DEPARTED_RETURNS = (
    *(ReturnState.IN_TRANSIT, ReturnState.INCIDENT, ReturnState.ARRIVED, ReturnState.FOLLOW_UP),
    ReturnState.CLOSED,
)
AGREED_RETURNS = (ReturnState.PREPARING, ReturnState.BLOCKED, ReturnState.READY, *DEPARTED_RETURNS)
OPEN_RETURNS = (
    *(ReturnState.PROPOSED, ReturnState.PREPARING, ReturnState.BLOCKED, ReturnState.READY),
    *(ReturnState.IN_TRANSIT, ReturnState.INCIDENT),
)
UNFINISHED_RETURNS = (*OPEN_RETURNS, ReturnState.ARRIVED, ReturnState.FOLLOW_UP)


class Threat(models.TextChoices):
    """Whether the risk assessment for the return shows a threat to life or health (SOP foreigners 3.2)."""

    YES = "YES", _("yes")
    NO = "NO", _("no")
    UNKNOWN = "UNKNOWN", _("not known")


class Transport(models.TextChoices):
    CAR = "CAR", _("car")
    BUS = "BUS", _("bus")
    TRAIN = "TRAIN", _("train")
    PLANE = "PLANE", _("aeroplane")
    SHIP = "SHIP", _("ship")
    AMBULANCE = "AMBULANCE", _("ambulance")
    SEVERAL = "SEVERAL", _("several, see the route")


class CostBearer(models.TextChoices):
    """Who pays for the journey; no source names anybody (domain 4.11)."""

    STATE = "STATE", _("the State")
    ORGANISATION = "ORGANISATION", _("a non-governmental organisation")
    IOM = "IOM", _("International Organization for Migration")
    RECEIVER = "RECEIVER", _("the receiving side")
    PERSON = "PERSON", _("the person")


class PaperKind(models.TextChoices):
    """Papers to travel with."""

    IDENTITY_CARD = "IDENTITY_CARD", _("identity card")
    PASSPORT = "PASSPORT", _("passport")
    TEMPORARY = "TEMPORARY", _("temporary travel document")
    VISA = "VISA", _("visa or permit of the receiving country")
    OTHER = "OTHER", _("another document")


class PaperIssuer(models.TextChoices):
    """Who issues a paper. A code and no free text: nobody can name a mission for an asylum applicant (E-16)."""

    MOI = "MOI", _("Ministry of Interior")
    MFA = "MFA", _("Ministry of Foreign Affairs: Bulgarian consulate")
    SAR = "SAR", _("State Agency for Refugees")
    MISSION = "MISSION", _("mission of the country of origin")
    ABROAD = "ABROAD", _("authority of the receiving country")


class PaperState(models.TextChoices):
    HELD = "HELD", _("the person has it")
    NEEDED = "NEEDED", _("needed")
    APPLIED = "APPLIED", pgettext_lazy("travel document", "applied for")
    ISSUED = "ISSUED", _("issued")
    REFUSED = "REFUSED", pgettext_lazy("travel document", "refused")
    STOPPED = "STOPPED", _("no longer needed, or lost")


PAPER_FLOW = {
    PaperState.NEEDED: (PaperState.APPLIED, PaperState.ISSUED, PaperState.STOPPED),
    PaperState.APPLIED: (PaperState.ISSUED, PaperState.REFUSED, PaperState.STOPPED),
    PaperState.HELD: (PaperState.STOPPED,),
    PaperState.ISSUED: (PaperState.STOPPED,),
}
PAPERS_AWAITED = (PaperState.NEEDED, PaperState.APPLIED)
PAPERS_READY = (PaperState.HELD, PaperState.ISSUED)


class ContactOutcome(models.TextChoices):
    """What came of a contact after the return."""

    WELL = "WELL", _("reached: the person is well")
    NEEDS_HELP = "NEEDS_HELP", _("reached: the person needs help")
    NOT_REACHED = "NOT_REACHED", _("not reached")
    STOP = "STOP", _("reached: the person wants no more contact")
