"""The pages of a stay that goes on: three taps for the house, behind the wall, with what was typed kept."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cases.actions import following
from shelters.models import AccompanyingChild, Stay
from shelters.states import ExtensionState, StayState
from tests.factories import (
    CaseFactory,
    CaseMemberFactory,
    PlaceFactory,
    StayFactory,
    UserFactory,
    identified_informally,
)
from tests.shelters.crowd import staff_of
from tvcase.audit.models import Event

S = StayState
FAR = date(2099, 1, 1)


@pytest.fixture
def stay():
    return StayFactory(active=True, planned_to_on=FAR)


def url(stay, page=""):
    return f"/cases/{stay.case.code}/stays/{stay.number}/{page}"


def day(name, on):
    return {f"{name}_0": on.day, f"{name}_1": on.month, f"{name}_2": on.year}


def moment(name, at):
    at = timezone.localtime(at)
    return day(name, at) | {f"{name}_3": at.strftime("%H:%M")}


def as_staff(client, stay):
    client.force_login(staff_of(stay.shelter))
    return client


def filled(client, address):
    """What the form offers by itself."""
    form = client.get(address).context["form"]
    prefilled = {}
    for bound in form:
        value = bound.value()
        if value is None:
            continue
        parts = bound.field.widget.decompress(value) if hasattr(bound.field.widget, "decompress") else None
        if parts is None:
            prefilled[bound.html_name] = value
        else:
            prefilled |= {f"{bound.html_name}_{number}": part or "" for number, part in enumerate(parts)}
    return prefilled


def test_two_choices_record_an_absence_and_one_tap_ends_it(client, stay):
    as_staff(client, stay)

    answer = client.post(url(stay, "absent/"), filled(client, url(stay, "absent/")) | {"kind": "LATE"})
    assert (answer.status_code, answer["Location"]) == (302, "/shelters/")
    assert Stay.objects.get(pk=stay.pk).state == S.ABSENT

    answer = client.post(url(stay, "back/"), filled(client, url(stay, "back/")))
    assert answer.status_code == 302
    assert Stay.objects.get(pk=stay.pk).state == S.ACTIVE


def test_an_absence_that_begins_later_is_refused_with_what_was_typed(client, stay, words):
    as_staff(client, stay)
    typed = {"kind": "AGREED", "note": "Пазар"} | moment("since", timezone.now() + timedelta(days=1))

    answer = client.post(url(stay, "absent/"), typed)

    assert answer.status_code == 422
    assert "Пазар" in words(answer)
    assert Stay.objects.get(pk=stay.pk).state == S.ACTIVE


def test_the_house_moves_somebody_to_a_free_place(client, stay):
    place = PlaceFactory(shelter=stay.shelter)
    as_staff(client, stay)

    answer = client.post(url(stay, "move/"), filled(client, url(stay, "move/")) | {"place": place.pk})

    assert answer.status_code == 302
    assert Stay.objects.get(moved_from=stay).place == place


def test_a_child_comes_and_goes(client, stay, words):
    cot = PlaceFactory(shelter=stay.shelter)
    as_staff(client, stay)
    page = url(stay, "children/new/")

    assert client.post(page, filled(client, page) | {"house_alias": "Звезда", "place": cot.pk}).status_code == 302
    assert "Звезда" in words(client.get(url(stay)))
    leave = url(stay, "children/1/")
    assert "<title>" in client.get(leave).text
    assert "Звезда" not in client.get(leave).text.split("</title>")[0]
    assert client.post(leave, filled(client, leave)).status_code == 302
    assert AccompanyingChild.objects.get().to_on == timezone.localdate()


def test_those_who_hold_the_case_propose_a_longer_stay_and_record_the_answer(client, stay, words):
    client.force_login(CaseMemberFactory(case=stay.case).user)
    until = date(2099, 3, 1)

    answer = client.post(url(stay, "extend/"), {"ground": "ART25"} | day("to_on", until))
    assert answer["Location"] == url(stay)
    answer = client.post(
        url(stay, "extensions/1/"),
        {"answer": "APPROVED", "body": "PROSECUTOR", "reference": "П-7"} | day("answered_on", timezone.localdate()),
    )

    stay.refresh_from_db()
    assert (answer.status_code, stay.planned_to_on) == (302, until)
    assert "П-7" in words(client.get(url(stay)))


def test_a_refusal_needs_who_and_when_and_taking_back_does_not(client, stay):
    client.force_login(CaseMemberFactory(case=stay.case).user)
    client.post(url(stay, "extend/"), {"ground": "ART25"} | day("to_on", date(2099, 3, 1)))

    refused = client.post(url(stay, "extensions/1/"), {"answer": "REFUSED"})
    assert (refused.status_code, set(refused.context["form"].errors)) == (422, {"body", "answered_on"})
    assert client.post(url(stay, "extensions/1/"), {"answer": "WITHDRAWN"}).status_code == 302
    assert stay.extensions.get().state == ExtensionState.WITHDRAWN


def test_a_review_stands_on_the_page_of_the_stay_until_it_is_done(client, stay):
    following.protection_ended(stay.case, on=date(2026, 3, 20))
    as_staff(client, stay)
    assert url(stay, "reviews/1/") in client.get(url(stay)).text

    answer = client.post(url(stay, "reviews/1/"), {"outcome": "GOES_ON"})

    assert answer.status_code == 302
    assert url(stay, "reviews/1/") not in client.get(url(stay)).text
    assert "1" in client.get(url(stay, "reviews/1/")).text


def test_a_full_house_lets_a_request_wait_and_who_asked_sees_until_when(client, stay, words):
    case = identified_informally(CaseFactory())
    asked = StayFactory(case=case, shelter=stay.shelter, place=stay.place)
    as_staff(client, stay)

    answer = client.post(f"/shelters/requests/{asked.case.code}/{asked.number}/", {"answer": f"wait-{stay.place_id}"})

    asked.refresh_from_db()
    assert (answer.status_code, asked.state, asked.expected_free_on) == (302, S.REQUESTED, FAR)
    client.force_login(CaseMemberFactory(case=case, user=UserFactory(organisation=case.organisation)).user)
    page = words(client.get(url(asked)))
    assert "2099" in page
    assert stay.case.code not in page


def test_the_arrival_in_another_house_ends_the_stay_behind_the_wall(client, stay):
    tonight = timezone.localdate()
    kept = StayFactory(reserved=True, case=stay.case, from_on=tonight, planned_to_on=FAR)
    colleague = staff_of(stay.shelter)
    as_staff(client, kept)

    assert client.post(url(kept, "arrive/"), filled(client, url(kept, "arrive/"))).status_code == 302

    assert Stay.objects.get(pk=stay.pk).state == S.MOVED
    client.force_login(colleague)
    assert client.get(url(stay)).status_code == 404


def test_an_arrival_gives_the_reservation_of_another_case_back_behind_the_wall(client):
    tonight = timezone.localdate()
    first = StayFactory(reserved=True, from_on=tonight, planned_to_on=date(2098, 1, 1))
    later = StayFactory(reserved=True, place=first.place, from_on=date(2098, 1, 1), planned_to_on=FAR)
    as_staff(client, first)

    assert client.post(url(first, "arrive/"), filled(client, url(first, "arrive/"))).status_code == 302

    later.refresh_from_db()
    assert (later.state, later.waits_for) == (S.REQUESTED, first.place)
    assert Event.objects.get(action="shelters.stay.given_back").case_code == later.case.code


@pytest.mark.parametrize("page", ["absent/", "back/", "move/", "children/new/", "children/1/"])
def test_only_the_house_opens_what_the_house_does(client, stay, page):
    following.protection_ended(stay.case, on=date(2026, 3, 20))
    for user in (CaseMemberFactory(case=stay.case).user, UserFactory(shelter_staff=True), UserFactory()):
        client.force_login(user)
        assert client.get(url(stay, page)).status_code == 404


def test_a_house_that_was_merely_asked_sees_nothing_of_the_story(client, stay, words):
    asked = StayFactory(case=stay.case, from_on=FAR, planned_to_on=date(2099, 2, 1))
    as_staff(client, asked)

    assert client.get(url(stay)).status_code == 404
    assert stay.shelter.code not in words(client.get(url(asked))).replace(asked.shelter.code, "")
