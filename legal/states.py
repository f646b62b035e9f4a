"""Statuses and closed lists of Article 25, with their flow."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RequestState(models.TextChoices):
    """The life of a request for special protection. What follows a grant is the protection's own record."""

    DRAFT = "DRAFT", _("draft")
    FILED = "FILED", _("filed")
    ACTIVE = "ACTIVE", _("granted")
    REFUSED = "REFUSED", _("refused")
    WITHDRAWN = "WITHDRAWN", _("withdrawn by the person")


# Article 25: the person asks, a prosecutor decides.
REQUEST_FLOW = {
    RequestState.DRAFT: (RequestState.FILED, RequestState.WITHDRAWN),
    RequestState.FILED: (RequestState.ACTIVE, RequestState.REFUSED, RequestState.WITHDRAWN),
}
OPEN_REQUESTS = (RequestState.DRAFT, RequestState.FILED)
FILED_REQUESTS = (RequestState.FILED, RequestState.ACTIVE, RequestState.REFUSED)
DECIDED_REQUESTS = (RequestState.ACTIVE, RequestState.REFUSED)


class ProtectionState(models.TextChoices):
    """Derived from the protection's dates, never stored."""

    ACTIVE = "ACTIVE", pgettext_lazy("protection", "active")
    ENDED = "ENDED", _("ended with the proceedings")
    TERMINATED = "TERMINATED", _("terminated by a prosecutor")


class EndKind(models.TextChoices):
    PROCEEDINGS_ENDED = "PROCEEDINGS_ENDED", _("the criminal proceedings ended")
    TERMINATED = "TERMINATED", _("terminated early")


class TerminationGround(models.TextChoices):
    """The only three grounds on which a prosecutor may end protection early (SEED-2; closed list)."""

    CONTACT_RENEWED = "CONTACT_RENEWED", _("the person renewed contact with the perpetrators")
    CONSENT_FICTITIOUS = "CONSENT_FICTITIOUS", _("the consent to cooperate is fictitious")
    PUBLIC_ORDER_OR_SECURITY = "PUBLIC_ORDER_OR_SECURITY", _("danger to public order or national security")


class ProceedingsState(models.TextChoices):
    """Whether criminal proceedings go on. Suspended ones have not ended (E-29)."""

    RUNNING = "RUNNING", pgettext_lazy("proceedings", "running")
    SUSPENDED = "SUSPENDED", pgettext_lazy("proceedings", "suspended")
    ENDED = "ENDED", pgettext_lazy("proceedings", "ended")


# Reopened proceedings run again; what ended with them does not revive (E-30).
PROCEEDINGS_FLOW = {
    ProceedingsState.RUNNING: (ProceedingsState.SUSPENDED, ProceedingsState.ENDED),
    ProceedingsState.SUSPENDED: (ProceedingsState.RUNNING, ProceedingsState.ENDED),
    ProceedingsState.ENDED: (ProceedingsState.RUNNING,),
}


class ProceedingsStage(models.TextChoices):
    PRE_TRIAL = "PRE_TRIAL", _("pre-trial")
    TRIAL = "TRIAL", _("before a court")


class StepKind(models.TextChoices):
    """What can happen in criminal proceedings."""

    OPENED = "OPENED", pgettext_lazy("proceedings", "opened")
    TO_COURT = "TO_COURT", _("brought before a court")
    SENT_BACK = "SENT_BACK", _("sent back by the court to the pre-trial stage")
    SUSPENDED = "SUSPENDED", pgettext_lazy("proceedings", "suspended")
    RESUMED = "RESUMED", _("resumed")
    ENDED = "ENDED", pgettext_lazy("proceedings", "ended")
    REOPENED = "REOPENED", _("reopened")


# What the proceedings are after a step.
STATE_AFTER = {
    StepKind.OPENED: ProceedingsState.RUNNING,
    StepKind.TO_COURT: ProceedingsState.RUNNING,
    StepKind.SENT_BACK: ProceedingsState.RUNNING,
    StepKind.SUSPENDED: ProceedingsState.SUSPENDED,
    StepKind.RESUMED: ProceedingsState.RUNNING,
    StepKind.ENDED: ProceedingsState.ENDED,
    StepKind.REOPENED: ProceedingsState.RUNNING,
}


class ProceedingsEnd(models.TextChoices):
    """The final act that ended the proceedings (SOP 3.4)."""

    CONVICTION = "CONVICTION", _("conviction")
    PLEA_BARGAIN = "PLEA_BARGAIN", _("plea bargain")
    ACQUITTAL = "ACQUITTAL", _("acquittal")
    TERMINATION = "TERMINATION", _("terminated without a sentence")
