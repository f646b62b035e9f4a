"""Risk assessment (SOP 1.2; domain 4.8): its flow, the answers it asks for, and contacts with institutions."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RiskState(models.TextChoices):
    """The life of one version. That a review is due is not stored: the last contact says it."""

    DRAFT = "DRAFT", pgettext_lazy("risk assessment", "being written")
    CURRENT = "CURRENT", pgettext_lazy("risk assessment", "in force")
    HISTORIC = "HISTORIC", pgettext_lazy("risk assessment", "replaced by a newer one")
    DISCARDED = "DISCARDED", pgettext_lazy("risk assessment", "discarded")


# Domain 4.8: a newer version replaces the one before; none that was completed is ever changed.
RISK_FLOW = {
    RiskState.DRAFT: (RiskState.CURRENT, RiskState.DISCARDED),
    RiskState.CURRENT: (RiskState.HISTORIC,),
}
COMPLETED = (RiskState.CURRENT, RiskState.HISTORIC)


class RiskTrigger(models.TextChoices):
    """Why the risk is assessed."""

    INITIAL = "INITIAL", _("the first assessment")
    CONTACT = "CONTACT", _("contact with an institution")
    CASE_DEVELOPMENT = "CASE_DEVELOPMENT", _("something has changed in the case")
    RETURN = "RETURN", _("the person may return")
    PERSON_REQUEST = "PERSON_REQUEST", _("the person asks for it")
    PERIODIC = "PERIODIC", _("the planned review")


class RiskMethod(models.TextChoices):
    """How it was assessed; observation only when the person cannot talk, or safety is urgent (SOP 1.2)."""

    INTERVIEW = "INTERVIEW", _("a talk with the person")
    OBSERVATION_ONLY = "OBSERVATION_ONLY", _("observation only: the person cannot talk, or safety is urgent")


class RiskLevel(models.TextChoices):
    LOW = "LOW", pgettext_lazy("risk", "low")
    MEDIUM = "MEDIUM", pgettext_lazy("risk", "medium")
    HIGH = "HIGH", pgettext_lazy("risk", "high")
    CRITICAL = "CRITICAL", pgettext_lazy("risk", "critical: life is at risk")


class Answer(models.TextChoices):
    """An answer to a question about the risk."""

    YES = "YES", _("yes")
    NO = "NO", _("no")
    UNKNOWN = "UNKNOWN", _("not known")


class Threatened(models.TextChoices):
    """Who is threatened, in the words of the exception for sharing (SOP 1.4)."""

    PERSON = "PERSON", _("the person")
    FAMILY = "FAMILY", _("her or his family")
    STAFF = "STAFF", _("staff")
    OTHERS = "OTHERS", _("other people")


REVIEW_AFTER_CONTACT = timedelta(hours=24)  # elapsed hours, whatever the clocks do (domain 4.8)
LONGEST_WITHOUT_REVIEW = timedelta(days=14)  # a version is looked at again by then at the latest (domain 4.8)
