"""Shelters, their places, the stays in them and the log of the house."""

from shelters.models.house import ONE_NIGHT, Place, PlaceQuerySet, Shelter, ShelterAddress
from shelters.models.log import StayLogEntry, StayPoint
from shelters.models.roster import ContactCard, Duty
from shelters.models.shift import CensusEntry, HouseHours, NightCensus, ShiftHandover
from shelters.models.stay import Stay, StayQuerySet
from tvcase.audit.history import keep_images

__all__ = [
    "ONE_NIGHT",
    "CensusEntry",
    "ContactCard",
    "Duty",
    "HouseHours",
    "NightCensus",
    "Place",
    "PlaceQuerySet",
    "Shelter",
    "ShelterAddress",
    "ShiftHandover",
    "Stay",
    "StayLogEntry",
    "StayPoint",
    "StayQuerySet",
]

keep_images(Shelter, ShelterAddress, Place, Stay, StayLogEntry)
keep_images(StayPoint, ShiftHandover, NightCensus, CensusEntry, HouseHours, Duty, ContactCard)
