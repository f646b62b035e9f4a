"""The person's page and the short pages by which it is filled. Every opening is in the trace before the answer."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from cases.actions import people
from cases.actions.duplicates import suspected
from cases.completeness import sections
from cases.forms.people import ContactForm, DocumentForm, NamesForm, OriginForm, SpellingForm
from cases.models import Case
from cases.models.case import access
from cases.permissions import CasePerm, reaches
from cases.views import portrait
from cases.views.fetch import case_or_404
from cases.views.intake import POSSIBLE_DUPLICATE
from tvcase.audit import log
from tvcase.forms import Form, bound
from tvcase.http import SignedInRequest
from tvcase.web import page


@require_GET
def person(request: SignedInRequest, code: str) -> HttpResponse:
    """Everything recorded of the person, with links to change it."""
    case = _opened(request, code, CasePerm.VIEW_IDENTITY)
    perms = access(request.user, case)
    may_change = case.is_open and CasePerm.CHANGE_IDENTITY in perms
    cards = portrait.cards(case, may_change=may_change, reaches=reaches(perms))
    context = {"case": case, "cards": cards, "sections": sections(case, perms)}
    return page(request, "cases/person.html", context)


@require_http_methods(["GET", "POST"])
def names(request: SignedInRequest, code: str) -> HttpResponse:
    """What the person is called, birth and sex."""
    case = _opened(request, code, CasePerm.CHANGE_IDENTITY)
    known = case.person
    shown = {"initial": NamesForm.initial_of(known), "keep": [known.sex, known.gender]}
    return _filled(
        request, case, NamesForm, title=gettext_lazy("Names, birth and sex"), act=people.record_names, **shown
    )


@require_http_methods(["GET", "POST"])
def origin(request: SignedInRequest, code: str) -> HttpResponse:
    """Citizenships, languages, residence, asylum."""
    case = _opened(request, code, CasePerm.CHANGE_IDENTITY)
    shown = {"initial": _recorded(case.person, OriginForm), "keep": [case.person.residence_status]}
    return _filled(
        request, case, OriginForm, title=gettext_lazy("Origin and language"), act=people.record_origin, **shown
    )


@require_http_methods(["GET", "POST"])
def contact(request: SignedInRequest, code: str) -> HttpResponse:
    """How the person can be reached in safety."""
    case = _opened(request, code, CasePerm.CHANGE_IDENTITY)
    shown = {"initial": _recorded(case.person, ContactForm), "keep": case.person.safe_channels}
    return _filled(request, case, ContactForm, title=gettext_lazy("Safe contact"), act=people.record_contact, **shown)


@require_http_methods(["GET", "POST"])
def documents(request: SignedInRequest, code: str, number: int | None = None) -> HttpResponse:
    """A document with a number: a new one, or the one recorded as the `number`th."""
    case = _opened(request, code, CasePerm.CHANGE_IDENTITY)
    document = _numbered(case.person.documents, number)
    initial = _recorded(document, DocumentForm) if document else {}
    shown = {"initial": initial, "keep": [document.kind] if document else []}
    title = gettext_lazy("Correct a document") if document else gettext_lazy("Add a document")

    def act(case: Case, **facts: Any) -> object:
        return people.write_document(case, document=document, **facts)

    return _filled(request, case, DocumentForm, title=title, act=act, **shown)


@require_http_methods(["GET", "POST"])
def spellings(request: SignedInRequest, code: str, number: int | None = None) -> HttpResponse:
    """An alias or a spelling: a new one, or the one recorded as the `number`th."""
    case = _opened(request, code, CasePerm.CHANGE_IDENTITY)
    spelling = _numbered(case.person.spellings, number)
    shown = {"initial": _recorded(spelling, SpellingForm) if spelling else {}}
    title = gettext_lazy("Correct an alias or spelling") if spelling else gettext_lazy("Add an alias or spelling")

    def act(case: Case, **facts: Any) -> object:
        return people.write_spelling(case, spelling=spelling, **facts)

    return _filled(request, case, SpellingForm, title=title, act=act, **shown)


def _opened(request: SignedInRequest, code: str, perm: CasePerm) -> Case:
    """The case, and a line in the trace that its identity was opened, before anything is shown."""
    case = case_or_404(request, code, perm)
    log.seen(request.user, "cases.identity.opened", case=case.code, area="identity")
    return case


def _numbered(records: Any, number: int | None) -> Any:
    """The record at a place, counted from 1 in the order of recording; None for no number, else 404."""
    if number is None:
        return None
    in_order = list(records.order_by("recorded_at", "pk"))
    if not 0 < number <= len(in_order):
        raise Http404
    return in_order[number - 1]


def _recorded(record: Any, form_class: type[Form]) -> dict[str, Any]:
    return {name: getattr(record, name) for name in form_class.declared_fields}


def _filled(
    request: SignedInRequest,
    case: Case,
    form_class: type[Form],
    *,
    title: str | Promise,
    act: Callable[..., object],
    **shown: Any,
) -> HttpResponse:
    """One short page about the person: the form, and what the act says to it."""
    form, submitted = bound(request, form_class, now=timezone.now(), **shown)
    if submitted and form.is_valid():
        try:
            act(case, **form.cleaned_data, by=request.user, on=timezone.localdate())
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Saved."))
            if form_class in (NamesForm, DocumentForm) and suspected(case):
                messages.warning(request, POSSIBLE_DUPLICATE)
            return redirect("cases:person", case.code)
    context = {"case": case, "form": form, "title": title}
    return page(request, "cases/person_part.html", context, status=422 if form.errors else 200)
