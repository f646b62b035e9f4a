"""Words for what is asked about a person: who says they ask, and how they were checked (E-39)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Asker(models.TextChoices):
    """Who somebody says to be. A trafficker may say any of these."""

    RELATIVE = "RELATIVE", _("a relative or friend")
    LAWYER = "LAWYER", _("a lawyer")
    AUTHORITY = "AUTHORITY", _("police, prosecution or another authority")
    INSTITUTION = "INSTITUTION", _("a hospital, a school or another institution")
    EMPLOYER = "EMPLOYER", _("an employer")
    MEDIA = "MEDIA", _("a journalist")
    OTHER = "OTHER", _("somebody else, or not said")


class NumberFrom(models.TextChoices):
    """Where the number for calling back was found; a number that the caller gave proves nothing, and is no answer."""

    REGISTER = "REGISTER", _("a public register or the official page of the body")
    KNOWN = "KNOWN", _("known to us from before, from another source than this caller")
    PERSON = "PERSON", _("the person told us the number")


class CallBack(models.TextChoices):
    """What came of calling back."""

    NOT_MADE = "NOT_MADE", _("nobody was called back")
    CONFIRMED = "CONFIRMED", _("called back: it is who they say, and they did ask")
    NOT_CONFIRMED = "NOT_CONFIRMED", _("called back: it could not be confirmed")


class TellingBasis(models.TextChoices):
    """Why something may be told."""

    CONSENT = "CONSENT", _("the person agrees that this is told to them")
    LAW = "LAW", _("a law obliges us, and the request came in writing")
    RISK_TO_LIFE = "RISK_TO_LIFE", _("somebody's life is at risk")


class Answer(models.TextChoices):
    """What is answered."""

    NOTHING = "NOTHING", _("nothing: not even whether we know the person")
    TELL = "TELL", _("what is written below, and no more")
