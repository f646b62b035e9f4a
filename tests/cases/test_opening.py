"""Opening a case: what it leaves behind, who may, what is refused; a new episode of the same person."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from cases.actions import cases
from cases.models import Case, Person
from cases.states import ClosureReason, TeamRole
from tests.factories import CaseFactory, OrganisationFactory, UserFactory
from tvcase.audit.models import Event
from tvcase.dates import SOFIA
from tvcase.flow import Refused

TODAY = date(2026, 3, 3)
RECEIVED = datetime(2026, 3, 2, 22, 30, tzinfo=SOFIA)
SIGNAL = {"source_of_signal": "HOTLINE", "received_at": RECEIVED, "age_status": "ADULT_STATED"}


def test_a_case_is_opened_with_person_team_age_and_trace():
    caseworker = UserFactory()

    case = cases.open_case(**SIGNAL, alias_in_use="Лале", family_name="Изпитна", by=caseworker, on=TODAY)

    assert case.person.organisation == case.organisation == caseworker.organisation
    assert case.members.get().role == TeamRole.CASEWORKER
    assert case.age_findings.get().age_status == "ADULT_STATED"
    assert not case.child_notices.exists()
    assert case.person.spellings.get().text == "Лале"
    assert sorted(case.person.tokens.values_list("label", flat=True)) == ["alias", "family"]
    line = Event.objects.get(action="cases.case.created")
    assert (line.case_code, line.actor, line.on) == (case.code, caseworker.username, TODAY)
    assert "Лале" not in str(list(Event.objects.values()))


@pytest.mark.parametrize("age", ["UNCERTAIN", "MINOR_STATED", "MINOR_VERIFIED"])
def test_a_child_or_somebody_of_uncertain_age_is_owed_three_notices_from_the_signal_on(age):
    case = cases.open_case(**SIGNAL | {"age_status": age}, by=UserFactory(), on=TODAY)

    due = set(case.child_notices.values_list("due_at", flat=True))
    assert case.child_notices.count() == 3
    assert due == {RECEIVED + timedelta(hours=24)}


def test_an_officer_opens_a_case_as_officer_and_keeps_the_file_while_the_authority_holds_it():
    officer = UserFactory(officer=True)

    case = cases.open_case(**SIGNAL, by=officer, on=TODAY)

    assert case.members.get().role == TeamRole.OFFICER
    assert Case.objects.permitting(officer, "change_identity").get() == case


@pytest.mark.parametrize("trait", ["prosecutor", "shelter_staff"])
def test_only_those_who_keep_files_open_cases(trait):
    with pytest.raises(Refused):
        cases.open_case(**SIGNAL, by=UserFactory(**{trait: True}), on=TODAY)

    assert not Person.objects.exists()


def test_nobody_opens_cases_for_an_organisation_that_has_closed():
    caseworker = UserFactory(organisation=OrganisationFactory(closed_on=TODAY))

    with pytest.raises(Refused):
        cases.open_case(**SIGNAL, by=caseworker, on=TODAY)


@pytest.mark.parametrize(
    "wrong",
    [
        {"received_at": datetime(2026, 3, 4, 0, 1, tzinfo=SOFIA)},
        {"source_of_signal": "RUMOUR"},
        {"born_on": date(2026, 3, 4), "born_precision": "EXACT"},
        {"born_on": date(2010, 1, 1), "born_precision": "EXACT"},
        {"born_on": date(2010, 1, 1), "born_precision": "YEAR"},
        {"born_on": date(1990, 1, 1), "born_precision": "EXACT", "age_status": "MINOR_STATED"},
        {"born_on": date(1990, 1, 1), "born_precision": ""},
    ],
)
def test_what_cannot_be_true_is_refused(wrong):
    with pytest.raises(ValidationError):
        cases.open_case(**SIGNAL | wrong, by=UserFactory(), on=TODAY)


@pytest.mark.parametrize(
    "possible",
    [
        {"born_on": date(2008, 1, 1), "born_precision": "YEAR"},
        {"born_on": date(2008, 1, 1), "born_precision": "YEAR", "age_status": "MINOR_STATED"},
        {"born_on": date(2010, 1, 1), "born_precision": "ESTIMATED"},
        {"born_on": date(2010, 1, 1), "born_precision": "EXACT", "age_status": "UNCERTAIN"},
    ],
)
def test_what_may_be_true_is_not_refused(possible):
    assert cases.open_case(**SIGNAL | possible, by=UserFactory(), on=TODAY)


def test_a_code_that_exists_is_never_given_twice():
    taken = CaseFactory(code="7KFM-29XR")
    drawn = iter([taken.code, taken.code, "7KFM-29XT"])

    case = cases.open_case(**SIGNAL, new_code=lambda: next(drawn), by=UserFactory(), on=TODAY)

    assert case.code == "7KFM-29XT"


def test_a_new_episode_follows_a_closed_case():
    case = CaseFactory(closed=True)
    caseworker = UserFactory(organisation=case.organisation)

    following = cases.open_next_episode(case, **SIGNAL, retrafficked=True, by=caseworker, on=date(2026, 8, 1))

    assert (following.person, following.episode, following.previous_episode) == (case.person, 2, case)
    assert following.retrafficked
    with pytest.raises(Refused):
        cases.open_next_episode(case, **SIGNAL, retrafficked=True, by=caseworker, on=date(2026, 8, 2))


def test_an_open_case_has_no_next_episode():
    case = CaseFactory()

    with pytest.raises(Refused):
        cases.open_next_episode(
            case, **SIGNAL, retrafficked=False, by=UserFactory(organisation=case.organisation), on=TODAY
        )


def test_another_organisation_opens_no_episode_of_our_person():
    with pytest.raises(Refused):
        cases.open_next_episode(CaseFactory(closed=True), **SIGNAL, retrafficked=False, by=UserFactory(), on=TODAY)


def test_who_has_died_has_no_next_episode():
    case = CaseFactory()
    second = UserFactory(organisation=case.organisation)
    cases.propose_closure(case, reason=ClosureReason.DECEASED, by=case.recorded_by, on=TODAY)
    case = cases.confirm_closure(case, by=second, on=TODAY)

    with pytest.raises(Refused):
        cases.open_next_episode(case, **SIGNAL, retrafficked=False, by=second, on=TODAY)
