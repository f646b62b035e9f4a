"""How something leaves: `download` answers with a file, `printed` with a page to print. There is no third way."""

from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from tvcase.accounts.models import User
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
HTML = "text/html"


def download(
    by: User, action: str, content: bytes, *, name: str, media_type: str, case: str = "", **facts: Any
) -> HttpResponse:
    """The only answer of the program that is a file. It is whole, and in the trace, before it goes out.

    The file is called by a number or a code and nothing else. A page to print is shown and not saved: it has our own
    style, and the browser is told to run nothing in it.
    """
    log.seen(by, action, case=case, **facts, sha256=sha256(content).hexdigest())
    shown = media_type == HTML
    headers = {"Content-Disposition": str(content_disposition_header(not shown, name))}
    return HttpResponse(content, content_type=f"{HTML}; charset=utf-8" if shown else media_type, headers=headers)


def copy_as_file(copy: ExportRequest, table: Table, mark: Mark) -> HttpResponse:
    """A table that was asked for, as a file. Raises IncompleteCopy when a row is missing."""
    content = file_of(table, mark, copy.format)
    name, media_type = f"{copy.number}.{copy.format.lower()}", TYPES[Format(copy.format)]
    facts = facts_of(copy) | {"rows": table.count}
    action = "exports.copy.taken"
    return download(copy.asked_by, action, content, name=name, media_type=media_type, case=copy.case_code, **facts)


def printed(request: HttpRequest, copy: ExportRequest, sheet: Sheet, mark: Mark) -> HttpResponse:
    """A page to print; only such pages have anything on them when a browser prints them."""
    facts = facts_of(copy) | {"rows": sheet.count}
    log.seen(copy.asked_by, "exports.copy.taken", case=copy.case_code, **facts)
    return page(request, sheet.template, {**sheet.context, "mark": mark})
