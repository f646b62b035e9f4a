"""A word of its own in every sealed field of every record: wherever it comes up, one knows whose it is and of what."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from cases.models import (
    BreakGlass,
    Case,
    CooperationDecision,
    DecisionAnnulment,
    Document,
    Indicator,
    IndicatorObservation,
)
from cases.permissions import CasePerm
from legal.claims.models import Interview, Reuse
from legal.models import EarlierPermit, Protection
from shelters.models import NightCensus, Shelter, ShelterAddress, ShiftHandover, Stay, StayLogEntry
from tests.servers import Servers
from tests.world import World
from tvcase.dates import SOFIA
from tvcase.local.postgres import SUPERUSER
from tvcase.sealing.fields import SealedBytes, SealedDate, SealedDecimal, SealedField, sealed_fields
from tvcase.wall.identity import system_actor
from tvcase.wall.policies import FIXTURES

NOON = datetime(2026, 3, 11, 12, tzinfo=SOFIA)
FIRST_YEAR = 1911  # of the days that stand in sealed dates, and the amounts
NUMERIC = (SealedDate, SealedDecimal)
CHECKS = """
    SELECT conrelid::regclass::text, conname FROM pg_constraint
     WHERE contype = 'c' AND connamespace = 'public'::regnamespace
"""


@dataclass(frozen=True)
class Canary:
    """The word, and where it stands; `cases` are the cases through which one may come to it."""

    word: str
    model: str
    field: str
    area: str  # empty: of no case
    cases: frozenset[UUID]
    shelter: str = ""
    reviewed_by: int = 0  # the organisation whose coordinators review what was opened in an emergency
    given_to: frozenset[int] = frozenset()  # the organisations that may use it again by the person's agreement

    @property
    def where(self) -> str:
        return f"{self.model}.{self.field}"


def plant(servers: Servers, database: str, world: World) -> list[Canary]:
    """Write a canary into every sealed field of every record, past walls, rights, rules and triggers."""
    with servers.connect(SUPERUSER, database) as connection:
        for table, name in connection.execute(CHECKS).fetchall():
            connection.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    with system_actor(FIXTURES):
        _what_the_world_leaves_out(world)
        planted = [found for model in apps.get_models() if sealed_fields(model) for found in _sealed(model)]
    with servers.connect(SUPERUSER, database) as connection:
        connection.execute("SET session_replication_role = replica")
        for canary, key, column, value in planted:
            table = apps.get_model(canary.model)._meta.db_table
            connection.execute(f'UPDATE {table} SET "{column}" = %s WHERE id = %s', [value, key])
    return [canary for canary, *_rest in planted]


def _what_the_world_leaves_out(world: World) -> None:
    """Records that the small world has none of."""
    who, whole = world.people, world.cases["whole"]
    by, head = who["caseworker"], who["shelter head"]
    stay = Stay.objects.get(case=whole)
    StayLogEntry.objects.create(case=whole, stay=stay, kind="NIGHT", happened_at=NOON, note="x", recorded_by=head)
    ShelterAddress.objects.create(shelter=Shelter.objects.get(code=world.shelter), address="x", recorded_by=head)
    status = Protection.objects.get(case=whole)
    permit = {"permit_number": "x", "permit_issued_on": NOON.date(), "permit_valid_to": NOON.date()}
    EarlierPermit.objects.create(case=whole, protection=status, **permit, recorded_by=by)
    decision = CooperationDecision.objects.filter(case=whole)[0]
    DecisionAnnulment.objects.create(decision=decision, reason="x", proposed_by=by)
    IndicatorObservation.objects.create(
        case=whole, indicator=Indicator.objects.all()[0], observed="PRESENT", observed_on=NOON.date(), recorded_by=by
    )


def _sealed(model: type[models.Model]) -> Iterator[tuple[Canary, UUID, str, bytes]]:
    """A canary for every sealed field of every record of a model, sealed for its place."""
    for record in model._default_manager.order_by("pk"):
        paper = getattr(record, "document", record)
        area = paper.area if isinstance(paper, Document) else str(getattr(model, "AREA", None) or "")
        cases = _cases_of(record)
        words = {field: _word(field) for field in sealed_fields(model)}
        for field, word in words.items():
            setattr(record, field.name, _value(field, word))
        for field, word in words.items():
            reviewed_by = record.organisation_id if isinstance(record, BreakGlass) else 0
            canary = Canary(
                word, model._meta.label, field.name, area, cases, _shelter_of(record), reviewed_by, _given_to(record)
            )
            yield canary, record.pk, field.column, field.pre_save(record, add=False).raw


_words = iter(range(10**6))
_numbers = iter(range(10**6))  # few, so that those of one world differ


def _word(field: SealedField) -> str:
    if isinstance(field, NUMERIC):
        return str(FIRST_YEAR + next(_numbers) % 80)
    return f"Зърно{next(_words):04d}ч"


def _value(field: SealedField, word: str) -> Any:
    """What is written into the field, so that the word stands in it."""
    if isinstance(field, SealedDate):
        return date(int(word), 7, 17)
    if isinstance(field, SealedBytes):
        return word.encode()
    return Decimal(word) if isinstance(field, SealedDecimal) else word


def _cases_of(record: Any) -> frozenset[UUID]:
    """The cases that lead to a record: its own, or those of its person."""
    if isinstance(record, Case):
        return frozenset({record.pk})
    for name in ("case", "stay", "decision", "period", "request", "document"):
        if hasattr(record, f"{name}_id"):
            return _cases_of(getattr(record, name))
    person = getattr(record, "person_id", None) or (record.pk if record._meta.model_name == "person" else None)
    return frozenset(Case.objects.filter(person=person).values_list("pk", flat=True))


def _given_to(record: Any) -> frozenset[int]:
    """Who may use an account of the person again."""
    if not isinstance(record, Interview):
        return frozenset()
    given = Reuse.objects.filter(interview=record, withdrawn_on=None)
    return frozenset(given.values_list("organisation_id", flat=True))


def _shelter_of(record: Any) -> str:
    """The house that a record is of, where it is of no case."""
    return record.shelter.code if isinstance(record, ShelterAddress | ShiftHandover | NightCensus) else ""


def areas(servers: Servers, database: str) -> dict[tuple[int, UUID], set[str]]:
    """What guardian's grants open: (person, case) → areas."""
    ask = """
        SELECT user_id, content_object_id, codename FROM cases_caseuserobjectpermission
          JOIN auth_permission p ON p.id = permission_id
         UNION SELECT user_id, content_object_id, codename FROM cases_casegroupobjectpermission
          JOIN auth_permission p ON p.id = permission_id JOIN accounts_user_groups USING (group_id)
    """
    found: dict[tuple[int, UUID], set[str]] = {}
    with servers.connect(SUPERUSER, database) as connection:
        for user, case, codename in connection.execute(ask).fetchall():
            found.setdefault((user, case), set()).add(str(CasePerm(codename).area))
    return found
