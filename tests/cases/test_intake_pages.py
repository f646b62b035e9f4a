"""The pages of search, intake, person and facts: who opens them, what they keep, what they say and leave behind."""

import pytest
from django.urls import reverse

from cases.actions import people
from cases.forms.intake import marker_of
from cases.models import Case, PersonSpelling
from cases.readers import READ, part_of
from cases.states import SpellingKind, TeamRole
from tests.factories import CaseFactory, CaseMemberFactory, UserFactory
from tvcase.audit.models import Event
from tvcase.typed import RESUME

FIRST_PAGE = {
    "source_of_signal": "HOTLINE",
    "received_at_0": "2",
    "received_at_1": "3",
    "received_at_2": "2026",
    "received_at_3": "22:30",
    "age_status": "ADULT_STATED",
    "alias_in_use": "Лале",
}
CONTACT = {"safe_channels": ["PHONE_CALL"], "phone": "+359 2 000", "code_word": "люляк"}


@pytest.fixture
def case():
    return CaseFactory(person__family_name="Крайна", person__findable=True, person__alias_in_use="")


@pytest.fixture
def member(case, join):
    """A caseworker's place on the case; she is signed in."""
    return join(case).memberships.get()


def part(name, case, *args):
    return reverse(f"cases:{name}", args=[case.code, *args])


def test_a_search_shows_names_and_leaves_no_word_in_address_or_trace(client, join, case, words):
    user = join(case)

    response = client.post(reverse("cases:search"), {"family_name": "крайна"})

    assert "1 case found" in words(response)
    assert "Крайна" in words(response)
    line = Event.objects.using("audit").get(action="cases.person.searched")
    assert line.actor == user.username
    assert line.facts == {"asked": ["family_name"], "named": [case.code], "found": 1}


def test_a_name_that_a_search_shows_is_a_reading_of_that_file(client, join, case, words):
    """Whoever asks who opened the file is told, and so is whoever looks for curiosity."""
    user = join(case)
    second = CaseFactory(organisation=case.organisation, person__family_name="Крайна")
    CaseMemberFactory(case=second, user=user)

    assert "2 cases found" in words(client.post(reverse("cases:search"), {"family_name": "крайна"}))

    lines = Event.objects.using("audit").filter(action__regex=READ)
    shown = [(line.actor, line.case_code, line.area, str(part_of(line.action))) for line in lines]
    names = "the name, in a search"
    assert sorted(shown) == sorted((user.username, one.code, "identity", names) for one in (case, second))


def test_a_search_by_address_finds_nothing(client, join, case, words):
    join(case)

    response = client.get(reverse("cases:search"), {"family_name": "Крайна"})

    assert "Крайна" not in response.content.decode()


def test_a_search_for_nothing_says_so_and_keeps_the_year(client, sign_in, words):
    sign_in()

    response = client.post(reverse("cases:search"), {"birth_year": "1999"})

    assert response.status_code == 422
    assert "Write at least a code" in words(response)
    assert 'value="1999"' in response.content.decode()


@pytest.mark.parametrize("year", ["99", "2101", "1999x", "１９９９９"])
def test_a_year_that_is_none_is_refused_beside_its_field(client, sign_in, year, words):
    sign_in()

    response = client.post(reverse("cases:search"), {"family_name": "А", "birth_year": year})

    assert response.status_code == 422
    assert "four digits" in words(response)
    assert year in response.content.decode()


def test_only_those_who_open_cases_are_led_to_a_new_one(client, sign_in):
    sign_in(prosecutor=True)

    response = client.post(reverse("cases:search"), {"alias": "Лале"})

    assert reverse("cases:new") not in response.content.decode()
    assert client.post(reverse("cases:new"), FIRST_PAGE).status_code == 404


def test_a_new_case_begins_with_a_search(client, sign_in):
    sign_in()

    assert client.get(reverse("cases:new")).url == reverse("cases:search")
    response = client.post(reverse("cases:new"), FIRST_PAGE)

    assert response.status_code == 422
    assert "Лале" in response.content.decode()
    assert not Case.objects.exists()


def test_another_persons_search_opens_no_case(client, sign_in):
    sign_in()

    response = client.post(reverse("cases:new"), FIRST_PAGE | {"searched": marker_of(UserFactory())})

    assert response.status_code == 422


def test_what_was_searched_for_goes_along_to_the_first_page_and_nothing_is_saved(client, sign_in):
    sign_in()
    result = client.post(reverse("cases:search"), {"family_name": "Крайна", "birth_year": "1999"})

    typed = {"searched": result.context["marker"], "family_name": "Крайна", "birth_year": "1999", RESUME: "1"}
    html = client.post(reverse("cases:new"), typed).content.decode()

    assert 'value="Крайна"' in html
    assert 'value="1999"' in html
    assert "govuk-error" not in html
    assert not Case.objects.exists()


def test_the_first_page_opens_a_case_and_leads_to_it(client, sign_in):
    user = sign_in()

    response = client.post(reverse("cases:new"), FIRST_PAGE | {"searched": marker_of(user)})

    case = Case.objects.get()
    assert response.url == case.get_absolute_url()
    assert case.person.alias_in_use == "Лале"


def test_a_refusal_keeps_everything_that_was_typed(client, sign_in, words):
    user = sign_in()
    birth = {"birth_date_0": "1", "birth_date_1": "юли", "birth_date_2": "2012"}

    response = client.post(reverse("cases:new"), FIRST_PAGE | birth | {"searched": marker_of(user)})

    assert response.status_code == 422
    assert "under 18" in words(response)
    html = response.content.decode()
    assert all(f'value="{typed}"' in html for typed in ("22:30", "Лале", "юли", "2012"))


