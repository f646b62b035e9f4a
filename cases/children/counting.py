"""Children who were known before their procedures were counted: the owner of the tables counts them, with the keys."""

from datetime import date

from django.db import transaction

from cases.children.ageing import month_of_age
from cases.children.models import ChildProcedure
from cases.models import Person
from tvcase.audit import log
from tvcase.sealing import rotation
from tvcase.sealing.fields import with_keys
from tvcase.sealing.keyring import keyring

BATCH = 100


def count_the_uncounted(*, using: str, on: date) -> int:
    """Count every open procedure that has no month of age, where a birth is recorded; gives how many were counted.

    Each gets a line in the trace, of a Sofia day. An erased person stays uncounted. It may be run again.
    """
    waiting = ChildProcedure.objects.using(using).standing().filter(of_age_month=None, case__closed_on=None)
    with transaction.atomic(using=using):
        found = list(waiting.order_by("pk").values_list("pk", flat=True))
    counted = 0
    for start in range(0, len(found), BATCH):
        with transaction.atomic(using=using), keyring():
            rows = waiting.filter(pk__in=found[start : start + BATCH]).select_for_update(of=("self",))
            counted += sum(_count(row, using=using, on=on) for row in rows.select_related("case"))
    return counted


def _count(procedure: ChildProcedure, *, using: str, on: date) -> bool:
    person = procedure.case.person_id
    if rotation.is_erased(person, using):
        return False
    month, exact = month_of_age(with_keys(Person.objects.using(using).filter(pk=person))[0])
    if month is None:
        return False
    procedure.of_age_month, procedure.of_age_exact = month, exact
    procedure.save(using=using, update_fields=["of_age_month", "of_age_exact"])
    log.record(
        "children.procedure.counted_anew",
        by=None,
        on=on,
        case=procedure.case.code,
        area=ChildProcedure.AREA,
        using=using,
        number=procedure.number,
    )
    return True
