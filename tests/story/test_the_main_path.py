"""The story from the first search to granted protection, and from expiry to an agreed return, played by five users
through the pages, in Bulgarian, with JavaScript and without."""

import pytest
from django.utils import formats, timezone, translation

from cases.actions import reminders
from cases.models import Case, ReflectionPeriod
from tests.story import chapters
from tests.story import support_chapters as support
from tests.story.chapters import Days

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}
SOON = Days(identified=6)
OVER = Days(identified=34)


def in_words(day):
    """A day as the pages write it in Bulgarian."""
    with translation.override("bg"):
        return formats.date_format(day)


@pytest.mark.sampled(1)
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_from_the_first_search_to_granted_protection(enter, scripts):
    caseworker = enter("caseworker", scripts=scripts)
    code = chapters.open_a_case(caseworker, SOON)
    chapters.describe_the_person(caseworker, "BG")
    chapters.identify_informally(caseworker, SOON)
    chapters.ask_for_formal_identification(caseworker, code)

    officer = enter("officer", scripts=scripts)
    chapters.identify_formally(officer, SOON)
    last_day = ReflectionPeriod.objects.get().last_day
    assert last_day == SOON.on(30)
    officer.reads(f"Последният му ден е {in_words(last_day)}")

    chapters.find(caseworker, code)
    caseworker.reads("Остават 24 дни")
    chapters.ask_for_a_place(caseworker, code)
    staff = enter("shelter", scripts=scripts, **PHONE)
    chapters.host(staff, code)
    staff.reads("Мира")

    chapters.decide_to_cooperate(caseworker, SOON, code)
    chapters.find(caseworker, code)
    caseworker.reads(f"Приключил на {in_words(SOON.on(2))}")
    chapters.file_the_request(caseworker, SOON, code)

    prosecutor = enter("prosecutor", scripts=scripts)
    chapters.grant(prosecutor, SOON, code)
    prosecutor.reads("Специалната закрила е предоставена.")
    chapters.open_from_the_inbox(caseworker)
    assert Case.objects.get().protections.get().extended_stay

    administrator = enter("administrator", scripts=scripts)
    administrator.go(f"/admin/audit/event/?q={code}")
    assert administrator.page.locator("#result_list tbody tr").count() > 20
    assert "Ситнодъжд" not in administrator.page.content()


@pytest.mark.sampled(1)
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_from_the_end_of_the_period_to_an_agreed_return(enter, scripts):
    caseworker = enter("caseworker", scripts=scripts)
    code = chapters.open_a_case(caseworker, OVER)
    chapters.describe_the_person(caseworker, "UA")
    chapters.identify_informally(caseworker, OVER)
    chapters.ask_for_formal_identification(caseworker, code)
    chapters.identify_formally(enter("officer", scripts=scripts), OVER)
    period = ReflectionPeriod.objects.get()
    assert period.last_day == OVER.on(30)
    reminders.raise_due(at=timezone.now())

    caseworker.go("/inbox/")
    caseworker.reads("Никой не е отворил напомняне за последен ден")
    chapters.find(caseworker, code)
    caseworker.reads(f"Изтекъл в края на деня {in_words(period.last_day)}")
    chapters.agree_on_a_return(caseworker, OVER, code)
    caseworker.reads("Рискът при завръщането не е оценен.")
    assert caseworker.link("/returns/1/ready/").count() == 0
    support.arrange_the_journey(caseworker)
    support.assess_the_risk_of_the_return(caseworker, code)

    plan = Case.objects.get().return_plans.get()
    assert plan.state == "READY"
    assert plan.destination == "Лвов, Украйна"
