"""What is recorded of the person, and by what she or he is found."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from cases.actions import cases, handovers, people, team
from cases.search import age_band, find
from cases.states import SpellingKind, TeamRole
from tests.cases.said_and_done import ask
from tests.factories import CaseFactory, CaseMemberFactory, UserFactory
from tvcase.audit.models import Event
from tvcase.flow import Refused

TODAY = date(2026, 3, 5)
BORN_1999 = {"born_on": date(1999, 5, 1), "born_precision": "EXACT"}


@pytest.fixture
def case():
    return CaseFactory()


@pytest.fixture
def member(case):
    return CaseMemberFactory(case=case).user


def found(user, **words):
    return [one.case for one in find(user, **words, on=TODAY)]


@pytest.mark.parametrize("typed", ["Иванова", "ivanova", "ИВАНОВА ", "Рая Иванова", "Ivanova, Raya"])
def test_a_family_name_is_found_in_both_alphabets_with_the_year_of_birth(case, member, typed):
    people.record_names(case, family_name="Иванова", **BORN_1999, by=member, on=TODAY)

    assert found(member, family_name=typed, birth_year=1999) == [case]
    assert found(member, family_name=typed, birth_year=1998) == []


@pytest.mark.parametrize("typed", ["Иванова", "рая", "Raya", "Лале", "Рая Иванова"])
def test_in_ones_own_open_cases_any_name_is_found_without_a_year(case, member, typed):
    names = {"given_name": "Рая", "family_name": "Иванова", "alias_in_use": "Лале"}
    people.record_names(case, **names, **BORN_1999, by=member, on=TODAY)
    coordinator = UserFactory(coordinator=True, organisation=case.organisation)
    team.sync(case)

    assert found(member, family_name=typed) == [case]
    assert found(member, family_name=typed, birth_year=1998) == []
    assert found(coordinator, family_name=typed) == []


def test_a_name_without_a_recorded_year_is_found_with_any_year(case, member):
    people.record_names(case, family_name="Иванова", by=member, on=TODAY)

    assert found(member, family_name="Ivanova", birth_year=1999) == found(member, family_name="Ivanova") == [case]


def test_aliases_spellings_and_documents_are_found(case, member):
    people.record_names(case, alias_in_use="Лале", family_name="Иванова", **BORN_1999, by=member, on=TODAY)
    people.write_spelling(case, kind=SpellingKind.FAMILY_NAME, text="Iwanoff", by=member, on=TODAY)
    people.write_document(case, kind="PASSPORT", document_number="АА 12-34", by=member, on=TODAY)

    assert found(member, alias="lale") == [case]
    assert found(member, family_name="IWANOFF", birth_year=1999) == [case]
    assert found(member, document_number="aa1234") == [case]
    assert found(member, alias="Iwanoff") == found(member, document_number="34") == []


def test_a_case_is_found_by_its_code_however_it_is_typed(member):
    case = CaseFactory(code="7KFM-29XR")
    CaseMemberFactory(case=case, user=member)

    assert found(member, case_code=" 7кfм29хr") == [case]


def test_nobody_finds_what_they_may_not_see(case, member):
    people.record_names(case, family_name="Иванова", alias_in_use="Лале", by=member, on=TODAY)
    stranger = UserFactory(organisation=case.organisation)

    assert found(stranger, family_name="Иванова", alias="Лале", case_code=case.code) == []


def test_a_name_is_neither_searched_nor_shown_where_the_identity_is_closed(case, member, grant_core):
    people.record_names(case, family_name="Иванова", **BORN_1999, by=member, on=TODAY)
    outsider = grant_core(case)

    assert found(outsider, family_name="Иванова", birth_year=1999) == []
    (one,) = find(outsider, case_code=case.code, on=TODAY)
    assert one.name == ""
    assert str(one.age) == "adult, as she or he says"
    (one,) = find(member, case_code=case.code, on=TODAY)
    assert (one.name, str(one.age)) == ("Иванова", "25 to 34")


@pytest.mark.parametrize("role", ["officer", "prosecutor"])
def test_an_alias_is_neither_searched_nor_shown_where_the_person_may_not_be_reached(case, member, role):
    """Domain 9.2: whoever types a nickname from a phone learns nothing from an authority's account."""
    people.record_names(case, alias_in_use="Лале", by=member, on=TODAY)
    asked = UserFactory(**{role: True})
    ask(case, asked.organisation, by=member)
    CaseMemberFactory(case=case, user=asked, role=TeamRole.OFFICER)

    assert found(asked, alias="Лале") == found(asked, family_name="Лале") == []
    (one,) = find(asked, case_code=case.code, on=TODAY)
    assert (one.name, str(one.age)) == ("", "adult, as she or he says")
    people.record_names(case, family_name="Иванова", alias_in_use="Лале", by=member, on=TODAY)
    (one,) = find(asked, family_name="Иванова", alias="Лале", on=TODAY)
    assert one.name == "Иванова"


