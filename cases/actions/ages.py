"""What is established about a person's age, and the notices owed for a child."""

from datetime import datetime

from django.utils.translation import gettext as _

from cases.actions import following, notices
from cases.actions.act import act
from cases.law import deadline_for
from cases.models import AgeFinding, Case, ChildNotice, Document, ReflectionPeriod
from cases.rules import why_not_send
from cases.states import AgeStatus, ChildBody, PeriodEnd
from cases.terms import RuleKind
from tvcase.accounts.models import User
from tvcase.audit import log
from tvcase.dates import local_date
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import Refused, refuse_for


@act
def find_age(case: Case, *, age_status: AgeStatus, established_at: datetime, evidence: str, by: User) -> AgeFinding:
    """Record what was established about the age, at an instant, and on what it rests.

    A child, or a person whose age is uncertain (Convention, Article 10(3)), is owed three notices within 24
    elapsed hours (SOP children 1.1), and a running reflection period ends as a correction, because the period
    is for adults only (SOP children 2.2). One that had already ended stays as it was. For an adult no period starts
    by itself: a lawyer decides (E-14).
    """
    case = lock(case)
    day, was_a_child = local_date(established_at), case.counts_as_child
    finding = AgeFinding(
        case=case,
        number=next_number(case.age_findings),
        age_status=age_status,
        established_at=established_at,
        evidence=evidence,
        recorded_by=by,
    )
    save_checked(finding)
    case.age_status = age_status
    save_checked(case)
    log.record("cases.age.found", by=by, on=day, case=case.code, area="identification", age_status=age_status)
    if case.counts_as_child:
        if not was_a_child and case.child_notices.filter(sent_at=None).exists():  # found again: they are owed already
            notices.tell_team(case, "child_found", subject=finding.pk, on=day)
        owe_notices(case, detected_at=established_at, by=by)
        _end_periods(case, at=established_at, by=by)
        following.found_to_be_a_child(case, on=day)
    following.what_is_known_of_the_age(case, on=day, by=by)
    return finding


def owe_notices(case: Case, *, detected_at: datetime, by: User) -> None:
    """Write the three notices of a child, once for a case, due 24 elapsed hours after detection."""
    if case.child_notices.exists():
        return
    term = deadline_for(RuleKind.CHILD_NOTICE, detected_at)
    if term is None:
        raise Refused(_("No rule of law is recorded for this day. Ask an administrator to add it."))
    for body in ChildBody:
        save_checked(ChildNotice(case=case, body=body, detected_at=detected_at, due_at=term.expires_at))
    day = local_date(detected_at)
    log.record("cases.child_notices.owed", by=by, on=day, case=case.code, area="identification")
    notices.tell_team(case, "child_found", subject=case.pk, on=day)


def _end_periods(case: Case, *, at: datetime, by: User) -> None:
    day = local_date(at)
    for period in ReflectionPeriod.objects.filter(case=case, runs_to__gte=day).standing():
        period.ended_on = max(day, period.starts_on)
        period.end_reason = PeriodEnd.FOUND_TO_BE_CHILD
        period.ended_by_decision = None
        period.ended_at = at
        save_checked(period)
        log.record("cases.period.corrected", by=by, on=day, case=case.code, area="clock", reason=period.end_reason)


@act
def send_notice(
    notice: ChildNotice,
    *,
    sent_at: datetime,
    channel: str,
    reference: str = "",
    proof: Document | None = None,
    by: User,
) -> ChildNotice:
    """Record that a notice was sent, when and by which way, and what proves it: a reference, or a document of the
    file. It is sent once. Raises Refused or ValidationError."""
    notice = lock(notice)
    refuse_for(why_not_send(notice))
    notice.sent_at, notice.sent_by = sent_at, by
    notice.channel, notice.reference, notice.proof = channel, reference, proof
    save_checked(notice)
    log.record(
        "cases.child_notice.sent",
        by=by,
        on=local_date(sent_at),
        case=notice.case.code,
        area="identification",
        body=notice.body,
        channel=channel,
    )
    return notice
