"""The pages of team, handover and closing: who changes what, why not, and what a page says before it is done."""

from datetime import date

import pytest
from django.urls import reverse

from cases.actions import cases, handovers, members, team
from cases.models import Case
from cases.states import ClosureReason, OpeningGround, TeamRole
from tests.factories import CaseFactory, CaseMemberFactory, OrganisationFactory, UserFactory
from tvcase.flow import Refused
from tvcase.notifications.models import Notification

TODAY = date(2026, 3, 5)
PART = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def case():
    return CaseFactory()


@pytest.fixture
def colleague(case):
    return UserFactory(organisation=case.organisation, first_name="Колежка")


def part(name, case, *args):
    return reverse(f"cases:{name}", args=[case.code, *args])


def test_a_colleague_joins_and_is_told(client, join, case, colleague, words):
    join(case)

    client.post(part("team-add", case), {"user": colleague.username, "role": "CASEWORKER"})

    assert Case.objects.visible_to(colleague).get() == case
    assert Notification.objects.get(kind="team_joined").recipient == colleague
    assert "Колежка" in words(client.get(part("team", case)))


@pytest.mark.parametrize(
    ("fields", "role"),
    [
        ({}, "CASEWORKER"),
        ({"shelter_staff": True}, "SHELTER_WORKER"),
        ({"officer": True}, "OFFICER"),
    ],
)
def test_nobody_of_another_organisation_joins(client, join, case, fields, role):
    join(case)
    stranger = UserFactory(**fields)

    response = client.post(part("team-add", case), {"user": stranger.username, "role": role})

    assert response.status_code == 422
    assert not case.members.filter(user=stranger).exists()


def test_a_worker_of_the_shelter_where_the_person_stays_joins_as_such(case, colleague):
    member = CaseMemberFactory(case=case).user
    worker = UserFactory(shelter_staff=True)
    team.open_to(case, worker.organisation, OpeningGround.STAY, subject=case.pk, by=member, on=TODAY)

    with pytest.raises(Refused):
        members.join(case, user=worker, role="CASEWORKER", by=member, on=TODAY)
    members.join(case, user=worker, role="SHELTER_WORKER", by=member, on=TODAY)

    assert case.members.get(user=worker).role == TeamRole.SHELTER_WORKER


def test_a_place_must_fit_the_role(client, join, case, colleague, words):
    join(case)

    response = client.post(part("team-add", case), {"user": colleague.username, "role": "SUPERVISOR"})

    assert response.status_code == 422
    assert "does not fit" in words(response)


def test_a_place_is_ended_but_never_the_last_one(client, join, case, words):
    user = join(case)
    other = CaseMemberFactory(case=case).user

    client.post(part("team-remove", case), {"member": other.username})
    last = client.post(part("team-remove", case), {"member": user.username})

    assert not Case.objects.visible_to(other).exists()
    assert last.status_code == 422
    assert "Somebody must stay on the team" in words(last)


def test_who_leaves_a_team_goes_back_to_the_list(client, join, case):
    CaseMemberFactory(case=case)
    user = join(case)

    response = client.post(part("team-remove", case), {"member": user.username})

    assert response.url == reverse("cases:list")


def test_the_team_is_a_panel_of_the_case_page(client, join, case):
    join(case)

    html = client.get(part("team", case), headers=PART).content.decode()

    assert html.lstrip().startswith('<section class="tv-panel" id="team">')


def test_an_offer_goes_through_the_pages_to_the_one_who_accepts(client, join, sign_in, case, words):
    user = join(case)
    organisation = OrganisationFactory()
    typed = {"to_organisation": organisation.code, "consent_on_0": "4", "consent_on_1": "3", "consent_on_2": "2026"}
    assert client.post(part("handover", case), typed).status_code == 422
    offered = client.post(part("handover", case), typed | {"consent_note": "orally"})
    assert offered.url == part("handover-answer", case, 1)

    sign_in(organisation=organisation)
    assert "offered the case to" in words(client.get(offered.url))
    assert client.get(part("person", case)).status_code == 404
    assert client.post(part("handover", case), typed).status_code == 404
    client.post(offered.url, {"answer": "accept"})

    case.refresh_from_db()
    assert case.organisation == organisation
    assert client.get(part("person", case)).status_code == 200
    client.force_login(user)
    assert client.get(case.get_absolute_url()).status_code == 404


