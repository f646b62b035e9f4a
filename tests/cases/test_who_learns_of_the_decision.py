"""Who learns what a person said about cooperating, and that a period ended by it (product decision 17; domain 2.2)."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.actions import cooperation, handovers, team
from cases.models import CooperationDecision
from cases.models.case import access
from cases.states import OpeningGround, TeamRole
from cases.timeline import entries
from tests.cases.said_and_done import at, clock, identify, say, told
from tests.factories import CaseFactory, CaseMemberFactory, StayFactory, UserFactory

DAY = date(2026, 3, 20)


@pytest.fixture
def hosted():
    """A case whose person stays in a shelter and has a period; the shelter's worker is on the team."""
    case = StayFactory(active=True).case
    CaseMemberFactory(case=case)
    identify(case)
    return case


def shelter_worker(case):
    return case.members.get(role=TeamRole.SHELTER_WORKER).user


def propose(decision):
    return cooperation.propose_annulment(decision, reason="Not said so.", on=DAY, by=decision.recorded_by)


def test_only_those_who_read_the_legal_file_are_told_that_something_was_said(hosted):
    propose(say(hosted))

    caseworkers = {member.user for member in hosted.members.filter(role=TeamRole.CASEWORKER)}
    assert told("cooperation_declared") == told("annulment_proposed") == caseworkers
    assert shelter_worker(hosted) in told("formally_identified")


def test_a_shelter_sees_that_the_period_ended_and_never_why(client, hosted, words):
    say(hosted)
    client.force_login(worker := shelter_worker(hosted))

    for name in ("detail", "clock", "timeline"):
        text = words(client.get(reverse(f"cases:{name}", args=[hosted.code])))
        assert "cooperat" not in text.lower()
        assert "20 March 2026" in text

    shown = [entry for entry in entries(hosted, worker, access(worker, hosted)) if "ended" in str(entry.title)]
    assert [(entry.at, str(entry.text)) for entry in shown] == [(DAY, "")]


def test_the_team_reads_why_the_period_ended(client, join, hosted, words):
    say(hosted)
    join(hosted)

    for name in ("detail", "clock", "timeline"):
        assert "the person decided to cooperate" in words(client.get(reverse(f"cases:{name}", args=[hosted.code])))


def test_a_statement_made_to_an_authority_tells_it_nothing_of_an_earlier_one(client, words):
    case = CaseFactory()
    officer = identify(case).officer
    say(case, when=at(3, 15))

    say(case, by=officer, declared_to="AUTHORITY")

    client.force_login(officer)
    text = words(client.get(reverse("cases:cooperation", args=[case.code])))
    assert "had already ended" not in text
    assert "only as far as the person agreed" in text
    assert clock(case).ended_on == date(2026, 3, 15)


@pytest.fixture
def held_by_police():
    """A case that an officer opened and whose person she identified."""
    officer = UserFactory(officer=True)
    case = CaseFactory(organisation=officer.organisation, recorded_by=officer)
    CaseMemberFactory(case=case, user=officer, role=TeamRole.OFFICER)
    identify(case, by=officer)
    return case


def test_what_was_said_to_an_officer_stays_known_to_the_authority_after_the_handover(held_by_police):
    case, officer = held_by_police, held_by_police.recorded_by
    decision = say(case, by=officer, declared_to="AUTHORITY")
    assert list(CooperationDecision.objects.visible_to(officer)) == [decision]
    caseworker = UserFactory()
    offer = handovers.offer(
        case,
        to_organisation=caseworker.organisation,
        consent_on=DAY,
        consent_note="Agreed.",
        by=officer,
        on=DAY,
    )
    handovers.accept(offer, by=caseworker, on=DAY)

    said_later = say(case, "WITHDRAWN", when=at(3, 25), by=caseworker)

    assert list(CooperationDecision.objects.visible_to(officer)) == [decision]
    assert set(CooperationDecision.objects.visible_to(caseworker)) == {decision, said_later}


def test_telling_an_authority_promises_no_more_than_is_true(client, join, words):
    case = CaseFactory()
    identify(case)
    say(case)
    stranger = UserFactory(officer=True)
    join(case)
    typed = {"authority": stranger.organisation_id, "agreed_on_0": "21", "agreed_on_1": "3", "agreed_on_2": "2026"}

    answer = client.post(reverse("cases:cooperation-communicate", args=[case.code, 1]), typed, follow=True)

    assert "An authority that works on this case sees it now" in words(answer)
    assert not CooperationDecision.objects.visible_to(stranger).exists()


@pytest.mark.parametrize("undone", ["annulled", "taken back"])
def test_nobody_is_asked_to_repeat_what_is_no_longer_said(client, join, words, monkeypatch, undone):
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 3, 11))
    case = CaseFactory()
    join(case)
    yes = say(case, when=at(3, 5))
    if undone == "annulled":
        cooperation.confirm_annulment(propose(yes), at=at(3, 6), by=UserFactory(organisation=case.organisation))
    else:
        say(case, "NO", when=at(3, 6))
    identify(case)

    assert "Ask once" not in words(client.get(reverse("cases:cooperation", args=[case.code])))


def test_nobody_is_asked_to_repeat_a_yes_when_the_period_is_over(client, join, words, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 4, 10))
    case = CaseFactory()
    join(case)
    say(case, when=at(3, 5))
    identify(case)

    assert "Ask once" not in words(client.get(reverse("cases:cooperation", args=[case.code])))


def test_a_member_who_is_an_officer_elsewhere_is_told_nothing(hosted):
    officer = UserFactory(officer=True)
    CaseMemberFactory(case=hosted, user=officer, role=TeamRole.OFFICER)
    team.open_to(
        hosted, officer.organisation, OpeningGround.IDENTIFIED, subject=hosted.pk, by=hosted.recorded_by, on=DAY
    )

    say(hosted)

    assert officer not in told("cooperation_declared")
