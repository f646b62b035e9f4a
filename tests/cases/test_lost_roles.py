"""A role that is taken away takes its places on teams and every permission with it, at once and for good."""

import threading
from datetime import date, datetime

import pytest
from django.db import connection, transaction
from django.utils import timezone

from cases.actions import break_glass, members, sealing_file, team
from cases.models import CaseMember, CaseOpening, CaseUserObjectPermission
from cases.models.case import access
from cases.states import BreakGlassReason, OpeningGround, TeamRole
from tests.factories import CaseFactory, CaseMemberFactory, UserFactory
from tests.test_administration import address, changed_user
from tvcase.accounts.actions import disable, set_roles
from tvcase.accounts.models import User
from tvcase.accounts.roles import Role
from tvcase.audit.models import Event
from tvcase.dates import SOFIA
from tvcase.flow import Refused
from tvcase.notifications.models import Notification

DAY = date(2026, 3, 12)
FAR_AHEAD = datetime(2999, 3, 4, 22, 0, tzinfo=SOFIA)


@pytest.fixture
def member(db):
    """A caseworker's place on a case, with the permissions that come with it."""
    made = CaseMemberFactory()
    team.sync(made.case)
    assert access(made.user, made.case)
    return made


@pytest.fixture
def administrator(db):
    return UserFactory(roles=[Role.ADMINISTRATOR])


def rows(user):
    return CaseUserObjectPermission._base_manager.filter(user=user).count()


def take_away(client, administrator, user, *kept, **fields):
    """As an administrator does, on the page and behind the wall."""
    client.force_login(administrator)
    answer = client.post(address(User, "change", user.pk), changed_user(user, *kept, **fields))
    assert answer.status_code == 302, answer.content.decode()[-2000:]


@pytest.mark.parametrize("closed", [{}, {"is_active": ""}], ids=["role", "account"])
def test_the_place_ends_with_the_role_and_with_the_account(client, member, administrator, closed):
    CaseMemberFactory(case=member.case)

    take_away(client, administrator, member.user, **closed)

    member.refresh_from_db()
    assert member.left_on is not None
    assert rows(member.user) == 0
    line = Event.objects.get(action="cases.member.removed")
    assert (line.actor, line.case_code) == (administrator.username, member.case.code)
    assert not Notification.objects.filter(kind="team_empty").exists()


def test_a_role_that_comes_back_brings_nothing_back(member, administrator):
    disable(member.user, by=administrator, on=DAY)
    User.objects.filter(pk=member.user.pk).update(is_active=True)
    set_roles(User.objects.get(pk=member.user.pk), ["caseworker"], by=administrator, on=DAY)
    team.sync(member.case)

    assert rows(member.user) == 0


@pytest.mark.parametrize(
    ("place", "kept", "stays"),
    [
        (TeamRole.CASEWORKER, ["supervisor"], True),
        (TeamRole.CASEWORKER, ["lawyer"], False),
        (TeamRole.SUPERVISOR, ["caseworker"], False),
        (TeamRole.SUPERVISOR, ["coordinator"], True),
        (TeamRole.SHELTER_WORKER, ["shelter_staff"], True),
        (TeamRole.SHELTER_WORKER, ["caseworker"], False),
    ],
)
def test_a_place_lasts_as_long_as_a_role_carries_it(administrator, place, kept, stays):
    member = CaseMemberFactory(role=place)

    set_roles(member.user, kept, by=administrator, on=member.joined_on)

    member.refresh_from_db()
    assert (member.left_on is None) is stays
    assert bool(rows(member.user)) is stays


def test_the_coordinators_learn_that_nobody_is_left(client, member, administrator):
    coordinator = UserFactory(organisation=member.case.organisation, coordinator=True)

    take_away(client, administrator, member.user)

    told = Notification.objects.get(kind="team_empty")
    assert (told.recipient, told.case_code) == (coordinator, member.case.code)


def test_a_sealed_file_too(client, member, administrator):
    coordinator = UserFactory(organisation=member.case.organisation, coordinator=True)
    facts = {"reason": "A witness.", "by": coordinator, "at": timezone.now()}
    sealing_file.seal(member.case, people=[member.user], **facts)

    take_away(client, administrator, member.user)

    assert rows(member.user) == 0
    assert not CaseMember.objects.filter(user=member.user, left_on=None).exists()


def test_a_file_that_is_sealed_to_others_follows_when_it_is_unsealed(client, member, administrator):
    coordinator, second = UserFactory.create_batch(2, organisation=member.case.organisation, coordinator=True)
    now = timezone.now()
    held = sealing_file.seal(member.case, people=[second], reason="A witness.", by=coordinator, at=now)
    take_away(client, administrator, member.user)
    sealing_file.propose_lift(held, by=coordinator, at=now)

    sealing_file.lift(held, by=second, at=now)

    assert rows(member.user) == 0
    assert not CaseMember.objects.filter(user=member.user, left_on=None).exists()


def test_an_opening_to_a_lawyer_and_an_emergency_end_too(member, administrator):
    lawyer = UserFactory(roles=[Role.LAWYER])
    facts = {"subject": member.case.pk, "ground": OpeningGround.APPOINTED, "opened_on": DAY}
    CaseOpening.objects.create(case=member.case, organisation=lawyer.organisation, user=lawyer, **facts)
    UserFactory(organisation=member.case.organisation, coordinator=True)
    colleague = UserFactory(organisation=member.case.organisation)
    emergency = {"reason": BreakGlassReason.AT_THE_DOOR, "explanation": "She stands at the door."}
    break_glass.open_file(member.case, **emergency, by=colleague, at=FAR_AHEAD)
    assert rows(lawyer)
    assert rows(colleague)

    for user in (lawyer, colleague):
        set_roles(user, [], by=administrator, on=DAY)

    assert rows(lawyer) == rows(colleague) == 0


WAITING = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"


def test_who_gives_a_place_waits_for_who_takes_the_role_away(cloned_db, in_threads):
    """C49: the role was there when the page was asked for, and is being taken away when the place is given."""
    with transaction.atomic():
        case = CaseFactory()
        by, user = CaseMemberFactory(case=case).user, UserFactory(organisation=case.organisation)
        administrator = UserFactory(roles=[Role.ADMINISTRATOR])
    taken, answered = threading.Event(), threading.Event()

    def give():
        taken.wait(30)
        try:
            return members.join(case, user=user, role="CASEWORKER", by=by, on=DAY)
        finally:
            answered.set()

    def take():
        with transaction.atomic(), connection.cursor() as cursor:
            set_roles(User.objects.get(pk=user.pk), [], by=administrator, on=DAY)
            taken.set()
            while not answered.is_set() and not cursor.execute(WAITING).fetchone()[0]:
                cursor.execute("SELECT pg_sleep(0.05)")

    answer, _taken = in_threads(2, lambda number: take() if number else give())

    assert isinstance(answer, Refused)
    with transaction.atomic():
        assert rows(user) == 0
