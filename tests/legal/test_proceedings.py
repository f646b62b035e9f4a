"""Criminal proceedings: what can follow what; suspended is not ended, reopened does not revive."""

from datetime import date
from itertools import product

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from legal import rules
from legal.actions import proceedings, protection, requests
from legal.models import CriminalProceedings, ProceedingsStep, Protection, ProtectionRequest
from legal.states import PROCEEDINGS_FLOW, STATE_AFTER, ProceedingsStage, ProceedingsState, StepKind
from tests.cases.said_and_done import told
from tests.factories import (
    CaseFactory,
    CriminalProceedingsFactory,
    OrganisationFactory,
    ProtectionFactory,
    ProtectionRequestFactory,
    UserFactory,
)
from tvcase.flow import Refused

OPENED, THEN, LATER = date(2026, 3, 16), date(2026, 5, 4), date(2026, 6, 1)
ENDED = {"kind": StepKind.ENDED, "how": "CONVICTION", "on": LATER, "reference": "Judgment 3/2026"}
SUSPENDED = {"kind": StepKind.SUSPENDED, "on": THEN}
END = {"reference": "Act 9/2026", "on": LATER}


def test_proceedings_are_recorded_with_their_first_step(helper):
    case = CaseFactory()

    found = proceedings.record(
        case,
        pre_trial_number="ДП 7/2026",
        authority=OrganisationFactory(police=True),
        opened_on=OPENED,
        by=helper(case),
    )

    assert (found.number, found.state, found.stage) == (1, ProceedingsState.RUNNING, ProceedingsStage.PRE_TRIAL)
    assert [(step.kind, step.effective_on) for step in found.steps.all()] == [(StepKind.OPENED, OPENED)]


def test_only_a_pre_trial_authority_leads_proceedings(helper):
    case = CaseFactory()
    facts = {"pre_trial_number": "1", "opened_on": OPENED, "by": helper(case)}

    with pytest.raises(ValidationError, match="leads the proceedings"):
        proceedings.record(case, authority=OrganisationFactory(), **facts)


def led(found: CriminalProceedings, *steps: str, by) -> CriminalProceedings:
    for kind in steps:
        how = "CONVICTION" if kind == StepKind.ENDED else ""
        found = proceedings.step(found, kind=kind, how=how, on=THEN, by=by)
    return found


LIVES = [
    (),
    (StepKind.SUSPENDED,),
    (StepKind.SUSPENDED, StepKind.RESUMED),
    (StepKind.TO_COURT,),
    (StepKind.TO_COURT, StepKind.SENT_BACK),
    (StepKind.ENDED,),
    (StepKind.ENDED, StepKind.REOPENED),
]


@pytest.mark.parametrize(("life", "kind"), list(product(LIVES, StepKind)))
def test_proceedings_take_only_the_steps_that_can_follow(helper, life, kind):
    found = CriminalProceedingsFactory()
    by = helper(found.case)
    found = led(found, *life, by=by)
    before = found.state

    if kind in rules.next_steps(found):
        after = led(found, kind, by=by)
        assert after.state == STATE_AFTER[kind]
        assert after.state == before or after.state in PROCEEDINGS_FLOW[before]
    else:
        with pytest.raises(Refused, match="cannot follow"):
            led(found, kind, by=by)


def test_the_court_is_kept_while_the_case_is_before_it(helper):
    found = CriminalProceedingsFactory()
    by = helper(found.case)

    at_trial = proceedings.step(found, kind=StepKind.TO_COURT, on=THEN, court="Court, case 5/2026", by=by)
    assert (at_trial.stage, at_trial.court) == (ProceedingsStage.TRIAL, "Court, case 5/2026")
    back = proceedings.step(found, kind=StepKind.SENT_BACK, on=LATER, by=by)
    assert (back.stage, back.court) == (ProceedingsStage.PRE_TRIAL, "")


def test_a_step_lies_after_the_one_before(helper):
    found = CriminalProceedingsFactory()

    with pytest.raises(Refused, match="An earlier step"):
        proceedings.step(found, kind=StepKind.SUSPENDED, on=date(2026, 3, 15), by=helper(found.case))


@pytest.mark.parametrize("how", ["", "FORGOTTEN"])
def test_an_end_says_how(helper, how):
    found = CriminalProceedingsFactory()

    with pytest.raises(ValidationError):
        proceedings.step(found, kind=StepKind.ENDED, how=how, on=LATER, by=helper(found.case))


def resting(helper, **fields) -> tuple[CriminalProceedings, Protection]:
    """A protection that rests on proceedings."""
    status = ProtectionFactory(**fields)
    found = CriminalProceedingsFactory(case=status.case)
    requests.link(status.request, proceedings=found, on=THEN, by=helper(status.case))
    status.refresh_from_db()
    status.request.refresh_from_db()
    return found, status


def test_suspended_is_not_ended(helper, prosecutor):
    found, status = resting(helper)
    judge = prosecutor(status.request.office)
    proceedings.step(found, **SUSPENDED, by=judge)

    with pytest.raises(Refused, match="suspended is not ended"):
        protection.end_with_proceedings(status, **END, by=judge)

    proceedings.step(found, **ENDED, by=judge)
    assert protection.end_with_proceedings(status, **END, by=judge).ended_on == LATER


def test_running_proceedings_end_no_protection(helper, prosecutor):
    _found, status = resting(helper)

    with pytest.raises(Refused, match="have not ended"):
        protection.end_with_proceedings(status, **END, by=prosecutor(status.request.office))


