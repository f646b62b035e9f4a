"""The page of deadlines: what is on it, for whom, and in which order."""

from datetime import date

import pytest

from cases.actions import informing
from cases.models import Case
from cases.permissions import CasePerm
from cases.rules import CaseDeadline, DeadlineSource, deadline_source
from cases.states import Confirmation, Right
from cases.views.terms import sorted_out
from tests.cases.said_and_done import at, clock, find_age, identify, inform, say, url
from tests.factories import CaseFactory, StayFactory, UserFactory

ON = date(2026, 3, 25)


@pytest.fixture
def case(db):
    """Identified on 10 March 2026 and told of the period."""
    case = CaseFactory()
    identify(case)
    inform(clock(case))
    return case


def coordinator_of(case):
    return UserFactory(coordinator=True, organisation=case.organisation)


def shown(case, user, *, on=ON):
    """The titles of each part with their last days."""
    parts = sorted_out(Case.objects.get(pk=case.pk), user, on=on)
    ahead = [one for one, _days in parts["ahead"]]
    return {
        part: [(str(one.title), one.last_day) for one in found]
        for part, found in (parts | {"ahead": ahead}).items()
        if found
    }


PERIOD = ("Recovery and reflection period", date(2026, 4, 9))
CONSENT = ("Declaring consent to cooperate: only special protection depends on it", date(2026, 4, 10))


def of_the_period(found):
    """Only what follows from the period."""
    kept = {part: [one for one in rows if one in (PERIOD, CONSENT)] for part, rows in found.items()}
    return {part: rows for part, rows in kept.items() if rows}


def test_the_next_deadline_comes_first_and_one_that_has_passed_is_said_to_have(case):
    user = coordinator_of(case)

    assert of_the_period(shown(case, user)) == {"ahead": [PERIOD, CONSENT]}
    assert of_the_period(shown(case, user, on=date(2026, 4, 9))) == {"ahead": [PERIOD, CONSENT]}
    assert of_the_period(shown(case, user, on=date(2026, 4, 10))) == {"passed": [PERIOD], "ahead": [CONSENT]}


def test_a_decision_to_cooperate_meets_both(case):
    say(case)

    assert of_the_period(shown(case, coordinator_of(case))) == {"over": [PERIOD, CONSENT]}


def test_an_authority_that_was_not_told_sees_the_last_day_and_no_end(case):
    say(case)
    officer = clock(case).identification.officer

    assert of_the_period(shown(case, officer)) == {"ahead": [PERIOD]}


def term_of_consent(case, user):
    """The row of the term of consent, if there is one."""
    return {part: row for part, rows in shown(case, user).items() for row in rows if row[0] == CONSENT[0]}


def test_the_term_of_consent_is_counted_from_what_the_identifying_organisation_said_first(db):
    case = CaseFactory()
    officer = identify(case).officer
    user = coordinator_of(case)
    inform(clock(case), by=user, when=at(3, 10))
    assert term_of_consent(case, user) == {"without": (CONSENT[0], None)}

    inform(clock(case), when=at(3, 14), by=officer)
    assert term_of_consent(case, user) == {"ahead": (CONSENT[0], date(2026, 4, 14))}

    inform(clock(case), when=at(3, 12), by=officer, rights=[Right.SPECIAL_PROTECTION])
    inform(clock(case), when=at(3, 11), by=officer, rights=[Right.COMPENSATION])
    inform(clock(case), when=at(3, 9), by=officer, rights=[Right.SPECIAL_PROTECTION])
    assert term_of_consent(case, user) == {"ahead": (CONSENT[0], date(2026, 4, 12))}


def test_the_term_of_consent_needs_no_period(db, client, words):
    case = CaseFactory()
    officer = identify(case, territory_bg=False).officer
    user = coordinator_of(case)
    assert clock(case) is None
    client.force_login(user)

    text = words(client.get(url("terms", case)))
    assert f"{CONSENT[0]} It begins when the identifying organisation has told the person." in text
    tell = {"informed_by": "D. P.", "language": "bg", "confirmation": Confirmation.SAID, "informed_at": at(3, 12)}
    informing.inform(case, rights=[Right.SPECIAL_PROTECTION], by=officer, **tell)

    assert term_of_consent(case, user) == {"ahead": (CONSENT[0], date(2026, 4, 12))}


def test_a_child_has_three_notices_and_no_period(db):
    case = CaseFactory()
    find_age(case, when=at(3, 24, 12))

    found = shown(case, coordinator_of(case))

    bodies = {
        "Notice about a child: State Agency for Child Protection",
        "Notice about a child: Ministry of Interior",
        "Notice about a child: National Commission for Combating Trafficking in Human Beings",
    }
    assert {row for row in found["ahead"] if row[0].startswith("Notice")} == {(title, ON) for title in bodies}
    assert of_the_period(found) == {}


def test_a_stay_shows_its_planned_end_and_how_it_was_counted_only_where_it_is_the_laws(db, client, words):
    by_the_law, agreed = StayFactory(active=True), StayFactory(active=True, planned_to_on=date(2026, 3, 30))
    texts = []

    for stay in (by_the_law, agreed):
        client.force_login(coordinator_of(stay.case))
        texts.append(words(client.get(url("terms", stay.case))))

    assert "30 days, the day of arrival not counted" in texts[0]
    assert "30 March 2026" in texts[1]
    assert "the day of arrival not counted" not in texts[1]


def test_where_our_sources_set_no_day_the_page_says_so(case, client, words, monkeypatch):
    source = DeadlineSource(CasePerm.VIEW_CORE, lambda case, user, *, on: [CaseDeadline("The prosecutor decides")])
    monkeypatch.setattr(deadline_source, "_entries", [source])
    client.force_login(coordinator_of(case))

    text = words(client.get(url("terms", case)))

    assert "Without a day The prosecutor decides no deadline set by law in our sources" in text


def test_a_source_speaks_only_to_those_who_hold_its_permission(case, monkeypatch):
    asked = []
    source = DeadlineSource(CasePerm.VIEW_SUPPORT, lambda case, user, *, on: asked.append(user) or [])
    monkeypatch.setattr(deadline_source, "_entries", [source])
    holder, officer = coordinator_of(case), clock(case).identification.officer

    for user in (holder, officer):
        shown(case, user)

    assert asked == [holder]


def test_the_page_asks_a_bounded_number_of_questions(case, client, django_assert_max_num_queries):
    find_age(CaseFactory(), when=at(3, 24))
    client.force_login(coordinator_of(case))

    with django_assert_max_num_queries(60):
        client.get(url("terms", case))
