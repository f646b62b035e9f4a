"""What a shelter keeps about itself and shows to nobody else."""

from datetime import date

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from shelters.models import Shelter, ShelterAddress
from tvcase.accounts.models import User
from tvcase.accounts.roles import Role
from tvcase.audit import log
from tvcase.db import lock
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
