"""Every address × everybody: who may open what. A new address without a line here fails.

Each line gives, for the people in the order of PEOPLE, what opening the page answers:
2 shown · 4 not found (it is not theirs, or it is nobody's now) · 3 sent elsewhere · 5 only by POST · 0 forbidden.
"""

import os
import random
import re
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from cases.sharing.consent_steps import CONSENT_STEPS
from cases.sharing.steps import REFERRAL_STEPS
from tests.world import World

pytestmark = pytest.mark.usefixtures("without_limits")
PEOPLE = [
    *("caseworker", "supervisor", "coordinator", "colleague"),
    *("shelter staff", "shelter head", "officer", "their coordinator", "prosecutor", "offered"),
    *("other NGO", "other shelter", "other officer", "other prosecutor", "administrator"),
]

NOBODY = "4" * len(PEOPLE)

# Addresses without a case.
PLAIN = {
    "inbox": "222222222222222",
    "unusual-reading": "442444424444444",
    "inbox-item": "222222222222222",
    "cases:search": "222222222222222",
    "cases:new": "333343334333344",
    "cases:break-glass": "222222222222224",
    "cases:work": "222222222222222",
    "cases:begun": NOBODY,  # tests/drafts/test_begun.py
    "cases:list": "222222222222222",
    "legal:inbox": "444444442444424",
    "legal:work-panel": "222222222222222",
    "aid:appointments": NOBODY,
    "aid:work-panel": "222222222222222",
    "support:work-panel": "222222222222222",
    "children:work-panel": "222222222222222",
    "services:calendar": "222222424222444",
    "services:ledger": "222222424222444",
    "services:unmet-figures": NOBODY,
    "sharing:inbox": "222242222222224",
    "sharing:outbox": "222242222222224",
    "shelters:board": "444422444442444",
    "shelters:work-panel": "222222222222222",
    "shelters:occupancy": "444422444442444",
    "shelters:occupancy-copy": "444422444442444",
    "shelters:occupancy-print": "444422444442444",
    "shelters:figures": NOBODY,
    "shelters:figures-copy": NOBODY,
    "shelters:address": "444442444444444",
    "shelters:shifts": "442422424442444",
    "shelters:shift": "444422444444444",
    "shelters:point-new": "444422444444444",
    "shelters:hand-over": "444422444444444",
    "shelters:handover": "444422444444444",
    "shelters:census": "444422444444444",
    "shelters:census-night": "444422444444444",
    "shelters:roster": "222222222222222",
    "shelters:duty-new": "422442424442444",
    "shelters:duty": "444442444444444",
    "shelters:contacts": "222222222222222",
    "shelters:find": "222222224222244",
    "shelters:places": "444422444444444",
    "shelters:place-back": "444433444444444",
    "shelters:confirm": "444433444444444",
    "cases:list-copy": "222222222222222",
    "exports:list": "222222222222222",
    "exports:copy": "242444444444444",
}

ALL_OF_THEM = "2" * len(PEOPLE)
PLAIN |= {
    "account": ALL_OF_THEM,
    "add-passkey": ALL_OF_THEM,
    "add-codes": ALL_OF_THEM,
    "remove-factor": NOBODY,  # nobody of this world has a factor to remove
    "recovery-codes": ALL_OF_THEM,
    "password": ALL_OF_THEM,
    "prove": ALL_OF_THEM,
    "end-sessions": "3" * len(PEOPLE),
    "stay": "5" * len(PEOPLE),
}

