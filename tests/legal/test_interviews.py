"""The log of what was told: written once, struck out, and used again only while the person agrees."""

from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError

from cases.actions import sealing_file, team
from cases.states import OpeningGround, StatementForm
from legal.claims.actions import interviews
from legal.claims.models import Claim, Hearing, Interview, Preparation, Reuse
from legal.claims.states import GivenBy, RecordKind, Topic
from tests.cases.said_and_done import lines
from tests.cases.said_and_done import told as notified
from tests.factories import CaseFactory, CaseMemberFactory, OrganisationFactory, UserFactory
from tests.legal.heard import DAY, claim_of_the_state, hearing_of, share, told
from tvcase.accounts.roles import Role
from tvcase.dates import SOFIA
from tvcase.flow import Refused
from tvcase.wall.identity import identified, identity_of

NOW = datetime(2026, 5, 26, 9, 0, tzinfo=SOFIA)


@pytest.fixture
def case(db):
    return CaseFactory()


@pytest.fixture
def helper(case):
    return CaseMemberFactory(case=case).user


@pytest.fixture
def prosecutor(case, helper):
    """A prosecutor to whose office the legal file was opened."""
    prosecutor = UserFactory(prosecutor=True)
    subject = hearing_of(case, by=helper).pk
    team.open_to(case, prosecutor.organisation, OpeningGround.PROTECTION, subject=subject, by=helper, on=DAY)
    return prosecutor


def test_an_account_is_about_something(case, helper):
    with pytest.raises(ValidationError):
        told(case, by=helper, topics=[])


def test_the_account_of_a_hearing_is_of_the_same_case(case, helper):
    other = CaseMemberFactory(case=CaseFactory(organisation=case.organisation)).user
    hearing = hearing_of(other.memberships.get().case, by=other)

    with pytest.raises(Refused, match="another case"):
        told(case, by=helper, hearing=hearing)


def test_without_the_persons_agreement_no_authority_reads_anything(case, helper, prosecutor):
    told(case, by=helper)

    assert not Interview.objects.visible_to(prosecutor).exists()


def test_with_it_the_authority_reads_this_account_and_no_other(case, helper, prosecutor):
    interview = told(case, by=helper)
    told(case, by=helper, topics=[Topic.MONEY])
    share(interview, prosecutor.organisation, by=helper)

    assert list(Interview.objects.visible_to(prosecutor)) == [interview]
    assert not Interview.objects.visible_to(UserFactory(prosecutor=True)).exists()
    assert notified("account_shared") == {prosecutor}


def test_whoever_cannot_open_the_case_is_not_told_that_an_account_is_shared(case, helper, prosecutor):
    UserFactory(organisation=prosecutor.organisation, roles=[Role.OFFICER])
    unnamed = UserFactory(prosecutor=True, organisation=prosecutor.organisation)
    interview = told(case, by=helper)
    coordinator = UserFactory(organisation=case.organisation, coordinator=True)
    sealing_file.seal(case, people=[helper, prosecutor], reason="A colleague knows the family.", by=coordinator, at=NOW)

    share(interview, prosecutor.organisation, by=helper)

    assert unnamed not in notified("account_shared")
    assert notified("account_shared") == {prosecutor}


def test_once_it_is_taken_back_the_authority_reads_nothing_more(case, helper, prosecutor):
    reuse = share(told(case, by=helper), prosecutor.organisation, by=helper)
    interviews.take_back(reuse, withdrawn_on=DAY, on=DAY, by=helper)

    assert not Interview.objects.visible_to(prosecutor).exists()
    with pytest.raises(Refused, match="already"):
        interviews.take_back(reuse, withdrawn_on=DAY, on=DAY, by=helper)


def test_an_agreement_is_recorded_once(case, helper, prosecutor):
    interview = told(case, by=helper)
    share(interview, prosecutor.organisation, by=helper)
    with pytest.raises(ValidationError, match="may use it already"):
        share(interview, prosecutor.organisation, by=helper)


def test_a_second_agreement_follows_the_end_of_the_first(case, helper, prosecutor):
    interview = told(case, by=helper)
    interviews.take_back(share(interview, prosecutor.organisation, by=helper), withdrawn_on=DAY, on=DAY, by=helper)
    share(interview, prosecutor.organisation, by=helper, agreed_on=DAY)

    assert list(Interview.objects.visible_to(prosecutor)) == [interview]


