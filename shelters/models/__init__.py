"""Shelters, their places, the stays in them and the log of the house."""

from shelters.models.hold import Hold, HoldQuerySet
from shelters.models.house import ONE_NIGHT, Place, PlaceQuerySet, Room, Shelter, ShelterAddress
from shelters.models.log import StayLogEntry, StayPoint
from shelters.models.nights import ClosedDays, Outage, TakenNights
from shelters.models.presence import Absence, AccompanyingChild
from shelters.models.roster import ContactCard, Duty
from shelters.models.shift import CensusEntry, HouseHours, NightCensus, ShiftHandover
from shelters.models.stay import Stay, StayQuerySet
from shelters.models.term import StayExtension, StayReview
from tvcase.audit.history import keep_images

__all__ = [
    "ONE_NIGHT",
    "Absence",
    "AccompanyingChild",
    "CensusEntry",
    "ClosedDays",
    "ContactCard",
    "Duty",
    "Hold",
    "HoldQuerySet",
    "HouseHours",
    "NightCensus",
    "Outage",
    "Place",
    "PlaceQuerySet",
    "Room",
    "Shelter",
    "ShelterAddress",
    "ShiftHandover",
    "Stay",
    "StayExtension",
    "StayLogEntry",
    "StayPoint",
    "StayQuerySet",
    "StayReview",
    "TakenNights",
]

keep_images(Shelter, ShelterAddress, Room, Place, Outage, ClosedDays, Stay, Hold, StayLogEntry)
keep_images(StayPoint, ShiftHandover, NightCensus, CensusEntry, HouseHours, Duty, ContactCard)
keep_images(Absence, AccompanyingChild, StayExtension, StayReview)
