"""Houses, rooms and places from a spreadsheet, a row for each place: read, checked row by row, then brought in whole.

    sheet = read(uploaded bytes)        raises ValidationError for what is no table of ours
    rows = check(sheet)                 each row with what it would do, or what is wrong with it
    bring_in(rows, by=…, on=…)          all of them or none

An address has no column: the head of the shelter enters it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cases.geo import LANGUAGES
from shelters.models import Place, Room, Shelter
from shelters.tables import Row, refuse_wrong, rows_of
from tvcase.accounts.models import Organisation, User
from tvcase.audit import log

OF_THE_HOUSE = ("district_bg", "district_en", "phone", "phone_hours", "email", "admits")
REQUIRED = ("code", "organisation", "kind", "district_bg", "district_en", "phone", "place")
LISTS = ("sexes", "languages")
NUMBERS = ("lowest_age", "highest_age")
TICKS = ("with_children", "accessible")
OTHERS = ("room", "place_kind")
COLUMNS = (*REQUIRED[:3], *OF_THE_HOUSE, *LISTS, *NUMBERS, *TICKS, "room", "place", "place_kind")
YES = {"1", "x", "yes", "true", "да", "х"}
NO = {"", "0", "no", "false", "не"}


@dataclass
class PlaceRow(Row):
    """The line of a place, with what it says of its house."""

    house: dict[str, object] = field(default_factory=dict)
    is_new: bool = True

    @property
    def code(self) -> str:
        return self.said["code"]


def read(content: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file, by the names of its columns. Raises ValidationError for what is no table of ours."""
    return rows_of(content, columns=COLUMNS, required=REQUIRED)


def check(sheet: Sequence[Mapping[str, str]]) -> list[PlaceRow]:
    """Each row with what is wrong with it: its own answers, the rows before it, and what is recorded already."""
    organisations = {one.code: one for one in Organisation.objects.all()}
    recorded = {one.code: one for one in Shelter.objects.all()}
    places = {(code, label) for code, label in Place.objects.values_list("shelter__code", "label")}
    rows, seen = [], set()
    for number, said in enumerate(sheet, start=2):
        row = PlaceRow(number, said, is_new=(said["code"], said["place"]) not in places)
        row.errors = _errors(row, organisations.get(said["organisation"]), recorded.get(said["code"]))
        if (row.code, said["place"]) in seen:
            row.errors.append(_("This place is in the table twice."))
        seen.add((row.code, said["place"]))
        rows.append(row)
    _agree(rows)
    return rows


def _errors(row: PlaceRow, organisation: Organisation | None, recorded: Shelter | None) -> list[str]:
    said, errors = row.said, []
    if organisation is None:
        errors.append(_("There is no organisation with this code."))
    elif recorded and recorded.organisation_id != organisation.pk:
        errors.append(_("This house is run by another organisation."))
    row.house = {name: said[name] for name in ("kind", *OF_THE_HOUSE)}
    for name in TICKS:
        row.house[name] = said[name].lower() in YES
        if said[name].lower() not in YES | NO:
            errors.append(_("%(column)s: write yes or no.") % {"column": name})
    for name in NUMBERS:
        row.house[name] = int(said[name]) if said[name].isdecimal() and len(said[name]) < 4 else None
        if said[name] and row.house[name] is None:
            errors.append(_("%(column)s: write a whole number.") % {"column": name})
    row.house |= {name: said[name].replace(",", " ").split() for name in LISTS}
    if unknown := set(said["languages"].replace(",", " ").split()) - LANGUAGES:
        errors.append(
            _("%(column)s: not known: %(what)s.") % {"column": "languages", "what": ", ".join(sorted(unknown))}
        )
    return errors + _refusals(row, organisation)


def _refusals(row: PlaceRow, organisation: Organisation | None) -> list[str]:
    """What the models themselves would refuse of the house, its room and its place."""
    house = Shelter(code=row.code, organisation=organisation, **row.house)
    place = Place(label=row.said["place"], kind=row.said["place_kind"] or "BED")
    room = Room(label=row.said["room"] or "-")
    errors = []
    for record, unasked in ((house, {"organisation"}), (place, {"shelter", "room"}), (room, {"shelter"})):
        try:
            record.full_clean(exclude=unasked, validate_unique=False, validate_constraints=record is house)
        except ValidationError as refusal:
            errors += [f"{name}: {' '.join(texts)}" for name, texts in refusal.message_dict.items()]
    return errors


def _agree(rows: Sequence[PlaceRow]) -> None:
    """What is said of a house is the same in each of its rows."""
    first: dict[str, PlaceRow] = {}
    for row in rows:
        said = first.setdefault(row.code, row)
        if (said.house, said.said["organisation"]) != (row.house, row.said["organisation"]):
            row.errors.append(_("It says something else of the house than row %(row)d.") % {"row": said.number})


@transaction.atomic
def bring_in(rows: Sequence[PlaceRow], *, by: User, on: date) -> int:
    """Add and change the houses, rooms and places of these rows; nothing is removed. Gives how many places are new.

    Raises Refused while a row is wrong.
    """
    refuse_wrong(rows)
    for code, row in {row.code: row for row in rows}.items():
        organisation = Organisation.objects.get(code=row.said["organisation"])
        Shelter.objects.update_or_create(
            code=code, defaults=row.house, create_defaults=row.house | {"organisation": organisation}
        )
    for row in rows:
        shelter = Shelter.objects.get(code=row.code)
        label, kind = row.said["room"], row.said["place_kind"] or "BED"
        room = Room.objects.get_or_create(shelter=shelter, label=label)[0] if label else None
        Place.objects.update_or_create(shelter=shelter, label=row.said["place"], defaults={"kind": kind, "room": room})
    new = sum(row.is_new for row in rows)
    log.record(
        "shelters.table.imported", by=by, on=on, houses=len({row.code for row in rows}), places=len(rows), new=new
    )
    return new
