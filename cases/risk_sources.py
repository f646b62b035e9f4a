"""What history, reminders and the list of deadlines show of the risk, what notifications say, and which contacts of
this part make a new assessment due."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Case, InstitutionContact, RiskAssessment
from cases.permissions import CasePerm, places_with
from cases.risk import RiskLevel, Threatened
from cases.rules import (
    CaseDeadline,
    ContactSource,
    DeadlineSource,
    ReminderSource,
    SharedItemSource,
    TimelineSource,
    contact_source,
    deadline_source,
    reminder_source,
    shared_item_source,
    support_step,
    timeline_source,
)
from cases.rules.risk import review_due_at, unassessed
from tvcase.accounts.models import User
from tvcase.dates import local_date
from tvcase.notifications.kinds import register

SUPPORT = CasePerm.VIEW_SUPPORT

contact_source(ContactSource("institutions", "SELECT case_id, happened_at FROM cases_institutioncontact"))
contact_source(ContactSource("trafficker", "SELECT case_id, happened_at FROM cases_contactbreach"))
contact_source(ContactSource("notices", "SELECT case_id, sent_at FROM cases_childnotice WHERE sent_at IS NOT NULL"))

# In the history: that the risk was assessed, with its level, and that there was a contact; never what about.

timeline_source(
    TimelineSource(
        "cases.risk.assessed",
        SUPPORT,
        gettext_lazy("Risk assessed"),
        lambda case, user: RiskAssessment.objects.filter(case=case).completed(),
        happened_at="assessed_at",
        detail="level",
        who="assessor",
        labels=tuple(RiskLevel.choices),
    )
)
timeline_source(
    TimelineSource(
        "cases.risk.contact",
        SUPPORT,
        gettext_lazy("Contact with an institution"),
        lambda case, user: InstitutionContact.objects.filter(case=case),
        happened_at="happened_at",
        who="recorded_by",
    )
)

# Reminders: on the day on which a review after a contact is due, and on the day that was planned.


_DUE = """
SELECT t.user_id, d.kind, c.code, d.subject, d.occurrence, d.due_on
  FROM (
    SELECT 'risk_review_due'::text AS kind, u.case_id, u.case_id AS subject,
           extract(epoch FROM u.at)::bigint::text AS occurrence,
           ((u.at + interval '24 hours') AT TIME ZONE 'Europe/Sofia')::date AS due_on
      FROM ({unassessed}) u
    UNION ALL
    SELECT 'risk_review_planned', r.case_id, r.id, r.next_review_on::text, r.next_review_on
      FROM cases_riskassessment r
     WHERE r.state = 'CURRENT'
  ) d
  JOIN open_case c ON c.id = d.case_id
  JOIN team t ON t.case_id = c.id AND t.since <= %(on)s
 WHERE d.due_on <= %(on)s
   AND ((t.user_id = ANY (c.sealed_to) AND NOT EXISTS (
            SELECT FROM accounts_organisation a WHERE a.id = c.holder AND a.kind = ANY (%(formal_kinds)s::text[])))
        OR EXISTS (SELECT FROM cases_casemember p WHERE p.case_id = t.case_id AND p.user_id = t.user_id
                      AND p.left_on IS NULL AND p.role = ANY (%(risk_roles)s::text[])))
"""


def _due() -> str:
    return _DUE.format(unassessed=unassessed())


def _facts(at: datetime) -> dict[str, Any]:
    return {"risk_roles": places_with(SUPPORT)}


reminder_source(ReminderSource("risk", _due, _facts))

# Deadlines: the review after a contact, and the one that was planned.


def _reviews(case: Case, user: User, *, on: date) -> Iterator[CaseDeadline]:
    url = reverse("cases:risk", args=[case.code])
    if due := review_due_at(case):
        yield CaseDeadline(_("Assess the risk again after a contact"), on=local_date(due), url=url)
    current = RiskAssessment.objects.permitting(user, SUPPORT).filter(case=case).current().first()
    if current and current.next_review_on:
        yield CaseDeadline(_("Planned review of the risk"), on=current.next_review_on, url=url)


deadline_source(DeadlineSource(SUPPORT, _reviews))

# What another organisation must be told with a referral: the risks to life and well-being (SOP 1.4).


def _risks(case: Case) -> Iterator[str]:
    current = case.risk_assessments.current().first()
    if current is None:
        return
    yield f"{_('Level of risk')}: {current.get_level_display()}"
    if current.threat_to:
        yield f"{_('Who is threatened')}: {', '.join(str(Threatened(code).label) for code in current.threat_to)}"
    for label, value in (
        (_("Urgent medical needs"), current.urgent_medical_note),
        (_("Threat of violence or of being trafficked again"), current.violence_note),
        (_("Danger of revenge against family or relatives"), current.retaliation),
    ):
        if value:
            yield f"{label}: {value}"


shared_item_source(
    SharedItemSource("RISK", gettext_lazy("risks to life and well-being"), SUPPORT, _risks, must_share=True)
)

# What notifications say: that there is something to do or to read, and no more.

register(
    "risk_review_due",
    title=gettext_lazy("The risk must be assessed again"),
    text=gettext_lazy("After a contact this is due within 24 hours, at the latest on %(day)s: speak with the person."),
    url_name="cases:risk",
)
register(
    "risk_review_planned",
    title=gettext_lazy("The risk is to be looked at again"),
    text=gettext_lazy("This was planned for %(day)s; speak with the person, and write a new assessment."),
    url_name="cases:risk",
)
register(
    "risk_critical",
    title=gettext_lazy("Life may be at risk"),
    text=gettext_lazy("On %(day)s the risk was assessed as critical. Read it now, and think of everybody's safety."),
    url_name="cases:risk",
)


@support_step
def risk_waits(case: Case, user: User, *, on: date) -> tuple[str, str] | None:
    """The risk is assessed in the first talk, again within 24 hours of a contact, and on the day that was set for it
    (SOP 1.2; domain 4.8)."""
    address = reverse("cases:risk", args=[case.code])
    current = RiskAssessment.objects.current().filter(case=case).first()
    if current is None:
        return _("Assess the risk together with the person."), address
    if (due := review_due_at(case)) is not None:
        until = date_format(localtime(due), "DATETIME_FORMAT")
        return _("There was a contact: assess the risk again by %(until)s.") % {"until": until}, address
    if current.next_review_on is not None and current.next_review_on <= on:
        return _("The day has come on which you wanted to look at the risk again."), address
    return None
