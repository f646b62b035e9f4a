"""A case passes to a supporting organisation: offered with consent, answered there, opened no more than needed."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from cases.actions import handovers, identification
from cases.models import Case, Handover
from cases.models.case import access
from cases.permissions import CasePerm
from cases.states import OpeningGround, TeamRole
from tests.factories import CaseFactory, CaseMemberFactory, OrganisationFactory, UserFactory
from tvcase.dates import SOFIA
from tvcase.flow import Refused
from tvcase.notifications.models import Notification

TODAY = date(2026, 3, 5)
CONSENT = {"consent_on": date(2026, 3, 4), "consent_note": "orally, with an interpreter", "on": TODAY}


@pytest.fixture
def officer():
    return UserFactory(officer=True)


@pytest.fixture
def case(officer):
    case = CaseFactory(organisation=officer.organisation, recorded_by=officer)
    CaseMemberFactory(case=case, user=officer, role=TeamRole.OFFICER)
    return case


@pytest.fixture
def caseworker():
    return UserFactory()


@pytest.fixture
def offer(case, officer, caseworker):
    return handovers.offer(case, to_organisation=caseworker.organisation, **CONSENT, by=officer)


def test_an_offer_opens_core_and_clock_to_those_who_answer(case, offer, caseworker):
    lawyer = UserFactory(organisation=caseworker.organisation, roles=["lawyer"])

    assert access(caseworker, case) == {CasePerm.VIEW_CORE, CasePerm.VIEW_CLOCK}
    assert access(lawyer, case) == frozenset()
    assert Notification.objects.get(kind="handover_offered").recipient == caseworker


def test_who_accepts_holds_the_case_and_the_person(case, offer, officer, caseworker):
    handovers.accept(offer, by=caseworker, on=TODAY)

    case.refresh_from_db()
    assert case.organisation == case.person.organisation == caseworker.organisation
    assert case.members.get(left_on=None).user == caseworker
    assert CasePerm.CHANGE_IDENTITY in access(caseworker, case)
    assert not Case.objects.visible_to(officer).exists()
    assert not case.openings.filter(ground=OpeningGround.HANDOVER, closed_on=None).exists()
    assert Notification.objects.get(kind="handover_accepted").recipient == officer


def test_an_authority_that_identified_keeps_what_its_duty_to_inform_needs(case, officer, caseworker):
    identify(case, officer)
    offer = handovers.offer(case, to_organisation=caseworker.organisation, **CONSENT, by=officer)

    handovers.accept(offer, by=caseworker, on=TODAY)

    assert case.openings.get(ground=OpeningGround.IDENTIFIED).organisation == officer.organisation
    kept = access(officer, case)
    assert CasePerm.CHANGE_CLOCK in kept
    assert not kept & {CasePerm.CHANGE_IDENTITY, CasePerm.VIEW_LEGAL, CasePerm.VIEW_SUPPORT, CasePerm.CHANGE_CORE}


def test_an_authority_that_was_asked_can_still_answer_after_the_handover(case, officer, caseworker):
    identification.request_formal(
        case,
        authority=officer.organisation,
        request_basis="CONSENT",
        request_reason="Agreed on 4 March.",
        on=TODAY,
        by=officer,
    )
    offer = handovers.offer(case, to_organisation=caseworker.organisation, **CONSENT, by=officer)

    handovers.accept(offer, by=caseworker, on=TODAY)

    assert access(officer, case) == {
        CasePerm.VIEW_IDENTITY,
        CasePerm.VIEW_IDENTIFICATION,
        CasePerm.CHANGE_IDENTIFICATION,
    }


def test_a_refusal_closes_the_case_to_the_organisation_again(case, offer, officer, caseworker):
    answered = handovers.decline(offer, reason="No free place.", by=caseworker, on=TODAY)

    assert answered.decline_reason == "No free place."
    assert access(caseworker, case) == frozenset()
    assert Notification.objects.get(kind="handover_declined").recipient == officer


def test_an_offer_taken_back_closes_the_case_again(case, offer, officer, caseworker):
    handovers.recall(offer, by=officer, on=TODAY)

    assert access(caseworker, case) == frozenset()
    with pytest.raises(Refused):
        handovers.accept(offer, by=caseworker, on=TODAY)


def test_only_the_organisation_that_was_asked_answers(offer, officer):
    for by in (UserFactory(), officer):
        with pytest.raises(Refused):
            handovers.accept(offer, by=by, on=TODAY)


def test_a_lawyer_of_the_organisation_does_not_answer_for_it(offer, caseworker):
    lawyer = UserFactory(organisation=caseworker.organisation, roles=["lawyer"])

    with pytest.raises(Refused):
        handovers.decline(offer, reason="No.", by=lawyer, on=TODAY)


@pytest.mark.parametrize("kind", ["police", "national_commission"])
def test_a_case_goes_to_supporting_organisations_only(case, officer, kind):
    with pytest.raises(Refused):
        handovers.offer(case, to_organisation=OrganisationFactory(**{kind: True}), **CONSENT, by=officer)


def test_a_case_is_offered_once_at_a_time_by_its_holder_with_a_consent_already_given(case, offer, officer):
    another = {"to_organisation": OrganisationFactory()}
    with pytest.raises(Refused):
        handovers.offer(case, **another, **CONSENT, by=officer)
    handovers.recall(offer, by=officer, on=TODAY)
    with pytest.raises(Refused):
        handovers.offer(case, **another, **CONSENT, by=UserFactory())
    with pytest.raises(Refused):
        handovers.offer(case, **another, **CONSENT | {"consent_on": TODAY + timedelta(days=1)}, by=officer)
    with pytest.raises(ValidationError):
        handovers.offer(case, **another, **CONSENT | {"consent_note": ""}, by=officer)


def test_two_organisations_that_answer_at_once_cannot_both_be_right(case, offer, caseworker):
    handovers.accept(Handover.objects.get(pk=offer.pk), by=caseworker, on=TODAY)

    with pytest.raises(Refused):
        handovers.decline(offer, reason="No.", by=caseworker, on=TODAY)


def identify(case, officer):
    identification.identify_formally(
        case,
        bases=["SELF_IDENTIFICATION"],
        identified_at=datetime(2026, 3, 3, 10, 0, tzinfo=SOFIA),
        territory_bg=True,
        decision_reference="1/2026",
        by=officer,
        on=TODAY,
    )


def test_an_earlier_episode_that_stays_behind_no_longer_opens_the_identity(officer, caseworker):
    earlier = CaseFactory(organisation=officer.organisation, recorded_by=officer, closed=True)
    CaseMemberFactory(case=earlier, user=officer, role=TeamRole.OFFICER)
    following = CaseFactory(
        organisation=officer.organisation,
        recorded_by=officer,
        person=earlier.person,
        episode=2,
        previous_episode=earlier,
    )
    CaseMemberFactory(case=following, user=officer, role=TeamRole.OFFICER)
    assert CasePerm.VIEW_IDENTITY in access(officer, earlier)

    offer = handovers.offer(following, to_organisation=caseworker.organisation, **CONSENT, by=officer)
    handovers.accept(offer, by=caseworker, on=TODAY)

    assert CasePerm.VIEW_IDENTITY not in access(officer, earlier)
    assert CasePerm.VIEW_CORE in access(officer, earlier)
    assert CasePerm.VIEW_IDENTITY in access(caseworker, Case.objects.get(pk=following.pk))