# Addresses of a case: what they answer in the cases `asked`, `whole` and `child` of the world.
OF_A_CASE = {
    "cases:new-episode": ("222444444444444", "222444444444444", "222444444444444"),
    "cases:person": ("222444244444444", "222422242444444", "222444444444444"),
    "cases:person-names": ("222444444444444", "222444444444444", "222444444444444"),
    "cases:person-origin": ("222444444444444", "222444444444444", "222444444444444"),
    "cases:person-contact": ("222444444444444", "222444444444444", "222444444444444"),
    "cases:person-documents": ("222444444444444", "222444444444444", "222444444444444"),
    "cases:person-document": (NOBODY, NOBODY, "222444444444444"),
    "cases:person-spellings": ("222444444444444", "222444444444444", "222444444444444"),
    "cases:person-spelling": (NOBODY, NOBODY, "222444444444444"),
    "cases:facts": ("222444444244444", "222422444444444", "222444444444444"),
    "cases:facts-exploitation": ("222444444444444", "222444444444444", "222444444444444"),
    "cases:facts-control": ("222444444444444", "222444444444444", "222444444444444"),
    "cases:facts-recruitment": ("222444444444444", "222444444444444", "222444444444444"),
    "cases:team": ("222444444244444", "222422444444444", "222444444444444"),
    "cases:team-add": ("222444444444444", "222444444444444", "222444444444444"),
    "cases:team-remove": ("222444444444444", "222444444444444", "222444444444444"),
    "cases:seal": ("442444444444444", "442444444444444", "442444444444444"),
    "cases:break-glass-of": (NOBODY, "442444424444444", NOBODY),
    "cases:break-glass-review": (NOBODY, "442444424444444", NOBODY),
    "cases:handover": ("222444444244444", "222422444444444", "222444444444444"),
    "cases:handover-answer": ("222444444244444", NOBODY, NOBODY),
    "cases:readers": ("442444444444444", "442444444444444", "442444444444444"),
    "cases:readers-print": ("442444444444444", "442444444444444", "442444444444444"),
    "cases:close": ("222444444444444", "222444444444444", "222444444444444"),
    "cases:identification": ("222444244444444", "222444222444444", "222444444444444"),
    "cases:identification-print": ("222444244444444", "222444222444444", "222444444444444"),
    "cases:identification-informal": ("222444244444444", "222444244444444", "222444444444444"),
    "cases:identification-request": ("222444244444444", "222444244444444", "222444444444444"),
    "cases:identification-declined": ("222444244444444", "222444244444444", "222444444444444"),
    "cases:identification-formal": ("222444244444444", "222444244444444", "222444444444444"),
    "cases:identification-refuse": ("222444244444444", "222444244444444", "222444444444444"),
    "cases:identification-annul": ("222444244444444", "222444244444444", "222444444444444"),
    "cases:indicators": ("222444244444444", "222444244444444", "222444444444444"),
    "cases:age": ("222444244444444", "222444244444444", "222444444444444"),
    "cases:child-notice": (NOBODY, NOBODY, "222444444444444"),
    "cases:informed": ("222444444244444", "222422222444444", "222444444444444"),
    "cases:inform": ("222444444444444", "222444224444444", "222444444444444"),
    "cases:sheet": ("222444444244444", "222422222444444", "222444444444444"),
    "cases:sheet-print": ("222444444244444", "222422222444444", "222444444444444"),
    "cases:wish": ("222444444444444", "222444444444444", "222444444444444"),
    "cases:cooperation": ("222444444444444", "222444222444444", "222444444444444"),
    "cases:cooperation-new": ("222444444444444", "222444224444444", "222444444444444"),
    "cases:cooperation-communicate": (NOBODY, "222444444444444", NOBODY),
    "cases:cooperation-annul": (NOBODY, "222444444444444", NOBODY),
    "cases:detail": ("222422244224444", "222422222444444", "222444444444444"),
    "cases:clock": ("222444444244444", "222422222444444", "222444444444444"),
    "cases:print": ("222422244224444", "222422222444444", "222444444444444"),
    "cases:terms": ("222422244224444", "222422222444444", "222444444444444"),
    "cases:documents": ("222422244224444", "222422222444444", "222444444444444"),
    "cases:document-upload": ("222422244444444", "222422224444444", "222444444444444"),
    "cases:document-issue": ("222444244444444", "222444244444444", "222444444444444"),
    "cases:document": (NOBODY, "222444444444444", NOBODY),
    "cases:document-file": (NOBODY, "222444444444444", NOBODY),
    "cases:document-withdraw": (NOBODY, "222444444444444", NOBODY),
    "cases:document-replace": (NOBODY, "222444444444444", NOBODY),
    "cases:timeline": ("222422244224444", "222422222444444", "222444444444444"),
    "cases:returns": ("222444444444444", "222422444444444", "222444444444444"),
    "cases:returns-new": ("222444444444444", "222444444444444", "222444444444444"),
    "cases:return-plan": (NOBODY, "222422444444444", "222444444444444"),
    "cases:return-step": (NOBODY, "222444444444444", "222444444444444"),
    "cases:return-paper-new": (NOBODY, "222444444444444", "222444444444444"),
    "cases:return-paper": (NOBODY, "222444444444444", NOBODY),
    "cases:return-contact": (NOBODY, NOBODY, "222444444444444"),
    "cases:duplicates": ("222444444444444", "222444444444444", "222444444444444"),
    "cases:duplicate": (NOBODY, "222444444444444", NOBODY),
    "legal:case-panel": ("222444444444444", "222444442444444", "222444444444444"),
    "legal:protection-new": ("222444444444444", "222444444444444", "222444444444444"),
    "legal:protection-request": (NOBODY, "222444442444444", NOBODY),
    "legal:protection-edit": (NOBODY, "222444444444444", NOBODY),
    "legal:protection-file": (NOBODY, "222444444444444", NOBODY),
    "legal:protection-withdraw": (NOBODY, "222444444444444", NOBODY),
    "legal:protection-permit": (NOBODY, "222444444444444", NOBODY),
    "legal:request-register": (NOBODY, "444444442444444", NOBODY),
    "legal:request-claim": (NOBODY, "444444442444444", NOBODY),
    "legal:request-served": (NOBODY, "222444442444444", NOBODY),
    "legal:request-link": (NOBODY, "222444442444444", NOBODY),
    "legal:appeal-new": (NOBODY, "222444444444444", NOBODY),
    "legal:appeal-result": (NOBODY, "222444442444444", NOBODY),
    "legal:end-served": (NOBODY, "222444442444444", NOBODY),
    "legal:protection-renounce": (NOBODY, "222444444444444", NOBODY),
    "legal:proceedings-new": ("222444444444444", "222444442444444", "222444444444444"),
    "legal:proceedings": (NOBODY, "222444442444444", NOBODY),
    "legal:proceedings-step": (NOBODY, "222444442444444", NOBODY),
    "legal:protection-end": (NOBODY, "444444442444444", NOBODY),
    "legal:protection-terminate": (NOBODY, "444444442444444", NOBODY),
    "claims:case-panel": ("222444444444444", "222444444444444", "222444444444444"),
    "claims:claim-new": ("222444444444444", "222444444444444", "222444444444444"),
    "claims:claim": (NOBODY, "222444444444444", NOBODY),
    "claims:claim-edit": (NOBODY, "222444444444444", NOBODY),
    "claims:claim-step": (NOBODY, "222444444444444", NOBODY),
    "claims:hearing-new": ("222444444444444", "222444444444444", "222444444444444"),
    "claims:hearing": (NOBODY, "222444444444444", NOBODY),
    "claims:hearing-edit": (NOBODY, "222444444444444", NOBODY),
    "claims:hearing-prepare": (NOBODY, "222444444444444", NOBODY),
    "claims:hearing-held": (NOBODY, "222444444444444", NOBODY),
    "claims:hearing-cancel": (NOBODY, "222444444444444", NOBODY),
    "claims:interviews": ("222444444444444", "222444222444444", "222444444444444"),
    "claims:interview-new": ("222444444444444", "222444444444444", "222444444444444"),
    "claims:interview": (NOBODY, "222444442444444", NOBODY),
    "claims:interview-share": (NOBODY, "222444444444444", NOBODY),
    "claims:interview-take-back": (NOBODY, "222444444444444", NOBODY),
    "claims:interview-strike": (NOBODY, "222444444444444", NOBODY),
    "cases:risk": ("222444444444444", "222422444444444", "222444444444444"),
    "cases:risk-new": ("222444444444444", "222422444444444", "222444444444444"),
    "cases:risk-contact": ("222444444444444", "222422444444444", "222444444444444"),
    "cases:risk-print": ("222444444444444", "222422444444444", "222444444444444"),
    "cases:risk-assessment": (NOBODY, "222422444444444", "222444444444444"),
    "cases:risk-edit": (NOBODY, "222422444444444", "222444444444444"),
    "cases:risk-discard": (NOBODY, "222422444444444", "222444444444444"),
    "cases:risk-compare": (NOBODY, "222422444444444", NOBODY),
    "cases:no-contact": ("222444444444444", "222422444444444", "222444444444444"),
    "cases:no-contact-new": ("222444444444444", "222422444444444", "222444444444444"),
    "cases:no-contact-measure": (NOBODY, "222422444444444", NOBODY),
    "cases:no-contact-step": (NOBODY, "222422444444444", NOBODY),
    "cases:no-contact-take-back": (NOBODY, "222422444444444", NOBODY),
    "cases:breach-new": ("222444444444444", "222422444444444", "222444444444444"),
    "cases:breach": (NOBODY, "222422444444444", NOBODY),
    "cases:breach-disclose": (NOBODY, "222422444444444", NOBODY),
    "cases:breach-close-again": (NOBODY, "222422444444444", NOBODY),
    "cases:enquiry-new": ("222444444444444", "222422444444444", "222444444444444"),
    "cases:enquiry": (NOBODY, "222422444444444", NOBODY),
    "cases:known-place-new": ("222444444444444", "222422444444444", "222444444444444"),
    "cases:known-place": (NOBODY, "222422444444444", NOBODY),
    "cases:connection-new": ("222444444444444", "222422444444444", "222444444444444"),
    "cases:connection": (NOBODY, "222422444444444", NOBODY),
    "orders:case-panel": ("222444444444444", "222444442444444", "222444444444444"),
    "orders:apply": (NOBODY, "222444444444444", NOBODY),
    "orders:order": (NOBODY, "222444442444444", NOBODY),
    "orders:step": (NOBODY, "222444444444444", NOBODY),
    "shelters:answer": ("444422444444444", "444422444444444", NOBODY),
    "shelters:case-panel": ("222422444444444", "222422444444444", "222444444444444"),
    "shelters:find-for": ("222444444444444", "222444444444444", "222444444444444"),
    "shelters:hold": ("222444444444444", NOBODY, NOBODY),
    "shelters:hold-ask": ("333444444444444", NOBODY, NOBODY),
    "shelters:hold-extend": ("222444444444444", NOBODY, NOBODY),
    "shelters:hold-give-back": ("333444444444444", NOBODY, NOBODY),
    "shelters:stay-new": ("222444444444444", "222444444444444", "222444444444444"),
    "shelters:stay": ("222422444444444", "222422444444444", NOBODY),
    "shelters:cancel": ("222422444444444", "222422444444444", NOBODY),
    "shelters:arrive": ("444422444444444", "444422444444444", NOBODY),
    "shelters:leave": ("444422444444444", "444422444444444", NOBODY),
    "shelters:log": ("444422444444444", "444422444444444", NOBODY),
    "shelters:absent": ("444422444444444", "444422444444444", NOBODY),
    "shelters:back": ("444422444444444", "444422444444444", NOBODY),
    "shelters:move": ("444422444444444", "444422444444444", NOBODY),
    "shelters:child-new": ("444422444444444", "444422444444444", NOBODY),
    "shelters:child-leave": (NOBODY, "444422444444444", NOBODY),
    "shelters:extend": ("222422444444444", "222422444444444", NOBODY),
    "shelters:extension": (NOBODY, "222422444444444", NOBODY),
    "shelters:review": (NOBODY, "222422444444444", NOBODY),
    "shelters:incident": ("444422444444444", "444422444444444", NOBODY),
    "shelters:point": (NOBODY, "444422444444444", NOBODY),
}

