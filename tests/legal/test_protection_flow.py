"""Article 25 as matrices: every state against every act, every kind of person against every act."""

from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from cases.states import TeamRole
from legal.actions import appeals, protection, requests
from legal.models import Protection, ProtectionRequest
from legal.states import REQUEST_FLOW, RequestState
from tests.factories import (
    CaseMemberFactory,
    OrganisationFactory,
    ProtectionFactory,
    ProtectionRequestFactory,
    UserFactory,
)
from tvcase.accounts.models import User
from tvcase.accounts.roles import Role
from tvcase.audit.models import Event
from tvcase.dates import SOFIA
from tvcase.flow import Refused

TRAITS = {
    RequestState.DRAFT: {},
    RequestState.FILED: {"filed": True},
    RequestState.PENDING: {"pending": True},
    RequestState.ACTIVE: {"granted": True},
    RequestState.REFUSED: {"refused": True},
    RequestState.APPEALED: {"appealed": True},
    RequestState.REFUSED_FINAL: {"finally_refused": True},
    RequestState.WITHDRAWN: {"withdrawn": True},
}
DAY = date(2026, 4, 2)
AT = datetime(2026, 4, 2, 12, 0, tzinfo=SOFIA)
DECISION = {"at": AT, "decided_on": DAY, "decision_reference": "Order 7/2026", "decision_reasons": "Grounds."}
GROUNDS = {True: ["COOPERATES"], False: ["NO_COOPERATION"]}
REGISTER = {"register_number": "R 7/2026", "registered_on": DAY}
END = {"reference": "Act 9/2026", "on": date(2026, 6, 1)}
EARLY = END | {
    "at": AT,
    "ground": "CONSENT_FICTITIOUS",
    "reasons": "Grounds.",
    "fact_on": date(2026, 5, 20),
    "facts": "The person said so.",
    "facts_known_from": "a report",
    "not_heard_why": "The person could not be found.",
}
RENOUNCED = {"on": date(2026, 6, 1), "renounced_how": "WRITTEN", "explained_on": date(2026, 6, 1)}
PERMIT = {"permit_number": "1", "permit_issued_on": date(2026, 4, 10), "permit_valid_to": date(2026, 10, 10)}


JUDGED = (RequestState.PENDING, RequestState.ACTIVE, RequestState.REFUSED, RequestState.REFUSED_FINAL)


def take(step: str, asked: ProtectionRequest, by: User) -> None:
    """One step of a request, by somebody; `to` is the state it would lead to."""
    appeal = asked.appeals.last()
    if step == RequestState.FILED:
        office = asked.office or OrganisationFactory(prosecutors_office=True)
        requests.file(asked, office=office, filed_on=DAY, by=by)
    elif step == RequestState.WITHDRAWN:
        requests.withdraw(asked, withdrawn_on=DAY, by=by)
    elif step == RequestState.PENDING:
        requests.register(asked, **REGISTER, by=by)
    elif step == RequestState.APPEALED:
        appeals.appeal(asked, filed_on=date(2026, 4, 9), body="a court", by=by)
    elif appeal is not None and step in (RequestState.REFUSED_FINAL, RequestState.ACTIVE):
        record = appeals.uphold if step == RequestState.REFUSED_FINAL else appeals.overturn
        record(appeal, on=date(2026, 5, 8), reference="Act 8/2026", by=by)
    else:
        granted = step == RequestState.ACTIVE
        requests.decide(asked, granted=granted, grounds=GROUNDS[granted], **DECISION, by=by)


