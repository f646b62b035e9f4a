"""The keys of forms that were acted upon, and what was answered."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tvcase.accounts.models import User


class Sent(models.Model):
    """A form of one person that was acted upon: its key, where it was sent, and the answer in short.

    What was typed is not here: `content` is a keyed hash of it, so that the same key with another content is noticed.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    key = models.UUIDField(_("key"))
    address = models.CharField(_("address"), max_length=200)
    content = models.BinaryField(_("content"), max_length=32)
    at = models.DateTimeField(_("when"))
    leads_to = models.CharField(_("leads to"), max_length=200, blank=True)
    said = models.CharField(_("answer"), max_length=200, blank=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("act done once")
        verbose_name_plural = _("acts done once")
        constraints = [models.UniqueConstraint("user", "key", name="sent_once_for_person_and_key")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.key}"
