"""Information sheets for administrators: one writes a version, another one approves it once a lawyer has checked it."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from cases.models import InformationSheet
from cases.rules import why_not_approve_sheet
from tvcase.accounts.models import User
from tvcase.audit import log
from tvcase.dates import local_date
from tvcase.db import lock, save_checked
from tvcase.flow import refuse_for


@transaction.atomic
def write(sheet: InformationSheet, *, by: User, at: datetime) -> InformationSheet:
    """Add a text as the next version for its right and language; until it is approved it is marked as unchecked, and
    given only where no other version was approved."""
    there = InformationSheet.objects.filter(right=sheet.right, language=sheet.language)
    sheet.version = (there.aggregate(last=Max("version"))["last"] or 0) + 1
    sheet.written_by = by
    save_checked(sheet)
    log.record("cases.sheet.written", by=by, on=local_date(at), record=sheet.name)
    return sheet


@transaction.atomic
def approve(sheet: InformationSheet, *, by: User, at: datetime) -> InformationSheet:
    """Record that a lawyer has checked the text; from now on it is given without the mark. Raises Refused."""
    sheet = lock(sheet)
    refuse_for(why_not_approve_sheet(sheet, by))
    sheet.approved_by = by
    sheet.approved_at = at
    save_checked(sheet)
    log.record("cases.sheet.approved", by=by, on=local_date(at), record=sheet.name)
    return sheet
