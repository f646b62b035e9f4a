"""The chapters of a child: notices, team, plan, special representative, and the day of age that comes near."""

from datetime import date, timedelta

from django.utils import timezone

from tests.documents.test_intake import picture
from tests.story.chapters import Days, find
from tests.story.visitor import Visitor

BODIES = ("SACP", "MOI", "NCCTHB")
TEAM = {
    "LEAD_SOCIAL_WORKER": ("Росица Равнополска", "Отдел „Закрила на детето“ (демо)"),
    "CRISIS_CENTRE": ("Яна Тихостъпкова", "Кризисен център „Врабче“ (демо)"),
    "POLICE": ("Камен Вежливов", "Детска педагогическа стая (демо)"),
}


def almost_of_age() -> date:
    """The day of birth of who comes of age in a few weeks, in another month than this."""
    soon = timezone.localdate() + timedelta(days=45)
    return date(soon.year - 18, soon.month, min(soon.day, 28))


def write_the_birth(caseworker: Visitor, born: date) -> None:
    """The day of birth became known: what is recorded is the day instead of the year."""
    caseworker.follow("/person/")
    caseworker.follow("/person/names/")
    caseworker.type(birth_year="")
    caseworker.when(birth_date=born)
    caseworker.send()
    caseworker.page.locator(".govuk-back-link").click()


def hand_in_the_receipt(caseworker: Visitor, code: str) -> str:
    """The proof that a notice was delivered, photographed with the phone; gives the number of the document."""
    caseworker.go(f"/cases/{code}/documents/hand-in/")
    caseworker.choose(kind="PHOTO", area="identification")
    caseworker.type(title="Разписка за връчване")
    photograph = {"name": "IMG.jpg", "mimeType": "image/jpeg", "buffer": picture()}
    caseworker.page.set_input_files("#main [name=file]", photograph)  # type: ignore[arg-type]
    caseworker.send()
    caseworker.link("/file/").wait_for()
    return caseworker.page.url.rstrip("/").split("/")[-1]


def send_the_notices(caseworker: Visitor, code: str, days: Days) -> None:
    """Three bodies at the same time, each with a letter of its own; the case page leads from one to the next."""
    for body in BODIES:
        find(caseworker, code)
        caseworker.follow(f"/child-notices/{body}/")
        caseworker.page.locator("#main a[href*='/documents/issue/child-notice/']").click()
        caseworker.send()
        caseworker.reads("Писмото е издадено.")
    receipt = hand_in_the_receipt(caseworker, code)
    for body in BODIES:
        find(caseworker, code)
        caseworker.follow(f"/child-notices/{body}/")
        caseworker.when(sent_at=days.at(-3, 12))
        caseworker.choose(channel="E_DELIVERY", proof=receipt)
        caseworker.send()


def gather_the_team(caseworker: Visitor, code: str, days: Days) -> None:
    """Who decides with the child, by name and role."""
    for role, (name, institution) in TEAM.items():
        find(caseworker, code)
        caseworker.follow("/child/member-new/", panel="child")
        caseworker.choose(role=role)
        caseworker.type(name=name, institution=institution)
        caseworker.when(since_on=days.on(-2))
        caseworker.send()


def write_down_family_and_school(caseworker: Visitor, code: str, days: Days) -> None:
    """What is known of the life of the child, and what the child says."""
    find(caseworker, code)
    caseworker.follow("/child/facts-new/", panel="child")
    caseworker.when(known_on=days.on(-1))
    caseworker.type(family="Баба в Ямбол.", school="Десети клас.", opinion="Искам да завърша училище.")
    caseworker.send()


def have_the_plan_signed(caseworker: Visitor, code: str, days: Days) -> None:
    """Every member of the team signs what the child signed."""
    for _member in TEAM:
        find(caseworker, code)
        caseworker.follow("/child/plan/1/answer/", panel="child")
        caseworker.page.locator("#main [name=member]").first.check()
        caseworker.choose(answer="SIGNED")
        caseworker.when(answered_on=days.on(2))
        caseworker.send()


def keep_a_parent_out(caseworker: Visitor, code: str, days: Days) -> None:
    """A parent may be involved: somebody else speaks for the child, from the court."""
    find(caseworker, code)
    caseworker.follow("/child/representative-new/", panel="child")
    caseworker.type(parent="майката", reason="Пътувала е с нея и е прибирала парите.")
    caseworker.when(since_on=days.on(2))
    caseworker.send()
    caseworker.reads("Липсва особен представител")
    caseworker.follow("/representative/1/appoint/")
    caseworker.type(name="Адв. Здравка Ясноречева", authority="Районен съд (демо)", reference="ДЕМО-21/2026")
    caseworker.choose(appointed_by="COURT")
    caseworker.when(appointed_on=days.on(3))
    caseworker.send()
