"""The pages of identification, indicators, age and notices: who may open them and what they say."""

from datetime import date

import pytest

from cases.actions import identification, indicators
from cases.actions.ages import find_age
from cases.actions.indicators import Observation
from cases.models import Indicator
from cases.states import AgeStatus, Observed, TeamRole
from tests.cases.said_and_done import annul, ask, at, boxes, clock, corrected, identify, url
from tests.factories import CaseFactory, UserFactory
from tvcase.audit.models import Event

PLATFORM = 5  # session, user, organisation, and the transaction's two ends
PANEL = {"HX-Request-Type": "partial"}
FORMAL = {
    "bases": ["INFORMAL_TALK"],
    **boxes("identified_at", at(3, 10)),
    "territory_bg": "yes",
    "decision_reference": "Act 7/2026",
    "pre_trial_number": "ДП 12/2026",
}
TOLD = {
    "told": "on",
    "rights": ["REFLECTION_PERIOD"],
    **boxes("informed_at", at(3, 10, 11)),
    "informed_by": "D. P.",
    "language": "bg",
    "sheet": "OTHER",
    "confirmation": "SIGNED",
}


def officer_asked(client, case):
    officer = UserFactory(officer=True)
    ask(case, officer.organisation)
    client.force_login(officer)
    return officer


ACTS = ["identification", "identification-informal", "identification-request", "identification-formal"]


@pytest.mark.parametrize("name", [*ACTS, "indicators", "age"])
@pytest.mark.parametrize(
    ("role", "status"), [(TeamRole.CASEWORKER, 200), (TeamRole.OFFICER, 200), (TeamRole.SHELTER_WORKER, 404)]
)
def test_who_may_open_the_pages(client, join, name, role, status):
    case = CaseFactory()
    join(case, role)

    assert client.get(url(name, case)).status_code == status


@pytest.mark.parametrize("language", ["bg", "en"])
def test_every_page_speaks_both_languages(client, join, language):
    case = CaseFactory(child=True)
    join(case, language=language)
    identify(case)

    for name in [*ACTS, "indicators", "age"]:
        assert client.get(url(name, case)).status_code == 200
    assert client.get(url("child-notice", case, "SACP")).status_code == 200


def test_a_stranger_finds_nothing(client, sign_in):
    case = CaseFactory()
    sign_in()

    assert client.get(url("identification", case)).status_code == 404
    assert client.post(url("identification-informal", case), {}).status_code == 404


def test_an_authority_that_was_asked_reaches_identification_only(client):
    case = CaseFactory()
    officer_asked(client, case)

    assert client.get(url("identification", case)).status_code == 200
    assert client.get(url("inform", case)).status_code == 404
    assert client.get(url("cooperation-new", case)).status_code == 404


def test_opening_the_page_is_in_the_trace(client, join):
    case = CaseFactory()
    user = join(case)

    client.get(url("identification", case))

    line = Event.objects.using("audit").get(action="cases.identification.opened")
    assert (line.actor, line.case_code, line.area) == (user.username, case.code, "identification")


def test_the_page_shows_every_attempt_with_what_became_of_it(client, join, words):
    case = CaseFactory()
    join(case)
    police = UserFactory(officer=True)
    asked = ask(case, police.organisation)
    identification.refuse_formal(asked, reasons="No exploitation found.", on=date(2026, 3, 9), by=police)
    annul(identify(case))
    identify(case, when=at(3, 16))
    identify(case, when=at(3, 12), on=date(2026, 3, 17))

    text = words(client.get(url("identification", case)))

    assert "Refused on 9 March 2026: No exploitation found." in text
    assert "The date was wrong." in text
    assert "Linked as a duplicate of number 3: it started nothing." in text
    assert "The dates contradict each other" in text
    assert "Entered late, on" in text


@pytest.mark.parametrize("attempts", [2, 20])
def test_the_panel_costs_five_statements_however_long_the_list(client, join, attempts, django_assert_max_num_queries):
    case = CaseFactory(child=True)
    join(case)
    for _number in range(attempts):
        identify(case)
    client.get(url("identification", case), headers=PANEL)

    with django_assert_max_num_queries(5 + PLATFORM):  # one of them for the key
        response = client.get(url("identification", case), headers=PANEL)

    assert b"<html" not in response.content
    assert b'id="identification"' in response.content


def test_a_button_that_is_off_gives_its_reason(client, join, words):
    case = CaseFactory()
    join(case)
    identify(case)

    page = client.get(url("identification", case))

    assert "already has a formal identification that counts" in words(page)
    assert url("identification-request", case) not in page.content.decode()