@pytest.mark.sampled(28)
@pytest.mark.parametrize("to", [state for state in TRAITS if state != RequestState.DRAFT])
@pytest.mark.parametrize("state", TRAITS)
def test_a_request_takes_only_the_steps_of_its_flow(helper, prosecutor, state, to):
    if to == RequestState.REFUSED_FINAL and state not in (RequestState.APPEALED, RequestState.REFUSED_FINAL):
        pytest.skip("without an appeal there is no result to record")
    asked = ProtectionRequestFactory(**TRAITS[state])
    judged = to in JUDGED
    by = prosecutor(asked.office) if judged and asked.office else helper(asked.case)
    if judged and state in (RequestState.REFUSED, RequestState.REFUSED_FINAL, RequestState.WITHDRAWN):
        ProtectionRequestFactory(case=asked.case, office=asked.office, number=2, filed=True)
    before = Event.objects.filter(action__startswith="legal.").count()

    if to in REQUEST_FLOW.get(state, ()):
        take(to, asked, by)
        assert ProtectionRequest.objects.get(pk=asked.pk).state == to
    else:
        with pytest.raises(Refused):
            take(to, asked, by)
        assert ProtectionRequest.objects.get(pk=asked.pk).state == state
        assert Event.objects.filter(action__startswith="legal.").count() == before


def test_what_an_appeal_closed_is_the_only_state_that_no_act_on_the_request_leads_to():
    assert set(RequestState) - set(TRAITS) == {RequestState.SUPERSEDED}  # see test_appeals.py


# Who exists around a case, and what each of them may do.
SUPPORT = {"caseworker", "supervisor", "coordinator"}
JUDGES = {"prosecutor", "deputy_head", "office_head"}
PEOPLE = [
    *sorted(SUPPORT | JUDGES),
    "caseworker elsewhere",
    "prosecutor elsewhere",
    "officer of the office",
    "coordinator of the office",
    "administrator of the office",
    "prosecutor without a grant",
    "identifying officer",
    "shelter worker",
    "superuser",
]


def person(name: str, asked: ProtectionRequest) -> User:
    case, office = asked.case, asked.office or OrganisationFactory(prosecutors_office=True)
    if name in JUDGES:
        return UserFactory(organisation=office, roles=[name])
    if name.endswith(" of the office"):
        return UserFactory(organisation=office, roles=[name.removesuffix(" of the office")])
    member = {
        "caseworker": TeamRole.CASEWORKER,
        "supervisor": TeamRole.SUPERVISOR,
        "identifying officer": TeamRole.OFFICER,
        "shelter worker": TeamRole.SHELTER_WORKER,
    }
    if name in member:
        kind = {"identifying officer": "officer", "shelter worker": "shelter_staff"}.get(name)
        user = UserFactory(**{kind: True}) if kind else UserFactory(organisation=case.organisation)
        return CaseMemberFactory(case=case, user=user, role=member[name]).user
    if name == "prosecutor without a grant":
        user = UserFactory(organisation=office, prosecutor=True)
        user.groups.clear()
        return user
    others = {
        "coordinator": {"organisation": case.organisation, "coordinator": True},
        "caseworker elsewhere": {},
        "prosecutor elsewhere": {"prosecutor": True},
        "superuser": {"organisation": case.organisation, "is_superuser": True, "is_staff": True},
    }
    return UserFactory(**others[name])


ACTS = {
    "draft": ({"refused": True}, SUPPORT),
    "amend": ({}, SUPPORT),
    "file": ({}, SUPPORT),
    "withdraw": ({"filed": True}, SUPPORT),
    "register": ({"filed": True}, JUDGES),
    "claim": ({"pending": True}, JUDGES),
    "release": ({"pending": True}, JUDGES),
    "grant": ({"pending": True}, JUDGES),
    "refuse": ({"pending": True}, JUDGES),
    "serve": ({"granted": True}, JUDGES | SUPPORT),
    "appeal": ({"refused": True}, SUPPORT),
    "take back": ({"appealed": True}, SUPPORT),
    "uphold": ({"appealed": True}, JUDGES),
    "overturn": ({"appealed": True}, JUDGES),
}


