"""What tests about cases share."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from cases.models import Case
from cases.states import TeamRole
from tests.cases.said_and_done import identify
from tests.factories import CaseFactory, CaseMemberFactory, UserFactory
from tvcase.accounts.models import User

NOT_OF_THE_HOLDER = {TeamRole.OFFICER: "officer", TeamRole.SHELTER_WORKER: "shelter_staff"}


@pytest.fixture
def case(db: None) -> Case:
    """An adult whose period ran from 10 March to the end of 9 April 2026."""
    case = CaseFactory()
    identify(case)
    return case


@pytest.fixture
def join(client: Client) -> Callable[..., User]:
    """`join(case, TeamRole.CASEWORKER)`: a new person on the case's team, signed in; fields go to the person.

    Officers belong to a police organisation and shelter workers to a shelter, everybody else to the holder.
    """

    def join_team(case: Case, role: TeamRole = TeamRole.CASEWORKER, **fields: Any) -> User:
        if "organisation" not in fields and role in NOT_OF_THE_HOLDER:
            fields = {NOT_OF_THE_HOLDER[role]: True, **fields}
        else:
            roles = ["supervisor"] if role == TeamRole.SUPERVISOR else ["caseworker"]
            fields = {"organisation": case.organisation, "roles": roles, **fields}
        user = UserFactory(**fields)
        CaseMemberFactory(case=case, user=user, role=role)
        client.force_login(user)
        return user

    return join_team


@pytest.fixture
def sign_in(client: Client) -> Callable[..., User]:
    """`sign_in(coordinator=True)`: a new person, signed in; fields and traits go to the person."""

    def sign_in_new(**fields: Any) -> User:
        user = UserFactory(**fields)
        client.force_login(user)
        return user

    return sign_in_new
