"""Documents in a real browser: a letter is issued, made by a worker, taken and checked; a photograph is handed in."""

import pytest

from cases.models import Document
from tests.documents.test_intake import picture
from tvcase.documents.states import Origin

pytestmark = [pytest.mark.browser, pytest.mark.worlds(1)]


@pytest.fixture
def world(site, cloned_worlds):
    return cloned_worlds[0]


@pytest.mark.parametrize("width", [1280, 360])
def test_the_pages_of_documents_are_sound(open_page, signed_in, axe, world, width):
    code = world.cases["whole"].code
    page = signed_in(open_page(width=width), world.people["caseworker"])
    own = [f"/cases/{code}/documents/{end}" for end in ("", "1/", "1/withdraw/", "hand-in/", "issue/sample/")]

    for where in (*own, "/verify/"):
        page.goto(where)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), where


def test_a_letter_is_issued_made_taken_and_checked(page, signed_in, world, start_celery):
    start_celery()
    code = world.cases["whole"].code
    signed_in(page, world.people["officer"])
    page.goto(f"/cases/{code}/documents/issue/identification-confirmation/")
    page.locator("main button.govuk-button").click()

    take = page.locator("a[href$='/file/']")
    take.wait_for(timeout=60_000)
    with page.expect_download() as taken:
        take.click()
    letter = Document.objects.filter(origin=Origin.LETTER).latest("number")

    assert taken.value.suggested_filename == f"{letter.code}.pdf"
    page.goto(f"/verify/{letter.code}/")
    page.locator("main button.govuk-button").click()
    page.locator(".govuk-inset-text").wait_for()
    assert code not in page.locator("main").inner_text()


def test_a_photograph_is_handed_in_without_javascript(open_page, signed_in, world):
    code = world.cases["child"].code
    page = signed_in(open_page(java_script_enabled=False), world.people["caseworker"])
    page.goto(f"/cases/{code}/documents/hand-in/")
    page.check("[name=kind][value=SIGNED_PAPER]")
    page.fill("[name=title]", "Съгласие от 12 март")
    page.check("[name=area][value=support]")
    page.set_input_files("[name=file]", {"name": "IMG.jpg", "mimeType": "image/jpeg", "buffer": picture()})
    page.locator("main form button.govuk-button").click()

    page.locator("a[href$='/documents/1/file/']").wait_for()
    assert "Съгласие от 12 март" in page.locator("main").inner_text()
