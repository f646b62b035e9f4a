"""Reminders of Article 25: the request or appeal that waits, the decision that is due, the act that the person was not
given, the permit that lapses.

Our sources set no deadline for the decision. So the office is reminded every week of what waits, without end: first
the prosecutors, from the second week the deputies too, from the third the head (product 2; a recommendation without
force of law). Whoever has taken the request is reminded in the place of the other prosecutors. The team is reminded
from the third day on, every week, of a refusal or an early end that the person was not given: without it, time to
appeal passes unnoticed.
"""

from datetime import date, datetime, timedelta
from typing import Any

from cases.deadlines import days_ahead
from cases.law import rule_for
from cases.permissions import CasePerm, places_with
from cases.rules import ReminderSource, reminder_source
from cases.terms import RuleKind
from legal.states import WAITING_REQUESTS, AppealState, EndKind, RequestState
from tvcase.accounts.roles import Role
from tvcase.dates import ONE_DAY, local_date

WEEK = 7
LONGEST_LEAD = 400  # days; no permit is reminded of earlier

# Who of the office is meant from which level on; where nobody holds the lower place, the next one at once.
# A term that an administrator has entered: three days and one day before, on the day, and every day after it.
WAITS = """
    SELECT u.id, d.kind, d.code, d.request, d.occurrence, d.due_on
      FROM (
        SELECT r.id AS request, r.office_id, r.claimed_by_id, r.claim_ends_at, c.code, 'protection_waits' AS kind,
               w.number AS level, concat('week ', w.number, ' ', r.filed_on + w.number * 7) AS occurrence,
               r.filed_on + w.number * 7 AS due_on
          FROM legal_protectionrequest r
          JOIN open_case c ON c.id = r.case_id
         CROSS JOIN LATERAL (SELECT (%(on)s::date - r.filed_on) / 7 AS number) w
         WHERE r.state = ANY (%(protection_waiting)s::text[]) AND w.number >= 1
        UNION ALL
        SELECT r.id, r.office_id, r.claimed_by_id, r.claim_ends_at, c.code, 'protection_due',
               CASE WHEN %(on)s > r.decision_due_on THEN 3 WHEN %(on)s = r.decision_due_on THEN 2 ELSE 1 END,
               concat(%(on)s::date, ' ', r.decision_due_on), %(on)s::date
          FROM legal_protectionrequest r
          JOIN open_case c ON c.id = r.case_id
         WHERE r.state = ANY (%(protection_waiting)s::text[])
           AND (%(on)s >= r.decision_due_on OR r.decision_due_on - %(on)s::date IN (1, 3))
        UNION ALL
        SELECT r.id, r.office_id, r.claimed_by_id, r.claim_ends_at, c.code, 'protection_appeal_waits', w.number,
               concat('week ', w.number, ' ', a.filed_on + w.number * 7), a.filed_on + w.number * 7
          FROM legal_appeal a
          JOIN legal_protectionrequest r ON r.id = a.request_id
          JOIN open_case c ON c.id = a.case_id
         CROSS JOIN LATERAL (SELECT (%(on)s::date - a.filed_on) / 7 AS number) w
         WHERE a.state = %(protection_appeal_open)s AND w.number >= 1
      ) d
      JOIN accounts_user u ON u.organisation_id = d.office_id AND u.is_active AND (
           (%(protection_prosecutor)s = ANY (u.roles) AND (d.claim_ends_at IS NULL OR d.claim_ends_at <= %(at)s
                OR d.claimed_by_id = u.id))
           OR (%(protection_deputy)s = ANY (u.roles) AND (d.level >= 2 OR NOT EXISTS (
                SELECT FROM accounts_user p WHERE p.organisation_id = d.office_id AND p.is_active
                   AND %(protection_prosecutor)s = ANY (p.roles))))
           OR (%(protection_head)s = ANY (u.roles) AND (d.level >= 3 OR NOT EXISTS (
                SELECT FROM accounts_user p WHERE p.organisation_id = d.office_id AND p.is_active
                   AND p.roles && ARRAY[%(protection_prosecutor)s, %(protection_deputy)s]::varchar[]))))"""

