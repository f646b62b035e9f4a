"""Confidential notes: for their author and the supervisors of the case, on their page and nowhere else (11.10)."""

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.urls import reverse

from cases.models import Case, CaseMember
from cases.services.actions import sessions
from cases.services.models import Session, SessionNote
from cases.states import TeamRole
from tests.factories import CaseMemberFactory, UserFactory
from tests.servers import ROOT
from tests.services import given
from tests.services.given import DAY
from tvcase.accounts.models import User
from tvcase.audit.models import Event
from tvcase.sealing.models import FileKey, FileKind
from tvcase.wall.identity import acting_as

SECRET = "Думазатерапевта"


@pytest.fixture
def session(case, by):
    return given.held(given.accepted(case, by=by), by=by, note=SECRET)


@pytest.fixture
def readers(case, by, supervisor):
    """Everybody near the case, and whether she or he reads the note."""
    coordinator = UserFactory(organisation=case.organisation, coordinator=True)
    return {
        "author": (by, True),
        "supervisor": (supervisor, True),
        "another caseworker": (CaseMemberFactory(case=case).user, False),
        "coordinator": (coordinator, False),
        "supervisor of the house": (UserFactory(organisation=case.organisation, supervisor=True), False),
        "supervisor who left": (_left(case), False),
        "somebody else": (UserFactory(), False),
    }


def _left(case):
    user = UserFactory(organisation=case.organisation, supervisor=True)
    member = CaseMemberFactory(case=case, user=user, role=TeamRole.SUPERVISOR)
    CaseMember.objects.filter(pk=member.pk).update(left_on=DAY)
    return user


def test_the_wall_shows_a_note_to_its_author_and_the_supervisors(session, readers):
    """By SQL as the application's role: the row, and the key without which the row says nothing."""
    seen = {}
    for who, (user, _reads) in readers.items():
        with acting_as(user):
            rows = list(SessionNote.objects.all())
            keys = FileKey.objects.filter(kind=FileKind.NOTE).count()
        seen[who] = (len(rows), keys)

    assert seen == {who: (int(reads), int(reads)) for who, (_user, reads) in readers.items()}


def test_the_page_shows_a_note_to_its_author_and_the_supervisors(client, session, readers):
    shown = {}
    for who, (user, _reads) in readers.items():
        client.force_login(user)
        shown[who] = SECRET in client.get(session.get_absolute_url()).content.decode()

    assert shown == {who: reads for who, (_user, reads) in readers.items()}


def test_an_act_on_the_file_shows_no_note(session, supervisor, case):
    """Whoever acts reaches the whole file of the person, but no note of another."""
    colleague = CaseMemberFactory(case=case).user
    with acting_as(colleague):
        sessions.write_note(session, text="Моя", on=DAY, by=colleague)
        mine = [note.text for note in SessionNote.objects.filter(session=session)]

    assert mine == ["Моя"]


def test_nobody_writes_a_note_in_the_name_of_another(session, by, supervisor):
    with acting_as(supervisor), pytest.raises(Exception, match="row-level security"), transaction.atomic():
        SessionNote.objects.create(case=session.case, session=session, text="Чужда", recorded_by=by)


def test_a_note_is_written_once(session, by):
    with acting_as(by), pytest.raises(Exception, match="permission denied"), transaction.atomic():
        SessionNote.objects.update(recorded_by=by)


def test_no_image_and_no_line_of_the_trace_holds_a_note(session):
    """The audit keeps who wrote a note and when, never a word, and no difference between versions."""
    assert not [model for model in apps.get_models() if model.__name__ == "SessionNoteImage"]
    assert Event.objects.filter(action="services.note.written").count() == 1
    assert SECRET not in str(list(Event.objects.values_list("facts", flat=True)))


def test_a_note_is_sealed_under_a_key_of_its_own(session, case):
    with connection.cursor() as cursor:
        cursor.execute("SELECT text, id FROM services_sessionnote")
        ((sealed, key),) = cursor.fetchall()

    assert SECRET.encode() not in bytes(sealed)
    assert FileKey.objects.get(subject=key).kind == FileKind.NOTE
    assert not FileKey.objects.filter(subject=case.pk, kind=FileKind.NOTE).exists()


PAGES = ("cases:detail", "cases:timeline", "cases:terms", "cases:documents", "services:case-panel")


@pytest.mark.parametrize("page", PAGES)
def test_no_other_page_of_the_case_holds_a_note(client, session, by, case, page):
    client.force_login(by)

    answer = client.get(reverse(page, args=[case.code]))

    assert answer.status_code == 200
    assert SECRET not in answer.content.decode()


def test_no_page_of_the_service_holds_a_note(client, session, by):
    client.force_login(by)
    for url in (session.service.get_absolute_url(), reverse("services:calendar") + "?month=2026-04"):
        assert SECRET not in client.get(url).content.decode()


def test_no_export_print_letter_or_list_reads_notes():
    """Nothing but the page of a session asks for them, and no record leads to them; the erasure counts their keys."""
    asking = {
        str(path.relative_to(ROOT))
        for package in ("cases", "legal", "shelters", "tvcase")
        for path in (ROOT / package).rglob("*.py")
        if "migrations" not in path.parts and "SessionNote" in path.read_text()
    }
    of_services = {f"cases/services/{name}.py" for name in ("models/__init__", "models/session", "actions/sessions")}

    assert asking == {*of_services, "cases/services/portrait.py", "cases/erasure.py"}
    for model in (Case, Session, User):
        assert SessionNote not in {relation.related_model for relation in model._meta.related_objects}
