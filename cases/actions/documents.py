"""Documents: letters are issued, made by a worker, superseded or withdrawn; files are handed in. Nothing is edited.

Days are Sofia dates. A letter is composed before anything is written and as the person who issues it, so that it
holds nothing that this person may not see.
"""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from cases.actions.act import act, locked
from cases.models import Case, Document, DocumentContent
from cases.rules.documents import why_not_issue, why_not_replace, why_not_withdraw
from tvcase.accounts.models import User
from tvcase.audit import log
from tvcase.db import lock, next_number, save_checked
from tvcase.documents import rendering
from tvcase.documents.codes import new_code
from tvcase.documents.composing import compose
from tvcase.documents.intake import Clean
from tvcase.documents.letters import BULGARIAN, Letter, Occasion
from tvcase.documents.queue import wake_worker
from tvcase.documents.states import Form, MediaType, Origin, WithdrawalReason
from tvcase.flow import Refused, refuse_for


def issue(
    case: Case, letter: Letter, subject: Any, *, language: str = BULGARIAN, by: User, on: date, at: datetime
) -> Document:
    """Issue a letter about a record of the case; an earlier one about the same record is superseded by it.

    A worker makes the PDF; where none can be made the letter is a page to print. Raises Refused or ValidationError.
    """
    occasion = Occasion(case=case, subject=subject, by=by, on=on, language=language)
    refuse_for(why_not_issue(letter, occasion))
    by_pdf = rendering.available()
    document = Document(
        area=letter.area,
        origin=Origin.LETTER,
        kind=letter.kind,
        language=language,
        media_type=MediaType.PDF if by_pdf else MediaType.HTML,
        subject=subject.pk,
        code=new_code(),
        organisation=by.organisation,
        addressee=letter.addressee(occasion),
        issued_on=on,
        recorded_by=by,
    )
    source = compose(letter, occasion, document).encode()
    return _keep_letter(case, document, source, at=at)


@act
def _keep_letter(case: Case, document: Document, source: bytes, *, at: datetime) -> Document:
    same = Document.objects.valid().filter(
        case=case,
        kind=document.kind,
        subject=document.subject,
        language=document.language,
        organisation=document.organisation,
    )
    document.case = case = lock(case)
    document.number = next_number(case.documents)
    if before := same.first():
        before.superseded_on = document.issued_on
        save_checked(before)
        document.supersedes = before
    save_checked(document)
    if document.media_type == MediaType.PDF:
        _write(document, Form.SOURCE, source)
        wake_worker()
    else:
        _write(document, Form.ISSUED, source)
        _made(document, at=at)
    facts = {"superseded": before.number} if before else {}
    _record(document, "issued", by=document.recorded_by, on=document.issued_on, language=document.language, **facts)
    return document


@dataclass(frozen=True)
class HandedIn:
    """What somebody says about a file that is handed in: its kind, its title, and the part of the file it is for."""

    kind: str
    title: str
    area: str


@act
def hand_in(case: Case, said: HandedIn, clean: Clean, *, by: User, on: date, at: datetime) -> Document:
    """Keep a file that was looked at and cleaned (tvcase.documents.intake). Raises Refused or ValidationError."""
    case = lock(case)
    _refuse_the_same(case, clean)
    document = _keep_file(case, said, clean, by=by, on=on, at=at)
    _record(document, "handed_in", by=by, on=on)
    return document


@act
def replace(document: Document, clean: Clean, *, title: str, by: User, on: date, at: datetime) -> Document:
    """Keep another file in the place of one that was handed in: a better scan, or the act with its signature.

    The first one stays in the file as superseded, with its bytes and its checksum. The new one is of the same kind
    and for the same part of the case file. Raises Refused or ValidationError.
    """
    document = locked(document)
    refuse_for(why_not_replace(document, by=by))
    _refuse_the_same(document.case, clean)
    document.superseded_on = max(on, document.issued_on)
    save_checked(document)
    said = HandedIn(document.kind, title, document.area)
    newer = _keep_file(document.case, said, clean, by=by, on=on, at=at, supersedes=document)
    _record(newer, "replaced", by=by, on=on, superseded=document.number)
    return newer


def _refuse_the_same(case: Case, clean: Clean) -> None:
    digest = sha256(clean.content).hexdigest()
    same = DocumentContent.objects.filter(document__case=case, sha256=digest, form=Form.ISSUED)
    if same.filter(document__withdrawn_on=None).exists():
        raise Refused(_("This file was handed in already."))


def _keep_file(
    case: Case, said: HandedIn, clean: Clean, *, by: User, on: date, at: datetime, supersedes: Document | None = None
) -> Document:
    document = Document(
        case=case,
        number=next_number(case.documents),
        area=said.area,
        origin=Origin.UPLOAD,
        kind=said.kind,
        title=said.title,
        media_type=clean.media_type,
        organisation=by.organisation,
        issued_on=on,
        recorded_by=by,
        supersedes=supersedes,
    )
    save_checked(document)
    _write(document, Form.ISSUED, clean.content)
    _made(document, at=at)
    return document


@act
def withdraw(document: Document, *, withdrawal: str, on: date, by: User) -> Document:
    """Declare that a document is not valid any more; whoever checks its code learns it at once. Raises Refused."""
    document = locked(document)
    refuse_for(why_not_withdraw(document, by=by))
    document.withdrawn_on = on
    document.withdrawn_by = by
    document.withdrawal = withdrawal
    save_checked(document)
    _record(document, "withdrawn", by=by, on=on, reason=withdrawal)
    return document


def withdraw_with_their_ground(case: Case, *subjects: UUID, on: date, by: User, kind: str = "") -> None:
    """What these records say holds no more: no letter about them, or none of this kind, is valid from here on, whoever
    issued it.

    Part of the larger act that ends the ground, on its Sofia day.
    """
    letters = Document.objects.valid().filter(case=case, origin=Origin.LETTER, subject__in=subjects)
    for letter in letters.filter(kind=kind) if kind else letters:
        letter.case = case
        letter.withdrawn_on = max(on, letter.issued_on)  # an act may be recorded late
        letter.withdrawn_by = by
        letter.withdrawal = WithdrawalReason.ANNULLED
        save_checked(letter)
        _record(letter, "withdrawn", by=by, on=letter.withdrawn_on, reason=letter.withdrawal)


def make(pk: UUID, *, at: datetime) -> bool:
    """Make the PDF of a letter that waits, in the caller's transaction; says whether it did.

    For the worker, which reaches letters that wait and nothing else. What was made is never made again. Raises
    CannotRender.
    """
    waiting = Document.objects.waiting().select_for_update(skip_locked=True)
    document = waiting.filter(pk=pk).first()
    if document is None:
        return False
    source = DocumentContent.objects.get(document=document, form=Form.SOURCE)
    source.document = document
    other = "" if document.language == BULGARIAN else document.language
    _write(document, Form.ISSUED, rendering.pdf_of(bytes(source.content).decode(), language=other))
    _made(document, at=at)
    return True


def _write(document: Document, form: Form, content: bytes) -> None:
    digest = sha256(content).hexdigest()
    save_checked(DocumentContent(document=document, form=form, content=content, sha256=digest, size=len(content)))


def _made(document: Document, *, at: datetime) -> None:
    document.made_at = at
    document.save(update_fields=["made_at"])


def _record(document: Document, what: str, *, by: User, on: date, **facts: Any) -> None:
    code, area = document.case.code, document.area
    log.record(
        f"cases.document.{what}",
        by=by,
        on=on,
        case=code,
        area=area,
        number=document.number,
        kind=document.kind,
        **facts,
    )
