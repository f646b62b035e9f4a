"""What the child's track reminds of: that somebody comes of age, 90, 30 and 7 days before the month in which that is
and in that month, and every working day that a special representative is missing.

No table keeps the day itself in plain: it would tell the birthday. So days are counted from the first of the month,
which is never later. From then on the team and the appointed lawyer are told (E-15): nothing opens and nothing ends by
itself. Who learns of a birth late gets the nearest of the three only; of a month that was over before the procedure
was opened nobody is told. The day that a sentence names is the last of its occurrence.
"""

from datetime import datetime
from typing import Any

from cases.permissions import CasePerm, places_with
from cases.rules import ReminderSource, reminder_source
from cases.states import CHILD, OpeningGround
from tvcase.dates import is_working_day, local_date

BEFORE = [90, 30, 7]
SOON, TODAY, MISSING = "child_of_age_soon", "child_of_age", "child_representative_missing"

SQL = """
WITH growing AS (
    SELECT p.id, p.case_id, c.code, c.sealed_to, p.number, p.of_age_month AS month
      FROM children_childprocedure p
      JOIN open_case c ON c.id = p.case_id AND c.age_status = ANY (%(children_ages)s::text[])
     WHERE p.closed_on IS NULL AND p.of_age_month + interval '1 month' > p.opened_on
), told AS (
    SELECT g.id, t.user_id FROM growing g JOIN team t ON t.case_id = g.case_id AND t.since <= %(on)s
    UNION
    SELECT g.id, o.user_id
      FROM growing g
      JOIN cases_caseopening o ON o.case_id = g.case_id AND o.ground = %(children_appointed)s AND o.closed_on IS NULL
      JOIN accounts_user u ON u.id = o.user_id AND u.is_active
     WHERE g.sealed_to IS NULL OR o.user_id = ANY (g.sealed_to)
)
SELECT t.user_id, %(children_soon)s::text, g.code, g.id AS subject,
       concat(g.number, ' ', n.before, ' ', g.month) AS occurrence, g.month - n.before AS due_on
  FROM growing g
  JOIN team t ON t.case_id = g.case_id AND t.since <= %(on)s
  CROSS JOIN LATERAL (
    SELECT min(b) AS before FROM unnest(%(children_before)s::int[]) b WHERE g.month - b <= %(on)s
  ) n
 WHERE n.before IS NOT NULL AND g.month > %(on)s
UNION ALL
SELECT t.user_id, %(children_today)s::text, g.code, g.id, concat(g.number, ' ', g.month), g.month
  FROM growing g JOIN told t ON t.id = g.id
 WHERE g.month <= %(on)s
UNION ALL
SELECT t.user_id, %(children_missing)s::text, c.code, r.id, concat(%(on)s::date, ' ', r.since_on), %(on)s::date
  FROM children_specialrepresentation r
  JOIN open_case c ON c.id = r.case_id AND c.age_status = ANY (%(children_ages)s::text[])
  JOIN team t ON t.case_id = r.case_id AND t.since <= %(on)s
  JOIN accounts_organisation h ON h.id = c.holder
  LEFT JOIN cases_casemember m ON m.case_id = c.id AND m.user_id = t.user_id AND m.left_on IS NULL
 WHERE %(children_works)s AND r.ended_on IS NULL AND r.appointed_on IS NULL
   AND (m.role IS NULL OR m.role = ANY (CASE WHEN h.kind = ANY (%(formal_kinds)s::text[])
        THEN %(children_roles_of_an_authority)s::text[] ELSE %(children_roles)s::text[] END))
"""


def facts(at: datetime) -> dict[str, Any]:
    """What the statement is told of an instant: whether its Sofia day is a working day, and how long before to tell."""
    return {
        "children_ages": list(CHILD),
        "children_appointed": OpeningGround.APPOINTED,
        "children_before": BEFORE,
        "children_soon": SOON,
        "children_today": TODAY,
        "children_missing": MISSING,
        "children_works": is_working_day(local_date(at)),
        "children_roles": places_with(CasePerm.CHANGE_IDENTITY),
        "children_roles_of_an_authority": places_with(CasePerm.CHANGE_IDENTITY, authority=True),
    }


reminder_source(ReminderSource(name="children", sql=SQL, facts=facts))
