"""A role needs two administrators; taking one away needs one."""

from datetime import datetime

import pytest
from django.db import IntegrityError, transaction

from tests.factories import UserFactory
from tests.signing_in import PASSWORD
from tvcase.accounts import granting
from tvcase.accounts.actions import disable
from tvcase.accounts.models import OneTimeLink, RoleGrant
from tvcase.accounts.roles import Role
from tvcase.audit.models import Event
from tvcase.dates import SOFIA
from tvcase.flow import Refused

AT = datetime(2026, 3, 10, 9, tzinfo=SOFIA)


@pytest.fixture
def one(db):
    return UserFactory(roles=[Role.ADMINISTRATOR])


@pytest.fixture
def other(db):
    return UserFactory(roles=[Role.ADMINISTRATOR])


@pytest.fixture
def user(db):
    return UserFactory(roles=[Role.CASEWORKER])


def test_what_is_asked_for_changes_nothing_until_another_confirms(one, other, user):
    grant = granting.change_roles(user, [Role.CASEWORKER, Role.COORDINATOR], by=one, at=AT)
    user.refresh_from_db()
    assert user.roles == [Role.CASEWORKER]

    granting.decide(grant, confirmed=True, by=other, at=AT)

    user.refresh_from_db()
    assert user.roles == [Role.CASEWORKER, Role.COORDINATOR]
    assert user.groups.count() == 2
    assert Event.objects.filter(action="accounts.role_grant.confirmed", actor=other.username).exists()


def test_neither_who_asked_nor_who_gets_it_confirms(one, other):
    grant = granting.ask_for(other, [Role.COORDINATOR], by=one, at=AT)

    for who in (one, other):
        with pytest.raises(Refused, match="Somebody else confirms"):
            granting.decide(grant, confirmed=True, by=who, at=AT)


@pytest.mark.parametrize("who", ["asked_by", "user"])
def test_the_database_refuses_the_same_person(one, user, who):
    grant = granting.ask_for(user, [Role.COORDINATOR], by=one, at=AT)

    with pytest.raises(IntegrityError, match="confirmed_by_somebody_else"), transaction.atomic():
        RoleGrant.objects.filter(pk=grant.pk).update(confirmed=True, decided_at=AT, decided_by=getattr(grant, who))


def test_who_asked_may_turn_it_down_and_nothing_is_decided_twice(one, other, user):
    grant = granting.ask_for(user, [Role.COORDINATOR], by=one, at=AT)

    granting.decide(grant, confirmed=False, by=one, at=AT)

    with pytest.raises(Refused, match="decided already"):
        granting.decide(grant, confirmed=True, by=other, at=AT)
    user.refresh_from_db()
    assert user.roles == [Role.CASEWORKER]


def test_a_closed_account_gets_nothing_and_can_be_turned_down(one, other, user):
    grant = granting.ask_for(user, [Role.COORDINATOR], by=one, at=AT)
    disable(user, by=one, on=AT.date())
    grant.refresh_from_db()

    with pytest.raises(Refused, match="This account is closed"):
        granting.decide(grant, confirmed=True, by=other, at=AT)

    user.refresh_from_db()
    assert (user.roles, user.groups.count(), grant.decided_at) == ([], 0, None)
    assert granting.decide(grant, confirmed=False, by=other, at=AT).confirmed is False


def test_taking_a_role_away_is_done_at_once(one, user):
    assert granting.change_roles(user, [], by=one, at=AT) is None

    user.refresh_from_db()
    assert (user.roles, user.groups.count()) == ([], 0)


def test_a_role_that_the_organisation_cannot_have_is_not_even_asked_for(one, user):
    with pytest.raises(Refused, match="cannot have the role"):
        granting.ask_for(user, [Role.PROSECUTOR], by=one, at=AT)


def test_a_new_start_without_lost_factors_needs_two_as_well(one, other, person):
    grant = granting.ask_for(person, [], new_factors=True, by=one, at=AT)
    assert person.authenticator_set.count() == 1

    granting.decide(grant, confirmed=True, by=other, at=AT)

    assert person.authenticator_set.count() == 0
    assert OneTimeLink.objects.get(user=person).purpose == "invitation"


def test_one_request_for_a_person_at_a_time(one, user):
    granting.ask_for(user, [Role.COORDINATOR], by=one, at=AT)

    assert granting.is_asked_for(user)
    with pytest.raises(Exception, match="not decided"):
        granting.ask_for(user, [Role.SUPERVISOR], by=one, at=AT)


def test_after_a_new_start_the_old_password_opens_nothing(client, one, other, person):
    grant = granting.ask_for(person, [], new_factors=True, by=one, at=AT)
    granting.decide(grant, confirmed=True, by=other, at=AT)

    answer = client.post("/sign-in/", {"username": person.username, "password": PASSWORD})

    assert answer.status_code == 422
    person.refresh_from_db()
    assert not person.has_usable_password()


@pytest.mark.parametrize("waits", [False, True])
def test_one_administrator_leads_no_roles_to_another_address(client, one, waits):
    """Before the first factor, who gets the invitation gets the account."""
    new = UserFactory(roles=[] if waits else [Role.COORDINATOR])
    if waits:
        granting.ask_for(new, [Role.COORDINATOR], by=one, at=AT)
    client.force_login(one)
    asked = {"first_name": "А", "last_name": "Б", "language": "bg", "roles": new.roles, "is_active": "on"}

    answer = client.post(f"/admin/accounts/user/{new.pk}/change/", asked | {"email": "else@example.org"})

    assert "the address stays" in answer.content.decode() or "адресът остава" in answer.content.decode()
    new.refresh_from_db()
    assert new.email != "else@example.org"


def test_who_confirms_a_new_start_sees_where_the_link_goes(client, one, other, person):
    granting.ask_for(person, [], new_factors=True, by=one, at=AT)
    client.force_login(other)

    assert person.email in client.get("/admin/accounts/rolegrant/").content.decode()
