"""Who read a file, as a document that the person can read herself: organisations and reasons, no names of staff."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases import readers
from tvcase.exports.kinds import Asked, Kind, Sheet, register
from tvcase.exports.states import Format


def _contents(asked: Asked) -> Sheet:
    """Everything from the beginning, the latest day first."""
    case = get_object_or_404(readers.coordinated_by(asked.user), code=asked.case_code)
    rows = readers.readings(case, readers.ReadingKind.ANY, readers.ReadingPeriod.ALL, on=asked.on)
    entries = readers.readers(case, rows)
    return Sheet("cases/readers_print.html", {"case": case, "entries": entries, "on": asked.on}, len(entries))


READERS = register(
    Kind(
        code="readers",
        title=_("Who opened the file, for the person"),
        contents=_contents,
        back=lambda code: reverse("cases:readers", args=[code]),
        formats=(Format.PRINT,),
        area="core",
    )
)
