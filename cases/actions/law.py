"""A rule of law is changed by two administrators: one proposes a version, another one approves it."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from cases.models import LegalRule
from cases.rules.law import why_not_approve
from tvcase.accounts.models import User
from tvcase.audit import log
from tvcase.dates import ONE_DAY, local_date
from tvcase.db import lock, save_checked
from tvcase.flow import refuse_for


@transaction.atomic
def approve(version: LegalRule, *, by: User, at: datetime) -> LegalRule:
    """Approve a proposed version; the one before it gets the day before its first as last day.

    What was counted under the version before keeps it. Raises Refused, or ValidationError when another approved
    version begins later.
    """
    version = lock(version)
    on = local_date(at)
    refuse_for(why_not_approve(version, by=by, on=on))
    before = LegalRule.objects.approved().filter(kind=version.kind, group=version.group)
    for old in before.filter(Q(valid_to=None) | Q(valid_to__gte=version.valid_from), valid_from__lt=version.valid_from):
        old.valid_to = version.valid_from - ONE_DAY
        save_checked(old)
    version.approved_by = by
    version.approved_at = at
    save_checked(version)
    log.record("cases.legalrule.approved", by=by, on=on, record=version.name, valid_from=version.valid_from)
    return version
