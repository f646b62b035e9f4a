"""What the database refuses of legal aid, whatever writes it."""

from datetime import date

import pytest
from django.db import IntegrityError, connection

from cases.actions import identification
from legal.aid.actions import applications, decisions
from legal.aid.models import Appointment, LegalAidApplication
from tests.cases import said_and_done as said
from tests.factories import CaseFactory, OrganisationFactory, UserFactory
from tvcase.db import constraint_name

DAY = date(2026, 3, 10)


@pytest.fixture
def by(helper):
    case = CaseFactory()
    user = helper(case)
    identification.confirm_informal(
        case, bases=said.TALK, conclusion="Sufficient.", identified_at=said.at(3, 10), territory_bg=True, by=user
    )
    return user


@pytest.fixture
def application(by):
    return LegalAidApplication.objects.get()


def submitted(application, by):
    applications.sign(application, applicant="PERSON", signed_on=DAY, by=by)
    return applications.submit(application, submitted_on=DAY, by=by)


def refused(name, function, *args, **kwargs):
    """The name of the constraint or trigger that refuses."""
    with pytest.raises(IntegrityError) as error:
        function(*args, **kwargs)
    assert constraint_name(error.value) == name


def set_to(application, **columns):
    LegalAidApplication.objects.filter(pk=application.pk).update(**columns)


def test_no_step_leaves_the_flow(application):
    refused("aid_legalaidapplication_follows_its_flow", set_to, application, state="GRANTED", decided_on=DAY)


@pytest.mark.parametrize("change", [{"addressee": "DISTRICT_COURT"}, {"means_declared": True}])
def test_initial_aid_asks_for_no_proof(application, change):
    refused("legal_aid_initial_has_nothing_to_prove", set_to, application, **change)


def test_nobody_signs_without_a_day(application):
    refused("legal_aid_signed_by_somebody_on_a_day", set_to, application, state="SIGNED", applicant="PERSON")


def test_what_was_signed_keeps_its_words(application, by):
    signed = applications.sign(application, applicant="PERSON", signed_on=DAY, by=by)

    refused("legal_aid_signed_is_not_edited", set_to, signed, language="uk")


def test_full_aid_is_not_submitted_without_a_decision_to_cooperate(application, by):
    facts = {"means_declared": True, "means_evidence": "Certificate."}
    full = applications.draft(application.case, product="FULL", on=DAY, by=by, **facts)
    applications.sign(full, applicant="PERSON", signed_on=DAY, by=by)

    refused("legal_aid_full_needs_an_effective_yes", set_to, full, state="SUBMITTED", submitted_on=DAY)


def test_a_grant_without_a_lawyer_is_none(application, by):
    waiting = submitted(application, by)

    refused("legal_aid_granted_names_a_lawyer", set_to, waiting, state="GRANTED", decided_on=DAY, chase_on=None)


def test_documents_are_asked_for_by_name(application, by):
    waiting = submitted(application, by)

    refused("legal_aid_documents_asked_are_recorded", set_to, waiting, state="INCOMPLETE", chase_on=None)


def test_an_application_is_never_asked_about_when_nobody_owes_an_answer(application):
    refused("legal_aid_chased_only_while_an_answer_is_owed", set_to, application, chase_on=DAY)


def test_a_refusal_stands_with_its_reasons(application, by):
    waiting = submitted(application, by)
    decisions.refuse(waiting, decided_on=DAY, told_on=DAY, reasons="Няма данни.", by=by)

    refused("legal_aid_decision_stands", set_to, waiting, told_on=date(2026, 3, 11))


def test_one_lawyer_at_a_time_and_only_a_lawyer(application, by):
    granted = decisions.grant(
        submitted(application, by), decided_on=DAY, lawyer_name="Адв. Пример", appointed_on=DAY, by=by
    )
    row = {"case": granted.case, "application": granted, "appointed_on": date(2026, 3, 12), "recorded_by": by}

    refused("legal_aid_appointment_of_a_lawyer", Appointment.objects.create, lawyer=UserFactory(), **row)


def test_a_second_lawyer_needs_the_end_of_the_first(application, by):
    granted = decisions.grant(
        submitted(application, by), decided_on=DAY, lawyer_name="Адв. Пример", appointed_on=DAY, by=by
    )
    row = {"case": granted.case, "application": granted, "appointed_on": date(2026, 3, 12), "recorded_by": by}

    refused("legal_aid_one_lawyer_now", Appointment.objects.create, lawyer_name="Адв. Втори", **row)


def test_no_record_of_another_case_hangs_from_an_application(application, by):
    row = {"application": application, "appointed_on": DAY, "recorded_by": by, "lawyer_name": "Адв. Пример"}

    refused("legal_aid_record_of_its_application", Appointment.objects.create, case=CaseFactory(), **row)


def test_an_appointed_lawyer_is_named_in_the_opening(application, by):
    opening = {"opened_on": DAY, "subject": application.pk, "ground": "APPOINTED"}

    refused(
        "case_opening_to_a_lawyer_names_the_lawyer",
        application.case.openings.create,
        organisation=OrganisationFactory(legal_aid=True),
        **opening,
    )


def test_a_case_does_not_close_over_an_application_that_waits(application, by):
    waiting = submitted(application, by)

    with connection.cursor() as cursor:
        refused(
            "case_closes_without_waiting_aid",
            cursor.execute,
            "UPDATE cases_case SET closed_on = '2026-04-01' WHERE id = %s",
            [waiting.case_id],
        )
