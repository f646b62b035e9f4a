"""The trace of what was done, opened, refused and failed: written once, never changed, sealed."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class TransactionNumber(models.Field):
    """PostgreSQL's xid8: the number of a transaction, in the order in which transactions began."""

    def db_type(self, connection: Any) -> str:
        return "xid8"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> int | None:
        return None if value is None else int(value)

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else str(int(value))


class Event(models.Model):
    """One line of the trace. It has no foreign keys: it names actor, act and case by code, and outlives them all.

    `facts` carries states, dates and references; nothing about the person and no free text. `about` is what was
    touched inside the case or beside it, `purpose` why, when that is more than one's place on the case.
    The database itself writes `at`, `era`, `xid` and `leaf` (SHA-256 of the row): see tvcase/audit/sealer.py.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(_("when"), db_default=Now(), editable=False)
    on = models.DateField(_("on"), null=True)
    actor = models.CharField(_("who"), max_length=150, blank=True)
    actor_id = models.BigIntegerField(null=True)
    organisation = models.CharField(_("organisation"), max_length=20, blank=True)
    organisation_id = models.BigIntegerField(null=True)
    on_behalf_of = models.CharField(_("on behalf of"), max_length=150, blank=True)
    action = models.CharField(_("act"), max_length=80)
    area = models.CharField(_("area"), max_length=20, blank=True)
    case_code = models.CharField(_("case"), max_length=12, blank=True)
    about = models.CharField(_("object"), max_length=80, blank=True)
    purpose = models.CharField(_("purpose"), max_length=40, blank=True)
    request_id = models.CharField(_("request"), max_length=36, blank=True)
    facts = models.JSONField(_("facts"), default=dict)
    era = models.SmallIntegerField(null=True, editable=False)
    xid = TransactionNumber(null=True, editable=False)
    leaf = models.BinaryField(null=True, editable=False)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-at"]
        indexes = [
            models.Index("case_code", "at", name="audit_event_of_a_case"),
            models.Index("actor", "at", name="audit_event_of_an_actor"),
            models.Index(models.F("at").desc(), name="audit_event_newest_first"),
            models.Index("era", "xid", name="audit_event_to_seal"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.case_code}".strip()


class Seal(models.Model):
    """The seal of all events whose transactions ended before `upto` and after the seal before: append only (trigger).

    `leaves` are theirs in order, `root` is the Merkle root over them, `head` chains this seal to the one before,
    and `signature` is the sealer's (Ed25519). Whoever holds the heads can tell whether the past was changed.
    """

    number = models.BigIntegerField(primary_key=True)
    era = models.SmallIntegerField()
    upto = TransactionNumber()
    sealed_at = models.DateTimeField()
    events = models.IntegerField()
    leaves = models.BinaryField()
    root = models.BinaryField()
    previous = models.BinaryField()
    head = models.BinaryField()
    signature = models.BinaryField()

    class Meta:
        default_permissions = ()
        ordering = ["number"]

    def __str__(self) -> str:
        return str(self.number)


class Pattern(models.TextChoices):
    """What was noticed in the trace about somebody's reading.

    UNUSUAL is one word for several reasons on purpose: which of them it was would tell something about the person
    in the file (that she has the reader's family name).
    """

    MANY = "MANY", _("opened many files in a short time")
    REFUSED = "REFUSED", _("tried many files that are not theirs")
    UNUSUAL = "UNUSUAL", _("opened files of somebody of their own family name, or several from other towns")


class AlarmQuerySet(models.QuerySet["Alarm"]):
    def of(self, user: Any) -> "AlarmQuerySet":
        """The alarms that this person, a coordinator, has to look at."""
        return self.filter(organisation=user.organisation_id)


class Alarm(models.Model):
    """That a person's reading on a Sofia day should be looked at, by the coordinators of one organisation."""

    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who"))
    pattern = models.CharField(_("what was noticed"), max_length=10, choices=Pattern)
    day = models.DateField(_("day"))
    raised_at = models.DateTimeField(_("noticed at"), db_default=Now())

    objects = AlarmQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("alarm")
        verbose_name_plural = _("alarms")
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint("organisation", "user", "pattern", "day", name="alarm_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.pattern} {self.day}"
