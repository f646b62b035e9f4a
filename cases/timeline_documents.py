"""Documents in the history of a case: letters issued, files handed in, and what was superseded or withdrawn."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.models import Case, Document
from cases.rules import TimelineSource, timeline_source
from tvcase.accounts.models import User
from tvcase.documents.letters import all_letters
from tvcase.documents.states import UploadKind


class Kinds:
    """What each kind of document is called; asked for when a history is shown, since every app adds its letters."""

    def __iter__(self) -> Iterator[tuple[str, str | Promise]]:
        yield from ((letter.kind, letter.title) for letter in all_letters())
        yield from UploadKind.choices


def _source(what: str, title: Any, *, on: str, who: str = "", **facts: Any) -> None:
    """One fact about the documents that the reader may read, whatever the part of the file they belong to."""

    def rows(case: Case, user: User) -> QuerySet[Document]:
        return Document.objects.of(user, case).filter(**facts)

    timeline_source(
        TimelineSource(
            f"cases.document_{what}", None, title, rows, happened_on=on, detail="kind", who=who, labels=Kinds()
        )
    )


_source("issued", _("Document issued or handed in"), on="issued_on", who="recorded_by")
_source("superseded", _("Document superseded"), on="superseded_on", superseded_on__isnull=False)
_source("withdrawn", _("Document withdrawn"), on="withdrawn_on", who="withdrawn_by", withdrawn_on__isnull=False)
