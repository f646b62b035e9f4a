"""The life of a copy that somebody asks for, why one may be asked for, and what it is."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tvcase.accounts.roles import Role


class ExportState(models.TextChoices):
    """That a copy expired is no state: it follows from `expires_at`."""

    ASKED = "ASKED", _("asked for")
    RELEASED = "RELEASED", _("released")
    REFUSED = "REFUSED", _("refused")
    FETCHED = "FETCHED", pgettext_lazy("copy", "taken")


EXPORT_FLOW = {
    ExportState.ASKED: (ExportState.RELEASED, ExportState.REFUSED, ExportState.FETCHED),
    ExportState.RELEASED: (ExportState.FETCHED,),
}


class ExportReason(models.TextChoices):
    """Why something must leave the system."""

    PROCEEDINGS = "PROCEEDINGS", _("for a court or a prosecutor's office")
    HANDOVER = "HANDOVER", _("for the organisation that takes the case over")
    PERSON_ASKED = "PERSON_ASKED", _("the person asked for it")
    SUPERVISION = "SUPERVISION", _("for supervision or an inspection")
    MEETING = "MEETING", _("for a meeting about the case")
    REPORT = "REPORT", _("for a report of the organisation")
    OTHER = "OTHER", _("another reason")


class Format(models.TextChoices):
    """What the copy is."""

    XLSX = "XLSX", _("spreadsheet (XLSX)")
    CSV = "CSV", _("plain table (CSV)")
    PRINT = "PRINT", _("page to print")


# Who may release what somebody else asked for: the second person (security decision 6).
RELEASERS = frozenset({Role.COORDINATOR, Role.DATA_PROTECTION_OFFICER})