# The person's own lawyer reads them too: see tests/matrix.py.
OF_THE_SUPPORT = ("222444444444444",) * 3
# In the first case the person was referred to an organisation, which reads that.
TOLD_TO_ANOTHER = ("222444444424444", "222444444444444", "222444444444444")
OF_A_CASE |= {
    **dict.fromkeys([f"sharing:{name}" for name in ("consent-new", "referral-new")], OF_THE_SUPPORT),
    **dict.fromkeys([f"sharing:{name}" for name in ("case-panel", "print")], TOLD_TO_ANOTHER),
    **dict.fromkeys(
        [
            f"sharing:{name}"
            for name in (
                *("referral", *(f"referral-{step.name}" for step in REFERRAL_STEPS)),
                *("referral-deleted", "referral-package"),
            )
        ],
        (TOLD_TO_ANOTHER[0], "222444444444444", NOBODY),
    ),
    **dict.fromkeys(
        [f"sharing:{name}" for name in ("consent", *(f"consent-{step.name}" for step in CONSENT_STEPS))],
        ("222444444444444", "222444444444444", NOBODY),
    ),
    **dict.fromkeys(
        [f"support:{name}" for name in ("case-panel", "needs-new", "needs-print", "new", "print", "carry")],
        ("222444444444444", "222422444444444", "222444444444444"),
    ),
    **dict.fromkeys(
        [
            f"support:{name}"
            for name in (
                *("needs", "needs-compare", "plan", "compare", "edit", "sign", "approve", "close", "set-aside"),
                *("goal-new", "goal-edit", "goal-strike", "goal-reached"),
                *("step-new", "step-edit", "step-strike", "step-done"),
                *("measure-new", "measure-edit", "measure-strike", "measure-answer", "measure-take-back"),
            )
        ],
        (NOBODY, "222422444444444", NOBODY),
    ),
    **dict.fromkeys(
        [f"services:{name}" for name in ("case-panel", "new")],
        ("222444444444444", "222422444444444", "222444444444444"),
    ),
    **dict.fromkeys(
        [
            f"services:{name}"
            for name in (
                *("service", "offer", "unmet", "not-needed", "accept", "decline", "plan", "begin", "complete"),
                *("stop", "end", "session-new", "session", "session-held", "session-missed", "session-called-off"),
                *("session-move", "session-take-over", "session-note"),
            )
        ],
        (NOBODY, "222422444444444", NOBODY),
    ),
    **dict.fromkeys(
        [f"children:{name}" for name in ("member-new", "facts-new", "exit-ban-new")],
        ("222444444444444", "222422444444444", "222444444444444"),
    ),
    "children:case-panel": ("222444244444444", "222422242444444", "222444444444444"),
    "children:plan-answer": (NOBODY, "222422444444444", NOBODY),
    "children:representative-new": OF_THE_SUPPORT,
    **dict.fromkeys(
        [f"children:{name}" for name in ("member-end", "representative-appoint", "representative-end")],
        (NOBODY, NOBODY, "222444444444444"),
    ),
    "aid:case-panel": OF_THE_SUPPORT,
    "aid:new": OF_THE_SUPPORT,
    "aid:application": OF_THE_SUPPORT,
    "aid:edit": OF_THE_SUPPORT,
    "aid:sign": OF_THE_SUPPORT,
    "aid:submit": OF_THE_SUPPORT,
    "aid:documents": OF_THE_SUPPORT,
    "aid:handed-in": OF_THE_SUPPORT,
    "aid:more-time": OF_THE_SUPPORT,
    "aid:grant": OF_THE_SUPPORT,
    "aid:refuse": OF_THE_SUPPORT,
    "aid:appeal": OF_THE_SUPPORT,
    "aid:refuse-finally": OF_THE_SUPPORT,
    "aid:replace": OF_THE_SUPPORT,
    "aid:work": OF_THE_SUPPORT,
    "aid:chase": OF_THE_SUPPORT,
    "aid:complete": OF_THE_SUPPORT,
    "aid:withdraw": OF_THE_SUPPORT,
    "aid:strike-work": (NOBODY, "222444444444444", NOBODY),
}