def test_proceedings_that_are_not_named_end_no_protection(helper, prosecutor):
    status = ProtectionFactory()
    found = CriminalProceedingsFactory(case=status.case)
    proceedings.step(found, **SUSPENDED, by=helper(status.case))

    with pytest.raises(Refused, match="Name them first"):
        protection.end_with_proceedings(status, **END, by=prosecutor(status.request.office))


def test_the_protection_lasts_until_the_day_on_which_the_proceedings_ended(helper, prosecutor):
    found, status = resting(helper)
    judge = prosecutor(status.request.office)
    proceedings.step(found, **ENDED, by=judge)

    with pytest.raises(Refused, match="they ended after this day"):
        protection.end_with_proceedings(status, **END | {"on": date(2026, 5, 31)}, by=judge)
    assert protection.end_with_proceedings(status, **END, by=judge).ended_on == LATER


@pytest.mark.parametrize("to", ["other proceedings", "none"])
def test_a_protection_keeps_its_proceedings_until_they_end(helper, to):
    found, status = resting(helper)
    by = helper(status.case)
    other = led(CriminalProceedingsFactory(case=status.case), StepKind.ENDED, by=by)
    target = other if to == "other proceedings" else None

    with pytest.raises(Refused, match="until they end"):
        requests.link(status.request, proceedings=target, on=LATER, by=by)
    with pytest.raises(IntegrityError, match="keeps_its_proceedings"), transaction.atomic():
        ProtectionRequest.objects.filter(pk=status.request.pk).update(proceedings=target)

    proceedings.step(found, **ENDED, by=by)
    assert requests.link(status.request, proceedings=target, on=LATER, by=by).proceedings == target


def test_a_request_that_waits_may_rest_on_other_proceedings(helper):
    asked = ProtectionRequestFactory(pending=True, proceedings=None)
    by = helper(asked.case)
    first, second = (CriminalProceedingsFactory(case=asked.case) for _time in range(2))
    requests.link(asked, proceedings=first, on=THEN, by=by)

    assert requests.link(asked, proceedings=second, on=THEN, by=by).proceedings == second


@pytest.mark.parametrize("life", ["not named", "running", "suspended", "ended later"])
def test_the_database_ends_no_protection_with_proceedings_that_go_on(helper, prosecutor, life):
    found, status = resting(helper) if life != "not named" else (None, ProtectionFactory())
    judge = prosecutor(status.request.office)
    if life == "suspended":
        proceedings.step(found, **SUSPENDED, by=judge)
    if life == "ended later":
        proceedings.step(found, **ENDED | {"on": date(2026, 6, 2)}, by=judge)
    status.ended_on, status.end_kind, status.end_reference = LATER, "PROCEEDINGS_ENDED", "Act 9/2026"
    status.ended_by, status.ended_by_organisation = judge, judge.organisation

    with pytest.raises(IntegrityError, match="ends_with_proceedings_that_ended"), transaction.atomic():
        status.save()


def test_the_office_is_told_when_proceedings_end(helper, prosecutor):
    found, status = resting(helper)
    judge = prosecutor(status.request.office)

    proceedings.step(found, **ENDED, by=helper(found.case))

    assert judge in told("proceedings_ended")


def test_reopened_proceedings_revive_nothing(helper, prosecutor):
    found, status = resting(helper)
    judge = prosecutor(status.request.office)
    by = helper(found.case)
    proceedings.step(found, **ENDED, by=judge)
    protection.end_with_proceedings(status, **END, by=judge)

    again = proceedings.step(found, kind=StepKind.REOPENED, on=date(2026, 9, 1), by=by)

    status.refresh_from_db()
    assert (again.state, status.ended_on) == (ProceedingsState.RUNNING, LATER)
    assert rules.why_not_draft(found.case) == []  # the person may ask anew (E-30)


def test_a_prosecutor_reads_proceedings_on_which_a_request_with_the_office_rests(helper, prosecutor):
    found, status = resting(helper)
    other = CriminalProceedingsFactory(case=status.case)
    judge = prosecutor(status.request.office)

    assert list(CriminalProceedings.objects.visible_to(judge)) == [found]
    assert set(CriminalProceedings.objects.visible_to(helper(status.case))) == {found, other}
    assert not CriminalProceedings.objects.visible_to(UserFactory(prosecutor=True)).exists()


def test_a_request_rests_on_proceedings_of_its_own_case(helper):
    asked = ProtectionRequestFactory()

    with pytest.raises(ValidationError, match="of the same case"):
        requests.link(asked, proceedings=CriminalProceedingsFactory(), on=THEN, by=helper(asked.case))


def test_those_who_only_shelter_record_no_proceedings(db):
    found = CriminalProceedingsFactory()

    with pytest.raises(Refused):
        proceedings.step(found, **SUSPENDED, by=UserFactory(organisation=found.case.organisation))


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"state": "ENDED"}, ""),
        ({"stage": "ELSE"}, "at_a_known_stage"),
        ({"number": 7}, "keep_their_case"),
        ({"pre_trial_number": None}, "have_a_pre_trial_number|not-null|null value"),
    ],
)
def test_the_database_keeps_proceedings_true(db, change, rule):
    found = CriminalProceedingsFactory()
    if not rule:
        with transaction.atomic():  # the flow allows it; the step that says so must say the same
            CriminalProceedings.objects.filter(pk=found.pk).update(**change)
        with pytest.raises(IntegrityError, match="says_what_they_are"), transaction.atomic():
            ProceedingsStep.objects.create(
                case=found.case,
                proceedings=found,
                number=2,
                kind=StepKind.SUSPENDED,
                effective_on=THEN,
                recorded_by=found.recorded_by,
            )
        return

    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        CriminalProceedings.objects.filter(pk=found.pk).update(**change)
