"""One act on a stay as a page: what it does, its form, the reasons why it cannot be done now."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from shelters.board import Guest
from shelters.models import Stay
from shelters.rules import night_of
from shelters.views.fetch import home_of
from tvcase.forms import Form
from tvcase.http import SignedInRequest
from tvcase.web import page


@dataclass(frozen=True)
class Act:
    """What the page says, and what it does with the answers of the form.

    `title` names nobody: browsers keep it.
    """

    title: str
    button: str
    done: str
    do: Callable[[dict[str, Any]], Any]
    effect: str = ""
    why_not: Sequence[Any] = ()
    home: str = ""


def act_page(request: SignedInRequest, stay: Stay, act: Act, form: Form, submitted: bool) -> HttpResponse:
    """Show the act, or do it and go back to where it began; what the action refuses is said at the top."""
    if submitted and form.is_valid():
        try:
            act.do(dict(form.cleaned_data))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, act.done)
            return redirect(act.home or home_of(request, stay))
    context = {"stay": stay, "guest": Guest(stay, night_of(timezone.now())), "form": form, "act": act}
    return page(request, "shelters/act.html", context, status=422 if form.errors else 200)
