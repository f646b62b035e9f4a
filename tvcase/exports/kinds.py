"""What may be copied: every app registers its own when it starts, and answers with a table or a page."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.functional import Promise

from tvcase.accounts.models import User
from tvcase.exports.forms import AskForm
from tvcase.exports.states import Format

type Text = str | Promise
type Cell = str | Promise | int | date | None


@dataclass(frozen=True)
class Asked:
    """Who wants a copy of what, on which Sofia day; `parameters` are the answers of the kind's own form."""

    user: User
    on: date
    case_code: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    with_names: bool = False


@dataclass(frozen=True)
class Table:
    """Rows for a file. `count` is asked of the database apart from the rows: a file that has fewer is not given."""

    columns: Sequence[Text]
    rows: Iterable[Sequence[Cell]]
    count: int


@dataclass(frozen=True)
class Sheet:
    """A page to print: a template that extends exports/sheet.html."""

    template: str
    context: Mapping[str, Any]
    count: int = 1


@dataclass(frozen=True)
class Kind:
    """One thing that may be copied.

    `contents(asked)` fetches, as the person who asks, what the copy holds, and raises Refused where that person may
    not have it; `back(case_code)` is the page one came from.
    """

    code: str
    title: Text
    contents: Callable[[Asked], Table | Sheet]
    back: Callable[[str], str]
    form: type[AskForm] = AskForm
    formats: tuple[Format, ...] = (Format.XLSX, Format.CSV)
    area: str = ""


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Add a kind. Raises ValueError for a code that exists."""
    if kind.code in _kinds:
        raise ValueError(f"This kind of copy is registered already: {kind.code}.")
    _kinds[kind.code] = kind
    return kind


def kind(code: str) -> Kind:
    """The kind of this code. Raises LookupError for one that nobody registered."""
    if code not in _kinds:
        raise LookupError(f"Nobody registered this kind of copy: {code}.")
    return _kinds[code]
