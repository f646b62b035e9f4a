"""Shelters and their places. The address is a secret of its own table."""

import uuid
from datetime import date, timedelta
from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Now
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from shelters.states import PLACED_STAYS, FacilityKind
from tvcase.accounts.models import Organisation, User
from tvcase.sealing.fields import SealedText

ONE_NIGHT = timedelta(days=1)


class ShelterQuerySet(models.QuerySet["Shelter"]):
    def run_by(self, user: User) -> "ShelterQuerySet":
        """The shelters of this person's own organisation."""
        return self.filter(organisation=user.organisation_id)

    def open(self) -> "ShelterQuerySet":
        return self.filter(closed_on=None)

    def counting_free_places(self, *, on: date) -> "ShelterQuerySet":
        """Each with `free_places`: how many of its places nobody has in the night that begins on this day."""
        free = Place.objects.filter(shelter=OuterRef("pk")).free(from_on=on, to_on=on + ONE_NIGHT)
        counted = free.order_by().values("shelter").annotate(free=Count("pk")).values("free")
        return self.annotate(free_places=Coalesce(Subquery(counted), 0))


class Shelter(models.Model):
    """A house where people stay, known to others by a code name, a district and a phone; never by an address."""

    AREA: ClassVar = None  # no case

    code = models.CharField(
        _("code name"), max_length=12, unique=True, validators=[RegexValidator(r"^[A-Z][A-Z0-9-]{1,11}$")]
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="shelters", verbose_name=_("run by"))
    kind = models.CharField(_("kind"), max_length=25, choices=FacilityKind)
    district_bg = models.CharField(_("district in Bulgarian"), max_length=60)
    district_en = models.CharField(_("district in English"), max_length=60)
    phone = models.CharField(_("phone for other organisations"), max_length=30)
    admits = models.CharField(_("who is admitted"), max_length=200, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    free_places: int  # only where the queryset counted them

    objects = ShelterQuerySet.as_manager()

    class Meta:
        verbose_name = _("shelter")
        verbose_name_plural = _("shelters")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code

    @property
    def district(self) -> str:
        return self.district_en if get_language() == "en" else self.district_bg


class ShelterAddress(models.Model):
    """Where the shelter is. Entered and read on its own page by the shelter's head; in no list, letter or export."""

    AREA: ClassVar = None

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    shelter = models.OneToOneField(Shelter, models.PROTECT, related_name="address")
    address = SealedText(_("address"), max_length=400, key="id")
    directions = SealedText(_("how to get there safely"), max_length=1000, blank=True, key="id")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.pk)


class PlaceQuerySet(models.QuerySet["Place"]):
    def in_use(self, *, until: date) -> "PlaceQuerySet":
        """Places that are in use in every night before this day."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gte=until))

    def free(self, *, from_on: date, to_on: date) -> "PlaceQuerySet":
        """Places in use that nobody has reserved or sleeps in, in any night of [from_on, to_on)."""
        taken = Place.objects.filter(
            pk=OuterRef("pk"), stays__state__in=PLACED_STAYS, stays__nights__overlap=(from_on, to_on)
        )
        return self.in_use(until=to_on).filter(~Exists(taken))


class Place(models.Model):
    """One bed, for one person at a time."""

    AREA: ClassVar = None

    shelter = models.ForeignKey(Shelter, models.PROTECT, related_name="places")
    label = models.CharField(_("place"), max_length=20)
    closed_on = models.DateField(_("out of use since"), null=True, blank=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["shelter", "label"]
        constraints = [
            models.UniqueConstraint(
                "shelter",
                "label",
                name="place_label_once",
                violation_error_message=_("This place exists already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shelter} {self.label}"
