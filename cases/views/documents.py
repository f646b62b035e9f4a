"""The documents of a case: the list, issuing a letter, handing in a file, taking one, withdrawing one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.actions import documents
from cases.actions.documents import HandedIn
from cases.forms.documents import IssueForm, ReplaceForm, UploadForm, WithdrawForm
from cases.models import Document
from cases.models.case import access
from cases.permissions import CHANGES, VIEWS, Area, CasePerm
from cases.rules import why_not_record
from cases.rules.documents import why_not_replace, why_not_withdraw
from cases.views.fetch import case_or_404
from tvcase.audit import log
from tvcase.documents import letters
from tvcase.documents.intake import taken
from tvcase.documents.letters import BULGARIAN, Letter
from tvcase.documents.states import ENDINGS, Form, MediaType, Origin
from tvcase.exports.download import download
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.sealing.fields import with_keys
from tvcase.web import page


@require_safe
def document_list(request: SignedInRequest, code: str) -> HttpResponse:
    """Every document of the case that this person may read, the latest first, and the letters that can be issued."""
    case = case_or_404(request, code, *VIEWS)
    log.seen(request.user, "cases.documents.opened", case=case.code)
    perms = access(request.user, case)
    found = Document.objects.of(request.user, case).select_related("organisation", "addressee")
    context = {
        "case": case,
        "documents": with_keys(found),
        "letters": [letter for letter in letters.all_letters() if letter.perm in perms],
        "hands_in": bool(_areas(perms)),
        "why_not": why_not_record(case),
    }
    return page(request, "cases/documents.html", context)


@require_http_methods(["GET", "POST"])
def document_issue(request: SignedInRequest, code: str, kind: str) -> HttpResponse:
    """Issue a letter about one of the records that this person may see."""
    letter = _letter_or_404(kind)
    case = case_or_404(request, code, CasePerm(letter.perm))
    subjects = list(letter.subjects(case, request.user))
    chosen = {"language": BULGARIAN} | _about(request, subjects)
    form, submitted = bound(request, IssueForm, letter=letter, subjects=subjects, initial=chosen)
    if submitted and form.is_valid():
        subject, language = form.subjects[form.cleaned_data["subject"]], form.cleaned_data["language"]
        at = timezone.now()
        on = timezone.localdate(at)
        try:
            made = documents.issue(case, letter, subject, language=language, by=request.user, on=on, at=at)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The letter is issued."))
            return redirect(made)
    reasons = why_not_record(case)
    if not subjects:
        reasons.append(_("Nothing is recorded yet that this letter could be about."))
    context = {"case": case, "letter": letter, "form": form, "reasons": reasons}
    return page(request, "cases/document_issue.html", context, status=422 if form.errors else 200)


def _about(request: SignedInRequest, subjects: list[Any]) -> dict[str, str]:
    """The record from whose page one came, as the answer that is chosen beforehand."""
    about = request.GET.get("about", "")
    return {"subject": about} if about in {str(one.pk) for one in subjects} else {}


@require_safe
def document_detail(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """One document: what it is, how it stands, and where to take it."""
    document = _document_or_404(request, code, number)
    log.seen(request.user, "cases.document.opened", case=code, area=document.area, number=number)
    withdraws = _withdraws(document) in access(request.user, document.case)
    context = {
        "case": document.case,
        "document": document,
        "withdraws": withdraws and not why_not_withdraw(document, by=request.user),
        "replaces": withdraws and not why_not_replace(document, by=request.user),
        "newer": Document.objects.of(request.user, document.case).filter(supersedes=document).first(),
    }
    return page(request, "cases/document.html", context, partial="document")


@require_safe
def document_file(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """The bytes of a document, as they were issued or handed in."""
    document = _document_or_404(request, code, number)
    content = document.contents.filter(form=Form.ISSUED).first()
    if content is None or content.content is None:  # not made yet, or erased
        raise Http404
    content.document = document
    return download(
        request.user,
        "cases.document.taken",
        bytes(content.content),
        name=f"{document.code or document.number}.{ENDINGS[MediaType(document.media_type)]}",
        media_type=document.media_type,
        case=code,
        area=document.area,
        number=number,
        kind=document.kind,
    )


@require_http_methods(["GET", "POST"])
def document_withdraw(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Declare a document not valid any more."""
    document = _document_or_404(request, code, number)
    case_or_404(request, code, _withdraws(document))
    form, submitted = bound(request, WithdrawForm)
    if submitted and form.is_valid():
        try:
            documents.withdraw(document, **form.cleaned_data, on=timezone.localdate(), by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The document is withdrawn. Whoever checks its code learns it."))
            return redirect(document)
    reasons = why_not_withdraw(document, by=request.user)
    context = {"case": document.case, "document": document, "form": form, "reasons": reasons}
    return page(request, "cases/document_withdraw.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def document_upload(request: SignedInRequest, code: str) -> HttpResponse:
    """Hand in a paper from outside: it is looked at, cleaned and sealed before it is kept."""
    case = case_or_404(request, code, *sorted(CHANGES))
    areas = _areas(access(request.user, case))
    form, submitted = bound(request, UploadForm, areas=areas)
    if submitted and form.is_valid():
        at = timezone.now()
        answers = form.cleaned_data
        said = HandedIn(answers["kind"], answers["title"], answers["area"])
        try:
            clean = taken(answers["file"].read())
            kept = documents.hand_in(case, said, clean, by=request.user, on=timezone.localdate(at), at=at)
        except ValidationError as refusal:
            form.add_error("file", refusal)
        else:
            messages.success(request, _("The file is kept."))
            return redirect(kept)
    context = {"case": case, "form": form, "reasons": why_not_record(case)}
    return page(request, "cases/document_upload.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def document_replace(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Hand in another file in the place of this one, which stays as superseded."""
    document = _document_or_404(request, code, number)
    case_or_404(request, code, _withdraws(document))
    if document.origin != Origin.UPLOAD:
        raise Http404
    form, submitted = bound(request, ReplaceForm, initial={"title": document.title})
    if submitted and form.is_valid():
        at = timezone.now()
        facts = {"title": form.cleaned_data["title"], "on": timezone.localdate(at), "at": at}
        try:
            clean = taken(form.cleaned_data["file"].read())
            newer = documents.replace(document, clean, by=request.user, **facts)
        except ValidationError as refusal:
            form.add_error("file", refusal)
        else:
            messages.success(request, _("The file is kept. The earlier one stays as superseded."))
            return redirect(newer)
    reasons = why_not_replace(document, by=request.user)
    context = {"case": document.case, "document": document, "form": form, "reasons": reasons}
    return page(request, "cases/document_replace.html", context, status=422 if form.errors else 200)


def _document_or_404(request: SignedInRequest, code: str, number: int) -> Document:
    """A document that this person may read; before something is done its case is locked and the permission asked."""
    case = case_or_404(request, code, *VIEWS)
    related = ("organisation", "addressee", "recorded_by", "withdrawn_by", "supersedes")
    found = get_object_or_404(Document.objects.of(request.user, case).select_related(*related), number=number)
    found.case = case
    return found


def _letter_or_404(kind: str) -> Letter:
    try:
        return letters.letter_of(kind)
    except LookupError:
        raise Http404 from None


def _withdraws(document: Document) -> CasePerm:
    """The permission with which one withdraws a document: that of who issues such a letter, or keeps such a file."""
    return CasePerm(letters.letter_of(document.kind).perm) if document.code else document.keeper


def _areas(perms: frozenset[CasePerm]) -> list[Any]:
    """The parts of the file for which this person may hand something in."""
    return [area for area in Area if f"change_{area}" in perms]
