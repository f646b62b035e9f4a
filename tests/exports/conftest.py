"""An organisation with people who ask for copies and people who release them."""

from typing import Any

import pytest

from cases.states import TeamRole
from tests.factories import CaseFactory, CaseMemberFactory, UserFactory
from tvcase.accounts.models import User
from tvcase.accounts.roles import Role


@pytest.fixture
def asker(db: None) -> User:
    return UserFactory()


@pytest.fixture
def coordinator(asker: User) -> User:
    return UserFactory(organisation=asker.organisation, coordinator=True)


@pytest.fixture
def officer(asker: User) -> User:
    """The data protection officer of the same organisation."""
    return UserFactory(organisation=asker.organisation, roles=[Role.DATA_PROTECTION_OFFICER])


@pytest.fixture
def make_cases() -> Any:
    """`make_cases(user, 3)`: cases of the user's organisation with the user on the team."""

    def make(user: User, count: int, **facts: Any) -> list[Any]:
        made = [CaseFactory(organisation=user.organisation, recorded_by=user, **facts) for _ in range(count)]
        for case in made:
            CaseMemberFactory(case=case, user=user, role=TeamRole.CASEWORKER)
        return made

    return make


@pytest.fixture
def answers() -> dict[str, str]:
    """What one answers who asks for a copy."""
    return {"format": "CSV", "reason": "MEETING", "reason_text": "For the meeting of the team on Monday."}
