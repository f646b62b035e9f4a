"""Risk is assessed in versions by a person, and due again within 24 hours of every contact (SOP 1.2; domain 4.8)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases.actions import ages, reminders, risk
from cases.forms.risk import RiskForm
from cases.models import InstitutionContact, RiskAssessment
from cases.risk import RISK_FLOW, Answer, RiskLevel, RiskMethod, RiskState, RiskTrigger
from cases.rules.risk import at_risk_of_life, last_contact, review_due_at
from cases.sharing.actions import answers as replies
from cases.states import TeamRole
from tests.cases.kept_apart import contact
from tests.cases.risk_assessed import answers, assessed, begun, met
from tests.cases.said_and_done import at, find_age, lines, told
from tests.factories import CaseFactory, CaseMemberFactory, UserFactory
from tests.legal import heard
from tests.sharing import told as sharing
from tvcase.db import constraint_name
from tvcase.flow import Refused
from tvcase.wall.identity import identified, identity_of

LATER = at(4, 9)


@pytest.fixture
def case(db):
    """A case with its caseworker, and a colleague who works on it."""
    case = CaseFactory()
    CaseMemberFactory(case=case, user=case.recorded_by)
    case.colleague = CaseMemberFactory(case=case, user=UserFactory(organisation=case.organisation)).user
    return case


def test_a_version_in_force_leaves_a_line_in_the_trace_that_says_nothing_of_the_person(case):
    assessment = assessed(case)

    assert (assessment.state, assessment.level, assessment.rationale) == ("CURRENT", "HIGH", "Знаят улицата")
    begin, complete = lines("cases.risk.begun"), lines("cases.risk.completed")
    assert [line.facts for line in [*begin, *complete]] == [{"number": 1}, {"number": 1, "trigger": "INITIAL"}]


def test_a_newer_version_makes_the_one_before_history_and_never_changes_it(case):
    first = assessed(case)

    second = assessed(case, LATER, trigger=RiskTrigger.PERIODIC, level=RiskLevel.LOW)

    first.refresh_from_db()
    assert (first.state, first.level, second.state, second.number) == ("HISTORIC", "HIGH", "CURRENT", 2)


@pytest.mark.parametrize(
    "name", ["urgent_medical", "violence", "person_concerns", "assessor_view", "level", "rationale", "next_review_on"]
)
def test_a_draft_may_leave_an_answer_open_but_does_not_come_into_force_without_it(case, name):
    draft = begun(case, **{name: None if name == "next_review_on" else ""})

    with pytest.raises(Refused):
        risk.complete(draft, at=at(4, 6), by=case.recorded_by)

    draft.refresh_from_db()
    assert draft.state == RiskState.DRAFT


def test_who_could_not_talk_is_only_observed_and_says_nothing(case):
    assert assessed(case, method=RiskMethod.OBSERVATION_ONLY, person_concerns="").state == RiskState.CURRENT


def test_the_risk_of_a_return_is_assessed_jointly_with_the_receiving_side(case):
    with pytest.raises(Refused):
        assessed(case, trigger=RiskTrigger.RETURN)

    draft = case.risk_assessments.get()
    risk.edit(draft, joint_with="Проба, Букурещ", at=at(4, 6), by=case.recorded_by)
    assert risk.complete(draft, at=at(4, 6), by=case.recorded_by).joint_with == "Проба, Букурещ"


@pytest.mark.parametrize("days", [0, 15])
def test_the_risk_is_looked_at_again_within_fourteen_days(case, days):
    draft = begun(case, next_review_on=date(2026, 4, 6) + timedelta(days=days))

    with pytest.raises(Refused):
        risk.complete(draft, at=at(4, 6), by=case.recorded_by)


def test_one_version_is_written_at_a_time(case):
    begun(case)

    with pytest.raises(Refused):
        begun(case, LATER)


def test_a_version_is_never_older_than_the_one_it_replaces(case):
    assessed(case, LATER)
    draft = risk.begin(case, **answers(at(4, 8)), at=at(4, 10), by=case.recorded_by)

    with pytest.raises(Refused):
        risk.complete(draft, at=at(4, 10), by=case.recorded_by)


def test_nothing_is_assessed_in_the_future(case):
    with pytest.raises(Refused):
        risk.begin(case, **answers(LATER), at=at(4, 6), by=case.recorded_by)


@pytest.mark.parametrize("act", [risk.complete, risk.discard, risk.edit])
@pytest.mark.parametrize("state", ["CURRENT", "DISCARDED"])
def test_only_a_draft_is_changed(case, act, state):
    draft = begun(case)
    done = (risk.complete if state == "CURRENT" else risk.discard)(draft, at=at(4, 6), by=case.recorded_by)

    with pytest.raises(Refused):
        act(done, at=at(4, 6), by=case.recorded_by)


@pytest.mark.parametrize("before", RiskState)
@pytest.mark.parametrize("after", RiskState)
def test_the_database_follows_the_flow(case, before, after):
    assessment = _in_state(case, before)
    rows = RiskAssessment.objects.filter(pk=assessment.pk)

    if before == after or after in RISK_FLOW.get(before, ()):
        assert rows.update(state=after) == 1
    else:
        assert _refusal(rows, state=after) == "cases_riskassessment_follows_its_flow"


def _refusal(rows, **values):
    """The name of the constraint or trigger that refuses to write past the actions."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        rows.update(**values)
    return constraint_name(refusal.value)


