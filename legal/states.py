"""Statuses and closed lists of Article 25, with their flow."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RequestState(models.TextChoices):
    """The life of a request for special protection. What follows a grant is the protection's own record."""

    DRAFT = "DRAFT", _("draft")
    FILED = "FILED", _("filed")
    PENDING = "PENDING", _("registered, waits for the decision")
    ACTIVE = "ACTIVE", _("granted")
    REFUSED = "REFUSED", _("refused")
    APPEALED = "APPEALED", _("refused, appealed")
    REFUSED_FINAL = "REFUSED_FINAL", _("refused, the appeal changed nothing")
    WITHDRAWN = "WITHDRAWN", _("withdrawn by the person")
    SUPERSEDED = "SUPERSEDED", _("closed: an appeal brought the protection")


# Article 25: the person asks, the office registers, a prosecutor decides; a refusal may be appealed (domain 4.5).
# Protection that an appeal brings or brings back leaves nothing to decide on a request that was made anew.
REQUEST_FLOW = {
    RequestState.DRAFT: (RequestState.FILED, RequestState.WITHDRAWN, RequestState.SUPERSEDED),
    RequestState.FILED: (RequestState.PENDING, RequestState.WITHDRAWN, RequestState.SUPERSEDED),
    RequestState.PENDING: (
        *(RequestState.ACTIVE, RequestState.REFUSED),
        *(RequestState.WITHDRAWN, RequestState.SUPERSEDED),
    ),
    RequestState.REFUSED: (RequestState.APPEALED,),
    RequestState.APPEALED: (RequestState.REFUSED_FINAL, RequestState.ACTIVE),
}
WAITING_REQUESTS = (RequestState.FILED, RequestState.PENDING)
UNDECIDED_REQUESTS = (RequestState.DRAFT, *WAITING_REQUESTS)
OPEN_REQUESTS = (*UNDECIDED_REQUESTS, RequestState.APPEALED)
DECIDED_REQUESTS = (
    RequestState.ACTIVE,
    RequestState.REFUSED,
    RequestState.APPEALED,
    RequestState.REFUSED_FINAL,
)
REFUSED_REQUESTS = (RequestState.REFUSED, RequestState.APPEALED, RequestState.REFUSED_FINAL)
REGISTERED_REQUESTS = (RequestState.PENDING, *DECIDED_REQUESTS)
FILED_REQUESTS = (RequestState.FILED, *REGISTERED_REQUESTS)


class FilingMethod(models.TextChoices):
    """How the request reached the office."""

    IN_PERSON = "IN_PERSON", _("by the person")
    THROUGH_LAWYER = "THROUGH_LAWYER", _("through a lawyer")
    THROUGH_SUPPORT = "THROUGH_SUPPORT", _("through those who support the person")
    BY_POST = "BY_POST", _("by post")


class ServiceMethod(models.TextChoices):
    """How the person was given the prosecutor's act."""

    IN_HAND = "IN_HAND", _("handed to the person")
    THROUGH_LAWYER = "THROUGH_LAWYER", _("through a lawyer")
    THROUGH_SUPPORT = "THROUGH_SUPPORT", _("through those who support the person")


class DecisionGround(models.TextChoices):
    """What a decision rests on: the conditions of Article 25 as the sources give them, met or not met."""

    VICTIM = "VICTIM", _("the person is formally identified as a victim of trafficking")
    OWN_REQUEST = "OWN_REQUEST", _("it is the person's own request")
    COOPERATES = "COOPERATES", _("the person decided to cooperate")
    PROCEEDINGS = "PROCEEDINGS", _("there are criminal proceedings")
    NO_VICTIM = "NO_VICTIM", _("the person is not formally identified as a victim of trafficking")
    NO_OWN_REQUEST = "NO_OWN_REQUEST", _("it is not the person's own request")
    NO_COOPERATION = "NO_COOPERATION", _("there is no decision to cooperate that has effect")
    NO_PROCEEDINGS = "NO_PROCEEDINGS", _("there are no criminal proceedings")
    OTHER = "OTHER", _("another ground, named in the reasons")


GROUNDS_TO_GRANT = (
    DecisionGround.VICTIM,
    DecisionGround.OWN_REQUEST,
    DecisionGround.COOPERATES,
    DecisionGround.PROCEEDINGS,
)
GROUNDS_TO_REFUSE = (
    DecisionGround.NO_VICTIM,
    DecisionGround.NO_OWN_REQUEST,
    DecisionGround.NO_COOPERATION,
    DecisionGround.NO_PROCEEDINGS,
    DecisionGround.OTHER,
)


class ProtectionState(models.TextChoices):
    """Derived from the protection's dates, never stored."""

    ACTIVE = "ACTIVE", pgettext_lazy("protection", "active")
    ENDED = "ENDED", _("ended with the proceedings")
    TERMINATED = "TERMINATED", _("terminated by a prosecutor")
    TERMINATED_APPEALED = "TERMINATED_APPEALED", _("terminated by a prosecutor, appealed")
    TERMINATED_FINAL = "TERMINATED_FINAL", _("terminated by a prosecutor, the appeal changed nothing")
    OVERTURNED = "OVERTURNED", _("the early end was overturned, a later protection took its place")
    RENOUNCED = "RENOUNCED", _("renounced by the person")


class EndKind(models.TextChoices):
    PROCEEDINGS_ENDED = "PROCEEDINGS_ENDED", _("the criminal proceedings ended")
    TERMINATED = "TERMINATED", _("terminated early")
    RENOUNCED = "RENOUNCED", _("the person renounced it")


PROSECUTORS_ENDS = (EndKind.PROCEEDINGS_ENDED, EndKind.TERMINATED)


class TerminationGround(models.TextChoices):
    """The only three grounds on which a prosecutor may end protection early (SEED-2; closed list)."""

    CONTACT_RENEWED = "CONTACT_RENEWED", _("the person renewed contact with the perpetrators")
    CONSENT_FICTITIOUS = "CONSENT_FICTITIOUS", _("the consent to cooperate is fictitious")
    PUBLIC_ORDER_OR_SECURITY = "PUBLIC_ORDER_OR_SECURITY", _("danger to public order or national security")


class AppealAgainst(models.TextChoices):
    REFUSAL = "REFUSAL", _("the refusal")
    TERMINATION = "TERMINATION", _("the early end")


class AppealState(models.TextChoices):
    """What became of an appeal. Who decides it, and within what time, is not in our sources."""

    FILED = "FILED", pgettext_lazy("appeal", "filed")
    UPHELD = "UPHELD", _("the decision stands")
    OVERTURNED = "OVERTURNED", _("the decision was overturned")
    WITHDRAWN = "WITHDRAWN", pgettext_lazy("appeal", "withdrawn by the person")


APPEAL_FLOW = {AppealState.FILED: (AppealState.UPHELD, AppealState.OVERTURNED, AppealState.WITHDRAWN)}


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
