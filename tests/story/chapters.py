"""The chapters of the story, each played through the pages by the person whose act it is.

Who is asked for something finds it through the inbox; who comes back to a case, through the list of cases.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from tests.story.visitor import Visitor
from tvcase.dates import SOFIA

CODE = r"/cases/([0-9A-Z]{4}-[0-9A-Z]{4})/$"


@dataclass(frozen=True)
class Days:
    """The days of a story whose formal identification was so many days before today; all of them have come."""

    identified: int

    def on(self, later: int) -> date:
        """The day so many days after the formal identification."""
        return timezone.localdate() - timedelta(days=self.identified - later)

    def at(self, later: int, hour: int) -> datetime:
        """An hour of that day, by Sofia's clock."""
        return datetime.combine(self.on(later), time(hour), SOFIA)


def open_a_case(caseworker: Visitor, days: Days, *, age: str = "ADULT_STATED", born: date = date(1999, 1, 1)) -> str:
    """Nobody is found by the name, so a case is opened with what was typed; gives its code."""
    caseworker.follow("/cases/search/")
    caseworker.type(family_name="Ситнодъжд", birth_year=str(born.year))
    caseworker.send()
    caseworker.page.locator("#main form[action='/cases/new/'] button").click()
    assert caseworker.page.input_value("[name=family_name]") == "Ситнодъжд"
    assert caseworker.page.input_value("[name=birth_year]") == str(born.year)
    caseworker.choose(source_of_signal="HOTLINE", age_status=age)
    caseworker.when(received_at=days.at(-3, 10))
    caseworker.type(alias_in_use="Капчица", given_name="Росица")
    caseworker.send()
    found = re.search(CODE, caseworker.page.url)
    assert found, caseworker.page.url
    return found[1]


def describe_the_person(caseworker: Visitor, citizenship: str) -> None:
    """Where she comes from and how she can be reached, on pages of their own; then back to the case."""
    caseworker.follow("/person/")
    caseworker.follow("/person/origin/")
    caseworker.choose(citizenships_0=citizenship, languages_0="bg")
    caseworker.send()
    caseworker.follow("/person/contact/")
    caseworker.choose(safe_channels="PHONE_CALL")
    caseworker.type(phone="000 000 000", safe_hours="10:00–12:00")
    caseworker.send()
    caseworker.page.locator(".govuk-back-link").click()


def identify_informally(caseworker: Visitor, days: Days) -> None:
    """A professional's conclusion, which opens every service."""
    caseworker.follow("/identification/informal/")
    caseworker.choose(bases="INFORMAL_TALK", territory_bg="yes")
    caseworker.type(conclusion="Задържани документи; заплахи.")
    caseworker.when(identified_at=days.at(-2, 11))
    caseworker.send()


def ask_for_formal_identification(caseworker: Visitor, code: str) -> None:
    """With the person's consent, one named authority."""
    find(caseworker, code)
    caseworker.follow("/identification/request/")
    caseworker.page.select_option("[name=authority]", label="Полиция София (демо)")
    caseworker.choose(request_basis="CONSENT")
    caseworker.type(request_reason="Съгласна е; каза го на консултанта.")
    caseworker.send()


def identify_formally(officer: Visitor, days: Days) -> None:
    """The officer identifies and, on the same page, records that the person was told."""
    open_from_the_inbox(officer)
    officer.follow("/identification/formal/")
    fill_in_the_formal_identification(officer, days)
    officer.send()


def fill_in_the_formal_identification(officer: Visitor, days: Days) -> None:
    """Everything but the button."""
    officer.choose(bases="INFORMAL_TALK", territory_bg="yes", language="bg", rights="REFLECTION_PERIOD")
    officer.choose(sheet="bg", confirmation="SIGNED")
    officer.when(identified_at=days.at(0, 12), informed_at=days.at(0, 13))
    officer.type(decision_reference="ДЕМО-7/2026", informed_by="Инспектор Ранобуден")
    officer.tick("told", "read_aloud")


def ask_for_a_place(caseworker: Visitor, code: str) -> None:
    """From tonight on, in the first shelter."""
    find(caseworker, code)
    caseworker.follow("/stays/new/", panel="stays")
    caseworker.choose(shelter="FENER-1")
    caseworker.send()


