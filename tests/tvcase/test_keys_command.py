"""The commands of the keys, as the owner of the tables runs them on a database of its own."""

import json
import os
import time
from datetime import date
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.db import connections, transaction

from cases.actions import people, reminders, team
from cases.children.models import ChildProcedure
from cases.models import Case, CooperationDecision, Person, PersonToken
from cases.search import find
from cases.services.actions import course
from cases.services.models import SessionNote
from tests.cases.said_and_done import at
from tests.children.given import born, child
from tests.factories import (
    CaseFactory,
    CaseMemberFactory,
    CooperationDecisionFactory,
    IdentificationFactory,
    UserFactory,
)
from tests.servers import SUPERUSER
from tests.services import given
from tvcase import keys
from tvcase.audit.models import Event
from tvcase.drafts import keeping
from tvcase.drafts.models import Draft
from tvcase.notifications.models import Notification
from tvcase.sealing import rotation
from tvcase.sealing.envelope import Erased, Unreadable
from tvcase.sealing.keyring import keyring
from tvcase.sealing.models import FileKey
from tvcase.wall.identity import acting_as, identified
from tvcase.wall.policies import MIGRATION
from tvcase.wall.signing import Identity

ON = date(2026, 3, 5)


@pytest.fixture
def key_file(settings, tmp_path):
    """A key file of the test's own, with the same keys."""
    file = tmp_path / "keys.json"
    keys.write_key_file(file, Path(settings.KEY_FILE).read_text())
    settings.KEY_FILE = str(file)
    return file


@pytest.fixture
def owner(cloned_db, servers, key_file):
    """The owner's connection to the test's own database."""
    django_settings.DATABASES["owner"] = {
        **connections["default"].settings_dict,
        **servers.settings("owner", cloned_db),
        "ATOMIC_REQUESTS": False,
    }
    yield "owner"
    connections["owner"].close()
    del connections["owner"], django_settings.DATABASES["owner"]


def run(*arguments):
    out = StringIO()
    call_command("keys", *arguments, stdout=out)
    return out.getvalue()


def a_case(**fields):
    """A case in which something is written in several tables, some of them never changed again."""
    case = CaseFactory(**{"person__family_name": "Изпитна", "person__findable": True} | fields)
    IdentificationFactory(case=case, conclusion="Достатъчно основания.")
    CooperationDecisionFactory(case=case, interpreter="Проба Изпитна")
    return case


def read(case):
    """What is written in the case, as somebody reads it now."""
    found = Case.objects.select_related("person").get(pk=case.pk)
    identification, decision = found.identifications.get(), found.cooperation_decisions.get()
    return found.person.family_name, identification.conclusion, identification.decision_reference, decision.interpreter


WRITTEN = ("Изпитна", "Достатъчно основания.", "Order 7/2026", "Проба Изпитна")


def test_a_new_key_file_is_for_its_owner_only_and_never_replaces_one(tmp_path):
    file = tmp_path / "new.json"

    run("new", str(file))

    assert file.stat().st_mode & 0o777 == 0o600
    assert keys.read_key_file(file).current
    with pytest.raises(CommandError, match="is there already"):
        run("new", str(file))


def test_every_file_opens_after_the_old_key_is_gone(owner, key_file):
    """C15: all data keys are wrapped anew, the old key-encryption key is removed, nothing is unreadable."""
    cases = [a_case() for _number in range(3)]
    before = keys.provider().current
    total = FileKey.objects.count()

    said = run("rotate")
    new = keys.provider().current
    run("retire", before, "--at-once")

    assert f"{total} of {total} files" in said
    assert list(keys.read_key_file(key_file).keks) == [new] != [before]
    assert [read(case) for case in cases] == [WRITTEN] * 3
    assert not FileKey.objects.exclude(kek=new).exists()


