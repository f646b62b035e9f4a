"""Key forms by keyboard alone: the tab key reaches everything, Enter sends, errors take the focus."""

import pytest

from cases.models import CooperationDecision, Identification
from cases.support.actions import plans
from cases.support.models import SafetyMeasure
from tests.factories import CaseFactory, CaseMemberFactory, ReflectionPeriodFactory
from tests.story import chapters
from tests.story.chapters import Days
from tests.story.visitor import Visitor

pytestmark = pytest.mark.browser
DAYS = Days(identified=6)
TABS = 60  # more than any of the forms needs
FOCUSED = """() => {
    const now = document.activeElement;
    if (!now.name) return now.tagName === "BUTTON" ? "the button" : "";
    return now.type === "checkbox" ? `${now.name} ${now.value}`.trim() : now.name;
}"""
TO_REACH = """() => [...new Set([...document.querySelectorAll("#main form :is(input, select, textarea)")]
    .filter((field) => field.type !== "hidden")
    .map((field) => field.type === "radio" ? field.name
        : `${field.name} ${field.type === "checkbox" ? field.value : ""}`.trim()))]"""


def test_an_officer_identifies_formally_by_keyboard_alone(enter):
    caseworker = enter("caseworker")
    code = chapters.open_a_case(caseworker, DAYS)
    chapters.ask_for_formal_identification(caseworker, code)
    officer = enter("officer")
    officer.go(f"/cases/{code}/identification/formal/")

    fill_by_keyboard(
        officer,
        {
            "bases INFORMAL_TALK": " ",
            **boxes("identified_at", DAYS.at(0, 12)),
            "territory_bg": " ",
            "decision_reference": "ДЕМО-7/2026",
        },
    )

    officer.reads("Последният му ден е")
    assert Identification.objects.get(kind="FORMAL").decision_reference == "ДЕМО-7/2026"


def test_a_decision_to_cooperate_is_recorded_by_keyboard_alone(enter, cast):
    period = ReflectionPeriodFactory(case__organisation=cast["caseworker"].organisation, starts_at=DAYS.at(0, 12))
    CaseMemberFactory(case=period.case, user=cast["caseworker"], joined_on=DAYS.on(0))
    caseworker = enter("caseworker")
    caseworker.go(f"/cases/{period.case.code}/cooperation/new/")

    fill_by_keyboard(
        caseworker,
        {
            "value": "ArrowDown",
            **boxes("declared_at", DAYS.at(2, 10)),
            "declared_to": " ",
            "form": " ",
            **boxes("told_it_ends_period_at", DAYS.at(2, 9)),
            "language": "ArrowDown",
        },
    )

    caseworker.reads("решава да сътрудничи")
    assert CooperationDecision.objects.get().is_effective_yes


def test_a_measure_for_safety_is_written_with_its_answer_by_keyboard_alone(enter, cast):
    me = cast["caseworker"]
    case = CaseFactory(organisation=me.organisation)
    CaseMemberFactory(case=case, user=me)
    plans.draft(case, on=DAYS.on(0), by=me)
    caseworker = enter("caseworker")
    caseworker.go(f"/cases/{case.code}/plan/1/measures/new/")

    answers = {"group": " ", "what": "Нов ключ.", "responsible": " ", "agrees": " "}
    fill_by_keyboard(caseworker, answers)

    caseworker.reads("Нов ключ.")
    assert SafetyMeasure.objects.get().agreed_on is not None


def boxes(name, instant):
    """What is typed into the boxes of an instant."""
    parts = [str(instant.day), str(instant.month), str(instant.year), instant.strftime("%H:%M")]
    return {f"{name}_{number}": part for number, part in enumerate(parts)}


def fill_by_keyboard(visitor: Visitor, answers: dict[str, str]) -> None:
    """Send the empty form with Enter, be led to the errors, walk through all fields in their order, and send."""
    page = visitor.page
    page.locator("#main form input:not([type=hidden]):not([type=radio]):not([type=checkbox])").first.focus()
    page.keyboard.press("Enter")
    page.locator("[data-errors]:focus").wait_for()
    page.locator("[data-errors] a").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('#main form') !== null")

    page.locator("[data-errors]").focus()
    reached = []
    for _tab in range(TABS):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(FOCUSED))
        answer = answers.get(reached[-1], "")
        if answer in (" ", "ArrowDown"):
            page.keyboard.press("Space" if answer == " " else answer)
        elif answer:
            page.keyboard.type(answer)
        if reached[-1] == "the button":
            break
    fields = page.evaluate(TO_REACH)
    assert [name for name in reached if name in fields] == fields
    page.keyboard.press("Enter")
