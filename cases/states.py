"""Every status, the lists the law closes, and one FLOW table for each record. Codes as in the code lists."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tvcase.dates import PeriodRule

__all__ = ["PeriodRule"]


class AgeStatus(models.TextChoices):
    """What is known of the person's age; uncertain counts as a child (Convention, Article 10(3))."""

    ADULT_STATED = "ADULT_STATED", _("adult, as she or he says")
    ADULT_VERIFIED = "ADULT_VERIFIED", _("adult, verified")
    MINOR_STATED = "MINOR_STATED", _("child, as she or he says")
    MINOR_VERIFIED = "MINOR_VERIFIED", _("child, verified")
    UNCERTAIN = "UNCERTAIN", _("uncertain: treated as a child")


ADULT = (AgeStatus.ADULT_STATED, AgeStatus.ADULT_VERIFIED)
CHILD = (AgeStatus.MINOR_STATED, AgeStatus.MINOR_VERIFIED, AgeStatus.UNCERTAIN)


class CaseState(models.TextChoices):
    """Derived, never stored."""

    SIGNAL = "SIGNAL", _("signal")
    PRESUMED = "PRESUMED", _("presumed victim")
    FORMALLY_IDENTIFIED = "FORMALLY_IDENTIFIED", _("formally identified")
    CHILD_PROCEDURE = "CHILD_PROCEDURE", _("child procedure")
    NOT_VICTIM = "NOT_VICTIM", _("not a victim")
    CLOSED = "CLOSED", _("closed")


class ClosureReason(models.TextChoices):
    GOALS_MET = "GOALS_MET", _("goals met")
    RETURNED_AND_FOLLOWED_UP = "RETURNED_AND_FOLLOWED_UP", _("returned and followed up")
    REFERRED_AWAY = "REFERRED_AWAY", _("referred to another organisation")
    PERSON_STOPPED = "PERSON_STOPPED", _("the person stopped")
    LOST_CONTACT = "LOST_CONTACT", _("contact lost")
    NOT_A_VICTIM = "NOT_A_VICTIM", _("not a victim")
    DECEASED = "DECEASED", _("deceased")
    DUPLICATE_MERGED = "DUPLICATE_MERGED", _("duplicate")


class ClosureTold(models.TextChoices):
    """Whether the person knows that her or his case is closed (domain 4.16: told, if it is safe)."""

    TOLD = "TOLD", _("the person was told")
    NOT_SAFE = "NOT_SAFE", _("not told: it would not be safe")
    NOT_REACHED = "NOT_REACHED", _("not told: could not be reached")


class BirthPrecision(models.TextChoices):
    EXACT = "EXACT", _("exact")
    YEAR = "YEAR", _("year only")
    ESTIMATED = "ESTIMATED", _("estimated")


class SpellingKind(models.TextChoices):
    ALIAS = "ALIAS", _("alias")
    FAMILY_NAME = "FAMILY_NAME", _("another spelling of the family name")


class IdentificationKind(models.TextChoices):
    INFORMAL = "INFORMAL", _("informal")
    FORMAL = "FORMAL", _("formal")


class IdentificationState(models.TextChoices):
    INFORMAL_DRAFT = "INFORMAL_DRAFT", _("informal, draft")
    INFORMAL_CONFIRMED = "INFORMAL_CONFIRMED", _("informal, confirmed")
    FORMAL_REQUESTED = "FORMAL_REQUESTED", _("formal, requested")
    FORMAL_CONFIRMED = "FORMAL_CONFIRMED", _("formal, confirmed")
    FORMAL_REFUSED = "FORMAL_REFUSED", _("formal, refused")
    FORMAL_ANNULLED = "FORMAL_ANNULLED", _("formal, annulled")


