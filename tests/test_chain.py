"""Random acts by random people never reach what must never be."""

import os
from datetime import timedelta
from itertools import combinations

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.models import Case, CooperationDecision, Identification, ReflectionPeriod, ReturnPlan
from cases.returning import FOREIGNER_RETURNS
from cases.states import ADULT, IdentificationState, PeriodEnd
from legal.models import Protection, ProtectionRequest
from legal.states import DECIDED_REQUESTS, FILED_REQUESTS, UNDECIDED_REQUESTS, TerminationGround
from shelters.models import Stay
from tests.chain import Chain
from tvcase.accounts.roles import PROSECUTORS

STEPS = 25
EXHAUSTIVE = bool(os.environ.get("TVCASE_FULL"))
pytestmark = pytest.mark.django_db


@settings(
    max_examples=400 if EXHAUSTIVE else 18,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(seed=st.integers(min_value=0, max_value=2**32))
def test_no_hands_lead_the_chain_where_it_must_not_go(db, seed):
    with transaction.atomic():
        chain = Chain(seed)
        said = {}
        for _step in range(STEPS):
            chain.act()
            look_at(chain.case)
            said = nothing_said_was_changed(chain.case, said)
        transaction.set_rollback(True)


RARE = 3  # parts that a sample need not come to
ENDS = {"PROCEEDINGS_ENDED", "TERMINATED"}
FAR = 31  # a seed that goes as far as the end of a protection: a sample begins with it
PARTS = {
    *("FORMAL_CONFIRMED", "FORMAL_ANNULLED", "FORMAL_REFUSED", "COOPERATION", "CORRECTION", "FOUND_TO_BE_CHILD"),
    *("DRAFT", "FILED", "REFUSED"),
    *("RESERVED", "DECLINED", "CANCELLED", "ENDED", "PREPARING", "READY", "ARRIVED"),
}


def test_the_random_hands_reach_every_part_of_the_chain(db):
    reached = set()
    for seed in sorted(range(400 if EXHAUSTIVE else 60), key=lambda seed: seed != FAR):
        if not EXHAUSTIVE and reached & ENDS and len(PARTS - reached) <= RARE:
            return
        with transaction.atomic():
            chain = Chain(seed)
            for _step in range(3 * STEPS):
                chain.act()
            look_at(chain.case)
            reached |= states_of(chain.case)
            transaction.set_rollback(True)

    assert reached & ENDS
    assert reached >= PARTS


def states_of(case: Case) -> set[str]:
    """Every state that some record of the case is in."""
    return {
        *case.identifications.values_list("state", flat=True),
        *case.reflection_periods.values_list("end_reason", flat=True),
        *case.protection_requests.values_list("state", flat=True),
        *case.protections.values_list("end_kind", flat=True),
        *case.stays.values_list("state", flat=True),
        *case.return_plans.values_list("state", flat=True),
    }


def look_at(case: Case) -> None:
    """Every rule that several rows make together."""
    periods = list(ReflectionPeriod.objects.filter(case=case))
    standing = [period for period in periods if period.end_reason not in ("CORRECTION", "FOUND_TO_BE_CHILD")]
    assert len(standing) <= 1
    counting = list(Identification.objects.filter(case=case).counting())
    assert len(counting) <= 1
    for period in periods:
        the_period_rests_on_the_law(period)
    for period in standing:
        if not ever_a_child(case):  # then the ended period and the decision wait for a lawyer (product decision 16)
            the_end_follows_the_decisions(period)
        assert period.identification in counting
    if case.counts_as_child and counting:
        assert case.child_notices.count() == 3
    for notice in case.child_notices.all():
        assert notice.due_at - notice.detected_at == timedelta(hours=24)
    everybody_formally_identified_as_an_adult_has_a_clock(case, counting, periods)
    protection_is_the_persons_wish_and_a_prosecutors_act(case)
    nights_never_overlap(case)
    nobody_leaves_into_danger(case)


def protection_is_the_persons_wish_and_a_prosecutors_act(case: Case) -> None:
    requests = list(ProtectionRequest.objects.filter(case=case))
    assert sum(request.state in UNDECIDED_REQUESTS for request in requests) <= 1
    for request in requests:
        if request.state in FILED_REQUESTS:
            assert request.decision_to_cooperate.is_effective_yes
            assert request.office.kind == "PROSECUTORS_OFFICE"
        if request.state in DECIDED_REQUESTS:
            assert request.decided_by.has_role(*PROSECUTORS)
            assert request.decided_by.organisation == request.office
        assert hasattr(request, "protection") == (request.state == "ACTIVE")
    for status in Protection.objects.filter(case=case, end_kind="TERMINATED"):
        assert status.termination_ground in TerminationGround.values


def nights_never_overlap(case: Case) -> None:
    placed = list(Stay.objects.filter(case=case, state__in=["RESERVED", "ACTIVE", "ENDED"]).exclude(nights=None))
    for one, other in combinations(placed, 2):
        first, second = sorted([one.nights, other.nights], key=lambda nights: nights.lower)
        assert first.upper is not None
        assert first.upper <= second.lower


def nobody_leaves_into_danger(case: Case) -> None:
    for plan in ReturnPlan.objects.filter(case=case, departed_on__isnull=False):
        assert plan.decided_on <= plan.departed_on
        if plan.kind in FOREIGNER_RETURNS:
            assert plan.risk_threat == "NO"
            assert plan.risk_assessed_on <= plan.departed_on


def the_period_rests_on_the_law(period: ReflectionPeriod) -> None:
    identification = period.identification
    assert identification.kind == "FORMAL"
    assert identification.territory_bg
    assert period.starts_on == identification.identified_on
    assert (period.last_day - period.starts_on).days == 30
    assert period.end_reason == "" or period.ended_on >= period.starts_on
    if period.end_reason == PeriodEnd.CORRECTION:
        assert identification.state == IdentificationState.FORMAL_ANNULLED


def the_end_follows_the_decisions(period: ReflectionPeriod) -> None:
    """The earliest effective YES inside the period, if there is one, and nothing else."""
    inside = [
        decision
        for decision in CooperationDecision.objects.filter(case=period.case_id).order_by("declared_at", "number")
        if decision.is_effective_yes
        and not (hasattr(decision, "annulment") and decision.annulment.confirmed_at)
        and decision.declared_at >= period.starts_at
        and decision.declared_on <= period.last_day
    ]
    assert period.ended_by_decision == (inside[0] if inside else None)
    assert period.ended_on == (inside[0].declared_on if inside else None)


def everybody_formally_identified_as_an_adult_has_a_clock(case, counting, periods) -> None:
    """Unless she or he was once found to be a child: then a lawyer must decide (E-14)."""
    for identification in counting:
        if identification.territory_bg and not ever_a_child(case):
            assert any(period.identification_id == identification.pk for period in periods)


def ever_a_child(case: Case) -> bool:
    """Whether the person was at any time found to be, or treated as, a child."""
    return case.age_findings.exclude(age_status__in=ADULT).exists()


def nothing_said_was_changed(case: Case, before: dict) -> dict:
    """What the person said stays as it was written, row by row."""
    now = {row["id"]: row for row in CooperationDecision.objects.filter(case=case).values()}
    assert all(now[key] == row for key, row in before.items())
    return now