def test_opening_the_identity_is_in_the_trace_before_it_is_shown(client, join, case, words):
    user = join(case)

    response = client.get(part("person", case))

    assert "Крайна" in words(response)
    assert "Крайна" not in response.content.decode().partition("</title>")[0]
    line = Event.objects.using("audit").get(action="cases.identity.opened")
    assert (line.actor, line.case_code, line.area) == (user.username, case.code, "identity")


@pytest.mark.parametrize(
    "name", ["person-names", "person-origin", "person-contact", "person-documents", "facts-control"]
)
def test_who_only_reads_the_identity_changes_nothing(client, join, case, name):
    join(case, TeamRole.SHELTER_WORKER)

    status = client.post(part(name, case), {}).status_code

    assert status == 404
    assert part("person-names", case) not in client.get(part("person", case)).content.decode()


def test_the_pages_of_a_person_are_closed_to_strangers(client, sign_in, case):
    sign_in(organisation=case.organisation)

    for name in ("person", "person-names", "person-origin", "person-contact", "facts", "team", "handover", "close"):
        assert client.get(part(name, case)).status_code == 404


@pytest.mark.parametrize(
    ("name", "typed", "saved"),
    [
        (
            "person-names",
            {"given_name": "Проба", "birth_year": "1999", "birth_year_estimated": "on", "sex": "F"},
            {"given_name": "Проба", "born_precision": "ESTIMATED", "sex": "F"},
        ),
        (
            "person-origin",
            {"citizenships_0": "UA", "citizenships_1": "", "citizenships_2": "BG", "languages_0": "uk"},
            {"citizenships": ["UA", "BG"], "languages": ["uk"], "interpreter_needed": False},
        ),
        ("person-contact", CONTACT, {"safe_channels": ["PHONE_CALL"], "code_word": "люляк"}),
    ],
)
def test_each_short_page_saves_its_part_and_shows_it_again(client, member, name, typed, saved):
    case = member.case

    response = client.post(part(name, case), typed)

    assert response.url == part("person", case)
    case.person.refresh_from_db()
    assert {field: getattr(case.person, field) for field in saved} == saved
    html = client.get(part(name, case)).content.decode()
    assert "govuk-error" not in html
    assert " selected" in html or " checked" in html


def test_an_alias_is_corrected_at_its_place(client, join, case):
    user = join(case)
    on = case.opened_on
    people.write_spelling(case, kind=SpellingKind.ALIAS, text="Лале", by=user, on=on)

    client.post(part("person-spelling", case, 1), {"kind": "ALIAS", "text": "Роза"})

    assert PersonSpelling.objects.get().text == "Роза"
    assert client.get(part("person-spelling", case, 2)).status_code == 404


def test_documents_are_added_and_shown(client, join, case, words):
    join(case)
    typed = {"kind": "PASSPORT", "document_number": "АА 1", "country": "UA", "valid_to_0": "1", "valid_to_1": "2"}

    assert client.post(part("person-documents", case), typed).status_code == 422
    client.post(part("person-documents", case), typed | {"valid_to_2": "2030"})

    assert "АА 1, Ukraine, valid to 1 February 2030" in words(client.get(part("person", case)))


def test_facts_are_recorded_and_the_main_form_is_one_of_them(client, join, case, words):
    join(case)
    typed = {"exploitation": ["BEGGING"], "main_form": "SEXUAL_PROSTITUTION", "exploited_in_0": "BG"}

    wrong = client.post(part("facts-exploitation", case), typed)
    client.post(part("facts-exploitation", case), typed | {"main_form": "BEGGING"})
    client.post(part("facts-control", case), {"means_of_control": ["DEBT_BONDAGE"]})

    assert wrong.status_code == 422
    assert "Tick this form above" in words(wrong)
    case.refresh_from_db()
    assert (case.main_form, case.exploited_in, case.means_of_control) == ("BEGGING", ["BG"], ["DEBT_BONDAGE"])
    assert "forced begging" in words(client.get(part("facts", case)))


@pytest.mark.parametrize("language", ["bg", "en"])
def test_every_page_shows_in_both_languages(client, join, case, language):
    join(case, language=language)
    names = ["person", "person-names", "person-origin", "person-contact", "person-documents", "person-spellings"]
    facts = ["facts", "facts-exploitation", "facts-control", "facts-recruitment"]

    for name in [*names, *facts, "team", "team-add", "team-remove", "handover", "close", "new-episode"]:
        response = client.get(part(name, case))
        assert response.status_code == 200, name
        assert f'lang="{language}"' in response.content.decode()
    assert client.get(reverse("cases:search")).status_code == 200


@pytest.mark.parametrize("name", ["person", "person-names", "team", "handover", "close", "facts"])
def test_a_page_asks_the_database_little(client, join, case, name, django_assert_max_num_queries):
    most = 20 if name == "close" else 12  # of closing, one question for each thing that must have come to an end
    user = join(case)
    for number in range(12):
        people.write_spelling(case, kind=SpellingKind.ALIAS, text=f"Лале {number}", by=user, on=case.opened_on)
    client.get(part(name, case))

    with django_assert_max_num_queries(most + 8):
        client.get(part(name, case))


@pytest.mark.parametrize("count", [2, 20])
def test_a_search_asks_the_same_for_few_and_for_many(client, join, count, django_assert_max_num_queries):
    case = CaseFactory(person__family_name="Крайна", person__findable=True)
    user = join(case)
    for _number in range(count - 1):
        CaseMemberFactory(case=CaseFactory(person__family_name="Крайна", person__findable=True), user=user)

    client.post(reverse("cases:search"), {"family_name": "Крайна"})  # what a process asks once, it has asked then
    with django_assert_max_num_queries(10 + 8):
        response = client.post(reverse("cases:search"), {"family_name": "Крайна"})

    assert len(response.context["found"]) == count
