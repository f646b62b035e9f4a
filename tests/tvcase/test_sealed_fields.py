"""Sealed fields: what lies in the database opens only in its own place, and only when somebody looks."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, models, transaction
from django.db.models import F

from cases.models import Identification, Person, PersonSpelling
from shelters.models import ShelterAddress
from tests.factories import CaseFactory, IdentificationFactory, PersonFactory
from tvcase.sealing.envelope import (
    NONCE,
    SHORTEST,
    NotSealed,
    Sealed,
    Unreadable,
    new_data_key,
    open_sealed,
    place,
    seal,
)
from tvcase.sealing.fields import SealedDate, SealedDecimal, sealed_fields, with_keys
from tvcase.sealing.keyring import keyring
from tvcase.sealing.models import FileKey

FIELDS = [field for model in apps.get_models() for field in sealed_fields(model)]
KEY, OTHER = uuid4(), uuid4()
MANIPULATIONS = {
    "of another row": lambda raw, where: (raw, place(where["table"], where["column"], uuid4())),
    "of another column": lambda raw, where: (raw, place(where["table"], "other", where["row"])),
    "of another table": lambda raw, where: (raw, place("other", where["column"], where["row"])),
    "of another key": lambda raw, where: (raw[:1] + OTHER.bytes + raw[17:], None),
    "cut": lambda raw, where: (raw[:-1], None),
    "one bit flipped": lambda raw, where: (raw[:-20] + bytes([raw[-20] ^ 1]) + raw[-19:], None),
    "another nonce": lambda raw, where: (raw[: NONCE.start] + bytes(12) + raw[NONCE.stop :], None),
    "of another version": lambda raw, where: (b"\x02" + raw[1:], None),
}


def stored(row: models.Model, column: str) -> bytes | None:
    """What lies in the column, past the model."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{column}" FROM "{row._meta.db_table}" WHERE id = %s', [row.pk])
        value = cursor.fetchone()[0]
    return value if value is None else bytes(value)


@pytest.mark.pure
@pytest.mark.parametrize("manipulation", MANIPULATIONS)
@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.label)
def test_a_value_opens_in_its_own_place_only(field, manipulation):
    """C13: whatever is done to a sealed value or its place, it is refused; it is never shown as something else."""
    row = field.model(pk=uuid4())
    key = new_data_key()
    where = {"table": row._meta.db_table, "column": field.column, "row": row.pk}
    text = {SealedDate: "2001-02-03", SealedDecimal: "1234.50"}.get(type(field), "Изпитна")
    sealed = seal(text, KEY, key, place(**where))
    changed, elsewhere = MANIPULATIONS[manipulation](sealed.raw, where)

    with keyring() as ring:
        ring.keys |= {KEY: key, OTHER: new_data_key()}
        row.__dict__[field.attname] = sealed
        value = getattr(row, field.attname)
        assert (value.decode() if isinstance(value, bytes) else str(value)) == text
        row.__dict__[field.attname] = Sealed(changed)
        with pytest.raises(Unreadable):
            open_sealed(sealed, key, elsewhere) if elsewhere else getattr(row, field.attname)


def test_a_value_moved_to_another_row_is_refused_by_the_model():
    """C13: the same in the database, by whoever can write there."""
    one, two = PersonFactory(family_name="Изпитна"), PersonFactory(family_name="Друга")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_person SET family_name = %s WHERE id = %s", [stored(one, "family_name"), two.pk])
        cursor.execute("UPDATE cases_person SET phone = family_name WHERE id = %s", [one.pk])

    with pytest.raises(Unreadable):
        _ = Person.objects.get(pk=two.pk).family_name
    with pytest.raises(Unreadable):
        _ = Person.objects.get(pk=one.pk).phone


def test_the_database_holds_ciphertext_and_nothing_for_blank():
    person = PersonFactory(family_name="Изпитна", born_on=date(2001, 2, 3), born_precision="EXACT", middle_name="")

    found = Person.objects.get(pk=person.pk)
    assert (found.family_name, found.born_on, found.middle_name) == ("Изпитна", date(2001, 2, 3), "")
    assert len(stored(person, "family_name")) == SHORTEST - 1 + len("Изпитна".encode())
    assert "Изпитна".encode() not in stored(person, "family_name")
    assert stored(person, "middle_name") is None
    assert Person.objects.filter(middle_name=None, pk=person.pk).exists()
    assert not Person.objects.filter(family_name__isnull=True, pk=person.pk).exists()


@pytest.mark.parametrize("written", ["Изпитна", "", "\\x01"])
def test_the_database_takes_no_plain_text(written):
    person = PersonFactory()

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE cases_person SET family_name = convert_to(%s, 'UTF8') WHERE id = %s", [written, person.pk]
        )


