"""The stays of a person in shelters."""

import uuid
from datetime import date
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Case as Choose
from django.db.models import F, Q, Value, When
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from cases.models import Case, CaseRecordQuerySet, LegalRule, Person
from cases.permissions import Area, CasePerm
from shelters.models.house import Place, Shelter
from shelters.states import GONE, HERE, OPEN_STAYS, PLACED_STAYS, STAY_FLOW, DeclineKind, StayEnd, StayState
from tvcase.accounts.models import User
from tvcase.db import DateRange, iff, implies
from tvcase.sealing.fields import SealedText


class StayQuerySet(CaseRecordQuerySet["Stay"]):
    def in_house(self, *, on: date) -> "StayQuerySet":
        """Stays of people who sleep here in the night that begins on this day."""
        return self.filter(state__in=[*HERE, *GONE], nights__contains=on)

    def here(self, shelter: Shelter) -> "StayQuerySet":
        """Stays of people who have arrived in this house and not left, by their planned end."""
        return self.filter(shelter=shelter, state__in=HERE).select_related("place").order_by("planned_to_on")

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
    in two places in the same night. Who moves has a stay in each place, one after the other (`moved_from`), and one
    story, which began on `story_began_on`. A place kept for somebody who still stays elsewhere is no second place:
    the arrival there ends the stay here.
    """

    FLOW = STAY_FLOW
    AREA: ClassVar = Area.STAY
    TRIGGERS: ClassVar = {
        "stay_from_the_informal_identification_on": _(
            "A stay is possible from the informal identification on: record it first."
        ),
        "stay_place_is_in_the_shelter": _("This place is in another shelter."),
        "stay_ended_is_not_edited": _("A stay that has ended is not edited."),
        "stay_moved_from_a_stay_of_the_case": _("A person moves only from a stay of her or his own."),
        "stay_moved_means_a_next_place": _("Keep the next place first."),
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
    moved_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="moved_to", verbose_name=_("moved from")
    )
    story_from_on = models.DateField(_("in shelters since"), null=True, blank=True)
    term_rule = models.ForeignKey(
        LegalRule, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("version of the rule")
    )
    waits_for = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="waiting", verbose_name=_("waits for the place")
    )
    expected_free_on = models.DateField(_("expected free on"), null=True, blank=True)
    house_alias = SealedText(_("name used in the house"), max_length=60, blank=True, key="case_id")
    decline_kind = models.CharField(_("reason for declining"), max_length=15, choices=DeclineKind, blank=True)
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
                state__in=HERE,
                then=DateRange("from_on", Value(None, output_field=models.DateField())),
            ),
            When(state__in=GONE, then=DateRange("from_on", "to_on")),
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
                condition=Q(state__in=[*HERE, *GONE]) | Q(state=StayState.RESERVED, moved_from=None),
                violation_error_message=_("This person already has a place in some of these nights."),
            ),
            models.UniqueConstraint(
                "moved_from",
                condition=~Q(state__in=[StayState.CANCELLED, StayState.DECLINED]),
                name="stay_moves_on_to_one_place",
                violation_error_message=_("Another place is kept for this person already."),
            ),
            models.CheckConstraint(
                condition=iff(Q(waits_for__isnull=False), Q(expected_free_on__isnull=False))
                & implies(Q(waits_for__isnull=False), Q(state=StayState.REQUESTED)),
                name="stay_waits_only_as_a_request",
                violation_error_message=_("Only a request waits for a place, until a day."),
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
                condition=iff(Q(state__in=GONE), Q(to_on__isnull=False)) & (Q(to_on=None) | Q(to_on__gt=F("from_on"))),
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
                condition=iff(Q(state=StayState.DECLINED), ~Q(decline_kind="")),
                name="stay_declined_means_a_reason",
                violation_error_message=_("Say why the request is declined."),
            ),
            models.CheckConstraint(
                condition=implies(Q(decline_kind=DeclineKind.OTHER), Q(decline_reason__isnull=False)),
                name="stay_declined_otherwise_means_in_words",
                violation_error_message=_("Say in words why the request is declined."),
            ),
        ]
        indexes = [models.Index("shelter", "state", name="stay_of_a_shelter")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"

    @property
    def story_began_on(self) -> date:
        """The first night of the story in shelters that goes on here without a gap."""
        return self.story_from_on or self.from_on

    @property
    def is_here(self) -> bool:
        """Whether the person has arrived and not left; who is away keeps the place."""
        return self.state in HERE
