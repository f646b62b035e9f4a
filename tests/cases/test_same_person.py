"""Two cases of one person: proposed by one, confirmed by another, taken apart again; one clock of the two counts."""

from datetime import date

import pytest
from django.urls import reverse

from cases.actions import cases, journey, merging
from cases.models import DuplicateLink
from cases.states import ClosureReason, PeriodEnd
from tests.cases.said_and_done import annul, at, clock, corrected, find_age, identify, refused_by_the_database
from tests.factories import CaseFactory, CaseMemberFactory, OrganisationFactory, ReturnPlanFactory
from tvcase.flow import Refused
from tvcase.wall.identity import acting_as

ON = date(2026, 4, 2)
AT = at(4, 2)


@pytest.fixture
def ours():
    case = CaseFactory()
    CaseMemberFactory(case=case, user=case.recorded_by)
    return case


@pytest.fixture
def theirs():
    """A case of another organisation."""
    case = CaseFactory(organisation=OrganisationFactory())
    CaseMemberFactory(case=case, user=case.recorded_by)
    return case


def proposed(case, other):
    return merging.propose(case, other_code=other.code, reason="The same tattoo.", by=case.recorded_by, on=ON)


def joined(case, other):
    return merging.confirm(other, proposed(case, other), at=AT, by=other.recorded_by)


def test_two_persons_join_two_cases_across_the_wall(ours, theirs):
    with acting_as(ours.recorded_by):
        proposed(ours, theirs)

    with acting_as(theirs.recorded_by):
        link = DuplicateLink.objects.get(other_code=theirs.code)
        merging.confirm(theirs, link, at=AT, by=theirs.recorded_by)

    link = DuplicateLink.objects.get()
    assert (link.state, link.other, link.answered_by) == ("CONFIRMED", theirs, theirs.recorded_by)


def test_a_code_that_is_nobodys_is_answered_like_any_other(ours):
    link = merging.propose(ours, other_code="7KFM-29XR", reason="-", by=ours.recorded_by, on=ON)

    assert link.state == "PROPOSED"


def test_nobody_confirms_what_they_proposed(ours):
    other = CaseFactory(organisation=ours.organisation)
    link = proposed(ours, other)

    with pytest.raises(Refused, match="Somebody else"):
        merging.confirm(other, link, at=AT, by=ours.recorded_by)

    by_oneself = (
        "UPDATE cases_duplicatelink SET state = 'CONFIRMED', other_id = %s, other_person_id = %s, "
        "answered_on = '2026-04-02', answered_by_id = proposed_by_id WHERE id = %s"
    )
    values = (other.pk, other.person_id, link.pk)
    assert refused_by_the_database(by_oneself, *values) == "duplicate_link_confirmed_by_a_second_person"


def test_the_clock_of_the_earlier_identification_stands(ours, theirs):
    identify(ours, when=at(3, 20))
    identify(theirs, when=at(3, 10))

    joined(ours, theirs)

    assert corrected(ours).end_reason == PeriodEnd.SAME_PERSON
    assert clock(theirs).ended_on is None


def test_taken_apart_the_clock_runs_as_if_it_had_not_ended(ours, theirs):
    identify(ours, when=at(3, 20))
    identify(theirs, when=at(3, 10))
    link = joined(ours, theirs)

    merging.separate(theirs, link, at=at(4, 3), by=theirs.recorded_by)

    assert (clock(ours).ended_on, clock(ours).end_reason) == (None, "")


def test_the_database_ends_no_clock_for_the_same_person_without_a_link(ours):
    identify(ours)
    end = (
        "UPDATE cases_reflectionperiod SET end_reason = 'SAME_PERSON', ended_on = '2026-03-12', ended_at = now() "
        "WHERE case_id = %s"
    )

    assert refused_by_the_database(end, ours.pk) == "reflection_period_same_person_by_a_link"


def test_a_case_closes_as_a_duplicate_only_when_two_persons_said_so(ours, theirs):
    reason = ClosureReason.DUPLICATE_MERGED

    with pytest.raises(Refused, match="Two persons"):
        cases.propose_closure(ours, reason=reason, by=ours.recorded_by, on=ON)

    joined(ours, theirs)
    assert cases.propose_closure(ours, reason=reason, by=ours.recorded_by, on=ON).closure_reason == reason


def test_a_return_that_nobody_finished_closes_no_case_as_returned(ours):
    with pytest.raises(Refused, match="No return plan"):
        cases.propose_closure(ours, reason=ClosureReason.RETURNED_AND_FOLLOWED_UP, by=ours.recorded_by, on=ON)


def test_the_other_side_answers_on_its_page_and_reads_no_reason(client, ours, theirs, words):
    proposed(ours, theirs)
    client.force_login(theirs.recorded_by)

    page = words(client.get(f"/cases/{theirs.code}/same-person/{ours.code}/"))

    assert "proposed it on" in page
    assert "tattoo" not in page
    sent = client.post(f"/cases/{theirs.code}/same-person/{ours.code}/", {"answer": "confirm"})
    assert sent.status_code == 302
    assert DuplicateLink.objects.get().state == "CONFIRMED"


@pytest.fixture
def third():
    """A case of a third organisation."""
    case = CaseFactory(organisation=OrganisationFactory())
    CaseMemberFactory(case=case, user=case.recorded_by)
    return case


