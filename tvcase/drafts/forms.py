"""Which forms are kept, what of them, and how one comes back.

A form is long, and kept, when it has more than four visible fields or a field for several lines: then it does not fit
on the screen of a phone. `keeps_draft = False` on its class says that it is not kept all the same.
"""

import hmac
import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn
from uuid import UUID, uuid4

from django import forms
from django.db.models import Model, QuerySet
from django.forms.utils import ErrorDict
from django.http import HttpRequest, QueryDict
from django.middleware.csrf import get_token
from django.utils import timezone

from tvcase.accounts.models import User
from tvcase.drafts import keeping
from tvcase.drafts.keeping import Mark, Pairs, Place
from tvcase.drafts.models import LONGEST_ADDRESS, LONGEST_NAME, Draft
from tvcase.keys import provider
from tvcase.once.keys import key_of
from tvcase.typed import MARK, ONCE, RESUME

ON_ONE_SCREEN = 4
SECRET = frozenset({"current-password", "new-password", "one-time-code"})
_MARK = re.compile(r"([0-9a-f]{32})\.([0-9a-f]{32})?\.([0-9a-f]{32})?(\.1)?")


@dataclass(frozen=True)
class Shown:
    """What a page says of the draft of its form; templates/components/draft.html and draft_back.html."""

    mark: Mark
    token: str
    begun_at: datetime | None = None
    has_changed: bool = False  # the record says something else than when this was begun
    elsewhere: datetime | None = None  # another draft of this form is kept, since then
    address: str = ""  # where it comes back
    is_typed: bool = False  # the page shows what was typed and may not be kept yet


class AskedToKeep(Exception):
    """A form arrived in order to be kept as it is; raised where the view would look at it."""

    def __init__(self, place: Place, mark: Mark, pairs: Pairs | None) -> None:
        super().__init__(place.form)
        self.place = place
        self.mark = mark
        self.pairs = pairs


def is_long(form: forms.BaseForm) -> bool:
    """Whether what is typed into this form is kept."""
    if not getattr(form, "keeps_draft", False):
        return False
    visible = [field.field for field in form.visible_fields()]
    return len(visible) > ON_ONE_SCREEN or any(isinstance(field.widget, forms.Textarea) for field in visible)


def place_of(request: HttpRequest, form: forms.BaseForm) -> Place:
    """Where this request's form stands."""
    kind = type(form)
    match = request.resolver_match
    code = match.kwargs.get("code", "") if match else ""
    name = f"{kind.__module__}.{kind.__qualname__}"
    return Place(request.get_full_path()[:LONGEST_ADDRESS], name[-LONGEST_NAME:], str(code))


def mark_of(request: HttpRequest) -> Mark | None:
    """The mark of the page that this request comes from; None when it has none, or none of ours."""
    found = _MARK.fullmatch(request.POST.get(MARK, ""))
    if found is None:
        return None
    page, based, facts, wrote = found.groups()
    return Mark(UUID(page), UUID(based) if based else None, facts or "", bool(wrote))


def come_back[F: forms.BaseForm](request: Any, form_class: type[F], **kwargs: Any) -> F:
    """The form as it is opened: with what this person began to type here, if there is something, else as it is."""
    form: Any = form_class(**kwargs)
    if not (is_long(form) and isinstance(getattr(request, "user", None), User)):
        return form
    place, facts, token = place_of(request, form), _facts(form, kwargs), get_token(request)
    draft = keeping.waiting(request.user, place, at=timezone.now())
    pairs = keeping.pairs_of(draft) if draft else None
    if draft is None or pairs is None:
        form.drafted = Shown(Mark(uuid4(), facts=facts), token)
        return form
    shown: Any = form_class(data=_data(pairs), **kwargs)
    as_typed(shown)
    changed = bool(draft.facts) and draft.facts != facts
    shown.drafted = Shown(Mark(uuid4(), draft.page, facts), token, begun_at=draft.begun_at, has_changed=changed)
    request.key_of_draft = key_of(dict(pairs).get(ONCE, ""))
    return shown


def sent(request: Any, form: Any) -> None:
    """A long form was sent in order to act, or is shown again after a sign-in: the page it makes goes on with it."""
    if not (is_long(form) and isinstance(getattr(request, "user", None), User)):
        return
    place, came = place_of(request, form), mark_of(request)
    mark = came or Mark(uuid4())
    elsewhere = None
    if RESUME in request.POST:
        draft: Draft | None = keeping.waiting(request.user, place, at=timezone.now())
        elsewhere = draft.saved_at if draft and not mark.may_go_on(draft) else None
    else:
        request.sent_form = place, came
    form.drafted = Shown(
        mark, get_token(request), elsewhere=elsewhere, address=place.address, is_typed=came is not None
    )


def keep(request: HttpRequest, form: forms.BaseForm) -> NoReturn:
    """Stop the view at its form, which is to be kept and nothing else. Raises AskedToKeep; without text for a short
    form, which is not kept.
    """
    pairs = typed_into(form, request.POST) if is_long(form) else None
    raise AskedToKeep(place_of(request, form), mark_of(request) or Mark(uuid4()), pairs)


def typed_into(form: forms.BaseForm, data: QueryDict) -> Pairs:
    """What of this data belongs to the form and may be kept: no password, no code, no file, nothing else."""
    names = {field.html_name for field in form if _may_be_kept(field.field, field.html_name)}
    pairs = [(name, value) for name, values in data.lists() if _stem(name, names) in names for value in values]
    key = key_of(data.get(ONCE, ""))
    return [*pairs, (ONCE, str(key))] if key else pairs


def as_typed(form: Any) -> None:
    """Show what a form was given and check nothing of it."""
    form._errors, form.cleaned_data = ErrorDict(), {}


def _stem(name: str, names: set[str]) -> str:
    """The field whose box this is: `day_0` is one of `day`."""
    stem, _line, number = name.rpartition("_")
    return name if name in names or not number.isdigit() else stem


def _may_be_kept(field: forms.Field, name: str) -> bool:
    if isinstance(field.widget, forms.PasswordInput | forms.FileInput) or "password" in name.lower():
        return False
    return field.widget.attrs.get("autocomplete") not in SECRET


def _data(pairs: Pairs) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in pairs:
        data.appendlist(name, value)
    return data


def _facts(form: forms.BaseForm, given: dict[str, Any]) -> str:
    """A keyed hash of what the record says: the answers that the form opens with, and the states of its records."""
    answers = [(name, _plain(value)) for name, value in sorted(form.initial.items())]
    states = [
        (name, str(value.pk), str(getattr(value, "state", "")))
        for name, value in sorted(given.items())
        if isinstance(value, Model) and not isinstance(value, User)
    ]
    if not (answers or states):
        return ""
    return hmac.digest(provider().secret("drafts"), json.dumps([answers, states]).encode(), "sha256").hex()[:32]


def _plain(value: Any) -> str:
    return str([str(one) for one in value]) if isinstance(value, QuerySet | list | tuple) else str(value)