# Open to anybody: what they answer to somebody who is not signed in. Health is bad here: no beat has beaten.
OPEN = {
    **{"sign-in": 200, "second-factor": 200, "enrol": 200, "forgotten": 200, "link": 302, "new-password": 200},
    **{"quick-exit": 302, "health": 503, "language": 405, "sign-out": 405, "csp": 405},
    **{"verify": 200, "verify-code": 200, "cases:public-information": 200},
}

ARGUMENTS = {
    "number": 1,
    "appeal": 1,
    "body": "SACP",
    "step": "decide",
    "secret": "nobody-has-this",
    "kind": "identification-confirmation",
    "letter": "7KQM-02XA-94TD-RW3E",
    "work": 1,
    "key": "5e1f0c9a-7d44-4c6b-9a63-2f1f8f1c0a11",
    "session": 1,
    "part": 1,
    "beside": 1,
    "child": 1,
    "paper": 1,
    "contact": 1,
    "other": "7KFM-29XR",
    "extension": 1,
    "review": 1,
    "night": "2026-03-25",
}


def patterns(entries=None, prefix="", namespace=""):
    """Every address of ours as (name, its arguments); the administration is tested on its own."""
    for entry in get_resolver().url_patterns if entries is None else entries:
        if isinstance(entry, URLResolver):
            if entry.app_name != "admin":
                inner = f"{entry.namespace}:" if entry.namespace else namespace
                yield from patterns(entry.url_patterns, prefix + str(entry.pattern), inner)
        elif isinstance(entry, URLPattern):
            yield namespace + entry.name, re.findall(r"<(?:\w+:)?(\w+)>", prefix + str(entry.pattern))


