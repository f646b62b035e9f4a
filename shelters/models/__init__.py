"""Shelters, their places, the stays in them and the log of the house."""

from shelters.models.house import ONE_NIGHT, Place, PlaceQuerySet, Shelter, ShelterAddress
from shelters.models.log import StayLogEntry
from shelters.models.stay import Stay, StayQuerySet
from tvcase.audit.history import keep_images

__all__ = [
    "ONE_NIGHT",
    "Place",
    "PlaceQuerySet",
    "Shelter",
    "ShelterAddress",
    "Stay",
    "StayLogEntry",
    "StayQuerySet",
]

keep_images(Shelter, ShelterAddress, Place, Stay, StayLogEntry)
