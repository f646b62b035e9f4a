"""Appeals: against a refusal and against an early end, in vain and with success."""

from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from cases.models.case import access
from cases.permissions import CasePerm
from legal import rules
from legal.actions import appeals, protection, requests
from legal.aid.actions import applications, decisions
from legal.models import Appeal, Protection
from legal.states import AppealState, ProtectionState, RequestState
from tests.cases.said_and_done import told
from tests.factories import OrganisationFactory, ProtectionFactory, ProtectionRequestFactory, UserFactory
from tvcase.accounts.models import User
from tvcase.accounts.roles import Role
from tvcase.dates import SOFIA
from tvcase.flow import Refused
from tvcase.wall.identity import acting_as

FILED, RESULT = date(2026, 6, 8), date(2026, 7, 1)
APPEAL = {"filed_on": FILED, "body": "a court", "own_words": "I am afraid."}
ACT = {"on": RESULT, "reference": "Act 8/2026", "reasons": "Found so."}


def test_an_appeal_against_a_refusal_opens_the_file_to_the_office_again(helper, prosecutor):
    refused = ProtectionRequestFactory(refused=True)
    judge = prosecutor(refused.office)
    assert access(judge, refused.case) == frozenset()

    made = appeals.appeal(refused, **APPEAL, by=helper(refused.case))

    refused.refresh_from_db()
    assert (refused.state, made.against, made.contested_on) == (RequestState.APPEALED, "REFUSAL", date(2026, 4, 2))
    assert CasePerm.DECIDE_PROTECTION in access(judge, refused.case)
    assert judge in told("protection_appealed")


def test_a_refusal_that_stands_is_final_and_closes_the_file(helper, prosecutor):
    refused = ProtectionRequestFactory(refused=True)
    caseworker, judge = helper(refused.case), prosecutor(refused.office)
    made = appeals.appeal(refused, **APPEAL, by=caseworker)

    appeals.uphold(made, **ACT, by=judge)

    refused.refresh_from_db()
    assert refused.state == RequestState.REFUSED_FINAL
    assert access(judge, refused.case) == frozenset()
    assert told("protection_appeal_decided") == {caseworker}
    assert not Protection.objects.exists()


def test_a_refusal_that_is_overturned_becomes_a_protection_from_that_day(helper, prosecutor):
    refused = ProtectionRequestFactory(refused=True, case__person__citizenships=["UA"])
    judge = prosecutor(refused.office)
    made = appeals.appeal(refused, **APPEAL, by=helper(refused.case))

    appeals.overturn(made, **ACT, extended_stay=True, by=judge)

    status = Protection.objects.get(request=refused)
    assert (status.valid_from, status.extended_stay, status.permit_possible) == (RESULT, True, True)
    assert CasePerm.DECIDE_PROTECTION in access(judge, refused.case)


def test_an_early_end_that_is_overturned_is_taken_off(helper, prosecutor):
    ended = ProtectionFactory(terminated=True)
    made = appeals.appeal(ended.request, **APPEAL, by=helper(ended.case))
    assert rules.status_of(ended, on=RESULT) == ProtectionState.TERMINATED_APPEALED

    appeals.overturn(made, **ACT, by=prosecutor(ended.request.office))

    ended = Protection.objects.get(pk=ended.pk)
    assert (ended.ended_on, ended.end_kind, ended.facts, ended.heard_on) == (None, "", "", None)
    assert rules.status_of(ended, on=RESULT) == ProtectionState.ACTIVE
    made.refresh_from_db()
    assert (made.contested_ground, made.contested_reasons) == ("CONTACT_RENEWED", "Because the test says so.")


def test_an_early_end_that_stands_is_final(helper, prosecutor):
    ended = ProtectionFactory(terminated=True)
    by = helper(ended.case)
    made = appeals.appeal(ended.request, **APPEAL, by=by)

    appeals.uphold(made, **ACT, by=prosecutor(ended.request.office))

    ended = Protection.objects.get(pk=ended.pk)
    assert rules.status_of(ended, on=RESULT) == ProtectionState.TERMINATED_FINAL
    with pytest.raises(Refused, match="not been appealed yet"):
        appeals.appeal(ended.request, **APPEAL, by=by)


def test_a_request_made_anew_hinders_no_appeal(helper):
    refused = ProtectionRequestFactory(refused=True)
    again = ProtectionRequestFactory(case=refused.case)

    made = appeals.appeal(refused, **APPEAL, by=helper(refused.case))

    again.refresh_from_db()
    assert (made.state, again.state) == (AppealState.FILED, RequestState.DRAFT)


