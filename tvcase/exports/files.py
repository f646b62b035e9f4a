"""Tables as CSV and XLSX in which nothing is a formula; a file that lacks a row is not given out.

A spreadsheet takes a cell for a formula by its first sign, whatever stands before it that cannot be seen, and a
plain table may be split at another sign than the one that was meant. So text is made harmless in both.
"""

import csv
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from io import BytesIO, StringIO

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from tvcase.exports.kinds import Cell, Table
from tvcase.exports.marks import Mark
from tvcase.exports.states import Format

HEAD = 2  # the mark, and the names of the columns
# Signs that begin a formula, also as full-width and small forms and as the minus of mathematics.
_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212|%"
_BEGINS = re.compile(rf"(^|[,;\t|])([\s\"']*)(?=[{_SIGNS}])")


class IncompleteCopy(Exception):
    """The file has another number of rows than the database counted: it must not be given out."""


def harmless(value: str) -> str:
    """The text with no sign that cannot be seen, and an apostrophe before whatever could begin a formula."""
    seen = "".join(" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign for sign in value)
    seen = "".join(sign for sign in seen if unicodedata.category(sign) not in ("Cf", "Cs", "Co", "Cn"))
    return _BEGINS.sub(r"\1\2'", seen)


def file_of(table: Table, mark: Mark, format: str) -> bytes:
    """The table as a file with its mark. Raises IncompleteCopy when a row is missing or too many."""
    write, read = _WAYS[format]
    written = write([str(name) for name in table.columns], table.rows, mark)
    if (found := read(written)) != table.count or not found:
        raise IncompleteCopy(f"{found} rows in the file, {table.count} counted")
    return written


def _lines(columns: Sequence[str], rows: Iterable[Sequence[Cell]], mark: Mark) -> Iterable[list[str | int]]:
    """Every line of the file: the mark, the names of the columns, and in each row the number of the copy."""
    yield [harmless(str(mark))]
    yield [harmless(name) for name in (*columns, _("Copy"))]
    for row in rows:
        yield [*map(_cell, row), mark.number]


def _cell(value: Cell) -> str | int:
    if isinstance(value, bool) or value is None:
        return _("yes") if value else ""
    if isinstance(value, int):
        return value
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    return harmless(str(value))


def _csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]], mark: Mark) -> bytes:
    """Every cell in quotation marks; with the mark of UTF-8, without which spreadsheets misread Cyrillic."""
    text = StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(_lines(columns, rows, mark))
    return text.getvalue().encode("utf-8-sig")


def _rows_of_csv(written: bytes) -> int:
    return sum(1 for _line in csv.reader(StringIO(written.decode("utf-8-sig"), newline=""))) - HEAD


def _xlsx(columns: Sequence[str], rows: Iterable[Sequence[Cell]], mark: Mark) -> bytes:
    """Every cell a text or a number, never a formula or a link; the mark also at the foot of each printed page."""
    buffer = BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet()
    for line, cells in enumerate(_lines(columns, rows, mark)):
        for column, value in enumerate(cells):
            write = sheet.write_number if isinstance(value, int) else sheet.write_string
            if write(line, column, value):  # it says what it left out or cut by a number, and goes on
                raise IncompleteCopy(f"line {line} does not fit")
    sheet.set_footer(f"&L{mark.number}&R&P / &N")
    sheet.freeze_panes(HEAD, 1)
    sheet.set_column(0, len(columns), 18)
    book.close()
    return buffer.getvalue()


def _rows_of_xlsx(written: bytes) -> int:
    with zipfile.ZipFile(BytesIO(written)) as book:
        return book.read("xl/worksheets/sheet1.xml").count(b"<row ") - HEAD


type _Write = Callable[[Sequence[str], Iterable[Sequence[Cell]], Mark], bytes]
type _Read = Callable[[bytes], int]
_WAYS: dict[str, tuple[_Write, _Read]] = {
    Format.CSV: (_csv, _rows_of_csv),
    Format.XLSX: (_xlsx, _rows_of_xlsx),
}
