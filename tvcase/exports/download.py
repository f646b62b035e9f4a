"""How a copy reaches its reader: `download` answers with a file, `printed` with a page. There is no third way."""

from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from tvcase.audit import log
from tvcase.exports.actions import facts_of
from tvcase.exports.files import file_of
from tvcase.exports.kinds import Sheet, Table
from tvcase.exports.marks import Mark
from tvcase.exports.models import ExportRequest
from tvcase.exports.states import Format
from tvcase.web import page

TYPES = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def download(copy: ExportRequest, table: Table, mark: Mark) -> HttpResponse:
    """The only answer of the program that is a file. It is whole, and in the trace, before it goes out.

    The file is called by the number of the copy and nothing else. Raises IncompleteCopy when a row is missing.
    """
    content = file_of(table, mark, copy.format)
    _trace(copy, rows=table.count, sha256=sha256(content).hexdigest())
    name = f"{copy.number}.{copy.format.lower()}"
    return HttpResponse(
        content,
        content_type=TYPES[Format(copy.format)],
        headers={"Content-Disposition": str(content_disposition_header(True, name))},
    )


def printed(request: HttpRequest, copy: ExportRequest, sheet: Sheet, mark: Mark) -> HttpResponse:
    """A page to print; only such pages have anything on them when a browser prints them."""
    _trace(copy, rows=sheet.count)
    return page(request, sheet.template, {**sheet.context, "mark": mark})


def _trace(copy: ExportRequest, **facts: object) -> None:
    """The line in the trace, on a connection of its own: no line, no copy."""
    log.seen(copy.asked_by, "exports.copy.taken", case=copy.case_code, **facts_of(copy) | facts)