def test_a_person_without_a_name_is_shown_as_called_to_those_who_reach_her(case, member):
    people.record_names(case, alias_in_use="Лале", by=member, on=TODAY)

    assert [one.name for one in find(member, alias="Лале", on=TODAY)] == ["Лале"]


def test_a_changed_name_is_no_longer_found_a_former_alias_is(case, member):
    people.record_names(case, family_name="Иванова", alias_in_use="Лале", by=member, on=TODAY)
    people.record_names(case, family_name="Петрова", alias_in_use="Роза", by=member, on=TODAY)

    assert found(member, family_name="Иванова") == []
    assert found(member, family_name="Petrova") == found(member, alias="Лале") == found(member, alias="Roza") == [case]


def test_a_birth_that_contradicts_the_age_found_is_refused(case, member):
    with pytest.raises(Refused):
        people.record_names(case, born_on=date(2010, 1, 1), born_precision="EXACT", by=member, on=TODAY)


def test_the_trace_names_the_fields_and_never_what_they_hold(case, member):
    people.record_names(case, given_name="Изпитна", by=member, on=TODAY)
    people.record_contact(case, safe_channels=["PHONE_CALL"], phone="+359 000", by=member, on=TODAY)

    facts = Event.objects.filter(action__startswith="cases.person").values_list("action", "facts")
    assert dict(facts) == {
        "cases.person.names": {"fields": ["given_name", "alias_in_use"]},
        "cases.person.contact": {"fields": ["phone", "safe_channels"]},
    }


def test_what_has_not_changed_leaves_no_line(case, member):
    people.record_contact(case, safe_channels=[], by=member, on=TODAY)

    assert not Event.objects.filter(action="cases.person.contact").exists()


@pytest.mark.parametrize(
    "act",
    [
        lambda case, by: people.record_origin(
            case,
            citizenships=["BG"],
            languages=["bg"],
            interpreter_needed=False,
            residence_status="NONE_SUCH",
            by=by,
            on=TODAY,
        ),
        lambda case, by: people.record_contact(case, safe_channels=["PIGEON"], by=by, on=TODAY),
        lambda case, by: people.write_document(case, kind="PIGEON", document_number="1", by=by, on=TODAY),
        lambda case, by: people.write_document(case, kind="PASSPORT", document_number="--", by=by, on=TODAY),
        lambda case, by: people.write_spelling(case, kind=SpellingKind.ALIAS, text="!", by=by, on=TODAY),
        lambda case, by: cases.record_facts(
            case,
            exploitation=["BEGGING"],
            main_form="SEXUAL_PROSTITUTION",
            by=by,
            on=TODAY,
        ),
    ],
)
def test_what_no_list_has_is_refused(case, member, act):
    with pytest.raises(ValidationError):
        act(case, member)


def test_a_closed_case_is_not_described_any_more(member):
    case = CaseFactory(closed=True)

    with pytest.raises(Refused):
        people.record_contact(case, safe_channels=[], phone="1", by=member, on=TODAY)


def test_an_alias_twice_is_refused_and_corrected_in_place(case, member):
    spelling = people.write_spelling(case, kind=SpellingKind.ALIAS, text="Лале", by=member, on=TODAY)
    with pytest.raises(ValidationError, match="already recorded"):
        people.write_spelling(case, kind=SpellingKind.ALIAS, text="LALE", by=member, on=TODAY)

    people.write_spelling(case, kind=SpellingKind.ALIAS, text="Роза", spelling=spelling, by=member, on=TODAY)

    assert found(member, alias="Лале") == []
    assert found(member, alias="Роза") == [case]


@pytest.mark.parametrize(
    ("born_on", "band"),
    [
        (date(2008, 3, 6), "under 18"),
        (date(2008, 3, 5), "18 to 24"),
        (date(1976, 3, 6), "35 to 49"),
        (date(1900, 1, 1), "50 or older"),
        (None, "adult, as she or he says"),
    ],
)
def test_ages_are_told_as_bands(case, born_on, band):
    case.person.born_on = born_on

    assert str(age_band(case, on=TODAY)) == band


@pytest.fixture
def grant_core(client):
    """A coordinator of an organisation to which the case is offered: core and clock only."""

    def grant(case):
        outsider = UserFactory(coordinator=True)
        handover(case, outsider.organisation)
        return outsider

    return grant


def handover(case, organisation):
    from_holder = CaseMemberFactory(case=case, role=TeamRole.SUPERVISOR).user
    handovers.offer(
        case, to_organisation=organisation, consent_on=TODAY, consent_note="orally", by=from_holder, on=TODAY
    )
