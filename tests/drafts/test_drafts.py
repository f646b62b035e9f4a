"""What is typed into a long form is kept for who typed it, comes back, and is gone when the form was sent."""

import re
import time
from datetime import date
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.actions import team
from cases.forms.intake import marker_of
from cases.models import Identification
from tests.factories import OPENED_ON, CaseFactory, CaseMemberFactory, UserFactory
from tests.signing_in import sign_in
from tests.test_get_writes_nothing import WRITES
from tvcase.accounts.models import Session
from tvcase.accounts.roles import Role
from tvcase.audit.models import Event
from tvcase.drafts import keeping
from tvcase.drafts.models import Draft, Drawer
from tvcase.sealing.models import FileKey, FileKind
from tvcase.wall.identity import SIGN_IN, acting_as, system_actor

WORDS = "Тя каза: „заключваха ме“ & плака"
BY_ITSELF = {"X-Draft": "1"}
TYPED = {"conclusion": WORDS, "bases": "INFORMAL_TALK", "identified_at_0": "31", "identified_at_1": "февруари"}


def mark_in(page):
    return re.search(r'name="_draft" value="([^"]+)"', page.content.decode())[1]


def keep(client, where, mark=None, how="typed", **typed):
    mark = mark or mark_in(client.get(where))
    return client.post(where, TYPED | typed | {"_draft": mark, "_keep": how}, headers=BY_ITSELF)


def test_what_was_kept_comes_back_in_another_browser(client, caseworker, informal, frozen):
    answer = keep(client, informal)
    assert (answer.status_code, answer.json()) == (201, {"said": "Saved at 14:05."})

    other = Client()
    other.force_login(caseworker)
    page = other.get(informal).content.decode()

    assert "You began this form on 10 March 2026, 14:05. Go on, or start afresh." in page
    assert "„заключваха ме“ &amp; плака" in page
    assert 'value="февруари"' in page
    assert re.search(r'value="INFORMAL_TALK"[^>]*checked', page)
    assert "There is a problem" not in page
    assert not Identification.objects.exists()


def test_the_button_keeps_without_a_script_and_shows_the_form_again(client, informal, frozen):
    kept = client.post(informal, TYPED | {"_draft": mark_in(client.get(informal)), "_keep": "typed"})

    assert (kept.status_code, kept["Location"]) == (302, informal)
    page = client.get(informal).content.decode()
    assert "Saved at 14:05." in page
    assert "„заключваха ме“ &amp; плака" in page


def test_opening_writes_nothing_and_keeping_leaves_no_line_in_the_trace(client, informal):
    mark = mark_in(client.get(informal))
    lines = Event.objects.count()

    assert keep(client, informal, mark).status_code == 201
    assert Event.objects.count() == lines

    with CaptureQueriesContext(connections["default"]) as asked:
        client.get(informal)
    written = {found for query in asked.captured_queries for found in WRITES.findall(query["sql"])}
    assert not {table for _how, table in written if table.startswith("drafts")}


def test_keeping_acts_on_nothing_even_when_every_answer_is_right(client, case, informal):
    right = {"identified_at_1": "3", "identified_at_0": "1", "identified_at_2": "2026", "identified_at_3": "10:00"}

    assert keep(client, informal, territory_bg="yes", **right).status_code == 201

    assert not Identification.objects.exists()


def test_nothing_typed_can_be_read_in_the_table(client, informal):
    keep(client, informal)

    with connection.cursor() as cursor:
        cursor.execute("SELECT d::text FROM drafts_draft d")
        (row,) = cursor.fetchone()
    assert not any(word in row for word in (WORDS, "заключваха", "INFORMAL_TALK", "conclusion"))
    assert WORDS.encode().hex() not in row
    assert Draft.objects.get().typed.startswith("[[")


def test_a_draft_of_a_case_is_under_its_key_and_goes_with_it(cloned_db, connect, client, case, informal):
    keep(client, informal)
    draft = Draft.objects.get()
    assert (draft.case_id, draft.drawer) == (case.pk, None)

    destroyed = "UPDATE sealing_filekey SET destroyed_at = now(), wrapped = '' WHERE subject = %s"
    assert connect("postgres").execute(destroyed, [case.pk]).rowcount == 1

    page = client.get(informal).content.decode()
    assert WORDS not in page
    assert "You began this form" not in page


