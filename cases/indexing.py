"""Making the blind index anew, from what is sealed: after the root of the keys was changed."""

from collections.abc import Iterator

from django.db import transaction

from cases import names, tokens
from cases.models import Person, PersonDocument, PersonSpelling, PersonToken
from tvcase.sealing import rotation
from tvcase.sealing.fields import with_keys
from tvcase.sealing.keyring import keyring

BATCH = 100


def index_anew(using: str) -> Iterator[tuple[int, int]]:
    """Replace every token, as the owner of the tables, some people at a time; gives how many of how many are done.

    Erased people stay without tokens. It may be stopped and begun again from the start.
    """
    with transaction.atomic(using=using):
        everybody = list(Person.objects.using(using).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(everybody), BATCH):
        with transaction.atomic(using=using), keyring():
            for person in with_keys(Person.objects.using(using).filter(pk__in=everybody[start : start + BATCH])):
                if not rotation.is_erased(person.pk, using):
                    _index(person, using)
        yield min(start + BATCH, len(everybody)), len(everybody)


def _index(person: Person, using: str) -> None:
    spellings = list(PersonSpelling.objects.using(using).filter(person=person))
    documents = list(PersonDocument.objects.using(using).filter(person=person))
    for spelling in spellings:
        spelling.token = tokens.within(person.pk, names.key(spelling.text))
        spelling.save(using=using, update_fields=["token"])
    for document in documents:
        document.token = tokens.within(person.pk, names.document_key(document.document_number))
        document.save(using=using, update_fields=["token"])
    PersonToken.objects.using(using).filter(person=person).delete()
    PersonToken.objects.using(using).bulk_create(
        PersonToken(person=person, label=label, token=token)
        for label, token in sorted(tokens.of(person, spellings, documents))
    )
