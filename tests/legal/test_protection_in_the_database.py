"""What the database itself refuses, past every form and action: statements as the application's own role."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from legal.models import Protection, ProtectionRequest
from tests.factories import (
    CaseFactory,
    CooperationDecisionFactory,
    OrganisationFactory,
    ProtectionFactory,
    ProtectionRequestFactory,
    UserFactory,
)
from tests.sealing import as_stored
from tvcase.sealing.envelope import Sealed

DAY = date(2026, 4, 2)
DECIDED = {
    "decided_on": DAY,
    "decision_reference": "Order 7/2026",
    "decision_reasons": "Grounds.",
    "decision_grounds": ["OTHER"],
}


def write(table: str, row, **changes) -> None:
    """UPDATE one row, in SQL."""
    changes = as_stored(type(row), changes)
    columns = ", ".join(f'"{name}" = %s' for name in changes)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE legal_{table} SET {columns} WHERE id = %s", [*changes.values(), row.pk])


def refuses(rule: str):
    return pytest.raises(IntegrityError, match=rule)


def judge(asked, **fields) -> dict:
    """The columns of a decision by somebody of the office."""
    user = UserFactory(**{"prosecutor": True, "organisation": asked.office} | fields)
    return DECIDED | {"decided_by_id": user.pk, "decided_by_organisation_id": user.organisation_id}


@pytest.mark.parametrize(
    ("trait", "state"),
    [
        ("draft", "ACTIVE"),
        ("draft", "REFUSED"),
        ("refused", "FILED"),
        ("granted", "FILED"),
        ("withdrawn", "DRAFT"),
        ("withdrawn", "FILED"),
    ],
)
def test_a_request_follows_its_flow(db, trait, state):
    asked = ProtectionRequestFactory(**{} if trait == "draft" else {trait: True})

    with pytest.raises(IntegrityError):
        write("protectionrequest", asked, state=state)


def test_a_request_begins_as_a_draft(db):
    asked = ProtectionRequestFactory(filed=True)
    columns = ProtectionRequest.objects.filter(pk=asked.pk).values().get()
    values = {name: value for name, value in columns.items() if not isinstance(value, Sealed)}

    with refuses("follows_its_flow"), transaction.atomic():
        ProtectionRequest.objects.create(**values | {"id": None, "number": 2, "case_id": CaseFactory().pk})


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"decision_to_cooperate_id": None}, "filed_with_an_office_after_a_yes|needs_an_effective_yes"),
        ({"filed_on": None}, "filed_with_an_office_after_a_yes"),
        ({"office_id": None}, "filed_with_an_office_after_a_yes"),
        ({"filed_on": date(2026, 3, 22)}, "filed_after_the_person_asked"),
        ({"office_id": "police"}, "filed_with_a_prosecutors_office"),
        ({"decision_to_cooperate_id": "a no"}, "needs_an_effective_yes"),
        ({"decision_to_cooperate_id": "untold"}, "needs_an_effective_yes"),
        ({"decision_to_cooperate_id": "oral"}, "needs_an_effective_yes"),
        ({"decision_to_cooperate_id": "of another case"}, "needs_an_effective_yes"),
    ],
)
def test_filing_rests_on_the_law(db, change, rule):
    asked = ProtectionRequestFactory()
    case = asked.case
    others = {
        "police": lambda: OrganisationFactory(police=True),
        "a no": lambda: CooperationDecisionFactory(case=case, value="NO"),
        "untold": lambda: CooperationDecisionFactory(case=case, told_it_ends_period_at=None),
        "oral": lambda: CooperationDecisionFactory(case=case, form="ORAL"),
        "of another case": CooperationDecisionFactory,
    }
    filing = {
        "state": "FILED",
        "filed_on": DAY,
        "office_id": OrganisationFactory(prosecutors_office=True).pk,
        "decision_to_cooperate_id": case.cooperation_decisions.get().pk,
    }
    change = {name: others[value]().pk if isinstance(value, str) else value for name, value in change.items()}

    with refuses(rule):
        write("protectionrequest", asked, **filing | change)


def test_a_closed_case_has_no_request(db):
    case = CaseFactory(closed=True)

    with refuses("case_must_be_open"), transaction.atomic():
        ProtectionRequest.objects.create(case=case, number=1, asked_on=DAY, recorded_by=case.recorded_by)


def test_a_case_has_one_open_request(db):
    asked = ProtectionRequestFactory(filed=True)

    with refuses("one_open_for_a_case"), transaction.atomic():
        ProtectionRequestFactory(case=asked.case)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"decision_reference": ""}, "decided_means_dated_and_reasoned"),
        ({"decision_reasons": ""}, "decided_means_dated_and_reasoned"),
        ({"decided_on": None}, "decided_means_dated_and_reasoned"),
        ({"decided_on": date(2026, 3, 23)}, "decided_after_it_was_filed"),
        ({"decided_by_id": None}, "decided_by_a_prosecutor"),
    ],
)
@pytest.mark.parametrize("state", ["ACTIVE", "REFUSED"])
def test_a_decision_is_whole(db, state, change, rule):
    asked = ProtectionRequestFactory(pending=True)

    with refuses(rule):
        write("protectionrequest", asked, state=state, **judge(asked) | change)


@pytest.mark.parametrize("role", ["officer", "coordinator", "supervisor", "administrator"])
def test_nobody_of_the_office_but_a_prosecutor_decides(db, role):
    asked = ProtectionRequestFactory(pending=True)

    with refuses("decided_by_a_prosecutor"):
        write("protectionrequest", asked, state="ACTIVE", **judge(asked, roles=[role]))


def test_a_prosecutor_of_another_office_does_not_decide(db):
    asked = ProtectionRequestFactory(pending=True)
    elsewhere = OrganisationFactory(prosecutors_office=True)

    with refuses("decided_by_its_office"):
        write("protectionrequest", asked, state="ACTIVE", **judge(asked, organisation=elsewhere))
    with refuses("decided_by_a_prosecutor"):
        forged = judge(asked, organisation=elsewhere) | {"decided_by_organisation_id": asked.office_id}
        write("protectionrequest", asked, state="ACTIVE", **forged)


def test_a_withdrawal_is_dated(db):
    asked = ProtectionRequestFactory(filed=True)

    with refuses("withdrawn_means_dated"):
        write("protectionrequest", asked, state="WITHDRAWN")


@pytest.mark.parametrize("change", [{"own_words": "other"}, {"filed_on": DAY}, {"asked_on": date(2026, 3, 1)}])
def test_what_was_filed_is_not_edited(db, change):
    with refuses("filed_is_not_edited"):
        write("protectionrequest", ProtectionRequestFactory(filed=True), **change)


@pytest.mark.parametrize("trait", ["granted", "refused"])
def test_a_decision_stands(db, trait):
    with refuses("decision_stands"):
        write("protectionrequest", ProtectionRequestFactory(**{trait: True}), decision_reasons="other")


@pytest.mark.parametrize("trait", ["filed", "refused", "withdrawn"])
def test_protection_rests_on_a_grant(db, trait):
    asked = ProtectionRequestFactory(**{trait: True})

    with refuses("rests_on_a_grant"), transaction.atomic():
        Protection.objects.create(case=asked.case, request=asked, valid_from=DAY)


def test_protection_belongs_to_the_case_and_the_day_of_its_grant(db):
    asked = ProtectionRequestFactory(granted=True)

    with refuses("rests_on_a_grant"), transaction.atomic():
        Protection.objects.create(case=CaseFactory(), request=asked, valid_from=DAY)
    with refuses("rests_on_a_grant"), transaction.atomic():
        Protection.objects.create(case=asked.case, request=asked, valid_from=date(2026, 4, 3))


def test_a_case_has_one_protection_that_lasts(db):
    status = ProtectionFactory()
    again = ProtectionRequestFactory(case=status.case, granted=True)

    with refuses("one_active_for_a_case"), transaction.atomic():
        Protection.objects.create(case=status.case, request=again, valid_from=DAY)


@pytest.mark.parametrize("citizenships", [["BG"], ["DE"], ["UA", "RO"]])
def test_a_permit_is_not_for_a_citizen_of_the_union(db, citizenships):
    status = ProtectionFactory(request__case__person__citizenships=citizenships)

    with refuses("permit_for_non_eu_foreigners"):
        write("protection", status, permit_possible=True)
    with refuses("permit_only_for_non_eu_foreigners"):
        write("protection", status, permit_number="1", permit_issued_on=DAY, permit_valid_to=DAY)


@pytest.mark.parametrize(
    "change",
    [
        {"permit_number": "1"},
        {"permit_issued_on": DAY},
        {"permit_number": "1", "permit_issued_on": DAY},
        {"permit_number": "1", "permit_issued_on": DAY, "permit_valid_to": date(2026, 4, 1)},
    ],
)
def test_a_permit_is_whole(db, change):
    with refuses("permit_is_whole"):
        write("protection", ProtectionFactory(foreigner=True), **change)


def ending(status, user=None, **changes) -> dict:
    user = user or status.request.decided_by
    return {
        "ended_on": date(2026, 6, 1),
        "end_kind": "TERMINATED",
        "end_reference": "Order 9/2026",
        "termination_ground": "CONTACT_RENEWED",
        "termination_reasons": "Grounds.",
        "fact_on": date(2026, 5, 20),
        "facts": "A meeting.",
        "facts_known_from": "A report.",
        "own_wish": True,
        "heard_on": date(2026, 5, 28),
        "heard_words": "It was not so.",
        "ended_by_id": user.pk,
        "ended_by_organisation_id": user.organisation_id,
    } | changes


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"termination_ground": "", "own_wish": False}, "one_of_three_grounds"),
        ({"termination_ground": "OTHER", "own_wish": False}, "one_of_three_grounds"),
        ({"termination_reasons": ""}, "one_of_three_grounds"),
        ({"end_kind": "PROCEEDINGS_ENDED"}, "one_of_three_grounds|terminated_"),
        ({"end_kind": "FORGOTTEN", "termination_ground": ""}, "has_a_kind_an_act_and_a_prosecutor"),
        ({"facts": ""}, "terminated_on_a_fact"),
        ({"own_wish": False}, "contact_the_person_sought"),
        ({"termination_ground": "CONSENT_FICTITIOUS"}, "contact_the_person_sought"),
        ({"facts_known_from": ""}, "terminated_on_a_fact"),
        ({"fact_on": None}, "terminated_on_a_fact"),
        ({"fact_on": date(2026, 6, 2)}, "terminated_on_a_fact"),
        ({"heard_words": ""}, "after_the_person_was_heard"),
        ({"heard_on": None}, "after_the_person_was_heard"),
        ({"heard_on": date(2026, 6, 2)}, "after_the_person_was_heard"),
        ({"not_heard_why": "No."}, "after_the_person_was_heard"),
        ({"end_kind": ""}, "has_a_kind_an_act_and_a_prosecutor"),
        ({"end_reference": ""}, "has_a_kind_an_act_and_a_prosecutor"),
        ({"ended_on": date(2026, 4, 1)}, "ends_after_it_starts"),
        ({"ended_by_id": None}, "ended_by_a_prosecutor"),
    ],
)
def test_an_early_end_rests_on_the_law(db, change, rule):
    status = ProtectionFactory(resting_until=date(2026, 6, 1))

    with refuses(rule):
        write("protection", status, **ending(status, **change))


@pytest.mark.parametrize("who", ["officer of the office", "prosecutor elsewhere", "caseworker"])
def test_only_a_prosecutor_of_the_office_ends_protection(db, who):
    status = ProtectionFactory()
    user = {
        "officer of the office": lambda: UserFactory(organisation=status.request.office, roles=["officer"]),
        "prosecutor elsewhere": lambda: UserFactory(prosecutor=True),
        "caseworker": lambda: status.case.recorded_by,
    }[who]()

    with refuses("ended_by_a_prosecutor"):
        write("protection", status, **ending(status, user))


def test_an_ended_protection_does_not_revive(db):
    status = ProtectionFactory(terminated=True)

    with refuses("end_is_final"):
        write("protection", status, termination_reasons="other")


@pytest.mark.parametrize("trait", ["draft", "filed", "granted"])
def test_a_case_does_not_close_over_an_open_request_or_a_protection(db, trait):
    asked = ProtectionRequestFactory(**{} if trait == "draft" else {trait: True})
    if trait == "granted":
        ProtectionFactory(request=asked)

    with refuses("case_closes_without_open_request"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE cases_case SET closed_on = %s WHERE id = %s", [DAY, asked.case.pk])


@pytest.mark.parametrize("table", ["protectionrequest", "protection"])
def test_nothing_is_removed(db, table):
    with pytest.raises(Exception, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM legal_{table}")
