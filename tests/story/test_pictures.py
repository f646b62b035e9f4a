"""Pictures of the main pages for the documentation, of the demo's invented data: TVCASE_PICTURES=1 makes them anew."""

import os
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from cases.models import Case, Identification, ReflectionPeriod, ReturnPlan
from cases.returning import ReturnState
from cases.states import CHILD, IdentificationState
from cases.support.models import SupportPlan
from legal.models import ProtectionRequest
from legal.states import RequestState
from tests.browser import PARTS_ARE_THERE
from tests.servers import ROOT
from tvcase.accounts.models import User
from tvcase.demo.plan import LEAST_PEOPLE

PICTURES = ROOT / "docs" / "pictures"
LAPTOP, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 780}
FROM = {
    "case": ".tv-clock",
    "decision": "h2 >> nth=1",
}  # where the picture begins, when not at the top (case: on a phone)
MOST = 200_000  # bytes of a picture

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(os.environ.get("TVCASE_PICTURES") != "1", reason="makes pictures only when asked to"),
]


@pytest.fixture
def places(site):
    """The demo, and which page of it each picture shows: {name: (account, address)}."""
    call_command("demo", people=LEAST_PEOPLE, verbosity=0)
    users = {user.username: user for user in User.objects.select_related("organisation")}
    caseworker, officer, prosecutor = users["caseworker"], users["officer"], users["prosecutor"]
    code = a_case_in_the_middle_of_its_period(caseworker).code
    mine = Case.objects.visible_to(caseworker)
    plan = ReturnPlan.objects.filter(state=ReturnState.PREPARING, case__in=mine).first()
    asked = Identification.objects.filter(
        state=IdentificationState.FORMAL_REQUESTED, organisation=officer.organisation
    ).first()
    filed = ProtectionRequest.objects.filter(state=RequestState.FILED, office=prosecutor.organisation).first()
    active = SupportPlan.objects.active().filter(case__in=mine.filter(closed_on=None)).order_by("case__code").first()
    child = mine.filter(age_status__in=CHILD, closed_on=None).order_by("code").first()
    return {
        "information": (None, reverse("cases:public-information")),
        "plan": (caseworker, reverse("support:plan", args=[active.case.code, active.number])),
        "services": (caseworker, reverse("services:case-panel", args=[active.case.code])),
        "consents": (caseworker, reverse("sharing:case-panel", args=[active.case.code])),
        "child": (caseworker, reverse("children:case-panel", args=[child.code])),
        "sign-in": (None, reverse("sign-in")),
        "work": (caseworker, reverse("cases:work")),
        "case": (caseworker, reverse("cases:detail", args=[code])),
        "timeline": (caseworker, reverse("cases:timeline", args=[code])),
        "inbox": (caseworker, reverse("inbox")),
        "return": (caseworker, reverse("cases:return-plan", args=[plan.case.code, plan.number])),
        "identification": (officer, reverse("cases:identification-formal", args=[asked.case.code])),
        "decision": (prosecutor, filed.get_absolute_url()),
        "board": (users["shelter"], reverse("shelters:board")),
    }


def a_case_in_the_middle_of_its_period(user):
    """One of this person's cases whose period runs, some days before its end, the one with the most reminders."""
    soon, later = (timezone.localdate() + timedelta(days=days) for days in (4, 12))
    mine = Case.objects.visible_to(user)
    running = ReflectionPeriod.objects.standing().filter(case__in=mine, ended_on=None, last_day__range=(soon, later))
    return running.earliest("last_day").case


def file_of(name, size):
    """The board is met on a phone, everything else at a desk: that picture has the plain name."""
    usual = PHONE if name == "board" else LAPTOP
    return PICTURES / f"{name}{'' if size == usual else '-phone' if size == PHONE else '-laptop'}.png"


def test_the_main_pages_have_their_pictures(places, open_page, signed_in):
    PICTURES.mkdir(exist_ok=True)
    for size in (LAPTOP, PHONE):
        for name, (user, address) in places.items():
            page = open_page(**size)
            if user:
                signed_in(page, user)
            page.goto(address)
            page.wait_for_function(PARTS_ARE_THERE)
            if name in FROM and (name, size) != ("case", LAPTOP):
                page.locator(f"#main {FROM[name]}").evaluate("part => window.scrollTo(0, part.offsetTop - 24)")
            page.screenshot(path=file_of(name, size))
            page.context.close()
            assert file_of(name, size).stat().st_size < MOST, name
