"""The demo: the same seed tells the same stories, they follow the published figures, and no rule bends for them."""

from collections import Counter
from datetime import date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from cases.models import (
    Case,
    ChildNotice,
    CooperationDecision,
    DecisionAnnulment,
    Handover,
    Identification,
    Person,
    ReflectionPeriod,
    ReturnPlan,
    RightsBriefing,
)
from cases.returning import ReturnState
from cases.states import HandoverState, IdentificationState, PeriodEnd
from legal.models import Protection, ProtectionRequest
from legal.states import EndKind, RequestState, TerminationGround
from shelters.models import ShelterAddress, Stay
from shelters.states import StayState
from tvcase.accounts.models import Organisation, User
from tvcase.accounts.roles import OrganisationKind, Role
from tvcase.dates import SOFIA, is_working_day, local_date
from tvcase.demo import names
from tvcase.demo.accounts import table
from tvcase.demo.plan import LEAST_PEOPLE, Plan, plan
from tvcase.demo.world import ACCOUNTS, PASSWORD
from tvcase.demo_code import DEMO_SECRET, demo_code
from tvcase.notifications.models import Notification

ON = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 9, tzinfo=SOFIA)
PURE = pytest.mark.pure

# The hundred given and family names that are most common in Bulgaria.
_COMMON = (
    "Георги Иван Димитър Николай Петър Христо Йордан Александър Стефан Васил Тодор Стоян Атанас Ангел Кирил Пламен "
    "Красимир Борис Мартин Виктор Калоян Даниел Румен Валентин Любомир Ивайло Емил Симеон Кристиян Мария Иванка Елена "
    "Йорданка Пенка Маргарита Виктория Росица Радка Даниела Светлана Ана Василка Анна Стефка Елисавета Надежда Донка "
    "Галина Десислава Величка Габриела Невена Цветанка Силвия Снежана Ваня Валентина Петя Ралица "
    "Иванов Георгиев Димитров Петров Николов Христов Стоянов Тодоров Илиев Ангелов Василев Атанасов Петков Стефанов "
    "Йорданов Маринов Колев Михайлов Попов Костадинов Кръстев Александров Методиев Алексиев Иванова Георгиева "
    "Димитрова Петрова Николова Христова Стоянова Тодорова Илиева Ангелова Василева Атанасова Петкова Стефанова "
    "Йорданова Маринова Колева Михайлова Попова Костадинова Александрова Весела Боряна Милена Теодора Асен Огнян"
)
COMMON = tuple(_COMMON.split())


@pytest.fixture(scope="module")
def usual() -> Plan:
    return plan(at=AT, people=300, seed=25)


@PURE
def test_the_same_seed_gives_the_same_codes_people_and_dates(usual):
    again = plan(at=AT, people=300, seed=25)
    other = plan(at=AT, people=300, seed=26)

    assert again == usual
    assert other != usual


@PURE
def test_codes_are_never_used_twice(usual):
    codes = [story.code for story in usual.stories]

    assert len(set(codes)) == len(codes)


def share(people, holds):
    return sum(map(holds, people)) / len(people)


@PURE
@pytest.mark.parametrize(
    ("low", "high", "holds"),
    [
        (0.46, 0.51, lambda person: person.group == "SEXUAL"),  # 2019: 30 of 62 alerts
        (0.22, 0.27, lambda person: person.group == "LABOUR"),  # 2019: 15 of 62
        (0.14, 0.18, lambda person: person.group == "BEGGING"),  # 2019: 10 of 62
        (0.08, 0.12, lambda person: person.group == "UNKNOWN"),  # 2019: 6 of 62
        (0.01, 0.03, lambda person: person.form == "SALE_OF_NEWBORN"),  # 2019: 1 of 62
        (0.70, 0.76, lambda person: person.sex == "F"),  # 2023: 63 of 88; 2024: 41 of 55
        (0.10, 0.12, lambda person: person.is_child),  # 2022: 33 of 298
        (0.02, 0.035, lambda person: person.is_foreigner),  # 2022: 7 of 298
        (0.01, 0.03, lambda person: person.citizenship == "UA"),  # 2022: 6 of 298
    ],
)
def test_people_are_distributed_as_published(usual, low, high, holds):
    people = [story.profile for story in usual.stories if not story.previous]

    assert len(people) == 300
    assert low <= share(people, holds) <= high


