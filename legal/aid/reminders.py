"""What legal aid reminds of: an answer that does not come, documents that are due, an appeal that can soon not be made.

By working days: an answer that is owed is asked about every working day until somebody recorded that they asked,
and documents that are overdue every working day until they were handed in.
"""

from datetime import datetime
from typing import Any

from cases.permissions import CasePerm, places_with
from cases.rules import ReminderSource, reminder_source
from legal.aid.states import ANSWER_OWED, AidState
from tvcase.dates import ONE_DAY, is_working_day, local_date, next_working_day

OVERDUE = "aid_answer_overdue"
DOCUMENTS = "aid_documents_due"
DOCUMENTS_OVERDUE = "aid_documents_overdue"
APPEAL = "aid_appeal_ends"

# To members whose place lets them read of legal aid, and to who is on the team without a place.
SQL = """
    SELECT t.user_id, d.kind, c.code, d.subject, d.occurrence, d.due_on
      FROM (
        SELECT %(legal_aid_overdue)s::text AS kind, a.case_id, a.id AS subject,
               concat(%(on)s::date, ' ', a.chase_on) AS occurrence, %(on)s::date AS due_on
          FROM aid_legalaidapplication a
         WHERE %(legal_aid_works)s AND a.chase_on <= %(on)s AND a.state = ANY (%(legal_aid_owed)s::text[])
        UNION ALL
        SELECT %(legal_aid_documents)s::text, k.case_id, k.application_id, k.by_when::text,
               least(k.by_when - 3, %(on)s::date)
          FROM aid_documentsasked k
          JOIN aid_legalaidapplication a ON a.id = k.application_id AND a.state = %(legal_aid_incomplete)s
         WHERE k.handed_in_on IS NULL AND k.by_when BETWEEN %(on)s AND %(legal_aid_soon)s
        UNION ALL
        SELECT %(legal_aid_documents_overdue)s::text, k.case_id, k.application_id,
               concat(%(on)s::date, ' ', k.by_when), %(on)s::date
          FROM aid_documentsasked k
          JOIN aid_legalaidapplication a ON a.id = k.application_id AND a.state = %(legal_aid_incomplete)s
         WHERE %(legal_aid_works)s AND k.handed_in_on IS NULL AND k.by_when < %(on)s
        UNION ALL
        SELECT %(legal_aid_appeal)s::text, a.case_id, a.id, a.appeal_until::text,
               least(a.appeal_until - 3, %(on)s::date)
          FROM aid_legalaidapplication a
         WHERE a.state = %(legal_aid_refused)s AND a.appeal_until BETWEEN %(on)s AND %(legal_aid_soon)s
      ) d
      JOIN open_case c ON c.id = d.case_id
      JOIN team t ON t.case_id = c.id AND t.since <= %(on)s
      LEFT JOIN cases_casemember m ON m.case_id = c.id AND m.user_id = t.user_id AND m.left_on IS NULL
     WHERE m.role IS NULL OR m.role = ANY (%(legal_aid_roles)s::text[])
"""


def facts(at: datetime) -> dict[str, Any]:
    """What the statement is told of an instant: whether its Sofia day is a working day, and the days it looks ahead."""
    on = local_date(at)
    return {
        "legal_aid_works": is_working_day(on),
        "legal_aid_soon": max(next_working_day(next_working_day(on)), on + 3 * ONE_DAY),
        "legal_aid_roles": places_with(CasePerm.VIEW_AID),
        "legal_aid_owed": list(ANSWER_OWED),
        "legal_aid_incomplete": AidState.INCOMPLETE,
        "legal_aid_refused": AidState.REFUSED,
        "legal_aid_overdue": OVERDUE,
        "legal_aid_documents": DOCUMENTS,
        "legal_aid_documents_overdue": DOCUMENTS_OVERDUE,
        "legal_aid_appeal": APPEAL,
    }


reminder_source(ReminderSource(name="legal_aid", sql=SQL, facts=facts))