def _in_state(case, state):
    draft = begun(case)
    if state in (RiskState.CURRENT, RiskState.HISTORIC):
        risk.complete(draft, at=at(4, 6), by=case.recorded_by)
    if state == RiskState.HISTORIC:
        assessed(case, LATER)
    if state == RiskState.DISCARDED:
        risk.discard(draft, at=at(4, 6), by=case.recorded_by)
    return draft


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"level": "LOW"}, "risk_assessment_keeps_what_it_is"),
        ({"assessed_at": LATER}, "risk_assessment_keeps_what_it_is"),
        ({"next_review_on": date(2026, 4, 8)}, "risk_assessment_keeps_what_it_is"),
    ],
)
def test_the_database_refuses_to_change_what_was_completed(case, change, rule):
    rows = RiskAssessment.objects.filter(pk=assessed(case).pk)

    assert _refusal(rows, **change) == rule


@pytest.mark.parametrize(
    ("missing", "rule"),
    [
        ({"urgent_medical": ""}, "risk_assessment_answers_the_questions"),
        ({"assessor_view": ""}, "risk_assessment_answers_the_questions"),
        ({"rationale": ""}, "risk_assessment_level_with_reasons"),
        ({"level": ""}, "risk_assessment_level_with_reasons"),
        ({"trigger": RiskTrigger.RETURN}, "risk_assessment_of_a_return_is_joint"),
        ({"next_review_on": None}, "risk_assessment_is_looked_at_again"),
        ({"next_review_on": date(2026, 4, 21)}, "risk_assessment_is_looked_at_again"),
    ],
)
def test_the_database_refuses_to_put_an_unfinished_version_into_force(case, missing, rule):
    rows = RiskAssessment.objects.filter(pk=begun(case, **missing).pk)

    assert _refusal(rows, state=RiskState.CURRENT) == rule


def test_a_closed_case_takes_no_assessment_and_no_contact(db):
    case = CaseFactory(closed=True)

    with pytest.raises(Refused):
        begun(case)
    with pytest.raises(Refused):
        met(case, LATER)


def test_a_person_handed_over_to_another_organisation_makes_a_review_due(case):
    assessed(case)
    house = UserFactory().organisation
    referral = sharing.sent(case, house, by=case.recorded_by)
    replies.accept(referral, on=sharing.DAY, by=UserFactory(organisation=house, coordinator=True))

    sharing.handed_over(referral, by=case.recorded_by)

    assert last_contact(case) == sharing.HANDED_OVER
    assert review_due_at(case) == sharing.HANDED_OVER + timedelta(hours=24)


def test_a_notice_about_a_child_that_was_sent_makes_a_review_due(case):
    assessed(case)
    find_age(case, when=at(4, 8))
    assert review_due_at(case) is None

    ages.send_notice(case.child_notices.first(), sent_at=LATER, channel="EMAIL", reference="7", by=case.recorded_by)

    assert review_due_at(case) == LATER + timedelta(hours=24)


