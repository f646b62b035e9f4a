"""Shelters, their rooms and places. The address is a secret of its own table."""

import uuid
from datetime import date, datetime, timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Count, F, Func, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Now
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from cases.geo import language_name
from cases.terms import RuleKind
from shelters.states import AdmittedSex, FacilityKind, PlaceKind, TermOfStay
from tvcase.accounts.models import Organisation, User
from tvcase.sealing.fields import SealedText

ONE_NIGHT = timedelta(days=1)


class ShelterQuerySet(models.QuerySet["Shelter"]):
    def run_by(self, user: User) -> "ShelterQuerySet":
        """The shelters of this person's own organisation."""
        return self.filter(organisation=user.organisation_id)

    def open(self) -> "ShelterQuerySet":
        return self.filter(closed_on=None)

    def counting_free_places(self, *, on: date, at: datetime) -> "ShelterQuerySet":
        """Each with `free_places`: how many of its places nobody has in the night that begins on this day; `at` is
        the instant by which a hold is over."""
        free = Place.objects.filter(shelter=OuterRef("pk")).free(from_on=on, to_on=on + ONE_NIGHT, at=at)
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
    phone_hours = models.CharField(_("when the phone is answered"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail for other organisations"), max_length=100, blank=True)
    admits = models.CharField(_("who is admitted"), max_length=200, blank=True)
    sexes = ArrayField(
        models.CharField(max_length=1, choices=AdmittedSex), default=list, blank=True, verbose_name=_("sexes admitted")
    )
    lowest_age = models.PositiveSmallIntegerField(_("admitted from the age of"), null=True, blank=True)
    highest_age = models.PositiveSmallIntegerField(_("admitted up to the age of"), null=True, blank=True)
    with_children = models.BooleanField(_("admits parents with children"), default=False)
    accessible = models.BooleanField(_("accessible in a wheelchair"), default=False)
    languages = ArrayField(
        models.CharField(max_length=3), default=list, blank=True, verbose_name=_("languages spoken in the house")
    )
    term = models.CharField(
        _("term of a stay"), max_length=20, choices=TermOfStay, blank=True, default=RuleKind.SHELTER_STAY
    )
    confirmed_at = models.DateTimeField(_("picture confirmed at"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    free_places: int  # only where the queryset counted them

    objects = ShelterQuerySet.as_manager()

    class Meta:
        verbose_name = _("shelter")
        verbose_name_plural = _("shelters")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lowest_age=None) | Q(highest_age=None) | Q(highest_age__gte=F("lowest_age")),
                name="shelter_ages_in_order",
                violation_error_message=_("The highest age comes before the lowest."),
            ),
            models.CheckConstraint(
                condition=Q(sexes__contained_by=AdmittedSex.values),
                name="shelter_admits_known_sexes",
                violation_error_message=_("Choose from the list."),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def admitted(self) -> list[str]:
        """Whom the house admits and what it offers, a short sentence each."""
        low, high = self.lowest_age, self.highest_age
        ages = gettext("aged %(low)s to %(high)s") % {"low": low if low is not None else 0, "high": high}
        if high is None:
            ages = gettext("from the age of %(low)s") % {"low": low} if low else ""
        names = dict(AdmittedSex.choices)
        return [
            str(part)
            for part in (
                *(names[sex] for sex in self.sexes),
                ages,
                gettext("parents with children") if self.with_children else "",
                gettext("accessible in a wheelchair") if self.accessible else "",
                ", ".join(language_name(code) for code in self.languages),
                self.admits,
            )
            if part
        ]

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


class Room(models.Model):
    """A room of a shelter: a mother and her children are kept together in one."""

    AREA: ClassVar = None

    shelter = models.ForeignKey(Shelter, models.PROTECT, related_name="rooms", verbose_name=_("shelter"))
    label = models.CharField(_("room"), max_length=20)
    accessible = models.BooleanField(_("accessible in a wheelchair"), default=False)

    class Meta:
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        ordering = ["shelter", "label"]
        constraints = [
            models.UniqueConstraint(
                "shelter", "label", name="room_label_once", violation_error_message=_("This room exists already.")
            )
        ]

    def __str__(self) -> str:
        return f"{self.shelter} {self.label}"


class FreePlaces(Func):
    """The keys of the places in use that nobody has in some nights: from, until, and the instant by the clock."""

    template = "(SELECT app_free_places(%(expressions)s))"
    output_field = models.BigIntegerField()

    def __init__(self, from_on: date, to_on: date, at: datetime) -> None:
        days = (models.Value(day, output_field=models.DateField()) for day in (from_on, to_on))
        super().__init__(*days, models.Value(at, output_field=models.DateTimeField()))


class PlaceQuerySet(models.QuerySet["Place"]):
    def in_use(self, *, until: date) -> "PlaceQuerySet":
        """Places that are in use in every night before this day."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gte=until))

    def free(self, *, from_on: date, to_on: date, at: datetime) -> "PlaceQuerySet":
        """Places in use that nobody has, sleeps in or holds, in any night of [from_on, to_on), Sofia days.

        It is true of every house, whoever asks: the wall shows whose place is taken to nobody else, and a function
        of its own tells which are not. A hold is over at `at` when its time has run out.
        """
        return self.filter(pk__in=FreePlaces(from_on, to_on, at))


class Place(models.Model):
    """One bed or cot, for one person at a time."""

    AREA: ClassVar = None
    TRIGGERS: ClassVar = {"place_room_is_in_the_shelter": _("This room is in another shelter.")}

    shelter = models.ForeignKey(Shelter, models.PROTECT, related_name="places")
    room = models.ForeignKey(Room, models.PROTECT, null=True, blank=True, related_name="places", verbose_name=_("room"))
    label = models.CharField(_("place"), max_length=20)
    kind = models.CharField(_("bed or cot"), max_length=5, choices=PlaceKind, default=PlaceKind.BED)
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

    @property
    def in_words(self) -> str:
        """The label, and that it is a cot where it is one: nobody grown up sleeps there."""
        return _("%(label)s (cot)") % {"label": self.label} if self.kind == PlaceKind.COT else self.label
