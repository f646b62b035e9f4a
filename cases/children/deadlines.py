"""The first day of age on the page of a case's deadlines. No rule counts it: it follows from the birth."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.children.ageing import first_day_of_age
from cases.children.models import ChildProcedure
from cases.models import Case
from cases.permissions import CasePerm
from cases.rules import CaseDeadline, DeadlineSource, deadline_source
from tvcase.accounts.models import User


def _rows(case: Case, user: User, *, on: date) -> Iterator[CaseDeadline]:
    permitted = ChildProcedure.objects.permitting(user, CasePerm.VIEW_IDENTITY).filter(case=case)
    if not permitted.standing().exclude(of_age_month=None).exists():
        return
    day, exact = first_day_of_age(case.person)
    title = _("The child comes of age") if exact else _("The child comes of age at the latest")
    yield CaseDeadline(title, on=day, url=reverse("cases:person", args=[case.code]))


deadline_source(DeadlineSource(perm=CasePerm.VIEW_IDENTITY, rows=_rows))
