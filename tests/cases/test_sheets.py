"""Information sheets: complete in every language, with the person's own dates, checked by a lawyer or marked."""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from cases import reference, sheets
from cases.actions import sheets as sheet_actions
from cases.deadlines import deadline
from cases.models import InformationSheet, LegalRule
from cases.sheets import Block, blocks, content, counted_words, shipped, words_of
from cases.states import Right, SheetLanguage
from tests.cases.said_and_done import at, clock, inform, say, url
from tests.factories import CaseFactory, CaseMemberFactory, UserFactory
from tvcase.accounts.roles import Role

ON = date(2026, 3, 12)
SHIPPED = list(shipped())
LETTERS = {"bg": "ъщ", "uk": "іє", "ru": "ыэ", "ro": "ăț", "tr": "ığ", "ar": "ال", "en": "th"}
PRINT = {"format": "PRINT", "reason": "PERSON_ASKED", "reason_text": "To give to the person."}


@pytest.mark.pure
def test_there_is_a_sheet_about_every_right_in_every_language():
    assert {(sheet.right, sheet.language) for sheet in SHIPPED} == {
        (right, language) for right in Right.values for language in SheetLanguage.values
    }


@pytest.mark.pure
@pytest.mark.parametrize(
    ("language", "words"), [("en", "nobody may make you leave"), ("bg", "никой не може да Ви накара да я напуснете")]
)
def test_a_foreigner_reads_that_nobody_may_make_her_leave(language, words):
    """The period suspends removal (Convention, Article 13; Act, Article 26)."""
    (sheet,) = [one for one in SHIPPED if (one.right, one.language) == (Right.REFLECTION_PERIOD, language)]

    assert words in sheet.text


@pytest.mark.pure
@pytest.mark.parametrize("sheet", SHIPPED, ids=lambda sheet: f"{sheet.right} {sheet.language}")
def test_every_translation_has_the_parts_of_the_original(sheet):
    original = next(one for one in SHIPPED if (one.right, one.language) == (sheet.right, "bg"))

    shape = [(block.kind, len(block.lines)) for block in blocks(sheet.text)]

    assert shape == [(block.kind, len(block.lines)) for block in blocks(original.text)]
    assert re.findall(r"\d[\d ]+\d", sheet.text) == re.findall(r"\d[\d ]+\d", original.text)
    assert any(sign in sheet.text for sign in LETTERS[sheet.language])
    assert words_of(sheet.language).keys() == words_of("bg").keys()


@pytest.mark.pure
def test_a_text_is_read_in_paragraphs_headings_and_lists():
    text = "One\nline.\n\n# Head\n\n- a\n- b\n"

    assert list(blocks(text)) == [
        Block("paragraph", ("One line.",)),
        Block("heading", ("Head",)),
        Block("list", ("a", "b")),
    ]


def test_a_telephone_number_is_not_turned_round_where_one_reads_from_right_to_left(case):
    member = CaseMemberFactory(case=case).user

    texts = {
        language: "".join(
            line
            for block in content(case, Right.REFLECTION_PERIOD, language, user=member, on=ON).blocks
            for line in block.lines
        )
        for language in ("ar", "bg")
    }

    assert "\u20660800\xa020\xa0100\u2069" in texts["ar"]
    assert "\u2066" not in texts["bg"]


def test_a_telephone_number_is_not_torn_between_two_lines(case):
    member = CaseMemberFactory(case=case).user

    last = content(case, Right.REFLECTION_PERIOD, "bg", user=member, on=ON).blocks[-1]

    assert "0800\xa020\xa0100" in last.lines[-1]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("bg", ("вторник, 10 март 2026 г.", "четвъртък, 9 април 2026 г.")),
        ("en", ("Tuesday, March 10, 2026", "Thursday, April 9, 2026")),
        ("uk", ("вівторок, 10 березня 2026 р.", "четвер, 9 квітня 2026 р.")),
        ("ar", ("الثلاثاء، 10 مارس 2026", "الخميس، 9 أبريل 2026")),
    ],
)
def test_the_persons_own_days_stand_on_it_in_her_language(case, language, words):
    member = CaseMemberFactory(case=case).user

    shown = content(case, Right.REFLECTION_PERIOD, language, user=member, on=ON)

    assert tuple(day.replace("\u00a0", " ") for _label, day, _how in shown.dates) == words
    assert shown.direction == ("rtl" if language == "ar" else "ltr")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("bg", "30 дни, първият ден не се брои"),
        ("en", "30 days, the first day is not counted"),
        ("uk", "30 днів, перший день не рахується"),
        ("ru", "30 дней, первый день не считается"),
        ("ro", "30 de zile, prima zi nu se numără"),
        ("tr", "30 gün, ilk gün sayılmaz"),
        ("ar", "30 يومًا، اليوم الأول لا يُحسب"),
    ],
)
def test_how_the_last_day_was_counted_stands_beside_it_in_her_language(client, case, language, words):
    member = CaseMemberFactory(case=case).user
    client.force_login(member)

    shown = content(case, Right.REFLECTION_PERIOD, language, user=member, on=ON)
    answer = client.get(url("sheet", case), {"right": "REFLECTION_PERIOD", "language": language})

    assert [how for _label, _day, how in shown.dates] == ["", words]
    assert words in answer.content.decode()


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"length": 10, "unit": "WORKING_DAYS"}, "working days: 10, the first day is not counted"),
        ({"length": 1, "unit": "MONTHS"}, "1 month, the first day is not counted"),
        ({"rule": "LATER_OF_BOTH", "kind": "REFLECTION"}, "30 days or 1 month, whichever is later, the first day"),
        ({"length": 4, "unit": "CALENDAR_DAYS", "rolls_forward": True}, "is not counted, moved past a day off"),
    ],
)
def test_every_way_of_counting_has_its_words(facts, words):
    term = deadline(LegalRule(**{"kind": "PROTECTION_APPEAL", **facts}), date(2026, 3, 10))

    assert words in counted_words(term, "en")


