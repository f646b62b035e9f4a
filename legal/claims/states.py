"""Statuses and closed lists of compensation, hearings and the log of what was told, with their flows."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.states import EFFECTIVE_FORMS

# From this day amounts are in euro; older ones are in leva, at a rate that never changes (product decision 11; C-19).
EURO_FROM = date(2026, 1, 1)


class Currency(models.TextChoices):
    BGN = "BGN", _("leva (BGN)")
    EUR = "EUR", _("euro (EUR)")


class ClaimRoute(models.TextChoices):
    """The three ways to compensation (SOP 3.4)."""

    CRIMINAL_CIVIL_CLAIM = "CRIMINAL_CIVIL_CLAIM", _("civil claim in the criminal case")
    CIVIL_CLAIM = "CIVIL_CLAIM", _("claim before a civil court")
    STATE_COMPENSATION = "STATE_COMPENSATION", _("compensation by the State")


class ClaimState(models.TextChoices):
    PREPARED = "PREPARED", pgettext_lazy("claim", "in preparation")
    FILED = "FILED", pgettext_lazy("claim", "filed")
    INCOMPLETE = "INCOMPLETE", pgettext_lazy("claim", "filed, documents are missing")
    DECIDED = "DECIDED", pgettext_lazy("claim", "decided")
    PAID = "PAID", pgettext_lazy("claim", "paid")
    WITHDRAWN = "WITHDRAWN", pgettext_lazy("claim", "the person does not go on with it")


# Domain 4.15. Nobody appeals a decision of the National Council (SOP 3.4), so none leads back.
CLAIM_FLOW = {
    ClaimState.PREPARED: (ClaimState.FILED, ClaimState.WITHDRAWN),
    ClaimState.FILED: (ClaimState.INCOMPLETE, ClaimState.DECIDED, ClaimState.WITHDRAWN),
    ClaimState.INCOMPLETE: (ClaimState.FILED, ClaimState.DECIDED, ClaimState.WITHDRAWN),
    ClaimState.DECIDED: (ClaimState.PAID,),
}
OPEN_CLAIMS = (ClaimState.PREPARED, ClaimState.FILED, ClaimState.INCOMPLETE)
WAITING_CLAIMS = (ClaimState.FILED, ClaimState.INCOMPLETE)
DECIDED_CLAIMS = (ClaimState.DECIDED, ClaimState.PAID)
FILED_CLAIMS = (*WAITING_CLAIMS, *DECIDED_CLAIMS)


class ClaimResult(models.TextChoices):
    GRANTED = "GRANTED", pgettext_lazy("claim", "granted")
    PARTIAL = "PARTIAL", pgettext_lazy("claim", "granted in part")
    REFUSED = "REFUSED", pgettext_lazy("claim", "refused")
    # When the proceedings end, the claim goes to a civil court (SOP 3.4).
    NOT_EXAMINED = "NOT_EXAMINED", pgettext_lazy("claim", "not examined: the criminal case ended")


AWARDS = (ClaimResult.GRANTED, ClaimResult.PARTIAL)


class TriggerEvent(models.TextChoices):
    """The act from which the State can be asked, once it has taken effect (SOP 3.4)."""

    CONVICTION = "CONVICTION", _("the sentence")
    PLEA_BARGAIN = "PLEA_BARGAIN", _("the plea bargain")
    ENDED_LIMITATION = "ENDED_LIMITATION", _("the proceedings ended: too much time had passed")
    ENDED_AMNESTY = "ENDED_AMNESTY", _("the proceedings ended: amnesty")
    ENDED_TRANSFER = "ENDED_TRANSFER", _("the proceedings ended: transferred to another country")
    SUSPENDED_OFFENDER_UNKNOWN = "SUSPENDED_OFFENDER_UNKNOWN", _("the proceedings were suspended: offender unknown")


class Claimant(models.TextChoices):
    """Who claims (SOP 3.4; E-33)."""

    PERSON = "PERSON", _("the person")
    REPRESENTATIVE = "REPRESENTATIVE", _("a parent, guardian or special representative")
    PROSECUTOR = "PROSECUTOR", _("the prosecutor, for a child or somebody who cannot protect own interests")
    HEIR = "HEIR", _("an heir or the partner, after the person's death")


class HearingKind(models.TextChoices):
    HEARING = "HEARING", _("court hearing")
    INTERVIEW = "INTERVIEW", _("interview by an authority")
    EXAMINATION = "EXAMINATION", _("examination by an expert")


class HearingState(models.TextChoices):
    PLANNED = "PLANNED", pgettext_lazy("hearing", "planned")
    HELD = "HELD", pgettext_lazy("hearing", "held")
    CANCELLED = "CANCELLED", pgettext_lazy("hearing", "cancelled")


HEARING_FLOW = {HearingState.PLANNED: (HearingState.HELD, HearingState.CANCELLED)}


class Measure(models.TextChoices):
    """What can be prepared so that the person is protected (SOP 3.3)."""

    SEPARATE_WAITING = "SEPARATE_WAITING", _("waits apart from the accused and their people")
    SEPARATE_ROOM = "SEPARATE_ROOM", _("never in the same room as the accused")
    VIDEO = "VIDEO", _("is heard by video")
    COMPANION = "COMPANION", _("somebody she or he trusts comes along")
    INTERPRETER = "INTERPRETER", _("an interpreter")
    NO_OUTSIDERS = "NO_OUTSIDERS", _("no media and no outsiders in the room")
    SAFE_WAY = "SAFE_WAY", _("a safe way there and back")


class Prepared(models.TextChoices):
    """How far the preparation of a measure has come."""

    NOT_ASKED = "NOT_ASKED", _("the person was not asked yet")
    WANTED = "WANTED", _("wanted, not arranged yet")
    ARRANGED = "ARRANGED", _("arranged")
    REFUSED = "REFUSED", _("asked for and refused")
    NOT_NEEDED = "NOT_NEEDED", _("the person does not need it")


STILL_TO_PREPARE = (Prepared.NOT_ASKED, Prepared.WANTED)


class Listener(models.TextChoices):
    """To whom the person told something."""

    SUPPORT = "SUPPORT", _("somebody who supports the person")
    LAWYER = "LAWYER", _("a lawyer")
    POLICE = "POLICE", _("the police")
    INVESTIGATOR = "INVESTIGATOR", _("an investigator")
    PROSECUTOR = "PROSECUTOR", _("a prosecutor")
    COURT = "COURT", _("a court")
    EXPERT = "EXPERT", _("an expert")
    OTHER = "OTHER", _("somebody else")


class Topic(models.TextChoices):
    """What an account is about, so that the same is not asked again."""

    RECRUITMENT = "RECRUITMENT", _("how it began")
    JOURNEY = "JOURNEY", _("the journey")
    EXPLOITATION = "EXPLOITATION", _("what the person was made to do")
    CONTROL = "CONTROL", _("how the person was controlled")
    VIOLENCE = "VIOLENCE", _("violence and threats")
    PERPETRATORS = "PERPETRATORS", _("who did it")
    MONEY = "MONEY", _("money and debts")
    DOCUMENTS = "DOCUMENTS", _("documents")
    ESCAPE = "ESCAPE", _("how the person got away")


class RecordKind(models.TextChoices):
    """In what form an account was kept."""

    MINUTES = "MINUTES", _("signed minutes")
    AUDIO = "AUDIO", _("sound recording")
    VIDEO = "VIDEO", _("video recording")
    NOTES = "NOTES", _("notes")
    NONE = "NONE", _("nothing was written down")


REUSABLE = (RecordKind.MINUTES, RecordKind.AUDIO, RecordKind.VIDEO, RecordKind.NOTES)


class GivenBy(models.TextChoices):
    """Who agrees (domain 4.13)."""

    PERSON = "PERSON", _("the person")
    LEGAL_REPRESENTATIVE = "LEGAL_REPRESENTATIVE", _("the legal representative")
    SPECIAL_REPRESENTATIVE = "SPECIAL_REPRESENTATIVE", _("a special representative")


CONSENT_FORMS = EFFECTIVE_FORMS  # a consent is written or minuted