def test_an_appeal_hinders_no_request_made_anew(helper):
    appealed = ProtectionRequestFactory(appealed=True)

    facts = {"asked_on": FILED, "lawyer_offered": True, "on": FILED, "by": helper(appealed.case)}
    assert requests.draft(appealed.case, **facts).state == RequestState.DRAFT


def test_a_refusal_overturned_beside_a_later_protection_opens_no_second_one(helper, prosecutor):
    refused = ProtectionRequestFactory(refused=True)
    later = ProtectionFactory(request=ProtectionRequestFactory(case=refused.case, granted=True))
    made = appeals.appeal(refused, **APPEAL, by=helper(refused.case))
    judge = prosecutor(refused.office)

    done = appeals.overturn(made, **ACT, by=judge)

    refused.refresh_from_db()
    assert (done.state, refused.state) == (AppealState.OVERTURNED, RequestState.ACTIVE)
    assert Protection.objects.get() == later
    assert access(judge, refused.case) == frozenset()


def test_an_early_end_overturned_beside_a_later_protection_revives_nothing(helper, prosecutor):
    ended = ProtectionFactory(terminated=True)
    made = appeals.appeal(ended.request, **APPEAL, by=helper(ended.case))
    later = ProtectionFactory(request=ProtectionRequestFactory(case=ended.case, granted=True))
    judge = prosecutor(ended.request.office)

    done = appeals.overturn(made, **ACT, by=judge)

    assert done.state == AppealState.OVERTURNED
    assert Protection.objects.get(ended_on=None) == later
    assert rules.status_of(ended, on=RESULT) == ProtectionState.OVERTURNED
    assert rules.appealable(ended.request) == ""
    assert access(judge, ended.case) == frozenset()


@pytest.fixture
def lawyer(helper):
    """`lawyer(case)`: a lawyer with an account who is appointed in the initial legal aid of the case."""

    def appoint(case):
        by, advocate = helper(case), UserFactory(organisation=OrganisationFactory(legal_aid=True), roles=[Role.LAWYER])
        aid = applications.draft(case, product="INITIAL", on=date(2026, 3, 24), by=by)
        applications.sign(aid, applicant="PERSON", signed_on=date(2026, 3, 24), by=by)
        applications.submit(aid, submitted_on=date(2026, 3, 24), by=by)
        facts = {"decided_on": date(2026, 3, 25), "appointed_on": date(2026, 3, 25)}
        decisions.grant(aid, lawyer=advocate, by=by, **facts)
        return advocate

    return appoint


def test_the_appointed_lawyer_records_the_appeal_of_her_own_client_and_of_nobody_else(lawyer, prosecutor):
    refused, another = ProtectionRequestFactory(refused=True), ProtectionRequestFactory(refused=True)
    advocate, judge = lawyer(refused.case), prosecutor(refused.office)

    with acting_as(advocate), transaction.atomic():
        made = appeals.appeal(refused, **APPEAL, by=advocate)

    assert made.recorded_by == advocate
    assert judge in told("protection_appealed")
    with pytest.raises(Refused):
        appeals.appeal(another, **APPEAL, by=advocate)
    with pytest.raises(Refused):
        appeals.take_back(made, on=RESULT, by=advocate)


def test_the_lawyer_finds_the_appeal_on_the_page_of_the_request(lawyer, client, words):
    refused, another = ProtectionRequestFactory(refused=True), ProtectionRequestFactory(refused=True)
    advocate = lawyer(refused.case)
    client.force_login(advocate)
    address = reverse("legal:appeal-new", args=[refused.case.code, refused.number])
    typed = {"filed_on_0": "8", "filed_on_1": "6", "filed_on_2": "2026", "body": "a court", "agreed": "on"}

    shown = words(client.get(refused.get_absolute_url()))
    done = client.post(address, typed)

    assert "The person appeals" in shown
    assert done.status_code == 302
    assert Appeal.objects.get().recorded_by == advocate
    assert client.get(reverse("legal:appeal-new", args=[another.case.code, another.number])).status_code == 404


