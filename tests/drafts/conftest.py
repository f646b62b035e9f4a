"""A caseworker with a case, and the form of an informal identification in it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from tests.factories import CaseFactory, CaseMemberFactory, UserFactory
from tvcase.accounts.roles import Role
from tvcase.drafts.tasks import forget_drafts


class Clock:
    """The time that the application is told; it moves when it is told to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 10, 12, 5, tzinfo=UTC)

    def later(self, **by: int) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def frozen(monkeypatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    return clock


@pytest.fixture
def forget(servers, cloned_db) -> Any:
    """`forget()`: run the task that forgets, as the role that tasks have."""

    def run() -> Any:
        own = connections["default"].settings_dict
        app = {name: own[name] for name in ("USER", "PASSWORD")}
        connections.close_all()
        own.update(servers.settings("worker", cloned_db))
        try:
            return forget_drafts()
        finally:
            connections.close_all()
            own.update(app)

    return run


@pytest.fixture
def caseworker(client) -> Any:
    user = UserFactory(language="en", roles=[Role.CASEWORKER])
    client.force_login(user)
    return user


@pytest.fixture
def case(caseworker) -> Any:
    case = CaseFactory(organisation=caseworker.organisation)
    CaseMemberFactory(case=case, user=caseworker)
    return case


@pytest.fixture
def informal(case) -> str:
    return f"/cases/{case.code}/identification/informal/"
