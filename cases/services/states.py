"""States and closed lists of services and sessions, with their flows (domain 4.7). Which services there are is data:
cases/data/codes/service_type.toml."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

COUNSELLING = "PSYCHOLOGICAL_COUNSELLING"  # the one service that has rules of its own (SOP 2.2, step 3)


class ServiceState(models.TextChoices):
    """The life of one service: needed, offered, answered, received."""

    NEEDED = "NEEDED", pgettext_lazy("service", "needed")
    NOT_NEEDED = "NOT_NEEDED", pgettext_lazy("service", "no longer needed")
    OFFERED = "OFFERED", pgettext_lazy("service", "offered")
    DECLINED = "DECLINED", pgettext_lazy("service", "declined by the person")
    PLANNED = "PLANNED", pgettext_lazy("service", "accepted")
    ACTIVE = "ACTIVE", pgettext_lazy("service", "under way")
    COMPLETED = "COMPLETED", pgettext_lazy("service", "completed")
    STOPPED_BY_PERSON = "STOPPED_BY_PERSON", pgettext_lazy("service", "stopped by the person")
    ENDED = "ENDED", pgettext_lazy("service", "ended by the provider")


S = ServiceState

SERVICE_FLOW = {
    S.NEEDED: (S.OFFERED, S.NOT_NEEDED),
    S.OFFERED: (S.PLANNED, S.DECLINED, S.ENDED),
    S.PLANNED: (S.ACTIVE, S.STOPPED_BY_PERSON, S.ENDED),
    S.ACTIVE: (S.COMPLETED, S.STOPPED_BY_PERSON, S.ENDED),
}
BEFORE_AN_OFFER = (S.NEEDED, S.NOT_NEEDED)
BEFORE_AN_ANSWER = (*BEFORE_AN_OFFER, S.OFFERED)
RECEIVING = (S.PLANNED, S.ACTIVE)  # accepted and not over: sessions are planned and held
RECEIVED = (S.ACTIVE, S.COMPLETED)
OPEN_SERVICES = (S.NEEDED, S.OFFERED, S.PLANNED, S.ACTIVE)
OVER = (S.NOT_NEEDED, S.COMPLETED, S.STOPPED_BY_PERSON, S.ENDED)


class Funding(models.TextChoices):
    """Who pays."""

    FREE = "FREE", pgettext_lazy("funding", "free of charge")
    STATE = "STATE", pgettext_lazy("funding", "state budget")
    MUNICIPALITY = "MUNICIPALITY", pgettext_lazy("funding", "municipality")
    PROJECT = "PROJECT", pgettext_lazy("funding", "a project or a donor")
    OWN = "OWN", pgettext_lazy("funding", "the organisation's own means")


class Outcome(models.TextChoices):
    """What became of the need."""

    MET = "MET", pgettext_lazy("outcome", "the need is met")
    PARTLY = "PARTLY", pgettext_lazy("outcome", "the need is met in part")
    NOT_MET = "NOT_MET", pgettext_lazy("outcome", "the need is not met")


class ServiceEnd(models.TextChoices):
    """Why a provider ends a service, or takes back an offer."""

    NO_MONEY = "NO_MONEY", _("the money ran out")
    NO_PLACE = "NO_PLACE", _("there is no free place any more")
    NO_STAFF = "NO_STAFF", _("the person who gave it is no longer there")
    MOVED = "MOVED", _("the person lives elsewhere now")
    REFERRED = "REFERRED", _("another organisation goes on with it")
    OTHER = "OTHER", _("another reason")


class SessionState(models.TextChoices):
    """The life of one session."""

    SCHEDULED = "SCHEDULED", pgettext_lazy("session", "planned")
    HELD = "HELD", pgettext_lazy("session", "held")
    MISSED = "MISSED", pgettext_lazy("session", "missed")
    CANCELLED = "CANCELLED", pgettext_lazy("session", "called off")


SESSION_FLOW = {
    SessionState.SCHEDULED: (SessionState.HELD, SessionState.MISSED, SessionState.CANCELLED),
}
NOT_HELD = (SessionState.MISSED, SessionState.CANCELLED)


class Attendance(models.TextChoices):
    """How much of a session the person was there."""

    WHOLE = "WHOLE", _("from beginning to end")
    LATE = "LATE", _("came late")
    LEFT_EARLY = "LEFT_EARLY", _("left early")


class NotHeld(models.TextChoices):
    """Why a session was missed or called off. Nobody asks the person to explain."""

    PERSON = "PERSON", _("the person did not come, or called it off")
    STAFF = "STAFF", _("whoever holds it could not")
    INTERPRETER = "INTERPRETER", _("the interpreter could not")
    TRAVEL = "TRAVEL", _("the way there was not possible or not safe")
    OTHER = "OTHER", _("another reason")


class PlaceKind(models.TextChoices):
    """What kind of place; never which."""

    OFFICE = "OFFICE", _("our office")
    SHELTER = "SHELTER", _("where the person stays")
    PROVIDER = "PROVIDER", _("at the provider's")
    PHONE = "PHONE", _("by telephone")
    ONLINE = "ONLINE", _("online")
    OUTSIDE = "OUTSIDE", _("somewhere else")


class UnmetReason(models.TextChoices):
    """Why a need cannot be met now."""

    NO_MONEY = "NO_MONEY", _("no money")
    NO_PLACE = "NO_PLACE", _("no free place")
    NO_SKILL = "NO_SKILL", _("nobody who can do it")
    NO_LANGUAGE = "NO_LANGUAGE", _("nobody who speaks the language")
    OTHER = "OTHER", _("another reason")
