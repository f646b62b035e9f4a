"""A case, those who keep it, and another organisation."""

import pytest

from cases.models import Case
from cases.states import TeamRole
from tests.factories import CaseFactory, CaseMemberFactory, OrganisationFactory, PersonFactory, UserFactory
from tvcase.accounts.models import User
from tvcase.accounts.roles import Role


@pytest.fixture
def case(db: None) -> Case:
    person = PersonFactory(alias_in_use="Проба Прим", phone="+359000000111", languages=["uk"])
    return CaseFactory(person=person, organisation=person.organisation)


@pytest.fixture
def helper(case: Case) -> User:
    """A caseworker who keeps the case."""
    return CaseMemberFactory(case=case).user


@pytest.fixture
def second(case: Case) -> User:
    """A supervisor who keeps the case too."""
    user = UserFactory(supervisor=True, organisation=case.organisation)
    return CaseMemberFactory(case=case, user=user, role=TeamRole.SUPERVISOR).user


@pytest.fixture
def officer(case: Case) -> User:
    """The data protection officer of the organisation."""
    return UserFactory(roles=[Role.DATA_PROTECTION_OFFICER], organisation=case.organisation)


@pytest.fixture
def receiver(db: None) -> User:
    """A caseworker of the organisation to which the person is referred."""
    return UserFactory()


@pytest.fixture
def bystander(db: None) -> User:
    """A caseworker of an organisation that has nothing to do with it."""
    return UserFactory()


@pytest.fixture
def authority_case(db) -> Case:
    """A case that an authority holds, with the officer who keeps it."""
    case = CaseFactory(organisation=OrganisationFactory(police=True))
    officer = UserFactory(organisation=case.organisation, officer=True)
    CaseMemberFactory(case=case, user=officer, role=TeamRole.OFFICER)
    case.officer = officer
    return case
