"""The pages of needs and plan: what they ask, what they answer, and what the papers hold."""

import pytest
from django.urls import reverse

from cases.states import TeamRole
from cases.support.models import NeedsAssessment, SupportPlan
from cases.support.states import NeedItem
from tests.cases.planned import DAY, assess_needs, assess_risk, drafted, signed
from tests.factories import CaseFactory, UserFactory
from tvcase.audit.models import Event

DATE = {"0": "12", "1": "3", "2": "2026"}


@pytest.fixture
def case(db):
    return CaseFactory()


@pytest.fixture
def worker(case, join):
    return join(case)


def on_a_day(name):
    return {f"{name}_{part}": value for part, value in DATE.items()}


def url(name, case, *args):
    return reverse(f"support:{name}", args=[case.code, *args])


def test_needs_are_asked_one_by_one(client, case, worker):
    answers = {f"answer_{item}": "NONE" for item in NeedItem.values} | {"answer_FOOD": "NEED", "note_FOOD": "Today."}

    sent = client.post(
        url("needs-new", case), {**answers, **on_a_day("assessed_on"), "told_purpose": "yes", "alone": "yes"}
    )

    assessment = NeedsAssessment.objects.get()
    assert sent.headers["Location"] == assessment.get_absolute_url()
    assert "Today." in client.get(assessment.get_absolute_url()).content.decode()


def test_a_question_without_an_answer_is_named_and_what_was_typed_stays(client, case, worker):
    answers = {f"answer_{item}": "NONE" for item in NeedItem.values if item != "WATER"}

    sent = client.post(
        url("needs-new", case),
        {**answers, **on_a_day("assessed_on"), "told_purpose": "yes", "alone": "yes", "remarks": "Keeps a cat."},
    )

    page = sent.content.decode()
    assert (sent.status_code, NeedsAssessment.objects.exists()) == (422, False)
    assert "Choose an answer." in page
    assert "Keeps a cat." in page


def test_a_plan_is_written_and_signed_page_by_page(client, case, worker):
    assess_needs(case)
    assess_risk(case)
    client.post(url("new", case))
    client.post(url("goal-new", case, 1), {"what": "A room."})
    client.post(url("step-new", case, 1), {"what": "Look for it.", "responsible": "WORKER", "goal": "1"})
    measure = {"group": "PHONE", "what": "A new number.", "responsible": "PERSON", "agrees": "later"}
    client.post(url("measure-new", case, 1), measure)
    client.post(url("measure-answer", case, 1, 1), {"agrees": "yes", **on_a_day("answered_on")})
    days = on_a_day("from_on") | on_a_day("review_on") | on_a_day("until_on")
    client.post(url("edit", case, 1), {"institutions": "None.", **days})

    sent = client.post(
        url("sign", case, 1),
        {**on_a_day("signed_on"), "place": "Варна", "signature_form": "WRITTEN", "language": "bg"},
    )

    plan = SupportPlan.objects.get()
    assert sent.headers["Location"] == plan.get_absolute_url()
    assert (plan.state, plan.worker, plan.steps.get().goal) == ("ACTIVE", worker, plan.goals.get())
    page = client.get(plan.get_absolute_url()).content.decode()
    assert "Look for it." in page
    assert "for: A room." in page
    assert url("step-done", case, 1, 1) in page
    assert f'"{url("step-edit", case, 1, 1)}"' not in page


def test_the_first_plan_takes_nothing_over_and_the_next_one_does(client, case, worker):
    assert "taken over" not in client.get(url("new", case)).content.decode()

    signed(case)

    assert "taken over" in client.get(url("new", case)).content.decode()


def test_on_the_paper_that_the_person_takes_along_nothing_says_who_made_it(client, case, worker):
    signed(case)
    why = {"format": "PRINT", "reason": "PERSON_ASKED", "reason_text": "The person wants to have it."}

    paper = client.post(url("carry", case), why).content.decode()

    assert '<header class="tv-header tv-screen-only">' in paper
    assert "tv-sheet tv-nameless" in paper


