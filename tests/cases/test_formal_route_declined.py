"""The person may decline the formal route; nothing else changes, and she or he may change her or his mind."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.actions import identification
from cases.models import Case
from cases.models.case import access
from cases.states import TeamRole
from cases.timeline import entries
from tests.cases.said_and_done import ask, identify, lines
from tests.factories import CaseFactory, OrganisationFactory, UserFactory
from tvcase.flow import Refused

SAID_ON = date(2026, 3, 5)


def decline(case, *, by=None):
    return identification.decline_formal_route(
        case, declined_on=SAID_ON, on=date(2026, 3, 6), by=by or case.recorded_by
    )


def test_what_the_person_said_is_kept_with_its_day_and_traced():
    case = CaseFactory()

    decline(case)

    assert Case.objects.get(pk=case.pk).formal_route_declined_on == SAID_ON
    assert [line.on for line in lines("cases.formal_route.declined")] == [SAID_ON]


def test_asking_an_authority_later_takes_it_back():
    case = CaseFactory()
    decline(case)

    ask(case, OrganisationFactory(police=True))

    assert Case.objects.get(pk=case.pk).formal_route_declined_on is None


def test_only_the_holder_records_it_and_not_after_an_identification():
    case, identified = CaseFactory(), CaseFactory()
    identify(identified)

    with pytest.raises(Refused):
        decline(case, by=UserFactory(officer=True))
    with pytest.raises(Refused):
        decline(identified)


def test_it_is_recorded_on_its_page_and_told_in_the_history(client, join):
    case = CaseFactory()
    member = join(case, TeamRole.CASEWORKER)
    day = timezone.localdate() - timedelta(days=1)
    typed = {"declined_on_0": day.day, "declined_on_1": day.month, "declined_on_2": day.year}

    answer = client.post(reverse("cases:identification-declined", args=[case.code]), typed)

    assert answer.status_code == 302
    assert "does not want formal identification" in client.get(answer.url).content.decode()
    told = entries(Case.objects.get(pk=case.pk), member, access(member, case))
    assert "The person does not want formal identification" in {str(entry.title) for entry in told}