def test_any_contact_after_the_assessment_makes_a_review_due_within_24_hours(case):
    """Domain 11.8: the term is that of the first contact that nobody has assessed yet; later ones do not move it."""
    assessed(case)
    assert review_due_at(case) is None

    met(case, LATER)
    met(case, at(4, 10))

    assert last_contact(case) == at(4, 10)
    assert review_due_at(case) == at(4, 10)
    assessed(case, at(4, 10, 11), trigger=RiskTrigger.CONTACT)
    assert review_due_at(case) is None


def test_24_hours_are_elapsed_hours_when_the_clocks_change(case):
    met(case, at(3, 28, 12))

    assert review_due_at(case) == at(3, 29, 13)


def test_a_contact_of_the_trafficker_and_a_hearing_make_a_review_due_too(case):
    assessed(case)

    contact(case)

    assert last_contact(case) == at(4, 8, 21)
    assert review_due_at(case) == at(4, 9, 21)


def test_what_was_told_to_an_authority_counts_and_what_was_told_to_support_does_not(case):
    heard.told(case, by=case.recorded_by, listener="SUPPORT")
    assert last_contact(case) is None

    heard.told(case, by=case.recorded_by, listener="POLICE")
    assert last_contact(case) is not None


def test_a_contact_names_an_institution_of_the_list_and_lies_in_the_past(case):
    with pytest.raises(ValidationError):
        met(case, LATER, institution="A_BAR")
    with pytest.raises(Refused):
        risk.record_contact(case, happened_at=LATER, institution="PORB", about="x", at=at(4, 8), by=case.recorded_by)

    assert not InstitutionContact.objects.exists()


def test_only_a_critical_version_in_force_opens_the_path_for_a_risk_to_life(case):
    assessed(case)
    assert not at_risk_of_life(case)

    assessed(case, LATER, level=RiskLevel.CRITICAL)
    assert at_risk_of_life(case)
    assert told("risk_critical") == {case.colleague}

    assessed(case, at(4, 10), level=RiskLevel.HIGH)
    assert not at_risk_of_life(case)


def test_a_draft_that_says_critical_opens_nothing(case):
    begun(case, level=RiskLevel.CRITICAL)

    assert not at_risk_of_life(case)
    assert told("risk_critical") == set()


def test_the_team_is_reminded_on_the_day_a_review_is_due_and_once_for_each_contact(case):
    assessed(case)
    met(case, LATER)

    reminders.raise_due(at=at(4, 9, 12))
    assert told("risk_review_due") == set()

    for _run in range(2):
        reminders.raise_due(at=at(4, 10, 9))
    assert told("risk_review_due") == {case.recorded_by, case.colleague}
    assert case.recorded_by.notifications.filter(kind="risk_review_due").count() == 1


def test_the_team_is_reminded_of_the_review_that_was_planned(case):
    assessed(case)

    reminders.raise_due(at=at(4, 12, 9))
    assert told("risk_review_planned") == set()

    reminders.raise_due(at=at(4, 13, 9))
    assert told("risk_review_planned") == {case.recorded_by, case.colleague}


def test_an_officer_on_the_team_is_not_reminded_of_support(case):
    officer = CaseMemberFactory(case=case, user=UserFactory(officer=True), role=TeamRole.OFFICER).user
    met(case, LATER)

    reminders.raise_due(at=at(4, 10, 9))

    assert officer not in told("risk_review_due")


def test_an_authority_reads_neither_assessment_nor_contact_by_sql(case):
    assessed(case)
    met(case, LATER)
    officer = CaseMemberFactory(case=case, user=UserFactory(officer=True), role=TeamRole.OFFICER).user

    with identified(identity_of(officer)):
        assert not RiskAssessment.objects.exists()
        assert not InstitutionContact.objects.exists()
    with identified(identity_of(case.colleague)):
        assert RiskAssessment.objects.count() == InstitutionContact.objects.count() == 1


def test_nothing_else_is_answered_than_what_is_asked(case):
    assert set(RiskForm.base_fields) == set(risk.ANSWERS)
    with pytest.raises(TypeError):
        begun(case, score=7)


def test_no_level_is_worked_out_from_the_answers(case):
    """A person judges: every answer may say the worst, and the level is still the assessor's."""
    worst = dict.fromkeys(["urgent_medical", "violence", "location_known", "debt", "children_at_risk"], Answer.YES)

    assert assessed(case, **worst, level=RiskLevel.LOW).level == RiskLevel.LOW
