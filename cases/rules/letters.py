"""What the letters of every app share: in which languages, whom they are about, and who may issue one with a name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.geo import country_name
from cases.models import Case, Person
from cases.models.case import access
from cases.permissions import CasePerm, reaches
from cases.rules.registries import Reasons
from cases.rules.representing import parent_is_kept_out
from cases.states import BirthPrecision
from tvcase.documents.letters import Occasion, Text

LANGUAGES = ("bg", "en")
IN_TWO_LANGUAGES = "documents/in_two_languages.html"

PERSON_SIGNS = gettext_lazy("Date and signature of the person")
REPRESENTATIVE_SIGNS = gettext_lazy("Date and signature of the representative")
SPECIAL_REPRESENTATIVE_SIGNS = gettext_lazy("Date and signature of the special representative")
ISSUER_SIGNS = gettext_lazy("Name, signature and seal of the organisation")
INTERPRETER_SIGNS = gettext_lazy("Interpreter: name and signature")


def representative_signs(case: Case) -> Text:
    """Who signs for a child: not a parent or guardian who may be involved in the exploitation (domain 3.4)."""
    return SPECIAL_REPRESENTATIVE_SIGNS if parent_is_kept_out(case) else REPRESENTATIVE_SIGNS


@dataclass(frozen=True)
class Bearer:
    """The person as a letter names her or him, in the language of the moment: no address, no phone, no number of a
    document. Whoever receives the letter answers to the organisation that issued it."""

    person: Person
    name: str
    note: Text = ""  # where it is not the person's name, what it is

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


KNOWN_AS = gettext_lazy("how the person wants to be called; the name is not recorded")
BY_CODE = gettext_lazy("code of the case; the name is not recorded")


def bearer_of(occasion: Occasion) -> Bearer:
    """The person of the case, named as whoever issues the letter may; ask `why_not_named` first.

    Where no name is recorded the letter says how the person is called, to an authority the code of the case, and that
    this is no name: an authority never learns the alias (domain 9.2).
    """
    person = occasion.case.person
    if person.full_name:
        return Bearer(person, person.full_name)
    if person.alias_in_use and reaches(access(occasion.by, occasion.case)):
        return Bearer(person, person.alias_in_use, KNOWN_AS)
    return Bearer(person, occasion.case.code, BY_CODE)


def why_not_about_the_person(occasion: Occasion) -> Reasons:
    """An act that concerns the person is handed over in writing also where no name is recorded; whoever issues it
    sees who the person is."""
    if CasePerm.VIEW_IDENTITY in access(occasion.by, occasion.case):
        return []
    return [_("The letter names the person, and you do not see the name.")]


def why_not_named(occasion: Occasion) -> Reasons:
    """A letter that names the person is issued by somebody who sees the name, and only where there is one."""
    perms = access(occasion.by, occasion.case)
    if unseen := why_not_about_the_person(occasion):
        return unseen
    if occasion.case.person.name_for(perms):
        return []
    if reaches(perms):
        return [_("The letter names the person: write the name, or how she or he wants to be called, first.")]
    return [_("The letter names the person, and the name is not recorded.")]


def consent_of(
    occasion: Occasion,
    *,
    recipient: Any,
    purpose: Text,
    items: Sequence[Text],
    agreed_on: date | None,
) -> dict[str, Any]:
    """What a paper about the person's consent needs: to whom (an organisation here or abroad), for what, which facts;
    `agreed_on` is a Sofia day."""
    child = [representative_signs(occasion.case)] if occasion.case.counts_as_child else []
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