def address(world: World, name: str, arguments: list[str], case: str, who: str) -> str:
    """The address with this world's values in it."""
    values = ARGUMENTS | {"shelter_code": world.shelter, "token": world.tokens.get(who, ""), "copy_number": world.copy}
    if case:
        values["code"] = world.cases[case].code
    return reverse(name, kwargs={argument: values[argument] for argument in arguments})


ALL = dict(patterns())


ANSWERS = {200: "2", 302: "3", 403: "0", 404: "4", 405: "5"}
EXHAUSTIVE = bool(os.environ.get("TVCASE_FULL"))
VISITORS = 3  # of an address, in a sample


def visits(who: str) -> Iterator[tuple[str, list[str], str, str]]:
    """What this person is made to open: (name, arguments, case, expected).

    Every address is opened by some people, chosen by seed, in one case of three; exhaustively by all, in all three.
    """
    chance = random.Random(who)  # noqa: S311
    column = PEOPLE.index(who)
    for name, arguments in ALL.items():
        if not EXHAUSTIVE and who not in random.Random(name).sample(PEOPLE, VISITORS):  # noqa: S311
            continue
        if name in PLAIN:
            yield name, arguments, "", PLAIN[name][column]
        elif name in OF_A_CASE:
            cases = list(zip(("asked", "whole", "child"), OF_A_CASE[name], strict=True))
            telling = [line for line in cases if line[1] != NOBODY]
            for case, expected in cases if EXHAUSTIVE else [chance.choice(telling)]:
                yield name, arguments, case, expected[column]


