"""What every act on legal aid shares: the locks, the audit line, the telling."""

from datetime import date

from cases.actions import notices
from cases.deadlines import deadline
from cases.law import rule_for
from cases.permissions import CasePerm
from cases.terms import RuleKind
from legal.aid.models import LegalAidApplication
from tvcase.accounts.models import User
from tvcase.audit import log
from tvcase.dates import next_working_day


def expect_an_answer(application: LegalAidApplication, *, since: date) -> None:
    """An answer is owed from a day on: by the day the rules give, if any, and asked about after that day, or after
    the working days that the rule on chasing gives. Nothing is saved."""
    application.answer_owed_from = since
    application.answer_rule = rule_for(RuleKind.LEGAL_AID_DECISION, on=since)
    owed = deadline(application.answer_rule, since)
    application.due_on = owed.last_day if owed else None
    application.chase_on = next_working_day(owed.last_day) if owed else chase_after(since)


def chase_after(day: date) -> date | None:
    """When to ask again after somebody asked, or filed, on a Sofia day; None where no rule says it."""
    again = deadline(rule_for(RuleKind.LEGAL_AID_CHASE, on=day), day)
    return again.last_day if again else None


def expect_nothing(application: LegalAidApplication) -> None:
    """Nobody owes an answer any more. Nothing is saved."""
    application.chase_on = None


def record(act: str, application: LegalAidApplication, *, by: User, on: date, **facts: str) -> None:
    """The audit line of an act; `on` is its day in Sofia."""
    case = application.case.code
    log.record(f"aid.application.{act}", by=by, on=on, case=case, area="aid", number=application.number, **facts)


def tell(application: LegalAidApplication, kind: str, *, on: date, but: User) -> None:
    """Tell those on the team who may read of legal aid."""
    notices.tell_who_may(CasePerm.VIEW_AID, application.case, kind, subject=application.pk, on=on, but=but)
