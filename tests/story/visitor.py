"""Somebody at the pages: finds fields by their names and pages by the ends of their addresses, in any language."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from playwright.sync_api import Locator, Page

from tests.browser import PARTS_ARE_THERE
from tvcase.accounts import factors
from tvcase.dates import SOFIA


@dataclass
class Visitor:
    """One person in a browser of her or his own; `scripts` says whether JavaScript runs in it."""

    page: Page
    user: Any
    scripts: bool = True
    codes: list[str] = field(default_factory=list)

    def sign_in(self, password: str) -> None:
        """Through the form, as everybody does."""
        self.page.goto("/sign-in/")
        self.type(username=self.user.username, password=password)
        self.send()
        self.show_factor()
        self.prove()

    def show_factor(self) -> None:
        """One of the recovery codes: each works at once, a code of an application only once in half a minute."""
        self.codes = self.codes or factors.new_recovery_codes(self.user)
        self.type(code=self.codes.pop())
        self.send()

    def prove(self) -> None:
        """Show a factor again, so that for five minutes nothing asks for one."""
        here = self.page.url
        self.page.goto("/prove/")
        self.show_factor()
        self.page.goto(here)

    def go(self, address: str) -> None:
        """Type an address that this person may open."""
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status == 200, f"{self.user.username} at {address}: {answer.status}"

    def link(self, end: str) -> Locator:
        """The first link of the page, below the navigation, to an address with this end."""
        return self.page.locator(f"#main a[href$='{end}']").first

    def follow(self, end: str, *, panel: str = "") -> None:
        """Follow a link; one inside a panel of the case page lies a page further when no scripts run."""
        if panel and not self.scripts:
            self._press(self.link(f"/{panel}/"))
        self._press(self.link(end))

    def type(self, **texts: str) -> None:
        """Fill fields of text, by name."""
        for name, text in texts.items():
            self.page.fill(f"#main [name={name}]", text)

    def when(self, **times: date | datetime) -> None:
        """Fill the boxes of days and instants, by name; an instant as Sofia's calendar and clock show it."""
        for name, value in times.items():
            shown = value.astimezone(SOFIA) if isinstance(value, datetime) else value
            parts = [str(shown.day), str(shown.month), str(shown.year)]
            if isinstance(shown, datetime):
                parts.append(shown.strftime("%H:%M"))
            self.type(**{f"{name}_{number}": part for number, part in enumerate(parts)})

    def choose(self, **values: str) -> None:
        """Choose radios or ticks by name and value, or out of a list."""
        for name, value in values.items():
            place = self.page.locator(f"#main input[name={name}][value='{value}'], #main select[name={name}]")
            if place.evaluate("place => place.tagName") == "SELECT":
                place.select_option(value)
            else:
                place.check()

    def tick(self, *names: str) -> None:
        """Tick single boxes."""
        for name in names:
            self.page.check(f"#main input[name={name}]")

    def send(self, name: str = "", value: str = "") -> None:
        """Press the button of the last form, or the one with this name and value."""
        button = f"button[name={name}][value={value}]" if name else "button.govuk-button:not([type=button])"
        self._press(self.page.locator(f"#main form {button}:visible").last)

    def reads(self, *sentences: str) -> None:
        """Every sentence stands on the page, as it is read there."""
        for sentence in sentences:
            self.page.locator("#main").get_by_text(sentence).first.wait_for()

    def _press(self, place: Locator) -> None:
        """Press it when all parts of the page are there: one that comes later moves what is below it."""
        if self.scripts:
            self.page.wait_for_function(PARTS_ARE_THERE)
        place.click()
