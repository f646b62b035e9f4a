"""A file opened in an emergency: what it opens, to whom, for how long, who learns of it, and what stops it (C44)."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import translation

from cases.actions import break_glass, handovers, members, reminders, team
from cases.models import BreakGlass, Case, CaseUserObjectPermission
from cases.models.case import access
from cases.models.derived import access_to_each
from cases.permissions import VIEWS, Area, CasePerm
from cases.rules import reviewers, what_breaking_the_glass_does, what_the_organisation_reads, within_reach
from cases.states import BreakGlassReason, OpeningGround, ReviewOutcome
from tests.factories import CaseFactory, CaseMemberFactory, OrganisationFactory, UserFactory
from tests.signing_in import sign_in as sign_in_without_proof
from tvcase.accounts.roles import Role
from tvcase.audit.models import Event
from tvcase.dates import SOFIA
from tvcase.flow import Refused
from tvcase.notifications.models import Notification
from tvcase.wall.identity import acting_as

LONG_AGO = datetime(2026, 3, 4, 22, 0, tzinfo=SOFIA)
FAR_AHEAD = datetime(2999, 3, 4, 22, 0, tzinfo=SOFIA)
FACTS = {"reason": BreakGlassReason.AT_THE_DOOR, "explanation": "She stands at the door; nobody answers."}
HOURS = timedelta(hours=1)
REVIEW = {"outcome": ReviewOutcome.JUSTIFIED, "review_note": "The colleague had no choice."}


@pytest.fixture
def coordinator(case):
    return UserFactory(organisation=case.organisation, coordinator=True)


@pytest.fixture
def case(db):
    return CaseFactory()


@pytest.fixture
def colleague(case, coordinator):
    return UserFactory(organisation=case.organisation)


def open_file(case, by, at=FAR_AHEAD):
    return break_glass.open_file(case, **FACTS, by=by, at=at)


def test_a_colleague_reads_everything_and_changes_nothing(case, colleague):
    opened = open_file(case, colleague)

    assert access(colleague, case) == VIEWS
    assert access_to_each(colleague, [case])[case.pk] == VIEWS
    assert Case.objects.visible_to(colleague).get() == case
    assert opened.ends_at - opened.opened_at == 4 * HOURS


def test_after_four_hours_nothing_is_open(case, colleague):
    open_file(case, colleague, at=LONG_AGO)

    assert CaseUserObjectPermission._base_manager.filter(user=colleague).count() == len(VIEWS)
    assert not CaseUserObjectPermission.objects.filter(user=colleague).exists()
    assert access(colleague, case) == access_to_each(colleague, [case])[case.pk] == frozenset()
    assert not Case.objects.visible_to(colleague).exists()


def test_four_hours_are_counted_to_the_moment(case, colleague):
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement_timestamp()")
        now = cursor.fetchone()[0]

    open_file(case, colleague, at=now - 4 * HOURS)
    assert access(colleague, case) == frozenset()
    BreakGlass.objects.filter(user=colleague).update(ended_at=now - HOURS, ended_by=colleague)
    review(BreakGlass.objects.get(), case)
    open_file(case, colleague, at=now - 4 * HOURS + timedelta(seconds=40))
    assert access(colleague, case) == VIEWS


def review(opened, case, at=FAR_AHEAD + 5 * HOURS, **facts):
    coordinator = UserFactory(organisation=opened.organisation, coordinator=True)
    return break_glass.review(opened, **REVIEW | facts, by=coordinator, at=at)


def test_an_opening_of_the_organisation_opens_its_areas_only(case):
    police = OrganisationFactory(police=True)
    UserFactory(organisation=police, coordinator=True)
    team.open_to(case, police, OpeningGround.IDENTIFICATION, subject=case.pk, by=case.recorded_by, on=date(2026, 3, 4))
    colleague = UserFactory(organisation=police, supervisor=True)

    open_file(case, colleague)

    assert {perm.area for perm in access(colleague, case)} == {Area.IDENTITY, Area.IDENTIFICATION}
    assert access(colleague, case) == what_the_organisation_reads(case, police.pk) <= VIEWS


def test_a_file_of_others_is_not_reached(case):
    stranger = UserFactory()
    UserFactory(organisation=stranger.organisation, coordinator=True)

    assert within_reach(stranger, case.code) is None
    with pytest.raises(Refused, match="no file with this code"):
        open_file(case, stranger)
    assert not BreakGlass.objects.exists()


def test_the_database_lets_no_code_reach_a_file_of_others(case):
    stranger = UserFactory()
    row = {"case": case, "number": 1, "user": stranger, "organisation": stranger.organisation}

    with pytest.raises(IntegrityError, match="no file of another organisation"), transaction.atomic():
        BreakGlass.objects.create(**row, **FACTS, opened_at=FAR_AHEAD, ends_at=FAR_AHEAD + 4 * HOURS)


@pytest.mark.parametrize("roles", [[], [Role.ADMINISTRATOR], [Role.DATA_PROTECTION_OFFICER]])
def test_who_works_with_no_case_opens_none(case, coordinator, roles):
    with pytest.raises(Refused):
        open_file(case, UserFactory(organisation=case.organisation, roles=roles))


def test_team_holder_and_reviewer_are_told_at_once(case, colleague, coordinator):
    """C44: the notice is in the same transaction."""
    member = CaseMemberFactory(case=case).user

    with transaction.atomic():
        open_file(case, colleague)
        told = dict(Notification.objects.values_list("recipient__username", "kind"))
        transaction.set_rollback(True)

    assert told == {member.username: "break_glass_opened", coordinator.username: "break_glass_to_review"}
    assert not Notification.objects.exists()
    assert not BreakGlass.objects.exists()


def test_without_its_notice_nothing_is_opened(case, colleague, monkeypatch):
    """C44: no notice, no file."""
    monkeypatch.setattr(break_glass.outbox, "notify", lambda *args, **kwargs: 1 / 0)

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        open_file(case, colleague)

    assert access(colleague, case) == frozenset()
    assert not BreakGlass.objects.exists()


def test_the_trace_tells_of_it(case, colleague):
    opened = open_file(case, colleague)

    event = Event.objects.get(action="cases.break_glass.begun")
    assert (event.actor, event.case_code, event.facts["reason"]) == (colleague.username, case.code, "AT_THE_DOOR")
    assert event.facts["until"] == opened.ends_at.isoformat()
    assert FACTS["explanation"] not in str(event.facts)


def test_a_coordinator_is_reviewed_by_another_or_by_the_data_protection_officer(case, coordinator):
    police = OrganisationFactory(police=True)
    own = UserFactory(organisation=police, coordinator=True)
    team.open_to(case, police, OpeningGround.IDENTIFICATION, subject=case.pk, by=case.recorded_by, on=date(2026, 3, 4))
    with pytest.raises(Refused, match="Nobody of your organisation could review it"):
        open_file(case, own)
    officer = UserFactory(organisation=police, roles=[Role.DATA_PROTECTION_OFFICER])

    open_file(case, own)

    assert Notification.objects.get(kind="break_glass_to_review").recipient == officer


@pytest.mark.parametrize("missing", ["reason", "explanation"])
def test_nothing_opens_without_a_reason_of_the_list_and_a_text(case, colleague, missing):
    """C44: reason."""
    with pytest.raises(ValidationError), transaction.atomic():
        break_glass.open_file(case, **FACTS | {missing: ""}, by=colleague, at=FAR_AHEAD)
    with pytest.raises(ValidationError), transaction.atomic():
        break_glass.open_file(case, **FACTS | {"reason": "CURIOUS"}, by=colleague, at=FAR_AHEAD)

    assert access(colleague, case) == frozenset()


def test_one_opening_opens_one_case(case, colleague):
    """C44: one case."""
    other = CaseFactory(organisation=case.organisation)

    open_file(case, colleague)
    CaseMemberFactory(case=other)  # whoever may do what there is worked out anew

    assert access(colleague, other) == frozenset()
    with pytest.raises(Refused, match="must be reviewed first"):
        open_file(other, colleague)


def test_the_page_leads_to_what_must_be_reviewed_first(client, case, colleague):
    open_file(case, colleague)
    client.force_login(colleague)

    assert f"/break-glass/{case.code}/1/" in client.get("/break-glass/").content.decode()


def test_what_was_not_reviewed_blocks_the_next_however_long_ago(case, colleague):
    """C44: review."""
    other = CaseFactory(organisation=case.organisation)
    opened = open_file(case, colleague, at=LONG_AGO)
    with pytest.raises(Refused):
        open_file(other, colleague)
    row = {"case": other, "number": 1, "user": colleague, "organisation": case.organisation}
    with pytest.raises(IntegrityError, match="unreviewed_blocks_the_next"), transaction.atomic():
        BreakGlass.objects.create(**row, **FACTS, opened_at=FAR_AHEAD, ends_at=FAR_AHEAD + 4 * HOURS)

    review(opened, case)

    assert open_file(other, colleague).number == 1


def test_who_has_the_file_already_needs_no_emergency(case, coordinator):
    UserFactory(organisation=case.organisation, coordinator=True)

    with pytest.raises(Refused, match="open to you already"):
        open_file(case, CaseMemberFactory(case=case).user)


def test_a_place_on_the_team_outlasts_the_emergency_and_the_other_way_round(case, colleague):
    member = CaseMemberFactory(case=case).user
    opened = open_file(case, colleague)

    place = members.join(case, user=colleague, role="CASEWORKER", by=member, on=date(2026, 3, 5))
    assert set(CaseUserObjectPermission.objects.filter(user=colleague).values_list("until", flat=True)) == {None}
    members.leave(place, by=member, on=date(2026, 3, 6))

    assert access(colleague, case) == VIEWS
    assert set(CaseUserObjectPermission.objects.filter(user=colleague).values_list("until", flat=True)) == {
        opened.ends_at
    }


def test_what_has_run_out_hinders_no_later_place(case, colleague):
    member = CaseMemberFactory(case=case).user
    open_file(case, colleague, at=LONG_AGO)

    members.join(case, user=colleague, role="CASEWORKER", by=member, on=date(2026, 3, 5))

    assert CasePerm.CHANGE_CORE in access(colleague, case)


def test_it_is_ended_early_and_closed_at_once(case, colleague, coordinator):
    opened = open_file(case, colleague)
    with pytest.raises(Refused):
        break_glass.end(opened, by=UserFactory(organisation=case.organisation), at=FAR_AHEAD + HOURS)

    break_glass.end(opened, by=colleague, at=FAR_AHEAD + HOURS)

    assert access(colleague, case) == frozenset()
    assert not CaseUserObjectPermission._base_manager.filter(user=colleague).exists()
    with pytest.raises(Refused, match="ended already"):
        break_glass.end(opened, by=colleague, at=FAR_AHEAD + 2 * HOURS)


def test_it_ends_when_the_organisation_no_longer_has_the_case(case, colleague, coordinator):
    member = CaseMemberFactory(case=case).user
    open_file(case, colleague)
    other = UserFactory()
    day = date(2026, 3, 4)
    offer = handovers.offer(
        case, to_organisation=other.organisation, consent_on=day, consent_note="Agreed.", by=member, on=day
    )

    handovers.accept(offer, by=other, on=day)

    assert access(colleague, case) == frozenset()


def test_the_review_is_somebody_elses_and_comes_after_the_end(case, colleague, coordinator):
    opened = open_file(case, colleague)
    later = FAR_AHEAD + 5 * HOURS
    for by, at in [(colleague, later), (coordinator, FAR_AHEAD + HOURS), (UserFactory(coordinator=True), later)]:
        with pytest.raises(Refused):
            break_glass.review(opened, **REVIEW, by=by, at=at)

    break_glass.review(opened, **REVIEW, by=coordinator, at=later)

    assert Notification.objects.get(kind="break_glass_reviewed").recipient == colleague
    with pytest.raises(Refused, match="has been reviewed"):
        break_glass.review(opened, **REVIEW, by=coordinator, at=later)


def test_what_was_not_justified_is_told_further(case, colleague, coordinator):
    officer = UserFactory(organisation=case.organisation, roles=[Role.DATA_PROTECTION_OFFICER])
    opened = open_file(case, colleague, at=LONG_AGO)

    break_glass.review(
        opened, outcome=ReviewOutcome.NOT_JUSTIFIED, review_note="No.", by=coordinator, at=LONG_AGO + 5 * HOURS
    )

    assert Notification.objects.get(kind="break_glass_not_justified").recipient == officer


def test_the_holders_coordinator_reviews_what_others_no_longer_can(case, coordinator):
    police = OrganisationFactory(police=True)
    UserFactory(organisation=police, coordinator=True)
    facts = {"subject": case.pk, "by": case.recorded_by, "on": date(2026, 3, 4)}
    team.open_to(case, police, OpeningGround.IDENTIFICATION, **facts)
    colleague = UserFactory(organisation=police, supervisor=True)
    opened = open_file(case, colleague, at=LONG_AGO)
    team.close_openings(case, **facts)
    reminders.raise_due(at=datetime(2026, 3, 8, 9, 0, tzinfo=SOFIA))
    assert Notification.objects.get(kind="break_glass_review_due").recipient == coordinator

    break_glass.review(opened, **REVIEW, by=coordinator, at=LONG_AGO + 5 * HOURS)

    assert access(colleague, case) == frozenset()
    assert not CaseUserObjectPermission._base_manager.filter(user=colleague).exists()


UNTRUE = {
    "break_glass_ended_early_by_somebody": {"ended_at": FAR_AHEAD + HOURS},
    "break_glass_reviewed_with_an_outcome": {"reviewed_at": FAR_AHEAD + 5 * HOURS},
    "what was opened, for how long": {"ends_at": FAR_AHEAD + 5 * HOURS},
}


@pytest.mark.parametrize("name", UNTRUE)
def test_the_database_keeps_what_it_was(case, colleague, name):
    open_file(case, colleague)

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        BreakGlass.objects.update(**UNTRUE[name])


def test_the_database_gives_four_hours_and_not_a_minute_more(case, colleague):
    row = {"case": case, "number": 1, "user": colleague, "organisation": case.organisation}

    with pytest.raises(IntegrityError, match="lasts_four_hours"), transaction.atomic():
        BreakGlass.objects.create(**row, **FACTS, opened_at=FAR_AHEAD, ends_at=FAR_AHEAD + 5 * HOURS)


def test_a_review_that_is_due_is_asked_for_every_day(case, colleague, coordinator):
    officer = UserFactory(organisation=case.organisation, roles=[Role.DATA_PROTECTION_OFFICER])
    opened = open_file(case, colleague, at=LONG_AGO)
    asked = Notification.objects.filter(kind="break_glass_review_due")

    reminders.raise_due(at=datetime(2026, 3, 6, 9, 0, tzinfo=SOFIA))
    assert not asked.exists()
    reminders.raise_due(at=datetime(2026, 3, 7, 9, 0, tzinfo=SOFIA))
    assert [one.recipient for one in asked] == [coordinator]
    reminders.raise_due(at=datetime(2026, 3, 8, 9, 0, tzinfo=SOFIA))
    assert {one.recipient for one in asked.all()} == {coordinator, officer}

    review(opened, case)
    assert reminders.raise_due(at=datetime(2026, 3, 9, 9, 0, tzinfo=SOFIA)) == 0


# pages


def sent(**more):
    return FACTS | more


def test_the_page_shows_what_it_does_before_it_does_it(client, case, colleague, coordinator, words):
    client.force_login(colleague)
    typed = sent(code=case.code.lower().replace("-", " "))

    shown = client.post(reverse("cases:break-glass"), typed)
    assert shown.status_code == 200
    assert f"{coordinator} must review it by" in words(shown)
    assert "the legal file" in words(shown)
    assert not BreakGlass.objects.exists()
    done = client.post(reverse("cases:break-glass"), typed | {"step": "confirm"})

    assert done.url == case.get_absolute_url()
    assert "you read this file until" in words(client.get(done.url))
    assert client.get(reverse("cases:person", args=[case.code])).status_code == 200


def test_in_bulgarian_one_reviewer_and_several_fit_the_sentence(case, colleague, coordinator):
    UserFactory(organisation=case.organisation, coordinator=True)

    with translation.override("bg"):
        *_before, review_by, _recorded = what_breaking_the_glass_does(case, colleague, at=LONG_AGO)

    names = ", ".join(map(str, reviewers(colleague)))
    assert review_by.startswith(f"Проверката трябва да направят до 7 март 2026\N{NO-BREAK SPACE}г.: {names}. Дотогава ")


def test_nothing_is_opened_without_a_second_factor_of_this_moment(client, case, colleague, words):
    """C44: second factor."""
    sign_in_without_proof(client, colleague, step_up=False)

    answer = client.post(reverse("cases:break-glass"), sent(code=case.code, step="confirm"))

    assert not BreakGlass.objects.exists()
    assert answer.status_code != 302 or answer.url != case.get_absolute_url()
    assert client.get(case.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("step", ["check", "confirm"])
def test_a_file_of_others_and_a_sealed_one_look_like_none(client, case, colleague, sealed, step):
    client.force_login(colleague)
    answers = []
    for code in (CaseFactory().code, "BCDF-GHJK", sealed.code):
        answer = client.post(reverse("cases:break-glass"), sent(code=code, step=step))
        text = answer.content.decode().replace(code, "…")
        answers.append((answer.status_code, *[part for part in text.split('"') if len(part) < 30]))

    assert answers[0] == answers[1] == answers[2]
    assert answers[0][0] == 422
    assert Event.objects.using("audit").filter(action="cases.break_glass.refused").count() == 3


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("8001011234", ""),
        ("23456789", ""),
        ("Иванова", ""),
        ("+359 888 123 456", ""),
        ("K7MF 29XR", "K7MF-29XR"),
        ("к7мf-29хr", "K7MF-29XR"),
    ],
)
def test_only_what_is_written_as_a_code_is_in_the_trace(client, colleague, typed, kept):
    client.force_login(colleague)

    assert client.post(reverse("cases:break-glass"), sent(code=typed)).status_code == 422

    line = Event.objects.using("audit").get(action="cases.break_glass.refused")
    assert (line.case_code, line.facts) == (kept, {})


@pytest.fixture
def sealed(case, coordinator):
    found = CaseFactory(organisation=case.organisation)
    named = [coordinator.pk, CaseMemberFactory(case=found).user.pk]
    found.seals.create(named=named, reason="A witness.", sealed_by=coordinator, sealed_at=LONG_AGO)
    return found


def test_a_sealed_file_is_opened_by_no_emergency(case, colleague, sealed):
    with pytest.raises(Refused, match="no file with this code"):
        open_file(sealed, colleague)
    row = {"case": sealed, "number": 1, "user": colleague, "organisation": case.organisation}
    with pytest.raises(IntegrityError, match="a sealed file is not opened"), transaction.atomic():
        BreakGlass.objects.create(**row, **FACTS, opened_at=FAR_AHEAD, ends_at=FAR_AHEAD + 4 * HOURS)


def test_the_reviewer_sees_what_was_opened_meanwhile(cloned_db, client, words):
    with transaction.atomic():
        case = CaseFactory()
        coordinator = UserFactory(organisation=case.organisation, coordinator=True)
        colleague = UserFactory(organisation=case.organisation)
        client.force_login(colleague)
    client.post(reverse("cases:break-glass"), sent(code=case.code, step="confirm"))
    client.get(reverse("cases:person", args=[case.code]))
    with transaction.atomic():
        client.force_login(coordinator)

    page = words(client.get(reverse("cases:break-glass-review", args=[case.code, 1])))

    assert FACTS["explanation"] in page
    assert page.count("identity and contact") == 1
    assert "It is reviewed once it has ended." in page


PRINT = {"format": "PRINT", "reason": "PROCEEDINGS", "reason_text": "The court asked for the file."}


def test_the_reviewer_sees_the_copies_and_the_parts_by_their_names(cloned_db, client, words):
    with transaction.atomic():
        case = CaseFactory()
        coordinator = UserFactory(organisation=case.organisation, coordinator=True)
        colleague = UserFactory(organisation=case.organisation)
        client.force_login(colleague)
    client.post(reverse("cases:break-glass"), sent(code=case.code, step="confirm"))
    for more in ({}, {"with_names": "on"}):
        assert client.post(reverse("cases:print", args=[case.code]), PRINT | more).status_code == 200
    client.get(reverse("cases:print", args=[case.code]))
    with transaction.atomic():
        client.force_login(coordinator)

    page = words(client.get(reverse("cases:break-glass-review", args=[case.code, 1])))

    assert page.count("a copy with names was taken") == 1
    assert page.count("a copy was taken") == 1
    assert "the request for a copy" in page
    assert "the case and its team" not in page


def test_a_list_that_is_cut_says_so(cloned_db, client, words, monkeypatch):
    monkeypatch.setattr("cases.looks.MOST", 2)
    monkeypatch.setattr("cases.views.breakglass.MOST", 2)
    with transaction.atomic():
        case = CaseFactory()
        UserFactory(organisation=case.organisation, coordinator=True)
        colleague = UserFactory(organisation=case.organisation)
        client.force_login(colleague)
    client.post(reverse("cases:break-glass"), sent(code=case.code, step="confirm"))
    url = reverse("cases:break-glass-review", args=[case.code, 1])
    pages = []
    for _time in range(3):
        client.get(reverse("cases:person", args=[case.code]))
        pages.append(words(client.get(url)))

    cut = ["only the first 2 are listed" in page for page in pages]
    assert cut == [False, True, True]
    assert pages[-1].count("identity and contact") == 1


def test_the_reviewer_says_what_it_was(client, case, colleague, coordinator, words):
    open_file(case, colleague, at=LONG_AGO)
    url = reverse("cases:break-glass-review", args=[case.code, 1])
    client.force_login(coordinator)

    assert client.post(url, {"outcome": "JUSTIFIED"}).status_code == 422
    assert client.post(url, {"outcome": "JUSTIFIED", "review_note": "It was right."}).status_code == 302

    assert BreakGlass.objects.get().outcome == ReviewOutcome.JUSTIFIED
    assert "justified" in words(client.get(reverse("cases:break-glass-of", args=[case.code])))
    client.force_login(colleague)
    assert "It was right." in words(client.get(url))
    assert client.get(reverse("cases:break-glass-of", args=["BCDF-GHJK"])).status_code == 404


def test_it_is_ended_from_its_page(client, case, colleague, coordinator, words):
    client.force_login(colleague)
    client.post(reverse("cases:break-glass"), sent(code=case.code, step="confirm"))
    url = reverse("cases:break-glass-review", args=[case.code, 1])
    assert "Somebody else reviews it" in words(client.get(url))

    assert client.post(url, {"end": "1"}).status_code == 302

    assert client.get(case.get_absolute_url()).status_code == 404
    assert client.post(url, {"end": "1"}).status_code == 422


def test_the_review_waits_in_my_work(client, case, colleague, coordinator, words):
    open_file(case, colleague, at=LONG_AGO)
    client.force_login(coordinator)

    assert f"Review an emergency of {colleague}" in words(client.get(reverse("cases:work")))
    client.force_login(colleague)
    assert "waits for its review" in words(client.get(reverse("cases:work")))


def test_reading_in_an_emergency_changes_nothing(client, case, colleague):
    open_file(case, colleague)
    client.force_login(colleague)

    for name in ("team-add", "handover", "close", "person-names", "facts-control", "age", "cooperation-new"):
        answer = client.post(reverse(f"cases:{name}", args=[case.code]), {"reason": "LOST_CONTACT", "told": "TOLD"})
        assert answer.status_code == 404, name


def test_behind_the_wall_too_it_opens_what_the_organisation_was_opened(client, case, words):
    police = OrganisationFactory(police=True)
    officer = UserFactory(organisation=police, roles=[Role.DATA_PROTECTION_OFFICER])
    colleague = UserFactory(organisation=police, supervisor=True)
    team.open_to(case, police, OpeningGround.IDENTIFICATION, subject=case.pk, by=case.recorded_by, on=date(2026, 3, 4))
    member = CaseMemberFactory(case=case).user
    client.force_login(colleague)

    client.post(reverse("cases:break-glass"), sent(code=case.code, step="confirm"))

    pages = {name: client.get(reverse(f"cases:{name}", args=[case.code])).status_code for name in AREAS_OF_PAGES}
    assert pages == AREAS_OF_PAGES
    url = reverse("cases:break-glass-review", args=[case.code, 1])
    client.post(url, {"end": "1"})
    client.force_login(officer)
    assert client.post(url, {"outcome": "JUSTIFIED", "review_note": "It was right."}).status_code == 302
    client.force_login(member)
    assert "Opening in an emergency reviewed" in words(client.get(reverse("cases:timeline", args=[case.code])))
    assert client.get(url).status_code == 404


AREAS_OF_PAGES = {"detail": 200, "person": 200, "identification": 200, "clock": 404, "returns": 404, "team": 404}


def test_behind_the_wall_too_it_runs_out(client, case, colleague):
    open_file(case, colleague, at=LONG_AGO)
    client.force_login(colleague)

    assert client.get(case.get_absolute_url()).status_code == 404
    with acting_as(colleague), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cases_caseuserobjectpermission WHERE user_id = %s", [colleague.pk])
        assert cursor.fetchone() == (0,)
