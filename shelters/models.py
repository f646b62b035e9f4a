"""Shelters, their places and the stays in them. The address is a secret of its own table."""

import uuid
from datetime import date, timedelta
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Case as Choose
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Now
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cases.models import Case, CaseRecordQuerySet, Person
from cases.permissions import Area, CasePerm
from shelters.states import (
    OPEN_STAYS,
    PLACED_STAYS,
    STAY_FLOW,
    FacilityKind,
    LogKind,
    StayEnd,
    StayState,
)
from tvcase.accounts.models import Organisation, User
from tvcase.audit.history import keep_images
from tvcase.db import DateRange, iff, implies
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
        taken = Stay.objects.filter(place=OuterRef("pk"), state__in=PLACED_STAYS, nights__overlap=(from_on, to_on))
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


class StayQuerySet(CaseRecordQuerySet["Stay"]):
    def in_house(self, *, on: date) -> "StayQuerySet":
        """Stays of people who sleep here in the night that begins on this day."""
        return self.filter(state__in=[StayState.ACTIVE, StayState.ENDED], nights__contains=on)

    def open(self) -> "StayQuerySet":
        return self.filter(state__in=OPEN_STAYS)

    def visible_to(self, user: User) -> "StayQuerySet":
        """Stays that this person may see: those in the houses of the own organisation, and all those of a case
        whose core is open to them. Who was merely asked for a place learns of no other house."""
        ours = Q(shelter__in=Shelter.objects.run_by(user))
        core = Q(case__in=Case.objects.permitting(user, CasePerm.VIEW_CORE))
        return self.permitting(user, CasePerm.VIEW_STAY).filter(ours | core)

    def to_host(self, user: User) -> "StayQuerySet":
        """Stays in the houses of this person's organisation that she or he may answer, begin, log and end."""
        return self.permitting(user, CasePerm.CHANGE_STAY).filter(shelter__in=Shelter.objects.run_by(user))


class Stay(models.Model):
    """A person's stay in a shelter: [from, to), at least one night; who has arrived and not left has no end.

    Possible from the informal identification on. The database refuses two people in one place and one person
    in two places in the same night.
    """

    FLOW = STAY_FLOW
    AREA: ClassVar = Area.STAY
    TRIGGERS: ClassVar = {
        "stay_from_the_informal_identification_on": _(
            "A stay is possible from the informal identification on: record it first."
        ),
        "stay_place_is_in_the_shelter": _("This place is in another shelter."),
        "stay_ended_is_not_edited": _("A stay that has ended is not edited."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="stays")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=10, choices=StayState, default=StayState.REQUESTED)
    shelter = models.ForeignKey(Shelter, models.PROTECT, related_name="stays", verbose_name=_("shelter"))
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="stays", verbose_name=_("place")
    )
    from_on = models.DateField(_("from"))
    planned_to_on = models.DateField(_("planned until"))
    to_on = models.DateField(_("left on"), null=True, blank=True)
    house_alias = SealedText(_("name used in the house"), max_length=60, blank=True, key="case_id")
    decline_reason = SealedText(_("why it was declined"), max_length=300, blank=True, key="case_id")
    end_reason = models.CharField(_("why the stay ended"), max_length=20, choices=StayEnd, blank=True)
    requested_on = models.DateField(_("asked for on"))
    requested_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_on = models.DateField(_("cancelled on"), null=True, blank=True)
    cancelled_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    arrived_recorded_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    ended_recorded_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())
    nights = models.GeneratedField(
        expression=Choose(
            When(state=StayState.RESERVED, then=DateRange("from_on", "planned_to_on")),
            When(
                state=StayState.ACTIVE,
                then=DateRange("from_on", Value(None, output_field=models.DateField())),
            ),
            When(state=StayState.ENDED, then=DateRange("from_on", "to_on")),
            default=None,
        ),
        output_field=DateRangeField(null=True),
        db_persist=True,
    )

    objects = StayQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("stay")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("case", "number", name="stay_number_once"),
            ExclusionConstraint(
                name="stay_one_person_in_a_place",
                expressions=[("place", RangeOperators.EQUAL), ("nights", RangeOperators.OVERLAPS)],
                condition=Q(state__in=PLACED_STAYS),
                violation_error_message=_("This place is taken in some of these nights."),
            ),
            ExclusionConstraint(
                name="stay_one_place_for_a_person",
                expressions=[("person", RangeOperators.EQUAL), ("nights", RangeOperators.OVERLAPS)],
                condition=Q(state__in=PLACED_STAYS),
                violation_error_message=_("This person already has a place in some of these nights."),
            ),
            models.CheckConstraint(
                condition=implies(Q(state__in=PLACED_STAYS), Q(place__isnull=False)),
                name="stay_reserved_means_a_place",
                violation_error_message=_("Choose a place."),
            ),
            models.CheckConstraint(
                condition=Q(planned_to_on__gt=F("from_on")),
                name="stay_planned_for_at_least_one_night",
                violation_error_message=_("A stay lasts at least one night."),
            ),
            models.CheckConstraint(
                condition=iff(Q(state=StayState.ENDED), Q(to_on__isnull=False))
                & (Q(to_on=None) | Q(to_on__gt=F("from_on"))),
                name="stay_ended_after_at_least_one_night",
                violation_error_message=_("A stay ends after at least one night."),
            ),
            models.CheckConstraint(
                condition=iff(Q(state=StayState.ENDED), ~Q(end_reason="")),
                name="stay_ended_means_a_reason",
                violation_error_message=_("Say why the stay ended."),
            ),
            models.CheckConstraint(
                condition=iff(Q(state=StayState.CANCELLED), Q(cancelled_on__isnull=False)),
                name="stay_cancelled_means_dated",
                violation_error_message=_("Say when the stay was cancelled."),
            ),
            models.CheckConstraint(
                condition=implies(Q(state=StayState.DECLINED), Q(decline_reason__isnull=False)),
                name="stay_declined_means_a_reason",
                violation_error_message=_("Say why the request is declined."),
            ),
        ]
        indexes = [models.Index("shelter", "state", name="stay_of_a_shelter")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"


class StayLogEntry(models.Model):
    """A short note of the house, written from a phone: a fact, never changed."""

    AREA: ClassVar = Area.STAY

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="stay_log")
    stay = models.ForeignKey(Stay, models.PROTECT, related_name="log")
    kind = models.CharField(_("kind"), max_length=10, choices=LogKind)
    happened_at = models.DateTimeField(_("when"))
    note = SealedText(_("note"), max_length=2000, key="case_id")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-happened_at"]

    def __str__(self) -> str:
        return f"{self.stay_id} {self.kind}"


keep_images(Shelter, ShelterAddress, Place, Stay, StayLogEntry)
