"""What is recorded of a person, as cards of rows for the page that shows it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cases.geo import country_name, language_name
from cases.models import Case, CodeEntry, Person
from cases.models.codes import CodeList
from cases.states import BirthPrecision

type Row = dict[str, Any]


@dataclass(frozen=True)
class Card:
    """One group of facts; `url` is where it is changed or added to, empty for those who may not."""

    title: str
    rows: list[Row]
    url: str
    action: str


REACHING = ("cases:person-contact", "cases:person-spellings")


def cards(case: Case, *, may_change: bool, reaches: bool, on_paper: bool = False) -> list[Card]:
    """Everything recorded of the person, in three queries: words, documents, spellings.

    On paper nothing says how and where the person is reached (class P4). Without `reaches` neither that is shown nor
    what the person is called (domain 9.2).
    """
    lists = (CodeList.SEX, CodeList.GENDER, CodeList.RESIDENCE_STATUS, CodeList.SAFE_CONTACT, CodeList.DOCUMENT_KIND)
    words = CodeEntry.objects.labels(*lists)
    known = case.person
    found = [
        (_("Names, birth and sex"), "cases:person-names", _("Change"), _names(known, words, reaches)),
        (_("Origin and language"), "cases:person-origin", _("Change"), _origin(known, words)),
        (_("Safe contact"), "cases:person-contact", _("Change"), _contact(known, words)),
        (_("Documents"), "cases:person-documents", _("Add"), _documents(case, words, may_change)),
        (_("Aliases and spellings"), "cases:person-spellings", _("Add"), _spellings(case, may_change)),
    ]
    left_out = {"cases:person-contact"} if on_paper else set()
    left_out |= set() if reaches else set(REACHING)
    return [
        Card(
            title,
            [row for row in rows if row["value"]],
            reverse(url_name, args=[case.code]) if may_change else "",
            action,
        )
        for title, url_name, action, rows in found
        if url_name not in left_out
    ]


def _names(known: Person, words: Any, reaches: bool) -> list[Row]:
    return [
        _row(_("Called"), known.alias_in_use if reaches else ""),
        _row(_("Given name"), known.given_name),
        _row(_("Father's or middle name"), known.middle_name),
        _row(_("Family name"), known.family_name),
        _row(_("In Latin letters"), f"{known.given_name_latin} {known.family_name_latin}".strip()),
        _row(_("Born"), _birth(known)),
        _row(_("Sex"), words[CodeList.SEX][known.sex] if known.sex else ""),
        _row(_("Gender"), words[CodeList.GENDER][known.gender] if known.gender else ""),
    ]


def _origin(known: Person, words: Any) -> list[Row]:
    status = words[CodeList.RESIDENCE_STATUS][known.residence_status] if known.residence_status else ""
    return [
        _row(_("Citizenships"), ", ".join(map(country_name, known.citizenships))),
        _row(_("Languages"), ", ".join(map(language_name, known.languages))),
        _row(_("Needs an interpreter"), _("yes") if known.interpreter_needed else ""),
        _row(_("Residence status"), status),
        _row(_("Has applied for asylum"), _("yes") if known.asylum_applicant else ""),
    ]


def _contact(known: Person, words: Any) -> list[Row]:
    channels = [words[CodeList.SAFE_CONTACT][code] for code in known.safe_channels]
    return [
        _row(_("Safe ways to make contact"), "\n".join(channels)),
        _row(_("Phone"), known.phone),
        _row(_("E-mail"), known.email),
        _row(_("Safe hours"), known.safe_hours),
        _row(_("Code word"), known.code_word),
        _row(_("What to avoid"), known.contact_note),
    ]


def _documents(case: Case, words: Any, may_change: bool) -> list[Row]:
    rows = []
    for number, document in enumerate(case.person.documents.order_by("recorded_at", "pk"), start=1):
        valid = _("valid to %(day)s") % {"day": date_format(document.valid_to)} if document.valid_to else ""
        country = country_name(document.country) if document.country else ""
        row = _row(
            words[CodeList.DOCUMENT_KIND][document.kind],
            ", ".join(filter(None, [document.document_number, country, valid])),
        )
        rows.append(row | _change(case, "cases:person-document", number, may_change))
    return rows


def _spellings(case: Case, may_change: bool) -> list[Row]:
    ordered = case.person.spellings.order_by("recorded_at", "pk")
    return [
        _row(spelling.get_kind_display(), spelling.text) | _change(case, "cases:person-spelling", number, may_change)
        for number, spelling in enumerate(ordered, start=1)
    ]


def _birth(known: Person) -> str:
    if known.born_on is None:
        return ""
    if known.born_precision == BirthPrecision.EXACT:
        return date_format(known.born_on)
    return f"{known.born_on.year} ({known.get_born_precision_display()})"


def _row(label: str | Promise, value: str) -> Row:
    return {"label": label, "value": value, "url": "", "action": "", "about": ""}


def _change(case: Case, url_name: str, number: int, may_change: bool) -> Row:
    if not may_change:
        return {}
    return {"url": reverse(url_name, args=[case.code, number]), "action": _("Correct"), "about": str(number)}
