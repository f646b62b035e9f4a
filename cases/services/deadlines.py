"""The dates of a case that come from sessions that are planned."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from cases.models import Case
from cases.permissions import CasePerm
from cases.rules import CaseDeadline, DeadlineSource, deadline_source
from cases.services.models import Session
from tvcase.accounts.models import User


def _planned(case: Case, user: User, *, on: date) -> Iterator[CaseDeadline]:
    """The sessions of which nobody has recorded yet how they went."""
    found = Session.objects.permitting(user, CasePerm.VIEW_SUPPORT).filter(case=case).planned()
    for session in found.select_related("case", "service__case"):
        yield CaseDeadline(_("Session of a service"), on=session.day, url=session.get_absolute_url())


deadline_source(DeadlineSource(perm=CasePerm.VIEW_SUPPORT, rows=_planned))
