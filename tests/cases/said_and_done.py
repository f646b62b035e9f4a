"""Acts of the chain with everything filled in, for tests that look at what follows from them."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from cases.actions import ages, cooperation, identification, informing
from cases.models import ReflectionPeriod
from cases.states import AgeStatus, Confirmation, CooperationValue, DeclaredTo, RequestBasis, Right, StatementForm
from tests.factories import UserFactory
from tvcase.audit.models import Event
from tvcase.dates import SOFIA
from tvcase.notifications.models import Notification

TALK = ["INFORMAL_TALK"]


def at(month, day, hour=10, minute=0, year=2026):
    """An instant by Sofia's clock."""
    return datetime(year, month, day, hour, minute, tzinfo=SOFIA)


def identify(case, *, by=None, when=None, on=None, **facts):
    """A formal identification of 10 March 2026 in Bulgaria, recorded on its day."""
    when = when or at(3, 10)
    facts = {"bases": TALK, "territory_bg": True, "decision_reference": "Act 7/2026", **facts}
    by = by or UserFactory(officer=True)
    return identification.identify_formally(case, identified_at=when, by=by, on=on or when.date(), **facts)


def ask(case, authority, *, by=None, **facts):
    """The holder asks an authority, on 9 March 2026, with the person's consent."""
    facts = {"request_basis": RequestBasis.CONSENT, "request_reason": "Agreed on 9 March.", **facts}
    by = by or case.recorded_by
    return identification.request_formal(case, authority=authority, on=date(2026, 3, 9), by=by, **facts)


def annul(record, *, when=None, by=None):
    return identification.annul(record, reason="The date was wrong.", at=when or at(3, 15), by=by or record.officer)


def say(case, value=CooperationValue.YES, *, when=None, on=None, by=None, **facts):
    """What the person said on 20 March 2026; a YES in writing, after having been told what it does."""
    when = when or at(3, 20)
    facts = {
        "declared_to": DeclaredTo.CASEWORKER,
        "form": StatementForm.WRITTEN,
        "told_it_ends_period_at": when,
        "language": "bg",
        **facts,
    }
    by = by or case.recorded_by
    return cooperation.declare(case, value=value, declared_at=when, by=by, on=on or when.date(), **facts)


def find_age(case, age_status=AgeStatus.MINOR_VERIFIED, *, when=None, by=None):
    by = by or case.recorded_by
    return ages.find_age(case, age_status=age_status, established_at=when or at(3, 15), evidence="passport", by=by)


def inform(period, *, rights=(Right.REFLECTION_PERIOD,), by=None, when=None, **facts):
    """What the person was told at noon of 10 March 2026, by the identifying officer if nobody is named."""
    by = by or period.identification.officer
    facts = {"informed_by": "D. P.", "language": "bg", "confirmation": Confirmation.SAID, **facts}
    return informing.inform(period.case, rights=rights, informed_at=when or at(3, 10, 12), by=by, **facts)[0]


def clock(case):
    """The period that stands, read again."""
    return ReflectionPeriod.objects.filter(case=case).standing().first()


def corrected(case):
    """The last period that was ended by a correction."""
    return ReflectionPeriod.objects.filter(case=case).exclude(end_reason="").order_by("recorded_at").last()


def lines(action):
    """The lines of the trace for an act."""
    return list(Event.objects.filter(action=action).order_by("pk"))


def told(kind):
    """Who was notified of something."""
    return {
        notification.recipient for notification in Notification.objects.filter(kind=kind).select_related("recipient")
    }


def refused_by_the_database(statement, *values):
    """The name of the constraint or trigger that refuses a statement of the application's own role."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
    return refusal.value.__cause__.diag.constraint_name


def url(name, case, *more):
    """The address of a page of a case."""
    return reverse(f"cases:{name}", args=[case.code, *more])


def boxes(name, value):
    """A day or an instant as a form sends it: one box for each part."""
    parts = [value.day, value.month, value.year]
    if isinstance(value, datetime):
        parts.append(value.astimezone(SOFIA).strftime("%H:%M"))
    return {f"{name}_{number}": str(part) for number, part in enumerate(parts)}
