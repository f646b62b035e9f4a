"""Statuses and closed lists of consent and referral, with their flows (domain 4.10 and 4.13)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Purpose(models.TextChoices):
    """What another organisation is asked for, or told something for."""

    SHELTER = "SHELTER", _("a safe place to stay")
    SOCIAL = "SOCIAL", _("social work and daily support")
    COUNSELLING = "COUNSELLING", _("psychological support")
    MEDICAL = "MEDICAL", _("medical care")
    LEGAL = "LEGAL", _("legal help")
    CHILD = "CHILD", _("protection of a child")
    LIVING = "LIVING", _("work, education, a home")
    RETURN = "RETURN", _("return, and support after it")
    SAFETY = "SAFETY", _("safety of the person and of those close to her or him")
    OTHER = "OTHER", _("something else")


class ConsentState(models.TextChoices):
    """The life of one consent. Whether its last day has passed is worked out from the day."""

    OFFERED = "OFFERED", _("explained, not answered")
    ACTIVE = "ACTIVE", pgettext_lazy("consent", "given")
    REFUSED = "REFUSED", pgettext_lazy("consent", "refused")
    WITHDRAWN = "WITHDRAWN", pgettext_lazy("consent", "withdrawn")
    EXPIRED = "EXPIRED", pgettext_lazy("consent", "ended")


C = ConsentState
# Another recipient, more items or a later day is a new consent (domain 4.13).
CONSENT_FLOW = {
    C.OFFERED: (C.ACTIVE, C.REFUSED),
    C.ACTIVE: (C.WITHDRAWN, C.EXPIRED),
    C.EXPIRED: (C.WITHDRAWN,),  # whoever was told still has what it was told
}
GIVEN = (C.ACTIVE, C.WITHDRAWN, C.EXPIRED)


class ConsentForm(models.TextChoices):
    """How the person answered; the law of this mechanism asks for no particular form."""

    WRITTEN = "WRITTEN", _("in writing")
    ORAL = "ORAL", _("orally, before a witness")
    AUDIO = "AUDIO", _("in a recording")


class GivenBy(models.TextChoices):
    PERSON = "PERSON", _("the person")
    LEGAL_REPRESENTATIVE = "LEGAL_REPRESENTATIVE", _("parent or guardian")
    SPECIAL_REPRESENTATIVE = "SPECIAL_REPRESENTATIVE", _("special representative")


REPRESENTATIVES = (GivenBy.LEGAL_REPRESENTATIVE, GivenBy.SPECIAL_REPRESENTATIVE)


class ReferralState(models.TextChoices):
    """The life of one referral to one organisation."""

    DRAFT = "DRAFT", pgettext_lazy("referral", "prepared")
    CONSENTED = "CONSENTED", _("the person agrees")
    REFUSED_BY_PERSON = "REFUSED_BY_PERSON", _("the person does not want it")
    EXCEPTION = "EXCEPTION", _("to be sent to protect life")
    MANDATORY = "MANDATORY", _("to be sent for a child")
    SENT = "SENT", pgettext_lazy("referral", "sent")
    ACCEPTED = "ACCEPTED", pgettext_lazy("referral", "accepted")
    DECLINED = "DECLINED", pgettext_lazy("referral", "declined")
    NOT_POSSIBLE = "NOT_POSSIBLE", _("not possible")
    HANDED_OVER = "HANDED_OVER", _("handed over")
    CONFIRMED = "CONFIRMED", _("answered by the other organisation")
    RECALLED = "RECALLED", pgettext_lazy("referral", "recalled")
    CLOSED = "CLOSED", pgettext_lazy("referral", "closed")


R = ReferralState
REFERRAL_FLOW = {
    R.DRAFT: (R.CONSENTED, R.REFUSED_BY_PERSON, R.EXCEPTION, R.MANDATORY, R.NOT_POSSIBLE),
    R.CONSENTED: (R.SENT, R.REFUSED_BY_PERSON, R.NOT_POSSIBLE, R.DRAFT),
    R.EXCEPTION: (R.SENT, R.NOT_POSSIBLE, R.DRAFT),
    R.MANDATORY: (R.SENT, R.NOT_POSSIBLE, R.DRAFT),
    R.SENT: (R.ACCEPTED, R.DECLINED, R.RECALLED),
    R.ACCEPTED: (R.HANDED_OVER, R.RECALLED),
    R.HANDED_OVER: (R.CONFIRMED, R.CLOSED, R.RECALLED),
    R.CONFIRMED: (R.CLOSED, R.RECALLED),
    R.DECLINED: (R.NOT_POSSIBLE, R.RECALLED),  # or another referral that follows it
    # The loop is closed, and the other organisation still has what it was told: a withdrawal reaches it there too.
    R.NOT_POSSIBLE: (R.RECALLED,),
    R.CLOSED: (R.RECALLED,),
}
UNSENT = (R.DRAFT, R.CONSENTED, R.EXCEPTION, R.MANDATORY)
DECIDED = (R.CONSENTED, R.EXCEPTION, R.MANDATORY)
OUT = (R.SENT, R.ACCEPTED, R.HANDED_OVER, R.CONFIRMED)  # the other organisation reads what was handed over
OPEN_REFERRALS = (*UNSENT, *OUT)
WAS_SENT = (*OUT, R.DECLINED, R.RECALLED, R.CLOSED)
TAKEN = (R.ACCEPTED, R.HANDED_OVER, R.CONFIRMED, R.CLOSED)


class Basis(models.TextChoices):
    """Why something may be told to the other organisation (SOP 1.4; C-18)."""

    CONSENT = "CONSENT", _("consent of the person")
    EXCEPTION = "EXCEPTION", _("risk to life or well-being")
    MANDATORY = "MANDATORY", _("duty towards a child")


BY_TWO = (Basis.EXCEPTION, Basis.MANDATORY)
DECISION_OF = {Basis.CONSENT: R.CONSENTED, Basis.EXCEPTION: R.EXCEPTION, Basis.MANDATORY: R.MANDATORY}


class ReferralReason(models.TextChoices):
    """Why somebody is referred, in the values of the common data standard (HTCDS)."""

    ADDITIONAL_SERVICES = "ADDITIONAL_SERVICES", _("additional services")
    LOCATION = "LOCATION", _("migration or change of place")
    OTHER = "OTHER", pgettext_lazy("reason", "other")


class NotPossible(models.TextChoices):
    """Why a referral is not possible (SOP 1.4, step 5)."""

    NO_PLACE = "NO_PLACE", _("nobody has a place")
    NO_SERVICE = "NO_SERVICE", _("there is no such service")
    NO_LANGUAGE = "NO_LANGUAGE", _("nobody speaks the language")
    NOT_SAFE = "NOT_SAFE", _("it would not be safe")
    PERSON_UNWELL = "PERSON_UNWELL", _("the person's health does not allow it")
    OTHER = "OTHER", pgettext_lazy("reason", "other")


class DeclineReason(models.TextChoices):
    """Why an organisation does not take somebody."""

    NO_PLACE = "NO_PLACE", _("no place")
    NO_STAFF = "NO_STAFF", _("no staff or no skill for it")
    NO_MONEY = "NO_MONEY", _("no money")
    NO_LANGUAGE = "NO_LANGUAGE", _("no common language")
    NOT_OURS = "NOT_OURS", _("not a task of this organisation")
    NOT_SAFE = "NOT_SAFE", _("not safe for the person or for others here")


class RecallReason(models.TextChoices):
    CONSENT_WITHDRAWN = "CONSENT_WITHDRAWN", _("the person withdrew the consent")
    SENT_IN_ERROR = "SENT_IN_ERROR", _("sent in error")
    NOT_NEEDED = "NOT_NEEDED", _("no longer needed")


class Outcome(models.TextChoices):
    """What became of it, as the other organisation says; or, written by those who keep the case, that it never said."""

    STARTED = "STARTED", _("the service has begun")
    NOT_STARTED = "NOT_STARTED", _("the service has not begun")
    NO_FEEDBACK = "NO_FEEDBACK", _("no feedback came")


ANSWERS = tuple(one for one in Outcome if one != Outcome.NO_FEEDBACK)
RISK = "RISK"  # the kind of what is told with every referral: the risks to life and well-being (SOP 1.4)
