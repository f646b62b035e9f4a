"""Rosters from a spreadsheet, a row for each duty: each row is tried as it would be done, and undone again.

sheet = read(uploaded bytes)        raises ValidationError for what is no table of ours
rows = check(sheet, by=…, at=…)     each row with what is wrong with it, that it meets another row too
bring_in(rows, by=…, at=…)          all of them or none
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from shelters.actions import roster
from shelters.models import Shelter
from shelters.tables import Row, refuse_wrong, rows_of
from tvcase.accounts.models import Organisation, User
from tvcase.dates import SOFIA

REQUIRED = ("organisation", "user", "from", "until")
COLUMNS = (REQUIRED[0], "shelter", *REQUIRED[1:])
WRITTEN = ("%Y-%m-%d %H:%M", "%d.%m.%Y %H:%M")


def read(content: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file, by the names of its columns. Raises ValidationError for what is no table of ours."""
    return rows_of(content, columns=COLUMNS, required=REQUIRED)


def check(sheet: Sequence[Mapping[str, str]], *, by: User, at: datetime) -> list[Row]:
    """Each row with what is wrong with it: its own answers, the rows before it, and the roster there is."""
    rows = [Row(number, said) for number, said in enumerate(sheet, start=2)]
    with transaction.atomic():
        for row in rows:
            try:
                with transaction.atomic():
                    _plan(row, by=by, at=at)
            except ValidationError as refusal:
                row.errors = list(refusal.messages)
        transaction.set_rollback(True)
    return rows


@transaction.atomic
def bring_in(rows: Sequence[Row], *, by: User, at: datetime) -> int:
    """Put everybody of these rows on duty; gives how many duties that are. Raises Refused while a row is wrong."""
    refuse_wrong(rows)
    for row in rows:
        _plan(row, by=by, at=at)
    return len(rows)


def _plan(row: Row, *, by: User, at: datetime) -> None:
    """The duty of one row. Raises ValidationError."""
    said = row.said
    organisation = Organisation.objects.filter(code=said["organisation"]).first()
    user = User.objects.filter(username=said["user"], organisation=organisation).first()
    shelter = Shelter.objects.filter(code=said["shelter"], organisation=organisation).first()
    if organisation is None:
        raise ValidationError(_("There is no organisation with this code."))
    if user is None:
        raise ValidationError(_("Nobody of this organisation has this user name."))
    if said["shelter"] and shelter is None:
        raise ValidationError(_("This organisation has no shelter with this code."))
    begins, ends = _instant(said["from"]), _instant(said["until"])
    roster.plan(organisation, user=user, shelter=shelter, from_at=begins, to_at=ends, by=by, at=at)


def _instant(said: str) -> datetime:
    """A day and an hour of the clock in Sofia. Raises ValidationError."""
    for written in WRITTEN:
        try:
            return datetime.strptime(said, written).replace(tzinfo=SOFIA)
        except ValueError:
            continue
    raise ValidationError(_("“%(said)s” is no day with an hour: write it as 2026-03-31 20:00.") % {"said": said[:30]})
