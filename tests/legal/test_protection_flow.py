"""Article 25 as matrices: every state against every act, every kind of person against every act."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from cases.states import TeamRole
from legal.actions import protection
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
from tvcase.flow import Refused

TRAITS = {
    RequestState.DRAFT: {},
    RequestState.FILED: {"filed": True},
    RequestState.ACTIVE: {"granted": True},
    RequestState.REFUSED: {"refused": True},
    RequestState.WITHDRAWN: {"withdrawn": True},
}
DAY = date(2026, 4, 2)
DECISION = {"decided_on": DAY, "decision_reference": "Order 7/2026", "decision_reasons": "Grounds."}
END = {"reference": "Act 9/2026", "on": date(2026, 6, 1)}
EARLY = END | {"ground": "CONSENT_FICTITIOUS", "reasons": "Grounds."}
PERMIT = {"permit_number": "1", "permit_issued_on": date(2026, 4, 10), "permit_valid_to": date(2026, 10, 10)}


def take(step: str, asked: ProtectionRequest, by: User) -> None:
    """One step of a request, by somebody; `to` is the state it would lead to."""
    if step == RequestState.FILED:
        protection.file(asked, office=asked.office or OrganisationFactory(prosecutors_office=True), filed_on=DAY, by=by)
    elif step == RequestState.WITHDRAWN:
        protection.withdraw(asked, withdrawn_on=DAY, by=by)
    else:
        protection.decide(asked, granted=step == RequestState.ACTIVE, **DECISION, by=by)


@pytest.mark.parametrize("to", [state for state in RequestState if state != RequestState.DRAFT])
@pytest.mark.parametrize("state", RequestState)
def test_a_request_takes_only_the_steps_of_its_flow(helper, prosecutor, state, to):
    asked = ProtectionRequestFactory(**TRAITS[state])
    judged = to in (RequestState.ACTIVE, RequestState.REFUSED)
    by = prosecutor(asked.office) if judged and asked.office else helper(asked.case)
    if judged and state in (RequestState.REFUSED, RequestState.WITHDRAWN):
        ProtectionRequestFactory(case=asked.case, office=asked.office, number=2, filed=True)

    if to in REQUEST_FLOW.get(state, ()):
        take(to, asked, by)
        assert ProtectionRequest.objects.get(pk=asked.pk).state == to
    else:
        with pytest.raises(Refused):
            take(to, asked, by)
        assert ProtectionRequest.objects.get(pk=asked.pk).state == state
        assert not Event.objects.filter(action__startswith="legal.").exists()


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
    "grant": ({"filed": True}, JUDGES),
    "refuse": ({"filed": True}, JUDGES),
}


def do(act: str, asked: ProtectionRequest, by: User) -> None:
    facts = {"asked_on": DAY, "lawyer_offered": True, "by": by, "on": DAY}
    steps = {"file": "FILED", "withdraw": "WITHDRAWN", "grant": "ACTIVE", "refuse": "REFUSED"}
    if act == "draft":
        protection.draft(asked.case, **facts)
    elif act == "amend":
        protection.amend(asked, **facts)
    else:
        take(steps[act], asked, by)


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("act", ACTS)
def test_every_step_of_a_request_is_somebodys_and_nobody_elses(db, act, name):
    traits, allowed = ACTS[act]
    asked = ProtectionRequestFactory(**traits)
    by = person(name, asked)

    if name in allowed:
        do(act, asked, by)
        assert Event.objects.filter(action__startswith="legal.request", actor=by.username).count() == 1
    else:
        with pytest.raises(Refused):
            do(act, asked, by)
        assert not Event.objects.filter(action__startswith="legal.").exists()


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("act", ["end", "terminate", "permit"])
def test_every_step_of_a_protection_is_somebodys_and_nobody_elses(db, act, name):
    status = ProtectionFactory(foreigner=True)
    by = person(name, status.request)
    acts = {
        "end": (lambda: protection.end_with_proceedings(status, **END, by=by), JUDGES),
        "terminate": (lambda: protection.terminate(status, **EARLY, by=by), JUDGES),
        "permit": (lambda: protection.record_permit(status, **PERMIT, by=by), SUPPORT),
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
        protection.file(draft, office=office, filed_on=DAY, by=holder)


def test_eight_decisions_at_once_give_one(cloned_db, in_threads):
    with transaction.atomic():
        asked = ProtectionRequestFactory(filed=True)
        judges = [UserFactory(prosecutor=True, organisation=asked.office) for _number in range(8)]

    def decide(number: int) -> str:
        mine = ProtectionRequest.objects.get(pk=asked.pk)
        return protection.decide(mine, granted=number % 2 == 0, **DECISION, by=judges[number]).state

    results = in_threads(8, decide)

    decided = [result for result in results if not isinstance(result, Exception)]
    assert len(decided) == 1
    assert all(isinstance(result, Refused) for result in results if isinstance(result, Exception))
    asked.refresh_from_db()
    assert [asked.state] == decided
    assert Protection.objects.count() == (asked.state == RequestState.ACTIVE)
    assert Event.objects.filter(action__in=["legal.request.granted", "legal.request.refused"]).count() == 1