# SOP 1.1; domain 4.2. A new attempt after a refusal is a new numbered record.
IDENTIFICATION_FLOW = {
    IdentificationState.INFORMAL_DRAFT: (IdentificationState.INFORMAL_CONFIRMED,),
    IdentificationState.FORMAL_REQUESTED: (
        IdentificationState.FORMAL_CONFIRMED,
        IdentificationState.FORMAL_REFUSED,
    ),
    IdentificationState.FORMAL_CONFIRMED: (IdentificationState.FORMAL_ANNULLED,),
}


class RequestBasis(models.TextChoices):
    """Why another authority may learn of the person (domain 4.2, SOP 1.4)."""

    CONSENT = "CONSENT", _("the person consents")
    CHILD = "CHILD", _("the person is or may be a child")
    RISK_TO_LIFE = "RISK_TO_LIFE", _("risk to life or well-being")


class Observed(models.TextChoices):
    YES = "YES", _("yes")
    NO = "NO", _("no")
    NOT_ASKED = "NOT_ASKED", _("not asked")
    UNKNOWN = "UNKNOWN", _("not known")


class ChildBody(models.TextChoices):
    """Who must be told of a child within 24 hours (SOP children 1.1)."""

    SACP = "SACP", _("State Agency for Child Protection")
    MOI = "MOI", _("Ministry of Interior")
    NCCTHB = "NCCTHB", _("National Commission for Combating Trafficking in Human Beings")


class NoticeChannel(models.TextChoices):
    """By which way a notice about a child was sent."""

    E_DELIVERY = "E_DELIVERY", _("system for secure electronic delivery")
    EMAIL = "EMAIL", _("by e-mail")
    POST = "POST", _("by post")
    BY_HAND = "BY_HAND", _("handed over in person")
    FAX = "FAX", _("by fax")
    PHONE = "PHONE", _("by telephone, with the letter afterwards")


class PeriodState(models.TextChoices):
    """Derived from the period's dates on a given day, never stored."""

    RUNNING = "RUNNING", _("running")
    EXPIRED = "EXPIRED", _("over")
    COOPERATION = "COOPERATION", _("ended by the decision to cooperate")
    CORRECTION = "CORRECTION", _("ended by correction: identification annulled")
    FOUND_TO_BE_CHILD = "FOUND_TO_BE_CHILD", _("ended by correction: found to be a child")
    SAME_PERSON = "SAME_PERSON", _("ended by correction: an earlier period of the same person counts")


class PeriodEnd(models.TextChoices):
    """Why a period ended before its last day. Expiry is not stored: the calendar says it."""

    COOPERATION = "COOPERATION", _("the person decided to cooperate")
    CORRECTION = "CORRECTION", _("the identification was annulled")
    FOUND_TO_BE_CHILD = "FOUND_TO_BE_CHILD", _("the person was found to be a child")
    SAME_PERSON = "SAME_PERSON", _("an earlier period of the same person counts")


PERIOD_CORRECTIONS = (PeriodEnd.CORRECTION, PeriodEnd.FOUND_TO_BE_CHILD, PeriodEnd.SAME_PERSON)


# Days before the last day on which the team is reminded; -1 is the day after.
MILESTONES = (10, 5, 3, 1, 0, -1)


class Right(models.TextChoices):
    """What a person must be told of."""

    REFLECTION_PERIOD = "REFLECTION_PERIOD", _("recovery and reflection period")
    SPECIAL_PROTECTION = "SPECIAL_PROTECTION", _("special protection under Article 25")
    LEGAL_AID = "LEGAL_AID", _("legal aid")
    COMPENSATION = "COMPENSATION", _("compensation")


class Confirmation(models.TextChoices):
    """What the person answered when asked whether she or he understood, or why there is no answer (SOP 1.1)."""

    SIGNED = "SIGNED", _("yes, and signed")
    SAID = "SAID", _("yes, said so")
    NOT_UNDERSTOOD = "NOT_UNDERSTOOD", _("no, did not understand: it must be explained again")
    REFUSED = "REFUSED", _("no answer: did not want to confirm anything")
    NOT_ABLE = "NOT_ABLE", _("no answer: was not able to give one then")
    NOT_RECORDED = "NOT_RECORDED", _("not recorded")


