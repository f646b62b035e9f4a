"""A person who may have a file already: nobody learns who or where; the coordinator looks into it."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from cases.actions import people
from cases.actions.duplicates import suspected
from cases.forms.intake import marker_of
from tests.factories import CaseFactory, CaseMemberFactory, OrganisationFactory, UserFactory
from tvcase.audit.models import Event
from tvcase.dates import SOFIA
from tvcase.notifications.models import Notification
from tvcase.wall.identity import acting_as

TODAY = date(2026, 3, 5)
BORN_1999 = {"born_on": date(1999, 5, 1), "born_precision": "EXACT"}
SENTENCE = "Your organisation may know this person already."
SIGNAL = {
    "source_of_signal": "HOTLINE",
    **{f"received_at_{part}": value for part, value in enumerate(("2", "3", "2026", "09:30"))},
    "age_status": "ADULT_STATED",
    "alias_in_use": "Мак",
}


@pytest.fixture
def known():
    """A case of somebody whom another caseworker of the organisation knows."""
    person = {"family_name": "Иванова", "alias_in_use": "Лале", **BORN_1999}
    return CaseFactory(**{f"person__{name}": value for name, value in person.items()}, person__findable=True)


def another(known, **fields):
    """Another case of the same organisation, with its caseworker."""
    case = CaseFactory(organisation=known.organisation, **fields)
    return case, CaseMemberFactory(case=case).user


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ({"family_name": "Ivanova", **BORN_1999}, True),
        ({"family_name": "Иванова", "born_on": date(1998, 1, 1), "born_precision": "YEAR"}, False),
        ({"family_name": "Петрова", **BORN_1999}, False),
        ({"given_name": "Иванова", "alias_in_use": "Лале", **BORN_1999}, False),
    ],
)
def test_the_same_name_and_year_are_suspected(known, names, expected):
    case, caseworker = another(known)

    people.record_names(case, **names, by=caseworker, on=TODAY)

    assert suspected(case) == expected


def test_the_coordinator_is_told_by_the_code_of_the_new_case_once_a_day(known):
    case, caseworker = another(known)
    coordinator = UserFactory(coordinator=True, organisation=case.organisation)

    people.record_names(case, family_name="Иванова", **BORN_1999, by=caseworker, on=TODAY)
    people.record_names(case, family_name="Иванова", given_name="Рая", **BORN_1999, by=caseworker, on=TODAY)

    told = Notification.objects.get(kind="possible_duplicate")
    assert (told.recipient, told.case_code) == (coordinator, case.code)
    assert known.code not in str([*Event.objects.values(), *Notification.objects.values()])


def test_the_same_document_is_suspected(known):
    case, caseworker = another(known)
    people.write_document(known, kind="PASSPORT", document_number="АА 12-34", by=known.recorded_by, on=TODAY)

    people.write_document(case, kind="OTHER", document_number="aa1234", by=caseworker, on=TODAY)

    assert suspected(case)


def test_another_organisation_is_never_compared(known):
    elsewhere = CaseFactory(organisation=OrganisationFactory())

    people.record_names(elsewhere, family_name="Иванова", **BORN_1999, by=elsewhere.recorded_by, on=TODAY)

    assert not suspected(elsewhere)
    assert not Notification.objects.filter(kind="possible_duplicate").exists()


@pytest.mark.parametrize(("family_name", "told"), [("Иванова", True), ("Петрова", False)])
def test_the_intake_says_contact_the_coordinator_and_nothing_else(client, known, words, family_name, told):
    caseworker = UserFactory(organisation=known.organisation)
    client.force_login(caseworker)
    birth = {f"birth_date_{part}": value for part, value in enumerate(("1", "5", "1999"))}
    typed = SIGNAL | birth | {"family_name": family_name, "searched": marker_of(caseworker)}

    page = words(client.post(reverse("cases:new"), typed, follow=True))

    assert ("coordinator" in page and SENTENCE in page) == told
    assert known.code not in page
    assert "Лале" not in page


def test_a_sealed_file_is_not_compared_even_when_those_named_act(known):
    coordinator = UserFactory(coordinator=True, organisation=known.organisation)
    case, caseworker = another(known)
    named = [coordinator.pk, caseworker.pk]
    CaseMemberFactory(case=known, user=caseworker)
    known.seals.create(
        named=named, reason="A witness.", sealed_by=coordinator, sealed_at=datetime(2026, 3, 4, 12, tzinfo=SOFIA)
    )

    with acting_as(caseworker):
        people.record_names(case, family_name="Иванова", **BORN_1999, by=caseworker, on=TODAY)
        assert not suspected(case)

    assert not Notification.objects.filter(kind="possible_duplicate").exists()
