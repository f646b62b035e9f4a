"""The blind index: what stands in the database for a name or a number, so that equality can be asked and no more.

A token is eight bytes of a keyed hash of the normalised value (cases.names), another for each organisation and for
each label. A family name goes with the year of birth, or with the fact that none is recorded; a first name, a
family name or a nationality alone never has a token that two people could share.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from cases import names
from cases.models import Person, PersonDocument, PersonSpelling
from cases.states import SpellingKind
from tvcase.keys import provider

FAMILY = "family"
ALIAS = "alias"
DOCUMENT = "document"

type Token = tuple[str, bytes]  # with its label


def family(organisation: int, called: Iterable[str], born_on: date | None, born_precision: str) -> set[bytes]:
    """The tokens under which a person with these family names and this birth is found."""
    values = names.family_keys(called, born_on, born_precision)
    return {provider().token(organisation, FAMILY, value) for value in values}


def searched_family(organisation: int, family_name: str, born_in: int | None) -> set[bytes]:
    """The tokens to look for: people of that name and year, and those of that name without a year."""
    values = names.searched_keys(family_name, born_in)
    return {provider().token(organisation, FAMILY, value) for value in values}


def alias(organisation: int, text: str) -> set[bytes]:
    """The token of an alias; none when nothing is left of it after normalisation."""
    key = names.key(text)
    return {provider().token(organisation, ALIAS, key)} if key else set()


def document(organisation: int, number: str) -> set[bytes]:
    """The token of a document's whole number; none when it holds no letter or digit."""
    key = names.document_key(number)
    return {provider().token(organisation, DOCUMENT, key)} if key else set()


def of(person: Person, spellings: Iterable[PersonSpelling], documents: Iterable[PersonDocument]) -> set[Token]:
    """Every token under which a person is found by the organisation that owns the file, with its label."""
    owner = person.organisation_id
    spelled = list(spellings)
    called = [person.family_name, person.family_name_latin]
    called += [spelling.text for spelling in spelled if spelling.kind == SpellingKind.FAMILY_NAME]
    found = {(FAMILY, token) for token in family(owner, called, person.born_on, person.born_precision)}
    for spelling in spelled:
        if spelling.kind == SpellingKind.ALIAS:
            found |= {(ALIAS, token) for token in alias(owner, spelling.text)}
    for row in documents:
        found |= {(DOCUMENT, token) for token in document(owner, row.document_number)}
    return found


def within(person: UUID, key: str) -> bytes:
    """What tells one person's spellings or documents apart; equal values of two people give other tokens."""
    return provider().token(0, f"within {person}", key)
