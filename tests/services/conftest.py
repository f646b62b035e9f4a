"""Somebody who supports the person of a case, and a supervisor of it."""

import pytest

from cases.states import TeamRole
from tests.factories import CaseFactory, CaseMemberFactory, UserFactory


@pytest.fixture
def case(db):
    return CaseFactory()


@pytest.fixture
def by(case):
    return CaseMemberFactory(case=case).user


@pytest.fixture
def supervisor(case):
    user = UserFactory(organisation=case.organisation, supervisor=True)
    return CaseMemberFactory(case=case, user=user, role=TeamRole.SUPERVISOR).user
