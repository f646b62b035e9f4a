"""What the person said: the earliest effective YES inside the period ends it; nothing else does anything."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from cases.actions import cooperation
from cases.models import CooperationDecision
from cases.states import CooperationValue, PeriodEnd, PeriodState, StatementForm
from tests.cases.said_and_done import at, clock, identify, lines, say, told
from tests.factories import CaseFactory, CaseMemberFactory, OrganisationFactory, UserFactory
from tvcase.flow import Refused

V = CooperationValue


def end_of(case):
    period = clock(case)
    return period.end_reason, period.ended_on


NOT_ENDED = ("", None)


def test_an_effective_yes_ends_the_period_on_its_day(case):
    member = CaseMemberFactory(case=case).user

    decision = say(case)

    period = clock(case)
    assert (period.end_reason, period.ended_on, period.ended_at) == (
        PeriodEnd.COOPERATION,
        date(2026, 3, 20),
        decision.declared_at,
    )
    assert lines("cases.period.ended")[0].on == date(2026, 3, 20)
    assert lines("cases.cooperation.declared")[0].area == "legal"
    assert told("cooperation_declared") == {member}


@pytest.mark.parametrize(
    "facts",
    [
        {"value": V.NO},
        {"value": V.WITHDRAWN},
        {"value": V.COUNSELLED},
        {"form": StatementForm.ORAL},
        {"told_it_ends_period_at": None},
    ],
)
def test_whatever_is_not_an_effective_yes_changes_nothing(case, facts):
    say(case, **facts)

    assert end_of(case) == NOT_ENDED
    assert not lines("cases.period.ended")


@pytest.mark.parametrize("value", [V.NO, V.WITHDRAWN])
def test_once_ended_it_stays_ended_whatever_is_said_later(case, value):
    say(case)

    say(case, value, when=at(3, 25))

    assert end_of(case) == (PeriodEnd.COOPERATION, date(2026, 3, 20))


def test_a_minuted_yes_on_the_last_evening_is_inside(case):
    say(case, when=at(4, 9, 23, 30), form=StatementForm.MINUTED)

    assert end_of(case) == (PeriodEnd.COOPERATION, date(2026, 4, 9))


def test_a_yes_of_the_last_day_recorded_later_corrects_the_end(case):
    assert clock(case).state(on=date(2026, 4, 11)) == PeriodState.EXPIRED

    say(case, when=at(4, 9, 23, 30), on=date(2026, 4, 11))

    assert clock(case).state(on=date(2026, 4, 11)) == PeriodState.COOPERATION


def test_a_yes_on_the_day_after_is_recorded_and_ends_nothing(case):
    decision = say(case, when=at(4, 10, 0, 5))

    assert decision.is_effective_yes
    assert end_of(case) == NOT_ENDED


def test_a_yes_before_the_identification_is_kept_and_stops_no_clock():
    case = CaseFactory()
    say(case, when=at(3, 9))

    identify(case)

    assert end_of(case) == NOT_ENDED


def test_a_yes_of_the_same_day_but_an_earlier_hour_is_before_the_identification():
    case = CaseFactory()
    say(case, when=at(3, 10, 9))

    identify(case, when=at(3, 10, 10))

    assert end_of(case) == NOT_ENDED


def test_the_earliest_yes_wins_in_whatever_order_they_are_recorded(case):
    say(case, when=at(3, 20))

    say(case, when=at(3, 18), on=date(2026, 3, 20))
    say(case, when=at(3, 19), on=date(2026, 3, 20))

    assert end_of(case) == (PeriodEnd.COOPERATION, date(2026, 3, 18))


def test_a_yes_recorded_after_five_working_days_needs_the_coordinator(case):
    coordinator = UserFactory(organisation=case.organisation, coordinator=True)
    say(case, when=at(3, 20), on=date(2026, 3, 27))
    with pytest.raises(Refused, match="coordinator"):
        say(case, when=at(3, 19), on=date(2026, 3, 27))

    say(case, when=at(3, 19), on=date(2026, 3, 27), by=coordinator)

    assert end_of(case) == (PeriodEnd.COOPERATION, date(2026, 3, 19))


def test_a_no_may_be_recorded_late_by_anybody(case):
    assert say(case, V.NO, when=at(3, 12), on=date(2026, 4, 20)).number == 1


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"when": at(3, 21), "on": date(2026, 3, 20)}, "future"),
        ({"told_it_ends_period_at": at(3, 21)}, "before deciding"),
    ],
)
def test_what_cannot_have_been_said_so_is_refused(case, facts, sentence):
    with pytest.raises(ValidationError, match=sentence):
        say(case, **facts)

    assert not case.cooperation_decisions.exists()
    assert end_of(case) == NOT_ENDED


def test_what_was_said_is_never_changed_or_removed(case):
    say(case)
    for statement in ("UPDATE cases_cooperationdecision SET value = 'NO'", "DELETE FROM cases_cooperationdecision"):
        with (
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def propose(decision, by=None):
    by = by or decision.case.recorded_by
    return cooperation.propose_annulment(decision, reason="Somebody else said it.", on=date(2026, 3, 23), by=by)


def test_two_persons_annul_a_yes_and_the_period_runs_again(case):
    decision = say(case)
    second = UserFactory(organisation=case.organisation, supervisor=True)

    annulment = propose(decision)
    assert end_of(case) == (PeriodEnd.COOPERATION, date(2026, 3, 20))
    cooperation.confirm_annulment(annulment, at=at(3, 24), by=second)

    assert end_of(case) == NOT_ENDED
    assert clock(case).is_alive(on=date(2026, 4, 9))
    assert [line.actor for line in lines("cases.cooperation.annulled")] == [second.username]
    assert lines("cases.period.end_annulled")


def test_one_person_alone_annuls_nothing(case):
    decision = say(case)
    annulment = propose(decision)

    with pytest.raises(Refused, match="Somebody else"):
        cooperation.confirm_annulment(annulment, at=at(3, 24), by=decision.case.recorded_by)

    assert end_of(case)[0] == PeriodEnd.COOPERATION


def test_an_annulment_is_proposed_once_and_confirmed_once(case):
    decision, second = say(case), UserFactory(organisation=case.organisation)
    annulment = propose(decision)
    with pytest.raises(Refused, match="already been proposed"):
        propose(decision)
    cooperation.confirm_annulment(annulment, at=at(3, 24), by=second)

    with pytest.raises(Refused, match="already been confirmed"):
        cooperation.confirm_annulment(annulment, at=at(3, 25), by=second)


def test_when_the_earliest_yes_is_annulled_the_next_one_ends_the_period(case):
    first = say(case, when=at(3, 18))
    say(case, when=at(3, 20))
    second = UserFactory(organisation=case.organisation)

    cooperation.confirm_annulment(propose(first), at=at(3, 24), by=second)

    assert end_of(case) == (PeriodEnd.COOPERATION, date(2026, 3, 20))


def test_an_authority_sees_a_statement_only_when_the_person_agreed(case):
    officer = clock(case).identification.officer
    decision = say(case)
    assert not CooperationDecision.objects.visible_to(officer).exists()

    cooperation.communicate(decision, authority=officer.organisation, agreed_on=date(2026, 3, 21), by=case.recorded_by)

    assert CooperationDecision.objects.visible_to(officer).get() == decision
    assert lines("cases.cooperation.communicated")[0].facts["to"] == officer.organisation.code


def test_what_was_declared_to_an_authority_is_known_to_it(case):
    officer = clock(case).identification.officer

    decision = say(case, by=officer, declared_to="AUTHORITY")

    assert list(CooperationDecision.objects.visible_to(officer)) == [decision]
    assert decision.communications.get().authority == officer.organisation


def test_a_decision_is_told_to_authorities_only_once_and_not_before_it_was_made(case):
    decision, police = say(case), OrganisationFactory(police=True)
    facts = {"agreed_on": date(2026, 3, 21), "by": case.recorded_by}
    with pytest.raises(Refused, match="only"):
        cooperation.communicate(decision, authority=OrganisationFactory(), **facts)
    with pytest.raises(Refused, match="before deciding"):
        cooperation.communicate(decision, authority=police, **{**facts, "agreed_on": date(2026, 3, 19)})
    cooperation.communicate(decision, authority=police, **facts)

    with pytest.raises(ValidationError, match="already been told"):
        cooperation.communicate(decision, authority=police, **facts)


def test_what_was_annulled_is_told_to_nobody(case):
    decision = say(case)
    cooperation.confirm_annulment(propose(decision), at=at(3, 24), by=UserFactory(organisation=case.organisation))

    with pytest.raises(Refused, match="recorded in error"):
        cooperation.communicate(
            decision,
            authority=OrganisationFactory(police=True),
            agreed_on=date(2026, 3, 24),
            by=case.recorded_by,
        )


def test_the_words_of_a_notification_and_of_the_trace_never_say_what_was_said(case):
    CaseMemberFactory(case=case)
    say(case, V.NO)

    facts = str([line.facts for line in lines("cases.cooperation.declared")])

    assert "NO" not in facts
    assert told("cooperation_declared")
