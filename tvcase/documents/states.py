"""What a document is, and what may become of it; what was issued never changes."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Origin(models.TextChoices):
    """Where a document comes from."""

    LETTER = "LETTER", _("issued here")
    UPLOAD = "UPLOAD", _("handed in")


class DocumentState(models.TextChoices):
    """How a document stands; it follows from its dates."""

    VALID = "VALID", pgettext_lazy("document", "valid")
    SUPERSEDED = "SUPERSEDED", pgettext_lazy("document", "superseded")
    WITHDRAWN = "WITHDRAWN", pgettext_lazy("document", "withdrawn")


class WithdrawalReason(models.TextChoices):
    """Why a document was withdrawn."""

    MISTAKE = "MISTAKE", _("something in it is wrong")
    ANNULLED = "ANNULLED", _("what it rests on was annulled")
    PERSON_ASKED = "PERSON_ASKED", _("the person asked for it")
    WRONG_FILE = "WRONG_FILE", _("it belongs to another file")


class Form(models.TextChoices):
    """What is kept of a document: how a letter was composed, and the bytes that were issued or handed in."""

    SOURCE = "SOURCE", _("as it was composed")
    ISSUED = "ISSUED", _("as it was issued or handed in")


class MediaType(models.TextChoices):
    """Which files there are."""

    PDF = "application/pdf", "PDF"
    HTML = "text/html", _("page to print")
    JPEG = "image/jpeg", "JPEG"
    PNG = "image/png", "PNG"


ENDINGS = {MediaType.PDF: "pdf", MediaType.HTML: "html", MediaType.JPEG: "jpg", MediaType.PNG: "png"}


class UploadKind(models.TextChoices):
    """What somebody hands in."""

    COURT_ORDER = "COURT_ORDER", _("order or judgment of a court")
    PROSECUTOR_ACT = "PROSECUTOR_ACT", _("act of a prosecutor")
    OFFICIAL_LETTER = "OFFICIAL_LETTER", _("letter of an authority")
    SIGNED_PAPER = "SIGNED_PAPER", _("paper that the person signed")
    MEDICAL = "MEDICAL", _("medical paper")
    IDENTITY_PAPER = "IDENTITY_PAPER", _("copy of an identity paper")
    PHOTO = "PHOTO", _("photo")
    OTHER = "OTHER", _("another paper")
