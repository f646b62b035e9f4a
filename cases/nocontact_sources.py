"""What history, reminders and the list of deadlines show of measures against contact, and what notifications say."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.enquiries import Answer
from cases.law import deadline_for
from cases.models import BreachDisclosure, Case, ContactBreach, Enquiry, NoContactMeasure
from cases.nocontact import DisclosureBasis, MeasureKind, MeasureState
from cases.permissions import CasePerm, places_with
from cases.rules import (
    CaseDeadline,
    DeadlineSource,
    ReminderSource,
    TimelineSource,
    deadline_source,
    reminder_source,
    timeline_source,
)
from cases.terms import RuleKind
from tvcase.accounts.models import User
from tvcase.notifications.kinds import register

SUPPORT = CasePerm.VIEW_SUPPORT

# In the history: that a measure began or ended, and that there was a contact; never who sought it.


def _measures(*states: str, **lookups: Any) -> Any:
    def rows(case: Case, user: User) -> QuerySet[Any]:
        return NoContactMeasure.objects.filter(case=case, **({"state__in": states} if states else {}), **lookups)

    return rows


def _source(kind: str, title: Any, rows: Any, *, on: str = "", at: str = "", who: str = "", detail: Any = None) -> None:
    field, codes = detail or ("", None)
    labels = tuple(codes.choices) if codes else ()
    timeline_source(TimelineSource(f"cases.no_contact.{kind}", SUPPORT, title, rows, at, on, field, who, labels))


_KIND = ("kind", MeasureKind)
_source(
    "begun",
    gettext_lazy("Measure against contact in force"),
    _measures(from_on__isnull=False),
    on="from_on",
    detail=_KIND,
)
_source(
    "refused",
    gettext_lazy("Measure against contact not wanted, or refused"),
    _measures(MeasureState.REFUSED),
    on="ended_on",
    detail=_KIND,
)
_source(
    "taken_back",
    gettext_lazy("Measure against contact taken back"),
    _measures(MeasureState.WITHDRAWN),
    on="ended_on",
    detail=_KIND,
)
_source(
    "lifted",
    gettext_lazy("Measure against contact lifted"),
    _measures(MeasureState.LIFTED),
    on="ended_on",
    detail=_KIND,
)
_source(
    "contact",
    gettext_lazy("Contact recorded"),
    lambda case, user: ContactBreach.objects.filter(case=case),
    at="happened_at",
    who="recorded_by",
)
_source(
    "disclosed",
    gettext_lazy("A contact was opened to an authority"),
    lambda case, user: BreachDisclosure.objects.filter(case=case),
    on="disclosed_on",
    who="disclosed_by",
    detail=("basis", DisclosureBasis),
)

_source(
    "closed_again",
    gettext_lazy("The person took back that an authority reads of a contact"),
    lambda case, user: BreachDisclosure.objects.filter(case=case).exclude(withdrawn_on=None),
    on="withdrawn_on",
    who="withdrawn_by",
)
_source(
    "enquiry",
    gettext_lazy("Somebody asked about the person"),
    lambda case, user: Enquiry.objects.filter(case=case),
    at="asked_at",
    who="recorded_by",
    detail=("answer", Answer),
)

# Reminders: the day of a review, two days before the last day, and the day after it, to those who may read it.

DUE = """
SELECT t.user_id, n.kind, c.code, m.id AS subject, n.day::text AS occurrence, n.due_on
  FROM cases_nocontactmeasure m
  JOIN open_case c ON c.id = m.case_id
  JOIN team t ON t.case_id = m.case_id
 CROSS JOIN LATERAL (VALUES ('no_contact_review', m.review_on, m.review_on),
                            ('no_contact_ends', m.until_on, m.until_on - 2),
                            ('no_contact_over', m.until_on, m.until_on + 1)) AS n (kind, day, due_on)
 WHERE m.state = 'ACTIVE' AND n.due_on <= %(on)s AND t.since <= n.due_on
   AND (n.kind = 'no_contact_over' OR m.until_on >= %(on)s)
   AND ((t.user_id = ANY (c.sealed_to) AND NOT EXISTS (
            SELECT FROM accounts_organisation a WHERE a.id = c.holder AND a.kind = ANY (%(formal_kinds)s::text[])))
        OR EXISTS (SELECT FROM cases_casemember p WHERE p.case_id = t.case_id AND p.user_id = t.user_id
                      AND p.left_on IS NULL AND p.role = ANY (%(no_contact_roles)s::text[])))
"""


def _facts(at: datetime) -> dict[str, Any]:
    return {"no_contact_roles": places_with(SUPPORT)}


reminder_source(ReminderSource("no_contact", DUE, _facts))

# Deadlines: the last day of what is in force.


def _last_days(case: Case, user: User, *, on: date) -> Iterator[CaseDeadline]:
    measures = NoContactMeasure.objects.permitting(user, SUPPORT).filter(case=case, until_on__isnull=False)
    for measure in measures.select_related("case"):
        first = measure.term_from_on if measure.kind == MeasureKind.VOLUNTARY_DEVICE_LIMIT else None
        yield CaseDeadline(
            title=_("Measure against contact: %(kind)s") % {"kind": measure.get_kind_display()},
            deadline=deadline_for(RuleKind.DEVICE_LIMIT, first) if first else None,
            on=measure.until_on,
            over_on=measure.ended_on,
            url=measure.get_absolute_url(),
        )


deadline_source(DeadlineSource(SUPPORT, _last_days))

# What notifications say: that there is something to read, and no more.

register(
    "contact_logged",
    title=gettext_lazy("A contact was recorded"),
    text=gettext_lazy("Read it now, think of the safety of the person and the house, and speak with the person."),
    url_name="cases:no-contact",
)
register(
    "contact_disclosed",
    title=gettext_lazy("A contact was opened to you"),
    text=gettext_lazy("On %(day)s those who support the person opened a record to your authority. Read it."),
    url_name="cases:no-contact",
)
register(
    "contact_disclosed_for_life",
    title=gettext_lazy("A record was opened to an authority for a risk to life"),
    text=gettext_lazy("On %(day)s this was done without the person's consent. Check the reason with the coordinator."),
    url_name="",
)
register(
    "contact_closed_again",
    title=gettext_lazy("A contact is no longer open to you"),
    text=gettext_lazy("On %(day)s the person took the consent back. What you did with it until then stays lawful."),
    url_name="",
)
register(
    "enquiry_unverified",
    title=gettext_lazy("Somebody who could not be verified asked about the person"),
    text=gettext_lazy("Read it, tell nobody anything, and think of the safety of the person and the house."),
    url_name="cases:no-contact",
)
register(
    "no_contact_review",
    title=gettext_lazy("A measure against contact is to be looked at again"),
    text=gettext_lazy("On %(day)s ask the person whether it helps, and record what follows."),
    url_name="cases:no-contact",
)
register(
    "no_contact_ends",
    title=gettext_lazy("A measure against contact ends soon"),
    text=gettext_lazy("Unless it is agreed or ordered anew, its last day is %(day)s. Speak with the person in time."),
    url_name="cases:no-contact",
)
register(
    "no_contact_over",
    title=gettext_lazy("A measure against contact has run out"),
    text=gettext_lazy("Its last day was %(day)s. Agree anew with the person, or leave it."),
    url_name="cases:no-contact",
)
