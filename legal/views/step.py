"""One step on a page of its own: what is typed, what it does, the act. The pages of this part share it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect

from cases.models import Case
from cases.rules import Reasons
from tvcase.http import SignedInRequest
from tvcase.web import page


def one_step(
    request: SignedInRequest,
    case: Case,
    form: forms.Form,
    submitted: bool,
    act: Callable[[], object],
    *,
    heading: str,
    button: str,
    done: str,
    back: str,
    said: tuple[str, ...] = (),
    reasons: Reasons | None = None,
    first: tuple[str, str] | None = None,
    then: Any = None,
) -> HttpResponse:
    """Show the form; when it was sent and is right, act, say what was done, and go on to `then` or back.

    `first` is the label and the address of what must be done before, where there is a page for it.
    """
    if submitted and form.is_valid():
        try:
            made = act()
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, done)
            return redirect(then(made) if callable(then) else then or back)
    context = {
        "case": case,
        "form": form,
        "heading": heading,
        "button": button,
        "back": back,
        "said": said,
        "reasons": reasons or [],
        "first": first,
        "checking": False,
    }
    return page(request, "legal/step.html", context, status=422 if form.errors else 200)
