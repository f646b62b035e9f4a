"""The files of the lists: complete in both languages, and in step with the code that reads them."""

import re
import tomllib
from collections import Counter

import pytest

from cases import reference
from cases.models.codes import CODE, INDICATOR_CODE, CodeList
from tvcase.translations.catalogue import MIXED

pytestmark = pytest.mark.pure

ENTRIES = list(reference.code_entries())
INDICATORS = list(reference.indicators())


def codes_of(code_list):
    return [entry.code for entry in ENTRIES if entry.list == code_list]


def test_every_list_has_its_file_and_every_file_its_list():
    assert {entry.list for entry in ENTRIES} == set(CodeList.values)


@pytest.mark.parametrize("row", [*ENTRIES, *INDICATORS], ids=lambda row: f"{row.list} {row.code}")
def test_every_label_is_written_in_its_own_letters(row):
    assert re.search("[A-Za-z]", row.label_en)
    assert re.search("[а-я]", row.label_bg)
    assert not re.search("[а-яА-Я]", row.label_en)
    assert not MIXED.search(row.label_bg)


def test_codes_are_well_formed_and_labels_differ_within_a_list():
    assert [entry.code for entry in ENTRIES if not re.fullmatch(CODE, entry.code)] == []
    assert [sign.code for sign in INDICATORS if not re.fullmatch(INDICATOR_CODE, sign.code)] == []
    for language in ("label_en", "label_bg"):
        labels = [(entry.list, getattr(entry, language)) for entry in ENTRIES]
        assert len(set(labels)) == len(labels)


def test_the_lists_hold_what_the_reference_counts():
    assert len(codes_of("means_of_control")) == 21
    assert len(codes_of("exploitation")) == 19
    assert len(codes_of("identification_basis")) == 6
    assert len(codes_of("recruitment_method")) == 16
    assert len(codes_of("source_of_signal")) == 24
    assert Counter(sign.list for sign in INDICATORS) == {"nrm": 28, "ilo": 11, "unodc": 20}


def test_every_form_of_exploitation_but_the_mixed_one_has_its_place_in_the_european_statistics():
    forms = {entry.code: entry.extra.get("eu") for entry in ENTRIES if entry.list == "exploitation"}

    assert {code for code, eu in forms.items() if eu is None} == {"MULTIPLE"}
    assert set(forms.values()) == {"SEXUAL", "LABOUR", "OTHER", "UNKNOWN", None}


def test_an_indicator_names_a_group_and_means_that_exist():
    groups, means = set(codes_of("indicator_group")), set(codes_of("means_of_control"))

    assert {sign.group for sign in INDICATORS} == groups
    assert {code for sign in INDICATORS for code in sign.means} <= means


def test_what_is_unconfirmed_is_not_shown():
    assert {sign.list for sign in INDICATORS if not sign.shown} == {"unodc"}
    assert all(sign.grade != "K" for sign in INDICATORS if sign.shown)


def test_every_row_says_how_well_it_is_founded():
    assert {entry.extra["grade"] for entry in ENTRIES} <= set("SRPKD")
    assert {sign.grade for sign in INDICATORS} <= set("SRPKD")


def test_no_file_carries_a_word_that_nothing_reads():
    of_a_file = {"grade", "shown"}
    of_a_row = {"en", "bg", "other", "grade", "group", "means", "valid_from", "valid_to"}
    of_a_row |= {"settings", "help_en", "help_bg"}
    mappings = {"htcds", "htcds_sexual", "htcds_industry", "ctdc_k", "ctdc_s", "eu", "purpose", "phone"}
    for path in [*reference.DATA.glob("codes/*.toml"), *reference.DATA.glob("indicators/*.toml")]:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        rows = [row for row in content.values() if isinstance(row, dict)]
        assert {word for word, row in content.items() if not isinstance(row, dict)} <= of_a_file, path.name
        assert {word for row in rows for word in row} <= of_a_row | mappings, path.name