def test_the_wall_shows_the_authority_this_account_and_nothing_else(case, helper, prosecutor):
    interview = told(case, by=helper)
    told(case, by=helper, topics=[Topic.MONEY])
    claim_of_the_state(case, by=helper)
    share(interview, prosecutor.organisation, by=helper)
    share(interview, _identified_by(case, helper), by=helper)

    with identified(identity_of(prosecutor)):
        assert list(Interview.objects.all()) == [interview]
        assert [reuse.organisation_id for reuse in Reuse.objects.all()] == [prosecutor.organisation_id]
        assert not any(model.objects.exists() for model in (Claim, Hearing, Preparation))


def test_an_authority_that_was_only_asked_is_given_nothing(case, helper):
    police = OrganisationFactory(police=True)
    team.open_to(case, police, OpeningGround.IDENTIFICATION, subject=case.pk, by=helper, on=DAY)

    with pytest.raises(Refused, match="not open to that authority"):
        share(told(case, by=helper), police, by=helper)


def _identified_by(case, by):
    police = OrganisationFactory(police=True)
    team.open_to(case, police, OpeningGround.IDENTIFIED, subject=case.pk, by=by, on=DAY)
    return police


def test_what_is_struck_out_is_used_by_nobody(case, helper, prosecutor):
    interview = told(case, by=helper)
    share(interview, prosecutor.organisation, by=helper)
    interview = interviews.strike(interview, on=DAY, by=helper)

    assert not Interview.objects.visible_to(prosecutor).exists()
    assert Interview.objects.visible_to(helper).get() == interview
    assert not Reuse.objects.lasting().exists()
    with pytest.raises(Refused, match="struck out"):
        share(interview, prosecutor.organisation, by=helper)


def test_an_authority_to_which_the_case_is_not_open_is_given_nothing(case, helper):
    with pytest.raises(Refused, match="not open to that authority"):
        share(told(case, by=helper), OrganisationFactory(police=True), by=helper)


def test_what_was_not_written_down_cannot_be_used_again(case, helper, prosecutor):
    interview = told(case, by=helper, record=RecordKind.NONE)

    with pytest.raises(Refused, match="nothing to use again"):
        share(interview, prosecutor.organisation, by=helper)


def test_an_oral_agreement_that_nobody_minuted_is_none(case, helper, prosecutor):
    with pytest.raises(ValidationError, match="in writing"):
        share(told(case, by=helper), prosecutor.organisation, by=helper, form=StatementForm.ORAL)


def test_nobody_agrees_before_it_was_told(case, helper, prosecutor):
    with pytest.raises(Refused, match="before it was told"):
        share(told(case, by=helper), prosecutor.organisation, by=helper, agreed_on=date(2026, 5, 19))


def test_a_representative_may_agree(case, helper, prosecutor):
    reuse = share(told(case, by=helper), prosecutor.organisation, by=helper, given_by=GivenBy.LEGAL_REPRESENTATIVE)

    assert reuse.given_by == GivenBy.LEGAL_REPRESENTATIVE


def test_an_agreement_is_taken_back_in_a_closed_case_too(case, helper, prosecutor, monkeypatch):
    reuse = share(told(case, by=helper), prosecutor.organisation, by=helper)
    monkeypatch.setattr(type(case), "is_open", property(lambda case: False))

    assert interviews.take_back(reuse, withdrawn_on=DAY, on=DAY, by=helper).withdrawn_on == DAY


def test_the_trace_names_the_account_and_the_authority_and_tells_nothing(case, helper, prosecutor):
    share(told(case, by=helper), prosecutor.organisation, by=helper)

    (line,) = lines("claims.interview.shared")
    assert (line.about, line.facts["to"]) == ("interview 1", prosecutor.organisation.code)
    assert set(line.facts) == {"number", "to"}


@pytest.mark.parametrize("who", ["officer", "prosecutor", "shelter_staff", "coordinator"])
def test_only_those_who_support_the_person_keep_the_log(case, who):
    with pytest.raises(Refused, match="Only those who support the person"):
        told(case, by=UserFactory(**{who: True}))
