"""Tables that administrators bring in: text of a spreadsheet, a row for each record, columns by their names."""

import csv
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tvcase.flow import Refused

MOST = 5_000
ENCODINGS = ("utf-8-sig", "cp1251")


@dataclass
class Row:
    """A line of the sheet: what it says, and what is wrong with it."""

    number: int
    said: Mapping[str, str]
    errors: list[str] = field(default_factory=list)


def rows_of(content: bytes, *, columns: Sequence[str], required: Collection[str]) -> list[dict[str, str]]:
    """The rows of a CSV file, by the names of its columns. Raises ValidationError for what is no table of ours."""
    text = _text(content)
    first = text.partition("\n")[0]
    lines = csv.DictReader(StringIO(text), delimiter=max(",;\t", key=first.count))
    names = [(name or "").strip().lower() for name in lines.fieldnames or []]
    if any("address" in name or "адрес" in name for name in names):
        raise ValidationError(_("An address is not imported. The head of the shelter enters it on its own page."))
    missing = [name for name in required if name not in names]
    unknown = [name for name in names if name not in columns]
    if missing or unknown:
        raise ValidationError(
            _("These columns are missing: %(missing)s. These are not known: %(unknown)s.")
            % {"missing": ", ".join(missing) or "–", "unknown": ", ".join(unknown) or "–"}
        )
    lines.fieldnames = names
    rows = [{name: (line.get(name) or "").strip() for name in columns} for line in lines if any(line.values())]
    if not rows or len(rows) > MOST:
        raise ValidationError(_("The table has no rows, or more than %(most)d.") % {"most": MOST})
    return rows


def refuse_wrong(rows: Sequence[Row]) -> None:
    """Raises Refused while a row is wrong."""
    if any(row.errors for row in rows):
        raise Refused(_("Correct the rows that are wrong first."))


def _text(content: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValidationError(_("This is no table as text (CSV). Save the spreadsheet as CSV."))
