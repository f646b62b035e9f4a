"""Who opened a file, when and why: told to the coordinator of its holder, and to the person without names of staff."""

from datetime import date, datetime

import pytest
from django.db import transaction

from cases.actions import break_glass, handovers, team
from cases.readers import PARTS, part_of, readers, readings
from cases.states import BreakGlassReason, OpeningGround, TeamRole
from tests.cases.said_and_done import identify
from tests.crawl import visits
from tests.factories import CaseFactory, CaseMemberFactory, OrganisationFactory, UserFactory
from tvcase.accounts.actions import disable, set_roles
from tvcase.audit import log
from tvcase.audit.models import Event
from tvcase.dates import SOFIA

TODAY = date(2100, 1, 1)  # whatever day the database stamps lies before


@pytest.fixture
def case(db):
    return CaseFactory()


@pytest.fixture
def coordinator(case):
    return UserFactory(organisation=case.organisation, coordinator=True, language="en")


def opened(by, case, action="cases.identity.opened", **facts):
    """As log.seen, in the test's own transaction."""
    with transaction.atomic():
        log.record(action, by=by, case=case.code, **{"purpose": log.office(by)} | facts)


def told(case):
    return readers(case, readings(case, "", "all", on=TODAY))


def test_a_page_tells_who_opened_what_and_why(client, case, coordinator, words):
    member = UserFactory(organisation=case.organisation, first_name="Проба", last_name="Първа")
    CaseMemberFactory(case=case, user=member, joined_on=date(2026, 1, 1))
    opened(member, case)
    opened(member, case)
    opened(member, case, "cases.timeline.opened")
    client.force_login(coordinator)

    text = words(client.get(f"/cases/{case.code}/readers/"))

    assert "Проба Първа" in text
    assert "identity and contact" in text
    assert "2 times" in text
    assert "the timeline" in text
    assert "caseworker" in text


def test_what_nothing_gave_access_to_is_said(client, case, coordinator, words):
    stranger = UserFactory()
    opened(stranger, case, "web.not_found")
    client.force_login(coordinator)

    text = words(client.get(f"/cases/{case.code}/readers/?kind=refused"))

    assert "tried to open it: refused, nothing was shown" in text
    assert "nothing on record gave access" in text


def test_reasons_are_those_of_the_day(case):
    member = UserFactory(organisation=case.organisation)
    place = CaseMemberFactory(case=case, user=member, joined_on=date(2026, 1, 1))
    CaseMemberFactory(case=case)
    team.remove(place, by=member, on=date(2026, 1, 2))
    opened(member, case)

    [entry] = told(case)

    assert entry.reasons == []


def test_a_place_on_the_team_a_role_and_an_opening_are_reasons(case, coordinator):
    office = OrganisationFactory(police=True)
    officer = UserFactory(organisation=office)
    case.openings.create(
        organisation=office, ground=OpeningGround.IDENTIFICATION, subject=case.pk, opened_on=date(2020, 1, 1)
    )
    member = CaseMemberFactory(case=case, role=TeamRole.SUPERVISOR, joined_on=date(2020, 1, 1)).user
    for user in (coordinator, officer, member):
        opened(user, case)

    reasons = {entry.actor: [str(reason) for reason in entry.reasons] for entry in told(case)}

    assert reasons == {
        coordinator.username: ["coordinator"],
        officer.username: ["formal identification asked for"],
        member.username: ["supervisor"],
    }


def test_reasons_are_those_of_the_day_for_who_has_left_or_has_another_role_now(case, coordinator):
    promoted = UserFactory(organisation=case.organisation)
    for user in (coordinator, promoted):
        opened(user, case)
    disable(coordinator, by=promoted, on=date(2026, 3, 4))
    set_roles(promoted, ["coordinator"], by=coordinator, on=date(2026, 3, 4))

    reasons = {entry.actor: [str(reason) for reason in entry.reasons] for entry in told(case)}

    assert reasons == {coordinator.username: ["coordinator"], promoted.username: []}


def test_the_trace_keeps_that_somebody_read_as_a_coordinator(case, coordinator):
    member = CaseMemberFactory(case=case).user
    for user in (coordinator, member):
        log.seen(user, "cases.identity.opened", case=case.code)
        log.seen_of_each(user, "cases.person.seen", [case.code])
        log.refused(user, "web.not_found", case=case.code)

    kept = Event.objects.using("audit").values_list("actor", "purpose").distinct()
    assert set(kept) == {(coordinator.username, "coordinator"), (member.username, "")}