def test_a_key_in_use_is_not_retired_and_a_fresh_rotation_is_waited_for(owner, key_file):
    case = a_case()
    before = keys.provider().current
    with pytest.raises(CommandError, match="is the current key"):
        run("retire", before)

    keys.write_key_file(key_file, keys.with_new_key(key_file.read_text()))
    with pytest.raises(CommandError, match="Wait"):
        run("retire", before)
    os.utime(key_file, (time.time() - 700, time.time() - 700))
    with pytest.raises(CommandError, match="are wrapped by"):
        run("retire", before)

    run("resume")
    os.utime(key_file, (time.time() - 700, time.time() - 700))
    run("retire", before)
    assert read(case) == WRITTEN


def test_a_stopped_rotation_is_resumed(owner, key_file, monkeypatch):
    for _number in range(3):
        a_case()
    monkeypatch.setattr("tvcase.sealing.rotation.BATCH", 2)
    keys.write_key_file(key_file, keys.with_new_key(key_file.read_text()))
    current = keys.provider().current

    said = run("resume")

    assert said.count(" files\n") >= 3
    assert not FileKey.objects.exclude(kek=current).exists()
    assert " of " not in run("resume")


def test_a_file_gets_another_key_in_every_table_and_image(owner):
    case, other = a_case(), a_case()
    old = dict(FileKey.objects.values_list("subject", "pk"))

    run("rotate-case", case.code)

    new = dict(FileKey.objects.live().values_list("subject", "pk"))
    assert {subject for subject in new if new[subject] != old[subject]} == {case.pk, case.person_id}
    assert read(case) == read(other) == WRITTEN
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled = 'D'")
        assert cursor.fetchall() == []
    assert Event.objects.get(action="sealing.key.replaced").case_code == case.code


def test_a_database_that_is_there_learns_of_a_new_kind_of_record(owner, servers, cloned_db):
    """What Django adds after migrating it adds in single statements, and outside a transaction nobody acts."""
    kind = "SELECT id FROM django_content_type WHERE app_label = 'drafts' AND model = 'draft'"
    with servers.connect(SUPERUSER, cloned_db) as connection:
        connection.execute(f"DELETE FROM auth_permission WHERE content_type_id IN ({kind})".encode())
        connection.execute(f"DELETE FROM django_content_type WHERE id IN ({kind})".encode())
    ContentType.objects.clear_cache()

    call_command("prepare_database", verbosity=0)

    assert ContentType.objects.filter(app_label="drafts", model="draft").count() == 1


def test_names_are_found_again_after_the_root_was_changed(owner, key_file):
    case = a_case(person__born_on=date(1999, 5, 1), person__born_precision="EXACT")
    people.write_document(case, kind="PASSPORT", document_number="АА 12-34", by=case.recorded_by, on=ON)
    coordinator = UserFactory(coordinator=True, organisation=case.organisation)
    team.sync(case)
    before = set(PersonToken.objects.values_list("token", flat=True))
    changed = json.loads(key_file.read_text())
    keys.write_key_file(key_file, json.dumps(changed | {"root": keys.new_key(), "previous_root": changed["root"]}))
    call_command("prepare_database", verbosity=0)

    run("index")

    asked = {"family_name": "Izpitna", "birth_year": 1999}, {"document_number": "aa1234"}
    assert [[one.case for one in find(coordinator, **words, on=ON)] for words in asked] == [[case], [case]]
    assert not before & set(PersonToken.objects.values_list("token", flat=True))


@pytest.fixture
def erasable(owner):
    """A closed case, and the arguments with which it may be erased."""
    case = a_case()
    people.write_document(case, kind="PASSPORT", document_number="АА 12-34", by=case.recorded_by, on=ON)
    coordinator = UserFactory(coordinator=True, organisation=case.organisation)
    Case.objects.filter(pk=case.pk).update(
        closed_on=ON,
        closure_reason="GOALS_MET",
        closure_proposed_on=ON,
        closed_by=case.recorded_by,
        closure_confirmed_by=coordinator,
    )
    asked = ["--by", case.recorded_by.username, "--confirmed-by", coordinator.username, "--reason", "RETENTION"]
    return case, coordinator, asked


