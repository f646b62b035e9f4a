"""The acts of Article 25: what each leaves behind, and what is refused."""

from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError

from cases.actions import ages
from cases.models import Case, DecisionAnnulment, DecisionCommunication
from cases.models.case import access
from cases.permissions import OPENING_GRANTS, CasePerm
from cases.states import AgeStatus, CooperationValue, OpeningGround, StatementForm, TeamRole
from legal.actions import protection, requests
from legal.models import Protection, ProtectionRequest
from legal.states import RequestState, TerminationGround
from tests.cases.said_and_done import told
from tests.factories import (
    CaseFactory,
    CooperationDecisionFactory,
    OrganisationFactory,
    ProtectionFactory,
    ProtectionRequestFactory,
    UserFactory,
)
from tvcase.accounts.roles import Role
from tvcase.audit.models import Event
from tvcase.dates import SOFIA
from tvcase.flow import Refused
from tvcase.notifications.models import Notification

DAY = date(2026, 4, 2)
ASKED = {"asked_on": date(2026, 3, 23), "lawyer_offered": True, "own_words": "I want to feel safe."}
AT = datetime(2026, 4, 2, 12, 0, tzinfo=SOFIA)
GRANT = {
    "at": AT,
    "granted": True,
    "grounds": ["VICTIM", "OWN_REQUEST", "COOPERATES", "PROCEEDINGS"],
    "decided_on": DAY,
    "decision_reference": "Order 7/2026",
    "decision_reasons": "Grounds.",
}
REFUSAL = GRANT | {"granted": False, "grounds": ["NO_COOPERATION"]}
END = {"reference": "Act 9/2026", "on": date(2026, 6, 1)}
EARLY = END | {
    "at": AT,
    "ground": TerminationGround.CONTACT_RENEWED,
    "reasons": "Grounds.",
    "fact_on": date(2026, 5, 20),
    "facts": "A meeting that the person asked for.",
    "facts_known_from": "a report",
    "own_wish": True,
    "heard_on": date(2026, 5, 28),
    "heard_words": "It was not so.",
}
PERMIT = {
    "permit_number": "000123",
    "permit_issued_on": date(2026, 4, 10),
    "permit_valid_to": date(2026, 10, 10),
}


def line(action: str) -> Event:
    return Event.objects.get(action=action)


def test_a_draft_is_a_row_and_a_line_and_nothing_leaves_the_team(helper):
    case = CaseFactory()
    user = helper(case)

    draft = requests.draft(case, **ASKED, wants_extended_stay=True, by=user, on=DAY)

    assert (draft.state, draft.number, draft.recorded_by) == (RequestState.DRAFT, 1, user)
    assert line("legal.request.drafted").actor == user.username
    assert not case.openings.exists()
    assert not Notification.objects.exists()


def test_a_draft_can_be_corrected_until_it_is_filed(helper):
    draft = ProtectionRequestFactory(lawyer_offered=False)
    user = helper(draft.case)

    requests.amend(draft, **ASKED, by=user, on=DAY)

    draft.refresh_from_db()
    assert draft.lawyer_offered
    assert line("legal.request.amended").facts == {"number": 1}
    filed = ProtectionRequestFactory(filed=True)
    with pytest.raises(Refused, match="not edited"):
        requests.amend(filed, **ASKED, by=helper(filed.case), on=DAY)


def test_what_the_person_asked_cannot_lie_in_the_future(helper):
    case = CaseFactory()

    with pytest.raises(Refused, match="future"):
        requests.draft(case, **ASKED | {"asked_on": date(2026, 4, 3)}, by=helper(case), on=DAY)


@pytest.mark.parametrize(
    ("citizenships", "refused"), [(["BG"], True), (["RO", "UA"], True), (["UA"], False), ([], False)]
)
def test_a_permit_is_asked_for_by_foreigners_from_outside_the_union(helper, citizenships, refused):
    case = CaseFactory(person__citizenships=citizenships)
    user = helper(case)

    if refused:
        with pytest.raises(Refused, match="outside the European Union"):
            requests.draft(case, **ASKED, wants_permit=True, by=user, on=DAY)
    else:
        assert requests.draft(case, **ASKED, wants_permit=True, by=user, on=DAY).wants_permit