def test_a_period_that_ended_is_not_printed_as_running_but_nobody_outside_learns_of_it(case):
    officer, member = clock(case).identification.officer, CaseMemberFactory(case=case).user
    say(case)

    assert content(case, Right.REFLECTION_PERIOD, "bg", user=member, on=ON).dates == ()
    assert len(content(case, Right.REFLECTION_PERIOD, "bg", user=officer, on=ON).dates) == 2


def test_the_month_to_consent_stands_on_the_sheet_about_special_protection_until_it_is_over(case):
    member = CaseMemberFactory(case=case).user
    inform(clock(case), rights=list(Right))

    shown = content(case, Right.SPECIAL_PROTECTION, "en", user=member, on=ON)

    assert [day for _label, day, _how in shown.dates] == ["Friday, April 10, 2026"]
    assert content(case, Right.SPECIAL_PROTECTION, "en", user=member, on=date(2026, 4, 11)).dates == ()


def test_until_it_is_approved_every_sheet_says_that_a_lawyer_must_check_it(case):
    member, administrator = CaseMemberFactory(case=case).user, UserFactory(roles=[Role.ADMINISTRATOR])
    shown = content(case, Right.LEGAL_AID, "ro", user=member, on=ON)
    assert shown.unchecked.startswith("Traducerea")

    sheet_actions.approve(shown.sheet, by=administrator, at=at(3, 12))

    assert content(case, Right.LEGAL_AID, "ro", user=member, on=ON).unchecked == ""


def test_whoever_wrote_a_version_cannot_approve_it():
    writer, other = UserFactory(roles=[Role.ADMINISTRATOR]), UserFactory(roles=[Role.ADMINISTRATOR])
    new = InformationSheet(right=Right.LEGAL_AID, language="en", title="New", text="Text.")

    written = sheet_actions.write(new, by=writer, at=at(3, 12))

    assert (written.version, written.written_by) == (2, writer)
    with pytest.raises(ValidationError, match="Somebody else"):
        sheet_actions.approve(written, by=writer, at=at(3, 12))
    assert sheet_actions.approve(written, by=other, at=at(3, 12)).is_approved
    with pytest.raises(ValidationError, match="approved already"):
        sheet_actions.approve(written, by=other, at=at(3, 13))


def test_a_text_that_comes_with_a_release_is_a_new_version_and_replaces_nothing(monkeypatch):
    assert reference.load() == reference.Loaded(0, 0)
    new = InformationSheet(right=Right.LEGAL_AID, language="bg", title="Нов", text="Нов текст.")
    monkeypatch.setattr(sheets, "shipped", lambda: iter([new]))

    assert sheets.bring_up("default") == 1

    versions = InformationSheet.objects.filter(right=Right.LEGAL_AID, language="bg")
    assert sorted(versions.values_list("version", flat=True)) == [1, 2]


def test_a_sheet_is_read_on_the_screen_in_its_own_direction(client, join, case, words):
    join(case, language="en")

    page = client.get(url("sheet", case), {"right": "REFLECTION_PERIOD", "language": "ar"})

    assert '<article class="tv-sheet-text" lang="ar" dir="rtl">' in page.content.decode()
    assert "الخميس، 9 أبريل 2026" in words(page)
    assert client.get(url("sheet", case), {"language": "xx"}).status_code == 422


def test_a_sheet_is_printed_for_a_reason_and_carries_no_name(client, join, case, words):
    join(case, language="en")
    case.person.family_name = "Примерова"
    case.person.save()

    asked = client.post(url("sheet-print", case), PRINT | {"right": "COMPENSATION", "language": "uk"})

    assert asked.status_code == 200
    assert "Гроші за заподіяну Вам шкоду" in words(asked)
    assert "Примерова" not in words(asked)


def test_who_may_not_see_the_period_reads_no_sheet_of_the_case(client, sign_in):
    sign_in()

    assert client.get(url("sheet", CaseFactory())).status_code == 404
