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
