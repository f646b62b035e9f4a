"""What the person is told of her or his rights: whose duty it is, what discharges it, and the proof."""

from datetime import date

import pytest
from django.db import IntegrityError

from cases.actions import informing
from cases.facts import facts_of, latest_period
from cases.informing import missing_of, told, untold
from cases.models import InformationSheet, RightsBriefing
from cases.models.case import access
from cases.nextstep import next_step
from cases.states import Confirmation, Right, TeamRole
from cases.work import work_of
from tests.cases.said_and_done import annul, at, clock, identify, inform, lines, refused_by_the_database, url
from tests.factories import CaseFactory, CaseMemberFactory, UserFactory
from tvcase.flow import Refused

OTHERS = [Right.SPECIAL_PROTECTION, Right.LEGAL_AID, Right.COMPENSATION]
DAY, NEXT = date(2026, 3, 10), date(2026, 3, 11)


def owed(case, user, *, on=NEXT):
    """Which rights the page calls overdue."""
    rights, _authority = told(case, user, on=on)
    return [right.duty.right for right in rights if right.duty.is_overdue(on=on)]


def next_step_of(case, user, *, on=NEXT):
    period = latest_period(case, user)
    return next_step(facts_of(case, user, access(user, case), period, on=on))


def test_every_right_is_owed_by_the_identifying_organisation_and_overdue_from_the_next_day(case):
    officer = clock(case).identification.officer

    assert owed(case, officer, on=DAY) == []
    assert owed(case, officer) == list(Right)


def test_what_the_authority_explained_is_done_right_by_right(case):
    officer = clock(case).identification.officer
    inform(clock(case), rights=[Right.REFLECTION_PERIOD, Right.LEGAL_AID])

    assert owed(case, officer) == [Right.SPECIAL_PROTECTION, Right.COMPENSATION]


def test_what_another_body_explained_is_kept_and_discharges_nothing(case):
    member = CaseMemberFactory(case=case).user
    inform(clock(case), rights=list(Right), by=member)

    assert owed(case, member) == list(Right)
    assert [line.facts["discharges"] for line in lines("cases.right.told")] == [False] * 4


def test_what_was_not_understood_must_be_explained_again(case):
    officer = clock(case).identification.officer
    inform(clock(case), rights=list(Right), confirmation=Confirmation.NOT_UNDERSTOOD)

    assert owed(case, officer) == list(Right)
    inform(clock(case), rights=list(Right), confirmation=Confirmation.REFUSED, when=at(3, 10, 13))
    assert owed(case, officer) == []


def test_what_was_told_before_the_identification_is_told_again(case):
    officer = clock(case).identification.officer
    inform(clock(case), rights=OTHERS, when=at(3, 9, 23, 59))

    assert owed(case, officer) == list(Right)
    assert [missing_of(row) for row in untold(officer)] == [OTHERS]
    assert [line.facts["discharges"] for line in lines("cases.right.told")] == [False] * 3

    inform(clock(case), rights=OTHERS, when=at(3, 10, 0, 1))  # on its day, if an hour before it
    assert owed(case, officer) == [Right.REFLECTION_PERIOD]
    assert not untold(officer).exists()


def test_nobody_owes_anything_before_a_formal_identification_or_after_it_was_annulled(case):
    CaseMemberFactory(case=case, user=case.recorded_by)
    annul(clock(case).identification)

    assert owed(CaseFactory(), UserFactory()) == []
    assert owed(case, case.recorded_by) == []


def test_a_child_is_told_of_every_right_but_the_reflection_period():
    case = CaseFactory(child=True)
    officer = identify(case).officer

    assert owed(case, officer) == OTHERS
    with pytest.raises(Refused, match="nothing to tell"):
        informing.inform(
            case,
            rights=[Right.REFLECTION_PERIOD],
            informed_at=at(3, 10, 12),
            informed_by="D. P.",
            language="bg",
            confirmation=Confirmation.SAID,
            by=officer,
        )


