"""C49: rights given, taken and used at the same moment: none is left over, and none is used after it was taken."""

import random
import threading
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from django.urls import reverse

from cases.actions import break_glass, handovers, identification, members, team
from cases.models import (
    BreakGlass,
    Case,
    CaseGroupObjectPermission,
    CaseMember,
    CaseUserObjectPermission,
    Handover,
    Identification,
)
from cases.states import BreakGlassReason, OpeningGround
from legal.actions import requests
from legal.models import ProtectionRequest
from tests.cases.said_and_done import at, identify, say
from tests.factories import CaseFactory, CaseMemberFactory, OrganisationFactory, UserFactory
from tvcase.accounts.models import User
from tvcase.audit.models import Event
from tvcase.dates import SOFIA
from tvcase.db import lock

DAY = date(2026, 3, 12)
AT_ONCE = 50
IN_AN_EMERGENCY = {"reason": BreakGlassReason.MISSING, "explanation": "She did not come."}
FAR_AHEAD = datetime(2999, 3, 4, 22, 0, tzinfo=SOFIA)


class Office:
    """Two cases of one organisation, and everybody who shares, revokes and approves in them at once."""

    def __init__(self) -> None:
        self.holder = OrganisationFactory()
        self.other = UserFactory()
        self.office = UserFactory(prosecutor=True)
        self.police = UserFactory(officer=True)
        self.shelter = UserFactory(shelter_head=True)
        UserFactory.create_batch(2, organisation=self.holder, coordinator=True)
        self.colleagues = UserFactory.create_batch(10, organisation=self.holder)
        self.cases = [CaseFactory(organisation=self.holder) for _case in range(2)]
        for case in self.cases:
            identify(case, by=self.police)
            say(case)
            CaseMemberFactory.create_batch(2, case=case)
            self.ask(case, CaseMemberFactory(case=case).user)

    def ask(self, case: Case, by: User) -> None:
        facts = {"asked_on": date(2026, 3, 23), "lawyer_offered": True, "on": date(2026, 3, 23)}
        made = requests.draft(case, **facts, by=by)
        made = requests.file(made, office=self.office.organisation, filed_on=date(2026, 3, 24), by=by)
        requests.register(made, register_number="1", registered_on=date(2026, 3, 24), by=self.office)


def share(office: Office, case: Case, chance: random.Random) -> Any:
    """One thing that opens something to somebody."""
    by = case.members.filter(left_on=None).first().user
    match chance.choice(["member", "offer", "stay", "emergency", "emergency"]):
        case "member":
            return members.join(case, user=chance.choice(office.colleagues), role="CASEWORKER", by=by, on=DAY)
        case "offer":
            organisation = office.other.organisation
            consent = {"consent_on": DAY, "consent_note": "Agreed.", "on": DAY}
            return handovers.offer(case, to_organisation=organisation, **consent, by=by)
        case "stay":
            return opened(case, office.shelter, by)
    return break_glass.open_file(case, **IN_AN_EMERGENCY, by=chance.choice(office.colleagues), at=FAR_AHEAD)


@transaction.atomic
def opened(case: Case, host: User, by: User) -> None:
    """What a stay does to the rights: its organisation reads, or no longer does."""
    case = lock(case)
    if case.openings.filter(subject=case.pk, closed_on=None).exists():
        team.close_openings(case, subject=case.pk, by=by, on=DAY)
    elif not case.openings.filter(subject=case.pk).exists():
        team.open_to(case, host.organisation, OpeningGround.STAY, subject=case.pk, by=by, on=DAY)


def revoke(office: Office, case: Case, chance: random.Random) -> Any:
    """One thing that closes something to somebody."""
    match chance.choice(["member", "recall", "emergency", "annul", "stay"]):
        case "member":
            member = chance.choice(list(CaseMember.objects.filter(case=case, left_on=None)))
            return members.leave(member, by=member.user, on=DAY)
        case "recall":
            offer = Handover.objects.filter(case=case).last()
            return offer and handovers.recall(offer, by=offer.offered_by, on=DAY)
        case "emergency":
            running = BreakGlass.objects.filter(case=case, ended_at=None).first()
            return running and break_glass.end(running, by=running.user, at=FAR_AHEAD + timedelta(hours=1))
        case "annul":
            found = Identification.objects.filter(case=case, kind="FORMAL").first()
            return identification.annul(found, reason="The date was wrong.", at=at(3, 15), by=office.police)
    return opened(case, office.shelter, case.recorded_by)


