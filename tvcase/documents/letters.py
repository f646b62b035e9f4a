"""Which letters can be issued: every app registers its own when it starts."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise

from tvcase.accounts.models import Organisation, User

type Text = str | Promise

BULGARIAN = "bg"


@dataclass(frozen=True)
class Occasion:
    """Who issues a letter about what, on which Sofia day.

    `subject` is the record the letter is about, one of those its kind offered for this case and this person.
    `language` is `bg` for a letter in Bulgarian only; any other stands beside the Bulgarian text.
    """

    case: Any
    subject: Any
    by: User
    on: date
    language: str = BULGARIAN

    @property
    def bilingual(self) -> bool:
        """Whether the letter is also in another language."""
        return self.language != BULGARIAN


def _nothing_against(occasion: Occasion) -> list[Text]:
    return []


def _nobody(occasion: Occasion) -> Organisation | None:
    return None


def _in_words(subject: Any) -> str:
    return str(subject)


@dataclass(frozen=True)
class Letter:
    """One kind of letter.

    `template` extends documents/letter.html and is rendered in Bulgarian. `area` is the part of the file to which the
    letter belongs: whoever may change it reads its letters; who may only see it reads those that their own
    organisation issued or received. `perm` is the permission (cases.permissions) with which one issues it.

    `subjects(case, user)` gives the records it can be issued about, as this person may see them; each has a UUID as
    its key. `subject_words` names one of them in a list. `why_not(occasion)` gives the sentences why it cannot be
    issued, `context(occasion)` what the template needs: both run as the person who issues the letter, before anything
    is written. `addressee(occasion)` is the organisation it goes to, where that works with the system. What
    `issuer_answers` for is withdrawn by the issuer alone, also when the case has another holder since.
    """

    kind: str
    title: Text
    template: str
    area: str
    perm: str
    subjects: Callable[[Any, User], Iterable[Any]]
    context: Callable[[Occasion], Mapping[str, Any]]
    subject_words: Callable[[Any], str] = _in_words
    languages: tuple[str, ...] = (BULGARIAN,)
    why_not: Callable[[Occasion], list[Text]] = _nothing_against
    addressee: Callable[[Occasion], Organisation | None] = _nobody
    issuer_answers: bool = False


_letters: dict[str, Letter] = {}


def register(letter: Letter) -> Letter:
    """Add a kind of letter. Raises ValueError for a kind that exists."""
    if letter.kind in _letters:
        raise ValueError(f"This kind of letter is registered already: {letter.kind}.")
    _letters[letter.kind] = letter
    return letter


def letter_of(kind: str) -> Letter:
    """The letter of this kind. Raises LookupError for one that nobody registered."""
    if kind not in _letters:
        raise LookupError(f"Nobody registered this kind of letter: {kind}.")
    return _letters[kind]


def all_letters() -> list[Letter]:
    """Every kind of letter, in the order in which the apps registered them."""
    return list(_letters.values())
