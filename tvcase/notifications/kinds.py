"""What each kind of notification says: a title and one sentence that asks for an act.

Every app registers its own kinds when it starts. A sentence stays true whenever it is read: it names days, never
how many are left. `%(day)s` in it is the day the notification is about.
"""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise

from tvcase.notifications.models import Notification

type Text = str | Promise


@dataclass(frozen=True)
class Kind:
    """The words of one kind, and the page it leads to (none for who may no longer see it): of a case, or one that
    is of none."""

    title: Text
    text: Text
    url_name: str
    of_a_case: bool = True


@dataclass(frozen=True)
class Words:
    """What one notification says, in the language of the moment; `url` is empty when it is about no case."""

    title: str
    text: str
    url: str


_kinds: dict[str, Kind] = {}


def register(code: str, *, title: Text, text: Text, url_name: str = "cases:detail", of_a_case: bool = True) -> None:
    """Add a kind; `url_name` is a page that takes a case code, or empty where the reader may see none any more. One
    that is not `of_a_case` leads to a page that takes nothing.

    Raises ValueError for a kind that exists.
    """
    if code in _kinds:
        raise ValueError(f"This kind of notification is registered already: {code}.")
    _kinds[code] = Kind(title, text, url_name, of_a_case)


def registered() -> frozenset[str]:
    """The codes of every kind there is."""
    return frozenset(_kinds)


def kind(code: str) -> Kind:
    """The words of a kind. Raises LookupError for one that nobody registered."""
    if code not in _kinds:
        raise LookupError(f"Nobody registered this kind of notification: {code}.")
    return _kinds[code]


def words(notification: Notification) -> Words:
    """What a notification says to its reader now. Raises LookupError for an unknown kind."""
    found = kind(notification.kind)
    text = str(found.text) % {"day": date_format(about(notification), "DATE_FORMAT")}
    return Words(str(found.title), text, _url(found, notification.case_code))


def _url(found: Kind, case_code: str) -> str:
    if not found.url_name or (found.of_a_case and not case_code):
        return ""
    return reverse(found.url_name, args=[case_code] if found.of_a_case else [])


def about(notification: Notification) -> date:
    """The day a notification is about: the one its occurrence ends with, else the day it was due on."""
    _before, _space, last = notification.occurrence.rpartition(" ")
    try:
        return date.fromisoformat(last)
    except ValueError:
        return notification.due_on
