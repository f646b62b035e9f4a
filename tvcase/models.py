"""The platform's own records."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Heartbeat(models.Model):
    """The last time that beat gave a sign of life through broker, worker and database."""

    name = models.CharField(_("name"), max_length=40, primary_key=True)
    beaten_at = models.DateTimeField(_("last beat"))

    class Meta:
        verbose_name = _("sign of life")
        verbose_name_plural = _("signs of life")

    def __str__(self) -> str:
        return self.name
