"""A file's keys as operations change them: another key for the file, or none, which erases what was written.

Both are done by the owner of the tables on the server (see the command `keys`), in one transaction with their line
in the trace. What remains of an erased file are its dates, codes and counts.
"""

import secrets
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.children.models import ChildProcedure
from cases.models import Case, PersonDocument, PersonSpelling, PersonToken
from cases.services.models import SessionNote
from tvcase.accounts.models import User
from tvcase.accounts.roles import Role
from tvcase.audit import log
from tvcase.keys import TOKEN_BYTES
from tvcase.notifications.models import Notification
from tvcase.sealing import rotation
from tvcase.sealing.models import FileKey, FileKind

CONFIRMS = (Role.COORDINATOR, Role.DATA_PROTECTION_OFFICER)


class ErasureGround(models.TextChoices):
    """Why a file is erased."""

    RETENTION = "RETENTION", gettext_lazy("the time for which it is kept is over")
    REQUEST = "REQUEST", gettext_lazy("the person asked for it")
    ERROR = "ERROR", gettext_lazy("it was opened in error")


def new_keys(code: str, *, using: str, at: datetime, on: date) -> int:
    """Give a case, its confidential notes and the identity of its person other data keys; gives how many values were
    sealed anew.

    For when somebody who may have kept a key leaves badly. Raises Case.DoesNotExist.
    """
    with transaction.atomic(using=using):
        case = _locked(code, using)
        count = 0
        for subject in (case.pk, case.person_id, *_notes(case, using)):
            if FileKey.objects.using(using).live().filter(subject=subject).exists():
                count += rotation.new_file_key(subject, using, at=at)
        log.record("sealing.key.replaced", by=None, on=on, case=case.code, using=using, count=count)
    return count


def erase(code: str, *, ground: str, by: str, confirmed_by: str, using: str, at: datetime, on: date) -> int:
    """Erase a closed case: destroy its key and, with the person's last file, that of the identity.

    Both people are named by their user names; the second is a coordinator or the data protection officer of the
    organisation that holds the case. Gives how many keys were destroyed. Raises ValidationError, Case.DoesNotExist.
    """
    with transaction.atomic(using=using):
        case = _locked(code, using)
        actor = _two_people(case, by, confirmed_by, using)
        if case.closed_on is None:
            raise ValidationError(_("Only a closed case is erased."))
        gone = rotation.destroy(case.pk, FileKind.CASE, using, at=at)
        gone += sum(rotation.destroy(note, FileKind.NOTE, using, at=at) for note in _notes(case, using))
        _forget_the_age(case, using)
        others = Case.objects.using(using).filter(person=case.person_id).exclude(pk=case.pk)
        whole = all(rotation.is_erased(other.pk, using) for other in others)
        if whole:
            gone += rotation.destroy(case.person_id, FileKind.PERSON, using, at=at)
            _forget(case, using)
        facts: dict[str, Any] = {"ground": ground, "confirmed_by": confirmed_by, "identity": whole}
        log.record("sealing.file.erased", by=actor, on=on, case=case.code, using=using, **facts)
    return gone


def _notes(case: Case, using: str) -> list[UUID]:
    """The confidential notes of the case: each is sealed under a key of its own."""
    return list(SessionNote.objects.using(using).filter(case=case).values_list("pk", flat=True))


def _locked(code: str, using: str) -> Case:
    """The case and its person's row, locked: whoever writes about them waits, and then finds the new key."""
    cases = Case.objects.using(using).select_related("person")
    return cases.select_for_update(of=("self", "person")).get(code=code)


def _two_people(case: Case, by: str, confirmed_by: str, using: str) -> User:
    """Who asked for it. Raises ValidationError unless two of the holder's people stand for it."""
    holder = User.objects.using(using).filter(organisation=case.organisation_id, is_active=True)
    actor, second = holder.filter(username=by).first(), holder.filter(username=confirmed_by).first()
    if actor is None or second is None or actor == second:
        raise ValidationError(_("Two different people of the holding organisation must stand for it."))
    if not second.has_role(*CONFIRMS):
        raise ValidationError(_("A coordinator or the data protection officer confirms that a file is erased."))
    return actor


def _forget(case: Case, using: str) -> None:
    """Take away what the blind index knows of the person, also from the images of rows that were changed."""
    PersonToken.objects.using(using).filter(person=case.person_id).delete()
    numbered: tuple[type[models.Model], ...] = (PersonSpelling, PersonDocument)
    for model in numbered:
        rows = list(model._default_manager.using(using).filter(person=case.person_id).values_list("pk", flat=True))
        images = rotation.image_model(model)
        for table in [model, images] if images else [model]:
            with rotation.without_triggers(table, using):
                for pk in rows:
                    found = table._base_manager.using(using).filter(id=pk)
                    found.update(token=secrets.token_bytes(TOKEN_BYTES))


def _forget_the_age(case: Case, using: str) -> None:
    """Take away the month in which a child comes of age, also from images, and what was written to people about it."""
    procedures = list(ChildProcedure.objects.using(using).filter(case=case).values_list("pk", flat=True))
    Notification.objects.using(using).filter(subject__in=procedures).delete()
    images: list[Any] = [rotation.image_model(ChildProcedure)]
    for table in [ChildProcedure, *filter(None, images)]:
        with rotation.without_triggers(table, using):
            table._base_manager.using(using).filter(id__in=procedures).update(of_age_month=None, of_age_exact=False)
