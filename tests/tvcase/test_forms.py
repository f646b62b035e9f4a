"""The form kit: what is typed, what it means, what is said when it means nothing."""

from datetime import UTC, date, datetime
from html import unescape

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.test import RequestFactory
from django.utils import translation

from tests.tvcase.sample_pages import SampleForm
from tvcase.forms import DateField, DateTimeField, Form, JSONField, bound

pytestmark = pytest.mark.pure

ANSWERS = {
    "name": " Anna ",
    "reasons": "First line\r\nSecond line",
    **{"on_0": "27", "on_1": "3", "on_2": "2026"},
    **{"at_0": "27", "at_1": "3", "at_2": "2026", "at_3": "14:30"},
    **{"one": "a", "some": "b", "listed": "a", "agreed": "on"},
}


def sent(**changes: str) -> SampleForm:
    data = QueryDict(mutable=True)
    data.update(ANSWERS | changes)
    return SampleForm(data)


def test_a_complete_form_gives_days_instants_and_trimmed_text():
    form = sent()

    assert form.is_valid(), form.errors
    assert form.cleaned_data["name"] == "Anna"
    assert form.cleaned_data["reasons"] == "First line\nSecond line"
    assert form.cleaned_data["on"] == date(2026, 3, 27)
    assert form.cleaned_data["at"] == datetime(2026, 3, 27, 12, 30, tzinfo=UTC)
    assert form.cleaned_data["some"] == ["b"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (["", "", ""], "Enter the date."),
        (["27", "", "2026"], "Enter the day, the month and the year."),
        (["31", "2", "2026"], "Enter a real date, for example 27 3 2026."),
        (["29", "2", "2026"], "Enter a real date, for example 27 3 2026."),
        (["x", "3", "2026"], "Enter a real date, for example 27 3 2026."),
        (["-1", "3", "2026"], "Enter a real date, for example 27 3 2026."),
        (["²", "3", "2026"], "Enter a real date, for example 27 3 2026."),
        (["27", "3", "26"], "Write the year with four digits, between 1900 and 2100."),
        (["27", "3", "1899"], "Write the year with four digits, between 1900 and 2100."),
        (["27", "3", "2101"], "Write the year with four digits, between 1900 and 2100."),
    ],
)
def test_a_wrong_day_is_refused_with_one_sentence(typed, sentence):
    with pytest.raises(ValidationError) as refused:
        DateField().clean(typed)

    assert refused.value.messages == [sentence]


@pytest.mark.parametrize(
    "typed", [["27", "03", "2026"], [" 27. ", "март", "2026"], ["27", "March", "2026"], ["27", "МАРТ", "2026"]]
)
def test_a_month_may_be_a_number_or_a_name(typed):
    assert DateField().clean(typed) == date(2026, 3, 27)


def test_a_day_that_may_be_missing_is_none():
    assert DateField(required=False).clean(["", " ", ""]) is None


@pytest.mark.parametrize("typed", ["", "25:00", "14:60", "noon", "14", "14:3"])
def test_a_wrong_time_is_refused(typed):
    with pytest.raises(ValidationError, match="hours and minutes"):
        DateTimeField().clean(["27", "3", "2026", typed])


def test_a_time_that_the_clocks_skipped_is_refused():
    with pytest.raises(ValidationError, match="did not exist"):
        DateTimeField().clean(["29", "3", "2026", "03:30"])


def test_of_a_time_that_comes_twice_the_first_is_meant():
    instant = DateTimeField().clean(["25", "10", "2026", "3:30"])

    assert instant.astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_known_instant_is_shown_in_sofia_time():
    shown = DateTimeField().widget.render("at", datetime(2026, 7, 1, 21, 5, tzinfo=UTC), {"id": "at"})

    assert 'value="2"' in shown
    assert 'value="00:05"' in shown


def test_what_was_typed_stays_when_it_is_wrong():
    page = str(sent(on_0="31", on_1="2", at_3="noon"))

    assert 'name="on_0" value="31"' in page
    assert 'name="at_3" value="noon"' in page


def test_what_explains_a_tick_box_stands_under_its_label():
    form = SampleForm()
    form.fields["agreed"].help_text = "Without this nothing is sent."

    page = str(form)

    assert page.index("I have read it to her") < page.index("Without this nothing is sent.")
    assert page.count("Without this nothing is sent.") == 1


def test_an_error_stands_beside_its_field_and_in_the_summary():
    page = str(sent(on_0="31", on_1="2"))

    assert '<a href="#id_on_0">Day: Enter a real date, for example 27 3 2026.</a>' in page
    assert 'aria-describedby="id_on_helptext id_on_error"' in page
    assert 'id="id_on_error"' in page
    assert 'aria-invalid="true"' in page


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"name": "x" * 21}, "name", "Write at most 20 characters. This has 21."),
        ({"name": "An\x00na"}, "name", "The text has a character that cannot be kept. Type it again."),
        ({"name": "   "}, "name", "Write an answer here."),
        ({"one": "z"}, "one", "Choose one of the answers shown."),
        ({"one": ""}, "one", "Choose an answer."),
        ({"listed": ""}, "listed", "Choose an answer."),
        ({"agreed": ""}, "agreed", "Tick the box to confirm."),
    ],
)
def test_a_wrong_answer_is_told_what_to_do(changes, field, sentence):
    assert sent(**changes).errors[field] == [sentence]


def test_line_breaks_count_once():
    assert sent(reasons="\r\n".join("x" * 20)).is_valid()


def test_a_choice_shows_its_hint_and_names_it():
    page = str(SampleForm())

    assert 'aria-describedby="id_one_0_hint"' in page
    assert 'id="id_one_0_hint">A hint to A.' in page


def test_a_sentence_of_the_form_itself_is_kept():
    class Own(Form):
        name = forms.CharField(error_messages={"required": "Enter the name."})

    assert Own({}).errors["name"] == ["Enter the name."]


def test_the_librarys_date_fields_are_refused():
    class Wrong(Form):
        on = forms.DateField()

    with pytest.raises(TypeError, match=r"Wrong\.on"):
        Wrong()


def test_a_get_is_unbound_and_a_post_is_submitted():
    form, submitted = bound(RequestFactory().get("/"), SampleForm)
    assert (form.is_bound, submitted) == (False, False)

    form, submitted = bound(RequestFactory().post("/", ANSWERS), SampleForm)
    assert (form.is_bound, submitted) == (True, True)


def test_a_resumed_form_shows_what_was_typed_without_judging_it():
    request = RequestFactory().post("/", {"name": "Anna", "on_0": "99", "_resume": "1"})

    form, submitted = bound(request, SampleForm)

    assert not submitted
    assert not form.errors
    assert 'value="99"' in str(form)
    assert "Anna" in str(form)


@pytest.mark.parametrize("answer", ["9" * 5_000, "[" * 19_000, "{", "x" * 20_001], ids=["great", "deep", "cut", "long"])
def test_what_a_script_never_sends_is_refused_and_shown_again(answer):
    class Sent(Form):
        answer = JSONField()

    form = Sent({"answer": answer})

    assert "answer" in form.errors
    assert answer in unescape(str(form["answer"]))


@pytest.mark.parametrize("language", ["bg", "en"])
@pytest.mark.parametrize("typed", ["01.12.2026", "01/12/2026", "2026-12-01"])
def test_of_a_day_typed_in_the_administration_the_month_never_comes_first(language, typed):
    with translation.override(language):
        assert forms.DateField().clean(typed) == date(2026, 12, 1)
