"""What is to be done about compensation and hearings, and by when: an arm of the one statement of reminders.

Only those on the team whose place opens this are told. The day that a sentence names is the last of its occurrence.
"""

from datetime import datetime
from typing import Any

from cases.permissions import CasePerm, places_with
from cases.rules import ReminderSource, reminder_source
from legal.claims.openings import ENDS, last_days
from legal.claims.states import STILL_TO_PREPARE, WAITING_CLAIMS, ClaimRoute, ClaimState, HearingState
from legal.states import StepKind
from tvcase.dates import local_date, next_working_day

ANY_DAY = 4000  # from the beginning
# Days before the last day on which a reminder comes, each until the next one's day.
TO_FILE = (90, 30, 7, 1, 0)
TO_ASK = (ANY_DAY, *TO_FILE)
TO_PREPARE = (14, 7, 3)

SQL = """
WITH reader AS (
    SELECT m.case_id, m.user_id, c.code
      FROM member m
      JOIN open_case c ON c.id = m.case_id
     WHERE m.since <= %(on)s AND EXISTS (
        SELECT FROM cases_casemember p
         WHERE p.case_id = m.case_id AND p.user_id = m.user_id AND p.left_on IS NULL
           AND p.role = ANY (%(claims_roles)s::text[]))
)
SELECT r.user_id, 'compensation_to_be_filed', r.code, k.id, concat(n.lead, ' ', k.due_on), k.due_on - n.lead
  FROM claims_claim k
  JOIN unnest(%(claims_file)s::int[], %(claims_file_until)s::int[]) AS n (lead, until)
       ON %(on)s >= k.due_on - n.lead AND %(on)s < k.due_on - n.until
  JOIN reader r ON r.case_id = k.case_id
 WHERE k.state = %(claims_prepared)s
UNION ALL  -- of an act that opens the way to the State, once it is recorded and again before its last day
SELECT r.user_id, 'compensation_can_be_asked', r.code, s.id, concat(n.lead, ' ', y.last), %(on)s::date
  FROM legal_proceedingsstep s
  JOIN unnest(%(claims_acts)s::date[], %(claims_last)s::date[]) AS y (day, last) ON y.day = s.effective_on
  JOIN unnest(%(claims_ask)s::int[], %(claims_ask_until)s::int[]) AS n (lead, until)
       ON %(on)s >= y.last - n.lead AND %(on)s < y.last - n.until
  JOIN reader r ON r.case_id = s.case_id
 WHERE (s.kind = %(claims_suspended)s OR s.how = ANY (%(claims_ends)s::text[]))
   AND EXISTS (  -- whoever is told may open the proceedings too
        SELECT FROM cases_casemember p WHERE p.case_id = s.case_id AND p.user_id = r.user_id AND p.left_on IS NULL
           AND p.role = ANY (%(claims_legal_roles)s::text[]))
   AND NOT EXISTS (SELECT FROM legal_proceedingsstep l
                    WHERE l.proceedings_id = s.proceedings_id AND l.number > s.number)
   AND NOT EXISTS (SELECT FROM claims_claim k WHERE k.case_id = s.case_id AND k.route = %(claims_state)s
                      AND (k.state <> %(claims_prepared)s OR k.trigger_on IS NOT NULL))
UNION ALL  -- every week anew, from the day after
SELECT r.user_id, 'compensation_unanswered', r.code, k.id, concat(w.week, ' ', k.examination_due_on),
       k.examination_due_on + 1 + 7 * w.week
  FROM claims_claim k
  CROSS JOIN LATERAL (SELECT (%(on)s::date - k.examination_due_on - 1) / 7 AS week) w
  JOIN reader r ON r.case_id = k.case_id
 WHERE k.state = ANY (%(claims_waiting)s::text[]) AND k.examination_due_on < %(on)s
UNION ALL
SELECT r.user_id, 'hearing_to_prepare', r.code, h.id, concat(n.lead, ' ', h.starts_on), h.starts_on - n.lead
  FROM claims_hearing h
  JOIN unnest(%(claims_prepare)s::int[], %(claims_prepare_until)s::int[]) AS n (lead, until)
       ON %(on)s >= h.starts_on - n.lead AND %(on)s < h.starts_on - n.until
  JOIN reader r ON r.case_id = h.case_id
 WHERE h.state = %(claims_planned)s AND EXISTS (
    SELECT FROM claims_preparation p WHERE p.hearing_id = h.id AND p.prepared = ANY (%(claims_still)s::text[]))
UNION ALL  -- once, on the working day before
SELECT r.user_id, 'hearing_soon', r.code, h.id, concat('soon ', h.starts_on), %(on)s::date
  FROM claims_hearing h
  JOIN reader r ON r.case_id = h.case_id
 WHERE h.state = %(claims_planned)s AND h.starts_on > %(on)s AND h.starts_on <= %(claims_next)s
UNION ALL  -- every week anew, from the day after
SELECT r.user_id, 'hearing_to_record', r.code, h.id, concat(w.week, ' ', h.starts_on), h.starts_on + 1 + 7 * w.week
  FROM claims_hearing h
  CROSS JOIN LATERAL (SELECT (%(on)s::date - h.starts_on - 1) / 7 AS week) w
  JOIN reader r ON r.case_id = h.case_id
 WHERE h.state = %(claims_planned)s AND h.starts_on < %(on)s
"""


def facts(at: datetime) -> dict[str, Any]:
    """What the statement is told besides the instant and its Sofia day."""
    acts = list(last_days(until=local_date(at)))
    return {
        "claims_acts": [day for day, _ in acts],
        "claims_last": [last for _, last in acts],
        "claims_ask": list(TO_ASK),
        "claims_ask_until": [*TO_ASK[1:], -1],
        "claims_suspended": StepKind.SUSPENDED,
        "claims_ends": list(ENDS),
        "claims_legal_roles": places_with(CasePerm.CHANGE_LEGAL),
        "claims_state": ClaimRoute.STATE_COMPENSATION,
        "claims_roles": places_with(CasePerm.VIEW_AID),
        "claims_prepared": ClaimState.PREPARED,
        "claims_waiting": list(WAITING_CLAIMS),
        "claims_planned": HearingState.PLANNED,
        "claims_still": list(STILL_TO_PREPARE),
        "claims_file": list(TO_FILE),
        "claims_file_until": [*TO_FILE[1:], -1],
        "claims_prepare": list(TO_PREPARE),
        "claims_prepare_until": [*TO_PREPARE[1:], 0],
        "claims_next": next_working_day(local_date(at)),
    }


reminder_source(ReminderSource(name="claims", sql=SQL, facts=facts))
