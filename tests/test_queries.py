"""How much every page asks of the database, beyond what the platform asks for every page.

Lists and panels are counted at 2 and at 200 rows in the tests of their pages; here no page is left out.
"""

from django.db import connections, reset_queries
from django.test.utils import CaptureQueriesContext

from tests.crawl import sign_in, visits

PLATFORM = 8  # pinned in tests/tvcase/test_web.py
MOST = {"cases:list": 10, "legal:inbox": 10, "inbox": 10}
MOST |= {"shelters:board": 14}  # the whole night of a house; as many for two guests as for two hundred (test_board.py)
MOST |= {"cases:detail": 13}  # of a child; twelve of an adult
MOST |= {"cases:terms": 25}  # one question for each kind of record that has a deadline
MOST |= {"cases:close": 20}  # one question for each thing that must have come to an end before
MOST |= {"cases:work": 15}  # what waits in each part of one's work; as many for two cases as for two hundred
MOST |= {"support:compare": 15}  # every part of two versions
MOST |= {"shelters:find-for": 16}  # four of them look for dangers in the file, three for sex and age
MOST |= {"sharing:referral": 15}  # what was asked and told, on what it rests, what it lacks and what can be done now
MOST |= {"cases:return-plan": 19}  # papers, follow-up, the assessment it rests on, what still stands against it
MOST |= {"children:case-panel": 14}  # the frame of a page around the panel
MOST_OF_ADMINISTRATORS = {"cases:work": 19}  # and one for each kind of record that waits for a second administrator
MOST_OF_PANELS = {"children:case-panel": 13}  # each part of a child's track, which is a page of its own too
PANELS = [
    *(
        "cases:identification",
        "cases:cooperation",
        "cases:returns",
        "cases:team",
        "cases:clock",
        "cases:timeline",
        "cases:informed",
    ),
    *("legal:case-panel", "legal:work-panel", "aid:case-panel", "aid:work-panel"),
    *("services:case-panel", "sharing:case-panel", "support:case-panel", "support:work-panel"),
    *("children:case-panel", "children:work-panel"),
    *("shelters:case-panel", "shelters:work-panel"),
]
PART = {"HX-Request": "true", "HX-Request-Type": "partial"}


def statements(client, where, **headers):
    """What opening a page asks, on both connections."""
    reset_queries()  # the log of a connection holds so many, and a whole run asks more
    with CaptureQueriesContext(connections["default"]) as own, CaptureQueriesContext(connections["audit"]) as trace:
        assert client.get(where, headers=headers).status_code == 200, where
    return len(own) + len(trace)


def test_no_page_asks_more_than_twelve_times_and_no_list_more_than_ten(client, world):
    found = {}
    for visit in visits(world):
        sign_in(client, world, visit.who)
        limits = MOST | MOST_OF_ADMINISTRATORS if visit.who == "administrator" else MOST
        asked, most = statements(client, visit.where) - PLATFORM, limits.get(visit.name, 12)
        if asked > most:
            found[visit] = asked

    assert found == {}


def test_no_panel_asks_more_than_four_times(client, world):
    found = {}
    for visit in visits(world):
        if visit.name in PANELS:
            sign_in(client, world, visit.who)
            asked = statements(client, visit.where, **PART) - PLATFORM
            if asked > MOST_OF_PANELS.get(visit.name, 4):
                found[visit] = asked

    assert found == {}