def do(act: str, asked: ProtectionRequest, by: User) -> None:
    facts = {"asked_on": DAY, "lawyer_offered": True, "by": by, "on": DAY}
    result = {"on": date(2026, 5, 8), "by": by}
    acts = {
        "draft": lambda: requests.draft(asked.case, **facts),
        "amend": lambda: requests.amend(asked, **facts),
        "claim": lambda: requests.claim(asked, at=AT, by=by),
        "release": lambda: requests.release(asked, at=AT, by=by),
        "serve": lambda: requests.serve(asked, served_on=DAY, served_how="IN_HAND", by=by),
        "take back": lambda: appeals.take_back(asked.appeals.get(), **result),
        "uphold": lambda: appeals.uphold(asked.appeals.get(), **result, reference="Act 8/2026"),
        "overturn": lambda: appeals.overturn(asked.appeals.get(), **result, reference="Act 8/2026"),
    }
    steps = {"file": "FILED", "withdraw": "WITHDRAWN", "grant": "ACTIVE", "refuse": "REFUSED", "register": "PENDING"}
    steps |= {"appeal": "APPEALED"}
    acts[act]() if act in acts else take(steps[act], asked, by)


@pytest.mark.sampled(60)
@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("act", ACTS)
def test_every_step_of_a_request_is_somebodys_and_nobody_elses(db, act, name):
    traits, allowed = ACTS[act]
    asked = ProtectionRequestFactory(**traits)
    by = person(name, asked)
    before = Event.objects.filter(action__startswith="legal.").count()

    if name in allowed:
        do(act, asked, by)
        assert Event.objects.filter(action__startswith="legal.", actor=by.username).count() == 1
    else:
        with pytest.raises(Refused):
            do(act, asked, by)
        assert Event.objects.filter(action__startswith="legal.").count() == before


@pytest.mark.sampled(20)
@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("act", ["end", "terminate", "permit", "renounce"])
def test_every_step_of_a_protection_is_somebodys_and_nobody_elses(db, act, name):
    status = ProtectionFactory(foreigner=True, resting_until=date(2026, 6, 1))
    by = person(name, status.request)
    acts = {
        "end": (lambda: protection.end_with_proceedings(status, **END, by=by), JUDGES),
        "terminate": (lambda: protection.terminate(status, **EARLY, by=by), JUDGES),
        "permit": (lambda: protection.record_permit(status, **PERMIT, by=by), SUPPORT),
        "renounce": (lambda: protection.renounce(status, **RENOUNCED, by=by), SUPPORT),
    }
    do_it, allowed = acts[act]

    if name in allowed:
        do_it()
    else:
        with pytest.raises(ValidationError):
            do_it()
        status.refresh_from_db()
        assert (status.ended_on, status.permit_number) == (None, "")


def test_an_authority_that_holds_the_case_asks_for_nobody(db):
    office = OrganisationFactory(prosecutors_office=True)
    draft = ProtectionRequestFactory(case__organisation=office)
    holder = UserFactory(organisation=office, roles=[Role.COORDINATOR, Role.PROSECUTOR])

    with pytest.raises(Refused, match="Only those who support"):
        requests.file(draft, office=office, filed_on=DAY, by=holder)


def test_eight_decisions_at_once_give_one(cloned_db, in_threads):
    with transaction.atomic():
        asked = ProtectionRequestFactory(pending=True)
        judges = [UserFactory(prosecutor=True, organisation=asked.office) for _number in range(8)]

    def decide(number: int) -> str:
        mine = ProtectionRequest.objects.get(pk=asked.pk)
        granted = number % 2 == 0
        return requests.decide(mine, granted=granted, grounds=GROUNDS[granted], **DECISION, by=judges[number]).state

    results = in_threads(8, decide)

    decided = [result for result in results if not isinstance(result, Exception)]
    assert len(decided) == 1
    assert all(isinstance(result, Refused) for result in results if isinstance(result, Exception))
    asked.refresh_from_db()
    assert [asked.state] == decided
    assert Protection.objects.count() == (asked.state == RequestState.ACTIVE)
    assert Event.objects.filter(action__in=["legal.request.granted", "legal.request.refused"]).count() == 1