def test_an_intake_is_kept_under_a_key_of_the_person_who_types_and_comes_back(client, caseworker, frozen):
    searched = client.post("/cases/search/", {"family_name": "Безименна"}).content.decode()
    marker = re.search(r'name="searched" value="([^"]+)"', searched)[1]
    page = client.post("/cases/new/", {"_resume": "1", "searched": marker, "family_name": "Безименна"})

    kept = keep(client, "/cases/new/", mark_in(page), searched=marker, alias_in_use="Мечтателка")
    assert kept.status_code == 201

    draft = Draft.objects.get()
    assert draft.case is None
    assert FileKey.objects.get(subject=draft.drawer_id).kind == FileKind.DRAWER
    frozen.later(days=3)
    client.force_login(caseworker)
    assert 'value="Мечтателка"' in client.get("/cases/new/").content.decode()


def test_a_begun_intake_stays_with_the_organisation_at_which_it_was_begun(client, caseworker, frozen):
    """Who works somewhere else now takes along nothing of whom she met there."""
    place = keeping.Place("/cases/new/", "form")
    kept = keeping.Mark(uuid4())
    keeping.keep(caseworker, place, kept, [("family_name", WORDS)], at=frozen.now)
    assert keeping.begun_by(caseworker, at=frozen.now)
    caseworker.organisation = UserFactory().organisation

    assert keeping.waiting(caseworker, place, at=frozen.now) is None
    assert keeping.begun_by(caseworker, at=frozen.now) == []
    anew = keeping.keep(caseworker, place, keeping.Mark(uuid4()), [("family_name", "Друга")], at=frozen.now)
    assert keeping.pairs_of(anew) == [("family_name", "Друга")]
    assert Draft.objects.count() == 1


def test_empty_rows_are_bounded_too(caseworker, frozen, monkeypatch):
    monkeypatch.setattr(keeping, "MOST_ROWS", 3)
    for number in range(5):
        place = keeping.Place(f"/cases/new/?{number}", "form")
        keeping.end(caseworker, place, keeping.Mark(uuid4(), wrote=True), at=frozen.now)

    assert Draft.objects.count() == 3
    with pytest.raises(keeping.TooMany):
        keeping.keep(caseworker, keeping.Place("/x/", "form"), keeping.Mark(uuid4()), [("a", "b")], at=frozen.now)


def test_an_intake_that_was_not_begun_still_begins_with_a_search(client, caseworker):
    assert client.get("/cases/new/")["Location"] == "/cases/search/"


def test_it_is_gone_when_the_form_is_sent_and_a_late_request_does_not_bring_it_back(client, case, informal):
    mark = mark_in(client.get(informal)) + ".1"
    keep(client, informal, mark)
    right = TYPED | {
        "identified_at_1": "3",
        "identified_at_0": "10",
        "identified_at_2": "2026",
        "identified_at_3": "10:00",
    }

    sent = client.post(informal, right | {"territory_bg": "yes", "_draft": mark})

    assert sent.status_code == 302
    assert Identification.objects.count() == 1
    assert Draft.objects.get().is_over
    assert keep(client, informal, mark).status_code == 410
    assert Draft.objects.get().is_over
    assert "You began this form" not in client.get(informal).content.decode()


def test_a_form_sent_before_anything_was_kept_is_not_brought_back_by_what_was_on_its_way(client, case, informal):
    mark = mark_in(client.get(informal)) + ".1"
    right = TYPED | {
        "identified_at_1": "3",
        "identified_at_0": "10",
        "identified_at_2": "2026",
        "identified_at_3": "10:00",
    }
    client.post(informal, right | {"territory_bg": "yes", "_draft": mark})

    assert keep(client, informal, mark).status_code == 410


def test_a_form_that_is_refused_stays_kept(client, informal):
    mark = mark_in(client.get(informal))
    keep(client, informal, mark)

    refused = client.post(informal, TYPED | {"_draft": mark})

    assert refused.status_code == 422
    assert mark_in(refused) == mark
    assert "data-draft-typed" in refused.content.decode()
    assert not Draft.objects.get().is_over


def test_starting_afresh_throws_it_away(client, informal):
    keep(client, informal)

    thrown = client.post(informal, {"_draft": mark_in(client.get(informal)), "_keep": "away"})

    assert thrown["Location"] == informal
    page = client.get(informal).content.decode()
    assert "What you had begun is thrown away." in page
    assert WORDS not in page