def apart(case, link, *, when=None):
    link.refresh_from_db()
    with acting_as(case.recorded_by):
        merging.separate(case, link, at=when or at(4, 3), by=case.recorded_by)


def test_of_three_cases_each_can_be_taken_apart(ours, theirs, third):
    for case, day in ((ours, 10), (theirs, 20), (third, 25)):
        identify(case, when=at(3, day))
    first, second = joined(ours, theirs), joined(theirs, third)
    assert corrected(theirs).end_reason == corrected(third).end_reason == PeriodEnd.SAME_PERSON

    apart(theirs, first)

    assert clock(theirs).end_reason == ""
    assert clock(third) is None  # of these two that are still of one person the earlier counts
    apart(third, second)
    assert clock(third).end_reason == ""


def test_in_a_chain_of_three_the_earliest_clock_is_the_only_one(ours, theirs, third):
    identify(ours, when=at(3, 10))
    identify(third, when=at(3, 20))
    joined(ours, theirs)  # who has no clock of her own

    joined(theirs, third)

    assert clock(ours).end_reason == ""
    assert corrected(third).end_reason == PeriodEnd.SAME_PERSON


def test_in_a_ring_of_three_nothing_runs_again_while_a_way_is_left(ours, theirs, third):
    identify(ours, when=at(3, 10))
    identify(theirs, when=at(3, 20))
    first = joined(ours, theirs)
    joined(theirs, third)
    joined(third, ours)

    apart(ours, first)

    assert clock(theirs) is None


def test_when_the_clock_that_stood_is_overtaken_a_later_one_that_it_alone_stopped_runs(ours, theirs, third):
    identify(third, when=at(3, 1))
    identify(ours, when=at(3, 20))
    identify(theirs, when=at(4, 5))  # the one of the third ended on 31 March
    joined(ours, theirs)

    merging.confirm(third, proposed(ours, third), at=at(4, 6), by=third.recorded_by)

    assert corrected(ours).end_reason == PeriodEnd.SAME_PERSON
    assert clock(theirs).end_reason == ""


def test_the_database_lets_no_clock_run_again_beside_an_earlier_one_of_the_group(ours, theirs, third):
    identify(ours, when=at(3, 10))
    identify(third, when=at(3, 20))
    joined(ours, theirs)
    joined(theirs, third)
    again = "UPDATE cases_reflectionperiod SET end_reason = '', ended_on = NULL, ended_at = NULL WHERE case_id = %s"

    assert refused_by_the_database(again, third.pk) == "reflection_period_correction_is_final"


def test_taken_apart_no_clock_runs_for_an_annulled_identification_or_a_child(ours, theirs, third):
    identify(theirs, when=at(3, 10))
    by_the_officer = identify(ours, when=at(3, 20))
    identify(third, when=at(3, 21))
    first, second = joined(theirs, ours), joined(theirs, third)
    annul(by_the_officer, when=at(4, 2))
    find_age(third, when=at(4, 2))
    third.refresh_from_db()

    apart(theirs, first)
    apart(theirs, second)

    assert (clock(ours), clock(third)) == (None, None)


def test_no_second_clock_starts_for_anybody_of_the_chain(ours, theirs, third):
    identify(ours, when=at(3, 10))
    joined(ours, theirs)
    joined(theirs, third)

    identify(third, when=at(4, 3))

    assert clock(third) is None


def test_who_was_lost_on_the_way_was_not_returned_and_followed_up():
    plan = ReturnPlanFactory(state="INCIDENT")
    by = plan.recorded_by
    journey.finish(plan, closed_on=date(2026, 4, 30), closure_note="Not found.", on=date(2026, 4, 30), by=by)

    with pytest.raises(Refused, match="No return plan"):
        cases.propose_closure(plan.case, reason=ClosureReason.RETURNED_AND_FOLLOWED_UP, by=by, on=date(2026, 4, 30))

    close = (
        "UPDATE cases_case SET closed_on = '2026-04-30', closure_proposed_on = '2026-04-30', closed_by_id = %s, "
        "closure_confirmed_by_id = %s, closure_reason = 'RETURNED_AND_FOLLOWED_UP' WHERE id = %s"
    )
    people = (by.pk, CaseMemberFactory(case=plan.case).user_id)
    assert refused_by_the_database(close, *people, plan.case_id) == "case_closed_as_returned"


@pytest.mark.parametrize(
    ("code", "sentence"),
    [("123", "This is no code of a case."), ("own", "This is the code of this case."), ("twice", "proposed already")],
)
def test_what_is_wrong_with_a_code_stands_beside_it_and_what_was_typed_stays(client, ours, theirs, code, sentence):
    client.force_login(ours.recorded_by)
    typed = {"own": ours.code, "twice": theirs.code}.get(code, code)
    if code == "twice":
        proposed(ours, theirs)
    before = DuplicateLink.objects.count()

    answer = client.post(reverse("cases:duplicates", args=[ours.code]), {"other_code": typed, "reason": "Белегът."})

    beside = answer.content.decode().partition('id="id_other_code_error"')[2].partition("</div>")[0]
    assert sentence in beside
    assert f'value="{typed}"' in answer.content.decode()
    assert "Белегът." in answer.content.decode()
    assert (answer.status_code, DuplicateLink.objects.count()) == (422, before)
