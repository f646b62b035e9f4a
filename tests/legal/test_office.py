"""The office's part: the register, the soft lock, the grounds, and that the person was given the act."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases.terms import RuleKind
from legal import rules
from legal.actions import protection, requests
from legal.models import ProtectionRequest
from legal.states import RequestState
from tests.factories import OrganisationFactory, ProtectionFactory, ProtectionRequestFactory, UserFactory
from tvcase.accounts.roles import Role
from tvcase.dates import SOFIA
from tvcase.flow import Refused

DAY = date(2026, 4, 2)
AT = datetime(2026, 4, 2, 9, 0, tzinfo=SOFIA)
GRANT = {
    "granted": True,
    "grounds": ["VICTIM", "COOPERATES"],
    "decided_on": DAY,
    "decision_reference": "Order 7/2026",
    "decision_reasons": "Grounds.",
}


def test_a_request_is_registered_with_its_number_before_it_is_decided(prosecutor):
    filed = ProtectionRequestFactory(filed=True)
    judge = prosecutor(filed.office)
    with pytest.raises(Refused, match="Register the request first"):
        requests.decide(filed, at=AT, **GRANT, by=judge)

    registered = requests.register(filed, register_number="R 12/2026", registered_on=DAY, by=judge)

    assert (registered.state, registered.register_number) == (RequestState.PENDING, "R 12/2026")
    assert requests.decide(registered, at=AT, **GRANT, by=judge).state == RequestState.ACTIVE


@pytest.mark.parametrize("change", [{"register_number": ""}, {"registered_on": date(2026, 3, 23)}])
def test_registering_needs_a_number_and_a_day_after_the_filing(prosecutor, change):
    filed = ProtectionRequestFactory(filed=True)
    entry = {"register_number": "R 12/2026", "registered_on": DAY} | change

    with pytest.raises(ValidationError):
        requests.register(filed, **entry, by=prosecutor(filed.office))


def test_one_prosecutor_takes_a_request_and_the_others_wait_until_the_time_is_over(prosecutor):
    pending = ProtectionRequestFactory(pending=True)
    mine, other = prosecutor(pending.office), prosecutor(pending.office)
    requests.claim(pending, at=AT, by=mine)

    for act in (requests.claim, requests.release):
        with pytest.raises(Refused, match="has taken this request"):
            act(pending, at=AT + timedelta(hours=47), by=other)
    with pytest.raises(Refused, match="has taken this request"):
        requests.decide(pending, at=AT + timedelta(hours=47), **GRANT, by=other)

    later = requests.decide(pending, at=AT + timedelta(hours=48), **GRANT, by=other)
    assert later.decided_by == other
    assert (later.claimed_by, later.claim_ends_at) == (None, None)


@pytest.mark.parametrize("role", [Role.DEPUTY_HEAD, Role.OFFICE_HEAD])
def test_a_deputy_or_the_head_takes_a_request_from_a_colleague(prosecutor, role):
    pending = ProtectionRequestFactory(pending=True)
    requests.claim(pending, at=AT, by=prosecutor(pending.office))
    head = prosecutor(pending.office, roles=[role])

    taken = requests.claim(pending, at=AT + timedelta(minutes=1), by=head)

    assert taken.taken_by(at=AT + timedelta(hours=1)) == head


def test_a_request_is_given_back(prosecutor):
    pending = ProtectionRequestFactory(pending=True)
    mine = prosecutor(pending.office)
    requests.claim(pending, at=AT, by=mine)

    free = requests.release(pending, at=AT, by=mine)

    assert free.taken_by(at=AT) is None


def test_what_was_decided_is_taken_by_nobody(prosecutor):
    granted = ProtectionFactory().request

    with pytest.raises(Refused, match="no longer waits"):
        requests.claim(granted, at=AT, by=prosecutor(granted.office))


def test_two_who_take_it_at_once_are_one(cloned_db, in_threads):
    with transaction.atomic():
        pending = ProtectionRequestFactory(pending=True)
        people = [UserFactory(organisation=pending.office, prosecutor=True) for _number in range(4)]

    def take(number: int) -> bool:
        mine = ProtectionRequest.objects.get(pk=pending.pk)
        return bool(requests.claim(mine, at=AT, by=people[number]))

    assert sum(result is True for result in in_threads(4, take)) == 1


@pytest.mark.parametrize(
    ("granted", "grounds"), [(True, ["NO_COOPERATION"]), (False, ["COOPERATES"]), (True, []), (False, [])]
)
def test_a_decision_rests_on_its_own_grounds(prosecutor, granted, grounds):
    pending = ProtectionRequestFactory(pending=True)

    with pytest.raises(ValidationError):
        requests.decide(
            pending, at=AT, **GRANT | {"granted": granted, "grounds": grounds}, by=prosecutor(pending.office)
        )


def test_the_person_is_given_the_decision_once(helper):
    refused = ProtectionRequestFactory(refused=True)
    by = helper(refused.case)

    served = requests.serve(refused, served_on=date(2026, 4, 5), served_how="IN_HAND", by=by)

    assert (served.served_on, served.served_how) == (date(2026, 4, 5), "IN_HAND")
    with pytest.raises(Refused, match="recorded already"):
        requests.serve(refused, served_on=date(2026, 4, 6), served_how="IN_HAND", by=by)


def test_a_decision_is_not_given_before_it_is_made(helper):
    refused = ProtectionRequestFactory(refused=True)

    with pytest.raises(ValidationError, match="on a day after it was made"):
        requests.serve(refused, served_on=date(2026, 4, 1), served_how="IN_HAND", by=helper(refused.case))


def test_the_act_that_ended_the_protection_is_given_too(helper):
    ended = ProtectionFactory(terminated=True)
    by = helper(ended.case)

    served = protection.serve_end(ended, served_on=date(2026, 6, 3), served_how="THROUGH_LAWYER", by=by)

    assert served.end_served_on == date(2026, 6, 3)


def test_what_the_person_renounced_is_no_act_to_be_given(helper):
    renounced = ProtectionFactory(renounced=True)
    by = helper(renounced.case)

    with pytest.raises(Refused, match="No act of a prosecutor"):
        protection.serve_end(renounced, served_on=DAY, served_how="IN_HAND", by=by)


def test_without_a_term_in_the_law_no_day_is_invented(helper):
    draft = ProtectionRequestFactory()
    office = OrganisationFactory(prosecutors_office=True)

    filed = requests.file(draft, office=office, filed_on=date(2026, 3, 24), by=helper(draft.case))

    assert filed.decision_due_on is None


def test_a_request_keeps_the_term_of_the_day_on_which_it_was_filed(helper, term):
    term(RuleKind.PROTECTION_DECISION, 14)
    draft = ProtectionRequestFactory()
    office = OrganisationFactory(prosecutors_office=True)

    filed = requests.file(draft, office=office, filed_on=date(2026, 3, 24), by=helper(draft.case))
    term(RuleKind.PROTECTION_DECISION, 30, valid_from=date(2026, 4, 1))

    filed.refresh_from_db()
    assert filed.decision_due_on == date(2026, 4, 7)


def test_the_persons_last_word_is_still_asked(db):
    assert rules.last_word(ProtectionRequestFactory().case) is not None


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"claim_ends_at": None}, "taken_by_one_prosecutor_for_a_time"),
        ({"claim_ends_at": AT}, "taken_by_one_prosecutor_for_a_time"),
        ({"claimed_by_id": None}, "taken_by_one_prosecutor_for_a_time"),
        ({"claimed_by_id": "a caseworker"}, "registered_by_the_office"),
    ],
)
def test_the_database_knows_one_holder_for_a_time(prosecutor, change, rule):
    pending = ProtectionRequestFactory(pending=True)
    claim = {"claimed_by_id": prosecutor(pending.office).pk, "claimed_at": AT, "claim_ends_at": AT + timedelta(hours=1)}
    given = {name: pending.recorded_by_id if value == "a caseworker" else value for name, value in change.items()}

    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        ProtectionRequest.objects.filter(pk=pending.pk).update(**claim | given)


@pytest.mark.parametrize("grounds", [[], ["COOPERATES"], ["ELSE"]])
def test_the_database_refuses_a_refusal_on_no_ground_of_its_own(prosecutor, grounds):
    refused = ProtectionRequestFactory(pending=True)
    judge = prosecutor(refused.office)
    refused.state, refused.decided_on, refused.decided_by = RequestState.REFUSED, DAY, judge
    refused.decision_reference, refused.decision_reasons, refused.decision_grounds = "Order 7/2026", "No.", grounds
    refused.decided_by_organisation = judge.organisation

    with pytest.raises(IntegrityError, match="decided_on_grounds"), transaction.atomic():
        refused.save()