def test_a_destroyed_file_says_that_it_was_erased_and_pages_go_on(erasable):
    """The key is the file: without it nothing is readable, in whatever copy; dates and codes stay."""
    case, coordinator, asked = erasable

    run("destroy", case.code, *asked)

    with keyring():
        assert read(case) == ("[erased]",) * 4
        assert Person.objects.get(pk=case.person_id).born_on is None
        assert find(coordinator, family_name="Изпитна", document_number="AA1234", on=ON) == []
    assert not PersonToken.objects.filter(person=case.person_id).exists()
    assert not FileKey.objects.filter(subject__in=[case.pk, case.person_id]).exclude(wrapped=b"").exists()
    line = Event.objects.get(action="sealing.file.erased")
    assert (line.case_code, line.actor) == (case.code, case.recorded_by.username)
    assert line.facts == {"ground": "RETENTION", "confirmed_by": coordinator.username, "identity": True}


def test_confidential_notes_get_new_keys_with_their_file_and_go_with_it(owner):
    case = a_case()
    by, second = case.recorded_by, UserFactory(coordinator=True, organisation=case.organisation)
    service = given.accepted(case, by=by)
    given.held(service, by=by, note="Поверително")
    course.complete(service, ended_on=given.DAY, outcome="MET", on=given.DAY, by=by)
    note = SessionNote.objects.get()
    key = FileKey.objects.get(subject=note.pk)

    run("rotate-case", case.code)
    assert SessionNote.objects.get().text == "Поверително"
    assert FileKey.objects.live().get(subject=note.pk) != key

    Case.objects.filter(pk=case.pk).update(
        closed_on=given.DAY,
        closure_reason="GOALS_MET",
        closure_proposed_on=given.DAY,
        closed_by=by,
        closure_confirmed_by=second,
    )
    people_who_stand_for_it = ("--by", by.username, "--confirmed-by", second.username)
    run("destroy", case.code, *people_who_stand_for_it, "--reason", "RETENTION")
    assert SessionNote.objects.get().text == "[erased]"


def test_the_month_of_age_goes_with_the_file_also_from_images_and_notifications(owner):
    """No dump of an erased file says when a child was born, and nobody's inbox does."""
    case = child()
    by, second = case.recorded_by, UserFactory(coordinator=True, organisation=case.organisation)
    CaseMemberFactory(case=case)
    born(case, date(2008, 9, 14))
    reminders.raise_due(at=at(8, 28))
    about = {"subject": ChildProcedure.objects.get().pk}
    assert Notification.objects.filter(**about).exists()
    closed = {"closure_reason": "GOALS_MET", "closure_proposed_on": given.DAY, "closed_by": by}
    Case.objects.filter(pk=case.pk).update(closed_on=given.DAY, closure_confirmed_by=second, **closed)

    people_who_stand_for_it = ("--by", by.username, "--confirmed-by", second.username)
    run("destroy", case.code, *people_who_stand_for_it, "--reason", "RETENTION")

    assert ChildProcedure.objects.get().of_age_month is None
    with identified(Identity(purpose=MIGRATION)), transaction.atomic(using=owner):
        images = list(rotation.image_model(ChildProcedure).objects.using(owner).values_list("of_age_month", flat=True))
    assert set(images) == {None}
    assert not Notification.objects.filter(**about).exists()


def test_children_who_were_known_before_are_counted_once_by_the_owner(owner):
    """The births are sealed, so no migration can read them; `prepare_database` runs this."""
    case, unborn = child(), child()
    born(case, date(2008, 9, 14))
    ChildProcedure.objects.update(of_age_month=None, of_age_exact=False)

    call_command("count_ages")
    call_command("count_ages")

    procedure = ChildProcedure.objects.get(case=case)
    assert (procedure.of_age_month, procedure.of_age_exact) == (date(2026, 9, 1), True)
    assert ChildProcedure.objects.get(case=unborn).of_age_month is None
    lines = Event.objects.filter(action="children.procedure.counted_anew", case_code=case.code)
    assert lines.count() == 2  # when the birth was written, and once by the command