def test_filing_opens_the_case_to_the_office_and_tells_it_of_the_decision(helper, prosecutor):
    draft = ProtectionRequestFactory()
    office = OrganisationFactory(prosecutors_office=True)
    judge, clerk = prosecutor(office), UserFactory(organisation=office, roles=[Role.OFFICER])
    user = helper(draft.case)

    filed = requests.file(draft, office=office, filed_on=DAY, by=user)

    assert (filed.state, filed.office, filed.filed_on) == (RequestState.FILED, office, DAY)
    decision = filed.decision_to_cooperate
    assert DecisionCommunication.objects.get(decision=decision).authority == office
    opening = draft.case.openings.get()
    assert (opening.ground, opening.subject, opening.closed_on) == (OpeningGround.PROTECTION, filed.pk, None)
    assert access(judge, draft.case) == OPENING_GRANTS[OpeningGround.PROTECTION][Role.PROSECUTOR]
    assert access(clerk, draft.case) == frozenset()
    assert told("protection_filed") == {judge}
    assert line("legal.request.filed").facts == {"number": 1, "office": office.code}


def test_the_office_never_sees_support_stay_or_return(helper, prosecutor):
    asked = ProtectionRequestFactory(filed=True)

    perms = access(prosecutor(asked.office), asked.case)

    assert not {perm.area for perm in perms} & {"support", "stay", "return", "core"}


def test_an_office_that_was_told_already_is_not_told_twice(helper):
    withdrawn = ProtectionRequestFactory(withdrawn=True)
    again = ProtectionRequestFactory(case=withdrawn.case)

    requests.file(again, office=withdrawn.office, filed_on=DAY, by=helper(again.case))

    assert DecisionCommunication.objects.filter(authority=withdrawn.office).count() == 1


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"value": CooperationValue.COUNSELLED}, "must have decided to cooperate"),
        ({"value": CooperationValue.NO}, "will not cooperate"),
        ({"form": StatementForm.ORAL}, "must have decided to cooperate"),
        ({"told_it_ends_period_at": None}, "must have decided to cooperate"),
    ],
)
def test_filing_needs_an_effective_yes(helper, said, reason):
    case = CaseFactory()
    CooperationDecisionFactory(case=case, **said)
    draft = ProtectionRequestFactory(case=case)

    with pytest.raises(Refused, match=reason):
        requests.file(draft, office=OrganisationFactory(prosecutors_office=True), filed_on=DAY, by=helper(case))

    assert not case.openings.exists()
    assert not DecisionCommunication.objects.exists()


@pytest.mark.parametrize(
    ("value", "form", "may_file"),
    [
        (CooperationValue.WITHDRAWN, StatementForm.WRITTEN, False),
        (CooperationValue.NO, StatementForm.MINUTED, False),
        (CooperationValue.WITHDRAWN, StatementForm.ORAL, True),
        (CooperationValue.COUNSELLED, StatementForm.WRITTEN, True),
    ],
)
def test_the_last_word_that_has_effect_counts(helper, value, form, may_file):
    draft = ProtectionRequestFactory()
    later = datetime(2026, 3, 22, 12, 0, tzinfo=SOFIA)
    CooperationDecisionFactory(case=draft.case, value=value, form=form, declared_at=later)
    filing = {"office": OrganisationFactory(prosecutors_office=True), "filed_on": DAY, "by": helper(draft.case)}

    if may_file:
        assert requests.file(draft, **filing).state == RequestState.FILED
    else:
        with pytest.raises(Refused, match="will not cooperate"):
            requests.file(draft, **filing)


