"""The acts of legal aid: two products, what each leaves behind, what is refused, and who reads the case meanwhile."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from cases.actions import identification
from cases.models import Case, LegalRule
from cases.models.case import access
from cases.permissions import OPENING_GRANTS, CasePerm
from cases.states import OpeningGround
from legal.aid.actions import applications, chasing, decisions, lawyers
from legal.aid.models import Appointment, LegalAidApplication
from legal.aid.states import AidState, Applicant
from tests.cases import said_and_done as said
from tests.factories import CaseFactory, OrganisationFactory, UserFactory
from tvcase.accounts.roles import Role
from tvcase.audit.models import Event
from tvcase.flow import Refused
from tvcase.notifications.models import Notification
from tvcase.wall.identity import acting_as

DAY = date(2026, 3, 10)  # a Tuesday
LATER = date(2026, 3, 24)
MEANS = {"means_declared": True, "means_evidence": "Certificate of income."}


@pytest.fixture
def identified(helper):
    """`identified()`: a case whose person was identified informally, and a caseworker of its team."""

    def make(**fields):
        case = CaseFactory(**fields)
        worker = helper(case)
        identification.confirm_informal(
            case, bases=said.TALK, conclusion="Sufficient.", identified_at=said.at(3, 10), territory_bg=True, by=worker
        )
        return case, worker

    return make


@pytest.fixture
def lawyer(db):
    """`lawyer()`: a lawyer with an account, of a bureau that no case has brought here yet."""

    def make(**fields):
        return UserFactory(organisation=OrganisationFactory(legal_aid=True), roles=[Role.LAWYER], **fields)

    return make


def submitted(application, by, *, on=DAY):
    applications.sign(application, applicant=Applicant.PERSON, signed_on=on, by=by)
    return applications.submit(application, submitted_on=on, by=by)


def granted(application, by, **named):
    return decisions.grant(submitted(application, by), decided_on=LATER, appointed_on=LATER, by=by, **named)


def test_initial_aid_is_prepared_by_itself_once_in_an_episode(identified):
    case, worker = identified()
    said.identify(case)

    prepared = case.aid_applications.get()
    assert (prepared.product, prepared.addressee, prepared.state) == ("INITIAL", "NLAB", AidState.DRAFT)
    assert prepared.identification == case.identifications.get(number=1)
    assert Event.objects.get(action="aid.application.prepared").actor == worker.username


def test_a_formal_identification_alone_prepares_it_too(db):
    case = CaseFactory()

    said.identify(case)

    assert case.aid_applications.get().product == "INITIAL"


def test_initial_aid_needs_no_cooperation_and_no_means(identified):
    case, worker = identified()
    application = case.aid_applications.get()

    submitted(application, worker)

    application.refresh_from_db()
    assert application.state == AidState.SUBMITTED
    assert application.decision_to_cooperate is None
    assert not case.openings.exists()


def test_means_are_never_written_into_an_application_for_initial_aid(identified):
    case, worker = identified()
    application = case.aid_applications.get()

    applications.amend(application, on=DAY, by=worker, needs="A suit.", addressee="DISTRICT_COURT", **MEANS)

    application.refresh_from_db()
    assert application.needs == "A suit."
    assert (application.addressee, application.means_declared, application.means_evidence) == ("NLAB", False, "")


def test_full_aid_needs_a_decision_to_cooperate_and_evidence_of_means(identified):
    case, worker = identified()
    application = applications.draft(case, product="FULL", on=DAY, by=worker)
    applications.sign(application, applicant=Applicant.PERSON, signed_on=DAY, by=worker)

    with pytest.raises(Refused) as refused:
        applications.submit(application, submitted_on=DAY, by=worker)

    told = " ".join(refused.value.messages)
    assert "decided to cooperate" in told
    assert "evidence of means" in told


def test_full_aid_is_submitted_with_both_and_keeps_the_decision(identified):
    case, worker = identified()
    yes = said.say(case, by=worker)
    application = applications.draft(case, product="FULL", on=LATER, by=worker, **MEANS)
    applications.sign(application, applicant=Applicant.PERSON, signed_on=LATER, by=worker)

    applications.submit(application, submitted_on=LATER, by=worker)

    application.refresh_from_db()
    assert application.decision_to_cooperate == yes
    assert application.addressee == "DISTRICT_PROSECUTOR"


def test_full_aid_that_is_refused_for_income_leaves_initial_aid_and_its_lawyer(identified):
    """E-31; C-09: board and lodging of a shelter were counted as means."""
    case, worker = identified()
    initial = granted(case.aid_applications.get(), worker, lawyer_name="Адв. Пример")
    said.say(case, by=worker)
    full = submitted(applications.draft(case, product="FULL", on=LATER, by=worker, **MEANS), worker, on=LATER)

    decisions.refuse(full, decided_on=LATER, told_on=LATER, reasons="Доход над прага.", by=worker)

    initial.refresh_from_db()
    assert initial.state == AidState.GRANTED
    assert initial.appointments.get().ended_on is None
    full.refresh_from_db()
    decisions.appeal(full, appealed_on=LATER, by=worker)
    assert LegalAidApplication.objects.get(pk=full.pk).state == AidState.APPEALED


def test_for_a_child_a_representative_signs(identified):
    case, worker = identified(child=True)
    application = case.aid_applications.get()

    with pytest.raises(Refused, match="parent, guardian or special representative"):
        applications.sign(application, applicant=Applicant.PERSON, signed_on=DAY, by=worker)
    applications.sign(
        application, applicant=Applicant.SPECIAL_REPRESENTATIVE, applicant_name="А. Б.", signed_on=DAY, by=worker
    )

    application.refresh_from_db()
    assert application.applicant_name == "А. Б."


def test_where_no_rule_gives_a_term_the_answer_is_asked_about_after_ten_working_days(identified):
    case, worker = identified()

    application = submitted(case.aid_applications.get(), worker)

    assert application.due_on is None
    assert application.chase_on == date(2026, 3, 24)
    chasing.chase(application, channel="PHONE", chased_on=date(2026, 3, 24), by=worker)
    application.refresh_from_db()
    assert application.chase_on == date(2026, 4, 7)


def test_a_term_that_an_administrator_sets_holds_for_what_comes_after_it(identified):
    case, worker = identified()
    running = submitted(case.aid_applications.get(), worker)
    LegalRule.objects.filter(kind="LEGAL_AID_DECISION").update(valid_to=date(2026, 3, 20))
    LegalRule.objects.create(
        **{"kind": "LEGAL_AID_DECISION", "length": 14, "unit": "CALENDAR_DAYS", "citation": "Закон", "grade": "K"},
        **{"valid_from": date(2026, 3, 21), "rolls_forward": True, "approved_at": said.at(3, 20)},
    )
    other, colleague = identified()

    later = submitted(other.aid_applications.get(), colleague, on=LATER)

    running.refresh_from_db()
    assert (running.due_on, running.chase_on) == (None, date(2026, 3, 24))
    assert (later.due_on, later.chase_on) == (date(2026, 4, 7), date(2026, 4, 8))


def test_documents_asked_for_stop_the_waiting_until_all_are_handed_in(identified):
    case, worker = identified()
    application = submitted(case.aid_applications.get(), worker)

    applications.ask_documents(application, asked_on=LATER, what="Копие от протокол", by=worker)
    application.refresh_from_db()
    assert (application.state, application.chase_on) == (AidState.INCOMPLETE, None)

    applications.hand_in(application, handed_in_on=date(2026, 3, 30), by=worker)
    application.refresh_from_db()
    assert (application.state, application.answer_owed_from) == (AidState.SUBMITTED, date(2026, 3, 30))
    assert application.documents_asked.get().handed_in_on == date(2026, 3, 30)


def test_what_was_submitted_is_not_submitted_again_in_place_of_the_documents(identified):
    case, worker = identified()
    application = submitted(case.aid_applications.get(), worker)
    applications.ask_documents(application, asked_on=LATER, what="Копие от протокол", by=worker)

    with pytest.raises(Refused, match="Record that the documents"):
        applications.submit(application, submitted_on=date(2026, 3, 30), by=worker)

    application.refresh_from_db()
    assert (application.state, application.submitted_on) == (AidState.INCOMPLETE, DAY)


def test_more_time_for_documents_is_a_later_day(identified):
    case, worker = identified()
    application = submitted(case.aid_applications.get(), worker)
    with pytest.raises(Refused, match="No documents are asked for"):
        applications.give_more_time(application, given_on=DAY, by_when=LATER, by=worker)
    applications.ask_documents(application, asked_on=DAY, what="Протокол", by_when=LATER, by=worker)

    with pytest.raises(Refused, match="a later day"):
        applications.give_more_time(application, given_on=DAY, by_when=LATER, by=worker)
    applications.give_more_time(application, given_on=DAY, by_when=date(2026, 4, 3), by=worker)

    assert application.documents_asked.get().by_when == date(2026, 4, 3)
    assert Event.objects.filter(action="aid.application.more_time_given").count() == 1


def test_an_appointed_lawyer_reads_the_case_and_nothing_of_support(identified, lawyer):
    case, worker = identified()
    advocate = lawyer()
    colleague = UserFactory(organisation=advocate.organisation, roles=[Role.LAWYER])

    granted(case.aid_applications.get(), worker, lawyer=advocate)

    assert access(advocate, case) == OPENING_GRANTS[OpeningGround.APPOINTED][Role.LAWYER]
    assert not {perm.area for perm in access(advocate, case)} & {"support", "stay", "return"}
    assert CasePerm.CHANGE_AID not in access(advocate, case)
    assert access(colleague, case) == frozenset()
    assert list(Case.objects.visible_to(advocate)) == [case]
    assert list(Case.objects.visible_to(colleague)) == []
    assert Notification.objects.get(kind="aid_appointed").recipient == advocate


def test_replacing_the_lawyer_closes_the_case_to_the_first(identified, lawyer):
    case, worker = identified()
    first, second = lawyer(), lawyer()
    application = granted(case.aid_applications.get(), worker, lawyer=first)

    lawyers.replace(
        application, end_reason="CONFLICT_OF_INTEREST", appointed_on=date(2026, 4, 1), lawyer=second, by=worker
    )

    assert access(first, case) == frozenset()
    assert access(second, case) == OPENING_GRANTS[OpeningGround.APPOINTED][Role.LAWYER]
    ended = Appointment.objects.get(lawyer=first)
    assert (ended.ended_on, ended.end_reason) == (date(2026, 4, 1), "CONFLICT_OF_INTEREST")


def test_the_end_of_the_service_closes_the_case_to_the_lawyer(identified, lawyer):
    case, worker = identified()
    advocate = lawyer()
    application = granted(case.aid_applications.get(), worker, lawyer=advocate)

    decisions.complete(application, completed_on=date(2026, 6, 1), by=worker)

    assert access(advocate, case) == frozenset()
    assert Appointment.objects.get().end_reason == "SERVICE_DONE"


def test_a_lawyer_without_an_account_is_a_name(identified):
    case, worker = identified()

    granted(case.aid_applications.get(), worker, lawyer_name="Адв. Пример")

    assert Appointment.objects.get().lawyer_name == "Адв. Пример"
    assert not case.openings.exists()


def test_only_a_lawyer_is_appointed(identified):
    case, worker = identified()

    with pytest.raises(Refused, match="Only a lawyer"):
        granted(case.aid_applications.get(), worker, lawyer=UserFactory())


def test_a_grant_names_a_lawyer(identified):
    case, worker = identified()

    with pytest.raises(ValidationError, match="Choose the lawyer"):
        granted(case.aid_applications.get(), worker)


def test_the_appointed_lawyer_records_hours_and_nobody_elses_lawyer_does(identified, lawyer):
    case, worker = identified()
    advocate = lawyer()
    application = granted(case.aid_applications.get(), worker, lawyer=advocate)

    work = lawyers.record_work(application, kind="MEETING", done_on=LATER, minutes=90, by=advocate)

    assert (work.appointment.lawyer, work.minutes) == (advocate, 90)
    with pytest.raises(Refused):
        lawyers.record_work(application, kind="MEETING", done_on=DAY, minutes=90, by=worker)
    lawyers.strike_work(work, on=LATER, by=advocate)
    with pytest.raises(Refused, match="already"):
        lawyers.strike_work(work, on=LATER, by=advocate)


def test_the_appointed_lawyer_records_the_appeal_of_her_own_client_and_of_nobody_else(identified, lawyer):
    case, worker = identified()
    other, colleague = identified()
    advocate = lawyer()
    granted(case.aid_applications.get(), worker, lawyer=advocate)
    refused = []
    for of, by in ((case, worker), (other, colleague)):
        if of == case:
            applications.draft(of, product="INITIAL", on=DAY, by=by)
        asked = submitted(of.aid_applications.last(), by)
        refused.append(decisions.refuse(asked, decided_on=LATER, told_on=LATER, reasons="Няма данни.", by=by))

    with acting_as(advocate), transaction.atomic():
        appealed = decisions.appeal(refused[0], appealed_on=LATER, by=advocate)

    assert appealed.state == AidState.APPEALED
    assert Event.objects.get(action="aid.application.appealed").actor == advocate.username
    with pytest.raises(Refused):
        decisions.appeal(refused[1], appealed_on=LATER, by=advocate)
    with pytest.raises(Refused):
        decisions.refuse_for_good(appealed, decided_on=LATER, reasons="Потвърдено.", by=advocate)


def test_who_was_the_lawyer_records_no_appeal_any_more(identified, lawyer):
    case, worker = identified()
    advocate = lawyer()
    first = granted(case.aid_applications.get(), worker, lawyer=advocate)
    again = submitted(applications.draft(case, product="INITIAL", on=DAY, by=worker), worker)
    decisions.refuse(again, decided_on=LATER, told_on=LATER, reasons="Няма данни.", by=worker)
    decisions.complete(first, completed_on=date(2026, 6, 1), by=worker)

    with pytest.raises(Refused):
        decisions.appeal(again, appealed_on=date(2026, 6, 2), by=advocate)


def test_a_refusal_is_appealed_and_the_appeal_may_be_granted(identified):
    case, worker = identified()
    application = submitted(case.aid_applications.get(), worker)

    decisions.refuse(application, decided_on=LATER, told_on=date(2026, 3, 26), reasons="Няма данни.", by=worker)
    assert LegalAidApplication.objects.get().appeal_until is None  # our sources set no term
    decisions.appeal(application, appealed_on=date(2026, 3, 30), by=worker)
    decisions.grant(
        application, decided_on=date(2026, 4, 20), appointed_on=date(2026, 4, 20), lawyer_name="Адв. Пример", by=worker
    )

    application.refresh_from_db()
    assert (application.state, application.decided_on) == (AidState.GRANTED, LATER)
    assert application.appeal_decided_on == date(2026, 4, 20)


def test_a_refused_appeal_is_final(identified):
    case, worker = identified()
    application = submitted(case.aid_applications.get(), worker)
    decisions.refuse(application, decided_on=LATER, told_on=LATER, reasons="Няма данни.", by=worker)
    decisions.appeal(application, appealed_on=LATER, by=worker)

    decisions.refuse_for_good(application, decided_on=date(2026, 4, 20), reasons="Потвърдено.", by=worker)

    with pytest.raises(Refused):
        decisions.appeal(application, appealed_on=date(2026, 4, 21), by=worker)
    assert applications.draft(case, product="INITIAL", on=date(2026, 4, 21), by=worker).number == 2


def test_a_refusal_is_appealed_while_the_person_applies_anew(identified):
    case, worker = identified()
    first = submitted(case.aid_applications.get(), worker)
    decisions.refuse(first, decided_on=LATER, told_on=LATER, reasons="Няма данни.", by=worker)
    anew = applications.draft(case, product="INITIAL", on=LATER, by=worker)

    decisions.appeal(first, appealed_on=LATER, by=worker)

    submitted(anew, worker, on=LATER)
    states = case.aid_applications.order_by("number").values_list("state", flat=True)
    assert list(states) == [AidState.APPEALED, AidState.SUBMITTED]
    with pytest.raises(Refused, match="already has an open application"):
        applications.draft(case, product="INITIAL", on=LATER, by=worker)


def test_the_person_applies_anew_while_an_appeal_waits(identified):
    case, worker = identified()
    first = submitted(case.aid_applications.get(), worker)
    decisions.refuse(first, decided_on=LATER, told_on=LATER, reasons="Няма данни.", by=worker)
    decisions.appeal(first, appealed_on=LATER, by=worker)

    assert applications.draft(case, product="INITIAL", on=LATER, by=worker).number == 2


def test_one_open_application_of_each_kind(identified):
    case, worker = identified()

    with pytest.raises(Refused, match="already has an open application"):
        applications.draft(case, product="INITIAL", on=DAY, by=worker)
    applications.draft(case, product="FULL", on=DAY, by=worker)
    with pytest.raises(Refused, match="already has an open application"):
        applications.draft(case, product="FULL", on=DAY, by=worker)


def test_what_was_signed_is_not_edited(identified):
    case, worker = identified()
    application = case.aid_applications.get()
    applications.sign(application, applicant=Applicant.PERSON, signed_on=DAY, by=worker)

    with pytest.raises(Refused, match="not edited"):
        applications.amend(application, on=DAY, by=worker, needs="Something else.")


def test_who_is_not_on_the_team_records_nothing(identified):
    case, _worker = identified()
    application = case.aid_applications.get()
    elsewhere = UserFactory(organisation=case.organisation)

    with pytest.raises(Refused, match="Only those who support"):
        applications.withdraw(application, withdrawn_on=DAY, by=elsewhere)