@pytest.mark.pure
def test_every_address_has_a_line_and_every_line_an_address():
    """C07: an address without a decision fails."""
    assert set(ALL) == {*PLAIN, *OF_A_CASE, *OPEN}
    assert all(len(line) == len(PEOPLE) for lines in [PLAIN.values(), *OF_A_CASE.values()] for line in lines)


@pytest.mark.parametrize("who", PEOPLE)
def test_who_may_open_what(client, world, who):
    client.force_login(world.people[who])

    found, expected = {}, {}
    for name, arguments, case, answer in visits(who):
        found[name, case] = ANSWERS[client.get(address(world, name, arguments, case, who)).status_code]
        expected[name, case] = answer

    assert found == expected


@pytest.mark.parametrize("who", PEOPLE)
def test_what_one_may_not_open_one_may_not_send_to_either(client, world, who):
    client.force_login(world.people[who])

    for name, arguments, case, answer in visits(who):
        if answer == "4":
            sent = client.post(address(world, name, arguments, case, who), {"reason": "x"})
            assert sent.status_code in (404, 405), (name, case)


def test_nobody_opens_anything_without_signing_in(client, world):
    for name, arguments in ALL.items():
        case = "whole" if "code" in arguments else ""
        where = address(world, name, arguments, case, "caseworker")
        if name in OPEN:
            assert client.get(where).status_code == OPEN[name], name
        else:
            assert client.get(where).headers["Location"].startswith(reverse("sign-in")), name
            assert client.post(where, {"note": "x"}).status_code == 401, name


STRANGERS = ("other NGO", "other prosecutor", "administrator")


@pytest.mark.parametrize("who", STRANGERS)
def test_a_case_that_is_not_theirs_looks_like_one_that_does_not_exist(client, world, who):
    """To one stranger by seed, exhaustively to all."""
    client.force_login(world.people[who])
    hidden, missing = world.cases["whole"].code, "BCDF-GHJK"
    seed = os.environ["TVCASE_SEED"]

    for name, arguments in ALL.items():
        theirs = random.Random(f"{seed} {name}").choice(STRANGERS)  # noqa: S311
        if "code" in arguments and (EXHAUSTIVE or who == theirs):
            values = {**ARGUMENTS, "code": hidden}
            there = client.get(reverse(name, kwargs={argument: values[argument] for argument in arguments}))
            values["code"] = missing
            nowhere = client.get(reverse(name, kwargs={argument: values[argument] for argument in arguments}))
            assert there.status_code == nowhere.status_code == 404, name
            assert without_codes(there, hidden) == without_codes(nowhere, missing), name


def without_codes(response, code: str) -> str:
    """The page without what differs from request to request."""
    text = re.sub(r'(value|content)="[^"]{30,}"|data-session-ends="\d+"', "", response.content.decode())
    return re.sub(r"[0-9a-f-]{36}|[A-Za-z0-9]{64}", "", text).replace(code, "")