def test_declining_needs_a_reason_and_closes_the_case_again(client, join, sign_in, case, words):
    join(case)
    offer = offered(case, OrganisationFactory())
    sign_in(organisation=offer.to_organisation)
    url = part("handover-answer", case, 1)

    assert "Say why" in words(client.post(url, {"answer": "decline"}))
    client.post(url, {"answer": "decline", "reason": "No free place."})

    assert client.get(url).status_code == 404


def test_the_holder_recalls_an_offer_and_sees_why_it_cannot_be_offered_twice(client, join, case, words):
    join(case)
    offered(case, OrganisationFactory())

    assert "already offered" in words(client.get(part("handover", case)))
    client.post(part("handover-answer", case, 1))

    assert case.handovers.get().state == "RECALLED"
    assert "already offered" not in words(client.get(part("handover", case)))


def test_closing_is_proposed_on_one_screen_and_confirmed_on_another(client, join, case, words):
    first = join(case)
    client.post(part("close", case), {"reason": "LOST_CONTACT", "told": "TOLD"})
    own = client.get(part("close", case))
    assert "Somebody else must confirm" in words(own)
    assert 'value="confirm"' not in own.content.decode()
    assert client.post(part("close", case), {"answer": "confirm"}).status_code == 422

    join(case, TeamRole.SUPERVISOR)
    assert "contact lost" in words(client.get(part("close", case)))
    client.post(part("close", case), {"answer": "confirm"})

    case.refresh_from_db()
    assert case.closed_by == first
    assert "closed already" in words(client.get(part("close", case)))


def test_a_proposal_is_taken_back_by_the_one_who_made_it(client, join, case):
    join(case)
    client.post(part("close", case), {"reason": "LOST_CONTACT", "told": "TOLD"})

    client.post(part("close", case), {"answer": "withdraw"})

    case.refresh_from_db()
    assert case.closure_proposed_on is None


def test_a_page_says_why_a_case_cannot_be_closed(client, join, case, words):
    join(case)
    offered(case, OrganisationFactory())

    response = client.get(part("close", case))

    assert "The case is offered to another organisation." in words(response)
    assert "Propose to close" not in words(response)


def test_a_new_episode_is_opened_from_the_page_of_a_closed_case(client, join, words):
    case = CaseFactory(closed=True)
    join(case)
    typed = {"source_of_signal": "SELF", "age_status": "ADULT_STATED", "retrafficked": "on"}
    received = {"received_at_0": "1", "received_at_1": "8", "received_at_2": "2026", "received_at_3": "9:00"}

    response = client.post(part("new-episode", case), typed | received)

    following = case.next_episode
    assert response.url == following.get_absolute_url()
    assert following.retrafficked
    assert "already has a later episode" in words(client.get(part("new-episode", case)))


def test_a_closing_proposed_by_a_former_holder_goes_with_it(case):
    member = CaseMemberFactory(case=case).user
    offer = offered(case, OrganisationFactory())
    Case.objects.filter(pk=case.pk).update(
        closure_reason=ClosureReason.GOALS_MET, closed_by=member, closure_proposed_on=TODAY
    )
    acceptor = UserFactory(organisation=offer.to_organisation)

    handovers.accept(offer, by=acceptor, on=TODAY)

    with pytest.raises(Refused):
        cases.confirm_closure(case, by=acceptor, on=TODAY)


def offered(case, organisation):
    by = CaseMemberFactory(case=case).user
    return handovers.offer(case, to_organisation=organisation, consent_on=TODAY, consent_note="orally", by=by, on=TODAY)
