"""Curiosity is noticed in the trace, told to coordinators once, and no alarm says which file or which name."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cases.actions import curiosity
from cases.states import BirthPrecision
from tests.factories import CaseFactory, CaseMemberFactory, OrganisationFactory, PersonFactory, UserFactory
from tvcase.audit import log
from tvcase.audit.models import Alarm, Pattern
from tvcase.notifications.models import Notification


@pytest.fixture
def coordinator(db):
    return UserFactory(coordinator=True, language="en")


@pytest.fixture
def reader(coordinator):
    return UserFactory(organisation=coordinator.organisation, last_name="Проба")


def opened(by, *codes, action="cases.identity.opened"):
    with transaction.atomic():
        for code in codes:
            log.record(action, by=by, case=code)


def noticed():
    """What is noticed now: the database stamped the trace a moment ago."""
    return curiosity.raise_alarms(at=timezone.now() + timedelta(seconds=1))


def codes(count):
    return [f"BCDF-{number:04d}" for number in range(count)]


@pytest.mark.parametrize(
    ("action", "limit", "pattern"),
    [
        ("cases.identity.opened", settings.CURIOSITY["files"], Pattern.MANY),
        ("web.not_found", settings.CURIOSITY["refusals"], Pattern.REFUSED),
        ("cases.break_glass.refused", settings.CURIOSITY["refusals"], Pattern.REFUSED),
    ],
)
def test_many_files_in_an_hour_are_noticed_and_one_less_is_not(reader, coordinator, action, limit, pattern):
    opened(reader, *codes(limit - 1), *codes(limit - 1), action=action)
    assert noticed() == 0

    opened(reader, *codes(limit), action=action)
    assert noticed() == 1
    alarm = Alarm.objects.get()
    assert (alarm.user, alarm.pattern, alarm.organisation) == (reader, pattern, coordinator.organisation)


def test_an_alarm_is_raised_once_and_told_to_each_coordinator_but_the_reader(reader, coordinator):
    UserFactory(organisation=coordinator.organisation, coordinator=True)
    opened(coordinator, *codes(99))

    assert [noticed(), noticed()] == [1, 0]
    assert Notification.objects.filter(kind="unusual_reading").count() == 1
    assert not Notification.objects.filter(recipient=coordinator).exists()


def test_what_happened_before_is_not_counted(reader):
    opened(reader, *codes(99))

    assert curiosity.raise_alarms(at=timezone.now() + timedelta(hours=2)) == 0


@pytest.mark.parametrize(
    ("own", "theirs", "found"),
    [("Проба", "Проба", 1), ("Пробов", "ПРОБОВА", 1), ("Probova", "Пробова", 1), ("Проба", "Друга", 0), ("", "", 0)],
)
@pytest.mark.parametrize("born", [date(2001, 5, 6), None])
def test_ones_own_family_name_is_noticed_in_either_form_and_script(coordinator, own, theirs, found, born):
    organisation = coordinator.organisation
    reader = UserFactory(organisation=organisation, last_name=own)
    precision = BirthPrecision.EXACT if born else ""
    birth = {"born_on": born, "born_precision": precision}
    person = PersonFactory(organisation=organisation, family_name=theirs, findable=True, **birth)
    case = CaseFactory(organisation=organisation, person=person)
    opened(reader, case.code)

    assert noticed() == found


def test_several_files_from_other_towns_are_noticed_but_not_those_of_ones_team(coordinator, reader):
    away = OrganisationFactory(town_bg="Другаде")
    cases = [CaseFactory(organisation=away) for _each in range(settings.CURIOSITY["elsewhere"])]
    CaseMemberFactory(case=cases[0], user=reader)
    opened(reader, *(case.code for case in cases))
    assert noticed() == 0

    opened(reader, CaseFactory(organisation=away).code)
    assert noticed() == 2  # the reader's own coordinators, and those of the holder
    assert set(Alarm.objects.values_list("pattern", flat=True)) == {Pattern.UNUSUAL}


def test_neither_alarm_nor_notification_says_which_file_or_why(coordinator, reader):
    case = CaseFactory(
        organisation=coordinator.organisation,
        person=PersonFactory(organisation=coordinator.organisation, family_name="Проба", findable=True),
    )
    opened(reader, case.code)
    noticed()

    [row] = Notification.objects.filter(kind="unusual_reading").values()
    kept = f"{row} {Alarm.objects.values().get()}"
    assert case.code not in kept
    assert str(case.pk) not in kept
    assert "Проба" not in kept


def test_the_coordinator_sees_who_it_was_and_which_own_files(client, coordinator, reader, words):
    case = CaseFactory(
        organisation=coordinator.organisation,
        person=PersonFactory(organisation=coordinator.organisation, family_name="Проба", findable=True),
    )
    opened(reader, case.code)
    noticed()
    client.force_login(coordinator)

    page = client.get("/unusual-reading/")

    assert str(reader) in words(page)
    assert f"/cases/{case.code}/readers/" in page.content.decode()


def test_another_organisation_sees_none_of_it(client, reader):
    opened(reader, *codes(99))
    noticed()
    client.force_login(UserFactory(coordinator=True, language="en"))

    assert "Nothing unusual was noticed." in client.get("/unusual-reading/").content.decode()


def test_the_task_works_as_the_worker(cloned_db, servers, start_celery, connect):
    with transaction.atomic():
        coordinator = UserFactory(coordinator=True)
        reader = UserFactory(organisation=coordinator.organisation)
    opened(reader, *codes(99))

    start_celery("call", "cases.tasks.notice_curiosity").wait(60)
    start_celery()
    superuser = connect("postgres")
    until = timezone.now() + timedelta(seconds=60)
    while not superuser.execute("SELECT count(*) FROM audit_alarm").fetchone()[0]:
        assert timezone.now() < until
        superuser.execute("SELECT pg_sleep(0.2)")

    assert superuser.execute("SELECT pattern FROM audit_alarm").fetchall() == [("MANY",)]