@PURE
def test_of_labour_more_are_men_and_of_sexual_exploitation_nearly_none(usual):
    men = Counter(story.profile.group for story in usual.stories if story.profile.sex == "M")
    all_of = Counter(story.profile.group for story in usual.stories)

    assert 0.55 <= men["LABOUR"] / all_of["LABOUR"] <= 0.72  # 2023: 25 of 39
    assert men["SEXUAL"] / all_of["SEXUAL"] <= 0.04
    assert men["SALE_OF_NEWBORN"] == 0


@PURE
def test_no_name_is_one_that_people_bear():
    invented = {*names.WOMEN, *names.MEN, *names.FAMILIES}

    assert len(COMMON) >= 100
    assert not invented & set(COMMON)
    assert not any(name.endswith(("ов", "ова", "ев", "ева", "ски", "ска")) for name in names.FAMILIES)


@PURE
def test_too_few_people_are_refused():
    with pytest.raises(ValueError, match="at least"):
        plan(at=AT, people=LEAST_PEOPLE - 1, seed=25)


days = st.dates(date(2024, 1, 1), date(2030, 12, 31)) | st.sampled_from(
    [date(2028, 2, 29), date(2028, 3, 1), date(2027, 3, 1), date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 6)]
)
SLEEPERS = {"identify", "inform", "age", "notice", "open", "describe", "offer_accept"}  # done on any day


@PURE
@limits(max_examples=15, deadline=None, derandomize=True)
@given(on=days, hour=st.integers(0, 23), seed=st.integers(0, 1000))
def test_on_any_day_every_story_is_in_order_and_in_the_past(on, hour, seed):
    at = datetime.combine(on, datetime.min.time(), SOFIA) + timedelta(hours=hour)

    made = plan(at=at, people=LEAST_PEOPLE, seed=seed)

    for story in made.stories:
        times = [step.at for step in story.steps]
        assert times == sorted(times)
        assert all(time <= at for time in times)
        assert all(7 <= step.at.astimezone(SOFIA).hour <= 23 for step in story.steps if step.act not in SLEEPERS)
    acts = {step.act for step, _story in made.steps()}
    assert acts >= {"decide", "terminate", "permit", "plan_arrive", "offer_recall", "confirm_annulment", "open_again"}
    assert_the_last_days_surround_today(made, on)


def assert_the_last_days_surround_today(made, on):
    identified = {step.on for step, story in made.steps() if step.act == "identify"}
    for before in (29, 30, 31):
        assert on - timedelta(days=before) in identified


