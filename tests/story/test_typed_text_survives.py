"""What was typed is never lost: not by an error, not by a refusal, not by a session that ended in the middle."""

from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.utils import timezone

from cases.models import CooperationDecision, Identification
from tests.factories import PASSWORD, CaseFactory, CaseMemberFactory, ReflectionPeriodFactory
from tests.story.chapters import Days

pytestmark = pytest.mark.browser
DAYS = Days(identified=25)
WORDS = "Първи ред.\nВтори ред: „кавички“ & <знаци>."
BOTH = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


@pytest.fixture
def form(enter, cast):
    """The form of an informal identification with everything typed but the time; gives its caseworker."""

    def typed(scripts):
        case = CaseFactory(organisation=cast["caseworker"].organisation)
        CaseMemberFactory(case=case, user=cast["caseworker"])
        caseworker = enter("caseworker", scripts=scripts)
        caseworker.go(f"/cases/{case.code}/identification/informal/")
        caseworker.choose(bases="INFORMAL_TALK", territory_bg="yes")
        caseworker.type(conclusion=WORDS, identified_at_0="31", identified_at_1="февруари", identified_at_2="2026")
        return caseworker

    return typed


def everything_is_there(caseworker):
    page = caseworker.page
    assert page.input_value("[name=conclusion]") == WORDS
    assert page.input_value("[name=identified_at_1]") == "февруари"
    assert page.is_checked("[name=bases][value=INFORMAL_TALK]")
    assert page.is_checked("[name=territory_bg][value=yes]")


@BOTH
def test_an_error_leaves_what_was_typed(form, scripts):
    caseworker = form(scripts)

    caseworker.send()

    caseworker.page.locator("[data-errors]").wait_for()
    everything_is_there(caseworker)


@BOTH
def test_a_session_that_ended_in_the_middle_leaves_what_was_typed(form, scripts):
    caseworker = form(scripts)
    caseworker.page.context.clear_cookies(name=django_settings.SESSION_COOKIE_NAME)

    caseworker.send()
    caseworker.type(username=caseworker.user.username, password=PASSWORD)
    caseworker.send()
    caseworker.show_factor()
    caseworker.send()

    everything_is_there(caseworker)
    assert not Identification.objects.exists()
    caseworker.when(identified_at=timezone.now() - timedelta(days=1))
    caseworker.send()
    caseworker.page.locator(".tv-message--success").wait_for()
    assert Identification.objects.get().conclusion == WORDS


@BOTH
def test_a_refusal_leaves_what_was_typed(enter, cast, scripts):
    period = ReflectionPeriodFactory(case__organisation=cast["caseworker"].organisation, starts_at=DAYS.at(0, 12))
    CaseMemberFactory(case=period.case, user=cast["caseworker"], joined_on=DAYS.on(0))
    caseworker = enter("caseworker", scripts=scripts)
    caseworker.go(f"/cases/{period.case.code}/cooperation/new/")
    caseworker.choose(value="YES", declared_to="CASEWORKER", form="MINUTED", language="uk")
    caseworker.when(told_it_ends_period_at=DAYS.at(2, 9), declared_at=DAYS.at(2, 10))
    caseworker.type(interpreter="Тихомира Преводачка")

    caseworker.send()

    caseworker.page.locator("[data-errors]").get_by_text("пет работни дни").wait_for()
    assert not CooperationDecision.objects.exists()
    assert caseworker.page.input_value("[name=interpreter]") == "Тихомира Преводачка"
    assert caseworker.page.input_value("[name=declared_at_3]") == "10:00"
    assert caseworker.page.input_value("select[name=language]") == "uk"
    assert caseworker.page.is_checked("[name=value][value=YES]")
