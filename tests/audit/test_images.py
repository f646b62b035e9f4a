"""Images of changed rows: by whatever way a row changes; what is sealed stays so."""

import psycopg
import pytest
from django.db import connection, transaction

from cases.models import Case, CaseMember, Person
from tests.factories import CaseFactory, CaseMemberFactory, PersonFactory, UserFactory
from tvcase.accounts.models import User

LABELS = "SELECT pgh_label FROM {}image WHERE id = %s ORDER BY pgh_id"


@pytest.fixture
def images(cloned_db, connect):
    """`images("cases_person", key)`: what was kept of a row, as the auditor sees it."""
    auditor = connect("auditor")

    def kept(table, key):
        return [label for (label,) in auditor.execute(LABELS.format(table), [key])]

    kept.connection = auditor
    return kept


def made(factory, **facts):
    with transaction.atomic():
        return factory(**facts)


def test_each_way_of_changing_a_row_leaves_an_image(images, connect):
    case = made(CaseFactory)
    with transaction.atomic():
        case.retrafficked = True
        case.save()
        Case.objects.filter(pk=case.pk).update(exploited_in=["BG"])
        Case.objects.filter(pk=case.pk).update(exploited_in=["BG"])  # changes nothing

    assert images("cases_case", case.pk) == ["insert", "update", "update"]


def test_a_removed_row_leaves_its_last_image(images, connect):
    member = made(CaseMemberFactory)
    owner = connect("owner")
    owner.execute("ALTER TABLE cases_casemember NO FORCE ROW LEVEL SECURITY")
    owner.execute("DELETE FROM cases_casemember WHERE id = %s", [member.pk])

    assert images("cases_casemember", member.pk) == ["insert", "delete"]
    assert not CaseMember.objects.filter(pk=member.pk).exists()


def test_sealed_columns_are_kept_as_ciphertext(images):
    person = made(PersonFactory, family_name="Пробна")

    held, row = images.connection.execute(
        "SELECT i.family_name, i::text FROM cases_personimage i WHERE id = %s", [person.pk]
    ).fetchone()

    assert "Пробна".encode() not in bytes(held)
    assert "Пробна" not in row


def test_an_image_names_the_transaction_of_its_line_in_the_trace(images):
    member = made(CaseMemberFactory)

    both = images.connection.execute(
        "SELECT count(*) FROM cases_casememberimage i JOIN audit_event e ON e.xid = i.pgh_xid WHERE i.id = %s",
        [member.pk],
    ).fetchone()

    assert both[0] > 0


def test_passwords_and_sign_ins_are_in_no_image(images):
    user = made(UserFactory)
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(password="other", last_login="2026-01-01T00:00Z")

    assert images("accounts_user", user.pk) == ["insert"]
    columns = images.connection.execute("SELECT * FROM accounts_userimage LIMIT 0").description
    assert not {"password", "last_login"} & {column.name for column in columns}


@pytest.mark.parametrize("role", ["app", "worker", "sealer"])
def test_the_application_neither_reads_nor_writes_images(connect, role):
    for statement in (
        "SELECT 1 FROM cases_personimage",
        "INSERT INTO cases_legalruleimage DEFAULT VALUES",
        "DELETE FROM cases_personimage",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connect(role).execute(statement)


def test_no_session_turns_the_images_off(images, connect):
    person = made(PersonFactory)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT string_agg(tgname, ',') FROM pg_trigger WHERE tgrelid = 'cases_person'::regclass")
            cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", ["{" + cursor.fetchone()[0] + "}"])
        Person.objects.filter(pk=person.pk).update(asylum_applicant=True)

    assert images("cases_person", person.pk) == ["insert", "update"]


def test_images_are_written_once(images, connect):
    person = made(PersonFactory)
    owner = connect("owner")
    owner.execute("ALTER TABLE cases_personimage NO FORCE ROW LEVEL SECURITY")
    for statement in ("UPDATE cases_personimage SET sex = ''", "DELETE FROM cases_personimage"):
        with pytest.raises(psycopg.errors.RaiseException, match="Cannot"):
            owner.execute(statement)
    assert images("cases_person", person.pk) == ["insert"]
