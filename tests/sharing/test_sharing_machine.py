"""Consent × referral × access: after any acts in any order another organisation reads exactly what is told to it now.

What it should read is kept beside the acts, from what consent, exception and duty mean, never asked of the code. What
it does read is asked in six ways: on pages, by search, in lists, on paper, in copies and, as the application's role, by
plain SQL.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from cases.children.actions import representation
from cases.models import RiskAssessment
from cases.models.case import access
from cases.permissions import CasePerm
from cases.sharing.actions import answers, consents, referrals
from cases.sharing.models import Consent, Referral, SharedItem
from cases.sharing.states import Basis, DeclineReason, GivenBy, RecallReason
from cases.states import TeamRole
from tests.factories import CaseFactory, CaseMemberFactory, PersonFactory, UserFactory
from tests.sharing.told import (
    DAY,
    agree,
    drafted,
    fed_back,
    handed_over,
    offered,
    read_by_query,
    read_by_sql,
    sent,
    shown,
)
from tests.sharing.ways import SECRET, WORDS, Ways

KINDS = ("alias", "languages", "facts")
ORGS, CHOSEN = st.integers(0, 1), st.sets(st.sampled_from(KINDS), min_size=1)


@dataclass
class Told:
    """What the machine knows of one referral that was sent."""

    to: int
    kinds: set[str]
    consent: Any = None
    basis: str = ""
    given_by: str = ""
    out: bool = True
    silent: bool = False  # what it rested on does not hold any more: it never tells anything again


class Sharing(RuleBasedStateMachine):
    """One case, two who keep it, two organisations."""

    def __init__(self) -> None:
        super().__init__()
        self.rollback = transaction.atomic()
        self.rollback.__enter__()
        person = PersonFactory(alias_in_use=WORDS["alias"], languages=["uk"], phone=SECRET)
        self.case = CaseFactory(person=person, organisation=person.organisation, exploited_in=["MT"])
        self.by = CaseMemberFactory(case=self.case).user
        second = UserFactory(supervisor=True, organisation=self.case.organisation)
        self.second = CaseMemberFactory(case=self.case, user=second, role=TeamRole.SUPERVISOR).user
        self.receivers = [UserFactory(), UserFactory()]
        self.told: dict[Any, Told] = {}
        self.seen: dict[int, Any] = {}
        self.child = False

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.rollback.__exit__(None, None, None)

    def attempt(self, act: Any, *args: Any, **facts: Any) -> Any:
        try:
            with transaction.atomic():
                return act(*args, **facts)
        except ValidationError:
            return None

    def last(self, to: int, *states: str) -> Referral | None:
        found = Referral.objects.filter(to_organisation=self.receivers[to].organisation_id, state__in=states)
        return found.order_by("-number").first()

    @rule(to=ORGS, kinds=CHOSEN, who=st.sampled_from(GivenBy.values))
    def somebody_agrees(self, to: int, kinds: set[str], who: str) -> None:
        self.attempt(self._agrees, self.receivers[to].organisation, sorted(kinds), who)

    def _agrees(self, to: Any, kinds: list[str], who: str) -> None:
        self.case.refresh_from_db()
        consent = offered(self.case, to, by=self.by, items=kinds)
        named = {} if who == GivenBy.PERSON else {"giver_name": "И. Измислен", "child_opinion": "Искам"}
        agree(consent, by=self.by, given_by=who, **named)

    @rule(to=ORGS, kinds=CHOSEN)
    def a_referral_is_prepared(self, to: int, kinds: set[str]) -> None:
        self.attempt(drafted, self.case, self.receivers[to].organisation, by=self.by, items=sorted(kinds))

    @rule(to=ORGS, kinds=CHOSEN)
    def a_referral_is_sent_with_consent(self, to: int, kinds: set[str]) -> None:
        made = self.attempt(sent, self.case, self.receivers[to].organisation, by=self.by, items=sorted(kinds))
        if made:
            self.told[made.pk] = Told(to, set(made.items), made.consent_id, Basis.CONSENT, GivenBy.PERSON)

    @rule(to=ORGS)
    def it_rests_on_a_consent(self, to: int) -> None:
        found = Consent.objects.filter(recipient=self.receivers[to].organisation_id).first()
        if (referral := self.last(to, "DRAFT")) and found:
            self.attempt(referrals.rest_on_consent, referral, consent=found, on=DAY, by=self.by)

    @rule(to=ORGS, basis=st.sampled_from([Basis.EXCEPTION, Basis.MANDATORY]), alone=st.booleans())
    def it_is_decided_without_consent(self, to: int, basis: str, alone: bool) -> None:
        if referral := self.last(to, "DRAFT"):
            self.attempt(referrals.propose, referral, basis=basis, reason="a threat", on=DAY, by=self.by)
            self.attempt(referrals.confirm, referral, on=DAY, by=self.by if alone else self.second)

    @rule(to=ORGS)
    def it_is_sent(self, to: int) -> None:
        referral = self.last(to, "CONSENTED", "EXCEPTION", "MANDATORY", "DRAFT")
        went = self.attempt(referrals.send, referral, on=DAY, by=self.by) if referral else None
        if went:
            assert went.basis
            by = went.consent.given_by if went.consent else ""
            self.told[went.pk] = Told(to, set(went.items), went.consent_id, went.basis, by)

    @rule(to=ORGS, well=st.booleans())
    def it_is_answered(self, to: int, well: bool) -> None:
        if not (referral := self.last(to, "SENT")):
            return
        by = self.receivers[to]
        if well:
            self.attempt(answers.accept, referral, on=DAY, by=by)
        elif self.attempt(answers.decline, referral, decline_reason=DeclineReason.NO_PLACE, on=DAY, by=by):
            self.told[referral.pk].out = False

    @rule(to=ORGS)
    def it_goes_on(self, to: int) -> None:
        if referral := self.last(to, "ACCEPTED"):
            self.attempt(handed_over, referral, by=self.by)
        elif referral := self.last(to, "HANDED_OVER"):
            self.attempt(fed_back, referral, by=self.receivers[to])
        elif (referral := self.last(to, "CONFIRMED")) and self.attempt(referrals.close, referral, on=DAY, by=self.by):
            self.told[referral.pk].out = False

    @rule(to=ORGS)
    def it_is_recalled(self, to: int) -> None:
        referral = self.last(to, "SENT", "ACCEPTED", "HANDED_OVER", "CONFIRMED")
        reason = RecallReason.NOT_NEEDED
        if referral and self.attempt(referrals.recall, referral, recall_reason=reason, on=DAY, by=self.by):
            self.told[referral.pk].out = False

    @rule(to=ORGS)
    def the_person_withdraws(self, to: int) -> None:
        mine = Consent.objects.filter(recipient=self.receivers[to].organisation_id)
        found = mine.filter(state__in=("ACTIVE", "EXPIRED")).first()
        if found and self.attempt(consents.withdraw, found, ended_on=DAY, on=DAY, by=self.by):
            for told in self.told.values():
                told.out = told.out and told.consent != found.pk
            assert {one.state for one in found.referrals.filter(sent_on__isnull=False)} <= {"RECALLED"}

    @rule(to=ORGS)
    def what_a_consent_was_for_is_done(self, to: int) -> None:
        found = Consent.objects.filter(recipient=self.receivers[to].organisation_id, state="ACTIVE").first()
        if found:
            self.attempt(consents.expire, found, on=DAY, by=self.by)

    @rule(to=ORGS)
    def it_is_prepared_anew(self, to: int) -> None:
        if referral := self.last(to, "CONSENTED", "EXCEPTION", "MANDATORY"):
            self.attempt(referrals.prepare_anew, referral, on=DAY, by=self.by)

    @rule(to=ORGS)
    def no_feedback_comes(self, to: int) -> None:
        late = {"feedback": "asked twice", "on": DAY + timedelta(days=30), "by": self.by}
        referral = self.last(to, "HANDED_OVER")
        if referral and self.attempt(referrals.without_feedback, referral, **late):
            self.told[referral.pk].out = False

    @rule(to=ORGS)
    def the_receiver_confirms_that_it_deleted(self, to: int) -> None:
        if referral := self.last(to, "RECALLED"):
            self.attempt(answers.confirm_deletion, referral, deleted_on=DAY, on=DAY, by=self.receivers[to])

    @rule()
    def she_is_found_to_be_a_child(self) -> None:
        self._is_found("MINOR_VERIFIED")
        self.child = True
        for told in self.told.values():
            told.silent |= told.given_by == GivenBy.PERSON

    @rule()
    def she_is_found_to_be_an_adult(self) -> None:
        """What a representative agreed to for a child, and the duty towards a child, hold no more."""
        was, self.child = self.child, False
        self._is_found("ADULT_VERIFIED")
        for told in self.told.values():
            heard = told.given_by not in ("", GivenBy.PERSON) and self._child_was_heard(told.consent)
            told.silent |= was and (told.basis == Basis.MANDATORY or heard)

    @rule()
    def a_parent_may_be_involved(self) -> None:
        self.case.refresh_from_db()
        known = {"parent": "баща", "reason": "Взел е парите.", "since_on": DAY, "on": DAY}
        if self.child and self.attempt(representation.need, self.case, **known, by=self.by):
            for told in self.told.values():
                told.silent |= told.given_by == GivenBy.LEGAL_REPRESENTATIVE

    def _is_found(self, age_status: str) -> None:
        type(self.case).objects.filter(pk=self.case.pk).update(age_status=age_status)

    def _child_was_heard(self, consent: Any) -> bool:
        return bool(Consent.objects.get(pk=consent).child_opinion)

    def should_read(self, to: int) -> set[str]:
        """The kinds whose consent, exception or duty is alive; what an adult agreed to is not, for a child."""
        alive = [told for told in self.told.values() if told.to == to and told.out and not told.silent]
        return {kind for told in alive for kind in told.kinds}

    @invariant()
    def each_receiver_reads_exactly_what_is_told_to_it_now(self) -> None:
        for to, user in enumerate(self.receivers):
            assert read_by_sql(user) == self.should_read(to)
            assert read_by_query(user) == self.should_read(to)

    @invariant()
    def and_so_it_is_on_every_page_and_paper_in_every_list_search_and_copy(self) -> None:
        for to, user in enumerate(self.receivers):
            to_them = Referral.objects.filter(to_organisation=user.organisation_id).order_by("pk")
            silent = sorted(str(pk) for pk, told in self.told.items() if told.silent)
            now = [silent, *to_them.values_list("pk", "state", "consent__state")]
            if now == self.seen.get(to):
                continue
            self.seen[to] = now
            out = any(told.out for told in self.told.values() if told.to == to)
            ways = Ways(user, self.case)
            assert ways.on_pages() == self.should_read(to)
            assert ways.on_paper() == self.should_read(to)
            assert ways.elsewhere() == set()
            assert ways.names_the_case() == dict.fromkeys(ways.names_the_case(), out)

    @invariant()
    def the_case_is_open_to_a_receiver_exactly_while_a_referral_is_out(self) -> None:
        for to, user in enumerate(self.receivers):
            out = any(told.out for told in self.told.values() if told.to == to)
            assert access(user, self.case) == ({CasePerm.VIEW_SHARING} if out else set())
            assert shown(user, "SELECT count(*) FROM sharing_consent") == [0]
            assert shown(user, "SELECT count(*) FROM cases_person") == [0]

    @invariant()
    def nobody_reads_of_a_referral_to_somebody_else(self) -> None:
        for user in self.receivers:
            told = shown(user, "SELECT DISTINCT to_organisation_id FROM sharing_referral")
            assert set(told) <= {user.organisation_id}


@pytest.fixture
def settings_of_a_long_day(settings):
    """Nobody waits for a second person to take so many copies, or takes too many."""
    settings.ROWS_ALONE = {"default": 1_000_000}
    settings.LIMITS = {what: (1_000_000, seconds) for what, (_most, seconds) in settings.LIMITS.items()}


def test_after_any_acts_another_organisation_reads_exactly_what_is_told_to_it(db, settings_of_a_long_day):
    """Consent × referral × access, in six ways; domain 11, rule 7."""
    assert not RiskAssessment.objects.exists()  # nothing to tell of risks: what must be told has tests of its own

    run_state_machine_as_test(
        Sharing,
        settings=settings(
            max_examples=6,
            stateful_step_count=12,
            deadline=None,
            phases=[Phase.reuse, Phase.generate],  # a shorter story is not worth the minutes
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert not SharedItem.objects.exists()
