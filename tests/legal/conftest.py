"""People around a request for special protection."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from cases.models import Case, LegalRule
from cases.terms import TermUnit
from tests.factories import CaseMemberFactory, UserFactory
from tvcase.accounts.models import Organisation, User
from tvcase.dates import SOFIA


@pytest.fixture
def helper(db: None) -> Callable[..., User]:
    """`helper(case)`: a caseworker on the team of the case."""

    def join(case: Case, **fields: Any) -> User:
        return CaseMemberFactory(case=case, **fields).user

    return join


@pytest.fixture
def prosecutor(db: None) -> Callable[..., User]:
    """`prosecutor(office)`: a prosecutor of an office; fields go to the person."""

    def appoint(office: Organisation, **fields: Any) -> User:
        return UserFactory(prosecutor=True, organisation=office, **fields)

    return appoint


@pytest.fixture
def term(db: None) -> Callable[..., LegalRule]:
    """`term(kind, 14)`: the law sets a term of so many calendar days from 1 March 2026 on."""

    def enact(kind: str, days: int, *, valid_from: date = date(2026, 3, 1)) -> LegalRule:
        before = LegalRule.objects.filter(kind=kind, valid_to=None)
        group = before.get().group
        before.update(valid_to=valid_from - timedelta(days=1))
        return LegalRule.objects.create(
            kind=kind,
            group=group,
            length=days,
            unit=TermUnit.CALENDAR_DAYS,
            approved_at=datetime(2026, 2, 20, 9, 0, tzinfo=SOFIA),
            valid_from=valid_from,
            citation="изменение",
            citation_en="amendment",
            grade="S",
        )

    return enact
