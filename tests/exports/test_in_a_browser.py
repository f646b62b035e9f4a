"""Copies in a real browser: asked for, released, taken; and what is on paper."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.worlds(1)]


@pytest.fixture
def world(site, cloned_worlds):
    return cloned_worlds[0]


@pytest.mark.parametrize("width", [1280, 360])
def test_the_pages_of_copies_are_sound(open_page, signed_in, axe, world, width):
    code = world.cases["whole"].code
    page = signed_in(open_page(width=width), world.people["coordinator"])

    for where in ("/copies/", f"/copies/{world.copy}/", "/cases/copy/", f"/cases/{code}/print/"):
        page.goto(where)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), where


def test_a_copy_is_a_file_called_by_its_number(page, signed_in, world):
    signed_in(page, world.people["coordinator"])
    page.goto("/cases/copy/")
    page.check("[name=format][value=CSV]")
    page.check("[name=reason][value=MEETING]")
    page.fill("[name=reason_text]", "За срещата на екипа в понеделник.")

    with page.expect_download() as taken:
        page.locator("main button.govuk-button").click()

    assert taken.value.suggested_filename.endswith(".csv")
    assert len(taken.value.suggested_filename) == len("0000-0000-0000.csv")


def test_on_paper_there_is_what_was_asked_for_and_no_other_page(page, signed_in, axe, world):
    code = world.cases["whole"].code
    signed_in(page, world.people["caseworker"])
    page.goto(f"/cases/{code}/")
    page.emulate_media(media="print")
    assert not page.locator("h1").is_visible()
    assert page.locator(".tv-paper-only").is_visible()

    page.emulate_media(media="screen")
    page.goto(f"/cases/{code}/print/")
    page.check("[name=reason][value=PROCEEDINGS]")
    page.fill("[name=reason_text]", "Съдът поиска досието.")
    page.locator("main button.govuk-button").click()
    page.locator(".tv-mark").wait_for()
    page.wait_for_load_state()
    axe(page)
    page.emulate_media(media="print")

    assert page.locator("h1").is_visible()
    assert page.locator(".tv-mark").is_visible()
    assert not page.locator(".tv-paper-only").is_visible()
    assert not page.locator(".tv-exit").is_visible()
    assert not page.locator(".tv-footer").is_visible()
    # Only what is never broken itself is repeated on every sheet.
    assert page.locator(".tv-mark").evaluate("mark => getComputedStyle(mark).breakInside") == "avoid"
