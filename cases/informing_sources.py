"""The daily reminder of what has still to be explained: special protection, legal aid and compensation (SOP 1.1).

The reflection period has its own (cases/actions/due.py). The duty is that of the organisation that identified, from
the day after on, for adults and children alike; what another explained does not discharge it.
"""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.informing import OTHER_RIGHTS
from cases.rules import ReminderSource, reminder_source
from tvcase.notifications.kinds import register

KIND = "rights_to_explain"

# To the team, the officer who identified, and the coordinators of that authority; once a day until all is explained.
SQL = """
WITH unexplained AS (
    SELECT i.id, i.case_id, c.code, i.organisation_id, i.officer_id, i.identified_on
      FROM cases_identification i
      JOIN open_case c ON c.id = i.case_id
     WHERE i.state = 'FORMAL_CONFIRMED' AND i.duplicate_of_id IS NULL AND i.identified_on < %(on)s AND EXISTS (
        SELECT FROM unnest(%(rights_to_explain)s::text[]) AS r (name)
         WHERE NOT EXISTS (
            SELECT FROM cases_rightsbriefing b
             WHERE b.case_id = i.case_id AND b."right" = r.name AND b.organisation_id = i.organisation_id
               AND b.confirmation <> %(not_understood)s
               AND (b.informed_at AT TIME ZONE 'Europe/Sofia')::date >= i.identified_on))
), whom AS (
    SELECT t.user_id, u.id FROM unexplained u JOIN team t ON t.case_id = u.case_id AND t.since <= %(on)s
    UNION
    SELECT o.id, u.id FROM unexplained u JOIN accounts_user o ON o.id = u.officer_id AND o.is_active
    UNION
    SELECT k.id, u.id FROM unexplained u JOIN coordinator k ON k.organisation_id = u.organisation_id
)
SELECT w.user_id, 'rights_to_explain', u.code, u.id, concat(%(on)s::date, ' ', u.identified_on), %(on)s::date
  FROM whom w JOIN unexplained u ON u.id = w.id
"""


def _facts(at: datetime) -> dict[str, Any]:
    return {"rights_to_explain": list(OTHER_RIGHTS)}


register(
    KIND,
    title=_("The person has not been told of all rights"),
    text=_(
        "Special protection, legal aid or compensation has still to be explained. The identifying organisation must "
        "tell the person and record it."
    ),
)
reminder_source(ReminderSource("rights_to_explain", SQL, _facts))
