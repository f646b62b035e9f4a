"""What the letters of every app share: in which languages, whom they are about, and who may issue one with a name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.geo import country_name
from cases.models import Person
from cases.models.case import access
from cases.permissions import CasePerm, reaches
from cases.rules.registries import Reasons
from cases.states import BirthPrecision
from tvcase.accounts.models import Organisation
from tvcase.documents.letters import Occasion, Text

LANGUAGES = ("bg", "en")
IN_TWO_LANGUAGES = "documents/in_two_languages.html"

PERSON_SIGNS = gettext_lazy("Date and signature of the person")
REPRESENTATIVE_SIGNS = gettext_lazy("Date and signature of the representative")
ISSUER_SIGNS = gettext_lazy("Name, signature and seal of the organisation")
INTERPRETER_SIGNS = gettext_lazy("Interpreter: name and signature")


@dataclass(frozen=True)
class Bearer:
    """The person as a letter names her or him, in the language of the moment: no address, no phone, no number of a
    document. Whoever receives the letter answers to the organisation that issued it."""

    person: Person
    name: str

    @property
    def latin(self) -> str:
        """The name in Latin letters, where it is recorded."""
        return " ".join(filter(None, [self.person.given_name_latin, self.person.family_name_latin]))

    @property
    def born(self) -> str:
        """The date of birth, or the year and how well it is known; empty where nothing is."""
        day = self.person.born_on
        if day is None:
            return ""
        if self.person.born_precision == BirthPrecision.EXACT:
            return date_format(day, "DATE_FORMAT")
        return f"{day.year} ({self.person.get_born_precision_display()})"

    @property
    def citizenships(self) -> str:
        return ", ".join(country_name(code) for code in self.person.citizenships)


def bearer_of(occasion: Occasion) -> Bearer:
    """The person of the case, named as whoever issues the letter may; ask `why_not_named` first."""
    person = occasion.case.person
    perms = access(occasion.by, occasion.case)
    return Bearer(person, person.called if reaches(perms) else person.full_name)


def why_not_named(occasion: Occasion) -> Reasons:
    """A letter that names the person is issued by somebody who sees the name, and only where there is one."""
    perms = access(occasion.by, occasion.case)
    if CasePerm.VIEW_IDENTITY not in perms:
        return [_("The letter names the person, and you do not see the name.")]
    if occasion.case.person.name_for(perms):
        return []
    if reaches(perms):
        return [_("The letter names the person: write the name, or how she or he wants to be called, first.")]
    return [_("The letter names the person, and the name is not recorded.")]


def consent_of(
    occasion: Occasion,
    *,
    recipient: Organisation,
    purpose: Text,
    items: Sequence[Text],
    agreed_on: date | None,
) -> dict[str, Any]:
    """What a paper about the person's consent needs: to whom, for what, which facts; `agreed_on` is a Sofia day."""
    child = [REPRESENTATIVE_SIGNS] if occasion.case.counts_as_child else []
    return {
        "text": "cases/letters/consent_text.html",
        "signs": [PERSON_SIGNS, *child, INTERPRETER_SIGNS],
        "bearer": bearer_of(occasion),
        "giver": occasion.by.organisation,
        "recipient": recipient,
        "purpose": purpose,
        "items": items,
        "agreed_on": agreed_on,
    }