def test_an_informal_identification_through_its_page(client, join):
    case = CaseFactory()
    user = join(case)
    typed = {"bases": ["INFORMAL_TALK"], "conclusion": "Under control.", **boxes("identified_at", at(3, 3))}

    wrong = client.post(url("identification-informal", case), typed)
    right = client.post(url("identification-informal", case), {**typed, "territory_bg": "no"})

    assert wrong.status_code == 422
    assert b"There is a problem" in wrong.content
    assert b"Under control." in wrong.content
    assert right.status_code == 302
    made = case.identifications.get()
    assert (made.recorded_by, made.identified_at, made.territory_bg) == (user, at(3, 3), False)


def test_what_lies_ahead_is_refused_beside_its_field(client, join, words):
    case = CaseFactory()
    join(case)
    typed = {"bases": ["INFORMAL_TALK"], "conclusion": "x", **boxes("identified_at", at(3, 3, year=2099))}

    page = client.post(url("identification-informal", case), {**typed, "territory_bg": "yes"})

    assert page.status_code == 422
    assert "This lies in the future" in words(page)


def test_asking_through_the_page(client, join):
    case, officer = CaseFactory(), UserFactory(officer=True)
    join(case)
    typed = {"authority": officer.organisation_id, "request_basis": "CONSENT", "request_reason": "Agreed today."}

    assert client.post(url("identification-request", case), {**typed, "request_basis": "CHILD"}).status_code == 422
    assert client.post(url("identification-request", case), typed).status_code == 302

    assert case.identifications.get().organisation == officer.organisation


def test_an_officer_identifies_and_proves_that_the_person_was_told_in_one_go(client, words):
    case = CaseFactory()
    officer = officer_asked(client, case)

    answer = client.post(url("identification-formal", case), {**FORMAL, **TOLD}, follow=True)

    period = clock(case)
    assert period.briefings.get().sheet_given
    assert (period.identification.officer, period.last_day) == (officer, date(2026, 4, 9))
    assert "started on 10 March 2026. Its last day is 9 April 2026." in words(answer)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"informed_at_0": "9"}, "had not started then"),
        ({"language": ""}, "Choose an answer"),
        ({"told": ""}, "Tick this box"),
        ({"territory_bg": "no"}, "nothing to tell"),
    ],
)
def test_proof_that_is_wrong_keeps_the_identification_from_being_recorded(client, words, change, sentence):
    case = CaseFactory()
    officer_asked(client, case)

    page = client.post(url("identification-formal", case), {**FORMAL, **TOLD, **change})

    assert page.status_code == 422
    assert sentence in words(page)
    assert case.identifications.get().state == "FORMAL_REQUESTED"
    assert clock(case) is None


def test_the_proof_may_come_later(client):
    case = CaseFactory()
    officer_asked(client, case)

    client.post(url("identification-formal", case), {**FORMAL, "informed_by": "D. P."})

    assert not clock(case).briefings.exists()


def test_a_caseworker_reads_why_she_cannot_identify_formally(client, join, words):
    case = CaseFactory()
    join(case)

    page = client.get(url("identification-formal", case))
    client.post(url("identification-formal", case), FORMAL)

    assert "Only a pre-trial authority identifies formally" in words(page)
    assert b"decision_reference" not in page.content
    assert not case.identifications.exists()


def test_who_already_counts_is_said_before_a_duplicate_is_recorded(client, join, words):
    case = CaseFactory()
    identify(case)
    join(case, TeamRole.OFFICER)

    assert "linked as a duplicate and starts nothing" in words(client.get(url("identification-formal", case)))


def test_refusing_closes_the_case_to_the_authority(client):
    case = CaseFactory()
    officer_asked(client, case)

    answer = client.post(url("identification-refuse", case, 1), {"reasons": "No exploitation found."})

    assert answer.status_code == 302
    assert case.identifications.get().state == "FORMAL_REFUSED"
    assert client.get(url("identification", case)).status_code == 404


def test_an_annulment_shows_what_follows_first(client, words):
    case = CaseFactory()
    made = identify(case)
    client.force_login(made.officer)

    before = words(client.get(url("identification-annul", case, 1)))
    client.post(url("identification-annul", case, 1), {"reason": "The date was wrong."})

    assert "The reflection period that started on 10 March 2026 is corrected" in before
    assert "every other service go on" in before
    assert corrected(case).end_reason == "CORRECTION"


def test_indicators_are_recorded_as_answered_and_never_counted(client, join, words):
    case = CaseFactory()
    user = join(case)
    first, second, *_rest = Indicator.objects.shown()
    day = boxes("observed_on", date(2026, 3, 3))
    typed = {**day, f"observed_{first.pk}": "YES", f"note_{first.pk}": "Never alone."}

    assert client.post(url("indicators", case), {**day, f"note_{second.pk}": "x"}).status_code == 422
    assert client.post(url("indicators", case), day).status_code == 422
    assert client.post(url("indicators", case), typed).status_code == 302

    seen = case.observations.get()
    assert (seen.indicator, seen.observed, seen.recorded_by) == (first, "YES", user)
    assert "No score is worked out" in words(client.get(url("indicators", case)))
    assert client.post(url("indicators", case), typed).status_code == 422