def test_a_list_that_shows_no_name_fetches_no_key_and_one_that_shows_them_fetches_all_at_once(
    django_assert_num_queries,
):
    for number in range(25):
        PersonFactory(family_name=f"Изпитна {number}")

    with keyring() as ring, django_assert_num_queries(1):
        people = list(Person.objects.all())
        assert not ring.opened
    with keyring() as ring, django_assert_num_queries(2):
        names = [person.family_name for person in with_keys(Person.objects.all())]
        assert len(names) == 25 == sum(ring.opened.values())
    assert len(people) == 25


def test_keys_are_forgotten_with_the_request():
    person = PersonFactory(family_name="Изпитна")
    with keyring() as ring:
        _ = Person.objects.get(pk=person.pk).family_name
        assert ring.keys
    assert not ring.keys


def test_only_what_was_changed_is_sealed_again():
    person = PersonFactory(family_name="Изпитна", given_name="Проба")
    before = stored(person, "family_name"), stored(person, "given_name")

    person = Person.objects.get(pk=person.pk)
    person.family_name, person.given_name = person.family_name, "Друга"
    person.save()

    assert stored(person, "family_name") == before[0]
    assert stored(person, "given_name") != before[1]
    assert Person.objects.get(pk=person.pk).full_name == "Друга Изпитна"


def test_several_rows_at_once_are_sealed_as_well():
    person = PersonFactory(alias_in_use="")
    rows = [PersonSpelling(person=person, kind="ALIAS", text=text, token=text.encode()) for text in ("Лале", "Мак")]

    PersonSpelling.objects.bulk_create(rows)

    assert sorted(row.text for row in person.spellings.all()) == ["Лале", "Мак"]
    assert FileKey.objects.filter(subject=person.pk).count() == 1


def test_a_case_and_a_person_have_one_key_each():
    identification = IdentificationFactory(case=CaseFactory(person__family_name="Изпитна"))
    case = identification.case

    kinds = dict(FileKey.objects.filter(subject__in=[case.pk, case.person_id]).values_list("subject", "kind"))
    assert kinds == {case.pk: "case", case.person_id: "person"}


@pytest.mark.parametrize(
    "ask",
    [
        lambda: Person.objects.filter(family_name="Изпитна").exists(),
        lambda: Person.objects.filter(family_name__icontains="Изп").exists(),
        lambda: Person.objects.filter(born_on__lt=date(2001, 1, 1)).exists(),
        lambda: Person.objects.filter(born_on__year=2001).exists(),
        lambda: Person.objects.filter(family_name__in=["Изпитна"]).exists(),
        lambda: Person.objects.update(family_name="Изпитна"),
        lambda: Person.objects.bulk_update(_changed(), ["family_name"]),
        lambda: list(Person.objects.order_by("family_name")),
        lambda: list(Person.objects.order_by(F("born_on").desc())),
        lambda: _copy().save(),
    ],
)
def test_nothing_is_compared_ordered_or_written_in_the_database(ask):
    PersonFactory(family_name="Изпитна")

    with pytest.raises(NotSealed):
        ask()


def _changed() -> list[Person]:
    people = list(Person.objects.all())
    people[0].family_name = "Друга"
    return people


def _copy() -> Person:
    person = Person.objects.get()
    person.pk, person._state.adding = uuid4(), True
    return person


def test_a_query_of_columns_gives_nothing_readable():
    PersonFactory(family_name="Изпитна")

    (value,) = Person.objects.values_list("family_name", flat=True)

    assert repr(value) == "<sealed>"
    with pytest.raises(Unreadable):
        str(value)


def test_lengths_and_forms_are_checked_on_the_plain_value():
    person = Person(organisation=PersonFactory().organisation, family_name="И" * 81, email="not an address")

    with pytest.raises(ValidationError) as refusal:
        person.full_clean()

    assert set(refusal.value.message_dict) == {"family_name", "email"}


def test_a_key_that_is_not_here_is_an_error():
    person = PersonFactory(family_name="Изпитна")
    row = Person.objects.get(pk=person.pk)
    sealed = row.__dict__["family_name"]
    row.__dict__["family_name"] = Sealed(sealed.raw[:1] + uuid4().bytes + sealed.raw[17:])

    with pytest.raises(Unreadable):
        _ = row.family_name


OF_A_HOUSE = {"shelteraddress", "nightcensus", "shifthandover"}


@pytest.mark.pure
def test_every_sealed_column_has_a_key_of_a_file():
    kinds = {field.label: field.file_kind for field in FIELDS}

    assert set(kinds.values()) == {"case", "person", "sessionnote", "drawer", *OF_A_HOUSE}
    assert kinds["shelters.ShelterAddress.address"] == "shelteraddress"
    assert kinds["cases.DecisionAnnulment.reason"] == "case"
    assert not [field.label for field in FIELDS if field.check()]
    assert isinstance(ShelterAddress._meta.pk.get_default(), UUID)
    assert Identification._meta.get_field("conclusion").max_length == 4000
