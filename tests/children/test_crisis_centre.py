"""A child in a crisis centre: from one to six months, as a warning and never a refusal (C-11)."""

from datetime import date

import pytest
from django.urls import reverse

from cases.rules import stay_term_warning
from shelters.actions import stays, terms
from shelters.states import FacilityKind
from tests.children.given import child
from tests.factories import CaseFactory, PlaceFactory, StayFactory

FROM = date(2026, 3, 16)
KIND = FacilityKind.CRISIS_CENTRE_CHILD


def warned(case, to_on, kind=KIND):
    return [str(reason) for says in stay_term_warning for reason in says(case, kind, from_on=FROM, to_on=to_on)]


@pytest.mark.parametrize("age_status", ["UNCERTAIN", "MINOR_STATED", "MINOR_VERIFIED"])
@pytest.mark.parametrize(
    ("to_on", "words"),
    [
        (date(2026, 4, 15), "at least one month"),
        (date(2026, 4, 16), ""),
        (date(2026, 9, 16), ""),
        (date(2026, 9, 17), "at most six months"),
    ],
)
def test_a_stay_that_is_shorter_or_longer_is_warned_of(age_status, to_on, words):
    found = warned(child(age_status), to_on)

    assert bool(found) == bool(words)
    assert not words or words in found[0]


def test_adults_and_other_houses_are_not_warned_of():
    assert warned(CaseFactory(), date(2027, 3, 16)) == []
    assert warned(child(), date(2027, 3, 16), FacilityKind.SHELTER) == []


def staying(join, planned_to_on):
    """A child's stay that one of the team sees, and its page."""
    stay = StayFactory(
        case=child(), place=PlaceFactory(shelter__kind=KIND), active=True, from_on=FROM, planned_to_on=planned_to_on
    )
    join(stay.case)
    return stay, reverse("shelters:stay", args=[stay.case.code, stay.number])


def test_it_is_shown_with_the_stay_and_refuses_nothing(client, join, words):
    stay, page = staying(join, date(2026, 9, 30))

    assert "at most six months" in words(client.get(page))

    staff = stay.arrived_recorded_by
    stays.leave(stay, to_on=date(2026, 3, 20), end_reason="OWN_HOUSING", by=staff)
    assert "at least one month" in words(client.get(page))


def test_a_proposal_for_more_than_six_months_is_warned_of_before_it_is_answered(client, join, words):
    stay, page = staying(join, date(2026, 9, 1))
    assert "at most six months" not in words(client.get(page))

    asked = {"ground": "CHILD_MEASURE", "to_on": date(2026, 10, 1), "on": date(2026, 8, 20)}
    proposal = terms.propose_extension(stay, **asked, by=stay.arrived_recorded_by)

    assert "at most six months" in words(client.get(page))
    terms.answer_extension(
        proposal,
        approved=False,
        body="CHILD_PROTECTION",
        answered_on=date(2026, 8, 21),
        by=proposal.proposed_by,
        on=date(2026, 8, 21),
    )
    assert "at most six months" not in words(client.get(page))
