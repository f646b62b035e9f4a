"""Whoever writes SQL as the application's role meets the same walls: what one row can show is always true."""

import os
import random
import uuid
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, models, transaction

from cases.models import (
    Case,
    ChildNotice,
    CooperationDecision,
    Handover,
    Identification,
    ReflectionPeriod,
    ReturnPlan,
)
from cases.returning import FOREIGNER_RETURNS
from cases.states import PeriodEnd
from legal.models import Protection, ProtectionRequest
from legal.states import DECIDED_REQUESTS, FILED_REQUESTS, TerminationGround
from shelters.models import Stay
from tests.chain import Chain
from tests.test_chain import nights_never_overlap
from tvcase.accounts.roles import FORMAL_KINDS, PROSECUTORS
from tvcase.dates import SOFIA
from tvcase.sealing.envelope import Sealed
from tvcase.sealing.fields import SealedField

TABLES: list[type[models.Model]] = [
    Case,
    ChildNotice,
    CooperationDecision,
    Handover,
    Identification,
    Protection,
    ProtectionRequest,
    ReflectionPeriod,
    ReturnPlan,
    Stay,
]
EXHAUSTIVE = bool(os.environ.get("TVCASE_FULL"))


@pytest.mark.parametrize("seed", range(60 if EXHAUSTIVE else 8))
def test_no_statement_leads_a_row_where_it_must_not_go(db, seed):
    chain = Chain(seed)
    for _step in range(70):
        chain.act()
    vandal = Vandal(seed, chain)
    before = frozen_facts(chain.case)

    accepted = sum(vandal.strike() for _blow in range(250))

    assert accepted, "the vandal never got anything through: the test would prove nothing"
    assert frozen_facts(chain.case) == before
    rows_are_true(chain.case)


class Vandal:
    """Writes random values into random columns, and random copies of rows."""

    def __init__(self, seed: int, chain: Chain) -> None:
        self.random = random.Random(seed)  # noqa: S311
        self.case = chain.case
        self.users = [user.pk for user in chain.people]
        self.organisations = [user.organisation_id for user in chain.people]
        self.day = chain.today
        self.by_type: dict[type[models.Field], Callable[[], Any]] = {
            models.DateTimeField: lambda: datetime.combine(self.near(), time(), SOFIA),
            models.DateField: self.near,
            models.BooleanField: lambda: self.random.random() < 0.5,
            models.IntegerField: lambda: self.random.randint(0, 50),
            models.CharField: lambda: self.random.choice(["", "text"]),
            models.TextField: lambda: self.random.choice(["", "text"]),
        }

    def near(self) -> date:
        return self.day + timedelta(days=self.random.randint(-40, 40))

    def strike(self) -> bool:
        """One statement in a savepoint; whether the database let it through."""
        model = self.random.choice(TABLES)
        rows = model._default_manager.filter(**{"pk" if model is Case else "case": self.case.pk})
        row = self.random.choice(list(rows) or [None])
        if row is None:
            return False
        fields = self.random.sample(columns(model), k=self.random.randint(1, 3))
        values = [self.value(field, row) for field in fields]
        write = self.copy if model is not Case and self.random.random() < 0.3 else self.update
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                write(cursor, row, fields, values)
                return bool(cursor.rowcount)
        except DatabaseError:
            return False

    def update(self, cursor: Any, row: models.Model, fields: list[models.Field], values: list[Any]) -> None:
        assignments = ", ".join(f'"{field.column}" = %s' for field in fields)
        cursor.execute(f'UPDATE "{row._meta.db_table}" SET {assignments} WHERE id = %s', [*values, row.pk])

    def copy(self, cursor: Any, row: models.Model, fields: list[models.Field], values: list[Any]) -> None:
        changed = dict(zip((field.column for field in fields), values, strict=True)) | {"id": uuid.uuid4()}
        if hasattr(row, "number"):
            changed["number"] = self.random.randint(100, 30_000)
        names = ["id", *(field.column for field in columns(type(row)))]
        chosen = ", ".join("%s" if name in changed else f'"{name}"' for name in names)
        listed = ", ".join(f'"{name}"' for name in names)
        cursor.execute(
            f'INSERT INTO "{row._meta.db_table}" ({listed}) SELECT {chosen} FROM "{row._meta.db_table}" WHERE id = %s',
            [*(changed[name] for name in names if name in changed), row.pk],
        )

    def value(self, field: models.Field, row: models.Model) -> Any:
        """Something that this column could hold, now and then nothing."""
        if field.null and self.random.random() < 0.3:
            return None
        if field.choices:
            return self.random.choice([code for code, _label in field.flatchoices])
        if field.is_relation:
            return self.relative(field, row)
        if isinstance(field, SealedField):
            sealed = row.__dict__[field.attname]
            return sealed.raw if isinstance(sealed, Sealed) else None
        for kind, choose in self.by_type.items():
            if isinstance(field, kind):
                return choose()
        return getattr(row, field.attname)

    def relative(self, field: models.Field, row: models.Model) -> Any:
        match field.related_model.__name__:
            case "User":
                return self.random.choice(self.users)
            case "Organisation":
                return self.random.choice(self.organisations)
        others = field.related_model._default_manager.values_list("pk", flat=True)[:5]
        return self.random.choice([*others, getattr(row, field.attname)])


