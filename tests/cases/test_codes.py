"""Lists that are data: what is offered when, in which words, and what loading keeps."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import translation

from cases import reference
from cases.models import CodeEntry, Indicator
from cases.models.codes import CodeList, check_codes

DAY = date(2026, 3, 12)
BASIS = CodeList.IDENTIFICATION_BASIS


@pytest.fixture(autouse=True)
def _loaded(db):
    reference.load()


def amend(code, **values):
    CodeEntry.objects.filter(list=BASIS, code=code).update(**values)


def test_a_list_is_offered_in_order_and_in_the_active_language():
    with translation.override("bg"):
        choices = CodeEntry.objects.choices(BASIS, on=DAY)
    with translation.override("en"):
        english = dict(CodeEntry.objects.choices(BASIS, on=DAY))

    assert choices[0] == ("INFORMAL_TALK", "неформален разговор")
    assert choices[-1] == ("OTHER", "друго")
    assert english["INFORMAL_TALK"] == "informal talk"
    assert dict(CodeEntry.objects.choices(BASIS, on=DAY, language="bg"))["OTHER"] == "друго"


def test_several_lists_cost_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        found = CodeEntry.objects.choices_for([BASIS, CodeList.SEX], on=DAY, keep=["OTHER"])
    with django_assert_num_queries(1):
        labels = CodeEntry.objects.labels(BASIS, CodeList.SEX, language="en")

    assert (len(found[BASIS]), len(found[CodeList.SEX])) == (6, 4)
    assert labels[CodeList.SEX]["F"] == "female"


def test_a_list_without_entries_is_empty_and_not_missing():
    assert CodeEntry.objects.choices_for(["nothing_yet"], on=DAY) == {"nothing_yet": []}


@pytest.mark.parametrize(
    ("days", "offered"),
    [
        ({"valid_to": DAY}, True),
        ({"valid_to": DAY - timedelta(days=1)}, False),
        ({"valid_from": DAY}, True),
        ({"valid_from": DAY + timedelta(days=1)}, False),
        ({"valid_from": DAY, "valid_to": DAY}, True),
    ],
)
def test_an_entry_is_offered_from_its_first_day_to_its_last(days, offered):
    amend("OTHER", **days)

    assert ("OTHER" in dict(CodeEntry.objects.choices(BASIS, on=DAY))) is offered
    if not offered:
        with pytest.raises(ValidationError):
            check_codes(BASIS, ["OTHER"], on=DAY)


def test_a_retired_entry_stays_readable_and_a_record_may_keep_it():
    amend("OTHER", valid_to=date(2026, 1, 1))

    assert CodeEntry.objects.labels(BASIS, language="bg")[BASIS]["OTHER"] == "друго"
    assert "OTHER" in dict(CodeEntry.objects.choices(BASIS, on=DAY, keep=["OTHER"]))
    check_codes(BASIS, ["OTHER", "INFORMAL_TALK"], on=DAY, keep=["OTHER"])


def test_a_code_nobody_knows_reads_as_itself():
    assert CodeEntry.objects.labels(BASIS)[BASIS]["NEVER_WAS"] == "NEVER_WAS"


def test_codes_that_are_not_on_the_list_are_refused_with_a_sentence_each():
    check_codes(BASIS, ["INFORMAL_TALK"], on=DAY)
    check_codes(BASIS, [], on=DAY)

    with translation.override("en"), pytest.raises(ValidationError) as refusal:
        check_codes(BASIS, ["INFORMAL_TALK", "F", "NEVER_WAS"], on=DAY)

    assert refusal.value.messages == [
        "“F” is not on the list, or is no longer offered. Choose another answer.",
        "“NEVER_WAS” is not on the list, or is no longer offered. Choose another answer.",
    ]


def test_loading_again_writes_nothing():
    assert reference.load() == reference.Loaded(0, 0)


def test_loading_brings_words_up_to_date_and_keeps_what_administrators_decided():
    amend("OTHER", label_bg="нещо", valid_to=date(2026, 1, 1))
    CodeEntry.objects.create(list=BASIS, code="OWN", label_en="own", label_bg="свое")
    Indicator.objects.filter(code="ILO-01").update(shown=False, label_en="old")

    assert reference.load() == reference.Loaded(0, 2)

    other = CodeEntry.objects.get(list=BASIS, code="OTHER")
    assert (other.label_bg, other.valid_to) == ("друго", date(2026, 1, 1))
    assert CodeEntry.objects.filter(list=BASIS, code="OWN").exists()
    sign = Indicator.objects.get(code="ILO-01")
    assert (sign.label_en, sign.shown) == ("abuse of vulnerability", False)


def test_the_command_says_what_it_did():
    amend("OTHER", label_bg="нещо")
    out = StringIO()

    call_command("load_reference", stdout=out)

    assert out.getvalue() == "0 added, 1 changed\n"


def test_only_what_was_compared_with_its_source_is_shown():
    assert set(Indicator.objects.shown().values_list("list", flat=True)) == {"nrm", "ilo"}
    assert Indicator.objects.filter(list="unodc").count() == 20


def test_an_indicator_speaks_the_active_language():
    sign = Indicator.objects.get(code="NRM-I-1.8")

    with translation.override("bg"):
        assert str(sign) == "NRM-I-1.8 иззети лични документи"
    with translation.override("en"):
        assert str(sign) == "NRM-I-1.8 identity documents taken"


@pytest.mark.parametrize(
    ("model", "code", "change", "constraint"),
    [
        (CodeEntry, "SELF", {"code": "self"}, "code_entry_code_is_upper_snake_case"),
        (CodeEntry, "SELF", {"label_bg": ""}, "code_entry_has_both_labels"),
        (CodeEntry, "SELF", {"code": "PHONE"}, "code_entry_once_in_a_list"),
        (
            CodeEntry,
            "SELF",
            {"valid_from": DAY, "valid_to": date(2026, 3, 11)},
            "code_entry_ends_after_it_begins",
        ),
        (Indicator, "UN-G-01", {"shown": True}, "indicator_unconfirmed_is_not_shown"),
        (Indicator, "UN-G-01", {"code": "first"}, "indicator_code_names_its_list"),
        (Indicator, "UN-G-01", {"label_en": ""}, "indicator_has_both_labels"),
        (Indicator, "UN-G-01", {"code": "UN-G-02"}, "indicator_once_in_a_list"),
    ],
)
def test_the_database_refuses(model, code, change, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        model.objects.filter(code=code, list__in=["source_of_signal", "unodc"]).update(**change)


def test_an_administrator_reads_the_sentence_of_a_constraint():
    entry = CodeEntry(list=BASIS, code="own words", label_en="own", label_bg="свое")

    with translation.override("en"), pytest.raises(ValidationError, match="capital Latin letters"):
        entry.full_clean()
