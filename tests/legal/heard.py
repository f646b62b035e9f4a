"""Claims, hearings and accounts with everything filled in, for tests that look at what follows from them."""

from datetime import date, datetime
from decimal import Decimal

from cases.states import StatementForm
from legal.claims.actions import claims, hearings, interviews
from legal.claims.states import ClaimRoute, GivenBy, HearingKind, Listener, RecordKind, Topic, TriggerEvent
from legal.models import CriminalProceedings
from tests.factories import UserFactory
from tvcase.dates import SOFIA

DAY = date(2026, 6, 1)
FILED = date(2026, 6, 10)


def at(month, day, hour=10, minute=0, year=2026):
    """An instant by Sofia's clock."""
    return datetime(year, month, day, hour, minute, tzinfo=SOFIA)


def proceedings_of(case, **facts):
    """Criminal proceedings that the police opened on 1 April 2026."""
    facts = {"opened_on": date(2026, 4, 1), "pre_trial_number": "ДП 77/2026", "number": 1, **facts}
    authority = facts.pop("authority", None) or UserFactory(officer=True).organisation
    return CriminalProceedings.objects.create(case=case, authority=authority, recorded_by=case.recorded_by, **facts)


def claim_of_the_state(case, *, by, on=DAY, **facts):
    """An application to the State, prepared on 1 June 2026 after a sentence that took effect on 11 May 2026."""
    draft = {
        "route": ClaimRoute.STATE_COMPENSATION,
        "claimant": "PERSON",
        "trigger_event": TriggerEvent.CONVICTION,
        "trigger_on": date(2026, 5, 11),
        "asked_amount": Decimal("3500.00"),
        "asked_currency": "EUR",
        "asked_on": date(2026, 6, 1),
        "damage": "Пропуснато възнаграждение.",
        **facts,
    }
    return claims.prepare(case, by=by, on=on, **draft)


def filed(case, *, by, **facts):
    """The same, filed on 10 June 2026."""
    return claims.file(claim_of_the_state(case, by=by, **facts), filed_on=FILED, on=FILED, by=by)


def hearing_of(case, *, by, **facts):
    """A court hearing on 15 September 2026 at ten, about what the person was made to do and who did it."""
    calendar = {
        "kind": HearingKind.HEARING,
        "starts_at": at(9, 15),
        "held_by": "Районен съд",
        "topics": [Topic.EXPLOITATION, Topic.PERPETRATORS],
        **facts,
    }
    return hearings.plan(case, by=by, on=DAY, **calendar)


def told(case, *, by, **facts):
    """What the person told the police on 20 May 2026, in minutes."""
    account = {
        "told_on": date(2026, 5, 20),
        "listener": Listener.POLICE,
        "topics": [Topic.EXPLOITATION],
        "summary": "Как е вървяла работата.",
        "record": RecordKind.MINUTES,
        "language": "bg",
        **facts,
    }
    return interviews.record(case, by=by, on=DAY, **account)


def share(interview, organisation, *, by, **facts):
    """The person agreed on 25 May 2026, in writing, that an authority uses it again."""
    consent = {"agreed_on": date(2026, 5, 25), "given_by": GivenBy.PERSON, "form": StatementForm.WRITTEN, **facts}
    return interviews.share(interview, organisation=organisation, on=DAY, by=by, **consent)
