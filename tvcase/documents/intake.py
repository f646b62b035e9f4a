"""Files that are handed in: their size, what they are by content, a virus scanner where there is one, then cleaned.

Whatever fails on the way is a refusal with a sentence for the user. Nothing is written to a disk.
"""

import subprocess
import sys
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tvcase.documents import scanner
from tvcase.documents.cleaning import SECONDS
from tvcase.documents.states import MediaType
from tvcase.flow import Refused

WHY: dict[str, str | Promise] = {
    "type": _("Only PDF, JPEG and PNG files are taken. What counts is the content, not the name."),
    "size": _("The file has too many pages, or the picture is too large."),
    "locked": _("The file is locked with a password. Hand in one that is open."),
    "active": _("The file holds programs, attachments or moving pictures. Print it to a new PDF and hand that in."),
    "picture": _("A picture in it may tell where and when it was made. Scan the paper to a JPEG and hand that in."),
    "broken": _("The file cannot be read. Scan or save it again."),
}
COMMAND = (sys.executable, "-m", "tvcase.documents.cleaning")


@dataclass(frozen=True)
class Clean:
    """A file that was looked at: what it is, and its bytes without what does not belong on paper."""

    media_type: MediaType
    content: bytes


def taken(raw: bytes) -> Clean:
    """The file as it may be kept. Raises Refused."""
    if not raw or len(raw) > settings.UPLOAD_BYTES:
        raise Refused(too_large())
    scanner.scan(raw)
    try:
        done = subprocess.run(  # noqa: S603 - our own program; the file is only its input
            COMMAND,
            input=raw,
            capture_output=True,
            cwd=settings.BASE_DIR,
            env={"LANG": "C.UTF-8"},
            timeout=2 * SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Refused(str(WHY["broken"])) from None
    word, _space, rest = done.stdout.partition(b" ")
    what, _line, content = rest.partition(b"\n")
    if word == b"OK" and content:
        return Clean(MediaType(what.decode()), content)
    raise Refused(str(WHY.get(what.decode("ascii", "replace"), WHY["broken"])))


def too_large() -> str:
    """The sentence for no file at all, or one that is too large."""
    return str(_("Choose a file of at most %(size)s MB.") % {"size": settings.UPLOAD_BYTES // 1_000_000})