def test_the_sheet_is_recorded_in_the_version_that_is_given_now(case):
    later = InformationSheet.objects.get(right=Right.LEGAL_AID, language="uk")
    InformationSheet.objects.create(right=later.right, language="uk", version=2, title="Два", text="Інший текст.")

    briefing = inform(clock(case), rights=[Right.LEGAL_AID], sheet_language="uk")

    assert (briefing.sheet.version, briefing.sheet_given) == (2, True)


def test_a_sheet_of_another_organisation_is_given_without_a_version(case):
    briefing = inform(clock(case), sheet_given=True)

    assert (briefing.sheet, briefing.sheet_given) == (None, True)


def test_in_a_language_without_a_sheet_none_was_given(case):
    with pytest.raises(Refused, match="no sheet"):
        inform(clock(case), sheet_language="de")

    assert not RightsBriefing.objects.exists()


def test_an_approved_text_goes_before_a_later_one_that_nobody_checked(case):
    sheet = InformationSheet.objects.get(right=Right.LEGAL_AID, language="bg")
    sheet.approved_by, sheet.approved_at = UserFactory(), at(3, 1)
    sheet.save()
    InformationSheet.objects.create(right=sheet.right, language="bg", version=2, title="Нов", text="Нов текст.")

    assert inform(clock(case), rights=[Right.LEGAL_AID], sheet_language="bg").sheet == sheet


def test_the_database_refuses_a_sheet_about_another_right(case):
    sheet = InformationSheet.objects.get(right=Right.COMPENSATION, language="bg")

    with pytest.raises(IntegrityError, match="about another right"):
        RightsBriefing.objects.bulk_create(
            [
                RightsBriefing(
                    case=case,
                    right=Right.LEGAL_AID,
                    informed_at=at(3, 10),
                    organisation=case.organisation,
                    language="bg",
                    sheet=sheet,
                    sheet_given=True,
                    recorded_by=case.recorded_by,
                )
            ]
        )


def test_the_database_refuses_another_text_and_a_second_approval():
    statement = "UPDATE cases_informationsheet SET title = 'x' WHERE language = 'bg'"

    assert refused_by_the_database(statement) == "information_sheet_never_changes"


def test_what_is_still_to_be_explained_is_the_next_step_of_the_identifying_body(case):
    officer = clock(case).identification.officer
    inform(clock(case), rights=[Right.REFLECTION_PERIOD, Right.LEGAL_AID])

    assert next_step_of(case, officer).url.endswith("/inform/")
    inform(clock(case), rights=OTHERS, when=at(3, 10, 13))
    assert next_step_of(case, officer).url == ""


def test_the_work_of_the_identifying_body_and_of_coordinators_names_what_is_missing(case):
    officer = clock(case).identification.officer
    coordinator = UserFactory(organisation=case.organisation, coordinator=True)
    caseworker = CaseMemberFactory(case=case).user
    inform(clock(case), rights=[Right.REFLECTION_PERIOD, Right.LEGAL_AID])

    ours, theirs, hers = (work_of(user, at=at(3, 11)) for user in (officer, coordinator, caseworker))

    wanted = "special protection under Article 25, compensation"
    assert [item.what for item in ours.now] == [f"Explain to the person: {wanted}"]
    assert [item.what for item in theirs.others] == [f"The authority has not explained to the person: {wanted}"]
    assert hers.others == []


def test_what_is_explained_waits_for_nobody(case):
    officer = clock(case).identification.officer
    assert [missing_of(row) for row in untold(officer)] == [OTHERS]

    inform(clock(case), rights=OTHERS)

    assert not untold(officer).exists()


@pytest.mark.parametrize("role", [TeamRole.CASEWORKER, TeamRole.OFFICER, TeamRole.SHELTER_WORKER])
def test_who_may_read_what_the_person_was_told(client, join, case, words, role):
    inform(clock(case), rights=[Right.LEGAL_AID], sheet_language="tr", confirmation=Confirmation.SIGNED)
    join(case, role, language="en")

    page = words(client.get(url("informed", case)))

    assert "Sheet in Turkish, version 1" in page
    assert "Understood: yes, and signed" in page
    assert "D. P." not in page


def test_the_page_names_the_authority_that_must_explain(client, join, case, words):
    join(case, language="en")

    assert "must explain these rights at once" in words(client.get(url("informed", case)))
