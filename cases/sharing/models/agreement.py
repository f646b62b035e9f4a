"""Agreements between organisations on data about people, kept by administrators (domain 9.6). No case, no person."""

import uuid
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.sharing.models.partner import PartnerAbroad
from tvcase.accounts.models import Organisation


class AgreementQuerySet(models.QuerySet["SharingAgreement"]):
    def in_force(self, *, on: date) -> Self:
        """Agreements in force on a day in Sofia; the last day is still inside."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)

    def of(self, organisation: Organisation) -> Self:
        """Agreements to which this organisation is a party, on either side."""
        return self.filter(Q(party=organisation) | Q(other=organisation))


class SharingAgreement(models.Model):
    """What two organisations agreed on telling each other; the other one may be a partner abroad.

    A consent names only a recipient with which the holder of the case has an agreement in force, but in an emergency.
    Days are Europe/Sofia dates.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    party = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("one party"))
    other = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("the other party")
    )
    partner = models.ForeignKey(
        PartnerAbroad,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("or the partner abroad"),
    )
    purpose = models.CharField(_("what for"), max_length=600)
    categories = models.CharField(_("what may be told"), max_length=600)
    legal_basis = models.CharField(_("legal basis"), max_length=300)
    security = models.CharField(_("how it is kept safe"), max_length=600)
    contacts = models.CharField(_("contact points of both"), max_length=300)
    starts_on = models.DateField(_("in force from"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    review_on = models.DateField(_("looked at again on"))

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement on telling others")
        verbose_name_plural = _("agreements on telling others")
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(other__isnull=False) ^ Q(partner__isnull=False),
                name="sharing_agreement_between_two",
                violation_error_message=_("An agreement is made with one other organisation."),
            ),
            models.CheckConstraint(
                condition=Q(other=None) | ~Q(other=F("party")),
                name="sharing_agreement_with_another",
                violation_error_message=_("An agreement is made with another organisation."),
            ),
            models.CheckConstraint(
                condition=(Q(ends_on=None) | Q(ends_on__gte=F("starts_on"))) & Q(review_on__gte=F("starts_on")),
                name="sharing_agreement_ends_after_it_begins",
                violation_error_message=_("It cannot end, or be looked at again, before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party} – {self.other or self.partner}"
