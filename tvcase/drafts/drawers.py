"""Destroying the keys of forms that were sent or forgotten, as the owner of the tables: no backup opens them then."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from tvcase.audit import log
from tvcase.drafts.models import Draft, Drawer
from tvcase.sealing import rotation
from tvcase.sealing.models import FileKind


def destroy_empty(using: str, *, at: datetime, on: date) -> int:
    """Destroy the key of every drawer whose form is gone, and the drawer, with one line in the trace of a Sofia day;
    gives how many. A drawer is made together with its form, so none is met that is only about to be filled."""
    with transaction.atomic(using=using):
        drawers = Drawer.objects.using(using).filter(~Exists(Draft.objects.using(using).filter(drawer=OuterRef("pk"))))
        empty = list(drawers.values_list("pk", flat=True))
        for drawer in empty:
            rotation.destroy(drawer, FileKind.DRAWER, using, at=at)
        Drawer.objects.using(using).filter(pk__in=empty).delete()
        if empty:
            log.record("sealing.drafts.destroyed", by=None, on=on, using=using, count=len(empty))
    return len(empty)