def test_two_windows_never_write_over_each_other_unseen(client, informal):
    first, second = mark_in(client.get(informal)), mark_in(client.get(informal))
    keep(client, informal, first)

    other = keep(client, informal, second, conclusion="Друго")
    assert other.status_code == 409
    assert "what you typed in another window" in other.json()["said"]
    page = client.post(informal, TYPED | {"conclusion": "Друго", "_draft": second, "_keep": "typed"})
    assert page.status_code == 409
    assert "Keep this instead" in page.content.decode()
    assert 'name="conclusion" value="Друго"' in page.content.decode()
    assert keep(client, informal, second, how="instead", conclusion="Друго").status_code == 201
    assert ">\nДруго</textarea>" in client.get(informal).content.decode()


def test_a_page_that_goes_on_from_what_was_kept_writes_over_it_and_the_first_is_told(client, informal):
    first = mark_in(client.get(informal))
    keep(client, informal, first)
    second = mark_in(client.get(informal))

    assert keep(client, informal, second, conclusion="По-нататък").status_code == 201
    assert keep(client, informal, first).status_code == 409


def test_it_says_when_the_record_has_changed_since(client, case, frozen):
    where = f"/cases/{case.code}/person/contact/"
    warned = "The record has changed since then."
    mark = mark_in(client.get(where))
    client.post(where, {"phone": "0888 000 000", "_draft": mark, "_keep": "typed"}, headers=BY_ITSELF)
    assert warned not in client.get(where).content.decode()

    case.person.contact_note = "Да не се звъни вечер"
    case.person.save()

    assert warned in client.get(where).content.decode()


def test_nobody_else_gets_it_not_even_a_colleague_on_the_case(client, case, caseworker, informal):
    keep(client, informal)
    colleague = UserFactory(language="en", roles=[Role.CASEWORKER], organisation=caseworker.organisation)
    CaseMemberFactory(case=case, user=colleague)
    other = Client()
    other.force_login(colleague)

    page = other.get(informal)

    assert page.status_code == 200
    assert WORDS not in page.content.decode()
    with acting_as(colleague):
        assert not Draft.objects.exists()
        assert not Drawer.objects.exists()


@pytest.mark.parametrize(
    "statement", ["SELECT id FROM drafts_draft", "UPDATE drafts_draft SET form = form RETURNING id"]
)
def test_the_wall_shows_it_to_its_writer_alone(client, case, caseworker, informal, statement):
    keep(client, informal)
    others = [
        UserFactory(organisation=caseworker.organisation, roles=[role]) for role in (Role.COORDINATOR, Role.SUPERVISOR)
    ]

    def found(user):
        with acting_as(user), connection.cursor() as cursor:
            cursor.execute(statement)
            return len(cursor.fetchall())

    assert [found(user) for user in (caseworker, *others, AnonymousUser())] == [1, 0, 0, 0]


def test_the_wall_takes_nothing_in_another_persons_name(caseworker):
    other = UserFactory(organisation=caseworker.organisation)
    with acting_as(caseworker), pytest.raises(Exception, match="row-level security"):
        Drawer.objects.create(user=other)


def test_a_person_who_lost_the_case_does_not_get_it_back(client, case, caseworker, informal):
    keep(client, informal)
    case.members.update(left_on=OPENED_ON)
    caseworker.organisation = CaseFactory().organisation
    caseworker.save()
    client.force_login(caseworker)

    assert client.get(informal).status_code == 404
    assert keep(client, informal, uuid4().hex + "..").status_code == 404
    with acting_as(caseworker):
        assert not Draft.objects.exists()


def test_it_is_forgotten_after_its_days(forget, frozen, client, caseworker, informal):
    keep(client, informal)
    frozen.later(days=14, minutes=-1)
    assert forget() == 0

    frozen.later(minutes=2)

    client.force_login(caseworker)
    assert WORDS not in client.get(informal).content.decode()
    assert forget() == 1
    assert not Draft.objects.exists()


def test_what_is_over_is_remembered_for_a_day(forget, frozen, client, informal):
    keep(client, informal)
    client.post(informal, {"_draft": mark_in(client.get(informal)), "_keep": "away"})
    frozen.later(hours=23)
    assert forget() == 0

    frozen.later(hours=1)

    assert forget() == 1