def test_the_key_of_a_form_without_a_case_goes_when_the_form_is_gone(owner):
    """What was typed before there was a case opens from no backup of the database; what is still begun stays."""
    user, at_noon = UserFactory(), at(3, 10, 12)
    sent, waiting = keeping.Place("/cases/new/", "form"), keeping.Place("/other/", "form")
    with acting_as(user), transaction.atomic():
        for place in (sent, waiting):
            keeping.keep(user, place, keeping.Mark(uuid4()), [("family_name", "Изпитна")], at=at_noon)
        gone = Draft.objects.get(address=sent.address)
    with identified(Identity(purpose=MIGRATION)), transaction.atomic(using=owner):
        Draft.objects.using(owner).filter(pk=gone.pk).delete()

    assert "1 keys are destroyed" in run("drafts")
    assert "0 keys are destroyed" in run("drafts")

    assert not FileKey.objects.live().filter(subject=gone.drawer_id).exists()
    with acting_as(user), transaction.atomic():
        assert keeping.pairs_of(keeping.waiting(user, waiting, at=at_noon)) == [("family_name", "Изпитна")]
    assert Event.objects.get(action="sealing.drafts.destroyed").facts == {"count": 1}


def test_nothing_is_written_to_an_erased_file(erasable):
    case, _coordinator, asked = erasable
    run("destroy", case.code, *asked)

    person = Person.objects.get(pk=case.person_id)
    person.family_name = "Друга"
    with pytest.raises(Erased):
        person.save()
    with pytest.raises(Erased):
        CooperationDecision.objects.filter(case=case).get()._meta.model(
            case=case, number=2, interpreter="Друга", recorded_by=case.recorded_by
        ).save()


def test_the_identity_stays_while_another_file_of_the_person_does(erasable):
    case, _coordinator, asked = erasable
    CaseFactory(person=case.person, organisation=case.organisation, episode=2)

    run("destroy", case.code, *asked)

    assert read(case) == ("Изпитна", *["[erased]"] * 3)
    assert PersonToken.objects.filter(person=case.person_id).exists()


def test_two_people_stand_for_an_erasure_and_only_a_closed_case_is_erased(erasable):
    case, coordinator, _asked = erasable
    colleague, stranger = UserFactory(organisation=case.organisation), UserFactory(coordinator=True)
    by = case.recorded_by.username
    refused = [
        (by, by),
        (by, colleague.username),
        (by, stranger.username),
        (coordinator.username, coordinator.username),
        (by, "nobody"),
    ]

    for asks, confirms in refused:
        with pytest.raises(CommandError):
            run("destroy", case.code, "--by", asks, "--confirmed-by", confirms, "--reason", "RETENTION")
    still_open = a_case(organisation=case.organisation, recorded_by=case.recorded_by)
    with pytest.raises(CommandError, match="Only a closed case"):
        run(
            *("destroy", still_open.code, "--by", by),
            *("--confirmed-by", coordinator.username, "--reason", "RETENTION"),
        )

    assert read(case) == read(still_open) == WRITTEN


def test_the_application_can_neither_change_nor_remove_a_key(owner, connect):
    case = a_case()
    application = connect("app")

    for statement in ("UPDATE sealing_filekey SET wrapped = ''", "DELETE FROM sealing_filekey"):
        with pytest.raises(Exception, match="permission denied"):
            application.execute(statement)

    assert read(case) == WRITTEN


def test_a_key_file_of_another_installation_opens_nothing(owner, key_file):
    case = a_case()
    strange = json.loads(keys.new_key_file()) | {"root": json.loads(key_file.read_text())["root"]}
    keys.write_key_file(key_file, json.dumps(strange))

    with pytest.raises(Unreadable):
        read(case)