@pytest.fixture
def won(helper, prosecutor):
    """`won(earlier, newer)`: an appeal of the first request is won while the person has asked anew; gives the newer
    request, the team's caseworker, and prosecutors of both offices."""

    def win(earlier, **newer):
        caseworker, judge = helper(earlier.case), prosecutor(earlier.office)
        made = appeals.appeal(earlier, **APPEAL, by=caseworker)
        again = ProtectionRequestFactory(case=earlier.case, **newer)
        other = prosecutor(again.office) if again.office else None
        with acting_as(judge), transaction.atomic():
            appeals.overturn(made, **ACT, by=judge)
        again.refresh_from_db()
        return again, caseworker, judge, other

    return win


@pytest.mark.parametrize("state", ["draft", "filed", "pending"])
@pytest.mark.parametrize("against", ["refusal", "early end"])
def test_a_request_that_waits_is_closed_when_an_appeal_brings_the_protection(won, against, state):
    earlier = (
        ProtectionRequestFactory(refused=True) if against == "refusal" else ProtectionFactory(terminated=True).request
    )

    again, caseworker, judge, other = won(earlier, **({} if state == "draft" else {state: True}))

    assert (again.state, again.superseded_on, again.claimed_by) == (RequestState.SUPERSEDED, RESULT, None)
    assert Protection.objects.get(ended_on=None).request == earlier
    assert CasePerm.DECIDE_PROTECTION in access(judge, earlier.case)
    assert told("protection_request_superseded") == {caseworker}
    if other:
        assert other in told("protection_superseded")
        assert access(other, earlier.case) == frozenset()


def test_what_an_appeal_closed_takes_no_further_step(won):
    again, caseworker, _judge, other = won(ProtectionRequestFactory(refused=True), pending=True)

    with pytest.raises(Refused):
        requests.withdraw(again, withdrawn_on=RESULT, by=caseworker)
    with pytest.raises(Refused):
        requests.register(again, register_number="R 9", registered_on=RESULT, by=other)
    with pytest.raises(Refused, match="active protection"):
        requests.draft(again.case, asked_on=RESULT, lawyer_offered=True, on=RESULT, by=caseworker)


def test_the_database_closes_no_request_without_protection_that_an_appeal_brought(db):
    asked = ProtectionRequestFactory(filed=True)

    with pytest.raises(IntegrityError, match="superseded_by_an_appeal"), transaction.atomic():
        type(asked).objects.filter(pk=asked.pk).update(state=RequestState.SUPERSEDED, superseded_on=RESULT)


def test_who_asked_reads_why_the_newer_request_was_closed(won, client, words):
    again, caseworker, _judge, _other = won(ProtectionRequestFactory(refused=True), filed=True)
    client.force_login(caseworker)

    page = words(client.get(again.get_absolute_url()))

    assert "closed without a decision: an appeal was won" in page


EARLY = {
    "at": datetime(2026, 7, 2, 12, 0, tzinfo=SOFIA),
    "ground": "CONSENT_FICTITIOUS",
    "reference": "Act 9/2026",
    "reasons": "Grounds.",
    "fact_on": date(2026, 5, 20),
    "facts": "The person said so.",
    "facts_known_from": "a report",
    "not_heard_why": "The person could not be found.",
}


def overturned_end(helper, prosecutor, *, on: date) -> tuple[Protection, User]:
    """A protection whose early end of 1 June was overturned, and a prosecutor of the office."""
    status = ProtectionFactory(terminated=True)
    judge = prosecutor(status.request.office)
    made = appeals.appeal(status.request, **APPEAL | {"filed_on": date(2026, 6, 1)}, by=helper(status.case))
    appeals.overturn(made, **ACT | {"on": on}, by=judge)
    return Protection.objects.get(pk=status.pk), judge


@pytest.mark.parametrize(
    ("overturned_on", "ended_on", "refused"),
    [
        (RESULT, date(2026, 6, 1), True),
        (RESULT, date(2026, 6, 30), True),
        (RESULT, RESULT, False),
        (date(2026, 6, 1), date(2026, 6, 1), True),
        (date(2026, 6, 1), date(2026, 6, 2), False),
    ],
)
def test_a_second_early_end_comes_after_the_first_was_overturned_and_is_appealed_too(
    helper, prosecutor, overturned_on, ended_on, refused
):
    status, judge = overturned_end(helper, prosecutor, on=overturned_on)

    if refused:
        with pytest.raises(Refused, match="cannot bear an earlier day"):
            protection.terminate(status, **EARLY, on=ended_on, by=judge)
    else:
        ended = protection.terminate(status, **EARLY, on=ended_on, by=judge)
        assert rules.status_of(ended, on=date(2026, 7, 3)) == ProtectionState.TERMINATED
        again = appeals.appeal(ended.request, **APPEAL | {"filed_on": date(2026, 7, 2)}, by=helper(ended.case))
        assert (again.number, again.contested_on) == (2, ended_on)


