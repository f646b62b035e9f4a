"""Where a parent may be involved: no letter to the parent, no consent asked of the parent, somebody else represents."""

from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from cases.actions.reminders import raise_due
from cases.children.actions import representation
from cases.rules import parent_is_kept_out
from cases.rules.letters import SPECIAL_REPRESENTATIVE_SIGNS, representative_signs
from cases.sharing import rules as sharing
from cases.sharing.letters import CONSENT
from cases.sharing.states import GivenBy
from cases.states import AgeStatus, TeamRole
from legal.aid.rules import applicants
from tests.cases.said_and_done import at, find_age, lines, told
from tests.cases.said_and_done import told as notified
from tests.children.given import DAY, appointed, child, kept_out
from tests.factories import CaseFactory, CaseMemberFactory, UserFactory
from tests.sharing import told as sharing_told
from tvcase.dates import SOFIA
from tvcase.db import save_checked
from tvcase.documents.letters import Occasion
from tvcase.flow import Refused

MISSING = "child_representative_missing"
LEGAL = GivenBy.LEGAL_REPRESENTATIVE
SPECIAL = GivenBy.SPECIAL_REPRESENTATIVE


@pytest.mark.parametrize("age_status", ["UNCERTAIN", "MINOR_VERIFIED"])
def test_the_parent_is_asked_for_nothing_from_the_day_it_is_known(age_status):
    case = child(age_status)
    assert LEGAL in sharing.givers(case)

    kept_out(case)

    assert parent_is_kept_out(case)
    assert sharing.givers(case) == (SPECIAL,)
    assert [who.value for who in applicants(case)] == ["SPECIAL_REPRESENTATIVE"]
    assert representative_signs(case) == SPECIAL_REPRESENTATIVE_SIGNS


def test_a_consent_of_the_parent_is_refused_and_an_earlier_one_counts_no_more():
    case = child()
    by, receiver = CaseMemberFactory(case=case).user, UserFactory()
    facts = {"giver_name": "Баща", "child_opinion": "Не знам."}
    explained = sharing_told.offered(case, receiver.organisation, by=by)
    consent = sharing_told.agree(explained, by=by, given_by=LEGAL, **facts)
    assert sharing.counts(consent, on=sharing_told.DAY)

    kept_out(case)

    assert not sharing.counts(consent, on=sharing_told.DAY)
    paper = Occasion(case=case, subject=consent, by=by, on=sharing_told.DAY)
    assert "This consent does not hold." in map(str, CONSENT.why_not(paper))
    offered = sharing_told.offered(case, receiver.organisation, by=by)
    with pytest.raises(ValidationError), transaction.atomic():
        sharing_told.agree(offered, by=by, given_by=LEGAL, **facts)
    given = sharing_told.agree(offered, by=by, given_by=SPECIAL, **facts)
    assert sharing.counts(given, on=sharing_told.DAY)


def test_the_database_too_takes_no_consent_of_a_parent_who_is_kept_out():
    case = child()
    by, receiver = CaseMemberFactory(case=case).user, UserFactory()
    offered = sharing_told.offered(case, receiver.organisation, by=by)
    kept_out(case)

    offered.state, offered.given_by, offered.form = "ACTIVE", LEGAL, "WRITTEN"
    offered.answered_on, offered.giver_name, offered.child_opinion = sharing_told.DAY, "Баща", "Не знам."

    with pytest.raises(ValidationError, match="may be involved"), transaction.atomic():
        save_checked(offered)


def test_when_it_ends_the_parent_is_asked_again():
    case = child()
    standing = appointed(case)
    assert parent_is_kept_out(case)

    representation.end(standing, end_reason="NOT_INVOLVED", ended_on=DAY, on=DAY, by=case.recorded_by)

    assert not parent_is_kept_out(case)
    assert LEGAL in sharing.givers(case)
    assert [line.action.rpartition(".")[2] for line in lines("children.representative.ended")] == ["ended"]


def test_nobody_is_represented_who_is_found_to_be_an_adult():
    case = child()
    kept_out(case)
    find_age(case, AgeStatus.ADULT_VERIFIED, when=at(3, 20))
    case.refresh_from_db()

    assert not parent_is_kept_out(case)
    assert GivenBy.PERSON in sharing.givers(case)
    with pytest.raises(Refused, match="is, or may be, a child"):
        kept_out(CaseFactory())


def test_while_one_is_missing_the_team_is_reminded_on_every_working_day():
    case = child()
    member, officer = CaseMemberFactory(case=case).user, UserFactory(officer=True)
    CaseMemberFactory(case=case, user=officer, role=TeamRole.OFFICER)
    standing = kept_out(case)

    for day in range(16, 24):  # Monday to Monday
        raise_due(at=datetime(2026, 3, day, 12, tzinfo=SOFIA))

    found = [one for one in told(MISSING)]
    assert found == [member]
    assert member.notifications.filter(kind=MISSING).count() == 6
    facts = {"name": "А. Измислен", "appointed_by": "COURT", "authority": "Съд Проба", "reference": ""}
    day = date(2026, 3, 24)
    representation.appoint(standing, **facts, appointed_on=day, on=day, by=case.recorded_by)
    raise_due(at=datetime(2026, 3, 24, 12, tzinfo=SOFIA))
    assert member.notifications.filter(kind=MISSING).count() == 6
    assert notified(MISSING) == {member}


def test_who_was_appointed_is_written_whole_and_never_changed():
    case = child()
    standing = kept_out(case)
    day = date(2026, 3, 18)
    whole = {"name": "", "appointed_by": "COURT", "authority": "Съд"}
    with pytest.raises(ValidationError, match="by which court"), transaction.atomic():
        representation.appoint(standing, **whole, appointed_on=day, on=day, by=case.recorded_by)

    representation.end(standing, end_reason="REPLACED", ended_on=DAY, on=DAY, by=case.recorded_by)
    second = appointed(case)
    with pytest.raises(Refused, match="already"):
        representation.appoint(second, **whole | {"name": "Б."}, appointed_on=day, on=day, by=case.recorded_by)
    assert [one.number for one in case.special_representations.all()] == [1, 2]


def test_the_page_of_the_case_says_so_clearly(client, join, words):
    case = child()
    kept_out(case)
    join(case)

    text = words(client.get(reverse("cases:detail", args=[case.code])))

    assert "no letter goes to them, and they are asked for no consent" in text
    assert "Nobody is appointed as special representative yet" in text


def test_what_waits_stands_in_ones_own_work(client, join, words):
    case = child()
    kept_out(case)
    join(case)

    assert case.code in words(client.get(reverse("children:work-panel")))
