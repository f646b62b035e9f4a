"""A file sealed to named people: nothing of it is there for anybody else, and two of them lift the seal."""

from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from cases.actions import break_glass, handovers, notices, reminders, sealing_file, team
from cases.models import Case, CaseSeal, ReflectionPeriod
from cases.models.case import access
from cases.models.derived import access_to_each
from cases.permissions import CHANGES, VIEWS
from cases.states import OpeningGround
from tests.cases.said_and_done import identify
from tests.factories import CaseFactory, CaseMemberFactory, NotificationFactory, OrganisationFactory, UserFactory
from tvcase.dates import SOFIA
from tvcase.flow import Refused
from tvcase.notifications.models import Notification
from tvcase.wall.identity import acting_as

AT = datetime(2026, 3, 12, 9, 0, tzinfo=SOFIA)
REASON = "A colleague knows the family."


@pytest.fixture
def case(db):
    """A case whose period ran from 10 March to the end of 9 April 2026."""
    case = CaseFactory()
    identify(case)
    return case


@pytest.fixture
def coordinator(case):
    return UserFactory(organisation=case.organisation, coordinator=True)


@pytest.fixture
def named(case):
    return CaseMemberFactory(case=case).user


@pytest.fixture
def colleague(case):
    return CaseMemberFactory(case=case).user


@pytest.fixture
def held(case, coordinator, named, colleague):
    made = sealing_file.seal(case, people=[named], reason=REASON, by=coordinator, at=AT)
    case.refresh_from_db()
    return made


def test_for_everybody_else_the_file_is_not_there(case, held, named, coordinator, colleague):
    assert access(named, case) == access(coordinator, case) == VIEWS | CHANGES
    assert access(colleague, case) == access_to_each(colleague, [case])[case.pk] == frozenset()
    assert [Case.objects.visible_to(who).exists() for who in (named, coordinator, colleague)] == [True, True, False]
    assert not ReflectionPeriod.objects.permitting(colleague, *VIEWS).exists()


def test_a_sealed_file_answers_a_colleague_as_one_that_does_not_exist(client, case, held, colleague):
    client.force_login(colleague)

    for name in ("detail", "team", "seal", "timeline", "person", "clock", "print"):
        there = client.get(reverse(f"cases:{name}", args=[case.code]))
        nowhere = client.get(reverse(f"cases:{name}", args=["BCDF-GHJK"]))
        assert there.status_code == nowhere.status_code == 404, name
    assert case.code not in client.get(reverse("cases:list")).content.decode()
    found = client.post(reverse("cases:search"), {"case_code": case.code}).content.decode()
    assert case.get_absolute_url() not in found


def test_whoever_seals_is_named_with_somebody_to_whom_the_file_is_open(case, coordinator, named):
    for people in ([], [UserFactory(organisation=case.organisation)], [UserFactory()]):
        with pytest.raises(ValidationError), transaction.atomic():
            sealing_file.seal(case, people=people, reason=REASON, by=coordinator, at=AT)
    for by in (named, UserFactory(coordinator=True)):
        with pytest.raises(Refused, match="coordinator of the organisation"):
            sealing_file.seal(case, people=[coordinator], reason=REASON, by=by, at=AT)

    assert sealing_file.seal(case, people=[named], reason=REASON, by=coordinator, at=AT).named == sorted(
        [coordinator.pk, named.pk]
    )


def test_a_worker_of_the_shelter_can_be_named(case, coordinator):
    worker = UserFactory(shelter_staff=True)
    team.open_to(case, worker.organisation, OpeningGround.STAY, subject=case.pk, by=coordinator, on=date(2026, 3, 11))
    other = UserFactory(organisation=worker.organisation, roles=["shelter_staff"])

    sealing_file.seal(case, people=[worker], reason=REASON, by=coordinator, at=AT)

    assert Case.objects.visible_to(worker).get() == case
    assert not Case.objects.visible_to(other).exists()


def test_two_of_the_named_lift_the_seal(case, held, coordinator, named, colleague):
    with pytest.raises(Refused, match="Only the people named"):
        sealing_file.propose_lift(held, by=colleague, at=AT)
    with pytest.raises(Refused, match="Nobody has proposed"):
        sealing_file.lift(held, by=named, at=AT)
    proposed = sealing_file.propose_lift(held, by=coordinator, at=AT)
    with pytest.raises(Refused, match="Somebody else who is named"):
        sealing_file.lift(proposed, by=coordinator, at=AT)

    sealing_file.lift(proposed, by=named, at=AT)

    case.refresh_from_db()
    assert case.sealed_to is None
    assert Case.objects.visible_to(colleague).get() == case


