"""What a shelter says of itself: its address, its picture of tonight, its places out of service."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from shelters.models import Outage, Place, Shelter, ShelterAddress
from tvcase.accounts.models import User
from tvcase.accounts.roles import SHELTER_ROLES, Role
from tvcase.audit import log
from tvcase.dates import local_date
from tvcase.db import lock, save_checked
from tvcase.flow import Refused


def may_know_address(user: User, shelter: Shelter) -> bool:
    """Whether this person heads the organisation's shelters: nobody else enters or sees an address."""
    return user.has_role(Role.SHELTER_HEAD) and user.organisation_id == shelter.organisation_id


@transaction.atomic
def set_address(shelter: Shelter, *, address: str, directions: str = "", by: User, on: date) -> ShelterAddress:
    """Enter or replace the shelter's address. Raises Refused for anybody but its head, and ValidationError.

    The trace says that it was entered, never what was entered.
    """
    shelter = lock(shelter)
    if not may_know_address(by, shelter):
        raise Refused(_("Only the head of the shelter enters its address."))
    record = ShelterAddress.objects.filter(shelter=shelter).first() or ShelterAddress(shelter=shelter)
    record.address = address
    record.directions = directions
    record.recorded_by = by
    record.full_clean()
    record.recorded_at = Now()
    record.save()
    log.record("shelters.address.entered", by=by, on=on, shelter=shelter.code)
    return record


def works_in(user: User, shelter: Shelter) -> bool:
    """Whether this person is on the staff of the shelter."""
    return user.has_role(*SHELTER_ROLES) and user.organisation_id == shelter.organisation_id


@transaction.atomic
def confirm(shelter: Shelter, *, by: User, at: datetime) -> Shelter:
    """Say that the picture of the house is right at this instant: others see how fresh it is. Raises Refused."""
    shelter = lock(shelter)
    _only_staff(shelter, by)
    shelter.confirmed_at = at
    save_checked(shelter)
    log.record("shelters.picture.confirmed", by=by, on=local_date(at), shelter=shelter.code)
    return shelter


@transaction.atomic
def put_out_of_service(
    place: Place, *, from_on: date, to_on: date | None = None, reason: str, by: User, on: date
) -> Outage:
    """Take a place out of service in the nights [from_on, to_on), Sofia days, or until it is put back.

    Raises Refused, or ValidationError when somebody has it in one of these nights.
    """
    _only_staff(place.shelter, by)
    outage = Outage(place=place, from_on=from_on, to_on=to_on, reason=reason)
    save_checked(outage)
    log.record("shelters.outage.begun", by=by, on=on, shelter=place.shelter.code, place=place.label, reason=reason)
    return outage


@transaction.atomic
def put_back(outage: Outage, *, to_on: date, by: User, on: date) -> Outage:
    """Put a place back in service on a Sofia day; on the day it began at the earliest. Raises Refused or
    ValidationError."""
    outage = lock(outage)
    _only_staff(outage.place.shelter, by)
    if outage.to_on is not None and outage.to_on <= on:
        raise Refused(_("This place is back in service already."))
    outage.to_on = to_on
    save_checked(outage)
    log.record("shelters.outage.ended", by=by, on=on, shelter=outage.place.shelter.code, place=outage.place.label)
    return outage


def outages_from(shelter: Shelter, *, on: date) -> QuerySet[Outage]:
    """What is out of service in a house, on this Sofia day or later."""
    lasting = Q(to_on=None) | Q(to_on__gt=on)
    found = Outage.objects.filter(lasting, place__shelter=shelter).exclude(to_on=F("from_on"))
    return found.select_related("place").order_by("from_on", "place__label")


def _only_staff(shelter: Shelter, by: User) -> None:
    if not works_in(by, shelter):
        raise Refused(_("Only the staff of the shelter do this."))
