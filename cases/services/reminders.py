"""What is to be done about sessions and unmet needs, and by when: an arm of the one statement of reminders.

Of a session it is told in whose calendar it is, while she or he is on the team; of a need that waits, the team. The day
that a sentence names is the last of its occurrence.
"""

from datetime import datetime
from typing import Any

from cases.permissions import CasePerm, places_with
from cases.rules import ReminderSource, reminder_source
from cases.services.states import SessionState
from tvcase.dates import local_date, midnight_after, next_working_day

STILL_WAITING = 30  # days after which a need in the ledger is looked at again, and every so many days after that

SQL = """
WITH helper AS (
    SELECT m.case_id, m.user_id, c.code
      FROM member m
      JOIN open_case c ON c.id = m.case_id
     WHERE m.since <= %(on)s AND EXISTS (
        SELECT FROM cases_casemember p
         WHERE p.case_id = m.case_id AND p.user_id = m.user_id AND p.left_on IS NULL
           AND p.role = ANY (%(services_roles)s::text[]))
), session AS (
    SELECT s.id, s.case_id, s.staff_id, (s.starts_at AT TIME ZONE 'Europe/Sofia')::date AS day
      FROM services_session s
     WHERE s.state = %(services_planned)s AND s.starts_at < %(services_until)s
)
SELECT h.user_id, 'session_soon', h.code, s.id, concat('soon ', s.day), %(on)s::date  -- once, the working day before
  FROM session s JOIN helper h ON h.case_id = s.case_id AND h.user_id = s.staff_id
 WHERE s.day > %(on)s
UNION ALL  -- every week anew, from the day after
SELECT h.user_id, 'session_to_record', h.code, s.id, concat(w.week, ' ', s.day), s.day + 1 + 7 * w.week
  FROM session s
  CROSS JOIN LATERAL (SELECT (%(on)s::date - s.day - 1) / 7 AS week) w
  JOIN helper h ON h.case_id = s.case_id AND h.user_id = s.staff_id
 WHERE s.day < %(on)s
UNION ALL  -- every thirty days anew, while it waits
SELECT h.user_id, 'need_still_unmet', h.code, n.id, concat(w.turn, ' ', n.since_on),
       n.since_on + %(services_waiting)s * w.turn
  FROM services_unmetneed n
  CROSS JOIN LATERAL (SELECT (%(on)s::date - n.since_on) / %(services_waiting)s AS turn) w
  JOIN helper h ON h.case_id = n.case_id
 WHERE n.resolved_on IS NULL AND n.since_on <= %(on)s::date - %(services_waiting)s
"""


def facts(at: datetime) -> dict[str, Any]:
    """What the statement is told besides the instant and its Sofia day."""
    return {
        "services_roles": places_with(CasePerm.CHANGE_SUPPORT),
        "services_planned": SessionState.SCHEDULED,
        "services_until": midnight_after(next_working_day(local_date(at))),
        "services_waiting": STILL_WAITING,
    }


reminder_source(ReminderSource(name="services", sql=SQL, facts=facts))