def host(staff: Visitor, code: str) -> None:
    """Reserve a place, check in, and write the first note: one tap after another on the board."""
    staff.go("/shelters/")
    staff.follow(f"/shelters/requests/{code}/1/")
    staff.page.locator("#main input[name=answer]").first.check()
    staff.send()
    staff.follow(f"/cases/{code}/stays/1/arrive/")
    staff.type(house_alias="Мира")
    staff.send()
    staff.page.locator(f"#main a[href$='/cases/{code}/stays/1/arrive/']").first.wait_for(state="detached")
    staff.follow(f"/cases/{code}/stays/1/log/")
    staff.choose(kind="NIGHT")
    staff.type(note="Вечеря, спокойна нощ.")
    staff.send()


def decide_to_cooperate(caseworker: Visitor, days: Days, code: str) -> None:
    """What the person said, minuted, after she was told what it does."""
    find(caseworker, code)
    caseworker.follow("/cooperation/new/", panel="cooperation")
    caseworker.choose(value="YES", declared_to="CASEWORKER", form="MINUTED", language="bg")
    caseworker.when(told_it_ends_period_at=days.at(2, 9), declared_at=days.at(2, 10))
    caseworker.tick("lawyer_present")
    caseworker.send()


def file_the_request(caseworker: Visitor, days: Days, code: str) -> None:
    """The person asks for special protection; the draft is filed with a prosecutor's office."""
    find(caseworker, code)
    caseworker.follow("/protection/new/", panel="legal")
    caseworker.when(asked_on=days.on(2))
    caseworker.type(own_words="Искам да съм в безопасност.")
    caseworker.tick("lawyer_offered", "wants_extended_stay")
    caseworker.send()
    caseworker.follow("/protection/1/file/")
    caseworker.page.select_option("[name=office]", label="Прокуратура София (демо)")
    caseworker.when(filed_on=days.on(3))
    caseworker.choose(filed_how="THROUGH_SUPPORT")
    caseworker.tick("agreed")
    caseworker.send()


def grant(prosecutor: Visitor, days: Days, code: str) -> None:
    """The prosecutor looks, decides, sees what it does, and confirms."""
    prosecutor.go("/protection/")
    prosecutor.follow(f"/cases/{code}/protection/1/")
    prosecutor.follow("/protection/1/register/")
    prosecutor.type(register_number="ДЕМО-ВХ-7")
    prosecutor.when(registered_on=days.on(3))
    prosecutor.send()
    prosecutor.choose(granted="grant", grounds_to_grant="COOPERATES")
    prosecutor.tick("extended_stay")
    prosecutor.when(decided_on=days.on(4))
    prosecutor.type(decision_reference="ДЕМО-11/2026", decision_reasons="Основанията са налице.")
    prosecutor.send("step", "check")
    prosecutor.send("step", "confirm")


def agree_on_a_return(caseworker: Visitor, days: Days, code: str) -> None:
    """After the period: she decides to return, somebody receives her, the risk is known, and the day is set."""
    find(caseworker, code)
    caseworker.follow("/returns/new/", panel="returns")
    caseworker.choose(situation="PERIOD_EXPIRED_NO_ART25", kind="FOREIGNER_TO_ORIGIN")
    caseworker.send()
    caseworker.follow("/returns/1/decide/")
    caseworker.when(options_explained_on=days.on(32), decided_on=days.on(33))
    caseworker.choose(options_language="uk")
    caseworker.send()
    caseworker.follow("/returns/1/prepare/")
    caseworker.type(destination="Лвов, Украйна", receiving_party="Дом „Калина“")
    today = timezone.localdate()
    caseworker.when(reception_confirmed_on=today, planned_on=today + timedelta(days=7))
    caseworker.send()


def open_from_the_inbox(visitor: Visitor) -> None:
    """The first message that was not opened leads to the case it is about."""
    visitor.go("/inbox/")
    visitor.page.locator("#inbox a.govuk-\\!-font-weight-bold").first.click()
    visitor.page.locator("#main a.govuk-button").click()


def find(visitor: Visitor, code: str) -> None:
    """The case, from the list."""
    visitor.go("/cases/")
    visitor.follow(f"/cases/{code}/")
