"""Support never depends on cooperation (SOP 2.2; product decision 4): one test for every service there is."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.actions import identification, people, returns
from cases.models import Case
from cases.models.case import access
from cases.states import CooperationValue, StatementForm
from shelters.actions import log, stays
from shelters.models import Place
from shelters.states import LogKind, StayEnd
from tests.cases import said_and_done as said
from tests.factories import CaseFactory, PlaceFactory, UserFactory, identified_informally
from tvcase.accounts.models import User

DAY = date(2026, 3, 25)

# What the person may have said before a service is asked for.
SAID: dict[str, Callable[[Case], Any]] = {
    "nothing": lambda case: None,
    "yes": said.say,
    "yes, as a note": lambda case: said.say(case, form=StatementForm.ORAL),
    "no": lambda case: said.say(case, CooperationValue.NO),
    "yes and no": lambda case: (said.say(case, when=said.at(3, 18)), said.say(case, CooperationValue.NO)),
    "withdrawn": lambda case: (said.say(case, when=said.at(3, 18)), said.say(case, CooperationValue.WITHDRAWN)),
}


@pytest.mark.parametrize("what", SAID)
def test_every_service_is_the_same_whatever_the_person_said(what):
    case = identified_informally(CaseFactory())
    period = said.identify(case) and said.clock(case)
    place = PlaceFactory()
    staff = UserFactory(shelter_staff=True, organisation=place.shelter.organisation)
    SAID[what](case)
    before = access(case.recorded_by, case)

    with CaptureQueriesContext(connection) as asked:
        _live_in_a_shelter(case, place, staff)
        _return_home(case)
        _be_helped(case, period)

    assert not [query["sql"] for query in asked if "cases_cooperationdecision" in query["sql"]]
    assert access(case.recorded_by, case) == before
    assert case.stays.get().state == "ENDED"
    assert case.return_plans.get().state == "ARRIVED"


def _live_in_a_shelter(case: Case, place: Place, staff: User) -> None:
    by = case.recorded_by
    stay = stays.request(case, shelter=place.shelter, from_on=DAY, by=by, on=DAY)
    stays.reserve(stay, place=place, by=staff, on=DAY)
    stays.arrive(stay, on=DAY, by=staff)
    at = said.at(3, 26)
    log.write(stay, kind=LogKind.values[0], happened_at=at, note="A quiet night.", at=at, by=staff)
    stays.leave(stay, to_on=DAY + timedelta(days=20), end_reason=StayEnd.OWN_HOUSING, by=staff)


def _return_home(case: Case) -> None:
    by, on = case.recorded_by, DAY + timedelta(days=20)
    plan = returns.propose(case, situation="VOLUNTARY", kind="BG_CITIZEN_TO_RESIDENCE", on=on, by=by)
    returns.decide(plan, options_explained_on=on, options_language="bg", decided_on=on, on=on, by=by)
    returns.prepare(plan, receiving_party="An aunt", reception_confirmed_on=on, planned_on=on, on=on, by=by)
    returns.make_ready(plan, on=on, by=by)
    returns.depart(plan, departed_on=on, on=on, by=by)
    returns.arrive(plan, arrived_on=on, on=on, by=by)


def _be_helped(case: Case, period: Any) -> None:
    """What the team does for the person beside shelter and return."""
    by = case.recorded_by
    people.record_contact(case, phone="000", safe_channels=[], by=by, on=DAY)
    said.inform(period, when=said.at(3, 26), by=by)
    identification.confirm_informal(
        case, bases=said.TALK, conclusion="Once more.", identified_at=said.at(3, 26), territory_bg=True, by=by
    )
