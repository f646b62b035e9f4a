"""The outbox: what asks for somebody's attention, in the application and by mail."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.db.models.lookups import IsNull
from django.utils.translation import gettext_lazy as _


class NotificationQuerySet(models.QuerySet["Notification"]):
    def of(self, user: models.Model) -> "NotificationQuerySet":
        """This person's own notifications."""
        return self.filter(recipient=user)

    def unread(self) -> "NotificationQuerySet":
        return self.filter(opened_at=None)

    def unread_first(self) -> "NotificationQuerySet":
        """What was not opened yet, then the rest; of each the latest day first."""
        return self.order_by(IsNull(models.F("opened_at"), True).desc(), "-due_on", "-pk")


class Notification(models.Model):
    """That something about a case code needs one person's attention. It carries nothing else, to anyone.

    `subject` and `occurrence` say what exactly it is about (a period and its milestone, say), so that the same
    thing is never said twice to the same person, however often it is written.
    """

    token = models.UUIDField(default=uuid.uuid4, db_default=models.Func(function="gen_random_uuid"), unique=True)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="notifications", verbose_name=_("recipient")
    )
    kind = models.CharField(_("kind"), max_length=40)
    case_code = models.CharField(_("case"), max_length=12, blank=True)
    subject = models.UUIDField()
    occurrence = models.CharField(max_length=40)
    due_on = models.DateField(_("due on"))
    late = models.BooleanField(_("written late"), default=False, db_default=False)
    created_at = models.DateTimeField(_("written at"), db_default=Now())
    opened_at = models.DateTimeField(_("opened at"), null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(_("mailed at"), null=True, blank=True)
    mail_attempts = models.PositiveSmallIntegerField(default=0, db_default=0)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["-due_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "recipient", "kind", "subject", "occurrence", name="notification_said_once_to_a_person"
            ),
        ]
        indexes = [
            models.Index("recipient", "opened_at", name="notification_of_a_person"),
            models.Index("id", condition=models.Q(mailed_at=None), name="notification_not_mailed"),
            models.Index("subject", "kind", name="notification_about"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.case_code}"
