"""What is to be talked about in a stay, and when: an arm of the one statement of reminders.

The house and those of the team whose place opens the stay are told. Nobody is evicted by any of it. The day that a
sentence names is the last of its occurrence.
"""

from datetime import datetime
from typing import Any

from cases.permissions import CasePerm, places_with
from cases.rules import ReminderSource, reminder_source
from shelters.states import HERE
from tvcase.accounts.roles import SHELTER_ROLES
from tvcase.dates import ONE_DAY, local_date, next_working_day

# Days before the planned end on which a reminder comes, each until the next one's day (domain 4.6), and on the day.
BEFORE_THE_END = (7, 2, 0)
ABSENCE = 2  # days: the policy of 48 hours, after which the house asks what comes next

SQL = """
WITH stay AS (
    SELECT s.id, s.case_id, s.planned_to_on, c.code, h.organisation_id AS house
      FROM shelters_stay s
      JOIN open_case c ON c.id = s.case_id
      JOIN shelters_shelter h ON h.id = s.shelter_id
     WHERE s.state = ANY (%(stays_here)s::text[])
), reader AS (
    SELECT s.id AS stay_id, u.id AS user_id
      FROM stay s
      JOIN accounts_user u ON u.organisation_id = s.house AND u.is_active AND u.roles && %(stays_staff)s::varchar[]
    UNION
    SELECT s.id, m.user_id
      FROM stay s
      JOIN member m ON m.case_id = s.case_id AND m.since <= %(on)s
     WHERE EXISTS (
        SELECT FROM cases_casemember p
         WHERE p.case_id = m.case_id AND p.user_id = m.user_id AND p.left_on IS NULL
           AND p.role = ANY (%(stays_roles)s::text[]))
), ending AS (
    SELECT s.id, s.code, s.planned_to_on, n.lead, s.planned_to_on - n.lead AS notice_on,
           s.planned_to_on - n.until AS until_on
      FROM stay s
      CROSS JOIN unnest(%(stays_before)s::int[], %(stays_before_until)s::int[]) AS n (lead, until)
)
SELECT r.user_id, 'stay_term_ends', e.code, e.id, concat(e.lead, ' ', e.planned_to_on), e.notice_on
  FROM ending e JOIN reader r ON r.stay_id = e.id
 WHERE %(on)s >= e.notice_on AND %(on)s < e.until_on
UNION ALL  -- and on the working day before, when the day itself is off
SELECT r.user_id, 'stay_term_ends', e.code, e.id, concat(e.lead, ' ahead ', e.planned_to_on), %(on)s::date
  FROM ending e JOIN reader r ON r.stay_id = e.id
 WHERE e.notice_on > %(on)s AND e.notice_on <= %(stays_off)s
UNION ALL  -- every week anew
SELECT r.user_id, 'stay_absence_goes_on', s.code, a.id, concat(w.week, ' ', w.since_on),
       w.since_on + %(stays_absence)s + 7 * w.week
  FROM shelters_absence a
  JOIN stay s ON s.id = a.stay_id
  CROSS JOIN LATERAL (
    SELECT d.since_on, (%(on)s::date - d.since_on - %(stays_absence)s) / 7 AS week
      FROM (SELECT (a.since AT TIME ZONE 'Europe/Sofia')::date AS since_on) d) w
  JOIN reader r ON r.stay_id = s.id
 WHERE a.back_at IS NULL AND %(on)s >= w.since_on + %(stays_absence)s
UNION ALL  -- on the day, and every week anew
SELECT r.user_id, 'stay_review_due', s.code, v.id, concat(w.week, ' ', v.due_on), v.due_on + 7 * w.week
  FROM shelters_stayreview v
  JOIN stay s ON s.id = v.stay_id
  CROSS JOIN LATERAL (SELECT (%(on)s::date - v.due_on) / 7 AS week) w
  JOIN reader r ON r.stay_id = s.id
 WHERE v.done_on IS NULL AND v.fell_away_on IS NULL AND v.due_on <= %(on)s
"""


def facts(at: datetime) -> dict[str, Any]:
    """What the statement is told besides the instant and its Sofia day."""
    return {
        "stays_here": list(HERE),
        "stays_staff": list(SHELTER_ROLES),
        "stays_roles": places_with(CasePerm.VIEW_STAY),
        "stays_before": list(BEFORE_THE_END),
        "stays_before_until": [*BEFORE_THE_END[1:], -1],
        "stays_off": next_working_day(local_date(at)) - ONE_DAY,
        "stays_absence": ABSENCE,
    }


reminder_source(ReminderSource(name="stays", sql=SQL, facts=facts))
