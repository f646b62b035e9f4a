"""The pages of a stay: who may open them, what they do, what they answer, how many statements they take."""

from datetime import date, timedelta

import pytest

from cases.states import TeamRole
from shelters.models import PlaceQuerySet, Stay, StayLogEntry
from shelters.states import FacilityKind, LogKind, StayEnd, StayState
from tests.factories import (
    CaseFactory,
    CaseMemberFactory,
    PlaceFactory,
    ShelterFactory,
    StayFactory,
    UserFactory,
    identified_informally,
)
from tests.shelters.crowd import staff_of
from tvcase.audit.models import Event

S = StayState
FAR = date(2099, 1, 1)
PART = {"HX-Request": "true", "HX-Request-Type": "partial"}
PLATFORM = 8


def url(stay, page=""):
    return f"/cases/{stay.case.code}/stays/{stay.number}/{page}"


def request_url(stay):
    return f"/shelters/requests/{stay.case.code}/{stay.number}/"


def day(name, on):
    return {f"{name}_0": on.day, f"{name}_1": on.month, f"{name}_2": on.year}


def signed_in(client, user):
    client.force_login(user)
    return client


# Who may open what.

PAGES = {
    "host": {"": 200, "arrive/": 200, "leave/": 200, "log/": 200, "cancel/": 200},
    "caseworker": {"": 200, "arrive/": 404, "leave/": 404, "log/": 404, "cancel/": 200},
    "other_house": {"": 404, "arrive/": 404, "leave/": 404, "log/": 404, "cancel/": 404},
    "asked_house": {"": 404, "arrive/": 404, "leave/": 404, "log/": 404, "cancel/": 404},
    "officer": {"": 404, "arrive/": 404, "leave/": 404, "log/": 404, "cancel/": 404},
    "stranger": {"": 404, "arrive/": 404, "leave/": 404, "log/": 404, "cancel/": 404},
}


def person(who, stay):
    match who:
        case "host":
            return staff_of(stay.shelter)
        case "caseworker":
            return CaseMemberFactory(case=stay.case).user
        case "other_house":
            return UserFactory(shelter_staff=True)
        case "asked_house":
            return staff_of(StayFactory(case=stay.case, from_on=FAR, planned_to_on=date(2099, 2, 1)).shelter)
        case "officer":
            officer = UserFactory(officer=True)
            return CaseMemberFactory(case=stay.case, user=officer, role=TeamRole.OFFICER).user
        case _:
            return UserFactory()


@pytest.mark.parametrize("who", PAGES)
@pytest.mark.parametrize("state", [S.RESERVED, S.ACTIVE])
def test_who_may_open_a_stay_and_its_acts(client, who, state):
    stay = StayFactory(until=state, planned_to_on=FAR)
    client.force_login(person(who, stay))

    answers = {page: client.get(url(stay, page)).status_code for page in PAGES[who]}

    assert answers == PAGES[who]


@pytest.mark.parametrize(("who", "status"), [("host", 200), ("caseworker", 404), ("stranger", 404), ("officer", 404)])
def test_who_may_answer_a_request(client, who, status):
    stay = StayFactory()
    client.force_login(person(who, stay))

    assert client.get(request_url(stay)).status_code == status


@pytest.mark.parametrize(
    ("who", "panel", "ask"),
    [("host", 200, 404), ("caseworker", 200, 200), ("other_house", 404, 404), ("officer", 404, 404)],
)
def test_who_may_see_the_panel_and_ask(client, who, panel, ask):
    stay = StayFactory()
    client.force_login(person(who, stay))

    assert client.get(f"/cases/{stay.case.code}/stays/").status_code == panel
    assert client.get(f"/cases/{stay.case.code}/stays/new/").status_code == ask


def test_a_house_that_was_merely_asked_learns_of_no_other_house(client, words):
    stay = StayFactory(active=True)
    asked = StayFactory(case=stay.case, from_on=FAR, planned_to_on=date(2099, 2, 1))

    text = words(signed_in(client, staff_of(asked.shelter)).get(f"/cases/{stay.case.code}/stays/"))

    assert asked.shelter.code in text
    assert stay.shelter.code not in text.replace(asked.shelter.code, "")


def test_opening_a_stay_is_in_the_trace(client):
    stay = StayFactory(active=True)
    caseworker = CaseMemberFactory(case=stay.case).user

    signed_in(client, caseworker).get(url(stay))

    assert Event.objects.using("audit").get(action="shelters.stay.opened").actor == caseworker.username


def test_nobody_signed_in_sees_nothing(client):
    stay = StayFactory()

    for address in ("/shelters/", "/shelters/work/", request_url(stay), url(stay), f"/cases/{stay.case.code}/stays/"):
        assert client.get(address).status_code == 302


# What the pages do.