# What is asked for; that nothing was recorded is only true of records from before it was asked.
CONFIRMATIONS = tuple(answer for answer in Confirmation if answer != Confirmation.NOT_RECORDED)


class SheetLanguage(models.TextChoices):
    """The languages of the information sheets; the words around their text are in cases/data/sheets."""

    BG = "bg", _("Bulgarian")
    EN = "en", _("English")
    UK = "uk", _("Ukrainian")
    RU = "ru", _("Russian")
    RO = "ro", _("Romanian")
    TR = "tr", _("Turkish")
    AR = "ar", _("Arabic")


class CooperationValue(models.TextChoices):
    COUNSELLED = "COUNSELLED", _("counselled, has not decided")
    YES = "YES", _("decides to cooperate")
    NO = "NO", _("decides not to cooperate")
    WITHDRAWN = "WITHDRAWN", _("withdraws the decision to cooperate")


class DeclaredTo(models.TextChoices):
    CASEWORKER = "CASEWORKER", _("a caseworker")
    LAWYER = "LAWYER", _("a lawyer")
    AUTHORITY = "AUTHORITY", _("a pre-trial authority")


class StatementForm(models.TextChoices):
    """How something was said; only written or minuted statements have effect (product decision 4)."""

    WRITTEN = "WRITTEN", _("written")
    MINUTED = "MINUTED", _("oral, minuted")
    ORAL = "ORAL", _("oral, not minuted: a note only")


EFFECTIVE_FORMS = (StatementForm.WRITTEN, StatementForm.MINUTED)


class HandoverState(models.TextChoices):
    OFFERED = "OFFERED", _("offered")
    ACCEPTED = "ACCEPTED", _("accepted")
    DECLINED = "DECLINED", _("declined")
    RECALLED = "RECALLED", _("recalled")


HANDOVER_FLOW = {
    HandoverState.OFFERED: (HandoverState.ACCEPTED, HandoverState.DECLINED, HandoverState.RECALLED),
}


class TeamRole(models.TextChoices):
    """A person's place on a case's team; it decides the permissions (cases/permissions.py)."""

    CASEWORKER = "CASEWORKER", _("caseworker")
    SUPERVISOR = "SUPERVISOR", _("supervisor")
    SHELTER_WORKER = "SHELTER_WORKER", _("shelter worker")
    OFFICER = "OFFICER", _("identifying officer")


class OpeningGround(models.TextChoices):
    """What opened a part of the case to another organisation."""

    IDENTIFICATION = "IDENTIFICATION", _("formal identification asked for")
    IDENTIFIED = "IDENTIFIED", _("formal identification made")
    HANDOVER = "HANDOVER", _("asked to take the case over")
    PROTECTION = "PROTECTION", _("Article 25 request filed")
    APPOINTED = "APPOINTED", _("appointed as the person's lawyer")
    STAY = "STAY", _("stay in a shelter")
    STAY_REQUEST = "STAY_REQUEST", _("place in a shelter asked for")
    REFERRAL = "REFERRAL", _("referred to this organisation")


class BreakGlassReason(models.TextChoices):
    """Why a file that is not open to somebody is opened in an emergency (security 7.2)."""

    RISK_TO_LIFE = "RISK_TO_LIFE", _("the person's life or health is at risk")
    AT_THE_DOOR = "AT_THE_DOOR", _("the person is here, or on the phone, and needs help now")
    MISSING = "MISSING", _("the person is missing")
    AUTHORITY_ASKS = "AUTHORITY_ASKS", _("a court or another authority asks and cannot wait")
    NOBODY_REACHED = "NOBODY_REACHED", _("a right is about to be lost and nobody of the team can be reached")


class ReviewOutcome(models.TextChoices):
    """What whoever reviewed an emergency opening found."""

    JUSTIFIED = "JUSTIFIED", _("justified")
    NOT_JUSTIFIED = "NOT_JUSTIFIED", _("not justified")
