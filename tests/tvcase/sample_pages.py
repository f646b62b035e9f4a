"""A small site around the frame: one page with every component, forms that act, pages that refuse and fail."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

from django import forms
from django.core.exceptions import BadRequest, PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import include, path

from tvcase.accounts.models import Organisation
from tvcase.audit import log
from tvcase.forms import (
    CharField,
    ChoiceField,
    DateField,
    DateTimeField,
    Form,
    MultipleChoiceField,
    TextField,
    bound,
)
from tvcase.http import person
from tvcase.wall.identity import ADMINISTRATION, system_actor
from tvcase.web import page, too_many_requests

LETTERS = [("a", "Answer A"), ("b", "Answer B")]
RUNNING = {
    "starts_on": date(2026, 3, 10),
    "last_day": date(2026, 4, 9),
    "runs_to": date(2026, 4, 9),
    "ended_on": None,
    "end_label": "",
    "today": date(2026, 3, 22),
    "day_number": 12,
    "days_left": 18,
    "total_days": 30,
    "notices": [(date(2026, 3, 11), "Information given"), (date(2026, 3, 30), "10 days before the last day")],
    "next": ("Reminder: 10 days before the last day", date(2026, 3, 30)),
    "state": "RUNNING",
    "term": None,
}
LAST_DAYS = RUNNING | {"today": date(2026, 4, 7), "day_number": 28, "days_left": 2}
ENDED = RUNNING | {
    "runs_to": date(2026, 3, 25),
    "ended_on": date(2026, 3, 25),
    "end_label": "The person decided to cooperate.",
    "today": date(2026, 4, 1),
    "next": None,
}


class SampleForm(Form):
    """Every kind of field of the kit."""

    name = CharField(label="Short text", max_length=20, help_text="At most 20 characters.")
    reasons = TextField(label="Reasons", max_length=40)
    on = DateField(label="Day", help_text="For example 27 3 2026.")
    at = DateTimeField(label="Moment")
    one = ChoiceField(label="One answer", choices=LETTERS, hints={"a": "A hint to A."})
    some = MultipleChoiceField(label="Several answers", choices=LETTERS)
    listed = ChoiceField(label="From a list", choices=LETTERS, widget=forms.Select)
    agreed = forms.BooleanField(label="I have read it to her")


def components(request: HttpRequest) -> HttpResponse:
    form, _submitted = bound(request, SampleForm, initial={"on": date(2026, 3, 27)})
    context = {
        "form": form,
        "clocks": [RUNNING, LAST_DAYS, ENDED],
        "entries": [
            {"title": "Formal identification", "at": datetime(2026, 3, 10, 9, 5, tzinfo=UTC), "who": "D. Petrova"},
            {"title": "Period starts", "at": date(2026, 3, 10), "link": "/components/", "area": "Clock"},
        ],
        "rows": [
            {"label": "Code", "value": "K7-2M4P"},
            {"label": "Languages", "value": "", "url": "/components/", "action": "Change", "about": "languages"},
        ],
        "reasons": ["A decision to cooperate is needed first."],
        "page": Paginator(range(50), 20).page(2),
        "record": SimpleNamespace(get_state_display=lambda: "Filed"),
    }
    return page(request, "sample.html", context, partial="fields", status=422 if form.errors else 200)


def panel(request: HttpRequest) -> HttpResponse:
    return page(request, "sample.html", partial="protection")


def act(request: HttpRequest) -> HttpResponse:
    """A form whose act is to register an organisation."""
    form, submitted = bound(request, SampleForm)
    if submitted and form.is_valid():
        register()
        return redirect("cases:work")
    return page(request, "sample_form.html", {"form": form}, status=422 if form.errors else 200)


def act_blindly(request: HttpRequest) -> HttpResponse:
    """A view that acts on every POST and never asks the kit."""
    register()
    return redirect("cases:work")


def register() -> None:
    with system_actor(ADMINISTRATION):
        Organisation.objects.create(
            code="ACTED", name_bg="Проба", name_en="Trial", kind="NGO", active_from=date(2026, 1, 1)
        )


def refuse(request: HttpRequest, code: str, how: int) -> HttpResponse:
    match how:
        case 400:
            raise BadRequest
        case 403:
            raise PermissionDenied
        case 404:
            raise Http404
        case 429:
            return too_many_requests(request)
    raise RuntimeError("failed on purpose")


def traced(request: HttpRequest) -> HttpResponse:
    """Nothing of its own but the line that it was opened."""
    log.seen(person(request), "tests.page.opened")
    return render(request, "base.html")


def empty(request: HttpRequest) -> HttpResponse:
    return render(request, "base.html")


CASE_PAGES = {"work": "", "list": "cases/", "public-information": "information/"}
SERVICE_PAGES = ("calendar", "ledger", "unmet-figures")
SHELTER_PAGES = ("board", "find", "contacts", "figures")
urlpatterns = [
    path("", include("tvcase.accounts.urls")),
    path("inbox/", empty, name="inbox"),
    path("admin/", include(([path("", empty, name="index")], "admin"))),
    path("", include(([path(where, empty, name=name) for name, where in CASE_PAGES.items()], "cases"))),
    path("protection/", include(([path("", empty, name="inbox")], "legal"))),
    path("services/", include(([path(f"{name}/", empty, name=name) for name in SERVICE_PAGES], "services"))),
    path("referrals/", include(([path("", empty, name="inbox")], "sharing"))),
    path("shelters/", include(([path(f"{name}/", empty, name=name) for name in SHELTER_PAGES], "shelters"))),
    path("copies/", include(([path("", empty, name="list")], "exports"))),
    path("components/", components, name="components"),
    path("panel/", panel, name="panel"),
    path("traced/", traced, name="traced"),
    path("act/", act, name="act"),
    path("act-blindly/", act_blindly, name="act-blindly"),
    path("cases/<str:code>/refuse/<int:how>/", refuse, name="refuse"),
]

handler400 = "tvcase.web.bad_request"
handler403 = "tvcase.web.forbidden"
handler404 = "tvcase.web.not_found"
handler500 = "tvcase.web.server_error"