# From the third day after the act, and every week. One that is appealed is known.
NOT_GIVEN = """
    SELECT t.user_id, 'protection_not_given', c.code, g.request, concat('week ', w.number, ' ', w.day), w.day
      FROM (
        SELECT r.id AS request, r.case_id, r.decided_on AS made_on
          FROM legal_protectionrequest r
         WHERE r.state = %(not_given_refused)s AND r.served_on IS NULL
        UNION ALL
        SELECT p.request_id, p.case_id, p.ended_on
          FROM legal_protection p
         WHERE p.end_kind = %(not_given_terminated)s AND p.end_served_on IS NULL AND NOT EXISTS (
            SELECT FROM legal_appeal a WHERE a.request_id = p.request_id AND a.contested_on = p.ended_on)
      ) g
      JOIN open_case c ON c.id = g.case_id
     CROSS JOIN LATERAL (SELECT (%(on)s::date - g.made_on - 3) / 7 AS number,
           g.made_on + 3 + (%(on)s::date - g.made_on - 3) / 7 * 7 AS day) w
      JOIN team t ON t.case_id = g.case_id
      JOIN cases_casemember m ON m.case_id = g.case_id AND m.user_id = t.user_id AND m.left_on IS NULL
           AND m.role = ANY (%(not_given_readers)s::text[])
     WHERE %(on)s >= g.made_on + 3"""

# Once at the lead of the rule, then a week before, the day before, and on the last day.
LAPSES = """
    SELECT t.user_id, 'permit_lapses', c.code, p.id, concat(s.stage, ' ', p.permit_valid_to), %(on)s::date
      FROM legal_protection p
      JOIN open_case c ON c.id = p.case_id
     CROSS JOIN LATERAL (SELECT CASE
           WHEN p.permit_valid_to = %(on)s THEN 'last day'
           WHEN p.permit_valid_to = %(on)s::date + 1 THEN 'day before'
           WHEN p.permit_valid_to <= %(on)s::date + 7 THEN 'week before'
           ELSE 'ahead' END AS stage) s
      JOIN team t ON t.case_id = p.case_id
      JOIN cases_casemember m ON m.case_id = p.case_id AND m.user_id = t.user_id AND m.left_on IS NULL
           AND m.role = ANY (%(permit_readers)s::text[])
     WHERE p.ended_on IS NULL AND p.permit_valid_to BETWEEN %(on)s AND %(permit_horizon)s"""


def _of_requests(at: datetime) -> dict[str, Any]:
    return {
        "protection_waiting": list(WAITING_REQUESTS),
        "protection_appeal_open": AppealState.FILED,
        "protection_prosecutor": Role.PROSECUTOR,
        "protection_deputy": Role.DEPUTY_HEAD,
        "protection_head": Role.OFFICE_HEAD,
    }


def _of_permits(at: datetime) -> dict[str, Any]:
    return {"permit_readers": places_with(CasePerm.VIEW_LEGAL), "permit_horizon": permit_horizon(on=local_date(at))}


def _of_acts(at: datetime) -> dict[str, Any]:
    return {
        "not_given_readers": places_with(CasePerm.VIEW_LEGAL),
        "not_given_refused": RequestState.REFUSED,
        "not_given_terminated": EndKind.TERMINATED,
    }


def permit_horizon(*, on: date) -> date:
    """The latest last day of a permit that is reminded of on a Sofia day, under the rule of that day; without one
    the last week."""
    rule = rule_for(RuleKind.PERMIT_REMINDER, on=on)
    farthest = on + timedelta(days=WEEK)
    for ahead in range(WEEK, LONGEST_LEAD):
        day = on + ahead * ONE_DAY
        reminded_from = days_ahead(rule, day)
        if reminded_from is None or reminded_from > on:
            break
        farthest = day
    return farthest


reminder_source(ReminderSource("protection", WAITS, _of_requests))
reminder_source(ReminderSource("not_given", NOT_GIVEN, _of_acts))
reminder_source(ReminderSource("permit", LAPSES, _of_permits))
