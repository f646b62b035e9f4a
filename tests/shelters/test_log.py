"""The log of the house: incidents and who learns of them, photos, points that stay open."""

from datetime import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from shelters.actions import log
from shelters.models import StayLogEntry, StayPoint
from shelters.states import IncidentKind, LogKind, Severity, Told
from tests.cases.said_and_done import told
from tests.factories import CaseMemberFactory, StayFactory, UserFactory
from tests.shelters.crowd import staff_of
from tvcase.audit.models import Event
from tvcase.dates import SOFIA
from tvcase.documents.intake import Clean
from tvcase.documents.states import MediaType, UploadKind
from tvcase.flow import Refused

AT = datetime(2026, 3, 12, 2, 30, tzinfo=SOFIA)
LATER = datetime(2026, 3, 12, 7, 0, tzinfo=SOFIA)
PHOTO = Clean(MediaType.PNG, b"\x89PNG of a door")


@pytest.fixture
def stay(db):
    return StayFactory(active=True, house_alias="Лале")


def incident(stay, *, by, severity=Severity.MINOR, **facts):
    known = {"incident": IncidentKind.THREAT, "told": [Told.POLICE, Told.EMERGENCY], "note": "a man at the door"}
    return log.incident(stay, severity=severity, happened_at=AT, at=AT, by=by, **(known | facts))


def test_an_incident_says_what_it_was_how_serious_and_who_was_told(stay):
    entry = incident(stay, by=stay.arrived_recorded_by)

    entry.refresh_from_db()
    assert (entry.kind, entry.incident, entry.severity) == (LogKind.INCIDENT, IncidentKind.THREAT, Severity.MINOR)
    assert entry.told == [Told.EMERGENCY, Told.POLICE]
    facts = Event.objects.get(action="shelters.stay.logged").facts
    assert (facts["kind"], facts["severity"]) == (LogKind.INCIDENT, Severity.MINOR)
    assert "THREAT" not in str(facts)
    assert "door" not in str(facts)


def test_only_a_serious_incident_is_told_to_the_head_and_the_team_at_once(stay):
    head = staff_of(stay.shelter, shelter_head=True)
    caseworker = CaseMemberFactory(case=stay.case).user

    incident(stay, by=stay.arrived_recorded_by, severity=Severity.MODERATE)
    assert told("incident_serious") == set()

    incident(stay, by=stay.arrived_recorded_by, severity=Severity.SERIOUS)
    assert told("incident_serious") == {head, caseworker}


def test_an_incident_is_not_written_as_a_short_note(stay):
    with pytest.raises(Refused, match="page of its own"):
        log.write(stay, kind=LogKind.INCIDENT, note="x", happened_at=AT, at=AT, by=stay.arrived_recorded_by)


@pytest.mark.parametrize(
    "change",
    [{"incident": ""}, {"severity": ""}, {"severity": "HUGE"}, {"told": ["NEIGHBOUR"]}, {"incident": "UFO"}],
    ids=str,
)
def test_an_incident_needs_words_of_the_lists(stay, change):
    with pytest.raises(ValidationError):
        incident(stay, by=stay.arrived_recorded_by, **{"severity": Severity.MINOR} | change)

    assert not StayLogEntry.objects.exists()


@pytest.mark.parametrize("fields", [{"severity": "MINOR"}, {"told": ["POLICE"]}], ids=str)
def test_the_database_refuses_what_belongs_to_incidents_elsewhere(stay, fields):
    entry = StayLogEntry(case=stay.case, stay=stay, kind="NIGHT", happened_at=AT, note="x", **fields)
    entry.recorded_by = stay.arrived_recorded_by

    with pytest.raises(IntegrityError, match="stay_log_"):
        entry.save()


def test_a_photo_is_a_document_of_the_stay_in_the_same_case(stay):
    entry = log.write(
        stay,
        kind=LogKind.VISIT,
        note="left at the gate",
        happened_at=AT,
        photo=PHOTO,
        at=AT,
        by=stay.arrived_recorded_by,
    )

    assert (entry.photo.case, entry.photo.area, entry.photo.kind) == (stay.case, "stay", UploadKind.PHOTO)
    assert entry.photo.contents.get().content == PHOTO.content


def test_the_database_refuses_a_photo_or_an_entry_of_another_case(stay):
    other = StayFactory(active=True)
    photo = log.write(
        other, kind="NIGHT", note="x", happened_at=AT, photo=PHOTO, at=AT, by=other.arrived_recorded_by
    ).photo
    facts = {"kind": "NIGHT", "happened_at": AT, "note": "x", "recorded_by": stay.arrived_recorded_by}

    for wrong in ({"photo": photo, "stay": stay}, {"stay": other}):
        with pytest.raises(IntegrityError, match="are of one case"), transaction.atomic():
            StayLogEntry.objects.create(case=stay.case, **facts, **wrong)


def test_what_has_not_happened_yet_is_not_logged(stay):
    with pytest.raises(Refused, match="not come yet"):
        log.write(stay, kind="NIGHT", note="x", happened_at=LATER, at=AT, by=stay.arrived_recorded_by)


@pytest.mark.parametrize("who", ["holder", "other house", "coordinator of the house"])
def test_only_staff_of_the_house_log_and_leave_points(stay, who):
    by = {
        "holder": stay.case.recorded_by,
        "other house": UserFactory(shelter_staff=True),
        "coordinator of the house": UserFactory(organisation=stay.shelter.organisation, coordinator=True),
    }[who]

    for write in (
        lambda: log.write(stay, kind="NIGHT", note="x", happened_at=AT, at=AT, by=by),
        lambda: incident(stay, by=by),
        lambda: log.raise_point(stay, text="x", at=AT, by=by),
    ):
        with pytest.raises(Refused, match="Only the staff"):
            write()


def test_a_point_stays_open_until_somebody_of_the_house_closes_it(stay):
    point = log.raise_point(stay, text="call the doctor at ten", at=AT, by=stay.arrived_recorded_by)
    colleague = staff_of(stay.shelter)
    assert list(StayPoint.objects.open()) == [point]

    point = log.close_point(point, at=LATER, by=colleague)

    assert (point.done_at, point.done_by) == (LATER, colleague)
    assert list(StayPoint.objects.open()) == []
    assert list(StayPoint.objects.open_at(AT)) == [point]
    assert list(StayPoint.objects.open_at(LATER)) == []
    with pytest.raises(Refused, match="closed already"):
        log.close_point(point, at=LATER, by=colleague)


def test_the_trace_of_a_point_says_nothing_of_what_it_says(stay):
    log.raise_point(stay, text="call the doctor at ten", at=AT, by=stay.arrived_recorded_by)

    event = Event.objects.get(action="shelters.point.raised")
    assert (event.case_code, event.area, event.facts["shelter"]) == (stay.case.code, "stay", stay.shelter.code)
    assert "doctor" not in str(event.facts)


def test_the_database_refuses_to_rewrite_a_point(stay):
    point = log.raise_point(stay, text="call the doctor", at=AT, by=stay.arrived_recorded_by)
    log.close_point(point, at=LATER, by=stay.arrived_recorded_by)

    for change in ({"done_at": None, "done_by": None}, {"raised_at": LATER}, {"number": 7}):
        with pytest.raises(IntegrityError, match="a point is closed, once"), transaction.atomic():
            StayPoint.objects.filter(pk=point.pk).update(**change)
