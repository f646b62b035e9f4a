"""Organisations abroad that support victims: a directory, kept by administrators. None of them has an account."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.geo import country_name


class PartnerAbroad(models.Model):
    """One organisation in one country; what is sent to it leaves as an encrypted file."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=160)
    country = models.CharField(_("country"), max_length=2)
    contact = models.CharField(_("how it is reached"), max_length=300)
    is_active = models.BooleanField(_("people can be referred to it"), default=True)

    class Meta:
        verbose_name = _("partner abroad")
        verbose_name_plural = _("partners abroad")
        ordering = ["country", "name"]
        constraints = [
            models.UniqueConstraint(
                "country",
                "name",
                name="partner_abroad_once",
                violation_error_message=_("This partner is in the directory already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {country_name(self.country)}"
