"""The people of a shelter, and many stays at once for counting statements."""

from datetime import date
from typing import Any

from django.contrib.auth.models import Group, Permission

from cases.models import Case, CaseGroupObjectPermission, CaseOpening, Identification, Person
from cases.permissions import CasePerm
from cases.states import AgeStatus, IdentificationKind, IdentificationState, OpeningGround
from shelters.models import Place, Shelter, Stay
from shelters.states import StayState
from tests.factories import OPENED_ON, RECEIVED_AT, CaseFactory, UserFactory
from tvcase.accounts.models import User
from tvcase.accounts.roles import Role, group_name


def staff_of(shelter: Shelter, **fields: Any) -> User:
    """Somebody who works in the shelter; fields and traits go to the person."""
    return UserFactory(organisation=shelter.organisation, **{"shelter_staff": True} | fields)


def fill(shelter: Shelter, count: int) -> list[Stay]:
    """People staying in the shelter, a place each, with what its staff may do on their cases."""
    recorder = CaseFactory().recorded_by
    cases = _cases(recorder, count, shelter.pk % 100)
    stays = Stay.objects.bulk_create(
        Stay(
            case=case,
            person=case.person,
            number=1,
            shelter=shelter,
            from_on=date(2026, 3, 10),
            planned_to_on=date(2026, 4, 9),
            house_alias="Лале",
            requested_on=date(2026, 3, 10),
            requested_by=recorder,
        )
        for case in cases
    )
    places = Place.objects.bulk_create(Place(shelter=shelter, label=str(number)) for number in range(count))
    for state in (StayState.RESERVED, StayState.ACTIVE):
        for stay, place in zip(stays, places, strict=True):
            stay.state, stay.place = state, place
        Stay.objects.bulk_update(stays, ["state", "place"])
    _open(stays, shelter)
    return stays


def _cases(recorder: User, count: int, house: int) -> list[Case]:
    holder = recorder.organisation
    people = Person.objects.bulk_create(Person(organisation=holder) for _number in range(count))
    cases = Case.objects.bulk_create(
        Case(
            code=f"CR{house:02}-{number:04}",
            person=person,
            organisation=holder,
            recorded_by=recorder,
            opened_on=OPENED_ON,
            received_at=RECEIVED_AT,
            source_of_signal="HOTLINE",
            age_status=AgeStatus.ADULT_STATED,
        )
        for number, person in enumerate(people)
    )
    Identification.objects.bulk_create(
        Identification(
            case=case,
            number=1,
            kind=IdentificationKind.INFORMAL,
            state=IdentificationState.INFORMAL_CONFIRMED,
            bases=["INDICATORS"],
            conclusion="sufficient grounds",
            identified_at=RECEIVED_AT,
            territory_bg=True,
            organisation=holder,
            recorded_by=recorder,
        )
        for case in cases
    )
    return cases


def _open(stays: list[Stay], shelter: Shelter) -> None:
    CaseOpening.objects.bulk_create(
        CaseOpening(
            case=stay.case,
            organisation=shelter.organisation,
            ground=OpeningGround.STAY,
            subject=stay.pk,
            opened_on=stay.from_on,
        )
        for stay in stays
    )
    group = Group.objects.get(name=group_name(shelter.organisation_id, Role.SHELTER_STAFF))
    permissions = Permission.objects.filter(codename__in=[CasePerm.VIEW_STAY, CasePerm.CHANGE_STAY])
    CaseGroupObjectPermission.objects.bulk_create(
        CaseGroupObjectPermission(group=group, permission=permission, content_object=stay.case)
        for stay in stays
        for permission in permissions
    )
