"""What reminders and the list of deadlines show of returns and of links between cases, and what notifications say.

Days are Europe/Sofia dates. Of a return only those are reminded whose place on the team opens it.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Case, FollowUpContact, ReturnPlan
from cases.permissions import CasePerm, places_with
from cases.returning import ReturnState
from cases.rules import CaseDeadline, DeadlineSource, ReminderSource, deadline_source, reminder_source
from tvcase.accounts.models import User
from tvcase.dates import ONE_DAY, local_date, next_working_day
from tvcase.notifications.kinds import register

# Two days before a planned departure; every day after one on which nobody recorded an arrival; on the day of a contact.
# Of a departure and a contact also on the working day before, when the day of the reminder itself is off. The day that
# a sentence names is the last of its occurrence.
DUE = """
SELECT t.user_id, n.kind, c.code, n.subject, n.occurrence, n.due_on
  FROM (
    SELECT 'return_departs' AS kind, p.case_id, p.id AS subject, p.planned_on::text AS occurrence,
           p.planned_on - 2 AS due_on
      FROM cases_returnplan p
     WHERE p.state IN ('PREPARING', 'READY') AND p.planned_on - 2 <= %(on)s AND p.planned_on >= %(on)s
    UNION ALL
    SELECT 'return_departs', p.case_id, p.id, concat('ahead ', p.planned_on), %(on)s::date
      FROM cases_returnplan p
     WHERE p.state IN ('PREPARING', 'READY') AND p.planned_on - 2 > %(on)s AND p.planned_on - 2 <= %(returns_off)s
    UNION ALL
    SELECT 'return_not_arrived', p.case_id, p.id, concat(%(on)s::date, ' ', p.departed_on), %(on)s::date
      FROM cases_returnplan p
     WHERE p.state IN ('IN_TRANSIT', 'INCIDENT') AND p.departed_on < %(on)s
    UNION ALL
    SELECT 'return_contact_due', f.case_id, f.id, f.due_on::text, f.due_on
      FROM cases_followupcontact f
     WHERE f.held_on IS NULL AND f.cancelled_on IS NULL AND f.due_on <= %(on)s
    UNION ALL
    SELECT 'return_contact_due', f.case_id, f.id, concat('ahead ', f.due_on), %(on)s::date
      FROM cases_followupcontact f
     WHERE f.held_on IS NULL AND f.cancelled_on IS NULL AND f.due_on > %(on)s AND f.due_on <= %(returns_off)s
  ) n
  JOIN open_case c ON c.id = n.case_id
  JOIN team t ON t.case_id = n.case_id AND t.since <= n.due_on
 WHERE t.user_id = ANY (c.sealed_to)
    OR EXISTS (SELECT FROM cases_casemember m WHERE m.case_id = t.case_id AND m.user_id = t.user_id
                  AND m.left_on IS NULL AND m.role = ANY (%(returns_roles)s::text[]))
"""

# To the coordinators of the organisation that holds the case which was named, once.
PROPOSED = """
SELECT k.id, 'same_person_proposed', c.code, l.id, l.proposed_on::text, l.proposed_on
  FROM cases_duplicatelink l
  JOIN open_case c ON c.code = l.other_code
  JOIN coordinator k ON k.organisation_id = c.holder
 WHERE l.state = 'PROPOSED' AND l.proposed_on <= %(on)s AND k.id <> l.proposed_by_id
   AND (c.sealed_to IS NULL OR k.id = ANY (c.sealed_to))
"""


def _facts(at: datetime) -> dict[str, Any]:
    off = next_working_day(local_date(at)) - ONE_DAY
    return {"returns_roles": places_with(CasePerm.VIEW_RETURN), "returns_off": off}


reminder_source(ReminderSource("returns", DUE, _facts))
reminder_source(ReminderSource("same_person", PROPOSED))


def _days(case: Case, user: User, *, on: date) -> Iterator[CaseDeadline]:
    plans = ReturnPlan.objects.permitting(user, CasePerm.VIEW_RETURN).filter(case=case, planned_on__isnull=False)
    for plan in plans.exclude(state=ReturnState.DECLINED):
        url = reverse("cases:return-plan", args=[case.code, plan.number])
        yield CaseDeadline(_("Planned departure"), on=plan.planned_on, over_on=plan.departed_on, url=url)
    contacts = FollowUpContact.objects.permitting(user, CasePerm.VIEW_RETURN).filter(case=case, cancelled_on=None)
    for contact in contacts.select_related("plan"):
        url = reverse("cases:return-contact", args=[case.code, contact.plan.number, contact.number])
        yield CaseDeadline(_("Contact after the return"), on=contact.due_on, over_on=contact.held_on, url=url)


deadline_source(DeadlineSource(CasePerm.VIEW_RETURN, _days))

register(
    "return_blocked",
    title=gettext_lazy("A return was stopped"),
    text=gettext_lazy("The risk assessment shows a threat. Look with the person at protection; support goes on."),
    url_name="cases:returns",
)
register(
    "return_incident",
    title=gettext_lazy("A person who returns did not arrive"),
    text=gettext_lazy("Read what is known, look for the person now, and tell the authorities what may save life."),
    url_name="cases:returns",
)
register(
    "return_departs",
    title=gettext_lazy("A departure is planned"),
    text=gettext_lazy("It is planned for %(day)s: check papers, transport, escort, and who meets the person."),
    url_name="cases:returns",
)
register(
    "return_not_arrived",
    title=gettext_lazy("No arrival is recorded"),
    text=gettext_lazy("The person left, and nobody recorded the arrival. Ask the receiving side, and record it."),
    url_name="cases:returns",
)
register(
    "return_contact_due",
    title=gettext_lazy("A contact after a return is due"),
    text=gettext_lazy("The person agreed to be contacted. Use the safe way that is written in the plan."),
    url_name="cases:returns",
)
register(
    "same_person_proposed",
    title=gettext_lazy("Is it the same person as in another case?"),
    text=gettext_lazy("A colleague proposes it. Speak with the colleague, and answer."),
    url_name="cases:duplicates",
)
