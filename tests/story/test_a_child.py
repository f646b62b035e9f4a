"""The story of somebody who may be a child, played on a telephone in Bulgarian: the age is uncertain, three bodies
are told, a team makes a plan that all its members sign, a special representative is appointed, the day of age is near.
"""

import pytest
from django.utils import timezone

from cases.actions import reminders
from cases.children.models import PlanSignature
from cases.models import ChildNotice, ReflectionPeriod
from tests.story import chapters
from tests.story import child_chapters as child
from tests.story import support_chapters as support
from tests.story.chapters import Days

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740, "has_touch": True, "is_mobile": True}
DAYS = Days(identified=4)  # nobody identifies formally here: the fourth day before today, from which the days count


def test_from_an_uncertain_age_to_the_day_of_age_that_comes_near(enter):
    caseworker = enter("caseworker", **PHONE)
    born = child.almost_of_age()
    code = chapters.open_a_case(caseworker, DAYS, age="UNCERTAIN", born=born)
    caseworker.reads("Изпратете уведомлението за дете")
    child.write_the_birth(caseworker, born)
    chapters.find(caseworker, code)
    chapters.describe_the_person(caseworker, "BG")
    assert {notice.body for notice in ChildNotice.objects.all()} == set(child.BODIES)

    child.send_the_notices(caseworker, code, DAYS)
    caseworker.reads("Уведомлението е записано като изпратено.")
    assert all(notice.sent_at and notice.proof for notice in ChildNotice.objects.all())

    chapters.find(caseworker, code)
    chapters.identify_informally(caseworker, DAYS)
    child.gather_the_team(caseworker, code, DAYS)
    child.write_down_family_and_school(caseworker, code, DAYS)
    support.assess_risk(caseworker, code, DAYS)
    support.assess_needs(caseworker, code, DAYS)
    support.write_the_plan(caseworker, code, DAYS)
    support.sign_the_plan(caseworker, DAYS)
    caseworker.reads("Още не е съгласуван")
    child.have_the_plan_signed(caseworker, code, DAYS)
    caseworker.reads("Всички членове на екипа за детето са подписали този план")
    assert PlanSignature.objects.count() == len(child.TEAM)

    child.keep_a_parent_out(caseworker, code, DAYS)
    caseworker.reads("Адв. Здравка Ясноречева", "до него не се изпраща писмо")
    reminders.raise_due(at=timezone.now())
    caseworker.go("/inbox/")
    caseworker.reads("Дете скоро навършва пълнолетие")
    assert not ReflectionPeriod.objects.exists()