def annul_the_yes(case: Case) -> None:
    DecisionAnnulment.objects.create(
        decision=case.cooperation_decisions.get(),
        reason="Recorded for somebody else.",
        proposed_by=case.recorded_by,
        confirmed_by=UserFactory(organisation=case.organisation, coordinator=True),
        confirmed_at=datetime(2026, 3, 30, 9, 0, tzinfo=SOFIA),
    )


def test_an_annulled_yes_supports_neither_a_filing_nor_a_grant(helper, prosecutor):
    draft = ProtectionRequestFactory()
    annul_the_yes(draft.case)
    with pytest.raises(Refused, match="must have decided to cooperate"):
        requests.file(draft, office=OrganisationFactory(prosecutors_office=True), filed_on=DAY, by=helper(draft.case))
    filed = ProtectionRequestFactory(pending=True)
    annul_the_yes(filed.case)
    judge = prosecutor(filed.office)

    with pytest.raises(Refused, match="in error"):
        requests.decide(filed, **GRANT, by=judge)

    assert requests.decide(filed, **REFUSAL, by=judge).state == RequestState.REFUSED


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"filed_on": date(2026, 3, 19)}, "before"),
        ({"filed_on": date(2026, 3, 22)}, "before"),
        ({"office": "police"}, "prosecutor's office only"),
        ({"office": "closed"}, "prosecutor's office only"),
    ],
)
def test_filing_is_refused(helper, change, sentence):
    offices = {
        "police": OrganisationFactory(police=True),
        "closed": OrganisationFactory(prosecutors_office=True, closed_on=DAY),
    }
    filing = {"office": OrganisationFactory(prosecutors_office=True), "filed_on": DAY} | change
    filing["office"] = offices.get(filing["office"], filing["office"])
    draft = ProtectionRequestFactory()

    with pytest.raises(ValidationError, match=sentence):
        requests.file(draft, **filing, by=helper(draft.case))


def test_a_lawyer_is_offered_before_filing(helper):
    draft = ProtectionRequestFactory(lawyer_offered=False)

    with pytest.raises(Refused, match="lawyer"):
        requests.file(draft, office=OrganisationFactory(prosecutors_office=True), filed_on=DAY, by=helper(draft.case))


def test_a_withdrawal_closes_the_case_to_the_office_again(helper, prosecutor):
    filed = ProtectionRequestFactory(filed=True)
    judge = prosecutor(filed.office)

    withdrawn = requests.withdraw(filed, withdrawn_on=DAY, by=helper(filed.case))

    assert (withdrawn.state, withdrawn.withdrawn_on) == (RequestState.WITHDRAWN, DAY)
    assert access(judge, filed.case) == frozenset()
    assert filed.case.openings.get().closed_on == DAY
    assert line("legal.request.withdrawn").on == DAY


def test_a_request_is_not_withdrawn_before_it_was_made(helper):
    filed = ProtectionRequestFactory(filed=True)

    with pytest.raises(Refused, match="before it was made"):
        requests.withdraw(filed, withdrawn_on=date(2026, 3, 23), by=helper(filed.case))


def test_a_grant_opens_the_status_and_tells_those_who_read_the_legal_file(helper, prosecutor):
    filed = ProtectionRequestFactory(pending=True, case__person__citizenships=["UA"])
    caseworker = helper(filed.case)
    helper(filed.case, role=TeamRole.SHELTER_WORKER)
    judge = prosecutor(filed.office)

    decided = requests.decide(filed, **GRANT, extended_stay=True, by=judge)

    status = Protection.objects.get(request=decided)
    assert (decided.state, decided.decided_by, decided.decision_reasons) == (RequestState.ACTIVE, judge, "Grounds.")
    assert (status.valid_from, status.extended_stay, status.permit_possible) == (DAY, True, True)
    assert told("protection_decided") == {caseworker}
    assert line("legal.request.granted").facts == {"number": 1}  # its reference is sealed
    assert CasePerm.DECIDE_PROTECTION in access(judge, filed.case)


