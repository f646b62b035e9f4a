"""The multidisciplinary team with named roles, and the plan of the child that all its members sign (SOP 1.2, 1.3)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from cases.actions.act import raised_to
from cases.children import rules
from cases.children.actions import team
from cases.children.rules import signatures_on_paper
from cases.children.states import NEEDED_ROLES
from cases.support.actions import plans
from tests.cases.said_and_done import at, find_age, lines, refused_by_the_database
from tests.children.given import DAY, SIGNED_ON, answered, child, member, planned, whole_team
from tests.factories import CaseFactory, OrganisationFactory, UserFactory
from tvcase.flow import Refused


def test_a_member_is_of_an_organisation_or_of_an_institution_by_name():
    case = child()
    organisation = OrganisationFactory()

    ours = member(case, "NGO", organisation=organisation, institution="")
    theirs = member(case, "SCHOOL", institution="Училище Проба")

    assert (ours.comes_from, theirs.comes_from) == (str(organisation), "Училище Проба")
    for wrong in ({"institution": ""}, {"organisation": organisation}):
        with pytest.raises(ValidationError, match="from which organisation"), transaction.atomic():
            member(case, **wrong)


def test_who_is_missing_is_known_and_refuses_nothing():
    case = child()
    member(case, "POLICE")

    assert set(rules.missing_roles(case.child_team.all())) == set(NEEDED_ROLES) - {"POLICE"}
    assert planned(case).is_active


@pytest.mark.parametrize("age_status", ["UNCERTAIN", "MINOR_STATED", "MINOR_VERIFIED"])
def test_who_may_be_a_child_has_a_team(age_status):
    assert member(child(age_status)).number == 1


def test_an_adult_has_none():
    with pytest.raises(Refused, match="is, or may be, a child"):
        member(CaseFactory())


def test_a_team_opens_nothing_of_the_case():
    case = child()
    stranger = UserFactory()
    before = case.group_permissions.count()

    member(case, "NGO", organisation=stranger.organisation, institution="")

    assert case.group_permissions.count() == before
    assert not case.openings.filter(organisation=stranger.organisation).exists()


def test_the_plan_is_agreed_when_every_member_has_signed():
    case = child()
    plan = planned(case)
    first, second, third = whole_team(case)
    assert not rules.is_agreed(plan, on=SIGNED_ON)

    answered(plan, first)
    answered(plan, second, opinion="Училището е далеч.")
    assert rules.unsigned(plan, on=SIGNED_ON) == [third]
    answered(plan, third)

    assert rules.is_agreed(plan, on=SIGNED_ON)
    assert plan.team_signatures.get(member=second).opinion == "Училището е далеч."
    [note] = rules.signed_by_the_team(plan, on=SIGNED_ON)
    assert "agreed" in note


def test_a_refusal_is_recorded_with_its_reason_and_the_plan_stays_in_force():
    case = child()
    plan = planned(case)
    one = member(case)

    with pytest.raises(ValidationError, match="why"), transaction.atomic():
        answered(plan, one, "REFUSED")
    answered(plan, one, "REFUSED", opinion="Липсва мярка за училище.")

    plan.refresh_from_db()
    assert plan.is_active
    assert not rules.is_agreed(plan, on=SIGNED_ON)
    answered(plan, one)
    assert rules.is_agreed(plan, on=SIGNED_ON)
    assert sorted(line.facts["answer"] for line in lines("children.plan.answered")) == ["REFUSED", "SIGNED"]


def test_a_member_signs_a_version_once_and_only_while_on_the_team():
    case = child()
    plan = planned(case)
    one, gone = member(case), member(case, "SCHOOL")
    team.end_member(gone, until_on=DAY, on=SIGNED_ON, by=case.recorded_by)
    answered(plan, one)

    for who in (one, gone):
        with pytest.raises(ValidationError, match="Only who is on the team"), transaction.atomic():
            answered(plan, who)
    assert rules.is_agreed(plan, on=SIGNED_ON)


def test_who_joins_later_signs_too_and_a_new_version_is_signed_anew():
    case = child()
    plan = planned(case)
    answered(plan, member(case))
    later = date(2026, 3, 20)
    joined = member(case, "SCHOOL", since_on=later)
    assert rules.unsigned(plan, on=later) == [joined]

    assert rules.is_agreed(plan, on=SIGNED_ON)
    plans.close(plan, end_reason="GOALS_MET", on=later, by=case.recorded_by)
    with pytest.raises(Refused, match="in force"):
        answered(plan, joined, on=later)


def test_approval_by_a_supervisor_is_another_thing():
    case = child()
    plan = planned(case)
    supervisor = UserFactory(organisation=case.organisation, supervisor=True)

    plans.approve(plan, on=SIGNED_ON, by=supervisor)

    assert not rules.is_agreed(plan, on=SIGNED_ON)


def test_the_plan_of_an_adult_waits_for_no_team():
    case = CaseFactory()

    assert rules.signed_by_the_team(planned(case), on=SIGNED_ON) == []


def test_the_database_keeps_team_and_signatures_apart_by_case():
    case, other = child(), child()
    plan, one, foreign = planned(case), member(case), member(other)
    answered(plan, one)
    signature = (
        "INSERT INTO children_plansignature (id, case_id, plan_id, member_id, number, answer, answered_on, "
        "recorded_by_id) VALUES (gen_random_uuid(), %s, %s, %s, 9, 'SIGNED', '2026-03-17', %s)"
    )
    with raised_to(case):
        values = [case.pk, plan.pk, foreign.pk, case.recorded_by_id]
        assert refused_by_the_database(signature, *values) == "plan_signature_by_a_member"
        statement = "UPDATE children_childteammember SET role = 'SCHOOL' WHERE id = %s"
        assert refused_by_the_database(statement, one.pk) == "child_team_member_keeps_what_it_is"


def test_what_was_signed_is_never_changed():
    case = child()
    answered(planned(case), member(case))

    find_age(case, "ADULT_VERIFIED", when=at(3, 20))

    assert case.plan_signatures.count() == 1
    assert case.child_team.get().until_on is None


def test_the_printed_plan_carries_the_signatures_of_the_team(client, join, words):
    case = child()
    one, other = member(case), member(case, "CRISIS_CENTRE")
    plan = planned(case)
    answered(plan, one)
    answered(plan, other, "REFUSED", opinion="Без училище.")

    first, second = signatures_on_paper(plan)

    assert first.startswith("И. Измислен POLICE, police")
    assert first.endswith(": signed, 17 March 2026")
    assert second.endswith("; Без училище.")

    join(case)
    why = {"format": "PRINT", "reason": "PROCEEDINGS", "reason_text": "The court asked for the file."}
    text = words(client.post(reverse("support:print", args=[case.code]), why))
    assert first in text
    assert "Без училище." in text