def test_what_follows_from_a_finding_is_shown_and_then_confirmed(client, join, words):
    case = CaseFactory()
    join(case)
    identify(case)
    typed = {"age_status": "MINOR_VERIFIED", "evidence": "passport", **boxes("established_at", at(3, 15))}

    shown = client.post(url("age", case), typed)
    case.refresh_from_db()
    assert case.age_status == AgeStatus.ADULT_STATED
    client.post(url("age", case), {**typed, "confirmed": shown.context["form"].answers()})

    case.refresh_from_db()
    assert "ends by correction" in words(shown)
    assert "16 March 2026" in words(shown)
    assert case.age_status == AgeStatus.MINOR_VERIFIED
    assert corrected(case).end_reason == "FOUND_TO_BE_CHILD"


def test_what_was_changed_after_the_effect_was_shown_is_shown_again(client, join):
    case = CaseFactory()
    join(case)
    typed = {"age_status": "UNCERTAIN", "evidence": "passport", **boxes("established_at", at(3, 15))}
    seen = client.post(url("age", case), typed).context["form"].answers()

    client.post(url("age", case), {**typed, **boxes("established_at", at(3, 16)), "confirmed": seen})

    case.refresh_from_db()
    assert case.is_adult


def test_for_a_presumed_child_found_to_be_an_adult_a_lawyer_decides(client, join, words):
    case = CaseFactory(child=True)
    join(case)
    identify(case)
    typed = {"age_status": "ADULT_VERIFIED", "evidence": "passport", **boxes("established_at", at(3, 15))}

    shown = client.post(url("age", case), typed)
    answer = client.post(url("age", case), {**typed, "confirmed": shown.context["form"].answers()}, follow=True)

    assert "A lawyer must decide" in words(shown)
    assert "A lawyer must decide" in words(answer)
    assert clock(case) is None


def test_a_notice_is_recorded_as_sent_and_lateness_is_said_in_words(client, join, words):
    case = CaseFactory(child=True)
    join(case)
    assert "overdue" in words(client.get(url("identification", case)))
    typed = {**boxes("sent_at", at(3, 4)), "channel": "E_DELIVERY", "reference": "Letter 5"}

    client.post(url("child-notice", case, "SACP"), typed)

    text = words(client.get(url("identification", case)))
    assert "sent late" in text
    assert "reference: Letter 5" in text
    assert client.get(url("child-notice", case, "NOBODY")).status_code == 404
    assert client.post(url("child-notice", case, "SACP"), typed).status_code == 422


def test_an_authority_that_identified_finds_its_way_to_what_else_is_open_to_it(client, words):
    case = CaseFactory()
    made = identify(case)
    client.force_login(made.officer)

    page = client.get(url("identification", case)).content.decode()

    assert url("inform", case) in page
    assert url("cooperation", case) in page


FREELY = ("Cried all night.", "A passport in the bag.", "Held under control.")
ASKED_FOR = "Agreed on 9 March."


@pytest.fixture
def written(client, join):
    """A case in which a caseworker wrote freely, and then asked an authority."""
    case = CaseFactory()
    by = join(case)
    case.observations.create(
        indicator=Indicator.objects.shown()[0],
        observed="YES",
        observed_on=at(3, 3).date(),
        note=FREELY[0],
        recorded_by=by,
    )
    find_age(case, age_status=AgeStatus.ADULT_VERIFIED, established_at=at(3, 3), evidence=FREELY[1], by=by)
    identification.confirm_informal(
        case, bases=["INFORMAL_TALK"], conclusion=FREELY[2], identified_at=at(3, 3), territory_bg=True, by=by
    )
    return case


def test_those_who_support_the_person_read_what_was_written_of_her(client, join, words, written):
    ask(written, UserFactory(officer=True).organisation)
    join(written, TeamRole.SUPERVISOR)

    page = words(client.get(url("identification", written)))

    assert all(text in page for text in (*FREELY, ASKED_FOR))


def test_an_authority_that_was_asked_reads_why_and_the_codes_and_nothing_that_was_written_freely(
    client, words, written
):
    officer_asked(client, written)

    page = words(client.get(url("identification", written)))

    assert ASKED_FOR in page
    assert [text for text in FREELY if text in page] == []
    assert str(Indicator.objects.shown()[0].label) in page
    assert "adult, verified" in page


def test_another_authority_reads_neither_the_request_nor_what_others_wrote_but_its_own_words(
    client, join, words, written
):
    ask(written, UserFactory(officer=True).organisation)
    officer = join(written, TeamRole.OFFICER)
    indicators.observe(
        written,
        observations=[Observation(Indicator.objects.shown()[1], Observed.YES, "Seen by us.")],
        observed_on=at(3, 4).date(),
        by=officer,
    )

    page = words(client.get(url("identification", written)))

    assert [text for text in (*FREELY, ASKED_FOR) if text in page] == []
    assert "Seen by us." in page
