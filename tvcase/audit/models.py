"""The trace of what was done, opened, refused and failed: written once, never changed (trigger)."""

import uuid

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    """One line of the trace. It has no foreign keys: it names actor, act and case by code, and outlives them all.

    `facts` carries states, dates and references; nothing about the person and no free text.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(_("when"), db_default=Now(), editable=False)
    on = models.DateField(_("on"), null=True)
    actor = models.CharField(_("who"), max_length=150, blank=True)
    organisation = models.CharField(_("organisation"), max_length=20, blank=True)
    action = models.CharField(_("act"), max_length=80)
    area = models.CharField(_("area"), max_length=20, blank=True)
    case_code = models.CharField(_("case"), max_length=12, blank=True)
    request_id = models.CharField(_("request"), max_length=36, blank=True)
    facts = models.JSONField(_("facts"), default=dict)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-at"]
        indexes = [
            models.Index("case_code", "at", name="audit_event_of_a_case"),
            models.Index("actor", "at", name="audit_event_of_an_actor"),
            models.Index(models.F("at").desc(), name="audit_event_newest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.case_code}".strip()
