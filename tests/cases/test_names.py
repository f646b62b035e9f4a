"""Names meet whatever the alphabet, case and accents; codes are read as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import names

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Иванова", "ivanova"),
        ("ИВАНОВА ", "ivanova"),
        ("Ivanova", "ivanova"),
        ("Щърбанова-Йовчева", "shtarbanovayovcheva"),
        ("Shtarbanova Yovcheva", "shtarbanovayovcheva"),
        ("Й\u0430н\u0435ва", "yaneva"),
        ("И\u0306анева", "yaneva"),
        ("София", "sofia"),
        ("Кръстьо", "krastyo"),
        ("O’Брайън", "obrayan"),
        ("Müller", "muller"),
        ("Łukasz", "lukasz"),
        ("ŞAHİN", "sahin"),
        ("Ｉｖａｎｏｖａ", "ivanova"),
        ("Ѝ", "i"),
        ("  .. ", ""),
    ],
)
def test_a_name_has_one_key_in_every_spelling(written, key):
    assert names.key(written) == key


@given(st.text(max_size=300))
def test_any_text_gives_a_key_that_fits_and_is_stable(text):
    key = names.key(text)

    assert len(key) <= names.LONGEST_KEY
    assert all(letter.isalnum() for letter in key)
    assert names.key(text + " " * 5) == key or len(text) > names.LONGEST - 5


@pytest.mark.parametrize(
    ("born_on", "precision", "keys"),
    [
        (None, "", ["ivanova:"]),
        (date(1999, 5, 1), "EXACT", ["ivanova:1999"]),
        (date(1999, 1, 1), "YEAR", ["ivanova:1999"]),
        (date(1999, 1, 1), "ESTIMATED", [f"ivanova:{year}" for year in range(1997, 2002)]),
    ],
)
def test_a_family_name_is_a_key_with_the_year_of_birth_only(born_on, precision, keys):
    assert names.family_keys(["Иванова", "Ivanova", ""], born_on, precision) == keys


def test_a_search_looks_for_the_year_and_for_unknown_years():
    assert names.searched_keys("Ivanova", 1999) == ["ivanova:", "ivanova:1999"]
    assert names.searched_keys("Ivanova", None) == ["ivanova:"]
    assert names.searched_keys(" - ", 1999) == []


def test_a_whole_name_is_looked_for_word_by_word_too():
    assert names.may_be_called("Мъглица Снегобор") == ["Мъглица", "Мъглица Снегобор", "Снегобор"]
    assert names.may_be_called("Снегобор - ") == ["Снегобор - "]
    assert names.may_be_called(" - ") == []
    assert len(names.may_be_called("а б в г д е")) == 5


def test_document_numbers_meet_in_both_alphabets():
    assert names.document_key("АА 123-456") == names.document_key("aa123456") == "AA123456"


@pytest.mark.parametrize("typed", ["7KFM-29XR", "7kfm29xr", " 7кfм 29хr ", "7KFM–29XR"])
def test_a_code_is_read_as_people_type_it(typed):
    assert names.case_code(typed) == "7KFM-29XR"


def test_a_new_code_is_written_in_the_letters_of_codes_and_read_back():
    codes = {names.new_case_code() for _time in range(100)}

    assert len(codes) == 100
    assert all(names.case_code(code) == code for code in codes)
    assert not set("".join(codes)) - set(names.CODE_LETTERS) - {"-"}
