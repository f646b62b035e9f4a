"""The public page for administrators: one writes a version, another one approves it."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from cases.models import PublicInformation
from cases.rules.informing import why_not_approve_sheet
from tvcase.accounts.models import User
from tvcase.audit import log
from tvcase.dates import local_date
from tvcase.db import lock, save_checked
from tvcase.flow import refuse_for


@transaction.atomic
def write(version: PublicInformation, *, by: User, at: datetime) -> PublicInformation:
    """Add a text as the next version in its language; it is shown once somebody else has approved it."""
    there = PublicInformation.objects.filter(language=version.language)
    version.version = (there.aggregate(last=Max("version"))["last"] or 0) + 1
    version.written_by = by
    save_checked(version)
    log.record("cases.public_information.written", by=by, on=local_date(at), record=version.name)
    return version


@transaction.atomic
def approve(version: PublicInformation, *, by: User, at: datetime) -> PublicInformation:
    """Record that somebody else has checked the text: from now on everybody reads it. Raises Refused."""
    version = lock(version)
    refuse_for(why_not_approve_sheet(version, by))
    version.approved_by = by
    version.approved_at = at
    save_checked(version)
    log.record("cases.public_information.approved", by=by, on=local_date(at), record=version.name)
    return version