@PURE
def test_offices_file_and_decide_on_working_days(usual):
    acts = {"file", "decide", "draft", "plan_propose", "plan_decide", "propose_closure"}
    on = [step.on for step, _story in usual.steps() if step.act in acts]

    assert on
    assert sum(map(is_working_day, on)) / len(on) > 0.97


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker):
    """A small demo, as `make run` fills it, for all tests that follow; rolled back after the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        said = StringIO()
        call_command("demo", "--on", str(ON), "--people", str(LEAST_PEOPLE), stdout=said)
        yield said.getvalue()
        transaction.set_rollback(True)


def test_it_is_filled_once(filled):
    said = StringIO()
    before = Person.objects.count()

    call_command("demo", stdout=said)

    assert filled.startswith("122 cases")  # two people have a second episode
    assert before == Person.objects.count() == LEAST_PEOPLE
    assert said.getvalue() == "The demo is already there.\n"


def test_what_was_planned_is_what_is_there(filled):
    made = plan(at=AT, people=LEAST_PEOPLE, seed=25)

    opened = {step.on for step, _story in made.steps() if step.act in {"open", "open_again"}}
    assert set(Case.objects.values_list("code", flat=True)) == {story.code for story in made.stories}
    assert set(Case.objects.values_list("opened_on", flat=True)) == opened


@pytest.mark.parametrize(
    ("model", "states"),
    [
        (Identification, set(IdentificationState) - {IdentificationState.INFORMAL_DRAFT}),
        (Handover, set(HandoverState)),
        (ReturnPlan, set(ReturnState)),
        (ProtectionRequest, set(RequestState)),
        (Stay, set(StayState)),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_every_state_of_every_flow_is_there(filled, model, states):
    assert set(model.objects.values_list("state", flat=True)) == states


def test_periods_end_in_every_way_and_around_today(filled):
    periods = ReflectionPeriod.objects.all()
    running = periods.running(on=ON).values_list("last_day", flat=True)

    assert set(periods.values_list("end_reason", flat=True)) == {"", *PeriodEnd} - {PeriodEnd.SAME_PERSON}
    assert {ON, ON + timedelta(days=1)} <= set(running)
    assert periods.filter(last_day=ON - timedelta(days=1), end_reason="").exists()
    assert {(ON - last_day).days + 30 for last_day in running} >= {1, 2, 5, 6, 12, 20, 25, 27, 29, 30}


def test_most_people_were_told_and_two_were_not(filled):
    told = RightsBriefing.objects.filter(period__isnull=False).values("period")

    assert ReflectionPeriod.objects.running(on=ON).exclude(pk__in=told).count() in {2, 3}


def test_the_person_said_everything_one_can_say(filled):
    said = CooperationDecision.objects

    assert set(said.values_list("value", flat=True)) == {"COUNSELLED", "YES", "NO", "WITHDRAWN"}
    assert said.filter(value="YES", form="ORAL").exists()
    assert {annulment.confirmed_at is None for annulment in DecisionAnnulment.objects.all()} == {True, False}


def test_protection_lasts_ends_and_is_terminated_on_each_ground(filled):
    protections = Protection.objects.all()

    assert set(protections.values_list("end_kind", flat=True)) == {"", *EndKind}
    assert set(protections.values_list("termination_ground", flat=True)) == {"", *TerminationGround}
    assert protections.filter(permit_valid_to__lt=ON).exists()
    assert protections.filter(permit_valid_to__gte=ON).exists()
    assert {(ON - day).days for day in ProtectionRequest.objects.waiting().values_list("filed_on", flat=True)} >= {40}


def test_notices_about_children_are_sent_due_soon_and_overdue(filled):
    notices = ChildNotice.objects

    assert notices.filter(sent_at__isnull=False).exists()
    assert notices.owed().filter(due_at__gt=AT, due_at__lt=AT + timedelta(hours=8)).exists()
    assert notices.owed().filter(due_at__lt=AT).exists()


def test_an_episode_follows_another_and_some_cases_are_closed(filled):
    assert Case.objects.filter(previous_episode__isnull=False, retrafficked=True).count() == 2
    assert Case.objects.filter(closed_on__isnull=False).exists()
    assert Case.objects.filter(closed_on=None, closure_proposed_on__isnull=False).exists()
    assert Person.objects.filter(citizenships=["XS"]).exists()
    assert Case.objects.filter(age_status="UNCERTAIN").exists()


def test_records_say_that_they_were_recorded_on_the_day_of_the_story(filled):
    at_once = Identification.objects.filter(requested_on=None)

    assert all(local_date(one.recorded_at) == one.identified_on for one in at_once)
    assert not Stay.objects.filter(recorded_at__gt=AT).exists()
    assert not CooperationDecision.objects.filter(recorded_at__gt=AT).exists()


def test_there_are_organisations_of_every_kind_and_people_in_every_role(filled):
    roles = {role for user in User.objects.all() for role in user.roles}

    assert set(Organisation.objects.values_list("kind", flat=True)) == set(OrganisationKind)
    assert roles == set(Role)
    assert ShelterAddress.objects.count() == 2


def test_inboxes_have_a_handful_of_unread_notifications(filled):
    for account in ("caseworker", "coordinator", "officer", "prosecutor", "shelter"):
        waiting = Notification.objects.filter(recipient__username=account).unread()
        assert 1 <= waiting.count() <= 12
    assert not Notification.objects.filter(created_at__gt=AT).exists()
    assert Notification.objects.filter(kind="period_last_day_unopened").exists()


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.username)
def test_every_account_can_sign_in(filled, client, clock, account):
    client.post(reverse("sign-in"), {"username": account.username, "password": PASSWORD})
    answer = client.post(reverse("second-factor"), {"code": demo_code(clock.at.timestamp())})

    assert answer.url == "/"
    assert User.objects.get(username=account.username).language == account.language


def test_the_accounts_are_printed_with_their_password():
    said = StringIO()

    call_command("demo", "--accounts", stdout=said)

    assert said.getvalue() == table() + "\n"
    assert PASSWORD in table()
    assert DEMO_SECRET in table().replace(" ", "")
    assert all(account.username in table() for account in ACCOUNTS)
    assert {account.language for account in ACCOUNTS} == {"bg", "en"}


def test_it_is_for_a_demo_only(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="TVCASE_DEMO"):
        call_command("demo")


def test_no_user_bears_a_common_name(filled):
    called = {name for user in User.objects.all() for name in (user.first_name, user.last_name)}

    assert not called & set(COMMON)