def approve(office: Office, case: Case, chance: random.Random) -> Any:
    """One answer that gives or takes rights."""
    offer = Handover.objects.filter(case=case).last()
    asked = ProtectionRequest.objects.filter(case=case).first()
    match chance.choice(["accept", "decline", "decide"]):
        case "accept" if offer and case == office.cases[0]:
            return handovers.accept(offer, by=office.other, on=DAY)
        case "decline" if offer:
            return handovers.decline(offer, reason="No place.", by=office.other, on=DAY)
    facts = {"decided_on": date(2026, 4, 2), "decision_reference": "1/2026", "decision_reasons": "As asked."}
    granted = chance.random() < 0.5
    grounds = ["COOPERATES" if granted else "OTHER"]
    return requests.decide(asked, at=FAR_AHEAD, granted=granted, grounds=grounds, **facts, by=office.office)


def rights(case: Case) -> set[tuple[Any, ...]]:
    """Guardian's rows of a case."""
    people = CaseUserObjectPermission._base_manager.filter(content_object=case)
    groups = CaseGroupObjectPermission._base_manager.filter(content_object=case)
    return {
        *(("user", *row) for row in people.values_list("user", "permission", "until")),
        *(("group", *row, None) for row in groups.values_list("group", "permission")),
    }


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_fifty_do_at_once_no_right_is_left_over(cloned_db, in_threads, seed):
    with transaction.atomic():
        office = Office()

    def act(number: int) -> Any:
        chance = random.Random(seed * 1000 + number)  # noqa: S311
        case = chance.choice(office.cases)
        with transaction.atomic():
            return (share, revoke, approve)[number % 3](office, case, chance)

    answers = in_threads(AT_ONCE, act)

    failed = [answer for answer in answers if isinstance(answer, Exception)]
    assert [error for error in failed if not isinstance(error, ValidationError)] == []
    assert AT_ONCE - len(failed) > 10
    for case in office.cases:
        with transaction.atomic():
            found = rights(case)
            team.sync(Case.objects.get(pk=case.pk))
            assert found == rights(case)


# The acts that somebody is about to do while the permission for it is taken away.
ACTS: dict[str, dict[str, Any]] = {
    "cases:team-add": {"user": "colleague", "role": "CASEWORKER"},
    "cases:close": {"reason": "LOST_CONTACT", "told": "TOLD"},
    "cases:handover": {},
    "cases:person-names": {"alias_in_use": "Друго"},
    "cases:identification-request": {"request_basis": "CHILD"},
    "cases:identification-declined": {},
    "cases:returns-new": {},
    "cases:cooperation-new": {},
    "cases:wish": {},
    "legal:protection-new": {},
    "shelters:stay-new": {},
}


@pytest.mark.parametrize("name", ACTS)
def test_what_was_taken_back_before_the_act_is_refused(cloned_db, in_threads, connect, name):
    with transaction.atomic():
        case = CaseFactory()
        CaseMemberFactory(case=case)
        worker = CaseMemberFactory(case=case)
        UserFactory(organisation=case.organisation, username="colleague")
        client = Client()
        client.force_login(worker.user)
    locked, answered = threading.Event(), threading.Event()

    def use() -> int:
        locked.wait(30)
        try:
            return client.post(reverse(name, args=[case.code]), ACTS[name]).status_code
        finally:
            answered.set()

    def take_back() -> None:
        with transaction.atomic():
            lock(case)
            locked.set()
            wait_until_somebody_waits(connect, answered)
            team.remove(worker, by=worker.user, on=DAY)

    status, error = in_threads(2, lambda number: (use, take_back)[number]())

    assert error is None
    assert status == 404
    with transaction.atomic():
        assert not Event.objects.filter(actor=worker.user.username, on__isnull=False).exclude(
            action__startswith="cases.member"
        )


def wait_until_somebody_waits(connect: Any, answered: threading.Event) -> None:
    """Until the other one waits for the lock, or has gone past it."""
    watching = connect("postgres")
    for _attempt in range(400):
        waiting = watching.execute(
            "SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database OR l.database IS NULL"
            " WHERE NOT l.granted AND d.datname = current_database()"
        ).fetchone()[0]
        if waiting or answered.wait(0.05):
            return
    raise AssertionError("Nobody came.")


def test_two_who_open_at_once_open_one_file(cloned_db, in_threads):
    with transaction.atomic():
        holder = OrganisationFactory()
        UserFactory(organisation=holder, coordinator=True)
        colleague = UserFactory(organisation=holder)
        cases = [CaseFactory(organisation=holder) for _case in range(4)]

    def open_one(number: int) -> BreakGlass:
        with transaction.atomic():
            return break_glass.open_file(cases[number], **IN_AN_EMERGENCY, by=colleague, at=FAR_AHEAD)

    answers = in_threads(4, open_one)

    assert sum(isinstance(answer, BreakGlass) for answer in answers) == 1
    assert sum(isinstance(answer, ValidationError) for answer in answers) == 3
    with transaction.atomic():
        assert BreakGlass.objects.count() == 1
