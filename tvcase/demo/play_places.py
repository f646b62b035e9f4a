"""What the demo's houses say of themselves: whom they admit, their rooms and cots, how fresh their picture is."""

from datetime import datetime, timedelta
from typing import Any

from shelters.actions import shelters
from shelters.models import Place, Room
from shelters.states import FacilityKind, OutageReason, PlaceKind
from tvcase.accounts.roles import Role
from tvcase.dates import local_date
from tvcase.demo.stage import Stage

ADULTS = {"lowest_age": 18, "with_children": True, "phone_hours": "0–24"}
CRITERIA: dict[str, dict[str, Any]] = {
    FacilityKind.SHELTER: ADULTS | {"sexes": ["F"], "languages": ["bg", "en", "uk"], "accessible": True},
    FacilityKind.REINTEGRATION_SHELTER: ADULTS | {"languages": ["bg", "tr"]},
    FacilityKind.CRISIS_CENTRE_ADULT: ADULTS | {"languages": ["bg", "rom", "ru"]},
    FacilityKind.CRISIS_CENTRE_CHILD: {"highest_age": 17, "phone_hours": "0–24", "languages": ["bg", "rom"]},
}


def furnish(stage: Stage, *, at: datetime) -> None:
    """Every house gets its criteria, rooms and a cot, and confirms its picture; one place is out of service."""
    for number, (code, shelter) in enumerate(stage.shelters.items()):
        shelter.refresh_from_db()
        for name, value in CRITERIA[shelter.kind].items():
            setattr(shelter, name, value)
        shelter.save()
        places = [place for (house, _number), place in stage.places.items() if house == code]
        room = _rooms(places)
        Place.objects.create(shelter=shelter, room=room, label="К1", kind=PlaceKind.COT)
        head = _head(stage, shelter.organisation_id)
        shelters.confirm(shelter, by=head, at=at - timedelta(hours=5 * number + 1))
    on = local_date(at)
    night = {"from_on": on, "to_on": on + timedelta(days=10)}
    free = Place.objects.free(**night, at=at).filter(shelter=shelter, kind=PlaceKind.BED).order_by("label").last()
    if free:
        shelters.put_out_of_service(free, **night, reason=OutageReason.REPAIR, by=head, on=on)


def _rooms(places: list[Place]) -> Room:
    """Two beds in a room, by their labels; gives the first room."""
    rooms: dict[str, Room] = {}
    for place in places:
        label = place.label[:-1]
        rooms.setdefault(label, Room(shelter_id=place.shelter_id, label=label))
    Room.objects.bulk_create(rooms.values())
    for place in places:
        place.room = rooms[place.label[:-1]]
    Place.objects.bulk_update(places, ["room"])
    return next(iter(rooms.values()))


def _head(stage: Stage, organisation: int) -> Any:
    """Somebody who heads the shelters of an organisation."""
    heads = (user for user in stage.users.values() if user.organisation_id == organisation)
    return next(user for user in heads if user.has_role(Role.SHELTER_HEAD))
