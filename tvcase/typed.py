"""Text typed into a form whose request could not be answered, carried on inside the pages that follow.

It is not kept on the server for that: the sign-in page carries it in hidden inputs, and after signing in one button
sends it back to where it was meant for, with a mark that asks to show it and do nothing.
"""

from contextvars import ContextVar

from django.http import HttpRequest, QueryDict

RESUME = "_resume"
ONCE = "_once"  # the key of a form that acts once (tvcase/once)
PREFIX = "typed-"
MOST_FIELDS = 300
MOST_CHARACTERS = 200_000
MARK = "_draft"  # which page is typed into (tvcase/drafts)
KEEP = "_keep"  # the button that keeps a form as it is typed so far (tvcase/drafts)
NEVER = ("csrfmiddlewaretoken", RESUME, KEEP, "passphrase")  # words that open a file are shown once

Typed = list[tuple[str, str]]

# Whatever the view does now is undone: nothing that counts attempts, or works once, may be looked at.
only_shown: ContextVar[bool] = ContextVar("only_shown", default=False)

# The form is only to be kept: whatever the view does is undone, and nothing that it shows reaches anybody.
only_kept: ContextVar[bool] = ContextVar("only_kept", default=False)


def typed_in(request: HttpRequest) -> Typed:
    """What was typed into the form of this POST; nothing of it when it is too much to carry."""
    return _within_limits([(name, value) for name, value in _pairs(request.POST) if _may_be_carried(name)])


def carried_by(request: HttpRequest) -> Typed:
    """What the sign-in page carried along."""
    carried = [(name.removeprefix(PREFIX), value) for name, value in _pairs(request.POST) if name.startswith(PREFIX)]
    return _within_limits([(name, value) for name, value in carried if _may_be_carried(name)])


def _pairs(data: QueryDict) -> Typed:
    return [(name, value) for name, values in data.lists() for value in values]


def _may_be_carried(name: str) -> bool:
    return name not in NEVER and "password" not in name.lower() and not name.startswith(PREFIX)


def _within_limits(typed: Typed) -> Typed:
    too_much = len(typed) > MOST_FIELDS or sum(len(value) for _name, value in typed) > MOST_CHARACTERS
    return [] if too_much else typed
