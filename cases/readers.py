"""Who opened a case file, when, which part and why: read from the trace, for the coordinator of its holder.

A reading is told by the part that was opened, in words. The reason is what gave the person access on that day: a
place on the team, a role, an opening to the organisation, an emergency. Where there is none, that is said.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.db import models
from django.db.models import Count, Max, Min, QuerySet
from django.db.models.functions import TruncDate
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.models import BreakGlass, Case, CaseMember, CaseOpening, CaseQuerySet
from cases.permissions import CasePerm
from cases.states import HandoverState
from tvcase.accounts.models import Organisation, User
from tvcase.accounts.roles import Role
from tvcase.audit.models import Event
from tvcase.dates import SOFIA, local_date, midnight_after

type Text = str | Promise


class ReadingKind(models.TextChoices):
    """What the list of readers is narrowed to."""

    ANY = "", _("everything")
    READ = "read", _("read")
    COPIED = "copied", _("copied")
    REFUSED = "refused", _("refused or failed")


class ReadingPeriod(models.TextChoices):
    """How far back the list goes."""

    MONTH = "", _("the last 31 days")
    QUARTER = "quarter", _("the last three months")
    YEAR = "year", _("the last year")
    ALL = "all", _("from the beginning")


READ = r"\.(opened|shown|seen)$"
COPIED = r"^exports\.copy\.taken$|^cases\.document\.taken$"
REFUSED = r"^web\.|^cases\.break_glass\.refused$"
ACTS = {
    ReadingKind.ANY: f"{READ}|{COPIED}|{REFUSED}",
    ReadingKind.READ: READ,
    ReadingKind.COPIED: COPIED,
    ReadingKind.REFUSED: REFUSED,
}
DAYS = {ReadingPeriod.MONTH: 31, ReadingPeriod.QUARTER: 92, ReadingPeriod.YEAR: 366}

# What an act opened, by the beginning of its name; the first that fits.
PARTS: tuple[tuple[str, Text], ...] = (
    ("cases.break_glass.refused", _("tried to open it in an emergency: refused, nothing was shown")),
    ("cases.clock", _("the reflection period")),
    ("cases.inform", _("the reflection period")),
    ("cases.wish", _("the reflection period")),
    ("cases.identity", _("identity and contact")),
    ("cases.person.seen", _("the name, in a search")),
    ("cases.person", _("identity and contact")),
    ("cases.facts", _("the facts of the case")),
    ("cases.team", _("the team")),
    ("cases.seal", _("who the file is sealed to")),
    ("cases.handover", _("the offer to another organisation")),
    ("cases.close", _("closing the case")),
    ("cases.duplicate", _("cases of the same person")),
    ("cases.new-episode", _("a new episode")),
    ("cases.print", _("the request for a copy")),
    ("cases.identification", _("identification")),
    ("cases.indicators", _("indicators")),
    ("cases.age", _("what is known of the age")),
    ("cases.child-notice", _("the notices about a child")),
    ("cases.cooperation", _("the cooperation decision")),
    ("sharing", _("consents and referrals")),
    ("cases.return", _("return")),
    ("cases.risk", _("the risk assessments")),
    ("cases.no_contact", _("protection from contact")),
    ("cases.no-contact", _("protection from contact")),
    ("cases.contact", _("protection from contact")),
    ("cases.breach", _("protection from contact")),
    ("cases.enquiry", _("questions about the person")),
    ("cases.danger", _("protection from contact")),
    ("cases.known-place", _("protection from contact")),
    ("cases.connection", _("protection from contact")),
    ("cases.document.taken", _("a document was taken")),
    ("cases.document", _("the documents")),
    ("cases.terms", _("the deadlines")),
    ("cases.sheet", _("the information sheet")),
    ("cases.timeline", _("the timeline")),
    ("cases.readers", _("who opened the file")),
    ("cases.break-glass", _("opening in an emergency")),
    ("cases.begun", _("a form that was begun")),
    ("cases.", _("the page of the case")),
    ("children.", _("the track of a child")),
    ("services.session", _("sessions of a service")),
    ("services.note", _("sessions of a service")),
    ("services.", _("services")),
    ("support.needs", _("what the person needs")),
    ("support.", _("the support plan")),
    ("aid.", _("legal aid")),
    ("orders.", _("orders of courts against contact")),
    ("claims.log", _("what the person already told")),
    ("claims.interview", _("what the person already told")),
    ("claims.", _("compensation and hearings")),
    ("legal.", _("protection under Article 25")),
    ("shelters.", _("the stay in a shelter")),
    ("exports.copy.taken", _("a copy was taken")),
    ("exports.", _("the request for a copy")),
    ("notifications.", _("a notification about the case")),
    ("web.failed", _("a page that failed: nothing was shown")),
    ("web.", _("tried to open it: refused, nothing was shown")),
)


@dataclass(frozen=True)
class Part:
    """One part that was opened on a day, how often, from when to when."""

    what: Text
    times: int
    first: datetime
    last: datetime


@dataclass(frozen=True)
class Reader:
    """What one person opened of a case on one Sofia day, and why that person could."""

    day: date
    actor: str
    person: User | None
    organisation: str
    reasons: list[Text]
    parts: list[Part] = field(default_factory=list)


def coordinated_by(user: User) -> CaseQuerySet:
    """The cases held by the organisation whose coordinator this person is: only there is told who read a file."""
    found = Case.objects.permitting(user, CasePerm.VIEW_CORE).select_related("organisation")
    return found.filter(organisation=user.organisation_id) if user.has_role(Role.COORDINATOR) else found.none()


def readings(case: Case, kind: str, period: str, *, on: date) -> QuerySet[Any, Any]:
    """Who opened what of a case, counted by person, day and act, the latest day first; `on` is today in Sofia."""
    found = Event.objects.filter(case_code=case.code, action__regex=ACTS[ReadingKind(kind)]).exclude(actor="")
    if days := DAYS.get(ReadingPeriod(period)):
        found = found.filter(at__gte=midnight_after(on - timedelta(days=days)))
    counted = found.values("actor", "organisation", "action", "purpose", day=TruncDate("at", tzinfo=SOFIA))
    return counted.annotate(times=Count("pk"), first=Min("at"), last=Max("at")).order_by("-day", "actor", "first")


def readers(case: Case, rows: Iterable[dict[str, Any]]) -> list[Reader]:
    """The readings as a page tells them: one entry for each person and day."""
    rows = list(rows)
    people = {user.username: user for user in User.objects.filter(username__in={row["actor"] for row in rows})}
    names = {one.code: str(one) for one in Organisation.objects.filter(code__in={row["organisation"] for row in rows})}
    grounds = Grounds(case)
    entries = []
    for (day, actor), group in groupby(rows, key=lambda row: (row["day"], row["actor"])):
        lines = list(group)
        person, code = people.get(actor), lines[0]["organisation"]
        coordinated = any(line["purpose"] == Role.COORDINATOR for line in lines)
        reasons = list(grounds.of(person, code, day, coordinated=coordinated))
        entries.append(Reader(day, actor, person, names.get(code, code), reasons, parts(lines)))
    return entries


def parts(lines: list[dict[str, Any]]) -> list[Part]:
    """The parts in words, the same words once, in the order in which they were first opened."""
    found: dict[Text, Part] = {}
    for line in lines:
        what = part_of(line["action"])
        part = found.get(what, Part(what, 0, line["first"], line["last"]))
        found[what] = Part(
            what, part.times + line["times"], min(part.first, line["first"]), max(part.last, line["last"])
        )
    return list(found.values())


def part_of(action: str) -> Text:
    """What an act opened, in words."""
    return next(words for beginning, words in PARTS if action.startswith(beginning))


class Grounds:
    """What gave people access to a case, and when; read once for all entries of a page."""

    def __init__(self, case: Case) -> None:
        self.case = case
        accepted = case.handovers.filter(state=HandoverState.ACCEPTED).select_related("from_organisation")
        self.handovers = list(accepted.order_by("number"))
        self.members = list(CaseMember.objects.filter(case=case))
        self.openings = list(CaseOpening.objects.filter(case=case).select_related("organisation"))
        self.emergencies = list(BreakGlass.objects.filter(case=case))

    def of(self, person: User | None, organisation: str, day: date, *, coordinated: bool) -> Iterator[Text]:
        """Why this person could open parts of the case on a day; nothing when nothing gave access.

        `coordinated` says whether the trace names the person a coordinator on that day.
        """
        if person is not None:
            yield from self._of_person(person, day)
        if coordinated and organisation in self._holders(day):
            yield Role.COORDINATOR.label
        for opening in self.openings:
            named = opening.user_id is None or (person is not None and opening.user_id == person.pk)
            theirs = named and opening.organisation.code == organisation
            if theirs and _lasts(opening.opened_on, opening.closed_on, day):
                yield opening.get_ground_display()

    def _holders(self, day: date) -> set[str]:
        """The organisations that held the case on a day: two when it changed hands."""
        found, since = set(), date.min
        for one in self.handovers:
            if _lasts(since, one.answered_on, day):
                found.add(one.from_organisation.code)
            since = one.answered_on or since
        return found | {self.case.organisation.code} if since <= day else found

    def _of_person(self, person: User, day: date) -> Iterator[Text]:
        for member in self.members:
            if member.user_id == person.pk and _lasts(member.joined_on, member.left_on, day):
                yield member.get_role_display()
        for emergency in self.emergencies:
            since, until = local_date(emergency.opened_at), local_date(emergency.over_at)
            if emergency.user_id == person.pk and since <= day <= until:
                yield _("in an emergency")


def _lasts(since: date, until: date | None, day: date) -> bool:
    return since <= day and (until is None or day <= until)