@pytest.mark.parametrize("citizenships", [["BG"], ["RO"], ["XX"], []])
def test_no_permit_follows_unless_the_person_is_known_to_come_from_outside_the_union(prosecutor, citizenships):
    filed = ProtectionRequestFactory(pending=True, case__person__citizenships=citizenships)

    requests.decide(filed, **GRANT, by=prosecutor(filed.office))

    assert not Protection.objects.get().permit_possible


def test_a_refusal_opens_nothing_and_closes_the_case_to_the_office(helper, prosecutor):
    filed = ProtectionRequestFactory(pending=True)
    caseworker, judge = helper(filed.case), prosecutor(filed.office)

    decided = requests.decide(filed, **REFUSAL, extended_stay=True, by=judge)

    assert decided.state == RequestState.REFUSED
    assert not Protection.objects.exists()
    assert access(judge, filed.case) == frozenset()
    assert told("protection_decided") == {caseworker}
    assert line("legal.request.refused").actor == judge.username


@pytest.mark.parametrize(
    "change", [{"decision_reference": ""}, {"decision_reasons": ""}, {"decided_on": date(2026, 3, 1)}]
)
def test_a_decision_is_dated_referenced_and_reasoned(prosecutor, change):
    filed = ProtectionRequestFactory(pending=True)

    with pytest.raises(ValidationError):
        requests.decide(filed, **GRANT | change, by=prosecutor(filed.office))

    assert not Event.objects.filter(action__startswith="legal.request").exists()


def test_a_refused_person_may_ask_again(helper):
    refused = ProtectionRequestFactory(refused=True)

    again = requests.draft(refused.case, **ASKED, by=helper(refused.case), on=DAY)

    assert again.number == 2


def test_a_permit_is_recorded_and_renewed(helper):
    status = ProtectionFactory(foreigner=True)
    user = helper(status.case)

    protection.record_permit(status, **PERMIT, by=user)
    renewed = protection.record_permit(status, **PERMIT | {"permit_valid_to": date(2027, 4, 10)}, by=user)

    assert renewed.permit_valid_to == date(2027, 4, 10)
    assert Event.objects.filter(action="legal.protection.permit", actor=user.username).count() == 2


@pytest.mark.parametrize("status", [{}, {"foreigner": True, "ended": True}])
def test_a_permit_is_for_a_foreigner_whose_protection_lasts(helper, status):
    status = ProtectionFactory(**status)

    with pytest.raises(Refused):
        protection.record_permit(status, **PERMIT, by=helper(status.case))


def test_a_permit_is_not_issued_before_the_protection(helper):
    status = ProtectionFactory(foreigner=True)

    with pytest.raises(Refused, match="before the protection began"):
        protection.record_permit(status, **PERMIT | {"permit_issued_on": date(2026, 4, 1)}, by=helper(status.case))


def test_the_protection_ends_with_the_proceedings(helper, prosecutor):
    status = ProtectionFactory(resting_until=date(2026, 6, 1))
    caseworker, judge = helper(status.case), prosecutor(status.request.office)

    ended = protection.end_with_proceedings(status, **END, by=judge)

    assert (ended.ended_on, ended.end_kind, ended.end_reference) == (
        date(2026, 6, 1),
        "PROCEEDINGS_ENDED",
        "Act 9/2026",
    )
    assert access(judge, status.case) == frozenset()
    assert told("protection_ended") == {caseworker}
    assert line("legal.protection.ended").on == date(2026, 6, 1)


@pytest.mark.parametrize("ground", TerminationGround.values)
def test_a_prosecutor_terminates_on_one_of_three_grounds(prosecutor, ground):
    status = ProtectionFactory()

    facts = EARLY | {"ground": ground, "own_wish": ground == TerminationGround.CONTACT_RENEWED}
    ended = protection.terminate(status, **facts, by=prosecutor(status.request.office))

    assert (ended.end_kind, ended.termination_ground) == ("TERMINATED", ground)
    assert line("legal.protection.terminated").facts["ground"] == ground