def test_the_caseworker_asks_for_a_place_from_a_list_that_tells_no_address(client, words):
    case = identified_informally(CaseFactory())
    caseworker = CaseMemberFactory(case=case).user
    place = PlaceFactory(shelter=ShelterFactory(kind=FacilityKind.CRISIS_CENTRE_CHILD))
    PlaceFactory(shelter=place.shelter)
    page = signed_in(client, caseworker).get(f"/cases/{case.code}/stays/new/")

    assert "free places tonight: 2" in words(page)
    assert "This house is for children; the person is an adult." in words(page)

    answer = client.post(page.wsgi_request.path, {"shelter": place.shelter.code, **day("from_on", FAR)})

    stay = Stay.objects.get()
    assert (answer.status_code, answer.url) == (302, url(stay))
    assert (stay.from_on, (stay.planned_to_on - stay.from_on).days) == (FAR, 30)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({**day("from_on", date(2020, 1, 1))}, "This night is over."),
        ({**day("from_on", FAR), **day("planned_to_on", FAR)}, "A stay lasts at least one night."),
        ({"from_on_0": "31", "from_on_1": "февруари", "from_on_2": "2099"}, "Enter a real date"),
        ({**day("from_on", FAR), "shelter": "NOWHERE"}, "Choose one of the answers shown."),
    ],
)
def test_what_is_wrong_with_a_request_is_said_beside_the_field_and_the_text_stays(client, words, typed, sentence):
    case = identified_informally(CaseFactory())
    shelter = ShelterFactory()
    client.force_login(CaseMemberFactory(case=case).user)

    answer = client.post(f"/cases/{case.code}/stays/new/", {"shelter": shelter.code, **typed})

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert f'value="{typed["from_on_2"]}"' in answer.content.decode()


def test_asking_before_the_identification_gives_the_reason(client, words):
    case = CaseFactory()
    ShelterFactory()
    client.force_login(CaseMemberFactory(case=case).user)

    assert "informal identification" in words(client.get(f"/cases/{case.code}/stays/new/"))
    assert "informal identification" in words(client.get(f"/cases/{case.code}/stays/"))


def test_the_house_reserves_a_place_from_the_free_ones(client, words):
    stay = StayFactory()
    free, taken = PlaceFactory(shelter=stay.shelter, label="A1"), PlaceFactory(shelter=stay.shelter, label="B2")
    StayFactory(reserved=True, place=taken)
    client.force_login(staff_of(stay.shelter))

    page = words(client.get(request_url(stay)))
    answer = client.post(request_url(stay), {"answer": str(free.pk)}, follow=True)

    assert "Reserve place A1" in page
    assert "B2" not in page
    stay.refresh_from_db()
    assert (stay.state, stay.place) == (S.RESERVED, free)
    assert f"Place A1 is reserved for {stay.case.code}." in words(answer)


def test_a_place_that_somebody_took_meanwhile_is_said_beside_the_field(client, words, monkeypatch):
    stay = StayFactory()
    other = StayFactory(reserved=True, place=PlaceFactory(shelter=stay.shelter))
    monkeypatch.setattr(PlaceQuerySet, "free", lambda places, **nights: places)
    client.force_login(staff_of(stay.shelter))

    answer = client.post(request_url(stay), {"answer": str(other.place.pk), "reason": "a typed text"})

    assert answer.status_code == 422
    assert "This place is taken in some of these nights." in words(answer)
    assert "a typed text" in words(answer)


def test_declining_needs_a_reason_and_leads_to_the_board(client, words):
    stay = StayFactory()
    client.force_login(staff_of(stay.shelter))

    refused = client.post(request_url(stay), {"answer": "decline"})
    answer = client.post(request_url(stay), {"answer": "decline", "kind": "NO_PLACE", "reason": "full house"})

    assert refused.status_code == 422
    assert "Say why the request is declined." in words(refused)
    assert (answer.status_code, answer.url) == (302, "/shelters/")
    stay.refresh_from_db()
    assert (stay.decline_kind, stay.decline_reason) == ("NO_PLACE", "full house")


def test_three_taps_check_somebody_in(client):
    stay = StayFactory(reserved=True, planned_to_on=FAR)
    client.force_login(staff_of(stay.shelter))

    assert url(stay, "arrive/") in client.get("/shelters/").content.decode()
    page = client.get(url(stay, "arrive/"))
    prefilled = page.context["form"].initial["on"]
    answer = client.post(url(stay, "arrive/"), {**day("on", prefilled), "house_alias": ""})

    assert (answer.status_code, answer.url) == (302, "/shelters/")
    stay.refresh_from_db()
    assert (stay.state, stay.from_on) == (S.ACTIVE, prefilled)


def test_a_night_to_come_is_no_arrival(client, words):
    stay = StayFactory(reserved=True, planned_to_on=FAR)
    client.force_login(staff_of(stay.shelter))

    answer = client.post(url(stay, "arrive/"), {**day("on", date(2098, 1, 1)), "house_alias": "Мира"})

    assert answer.status_code == 422
    assert "This night has not come yet." in words(answer)
    assert 'value="Мира"' in answer.content.decode()


