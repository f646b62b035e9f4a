"""An act of the proceedings opens the way to the State, and somebody says so in time (SOP 3.4; E-29)."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from cases.actions.reminders import raise_due
from cases.states import TeamRole
from legal.actions import proceedings
from legal.claims.actions import claims
from legal.claims.openings import openings
from legal.claims.states import ClaimRoute, TriggerEvent
from legal.states import ProceedingsEnd, StepKind
from tests.factories import CaseFactory, CaseMemberFactory, UserFactory
from tests.legal.heard import DAY, claim_of_the_state, filed
from tvcase.dates import SOFIA
from tvcase.notifications.models import Notification

KIND = "compensation_can_be_asked"
TOOK_EFFECT, LAST = date(2026, 5, 11), date(2027, 5, 11)


@pytest.fixture
def case(db):
    """A case in whose proceedings something can happen, with a caseworker."""
    case = CaseFactory()
    case.helper = CaseMemberFactory(case=case, user=case.recorded_by).user
    authority = UserFactory(officer=True).organisation
    case.proceedings = proceedings.record(
        case, pre_trial_number="ДП 7/2026", authority=authority, opened_on=date(2026, 4, 1), by=case.helper
    )
    return case


def happened(case, kind, how="", *, on=TOOK_EFFECT):
    return proceedings.step(case.proceedings, kind=kind, how=how, on=on, by=case.helper)


def convicted(case):
    return happened(case, StepKind.ENDED, ProceedingsEnd.CONVICTION)


def reminded(day):
    """Who is newly reminded on a day, at eight, and with how many days to go."""
    before = set(Notification.objects.filter(kind=KIND).values_list("pk", flat=True))
    raise_due(at=datetime.combine(day, datetime.min.time().replace(hour=8), SOFIA))
    found = Notification.objects.filter(kind=KIND).exclude(pk__in=before)
    return {(notice.recipient, notice.occurrence) for notice in found}


@pytest.mark.parametrize(
    ("kind", "how", "event", "conditional"),
    [
        (StepKind.ENDED, ProceedingsEnd.CONVICTION, TriggerEvent.CONVICTION, False),
        (StepKind.ENDED, ProceedingsEnd.PLEA_BARGAIN, TriggerEvent.PLEA_BARGAIN, False),
        (StepKind.ENDED, ProceedingsEnd.TERMINATION, "", True),
        (StepKind.SUSPENDED, "", "", True),
    ],
)
def test_an_act_that_may_open_the_way_is_shown_with_its_last_day(case, kind, how, event, conditional):
    happened(case, kind, how)

    (found,) = openings(case, user=case.helper)

    assert (found.took_effect_on, found.last_day, found.event) == (TOOK_EFFECT, LAST, event)
    assert bool(found.condition) is conditional


def test_an_acquittal_opens_nothing(case):
    happened(case, StepKind.ENDED, ProceedingsEnd.ACQUITTAL)

    assert openings(case, user=case.helper) == []
    assert reminded(TOOK_EFFECT) == set()


@pytest.mark.parametrize(
    ("first", "how", "then"),
    [
        (StepKind.SUSPENDED, "", StepKind.RESUMED),
        (StepKind.ENDED, ProceedingsEnd.CONVICTION, StepKind.REOPENED),
    ],
)
def test_what_goes_on_again_opens_nothing(case, first, how, then):
    happened(case, first, how)
    happened(case, then, on=date(2026, 6, 1))

    assert openings(case, user=case.helper) == []
    assert reminded(date(2026, 6, 2)) == set()


@pytest.mark.parametrize(
    ("days_before", "comes"),
    [(365, "4000"), (91, "4000"), (90, "90"), (31, "90"), (30, "30"), (7, "7"), (1, "1"), (0, "0"), (-1, "")],
)
def test_the_team_is_reminded_from_the_act_to_the_last_day(case, days_before, comes):
    convicted(case)

    found = reminded(LAST - timedelta(days_before))

    assert found == ({(case.helper, f"{comes} {LAST}")} if comes else set())


def test_each_reminder_comes_once(case):
    convicted(case)

    assert len(reminded(TOOK_EFFECT)) == 1
    assert reminded(TOOK_EFFECT + timedelta(1)) == set()


def test_those_who_may_not_read_of_it_are_told_nothing(case):
    traits = {TeamRole.SHELTER_WORKER: "shelter_staff", TeamRole.OFFICER: "officer"}
    others = {CaseMemberFactory(case=case, user=UserFactory(**{traits[role]: True}), role=role).user for role in traits}
    convicted(case)

    assert not others & {who for who, _ in reminded(TOOK_EFFECT)}


def test_a_claim_that_was_filed_or_given_up_is_enough(case):
    convicted(case)
    claim = filed(case, by=case.helper)
    assert openings(case, user=case.helper) == []

    claims.give_up(claim, withdrawn_on=DAY, on=date(2026, 6, 10), by=case.helper)

    assert openings(case, user=case.helper) == []
    assert reminded(date(2026, 6, 11)) == set()


def test_a_draft_that_does_not_name_the_act_is_not_enough(case):
    convicted(case)
    claim_of_the_state(case, by=case.helper, trigger_event="", trigger_on=None)

    assert len(openings(case, user=case.helper)) == 1
    assert len(reminded(DAY)) == 1


def test_a_draft_that_names_it_has_reminders_of_its_own(case):
    convicted(case)
    claim_of_the_state(case, by=case.helper)

    assert reminded(DAY) == set()


def test_the_page_shows_it_and_the_draft_suggests_it(case, client, words):
    convicted(case)
    client.force_login(case.helper)

    panel = words(client.get(reverse("claims:case-panel", args=[case.code])))
    claims.prepare(case, route=ClaimRoute.STATE_COMPENSATION, claimant="PERSON", on=DAY, by=case.helper)
    form = client.get(reverse("claims:claim-edit", args=[case.code, 1])).context["form"]

    assert "Criminal proceedings 1: conviction, in effect since 11 May 2026" in panel
    assert "11 May 2027" in panel
    assert (form["trigger_event"].value(), form["trigger_on"].value()) == (TriggerEvent.CONVICTION, TOOK_EFFECT)


def test_what_is_in_doubt_is_shown_and_not_suggested(case, client, words):
    happened(case, StepKind.SUSPENDED)
    client.force_login(case.helper)
    claims.prepare(case, route=ClaimRoute.STATE_COMPENSATION, claimant="PERSON", on=DAY, by=case.helper)

    answer = client.get(reverse("claims:claim-edit", args=[case.code, 1]))

    assert "only if they were suspended because the offender is unknown" in words(answer)
    assert not answer.context["form"]["trigger_on"].value()
