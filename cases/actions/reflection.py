"""The recovery and reflection period: opened by the law, ended by the calendar or by a decision (Act, Article 26)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from cases.actions import notices
from cases.actions.act import act
from cases.deadlines import deadline
from cases.law import rule_for
from cases.models import Case, CooperationDecision, Identification, PeriodWish, ReflectionPeriod
from cases.states import PERIOD_CORRECTIONS, PeriodEnd
from cases.terms import RuleKind
from tvcase.accounts.models import User
from tvcase.audit import log
from tvcase.dates import local_date
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import Refused
from tvcase.notifications import outbox


def open_period(
    case: Case, identification: Identification, *, starts_at: datetime, on: date, by: User
) -> ReflectionPeriod:
    """Start the clock at the instant of a formal identification, under the rule of that day. Part of that act.

    Days are Europe/Sofia dates; the day of identification is day 0 (domain 5.2). A period recorded when it had
    already lapsed is told to team and coordinators; an effective YES that is already recorded with a day inside
    ends it at once. Raises Refused when no rule is recorded for the day.
    """
    day = local_date(starts_at)
    rule = rule_for(RuleKind.REFLECTION, on=day)
    term = deadline(rule, day)
    if rule is None or term is None:
        raise Refused(_("No rule of law is recorded for this day. Ask an administrator to add it."))
    period = ReflectionPeriod(
        case=case,
        person_id=case.person_id,
        identification=identification,
        legal_rule=rule,
        rule=rule.rule,
        starts_at=starts_at,
        last_day=term.last_day,
    )
    save_checked(period)
    log.record("cases.period.begun", by=by, on=day, case=case.code, area="clock", last_day=period.last_day)
    if period.last_day < on:
        told = {*notices.team(case), *notices.coordinators(case.organisation)}
        outbox.notify(
            sorted(told, key=lambda user: user.pk),
            "period_lapsed_untold",
            case_code=case.code,
            subject=period.pk,
            due_on=on,
        )
    settle(case, at=period.recorded_at, by=by)
    return period


def settle(case: Case, *, at: datetime, by: User) -> None:
    """Make the end of the case's standing period follow its decisions. Part of a larger act.

    The earliest effective YES said inside the period ends it on its day, for good (product decision 4); when
    that statement was annulled and no other is left, the period runs as if it had not been written.
    """
    period = ReflectionPeriod.objects.filter(case=case).standing().first()
    if period is None:
        return
    decision = _ending(period)
    if decision == period.ended_by_decision:
        return
    period.ended_by_decision = decision
    period.end_reason = PeriodEnd.COOPERATION if decision else ""
    period.ended_on = decision.declared_on if decision else None
    period.ended_at = at if decision else None
    save_checked(period)
    act = "cases.period.ended" if decision else "cases.period.end_annulled"
    log.record(act, by=by, on=period.ended_on, case=case.code, area="clock", reason=period.end_reason)


def _ending(period: ReflectionPeriod) -> CooperationDecision | None:
    inside = CooperationDecision.objects.effective_yes().filter(
        case=period.case_id, declared_at__gte=period.starts_at, declared_on__lte=period.last_day
    )
    return inside.order_by("declared_at", "number").first()


def correct(case: Case, identification: Identification, *, at: datetime, by: User) -> None:
    """End the period of an annulled identification by correction; services stay untouched. Part of that act."""
    period = ReflectionPeriod.objects.filter(identification=identification).first()
    if period is None or period.end_reason in PERIOD_CORRECTIONS:
        return
    period.ended_on = max(local_date(at), period.starts_on)
    period.end_reason = PeriodEnd.CORRECTION
    period.ended_by_decision = None
    period.ended_at = at
    save_checked(period)
    log.record(
        "cases.period.corrected", by=by, on=period.ended_on, case=case.code, area="clock", reason=period.end_reason
    )


@act
def state_wish(
    period: ReflectionPeriod,
    *,
    wants_to_use: bool,
    stated_on: date,
    form: str,
    counselled_on: date | None = None,
    by: User,
) -> PeriodWish:
    """Record the person's wish not to use the period, or to use it after all; the clock runs on (C-07).

    The wish not to use it is written and comes after legal counselling; it can be taken back until the last
    day, and the days that passed are not given back (E-08). Raises Refused.
    """
    case = lock(period.case)
    period = lock(period)
    if not period.is_alive(on=stated_on):
        raise Refused(_("The period was not running on that day."))
    last = period.wishes.last()
    if wants_to_use == (last.wants_to_use if last else True):
        raise Refused(_("This is already what is recorded."))
    wish = PeriodWish(
        period=period,
        number=next_number(period.wishes),
        wants_to_use=wants_to_use,
        stated_on=stated_on,
        counselled_on=counselled_on,
        form=form,
        recorded_by=by,
    )
    save_checked(wish)
    log.record("cases.period.wish", by=by, on=stated_on, case=case.code, area="clock", wants_to_use=wants_to_use)
    return wish


def end_for_the_same_person(period: ReflectionPeriod, *, at: datetime, by: User) -> None:
    """End a period because an earlier one of the same person counts (product decision 14). Part of that act."""
    period = lock(period)
    period.ended_on, period.ended_at = max(local_date(at), period.starts_on), at
    period.end_reason = PeriodEnd.SAME_PERSON
    save_checked(period)
    log.record(
        "cases.period.corrected",
        by=by,
        on=period.ended_on,
        case=period.case.code,
        area="clock",
        reason=period.end_reason,
    )


def run_again(period: ReflectionPeriod, *, at: datetime, by: User) -> None:
    """Let a period run as if it had never been joined with another; what was decided since counts. Part of that act."""
    period = lock(period)
    period.ended_on, period.ended_at, period.end_reason = None, None, ""
    save_checked(period)
    log.record("cases.period.end_annulled", by=by, on=local_date(at), case=period.case.code, area="clock")
    settle(period.case, at=at, by=by)