def test_a_proposal_is_taken_back(case, held, coordinator, named):
    sealing_file.keep(sealing_file.propose_lift(held, by=coordinator, at=AT), by=named, at=AT)

    with pytest.raises(Refused, match="Nobody has proposed"):
        sealing_file.lift(held, by=named, at=AT)
    case.refresh_from_db()
    assert case.sealed_to is not None


UNTRUE = {
    "case_seal_keeps_what_it_was|a seal is lifted": {"named": [1, 2]},
    "only the people named": {"lift_proposed_at": AT},
    "case_seal_lifting_is_proposed_first": {"lifted_at": AT},
}


@pytest.mark.parametrize("name", UNTRUE)
def test_the_database_keeps_the_seal(held, colleague, name):
    more = {"lift_proposed_by": colleague} if "lift_proposed_at" in UNTRUE[name] else {}

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        CaseSeal.objects.update(**UNTRUE[name], **more)


@pytest.mark.parametrize("sealed_to", [None, [1, 2]])
def test_the_names_on_the_case_are_those_of_its_seal(case, held, sealed_to):
    with pytest.raises(IntegrityError, match="by its seal only"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(sealed_to=sealed_to)


def test_only_the_named_are_told_of_anything(case, held, coordinator, named, colleague):
    assert {user.pk for user in notices.team(case)} == {coordinator.pk, named.pk}
    before = set(Notification.objects.values_list("pk", flat=True))

    reminders.raise_due(at=datetime(2026, 4, 9, 9, 0, tzinfo=SOFIA))
    Notification.objects.bulk_create(
        [NotificationFactory.build(recipient=colleague, case_code=case.code)], ignore_conflicts=True
    )

    told = Notification.objects.exclude(pk__in=before)
    assert {one.recipient_id for one in told if one.kind.startswith("period_")} == {coordinator.pk, named.pk}
    assert not told.filter(recipient=colleague).exists()


def test_a_sealed_file_is_not_offered_nor_an_offered_one_sealed(case, held, coordinator, named):
    offer = {"consent_on": date(2026, 3, 12), "consent_note": "Agreed.", "on": date(2026, 3, 12)}
    with pytest.raises(Refused, match="lift the seal"):
        handovers.offer(case, to_organisation=OrganisationFactory(), **offer, by=named)
    sealing_file.lift(sealing_file.propose_lift(held, by=named, at=AT), by=coordinator, at=AT)
    handovers.offer(case, to_organisation=OrganisationFactory(), **offer, by=named)

    with pytest.raises(Refused, match="Recall the offer first"):
        sealing_file.seal(case, people=[named], reason=REASON, by=coordinator, at=AT)


def test_what_was_opened_in_an_emergency_is_reviewed_before_the_file_is_sealed(case, coordinator, named):
    stranger = UserFactory(organisation=case.organisation)
    facts = {"reason": "MISSING", "explanation": "She did not come."}
    opened = break_glass.open_file(case, **facts, by=stranger, at=AT)
    with pytest.raises(Refused, match="End and review that first"):
        sealing_file.seal(case, people=[named], reason=REASON, by=coordinator, at=AT)
    row = {"case": case, "named": [coordinator.pk, named.pk], "sealed_by": coordinator, "sealed_at": AT}
    with pytest.raises(IntegrityError, match="reviewed first"), transaction.atomic():
        CaseSeal.objects.create(**row, reason=REASON)
    opened = break_glass.end(opened, by=coordinator, at=AT)
    break_glass.review(opened, outcome="NOT_JUSTIFIED", review_note="No.", by=coordinator, at=AT)

    sealing_file.seal(case, people=[named], reason=REASON, by=coordinator, at=AT)

    assert not Case.objects.visible_to(stranger).exists()


def test_the_pages_seal_and_lift(client, coordinator, named, colleague, words):
    case = Case.objects.get()
    url = reverse("cases:seal", args=[case.code])
    client.force_login(colleague)
    assert client.get(url).status_code == 404
    client.force_login(coordinator)
    assert "Seal the file" in words(client.get(reverse("cases:team", args=[case.code])))

    assert client.post(url, {"reason": REASON}).status_code == 422
    assert client.post(url, {"reason": REASON, "people": [named.username]}).status_code == 302
    assert "Sealed to 2 people" in words(client.get(case.get_absolute_url()))
    assert REASON in words(client.get(url))
    client.post(url)
    assert client.post(url, {"answer": "lift"}).status_code == 422
    client.force_login(named)
    client.post(url, {"answer": "lift"})

    client.force_login(colleague)
    assert client.get(case.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    "table", ["cases_case", "cases_casemember", "cases_caseopening", "cases_reflectionperiod", "cases_identification"]
)
def test_the_database_shows_a_sealed_file_to_the_named_only(case, held, named, colleague, table):
    seen = []
    for who in (named, colleague):
        with acting_as(who), connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) > 0 FROM {table}")
            seen.append(cursor.fetchone()[0])

    assert seen == [True, False]
