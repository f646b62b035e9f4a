"""The dates of a plan on the page of a case's deadlines: they were agreed with the person, no rule counts them."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from cases.models import Case
from cases.permissions import CasePerm
from cases.rules import CaseDeadline, DeadlineSource, deadline_source
from cases.support.models import SupportPlan
from tvcase.accounts.models import User


def _rows(case: Case, user: User, *, on: date) -> Iterator[CaseDeadline]:
    permitted = SupportPlan.objects.permitting(user, CasePerm.VIEW_SUPPORT).filter(case=case).active()
    for plan in permitted.select_related("case"):
        url = plan.get_absolute_url()
        yield CaseDeadline(_("Look at the support plan again"), on=plan.review_on, url=url)
        yield CaseDeadline(_("Last day of the support plan"), on=plan.until_on, url=url)


deadline_source(DeadlineSource(perm=CasePerm.VIEW_SUPPORT, rows=_rows))
