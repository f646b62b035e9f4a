"""Countries, citizenships and languages."""

import pytest
from django.utils import translation

from cases.geo import (
    COUNTRIES,
    EU_COUNTRIES,
    citizenship_choices,
    country_choices,
    country_name,
    is_third_country,
    language_choices,
    language_name,
)

pytestmark = pytest.mark.pure


@pytest.mark.parametrize("choices", [country_choices, citizenship_choices, language_choices])
@pytest.mark.parametrize("language", ["bg", "en"])
def test_every_choice_is_there_once_with_a_name_of_its_own(choices, language):
    codes, names = zip(*choices(language), strict=True)

    assert len(set(codes)) == len(codes)
    assert len(set(names)) == len(names)
    assert not set(codes) & set(names)


def test_bulgaria_and_bulgarian_come_first():
    assert country_choices("bg")[0] == ("BG", "България")
    assert language_choices("en")[0] == ("bg", "Bulgarian")


def test_after_the_likely_ones_names_stand_in_the_order_of_the_alphabet():
    names = [name for _code, name in country_choices("en")[10:]]

    assert names[:3] == ["Åland Islands", "Albania", "Algeria"]
    assert names[-1] == "Zimbabwe"
    assert [name for _code, name in country_choices("bg")][-1] == "Япония"


def test_names_follow_the_active_language():
    with translation.override("en"):
        assert (country_name("UA"), language_name("rom")) == ("Ukraine", "Romany")
    with translation.override("bg"):
        assert (country_name("UA"), language_name("rom")) == ("Украйна", "ромски")
        assert (country_name("XS"), country_name("XX")) == ("без гражданство", "неизвестно")
        assert language_name("prs") == "дари"


def test_a_code_nobody_knows_reads_as_itself():
    assert country_name("QQ", "bg") == "QQ"
    assert language_name("qqq", "bg") == "qqq"


def test_a_place_is_a_country_and_a_citizenship_may_be_none_or_not_known():
    assert {code for code, _name in country_choices("bg")} == COUNTRIES
    assert {code for code, _name in citizenship_choices("bg")} == COUNTRIES | {"XS", "XX"}


def test_a_list_given_to_one_page_cannot_be_spoilt_for_the_next():
    country_choices("bg").clear()

    assert country_choices("bg")


def test_the_union_has_twenty_seven_countries():
    assert len(EU_COUNTRIES) == 27
    assert EU_COUNTRIES < COUNTRIES


@pytest.mark.parametrize(
    ("citizenships", "third"),
    [
        (["BG"], False),
        (["RO"], False),
        (["UA"], True),
        (["UA", "BG"], False),
        (["UA", "RO"], False),
        (["GB"], True),
        (["NO"], True),
        (["XS"], True),
        (["XX"], None),
        (["XX", "UA"], None),
        (["XX", "RO"], False),
        ([], None),
    ],
)
def test_who_comes_from_a_third_country(citizenships, third):
    assert is_third_country(citizenships) is third
