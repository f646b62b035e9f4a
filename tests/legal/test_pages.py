"""The pages of Article 25: who may open them, what they say, what they do, how many queries they take."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Case
from cases.states import TeamRole
from legal.models import Protection, ProtectionRequest
from legal.states import RequestState
from tests.cases.said_and_done import at, clock, identify, inform
from tests.factories import (
    CaseFactory,
    CaseMemberFactory,
    CooperationDecisionFactory,
    CriminalProceedingsFactory,
    OrganisationFactory,
    ProtectionFactory,
    ProtectionRequestFactory,
    ReflectionPeriodFactory,
    UserFactory,
)
from tvcase.audit.models import Event

PLATFORM = ("SAVEPOINT", "RELEASE", '"accounts_session"', '"notifications_notification"')
WHO_ASKS = ('SELECT "accounts_user"."id", "accounts_user"."password"', 'SELECT "accounts_organisation"."id"')
REASONS = "Заради всичко, което е по делото."
DECISION = {
    "granted": "grant",
    "grounds_to_grant": ["VICTIM", "COOPERATES"],
    "grounds_to_refuse": ["OTHER"],
    **{"decided_on_0": "2", "decided_on_1": "4", "decided_on_2": "2026"},
    "decision_reference": "Order 7/2026",
    "decision_reasons": REASONS,
}
END = {"on_0": "1", "on_1": "6", "on_2": "2026", "reference": "Act 9/2026"}
EARLY = {
    "ground": "CONTACT_RENEWED",
    "own_wish": "on",
    "facts": "Среща, която лицето е поискало.",
    "facts_known_from": "доклад",
    **{"fact_on_0": "20", "fact_on_1": "5", "fact_on_2": "2026"},
    **{"heard_on_0": "28", "heard_on_1": "5", "heard_on_2": "2026"},
    "heard_words": "Не беше така.",
    "reasons": REASONS,
}


def own_queries(client, address: str) -> int:
    """How many statements a page takes beyond the platform's: transaction, session, who asks, unread notices.

    The page is opened once before: what an application looks up once in its life is not counted.
    """
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    sql = [query["sql"] for query in captured]
    return len([s for s in sql if not s.startswith(WHO_ASKS) and not any(word in s for word in PLATFORM)])


def url(name: str, asked: ProtectionRequest) -> str:
    return reverse(f"legal:{name}", args=[asked.case.code, asked.number])


@pytest.fixture
def enter(client, helper, prosecutor):
    """`enter("caseworker", asked)`: a person of this kind, signed in."""

    def sign_in(kind: str, asked: ProtectionRequest, **fields):
        kinds = {
            "caseworker": lambda: helper(asked.case),
            "prosecutor": lambda: prosecutor(asked.office, **fields),
            "prosecutor elsewhere": lambda: UserFactory(prosecutor=True),
            "officer of the office": lambda: UserFactory(organisation=asked.office, roles=["officer"]),
            "shelter worker": lambda: (
                CaseMemberFactory(
                    case=asked.case, user=UserFactory(shelter_staff=True), role=TeamRole.SHELTER_WORKER
                ).user
            ),
            "caseworker elsewhere": UserFactory,
        }
        user = kinds[kind]()
        client.force_login(user)
        return user

    return sign_in


TEAM, OFFICE = {"caseworker"}, {"prosecutor"}
EVERYBODY = [
    "caseworker",
    "prosecutor",
    "prosecutor elsewhere",
    "officer of the office",
    "shelter worker",
    "caseworker elsewhere",
]


@pytest.mark.sampled(40)
@pytest.mark.parametrize("kind", EVERYBODY)
@pytest.mark.parametrize(
    ("name", "readers"),
    [
        ("protection-request", TEAM | OFFICE),
        ("protection-edit", TEAM),
        ("protection-file", TEAM),
        ("protection-withdraw", TEAM),
        ("protection-permit", TEAM),
        ("request-register", OFFICE),
        ("request-claim", OFFICE),
        ("request-served", TEAM | OFFICE),
        ("request-link", TEAM | OFFICE),
        ("appeal-new", TEAM),
        ("end-served", TEAM | OFFICE),
        ("protection-renounce", TEAM),
        ("protection-end", OFFICE),
        ("protection-terminate", OFFICE),
    ],
)
def test_who_may_open_a_page_of_a_request(client, enter, name, readers, kind):
    status = ProtectionFactory()
    enter(kind, status.request)

    assert client.get(url(name, status.request)).status_code == (200 if kind in readers else 404)


@pytest.mark.parametrize("kind", EVERYBODY)
def test_who_may_open_a_page_of_the_case(client, enter, kind):
    asked = ProtectionRequestFactory(filed=True)
    enter(kind, asked)
    panel, new = (reverse(f"legal:{name}", args=[asked.case.code]) for name in ("case-panel", "protection-new"))

    assert client.get(panel).status_code == (200 if kind in TEAM | OFFICE else 404)
    assert client.get(new).status_code == (200 if kind in TEAM else 404)


@pytest.mark.parametrize("kind", EVERYBODY)
def test_the_inbox_is_for_prosecutors(client, enter, words, kind):
    asked = ProtectionRequestFactory(filed=True)
    enter(kind, asked)

    response = client.get(reverse("legal:inbox"))

    assert response.status_code == (200 if kind.startswith("prosecutor") else 404)
    if kind.startswith("prosecutor"):
        assert (asked.case.code in words(response)) is (kind == "prosecutor")


@pytest.mark.parametrize("trait", ["withdrawn", "refused"])
def test_what_is_over_is_closed_to_the_office(client, enter, trait):
    asked = ProtectionRequestFactory(**{trait: True})
    enter("prosecutor", asked)

    assert client.get(asked.get_absolute_url()).status_code == 404


def test_a_draft_is_nobodys_but_the_teams(client, enter):
    earlier = ProtectionRequestFactory(refused=True)
    draft = ProtectionRequestFactory(case=earlier.case)
    here = ProtectionFactory(request=ProtectionRequestFactory(granted=True)).request
    enter("prosecutor", here)

    assert client.get(draft.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("name", ["protection-request", "protection-end", "protection-terminate"])
def test_opening_a_request_is_in_the_trace(client, enter, name):
    status = ProtectionFactory()
    user = enter("prosecutor", status.request)

    client.get(url(name, status.request))

    line = Event.objects.using("audit").filter(case_code=status.case.code, action__endswith=".opened").latest("at")
    assert (line.actor, line.area, line.facts) == (user.username, "legal", {"number": 1})


def test_the_person_asks_and_the_draft_is_saved(client, enter, words):
    case = CaseFactory()
    enter("caseworker", ProtectionRequest(case=case))
    typed = {"asked_on_0": "23", "asked_on_1": "март", "asked_on_2": "2026", "own_words": "Искам спокойствие."}

    response = client.post(reverse("legal:protection-new", args=[case.code]), typed, follow=True)

    draft = ProtectionRequest.objects.get()
    assert (draft.own_words, draft.asked_on) == ("Искам спокойствие.", date(2026, 3, 23))
    assert "A lawyer must be offered to the person first" in words(response)
    assert "The person must have decided to cooperate" in words(response)


def test_a_wrong_day_keeps_what_was_typed(client, enter, words):
    case = CaseFactory()
    enter("caseworker", ProtectionRequest(case=case))
    typed = {"asked_on_0": "31", "asked_on_1": "2", "asked_on_2": "2026", "own_words": "Искам спокойствие."}

    response = client.post(reverse("legal:protection-new", args=[case.code]), typed)

    assert response.status_code == 422
    assert "Искам спокойствие." in response.text
    assert "Enter a real date" in words(response)
    assert not ProtectionRequest.objects.exists()


def test_a_day_that_has_not_come_is_refused(client, enter, words):
    case = CaseFactory()
    enter("caseworker", ProtectionRequest(case=case))

    response = client.post(
        reverse("legal:protection-new", args=[case.code]),
        {"asked_on_0": "1", "asked_on_1": "1", "asked_on_2": "2100"},
    )

    assert (response.status_code, "This day has not come yet." in words(response)) == (422, True)


@pytest.mark.parametrize(("citizenships", "asks"), [(["BG"], False), (["UA"], True), ([], True)])
def test_a_permit_is_offered_to_foreigners_from_outside_the_union(client, enter, citizenships, asks):
    case = CaseFactory(person__citizenships=citizenships)
    enter("caseworker", ProtectionRequest(case=case))

    response = client.get(reverse("legal:protection-new", args=[case.code]))

    assert ("wants_permit" in response.text) is asks


def test_a_draft_is_changed_and_filed(client, enter, words):
    draft = ProtectionRequestFactory()
    office = OrganisationFactory(prosecutors_office=True)
    enter("caseworker", draft)
    changed = {"asked_on_0": "22", "asked_on_1": "3", "asked_on_2": "2026", "lawyer_offered": "on"}
    filing = {
        "office": office.pk,
        "filed_on_0": "24",
        "filed_on_1": "3",
        "filed_on_2": "2026",
        "filed_how": "IN_PERSON",
        "agreed": "on",
    }

    assert client.post(url("protection-edit", draft), changed).status_code == 302
    response = client.post(url("protection-file", draft), filing, follow=True)

    draft.refresh_from_db()
    assert (draft.state, draft.office, draft.asked_on) == (RequestState.FILED, office, date(2026, 3, 22))
    assert "no deadline set by law in our sources" in words(response)


def test_a_request_rests_on_proceedings_that_are_recorded_first(client, enter, words):
    draft = ProtectionRequestFactory()
    enter("caseworker", draft)

    response = client.get(url("request-link", draft))

    assert "No criminal proceedings are recorded yet." in words(response)
    assert reverse("legal:proceedings-new", args=[draft.case.code]) in response.text


def test_a_draft_names_the_proceedings_it_rests_on(client, enter, words):
    draft = ProtectionRequestFactory()
    draft.proceedings = CriminalProceedingsFactory(case=draft.case)
    draft.save()
    enter("caseworker", draft)

    assert draft.proceedings.pre_trial_number in words(client.get(draft.get_absolute_url()))


def test_a_decision_before_the_request_is_refused_beside_its_day(client, enter):
    asked = ProtectionRequestFactory(pending=True, filed_on=date(2026, 4, 3))
    enter("prosecutor", asked)

    response = client.post(asked.get_absolute_url(), DECISION | {"step": "check"})

    assert response.status_code == 422
    assert "It cannot be before 3 April 2026" in response.context["form"].errors["decided_on"][0]


def test_the_grounds_of_the_other_decision_are_not_among_what_is_checked(client, enter, words):
    asked = ProtectionRequestFactory(pending=True)
    enter("prosecutor", asked)

    granting, refusing = (
        words(client.post(asked.get_absolute_url(), DECISION | {"step": "check", "granted": kind}))
        for kind in ("grant", "refuse")
    )

    assert ("Granted because" in granting, "Refused because" in granting) == (True, False)
    assert ("Granted because" in refusing, "Refused because" in refusing) == (False, True)


def test_filing_needs_the_persons_agreement(client, enter, words):
    draft = ProtectionRequestFactory()
    enter("caseworker", draft)
    office = OrganisationFactory(prosecutors_office=True)
    filing = {"office": office.pk, "filed_on_0": "24", "filed_on_1": "3", "filed_on_2": "2026"}

    response = client.post(url("protection-file", draft), filing)

    assert (response.status_code, "Tick the box to confirm." in words(response)) == (422, True)
    assert not draft.case.openings.exists()


def test_a_late_decision_warns_and_does_not_block(client, enter, words):
    case = CaseFactory()
    identify(case)
    inform(clock(case))
    CooperationDecisionFactory(case=case, declared_at=at(4, 11))
    draft = ProtectionRequestFactory(case=case)
    enter("caseworker", draft)

    response = client.get(url("protection-file", draft))

    assert "came after the last day for declaring it" in words(response)
    assert "File the request" in response.text


@pytest.mark.parametrize(("day", "late"), [(10, False), (11, True)])
def test_the_prosecutor_is_told_of_a_late_decision_counted_from_being_told(client, enter, words, day, late):
    period = ReflectionPeriodFactory()  # its last day is 9 April
    inform(period)
    CooperationDecisionFactory(case=period.case, declared_at=at(4, day))
    asked = ProtectionRequestFactory(case=period.case, pending=True, filed_on=date(2026, 4, 14))
    enter("prosecutor", asked)

    text = words(client.get(asked.get_absolute_url()))

    assert ("came after the last day for declaring it" in text) is late


def test_a_withdrawal_says_what_it_does_and_is_recorded(client, enter, words):
    asked = ProtectionRequestFactory(filed=True)
    enter("caseworker", asked)
    address = url("protection-withdraw", asked)

    assert "The case closes to the prosecutor's office again." in words(client.get(address)).replace("&#x27;", "'")
    response = client.post(
        address, {"withdrawn_on_0": "1", "withdrawn_on_1": "4", "withdrawn_on_2": "2026"}, follow=True
    )

    assert "may ask again at any time" in words(response)
    assert words(client.get(address)).count("This request is no longer open.") == 1


def test_the_prosecutor_sees_what_is_needed_and_no_more(client, enter, words):
    period = ReflectionPeriodFactory()
    asked = ProtectionRequestFactory(case=period.case, filed=True)
    CooperationDecisionFactory(case=asked.case, value="COUNSELLED")
    enter("prosecutor", asked)

    page = words(client.get(asked.get_absolute_url()))

    for fact in (
        "Order 7/2026",
        "last day 9 April 2026",
        "decides to cooperate",
        "I want to feel safe.",
        "in Bulgaria",
    ):
        assert fact in page, fact
    assert client.get(reverse("cases:person", args=[asked.case.code])).status_code == 200
    assert "counselled" not in page
    assert asked.case.person.alias_in_use not in page


def test_an_early_end_is_seen_only_with_the_decision_that_was_told(client, enter, words):
    period = ReflectionPeriodFactory()
    asked = ProtectionRequestFactory(case=period.case, filed=True)
    decision = asked.decision_to_cooperate
    period.ended_on, period.end_reason, period.ended_at = decision.declared_on, "COOPERATION", decision.declared_at
    period.ended_by_decision = decision
    period.save()
    enter("prosecutor", asked)

    assert "Ended by the decision to cooperate on 20 March 2026" in words(client.get(asked.get_absolute_url()))


def test_nothing_is_decided_before_it_was_looked_at(client, enter, words):
    asked = ProtectionRequestFactory(pending=True, case__person__citizenships=["UA"])
    enter("prosecutor", asked)
    address = asked.get_absolute_url()

    looked = client.post(address, DECISION | {"extended_stay": "on", "step": "check"})
    asked.refresh_from_db()

    assert asked.state == RequestState.PENDING
    assert "A residence permit can be issued on its strength." in words(looked)
    assert "The stay in a shelter may be extended." in words(looked)
    assert REASONS in looked.text


def test_what_was_looked_at_can_be_changed_or_confirmed(client, enter, words):
    asked = ProtectionRequestFactory(pending=True)
    enter("prosecutor", asked)
    address = asked.get_absolute_url()

    changing = client.post(address, DECISION | {"step": "change"})
    confirmed = client.post(address, DECISION | {"step": "confirm"}, follow=True)

    assert f">\n{REASONS}</textarea>" in changing.text
    assert "Special protection is granted." in words(confirmed)
    assert Protection.objects.get().valid_from == date(2026, 4, 2)


def test_a_refusal_leads_back_to_the_inbox(client, enter, words):
    asked = ProtectionRequestFactory(pending=True)
    enter("prosecutor", asked)

    response = client.post(asked.get_absolute_url(), DECISION | {"granted": "refuse", "step": "confirm"}, follow=True)

    assert response.redirect_chain[-1][0] == reverse("legal:inbox")
    assert "Special protection is refused." in words(response)
    assert "No request waits." in words(response)


@pytest.mark.parametrize("step", ["check", "confirm"])
def test_a_decision_without_reasons_keeps_what_was_typed(client, enter, words, step):
    asked = ProtectionRequestFactory(pending=True)
    enter("prosecutor", asked)

    response = client.post(
        asked.get_absolute_url(), DECISION | {"decision_reasons": "", "decision_reference": "Пост. 77", "step": step}
    )

    assert response.status_code == 422
    assert 'value="Пост. 77"' in response.text
    assert "Write an answer here." in words(response)


def test_a_refused_act_keeps_what_was_typed(client, enter, words):
    asked = ProtectionRequestFactory(pending=True)
    enter("prosecutor", asked)
    early = {"decided_on_0": "1", "decided_on_1": "3"}

    response = client.post(asked.get_absolute_url(), DECISION | early | {"step": "confirm"})

    assert response.status_code == 422
    assert "It cannot be before" in words(response)
    assert REASONS in response.text


def test_a_frozen_decision_gives_its_reason_and_no_button(client, enter, words):
    asked = ProtectionRequestFactory(pending=True)
    Case.objects.filter(pk=asked.case.pk).update(age_status="UNCERTAIN")
    enter("prosecutor", asked)

    response = client.get(asked.get_absolute_url())

    assert "The person is, or may be, a child." in words(response)
    assert "decision_reasons" not in response.text


def test_the_team_cannot_decide_on_the_page(client, enter):
    asked = ProtectionRequestFactory(pending=True)
    enter("caseworker", asked)

    assert client.post(asked.get_absolute_url(), DECISION | {"step": "confirm"}).status_code == 404


@pytest.mark.parametrize("name", ["protection-end", "protection-terminate"])
def test_the_effect_of_an_end_is_shown_before_it_is_confirmed(client, enter, words, name):
    status = ProtectionFactory(resting_until=date(2026, 6, 1))
    enter("prosecutor", status.request)
    typed = END | (EARLY if name == "protection-terminate" else {})
    address = url(name, status.request)

    looked = client.post(address, typed | {"step": "check"})
    status.refresh_from_db()
    before = status.ended_on
    done = client.post(address, typed | {"step": "confirm"}, follow=True)
    status.refresh_from_db()

    assert "No service ends: support never depends on protection." in words(looked)
    assert (before, status.ended_on) == (None, date(2026, 6, 1))
    assert "The end is recorded." in words(done)


def test_the_team_reads_the_result(client, enter, words):
    status = ProtectionFactory(terminated=True)
    enter("caseworker", status.request)

    page = words(client.get(status.request.get_absolute_url()))

    assert "the person renewed contact with the perpetrators" in page
    assert "from 2 April 2026 to 1 June 2026" in page


def test_a_permit_is_recorded_on_its_page(client, enter, words):
    status = ProtectionFactory(foreigner=True)
    enter("caseworker", status.request)
    typed = {
        "permit_number": "000123",
        **{"permit_issued_on_0": "10", "permit_issued_on_1": "4", "permit_issued_on_2": "2026"},
        **{"permit_valid_to_0": "9", "permit_valid_to_1": "4", "permit_valid_to_2": "2026"},
    }
    address = url("protection-permit", status.request)

    wrong = client.post(address, typed)
    right = client.post(address, typed | {"permit_valid_to_2": "2099"}, follow=True)

    assert (wrong.status_code, "cannot come before the day of issue" in words(wrong)) == (422, True)
    assert "000123, from 10 April 2026 to 9 April 2099" in words(right)


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ("Days waiting", "no deadline set by law in our sources")),
        ("bg", ("Дни чакане", "не посочват законов срок")),
    ],
)
def test_the_inbox_speaks_both_languages(client, enter, words, language, sentences):
    asked = ProtectionRequestFactory(filed=True)
    enter("prosecutor", asked, language=language)

    page = words(client.get(reverse("legal:inbox")))

    for sentence in sentences:
        assert sentence in page


def test_the_inbox_says_how_the_deadline_was_counted(client, enter, words, term):
    term("PROTECTION_DECISION", 14)
    asked = ProtectionRequestFactory(filed=True)
    enter("prosecutor", asked)

    page = words(client.get(reverse("legal:inbox")))

    assert "Tuesday 7 April 2026" in page
    assert "14 days, the first day not counted, amendment" in page


def test_the_oldest_request_comes_first_with_its_days(client, enter, words):
    newer = ProtectionRequestFactory(filed=True, filed_on=date(2026, 3, 26))
    older = ProtectionRequestFactory(filed=True, office=newer.office)
    enter("prosecutor", older)

    response = client.get(reverse("legal:inbox"))

    assert [found.case.code for found, _days, _term, _holder in response.context["rows"]] == [
        older.case.code,
        newer.case.code,
    ]
    days = [days for _found, days, _term, _holder in response.context["rows"]]
    assert days[0] - days[1] == 2


def test_protections_that_last_are_found_in_the_inbox(client, enter, words):
    status = ProtectionFactory()
    ProtectionFactory(ended=True, request__office=status.request.office)
    enter("prosecutor", status.request)

    response = client.get(reverse("legal:inbox"), {"show": "lasting"})

    assert [row.pk for row in response.context["rows"]] == [status.pk]


def test_the_panels_answer_htmx_with_their_part_and_others_with_a_page(client, enter):
    asked = ProtectionRequestFactory(filed=True)
    enter("caseworker", asked)

    for address, part in (
        (reverse("legal:case-panel", args=[asked.case.code]), 'id="legal"'),
        (reverse("legal:work-panel"), 'id="legal-work"'),
    ):
        whole, partial = client.get(address), client.get(address, headers={"HX-Request-Type": "partial"})
        assert part in whole.text
        assert "<html" in whole.text
        assert part in partial.text
        assert "<html" not in partial.text
        assert asked.case.code in whole.text


@pytest.mark.parametrize("kind", ["caseworker", "prosecutor"])
def test_queries_of_the_case_panel_and_of_a_request(client, enter, kind):
    period = ReflectionPeriodFactory()
    for _earlier in range(2):
        ProtectionRequestFactory(case=period.case, refused=True)
    asked = ProtectionRequestFactory(case=period.case, filed=True)
    enter(kind, asked)

    assert own_queries(client, reverse("legal:case-panel", args=[asked.case.code])) <= 5
    assert own_queries(client, reverse("legal:work-panel")) <= 4
    assert own_queries(client, asked.get_absolute_url()) <= 12


@pytest.mark.parametrize("rows", [2, 200])
def test_queries_of_the_inbox_do_not_grow(client, enter, rows):
    office = OrganisationFactory(prosecutors_office=True)
    for _row in range(rows):
        asked = ProtectionRequestFactory(filed=True, office=office)
    enter("prosecutor", asked)

    assert own_queries(client, reverse("legal:inbox")) <= 10
    assert own_queries(client, reverse("legal:inbox") + "?show=lasting") <= 10
    assert own_queries(client, reverse("legal:work-panel")) <= 4