@pytest.mark.parametrize(
    "change",
    [
        {"ground": "OTHER"},
        {"ground": ""},
        {"reasons": ""},
        {"reference": ""},
        {"facts": ""},
        {"facts_known_from": ""},
        {"fact_on": None},
        {"own_wish": False},
        {"heard_on": None},
        {"heard_words": ""},
        {"not_heard_why": "Not found."},
    ],
)
def test_there_is_no_fourth_ground_and_no_end_without_reasons(prosecutor, change):
    status = ProtectionFactory()

    with pytest.raises(ValidationError):
        protection.terminate(status, **EARLY | change, by=prosecutor(status.request.office))

    status.refresh_from_db()
    assert status.ended_on is None


def test_an_ended_protection_is_not_ended_again(prosecutor):
    status = ProtectionFactory(ended=True)
    another = ProtectionRequestFactory(case=status.case, office=status.request.office, filed=True)
    judge = prosecutor(another.office)

    with pytest.raises(Refused, match="has ended"):
        protection.terminate(status, **EARLY, by=judge)


def test_what_concerns_a_child_is_frozen(helper, prosecutor):
    filed = ProtectionRequestFactory(pending=True)
    caseworker, judge = helper(filed.case), prosecutor(filed.office)
    found_at = datetime(2026, 3, 30, 9, 0, tzinfo=SOFIA)
    ages.find_age(
        filed.case, age_status=AgeStatus.MINOR_VERIFIED, established_at=found_at, evidence="document", by=caseworker
    )

    for decision in (GRANT, REFUSAL):
        with pytest.raises(Refused, match="is, or may be, a child"):
            requests.decide(filed, **decision, by=judge)
    assert requests.withdraw(filed, withdrawn_on=DAY, by=caseworker).state == RequestState.WITHDRAWN
    with pytest.raises(Refused, match="is, or may be, a child"):
        requests.draft(filed.case, **ASKED, by=caseworker, on=DAY)
    assert not ProtectionRequest.objects.exclude(pk=filed.pk).exists()


def test_what_a_child_holds_is_not_taken_away(prosecutor):
    status = ProtectionFactory(resting_until=date(2026, 6, 1))
    Case.objects.filter(pk=status.case.pk).update(age_status=AgeStatus.UNCERTAIN)
    judge = prosecutor(status.request.office)

    with pytest.raises(Refused, match="is, or may be, a child"):
        protection.terminate(status, **EARLY, by=judge)

    assert protection.end_with_proceedings(status, **END, by=judge).ended_on


RENOUNCED = {"on": date(2026, 6, 1), "renounced_how": "WRITTEN", "explained_on": date(2026, 5, 30)}


def test_the_person_gives_the_protection_up_and_keeps_every_service(helper, prosecutor):
    status = ProtectionFactory()
    caseworker, judge = helper(status.case), prosecutor(status.request.office)

    ended = protection.renounce(status, **RENOUNCED, by=caseworker)

    assert (ended.ended_on, ended.end_kind, ended.ended_by) == (date(2026, 6, 1), "RENOUNCED", caseworker)
    assert access(judge, status.case) == frozenset()
    assert judge in told("protection_renounced")
    assert line("legal.protection.renounced").on == date(2026, 6, 1)


@pytest.mark.parametrize(
    "change", [{"renounced_how": ""}, {"renounced_how": "ORAL"}, {"explained_on": date(2026, 6, 2)}]
)
def test_the_person_renounces_in_writing_after_it_was_explained(helper, change):
    status = ProtectionFactory()

    with pytest.raises(ValidationError):
        protection.renounce(status, **RENOUNCED | change, by=helper(status.case))


def test_a_renewed_permit_keeps_the_one_before(helper):
    status = ProtectionFactory(foreigner=True)
    user = helper(status.case)
    protection.record_permit(status, **PERMIT, by=user)

    protection.record_permit(status, **PERMIT | {"permit_number": "000124"}, by=user)

    assert [one.permit_number for one in status.earlier_permits.all()] == ["000123"]
