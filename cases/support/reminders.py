"""What the plan reminds of: its day of review, and every working day that its time is over.

The day that a sentence names is the last of its occurrence.
"""

from datetime import datetime
from typing import Any

from cases.permissions import CasePerm, places_with
from cases.rules import ReminderSource, reminder_source
from cases.support.states import PlanState
from tvcase.dates import ONE_DAY, is_working_day, local_date, next_working_day

REVIEW = "support_plan_review"
OVER = "support_plan_over"

# To members whose place lets them change the plan, and to who is on the team without a place.
SQL = """
    SELECT t.user_id, d.kind, c.code, d.subject, d.occurrence, d.due_on
      FROM (
        SELECT %(support_plan_review)s::text AS kind, p.case_id, p.id AS subject, p.review_on::text AS occurrence,
               p.review_on AS due_on
          FROM support_supportplan p
         WHERE p.state = %(support_plan_active)s AND p.review_on <= %(on)s
           AND p.until_on >= %(on)s
        UNION ALL  -- and on the working day before, when the day itself is off
        SELECT %(support_plan_review)s, p.case_id, p.id, concat('ahead ', p.review_on), %(on)s::date
          FROM support_supportplan p
         WHERE p.state = %(support_plan_active)s AND p.review_on > %(on)s AND p.review_on <= %(support_plan_off)s
        UNION ALL
        SELECT %(support_plan_over)s::text, p.case_id, p.id, concat(%(on)s::date, ' ', p.until_on), %(on)s::date
          FROM support_supportplan p
         WHERE %(support_plan_works)s AND p.state = %(support_plan_active)s AND p.until_on < %(on)s
      ) d
      JOIN open_case c ON c.id = d.case_id
      JOIN team t ON t.case_id = c.id AND t.since <= %(on)s
      LEFT JOIN cases_casemember m ON m.case_id = c.id AND m.user_id = t.user_id AND m.left_on IS NULL
     WHERE m.role IS NULL OR m.role = ANY (%(support_plan_roles)s::text[])
"""


def facts(at: datetime) -> dict[str, Any]:
    """What the statement is told of an instant: whether its Sofia day is a working day, and the last day off after."""
    on = local_date(at)
    return {
        "support_plan_works": is_working_day(on),
        "support_plan_off": next_working_day(on) - ONE_DAY,
        "support_plan_roles": places_with(CasePerm.CHANGE_SUPPORT),
        "support_plan_active": PlanState.ACTIVE,
        "support_plan_review": REVIEW,
        "support_plan_over": OVER,
    }


reminder_source(ReminderSource(name="support_plan", sql=SQL, facts=facts))
