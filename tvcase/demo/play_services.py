"""Services of the cases that are open on the day of the demo: offered, received, waiting; a calendar with sessions."""

from datetime import date, datetime, timedelta

from cases.models import Case, CaseMember
from cases.services.actions import needs, offers, sessions
from cases.services.models import Service
from cases.states import TeamRole
from tvcase.accounts.models import User
from tvcase.accounts.roles import SUPPORTING_KINDS
from tvcase.dates import local_date
from tvcase.demo.stage import recorded_at
from tvcase.demo.telling import instant

CASES = 12  # the cases that were opened last
RECEIVED = ("SOCIAL_COUNSELLING", "MEDICAL", "PSYCHOLOGICAL_CRISIS", "DOCUMENTS_ID")
WAITING = (
    ("HOUSING_LONG_TERM", "NO_PLACE", "Търсено е при три организации."),
    ("EDUCATION", "NO_LANGUAGE", "Няма курс на разбираем език."),
    ("VOCATIONAL_TRAINING", "NO_MONEY", "Проектът е приключил."),
)
PROVIDER = "Измислен център за подкрепа"


def furnish(*, at: datetime) -> None:
    """Write what was needed and given in the days before an instant, and what is planned after it."""
    supported = Case.objects.open().filter(sealed_to=None, organisation__kind__in=SUPPORTING_KINDS)
    for number, case in enumerate(supported.order_by("-opened_on", "code")[:CASES]):
        place = CaseMember.objects.filter(case=case, role=TeamRole.CASEWORKER, left_on=None).order_by("pk").first()
        if place is not None and (local_date(at) - case.opened_on).days > 3:
            with recorded_at(at):
                _support(case, number, at=at, by=place.user)


def _support(case: Case, number: int, *, at: datetime, by: User) -> None:
    """One service with a session that was held and one that is planned; in every third case a need that waits."""
    today = local_date(at)
    began = max(case.opened_on, today - timedelta(days=10))
    service = _accepted(case, RECEIVED[number % len(RECEIVED)], began, at=at, by=by)
    before = instant(today - timedelta(days=2), 10 + number % 6)
    held = sessions.schedule(service, starts_at=before, minutes=50, place_kind="OFFICE", by=by)
    note = "Говорихме за съня. Следващия път: семейството."
    sessions.hold(held, attendance="WHOLE", minutes=45, risk_changed=False, note=note, at=at, by=by)
    ahead = instant(today + timedelta(days=1 + number % 5), 9 + number % 7)
    sessions.schedule(service, starts_at=ahead, minutes=50, place_kind="OFFICE", by=by)
    if number % 3 == 0:
        kind, reason, tried = WAITING[number // 3 % len(WAITING)]
        needs.record(case, type=kind, needed_on=began, unmet_reason=reason, tried=tried, on=today, by=by)


def _accepted(case: Case, kind: str, on: date, *, at: datetime, by: User) -> Service:
    today = local_date(at)
    service = needs.record(case, type=kind, need="Да не бъде сама.", needed_on=on, on=today, by=by)
    offers.offer(service, provider_name=PROVIDER, funding="PROJECT", offered_on=on, on=today, by=by)
    return offers.accept(service, answered_on=on, on=today, by=by)
