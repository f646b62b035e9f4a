"""C28: after signing out, and after Quick exit, a stolen computer holds nothing: not behind the Back button, not in a
storage, not in a file of the browser's profile."""

from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Error

from tests import chromium
from tests.browser import AT_HOME
from tests.factories import CaseFactory, CaseMemberFactory, UserFactory
from tvcase.accounts.models import User

pytestmark = pytest.mark.browser
RECORDED = ["Zarnokapka", "Зърнокапчева", "Вихрогонка"]
TYPED = ["Prekapnalova", "Търсикапчова", "Непратена дума"]
STORED = """async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    caches: (await caches.keys()).length,
    databases: (await indexedDB.databases()).length,
})"""


@pytest.fixture
def user(site, settings) -> User:
    settings.QUICK_EXIT_URL = f"{site}/static/images/favicon.svg"
    user = UserFactory(language="en")
    case = CaseFactory(organisation=user.organisation, recorded_by=user)
    case.person.given_name, case.person.family_name, case.person.alias_in_use = RECORDED
    case.person.save()
    CaseMemberFactory(case=case, user=user)
    user.case_code = case.code
    return user


@pytest.fixture
def profile(browser, site, tmp_path):
    """A browser with a profile on the disk, as a laptop has it; `close()` writes out whatever it keeps."""
    folder = tmp_path / "profile"
    context = browser.browser_type.launch_persistent_context(
        folder,
        executable_path=chromium.found(),
        args=[AT_HOME, "--no-sandbox", "--disable-dev-shm-usage"],
        base_url=site,
    )
    context.folder = folder
    yield context
    context.close()


def work(context, user) -> "tuple[object, list[str]]":
    """See a name, search for one, type one and leave it unsent."""
    client = Client()
    client.force_login(user)
    session = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    context.add_cookies(
        [{"name": django_settings.SESSION_COOKIE_NAME, "value": session, "url": django_settings.SITE_URL}]
    )
    page = context.pages[0]
    page.goto("/cases/search/")
    page.fill("#id_family_name", TYPED[0])
    page.get_by_role("button", name="Search", exact=True).click()
    page.wait_for_selector("#results")
    page.fill("#id_family_name", TYPED[1])
    page.get_by_role("button", name="Search", exact=True).click()
    page.wait_for_load_state("load")
    page.goto(f"/cases/{user.case_code}/person/")
    assert all(word in page.content() for word in RECORDED)
    page.goto(f"/cases/{user.case_code}/person/contact/")
    page.fill("#id_contact_note", TYPED[2])
    return page, [*RECORDED, *TYPED, session]


def leave_by_sign_out(page) -> None:
    page.click("text=Sign out")
    page.wait_for_url("**/sign-in/**")


def leave_by_quick_exit(page) -> None:
    page.click(".tv-exit")
    page.wait_for_url("**/favicon.svg")
    page.wait_for_timeout(500)  # the session ends beside it


@pytest.mark.parametrize("leave", [leave_by_sign_out, leave_by_quick_exit])
def test_after_leaving_the_browser_holds_nothing(profile, user, leave):
    page, words = work(profile, user)

    leave(page)
    for _step in range(3):
        with suppress(Error):  # the answer to a form is not kept: the browser has nothing to go back to
            page.go_back()
        page.wait_for_load_state()
        assert not [word for word in words if word in page.content()]
    page.goto("/sign-in/")
    assert page.evaluate(STORED) == {"local": 0, "session": 0, "caches": 0, "databases": 0}
    assert not [cookie for cookie in profile.cookies() if cookie["value"] == words[-1]]
    profile.close()

    assert set(found_on_disk(profile.folder, words)) == set()


def test_what_the_browser_may_keep_would_be_found(profile, site):
    """The search itself: a word in an address is in the history on the disk."""
    profile.pages[0].goto(f"{site}/static/images/favicon.svg?Vidimakapka")
    profile.close()

    assert found_on_disk(profile.folder, ["Vidimakapka"])


def found_on_disk(folder: Path, words: list[str]) -> list[tuple[str, str]]:
    """The words in any file of the profile, as bytes, in the two ways in which browsers write text."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            for word in words:
                if word.encode() in content or word.encode("utf-16-le") in content:
                    found.append((str(path.relative_to(folder)), word))
    return found
