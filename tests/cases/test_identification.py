"""Identification: who may, what it starts, what an annulment undoes."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from cases.actions import cases, identification
from cases.models import Case, CaseOpening, ReflectionPeriod
from cases.models.case import access
from cases.permissions import CasePerm
from cases.states import ClosureReason, Confirmation, IdentificationState, OpeningGround, RequestBasis, Right
from tests.cases.said_and_done import TALK, ask, at, clock, identify, lines, say, told
from tests.factories import CaseFactory, CaseMemberFactory, OrganisationFactory, UserFactory
from tvcase.flow import Refused

SAID = {"rights": [Right.REFLECTION_PERIOD], "confirmation": Confirmation.SAID}

S = IdentificationState
INFORMAL = {"bases": TALK, "conclusion": "Held under control.", "identified_at": at(3, 3), "territory_bg": True}


def confirm(case, **facts):
    return identification.confirm_informal(case, by=case.recorded_by, **{**INFORMAL, **facts})


def test_a_professional_identifies_informally():
    case = CaseFactory()

    made = confirm(case)

    assert (made.number, made.state, made.organisation) == (1, S.INFORMAL_CONFIRMED, case.organisation)
    [line] = lines("cases.identification.informal")
    assert (line.case_code, line.on, line.area) == (case.code, date(2026, 3, 3), "identification")
    assert clock(case) is None


def test_the_trace_carries_no_conclusion():
    confirm(CaseFactory())

    assert "control" not in str(lines("cases.identification.informal")[0].facts)


@pytest.mark.parametrize("missing", [{"bases": []}, {"conclusion": ""}])
def test_an_informal_identification_needs_grounds_and_reasons(missing):
    case = CaseFactory()

    with pytest.raises(ValidationError):
        confirm(case, **missing)

    assert not case.identifications.exists()
    assert not lines("cases.identification.informal")


def test_a_child_found_informally_is_owed_three_notices():
    case = CaseFactory()
    Case.objects.filter(pk=case.pk).update(age_status="UNCERTAIN")
    case.refresh_from_db()

    confirm(case)

    assert {notice.due_at for notice in case.child_notices.all()} == {at(3, 4)}


def test_asking_opens_identity_and_identification_and_nothing_else():
    case, officer = CaseFactory(), UserFactory(officer=True)

    asked = ask(case, officer.organisation)

    assert asked.state == S.FORMAL_REQUESTED
    assert access(officer, case) == {
        CasePerm.VIEW_IDENTITY,
        CasePerm.VIEW_IDENTIFICATION,
        CasePerm.CHANGE_IDENTIFICATION,
    }
    assert told("identification_asked") == {officer}
    assert lines("cases.identification.requested")[0].facts["authority"] == officer.organisation.code


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"request_basis": RequestBasis.CHILD}, "recorded as an adult"),
        ({"request_reason": ""}, "consent"),
    ],
)
def test_asking_needs_a_ground_that_is_true(facts, sentence):
    case = CaseFactory()

    with pytest.raises(ValidationError, match=sentence):
        ask(case, OrganisationFactory(police=True), **facts)

    assert not CaseOpening.objects.exists()


def test_only_an_authority_is_asked_and_only_one_at_a_time():
    case = CaseFactory()
    with pytest.raises(Refused, match="pre-trial authority"):
        ask(case, OrganisationFactory())
    ask(case, OrganisationFactory(police=True))

    with pytest.raises(Refused, match="already been asked"):
        ask(case, OrganisationFactory(police=True))


def test_nobody_is_asked_once_an_identification_counts():
    case = CaseFactory()
    identify(case)

    with pytest.raises(Refused, match="already has"):
        ask(case, OrganisationFactory(police=True))


def test_the_request_becomes_the_identification_and_its_opening_is_replaced():
    case, officer = CaseFactory(), UserFactory(officer=True)
    ask(case, officer.organisation)

    made = identify(case, by=officer)

    assert (made.number, case.identifications.count()) == (1, 1)
    still = CaseOpening.objects.filter(closed_on=None).values_list("ground", flat=True)
    assert list(still) == [OpeningGround.IDENTIFIED]
    assert CasePerm.CHANGE_CLOCK in access(officer, case)


def test_a_formal_identification_starts_the_clock_and_tells_the_team():
    case = CaseFactory()
    member = CaseMemberFactory(case=case).user
    officer = UserFactory(officer=True)

    made = identify(case, by=officer)

    period = clock(case)
    assert (period.identification, period.starts_on, period.last_day) == (made, date(2026, 3, 10), date(2026, 4, 9))
    assert period.starts_at == made.identified_at
    assert [line.actor for line in lines("cases.period.begun")] == [officer.username]
    assert lines("cases.identification.formal")[0].case_code == case.code
    assert told("formally_identified") == {member}


@pytest.mark.parametrize(
    ("day", "last", "expires"),
    [
        (date(2026, 1, 31), date(2026, 3, 2), datetime(2026, 3, 2, 22, tzinfo=UTC)),
        (date(2026, 2, 1), date(2026, 3, 3), datetime(2026, 3, 3, 22, tzinfo=UTC)),
        (date(2026, 3, 10), date(2026, 4, 9), datetime(2026, 4, 9, 21, tzinfo=UTC)),
        (date(2026, 7, 1), date(2026, 7, 31), datetime(2026, 7, 31, 21, tzinfo=UTC)),
        (date(2026, 10, 5), date(2026, 11, 4), datetime(2026, 11, 4, 22, tzinfo=UTC)),
        (date(2026, 12, 15), date(2027, 1, 14), datetime(2027, 1, 14, 22, tzinfo=UTC)),
        (date(2028, 1, 31), date(2028, 3, 1), datetime(2028, 3, 1, 22, tzinfo=UTC)),
    ],
)
def test_the_worked_examples_hold(day, last, expires):
    case = CaseFactory()

    identify(case, when=at(day.month, day.day, 14, year=day.year))

    period = clock(case)
    assert (period.last_day, period.expires_at) == (last, expires)


def test_the_day_is_that_of_the_act_in_sofia_whenever_it_is_saved():
    case = CaseFactory()

    made = identify(case, when=at(3, 10, 23, 50), on=date(2026, 3, 11))

    made.refresh_from_db()
    assert (made.identified_on, clock(case).starts_on) == (date(2026, 3, 10), date(2026, 3, 10))


def test_a_day_that_has_begun_in_sofia_and_not_in_utc_counts():
    case = CaseFactory()

    identify(case, when=datetime(2026, 3, 9, 22, 30, tzinfo=UTC), on=date(2026, 3, 10))

    assert clock(case).starts_on == date(2026, 3, 10)


@pytest.mark.parametrize(
    "person",
    [
        {},
        {"supervisor": True},
        {"shelter_staff": True},
        {"roles": ["coordinator"], "organisation__kind": "POLICE"},
    ],
)
def test_nobody_but_an_officer_of_an_authority_identifies_formally(person):
    case = CaseFactory()

    with pytest.raises(Refused, match="identifies formally"):
        identify(case, by=UserFactory(**person))

    assert not case.identifications.exists()
    assert clock(case) is None


@pytest.mark.parametrize("trait", ["officer", "prosecutor"])
def test_officers_and_prosecutors_do(trait):
    assert identify(CaseFactory(), by=UserFactory(**{trait: True})).counts


def test_an_identification_does_not_lie_in_the_future():
    case = CaseFactory()

    with pytest.raises(Refused, match="future"):
        identify(case, when=at(3, 12), on=date(2026, 3, 11))


def test_an_identification_abroad_starts_nothing():
    case = CaseFactory()

    made = identify(case, territory_bg=False)

    assert made.counts
    assert clock(case) is None


@pytest.mark.parametrize("age_status", ["UNCERTAIN", "MINOR_STATED", "MINOR_VERIFIED"])
def test_for_a_child_there_are_three_notices_and_no_clock(age_status):
    case = CaseFactory()
    Case.objects.filter(pk=case.pk).update(age_status=age_status)
    case.refresh_from_db()

    identify(case)

    assert clock(case) is None
    assert {notice.due_at for notice in case.child_notices.all()} == {at(3, 11)}
    assert case.child_notices.count() == 3


def test_the_hours_of_a_notice_pass_through_a_change_of_the_clocks():
    case = CaseFactory()
    Case.objects.filter(pk=case.pk).update(age_status="UNCERTAIN")
    case.refresh_from_db()

    identify(case, when=at(3, 28, 12))

    assert {notice.due_at for notice in case.child_notices.all()} == {at(3, 29, 13)}


def test_a_second_authority_is_linked_as_a_duplicate_and_starts_nothing():
    case = CaseFactory()
    first = identify(case)

    second = identify(case, when=at(3, 12))

    assert (second.duplicate_of, second.counts, second.number) == (first, False, 2)
    assert clock(case).identification == first
    assert ReflectionPeriod.objects.count() == 1


def test_no_second_clock_starts_while_the_one_of_an_earlier_episode_runs():
    earlier = CaseFactory()
    identify(earlier)
    first, second = UserFactory(organisation=earlier.organisation), UserFactory(organisation=earlier.organisation)
    cases.propose_closure(earlier, reason=ClosureReason.LOST_CONTACT, by=first, on=date(2026, 3, 14))
    cases.confirm_closure(Case.objects.get(pk=earlier.pk), by=second, on=date(2026, 3, 15))
    following = CaseFactory(
        person=earlier.person, organisation=earlier.organisation, episode=2, previous_episode=earlier
    )
    member = CaseMemberFactory(case=following).user

    identification = identify(following, when=at(3, 20))

    assert identification.counts
    assert ReflectionPeriod.objects.filter(person=earlier.person).count() == 1
    assert told("earlier_period_runs") == {member}


def test_a_duplicate_with_an_earlier_date_moves_nothing_by_itself():
    case = CaseFactory()
    identify(case)

    earlier = identify(case, when=at(3, 8), on=date(2026, 3, 12))

    assert earlier.duplicate_of is not None
    assert clock(case).starts_on == date(2026, 3, 10)


def test_an_identification_entered_after_its_period_lapsed_tells_team_and_coordinators():
    case = CaseFactory()
    member = CaseMemberFactory(case=case).user
    coordinator = UserFactory(organisation=case.organisation, coordinator=True)

    identify(case, when=at(1, 10), on=date(2026, 3, 10))

    assert clock(case).last_day == date(2026, 2, 9)
    assert told("period_lapsed_untold") == {member, coordinator}


def test_a_decision_that_was_recorded_first_ends_the_period_that_is_entered_late():
    case = CaseFactory()
    decision = say(case, when=at(3, 20))

    identify(case, when=at(3, 10), on=date(2026, 3, 25))

    assert clock(case).ended_by_decision == decision
    assert clock(case).runs_to == date(2026, 3, 20)


def test_without_a_rule_for_the_day_nothing_is_recorded():
    case = CaseFactory()

    with pytest.raises(Refused, match="rule of law"):
        identify(case, when=at(12, 31, year=2002))

    assert not case.identifications.exists()


def test_identifying_and_informing_is_one_act():
    case, officer = CaseFactory(), UserFactory(officer=True)
    facts = {"bases": TALK, "identified_at": at(3, 10), "territory_bg": True, "decision_reference": "Act 7/2026"}
    briefing = {"informed_at": at(3, 10, 11), "informed_by": "D. P.", "language": "bg", **SAID}
    on = date(2026, 3, 10)

    with pytest.raises(Refused):
        identification.identify_and_inform(
            case, briefing={**briefing, "informed_at": at(3, 9)}, by=officer, on=on, **facts
        )
    assert not case.identifications.exists()
    identification.identify_and_inform(case, briefing=briefing, by=officer, on=on, **facts)

    assert clock(case).briefings.get().organisation == officer.organisation


def test_where_no_period_starts_there_is_nothing_to_tell_of_it():
    case = CaseFactory()
    facts = {"bases": TALK, "identified_at": at(3, 10), "territory_bg": False, "decision_reference": "Act 7/2026"}
    briefing = {"informed_at": at(3, 10, 11), "informed_by": "D. P.", "language": "bg", **SAID}

    with pytest.raises(Refused, match="nothing to tell"):
        identification.identify_and_inform(
            case, briefing=briefing, by=UserFactory(officer=True), on=date(2026, 3, 10), **facts
        )

    assert not case.identifications.exists()


def test_a_refusal_gives_reasons_closes_the_opening_and_leaves_room_for_a_new_attempt():
    case, officer = CaseFactory(), UserFactory(officer=True)
    member = CaseMemberFactory(case=case).user
    asked = ask(case, officer.organisation)

    identification.refuse_formal(asked, reasons="No exploitation found.", on=date(2026, 3, 12), by=officer)

    asked.refresh_from_db()
    assert (asked.state, asked.refused_on) == (S.FORMAL_REFUSED, date(2026, 3, 12))
    assert access(officer, case) == frozenset()
    assert told("identification_refused") == {member}
    assert ask(case, officer.organisation).number == 2


def test_only_the_authority_that_was_asked_refuses_and_only_what_is_open():
    case, officer = CaseFactory(), UserFactory(officer=True)
    asked = ask(case, officer.organisation)
    with pytest.raises(Refused):
        identification.refuse_formal(asked, reasons="No.", on=date(2026, 3, 12), by=UserFactory(officer=True))
    made = identify(case, by=officer)

    with pytest.raises(Refused):
        identification.refuse_formal(made, reasons="No.", on=date(2026, 3, 12), by=officer)
