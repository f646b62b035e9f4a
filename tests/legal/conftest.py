"""People around a request for special protection."""

from collections.abc import Callable
from typing import Any

import pytest

from cases.models import Case
from tests.factories import CaseMemberFactory, UserFactory
from tvcase.accounts.models import Organisation, User


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