def test_check_out_says_what_follows_and_does_it(client, words):
    stay = StayFactory(active=True)
    client.force_login(staff_of(stay.shelter))

    assert "the case closes to the shelter" in words(client.get(url(stay, "leave/")))
    before = stay.from_on - timedelta(days=1)
    wrong = client.post(url(stay, "leave/"), {**day("to_on", before), "end_reason": StayEnd.RETURN})
    answer = client.post(url(stay, "leave/"), {**day("to_on", date(2026, 3, 20)), "end_reason": StayEnd.RETURN})

    assert wrong.status_code == 422
    assert "This is before the person arrived." in words(wrong)
    assert answer.url == "/shelters/"
    stay.refresh_from_db()
    assert (stay.state, stay.to_on) == (S.ENDED, date(2026, 3, 20))


def test_who_leaves_on_the_evening_of_the_arrival_has_stayed_one_night(client):
    stay = StayFactory(active=True)
    client.force_login(staff_of(stay.shelter))

    answer = client.post(url(stay, "leave/"), {**day("to_on", stay.from_on), "end_reason": StayEnd.RETURN})

    assert answer.url == "/shelters/"
    stay.refresh_from_db()
    assert (stay.state, stay.to_on) == (S.ENDED, stay.from_on + timedelta(days=1))


def test_a_short_log_from_a_phone_is_read_by_house_and_holder(client, words):
    stay = StayFactory(active=True)
    caseworker = CaseMemberFactory(case=stay.case).user
    client.force_login(staff_of(stay.shelter))
    at = {**day("happened_at", date(2026, 3, 12)), "happened_at_3": "02:30"}

    wrong = client.post(url(stay, "log/"), {"kind": LogKind.NIGHT, "note": "a quiet night", "happened_at_0": "12"})
    answer = client.post(url(stay, "log/"), {"kind": LogKind.NIGHT, "note": "a quiet night", **at})

    assert wrong.status_code == 422
    assert "a quiet night" in words(wrong)
    assert answer.url == "/shelters/"
    assert StayLogEntry.objects.count() == 1
    assert "a quiet night" in words(signed_in(client, caseworker).get(url(stay)))


def test_calling_off_shows_its_effect_first(client, words):
    stay = StayFactory(reserved=True, planned_to_on=FAR)
    client.force_login(CaseMemberFactory(case=stay.case).user)

    assert "becomes free" in words(client.get(url(stay, "cancel/")))
    answer = client.post(url(stay, "cancel/"))

    assert (answer.status_code, answer.url) == (302, url(stay))
    assert client.get(url(stay)).status_code == 200


@pytest.mark.parametrize("page", ["arrive/", "leave/", "log/", "cancel/"])
def test_a_page_whose_act_is_over_says_why_instead_of_a_form(client, words, page):
    state = {"arrive/": S.ACTIVE, "cancel/": S.ACTIVE}.get(page, S.RESERVED)
    stay = StayFactory(until=state, planned_to_on=FAR)
    client.force_login(staff_of(stay.shelter))

    answer = client.get(url(stay, page))

    assert "This cannot be done now:" in words(answer)
    assert "<textarea" not in answer.content.decode()


@pytest.mark.parametrize("language", ["en", "bg"])
@pytest.mark.parametrize("state", S)
def test_every_page_renders_in_both_languages_for_house_and_holder(client, state, language):
    stay = StayFactory(until=state, planned_to_on=FAR)
    caseworker = CaseMemberFactory(case=stay.case, user__language=language).user
    host = staff_of(stay.shelter, language=language)

    for user in (caseworker, host):
        client.force_login(user)
        for address in (url(stay), f"/cases/{stay.case.code}/stays/", "/shelters/work/"):
            answer = client.get(address)
            assert answer.status_code in (200, 404)
            assert answer["Content-Language"] == language


# What the pages cost.


@pytest.mark.parametrize("count", [2, 20])
def test_the_panel_takes_four_statements(client, count, django_assert_max_num_queries):
    case = identified_informally(CaseFactory())
    caseworker = CaseMemberFactory(case=case).user
    for _number in range(count):
        StayFactory(case=case)
    client.force_login(caseworker)

    with django_assert_max_num_queries(4 + PLATFORM):
        part = client.get(f"/cases/{case.code}/stays/", headers=PART)

    assert 'id="stays"' in part.content.decode()
    assert "<html" not in part.content.decode()


@pytest.mark.parametrize("page", ["", "arrive/", "leave/", "log/", "cancel/"])
def test_a_page_of_a_stay_takes_at_most_twelve_statements(client, page, django_assert_max_num_queries):
    stay = StayFactory(active=True)
    client.force_login(staff_of(stay.shelter))

    with django_assert_max_num_queries(12 + PLATFORM):
        client.get(url(stay, page))


def test_asking_costs_the_same_for_many_shelters(client, django_assert_max_num_queries):
    case = identified_informally(CaseFactory())
    for _number in range(20):
        ShelterFactory()
    client.force_login(CaseMemberFactory(case=case).user)

    with django_assert_max_num_queries(12 + PLATFORM):
        client.get(f"/cases/{case.code}/stays/new/")