def test_the_database_dates_no_second_early_end_before_the_first_was_overturned(helper, prosecutor):
    status, judge = overturned_end(helper, prosecutor, on=RESULT)
    early = {name: value for name, value in EARLY.items() if name not in ("at", "ground", "reference", "reasons")}
    early |= {"end_kind": "TERMINATED", "termination_ground": EARLY["ground"], "termination_reasons": "Grounds."}
    early |= {"end_reference": "Act 9/2026", "ended_by": judge, "ended_by_organisation": judge.organisation}
    for name, value in early.items():
        setattr(status, name, value)
    status.ended_on = date(2026, 6, 1)

    with pytest.raises(IntegrityError, match="anew_after_an_overturned_end"), transaction.atomic():
        status.save()


@pytest.mark.parametrize("trait", ["ended", "renounced"])
def test_no_other_end_is_appealed(helper, trait):
    ended = ProtectionFactory(**{trait: True})

    with pytest.raises(Refused, match="no refusal and no early end"):
        appeals.appeal(ended.request, **APPEAL, by=helper(ended.case))


def test_the_person_takes_an_appeal_back(helper, prosecutor):
    refused = ProtectionRequestFactory(refused=True)
    by, judge = helper(refused.case), prosecutor(refused.office)
    made = appeals.appeal(refused, **APPEAL, by=by)

    back = appeals.take_back(made, on=RESULT, by=by)

    refused.refresh_from_db()
    assert (back.state, refused.state) == (AppealState.WITHDRAWN, RequestState.REFUSED_FINAL)
    assert access(judge, refused.case) == frozenset()


def test_a_result_comes_after_the_appeal_and_only_once(helper, prosecutor):
    refused = ProtectionRequestFactory(refused=True)
    judge = prosecutor(refused.office)
    made = appeals.appeal(refused, **APPEAL, by=helper(refused.case))

    with pytest.raises(Refused, match="before the appeal"):
        appeals.overturn(made, **ACT | {"on": date(2026, 6, 7)}, by=judge)
    appeals.overturn(made, **ACT, by=judge)
    with pytest.raises(Refused, match="recorded already"):
        appeals.uphold(made, **ACT, by=judge)


@pytest.mark.parametrize("change", [{"body": ""}, {"filed_on": date(2026, 4, 1)}])
def test_an_appeal_is_whole(helper, change):
    refused = ProtectionRequestFactory(refused=True)

    with pytest.raises(ValidationError):
        appeals.appeal(refused, **APPEAL | change, by=helper(refused.case))


def test_the_database_revives_no_protection_without_an_appeal_that_was_won(helper):
    ended = ProtectionFactory(terminated=True)
    appeals.appeal(ended.request, **APPEAL, by=helper(ended.case))
    cleared = {"ended_on": None, "end_kind": "", "end_reference": None, "termination_ground": "", "facts": None}
    cleared |= {"termination_reasons": None, "fact_on": None, "facts_known_from": None, "own_wish": False}
    cleared |= {"heard_on": None, "heard_words": None, "ended_by": None, "ended_by_organisation": None}

    with pytest.raises(IntegrityError, match="end_is_final"), transaction.atomic():
        Protection.objects.filter(pk=ended.pk).update(**cleared)


def test_the_database_grants_no_refused_request_without_an_appeal(db):
    refused = ProtectionRequestFactory(appealed=True)

    with pytest.raises(IntegrityError, match="granted_on_appeal"), transaction.atomic():
        type(refused).objects.filter(pk=refused.pk).update(state=RequestState.ACTIVE)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"state": "OVERTURNED", "result_on": RESULT}, "appeal_result_is_dated|recorded_by_the_office"),
        ({"own_words": "other"}, "appeal_is_not_edited"),
        ({"contested_on": FILED}, "appeal_is_not_edited"),
    ],
)
def test_the_database_keeps_an_appeal_as_it_was_made(helper, change, rule):
    refused = ProtectionRequestFactory(refused=True)
    made = appeals.appeal(refused, **APPEAL, by=helper(refused.case))
    for name, value in change.items():
        setattr(made, name, value)

    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        made.save()
    assert Appeal.objects.get().state == AppealState.FILED
