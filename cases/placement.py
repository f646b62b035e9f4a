"""Whether a planned stay, meeting or journey is safe: a warning that tells neither whose danger it is nor why.

    warnings(case, place="Русенски районен съд")   reasons to think again, or none
    accepted(form, case, place=...)                before it is saved: the form comes back once, to be confirmed
    look(case).warnings(place=..., with_cases=...) the same, asked for many places with one look at the file

It warns and never forbids. Whoever plans may have no right to read what the warning rests on, so the file is looked
at here as an act on it would see it, and nothing of it is given back but one sentence that is always the same.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from uuid import UUID
from zlib import crc32

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _

from cases import names
from cases.actions.act import raised_to
from cases.geo import BULGARIA, adjectives_of_towns, country_choices
from cases.models import Case, CaseConnection, KnownPlace, NoContactMeasure
from cases.nocontact import MeasureKind
from cases.rules import Reasons
from tvcase.forms import Form, dress
from tvcase.sealing.fields import with_keys

SHORTEST = 3  # letters of a town; fewer would be found in any address

# What is called by the adjective of its town; elsewhere the adjective is of a street, a river or a nature park.
BODIES = (
    *("съд", "съда", "съдът", "прокуратура", "прокуратурата", "следствен", "следственият", "палата", "палатата"),
    *("управление", "управлението", "дирекция", "дирекцията", "отдел", "отдела", "полиция", "полицията"),
    *("болница", "болницата", "гара", "гарата", "автогара", "автогарата", "област", "областта", "община", "общината"),
)
NEAR = 3  # words from the adjective to the body: „Старозагорски окръжен съд“, „Софийска градска прокуратура“


@dataclass(frozen=True)
class Dangers:
    """What is to be avoided, in the letters in which towns are compared; and cases whose person is not to be met."""

    towns: frozenset[tuple[str, ...]]
    cases: frozenset[UUID]
    stays_in_the_country: bool = False

    def warnings(self, *, place: str = "", with_cases: Collection[UUID] = (), abroad: bool = False) -> Reasons:
        """One sentence when the place, or somebody who stays there, speaks against it, or when a child who may not
        leave the country would; `abroad` says that it is there, whatever the place names. Else nothing."""
        words = _words(place)
        named = _towns_of_bodies(words)
        near = any(town in named or _within(town, words) for town in self.towns)
        leaves = self.stays_in_the_country and (abroad or any(_within(name, words) for name in _other_countries()))
        if not near and not leaves and self.cases.isdisjoint(with_cases):
            return []
        return [
            _(
                "This place may not be safe for the person. Speak with the coordinator of the case before you decide; "
                "the reason is not shown here."
            )
        ]


def warnings(case: Case, *, place: str, abroad: bool = False) -> Reasons:
    """What speaks against bringing the person to a place; `place` is as it is written anywhere."""
    return look(case).warnings(place=place, abroad=abroad)


def accepted(form: Form, case: Case, *, place: str, abroad: bool = False) -> bool:
    """Whether what a valid form plans may be saved: nothing speaks against the place, or whoever plans has read the
    warning about this very place and goes on. Else the form comes back with the warning and a box to tick, and with
    all that was typed."""
    reasons = warnings(case, place=place, abroad=abroad)
    box = f"goes_on_{crc32(' '.join(_words(place)).encode()):08x}"  # of this very place
    if not reasons or box in form.data:
        return True
    form.fields[box] = forms.BooleanField(label=_("I have thought of this, and plan it there all the same"))
    dress(form)
    for reason in reasons:
        form.add_error(box, reason)
    return False


def look(case: Case) -> Dangers:
    """What is known, from any episode, of places and people that the person should not meet. Part of a transaction.

    A measure counts until it is ended, also when its last day has passed: the danger has not.

    Raises PermissionDenied when the wall does not show the case to whoever asks.
    """
    with raised_to(case):
        own = set(Case.objects.filter(person=case.person_id).values_list("pk", flat=True))
        places = with_keys(KnownPlace.objects.filter(case__in=own).standing())
        measures = with_keys(NoContactMeasure.objects.filter(case__in=own).warning())
        pairs = CaseConnection.objects.standing().filter(Q(case__in=own) | Q(other__in=own))
        found = [place.town for place in places] + [line for one in measures for line in one.places.splitlines()]
        others = {key for pair in pairs.values_list("case", "other") for key in pair} - own
    towns = {words for text in found if (words := _words(text))}
    banned = any(one.kind == MeasureKind.CHILD_EXIT_BAN for one in measures)
    return Dangers(frozenset(towns), frozenset(others), stays_in_the_country=banned)


def is_named_in(place: str, towns: str) -> bool:
    """Whether a place names one of these towns, in either alphabet; they are written with commas between them."""
    words = _words(place)
    return any(_within(town, words) for line in re.split(r"[,;\n]", towns) if (town := _words(line)))


@cache
def _other_countries() -> frozenset[tuple[str, ...]]:
    """The names of every country but Bulgaria, in both languages, as places are compared."""
    choices = [choice for language in ("bg", "en") for choice in country_choices(language)]
    return frozenset(words for code, name in choices if code != BULGARIA and (words := _words(name)))


def _towns_of_bodies(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """The towns whose courts, offices or directorates a place names: `Варненски окръжен съд` is in Varna."""
    towns, bodies = _by_adjective(), _bodies()
    return frozenset(
        towns[word]
        for at, word in enumerate(words)
        if word in towns and bodies.intersection(words[at + 1 : at + 1 + NEAR])
    )


@cache
def _by_adjective() -> dict[str, tuple[str, ...]]:
    return {names.key(adjective): _words(town) for adjective, town in adjectives_of_towns().items()}


@cache
def _bodies() -> frozenset[str]:
    return frozenset(names.key(word) for word in BODIES)


def _words(text: str) -> tuple[str, ...]:
    """The words of a place in one alphabet: `гр. Русе` and `Ruse` come together."""
    keys = (names.key(word) for word in re.split(r"[\W\d_]+", text))
    return tuple(key for key in keys if len(key) >= SHORTEST)


def _within(town: tuple[str, ...], place: tuple[str, ...]) -> bool:
    """Whether the words of a town stand together somewhere in those of a place."""
    return any(place[start : start + len(town)] == town for start in range(len(place) - len(town) + 1))