def test_what_is_too_long_or_too_much_is_refused_and_stays_on_the_page(client, informal, monkeypatch):
    long = keep(client, informal, conclusion="я" * 200_001)
    assert (long.status_code, Draft.objects.count()) == (413, 0)

    monkeypatch.setattr(keeping, "MOST_DRAFTS", 0)
    many = keep(client, informal)
    assert (many.status_code, Draft.objects.count()) == (409, 0)
    assert "too many forms" in many.json()["said"]


def test_keeping_is_limited(client, informal, settings):
    settings.LIMITS = settings.LIMITS | {"drafts": (2, 600)}
    mark = mark_in(client.get(informal))

    assert [keep(client, informal, mark).status_code for _time in range(3)] == [201, 201, 429]


def test_nothing_is_kept_but_what_the_form_asks_for(client, informal):
    keep(client, informal, password="тайна", state="CLOSED", step="confirm", conclusion_0="x")

    kept = Draft.objects.get().typed
    assert not any(word in kept for word in ("тайна", "CLOSED", "confirm", "_keep", "csrf"))


def test_a_short_form_is_not_kept_and_does_nothing(client, case):
    answer = client.post(f"/cases/{case.code}/team/add/", {"_keep": "typed"}, headers=BY_ITSELF)

    assert (answer.status_code, answer.json()) == (409, {"said": "This form cannot be kept."})


def test_a_script_does_not_lengthen_the_session_and_a_person_does(frozen, client, caseworker, informal):
    mark = mark_in(client.get(informal))

    def ends():
        with system_actor(SIGN_IN):
            return Session.objects.order_by("-begun_at").first().ends_at

    before = ends()
    frozen.later(minutes=5)
    assert keep(client, informal, mark).status_code == 201
    assert ends() == before

    client.get(informal)
    assert ends() > before


def test_who_is_signed_out_is_told_and_nothing_is_kept(informal):
    answer = Client().post(informal, TYPED | {"_keep": "typed"}, headers=BY_ITSELF)

    assert answer.status_code == 401
    assert "_keep" not in answer.content.decode()
    assert not Draft.objects.exists()


def test_my_work_says_what_was_begun_and_leads_back_to_it(client, case, caseworker, informal, frozen):
    keep(client, informal)
    work = client.get(reverse("cases:work")).content.decode()
    assert f'href="{informal}">Identification, case {case.code}: you began on 10 March 2026, 14:05</a>' in work

    CaseMemberFactory(case=case, user__organisation=caseworker.organisation)
    team.remove(case.members.get(user=caseworker), by=caseworker, on=date(2026, 3, 10))

    assert client.get(informal).status_code == 404
    assert informal not in client.get(reverse("cases:work")).content.decode()


def test_a_search_for_somebody_else_does_not_hide_an_intake_that_was_begun(client, caseworker):
    page = client.post("/cases/new/", {"_resume": "1", "alias_in_use": "Първа"})
    keep(client, "/cases/new/", mark_in(page), alias_in_use="Първа")

    second = client.post("/cases/new/", {"_resume": "1", "alias_in_use": "Втора"}).content.decode()

    assert 'value="Втора"' in second
    assert "is kept and not shown now." in second
    assert 'href="/cases/new/">Show what was kept before</a>' in second
    assert 'value="Първа"' in client.get("/cases/new/").content.decode()


def test_a_form_that_is_sent_with_a_second_proof_is_kept_without_one(client, case, caseworker):
    where = f"/cases/{case.code}/identification/request/"
    sign_in(client, caseworker)
    mark = mark_in(client.get(where))

    assert client.post(where, {"_draft": mark}).status_code == 401
    assert keep(client, where, mark).status_code == 201


def test_an_intake_that_was_begun_days_ago_can_still_be_sent(client, caseworker):
    three_days_ago = time.time() - 3 * 24 * 3600
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("time.time", lambda: three_days_ago)
        marker = marker_of(caseworker)
    first = "Search for the person first"
    assert first in client.post("/cases/new/", {"searched": marker}).content.decode()
    page = client.post("/cases/new/", {"_resume": "1", "searched": marker})
    keep(client, "/cases/new/", mark_in(page), searched=marker, alias_in_use="Мечтателка")

    renewed = re.search(r'name="searched" value="([^"]+)"', client.get("/cases/new/").content.decode())[1]

    assert renewed != marker
    assert first not in client.post("/cases/new/", {"searched": renewed}).content.decode()
