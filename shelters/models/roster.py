"""Who is on duty, and whom partners reach day and night."""

import uuid
from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Now
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cases.geo import language_name
from shelters.models.house import Shelter
from shelters.states import ContactKind
from tvcase.accounts.models import Organisation, User
from tvcase.db import iff

LONGEST_DUTY = timedelta(days=7)


class InstantRange(Func):
    """PostgreSQL's tstzrange(from, to)."""

    function = "tstzrange"
    output_field = DateTimeRangeField()


class DutyQuerySet(models.QuerySet["Duty"]):
    def of(self, user: User) -> Self:
        """The roster of this person's own organisation."""
        return self.filter(organisation=user.organisation_id)

    def standing(self) -> Self:
        """Not called off."""
        return self.filter(called_off_at=None)

    def between(self, begins: datetime, ends: datetime) -> Self:
        """Duties of which some part lies in [begins, ends)."""
        return self.filter(from_at__lt=ends, to_at__gt=begins)


class Duty(models.Model):
    """Somebody is on duty in [from, to): in a house, or on call for the organisation where no house is named.

    Nobody is on two duties at once (the database refuses it).
    """

    AREA: ClassVar = None
    TRIGGERS: ClassVar = {
        "duty_is_of_ones_own_organisation": _("Choose somebody, and a house, of the same organisation."),
        "duty_is_called_off_not_changed": _("A duty is not changed: call it off, and enter another one."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="duties", verbose_name=_("organisation")
    )
    shelter = models.ForeignKey(
        Shelter, models.PROTECT, null=True, blank=True, related_name="duties", verbose_name=_("house")
    )
    number = models.PositiveIntegerField(_("number"))
    user = models.ForeignKey(User, models.PROTECT, related_name="duties", verbose_name=_("who is on duty"))
    from_at = models.DateTimeField(_("from"))
    to_at = models.DateTimeField(_("until"))
    planned_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("planned by"))
    planned_at = models.DateTimeField(_("planned at"), db_default=Now())
    called_off_at = models.DateTimeField(_("called off at"), null=True, blank=True)
    called_off_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = DutyQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("duty")
        verbose_name_plural = _("duties")
        ordering = ["from_at", "number"]
        constraints = [
            models.UniqueConstraint("organisation", "number", name="duty_number_once"),
            models.CheckConstraint(
                condition=Q(to_at__gt=F("from_at"), to_at__lte=F("from_at") + Value(LONGEST_DUTY)),
                name="duty_lasts_at_most_a_week",
                violation_error_message=_("A duty ends after it begins, and lasts at most seven days."),
            ),
            models.CheckConstraint(
                condition=iff(Q(called_off_at=None), Q(called_off_by=None)), name="duty_called_off_by_somebody"
            ),
            ExclusionConstraint(
                name="duty_one_at_a_time_for_a_person",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    (InstantRange("from_at", "to_at"), RangeOperators.OVERLAPS),
                ],
                condition=Q(called_off_at=None),
                violation_error_message=_("This person is on another duty in these hours."),
            ),
        ]
        indexes = [models.Index("organisation", "from_at", name="duty_of_an_organisation")]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.number}"


class ContactCardQuerySet(models.QuerySet["ContactCard"]):
    def in_use(self) -> Self:
        return self.filter(withdrawn_on=None)


class ContactCard(models.Model):
    """Whom every partner can phone, and when: a hotline, the cross-border contact centre, somebody on call. Never an
    address; houses are phoned by their code name (Shelter.phone)."""

    AREA: ClassVar = None

    kind = models.CharField(_("kind"), max_length=15, choices=ContactKind)
    name_bg = models.CharField(_("name in Bulgarian"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    phone = models.CharField(_("phone"), max_length=40)
    hours_bg = models.CharField(_("when, in Bulgarian"), max_length=60)
    hours_en = models.CharField(_("when, in English"), max_length=60)
    what_for_bg = models.CharField(_("what for, in Bulgarian"), max_length=200, blank=True)
    what_for_en = models.CharField(_("what for, in English"), max_length=200, blank=True)
    languages = models.CharField(_("languages"), max_length=60, blank=True)
    withdrawn_on = models.DateField(_("no longer in use since"), null=True, blank=True)

    objects = ContactCardQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact card")
        verbose_name_plural = _("contact cards")
        ordering = ["name_bg"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.name_en if get_language() == "en" else self.name_bg

    @property
    def hours(self) -> str:
        return self.hours_en if get_language() == "en" else self.hours_bg

    @property
    def spoken(self) -> str:
        """The languages, by their names; what is no code of a language stands as it was written."""
        return ", ".join(language_name(word.strip()) for word in self.languages.split(","))

    @property
    def what_for(self) -> str:
        return self.what_for_en if get_language() == "en" else self.what_for_bg
