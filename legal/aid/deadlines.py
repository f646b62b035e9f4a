"""The deadlines of legal aid on the page of a case's deadlines."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from cases.deadlines import Deadline, deadline
from cases.models import Case
from cases.permissions import CasePerm
from cases.rules import CaseDeadline, DeadlineSource, deadline_source
from legal.aid.models import LegalAidApplication
from legal.aid.states import ANSWER_OWED, AidState
from tvcase.accounts.models import User

RULED = ("answer_rule", "appeal_rule")


def answer_owed(application: LegalAidApplication) -> Deadline | None:
    """By when the addressee answers, under the rule that was frozen when the application came to it."""
    if application.answer_owed_from is None:
        return None
    return deadline(application.answer_rule, application.answer_owed_from)


def appeal_open(application: LegalAidApplication) -> Deadline | None:
    """Until when a refusal can be appealed, counted from the day on which it reached the person."""
    return deadline(application.appeal_rule, application.told_on) if application.told_on else None


def _rows(case: Case, user: User, *, on: date) -> Iterator[CaseDeadline]:
    permitted = LegalAidApplication.objects.permitting(user, CasePerm.VIEW_AID).filter(case=case)
    for application in permitted.select_related("case", *RULED):
        url = application.get_absolute_url()
        if application.state in ANSWER_OWED:
            yield CaseDeadline(_("Answer on legal aid"), deadline=answer_owed(application), url=url)
            if application.chase_on:
                yield CaseDeadline(_("Ask where the answer on legal aid is"), on=application.chase_on, url=url)
        elif application.state == AidState.REFUSED:
            yield CaseDeadline(_("Appeal against the refusal of legal aid"), deadline=appeal_open(application), url=url)
        elif application.state == AidState.INCOMPLETE:
            last = application.documents_asked.get(handed_in_on=None).by_when
            if last:
                yield CaseDeadline(_("Documents for legal aid"), on=last, url=url)


deadline_source(DeadlineSource(perm=CasePerm.VIEW_AID, rows=_rows))
