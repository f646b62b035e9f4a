"""What is recorded of services and sessions, as the rows and lists of their pages. Days are Europe/Sofia dates."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cases.models import Case, CodeEntry
from cases.models.codes import CodeList, Labels
from cases.permissions import CasePerm
from cases.services.models import Service, Session, SessionNote, UnmetNeed
from cases.services.states import OVER, ServiceState
from tvcase.accounts.models import User
from tvcase.sealing.fields import with_keys

type Row = dict[str, Any]
S = ServiceState


@dataclass(frozen=True)
class Group:
    """Services of a case at one stage."""

    title: str
    services: list[Service]


def labels() -> Labels:
    """The names of services in the active language."""
    return CodeEntry.objects.labels(CodeList.SERVICE_TYPE)[CodeList.SERVICE_TYPE]


def named(services: list[Service]) -> list[Service]:
    """The services, each with its name as `label`."""
    words = labels()
    for service in services:
        service.label = words[service.type]
    return services


def groups(case: Case, user: User) -> list[Group]:
    """The services of a case by their stage; those that are over last. A need says whether it is in the ledger."""
    found = named(list(Service.objects.permitting(user, CasePerm.VIEW_SUPPORT).filter(case=case)))
    standing = UnmetNeed.objects.standing().filter(case=case)
    reasons = {unmet.service_id: unmet.get_reason_display() for unmet in standing}
    for service in found:
        service.unmet_reason = reasons.get(service.pk, "")
    stages = (
        (_("Accepted and under way"), (S.ACTIVE, S.PLANNED)),
        (_("Offered"), (S.OFFERED,)),
        (_("Needed"), (S.NEEDED,)),
        (_("Over"), (S.DECLINED, *OVER)),
    )
    staged = [Group(title, [one for one in found if one.state in states]) for title, states in stages]
    return [group for group in staged if group.services]


def rows(service: Service) -> list[Row]:
    """The service itself and what became of it; what is not there yet is left out."""
    provider = str(service.provider) if service.provider else service.provider_name
    always = [(_("What the person needs"), service.need), (_("Need recorded on"), _day(service.needed_on))]
    became = [
        (_("Offer: day and provider"), _with(service.offered_on, provider)),
        (_("Who pays"), service.get_funding_display()),
        (_("How"), "" if service.individual else _("in a group")),
        (_("Long-term support"), _("yes") if service.long_term else ""),
        (_("The person answered on"), _day(service.answered_on)),
        (_("Crisis overcome on"), _day(service.crisis_overcome_on)),
        (_("Stable since"), _day(service.stable_on)),
        (_("Step of the plan"), service.plan_step.what if service.plan_step else ""),
        (_("Received since"), _day(service.starts_on)),
        (_("Over since"), _with(service.ended_on, service.get_end_reason_display())),
        (_("Outcome"), "\n".join(filter(None, [service.get_outcome_display(), service.outcome_note]))),
    ]
    return [_row(*row) for row in always] + [_row(*row) for row in became if row[1]]


def ledger_of(service: Service) -> list[UnmetNeed]:
    """The lines of the ledger about one need, the oldest first."""
    return with_keys(service.unmet.select_related("recorded_by"))


def sessions_of(service: Service) -> list[Session]:
    """The sessions of a service, the latest first."""
    return list(service.sessions.select_related("staff").order_by("-starts_at", "-number"))


def session_rows(session: Session) -> list[Row]:
    """One session; what is not there is left out."""
    when = f"{date_format(localtime(session.starts_at), 'DATETIME_FORMAT')}–{localtime(session.ends_at):%H:%M}"
    found = [
        (_("When"), when),
        (_("Minutes"), str(session.minutes)),
        (_("Where"), session.get_place_kind_display()),
        (_("In whose calendar"), str(session.staff)),
        (_("Who else holds it"), session.held_by),
        (_("Interpreter"), session.interpreter),
        (_("Attendance"), session.get_attendance_display()),
        (_("Why it was not held"), session.get_not_held_display()),
        (_("Has the risk changed?"), {None: "", True: _("Yes"), False: _("No")}[session.risk_changed]),
    ]
    return [_row(*row) for row in found if row[1]]


def notes_of(session: Session, user: User) -> list[SessionNote]:
    """The confidential notes of a session that this person may read: own ones, or all for a supervisor of the case."""
    return with_keys(SessionNote.objects.visible_to(user).filter(session=session).select_related("recorded_by"))


def _with(day: date | None, words: str) -> str:
    return "\n".join(filter(None, [_day(day), words]))


def _day(day: date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""


def _row(label: str, value: str) -> Row:
    return {"label": label, "value": value}