def test_who_coordinated_the_holder_of_that_day_had_a_reason(case, coordinator):
    new = UserFactory(coordinator=True)
    for user in (coordinator, new):
        opened(user, case, purpose="coordinator")
    entries = told(case)
    assert {entry.actor: bool(entry.reasons) for entry in entries} == {coordinator.username: True, new.username: False}
    facts = {"consent_on": date(2026, 3, 4), "consent_note": "Agreed.", "on": date(2026, 3, 4)}
    member = CaseMemberFactory(case=case).user
    offer = handovers.offer(case, to_organisation=new.organisation, **facts, by=member)
    handovers.accept(offer, by=new, on=entries[0].day)
    case.refresh_from_db()

    both = {entry.actor: [str(reason) for reason in entry.reasons] for entry in told(case)}

    assert both[coordinator.username] == ["coordinator"]
    assert "coordinator" in both[new.username]


def test_acts_are_no_readings(case, coordinator):
    colleague, officer = UserFactory(organisation=case.organisation), UserFactory(officer=True)

    facts = {"reason": BreakGlassReason.AT_THE_DOOR, "explanation": "She stands at the door."}
    break_glass.open_file(case, **facts, by=colleague, at=datetime(2999, 3, 4, 22, tzinfo=SOFIA))
    identify(case, by=officer)

    assert [line["action"] for line in readings(case, "", "all", on=TODAY)] == []


def test_an_emergency_that_was_refused_is_told_as_refused(case):
    opened(UserFactory(), case, "cases.break_glass.refused")

    assert [line["action"] for line in readings(case, "refused", "all", on=TODAY)] == ["cases.break_glass.refused"]
    assert part_of("cases.break_glass.refused") == "tried to open it in an emergency: refused, nothing was shown"


@pytest.mark.parametrize(("kind", "count"), [("", 3), ("read", 1), ("copied", 1), ("refused", 1)])
def test_the_list_is_narrowed(case, kind, count):
    for action in ("cases.facts.opened", "exports.copy.taken", "web.forbidden", "cases.case.facts"):
        opened(UserFactory(), case, action)

    assert len(readers(case, readings(case, kind, "all", on=TODAY))) == count


def test_only_the_coordinator_of_the_holder_is_told(client, case, coordinator):
    others = [
        CaseMemberFactory(case=case, user=UserFactory(organisation=case.organisation)).user,
        UserFactory(organisation=case.organisation, supervisor=True),
        UserFactory(coordinator=True),
    ]
    for user, status in [(coordinator, 200), *((other, 404) for other in others)]:
        client.force_login(user)
        assert client.get(f"/cases/{case.code}/readers/").status_code == status
        assert client.get(f"/cases/{case.code}/readers/print/").status_code == status
        linked = f"/cases/{case.code}/readers/" in client.get(f"/cases/{case.code}/").content.decode()
        assert linked is (status == 200)


def test_the_person_reads_no_names_of_staff(client, case, coordinator, words):
    member = UserFactory(organisation=case.organisation, first_name="Проба", last_name="Първа")
    CaseMemberFactory(case=case, user=member, joined_on=date(2026, 1, 1))
    opened(member, case)
    client.force_login(coordinator)
    reasons = {"format": "PRINT", "reason": "PERSON_ASKED", "reason_text": "The person asked to read it."}

    answer = client.post(f"/cases/{case.code}/readers/print/", reasons)

    assert answer.status_code == 200
    assert "Who has read about you" in words(answer)
    assert f"{case.organisation}, caseworker: identity and contact" in words(answer)
    assert "Първа" not in words(answer)
    assert member.username not in words(answer)


def test_every_page_of_a_case_has_its_words(client, world):
    """No reading is told as less than it was: only the page of the case itself is told by the general words."""
    general = dict(PARTS)["cases."]
    actions = set()
    for visit in visits(world):
        if visit.case:
            client.force_login(world.people[visit.who])
            client.get(visit.where)
    for action in Event.objects.using("audit").exclude(case_code="").values_list("action", flat=True).distinct():
        if part_of(action) == general and action.endswith(".opened"):
            actions.add(action)

    assert actions <= {"cases.case.opened"}