def columns(model: type[models.Model]) -> list[models.Field]:
    """The columns a statement can write: all but the key and what the database computes."""
    return [field for field in model._meta.concrete_fields if not field.primary_key and not field.generated]


def frozen_facts(case: Case) -> dict[str, Any]:
    """What nobody may change once it is written, of the rows that exist now."""
    return {
        "case": (case.code, case.person_id, case.opened_on),
        "decisions": list(
            CooperationDecision.objects.filter(case=case, number__lt=100).order_by("number").values_list()
        ),
        "periods": list(
            ReflectionPeriod.objects.filter(case=case)
            .order_by("pk")
            .values_list("pk", "identification", "starts_at", "last_day", "rule")
        ),
        "notices": list(ChildNotice.objects.filter(case=case).order_by("body").values_list("body", "due_at")),
    }


def rows_are_true(case: Case) -> None:
    for identification in Identification.objects.filter(case=case, kind="FORMAL"):
        assert identification.organisation.kind in FORMAL_KINDS
    for period in ReflectionPeriod.objects.filter(case=case):
        period_is_true(period)
    for request in ProtectionRequest.objects.filter(case=case):
        request_is_true(request)
    for status in Protection.objects.filter(case=case):
        protection_is_true(status)
    for plan in ReturnPlan.objects.filter(case=case, departed_on__isnull=False):
        assert plan.options_explained_on <= plan.decided_on <= plan.departed_on
        assert plan.kind not in FOREIGNER_RETURNS or plan.risk_threat == "NO"
    for stay in Stay.objects.filter(case=case).exclude(nights=None):
        assert stay.nights.upper is None or stay.nights.upper > stay.nights.lower
        assert stay.place.shelter_id == stay.shelter_id
        assert stay.person_id == case.person_id
    nights_never_overlap(case)
    now = Case.objects.get(pk=case.pk)
    assert now.closed_on is None or (now.closure_reason and now.closed_by_id != now.closure_confirmed_by_id)


def period_is_true(period: ReflectionPeriod) -> None:
    assert period.identification.kind == "FORMAL"
    assert period.identification.territory_bg
    assert (period.last_day - period.starts_on).days == 30
    if period.end_reason == PeriodEnd.COOPERATION:
        assert period.ended_by_decision.is_effective_yes
        assert period.ended_on == period.ended_by_decision.declared_on <= period.last_day
        assert period.ended_by_decision.declared_at >= period.starts_at
    assert period.end_reason in ("", *PeriodEnd.values)
    assert (period.ended_on is None) == (period.end_reason == "")


def request_is_true(request: ProtectionRequest) -> None:
    if request.state in FILED_REQUESTS:
        assert request.office.kind == "PROSECUTORS_OFFICE"
        assert request.decision_to_cooperate.is_effective_yes
        assert request.decision_to_cooperate.case_id == request.case_id
    if request.state in DECIDED_REQUESTS:
        assert request.decided_by.has_role(*PROSECUTORS)
        assert request.decided_by.organisation == request.office
        assert request.decision_reasons
        assert isinstance(request.decided_on, date)


def protection_is_true(status: Protection) -> None:
    assert status.request.state == "ACTIVE"
    if status.end_kind == "TERMINATED":
        assert status.termination_ground in TerminationGround.values
        assert status.facts
        assert status.fact_on <= status.ended_on
        assert bool(status.heard_words) != bool(status.not_heard_why)
        assert status.termination_reasons
        assert status.ended_by.has_role(*PROSECUTORS)
    assert status.permit_possible or not status.permit_number
    if status.permit_number:
        assert "BG" not in status.case.person.citizenships


@pytest.mark.parametrize("statement", ["UPDATE audit_event SET actor = 'somebody'", "DELETE FROM audit_event"])
def test_the_trace_cannot_be_changed_by_the_application(db, statement):
    Chain(1)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