def test_a_draft_says_what_it_still_lacks(client, case, worker):
    client.post(url("new", case))

    page = client.get(url("plan", case, 1)).content.decode()

    assert "It cannot be signed yet:" in page
    assert "The needs of the person are not assessed yet." in page


def test_the_person_takes_back_a_measure_on_its_page(client, case, worker):
    plan = signed(case)

    client.post(url("measure-take-back", case, 1, 1), on_a_day("answered_on"))

    assert plan.measures.get().refused_on == DAY


def test_a_supervisor_approves(client, case, join):
    signed(case)
    supervisor = join(case, TeamRole.SUPERVISOR)

    client.post(url("approve", case, 1))

    assert SupportPlan.objects.get().approved_by == supervisor


def test_a_measure_is_written_with_what_the_person_says_to_it(client, case, worker):
    client.post(url("new", case))
    measure = {"group": "PHONE", "what": "A new number.", "responsible": "PERSON"}

    client.post(url("measure-new", case, 1), measure | {"agrees": "yes", **on_a_day("answered_on")})
    client.post(url("measure-new", case, 1), measure | {"agrees": "no"})
    client.post(url("measure-new", case, 1), measure | {"agrees": "later"})
    wrong = client.post(url("measure-new", case, 1), measure | {"agrees": "later", **on_a_day("answered_on")})

    said = [(bool(one.agreed_on), bool(one.refused_on)) for one in SupportPlan.objects.get().measures.all()]
    assert said == [(True, False), (False, True), (False, False)]
    assert wrong.status_code == 422
    assert "answered_on" in wrong.context["form"].errors


def test_what_was_typed_stays_when_the_plan_was_signed_meanwhile(client, case, worker):
    signed(case)

    sent = client.post(url("goal-new", case, 1), {"what": "A room with a window."})

    assert sent.status_code == 422
    assert "A room with a window." in sent.content.decode()


def test_a_plan_that_waits_for_approval_is_in_the_work_of_who_may_approve(client, case, worker, join):
    plan = signed(case, by=worker)
    assert "To be approved by you" not in client.get(reverse("support:work-panel")).content.decode()

    join(case, TeamRole.SUPERVISOR)
    assert "To be approved by you" in client.get(reverse("support:work-panel")).content.decode()
    client.post(url("approve", case, 1))

    assert plan.get_absolute_url() in client.get(reverse("support:work-panel")).content.decode()
    assert "To be approved by you" not in client.get(reverse("support:work-panel")).content.decode()


def test_two_versions_stand_side_by_side(client, case, worker):
    signed(case)
    client.post(url("new", case))

    page = client.get(url("compare", case, 1, 2)).content.decode()

    assert "Version 1" in page
    assert "only here" in page


@pytest.mark.parametrize(("name", "role"), [("plan", TeamRole.OFFICER), ("edit", TeamRole.OFFICER)])
def test_an_authority_reads_nothing_of_the_plan(client, case, join, name, role):
    """Domain 2.2: what staff learn while they support the person is not for those who investigate."""
    drafted(case)
    join(case, role)

    assert client.get(url(name, case, 1)).status_code == 404


def test_a_shelter_that_hosts_reads_and_writes_it(client, case, join):
    drafted(case)
    join(case, TeamRole.SHELTER_WORKER)

    assert client.get(url("goal-new", case, 1)).status_code == 200


def test_reading_a_plan_leaves_one_line_in_the_trace(client, case, worker):
    plan = signed(case)

    client.get(plan.get_absolute_url())

    line = Event.objects.using("audit").get(action="support.plan.opened")
    assert (line.actor, line.case_code, line.area) == (worker.username, case.code, "support")


def test_what_waits_is_in_my_work(client, case, worker):
    signed(case)

    page = client.get(reverse("support:work-panel")).content.decode()

    assert case.code in page  # its days lie in 2026, before today
    assert "over since" in page


def test_another_organisation_finds_no_plan(client, case):
    plan = signed(case)
    client.force_login(UserFactory())

    assert client.get(plan.get_absolute_url()).status_code == 404
    assert client.get(reverse("support:work-panel")).content.decode().count(case.code) == 0
