"""Identification, informal and formal; the indicators observed; the notices owed for a child."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case
from cases.models.told import ConcludedQuerySet, ObservedQuerySet
from cases.permissions import Area
from cases.states import (
    IDENTIFICATION_FLOW,
    IdentificationKind,
    IdentificationState,
    Observed,
    RequestBasis,
)
from tvcase.accounts.models import Organisation, User
from tvcase.db import SofiaDate, iff, implies
from tvcase.sealing.fields import SealedText

S = IdentificationState
_FORMAL_ACTS = (S.FORMAL_CONFIRMED, S.FORMAL_REFUSED, S.FORMAL_ANNULLED)


class IdentificationQuerySet(ConcludedQuerySet["Identification"]):
    def counting(self) -> "IdentificationQuerySet":
        """Formal identifications that stand: confirmed, not annulled, not a duplicate of another."""
        return self.filter(state=S.FORMAL_CONFIRMED, duplicate_of=None)


class Identification(models.Model):
    """That a person was, or was not, identified as a victim: informally by any professional, formally by a
    pre-trial authority (SOP 1.1; Act, Article 26). Numbered within the case; a new attempt is a new row."""

    FLOW = IDENTIFICATION_FLOW
    AREA: ClassVar = Area.IDENTIFICATION
    TRIGGERS: ClassVar = {
        "identification_formal_by_an_authority": _(
            "Only a pre-trial authority identifies formally: police, investigation or prosecution."
        ),
        "identification_officer_of_the_authority": _("The officer must belong to the authority."),
        "identification_duplicate_in_the_same_case": _(
            "A duplicate names the identification of this case that counts."
        ),
        "identification_is_annulled_not_edited": _("A recorded identification is annulled, never edited."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="identifications")
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=8, choices=IdentificationKind)
    state = models.CharField(_("state"), max_length=20, choices=IdentificationState)
    bases = ArrayField(models.CharField(max_length=50), default=list, blank=True, verbose_name=_("grounds"))
    conclusion = SealedText(_("conclusion with reasons"), max_length=4000, blank=True, key="case_id")
    identified_at = models.DateTimeField(_("identified at"), null=True, blank=True)
    identified_on = models.GeneratedField(
        expression=SofiaDate("identified_at"), output_field=models.DateField(null=True), db_persist=True
    )
    territory_bg = models.BooleanField(_("in the territory of Bulgaria"), null=True, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="+",
        verbose_name=_("identifying organisation or authority"),
    )
    officer = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("officer")
    )
    decision_reference = SealedText(_("reference of the decision"), max_length=60, blank=True, key="case_id")
    pre_trial_number = SealedText(_("number of the pre-trial proceedings"), max_length=60, blank=True, key="case_id")
    requested_on = models.DateField(_("asked for on"), null=True, blank=True)
    requested_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    request_basis = models.CharField(
        _("why the authority may be told"), max_length=12, choices=RequestBasis, blank=True
    )
    request_reason = SealedText(_("consent or reason, as recorded"), max_length=2000, blank=True, key="case_id")
    refused_on = models.DateField(_("refused on"), null=True, blank=True)
    refusal_reasons = SealedText(_("reasons for the refusal"), max_length=4000, blank=True, key="case_id")
    annulled_at = models.DateTimeField(_("annulled at"), null=True, blank=True)
    annulled_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    annulled_by_organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    annulment_reason = SealedText(_("reason for the annulment"), max_length=4000, blank=True, key="case_id")
    duplicate_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="duplicates")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = IdentificationQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("case", "number", name="identification_number_once"),
            models.UniqueConstraint(
                "case",
                condition=Q(state=S.FORMAL_CONFIRMED, duplicate_of=None),
                name="identification_one_formal_that_counts",
                violation_error_message=_("This case already has a formal identification that counts."),
            ),
            models.UniqueConstraint(
                "case",
                condition=Q(state=S.FORMAL_REQUESTED),
                name="identification_one_open_request",
                violation_error_message=_("Formal identification has already been asked for."),
            ),
            models.CheckConstraint(
                condition=iff(
                    Q(kind=IdentificationKind.INFORMAL), Q(state__in=[S.INFORMAL_DRAFT, S.INFORMAL_CONFIRMED])
                ),
                name="identification_state_fits_its_kind",
                violation_error_message=_("This state does not belong to this kind of identification."),
            ),
            models.CheckConstraint(
                condition=implies(
                    Q(state__in=[S.INFORMAL_CONFIRMED, S.FORMAL_CONFIRMED, S.FORMAL_ANNULLED]),
                    Q(identified_at__isnull=False, territory_bg__isnull=False, bases__len__gte=1),
                ),
                name="identification_has_time_place_and_ground",
                violation_error_message=_("An identification needs its time, its territory and at least one ground."),
            ),
            models.CheckConstraint(
                condition=implies(Q(state=S.INFORMAL_CONFIRMED), Q(conclusion__isnull=False)),
                name="identification_informal_gives_its_reasons",
                violation_error_message=_("Write the conclusion and its reasons."),
            ),
            models.CheckConstraint(
                condition=implies(
                    Q(state__in=[S.FORMAL_CONFIRMED, S.FORMAL_ANNULLED]),
                    Q(decision_reference__isnull=False) & Q(officer__isnull=False),
                ),
                name="identification_formal_has_officer_and_reference",
                violation_error_message=_(
                    "A formal identification needs the officer and the reference of the decision."
                ),
            ),
            models.CheckConstraint(
                condition=iff(Q(state=S.FORMAL_REFUSED), Q(refusal_reasons__isnull=False, refused_on__isnull=False))
                & implies(Q(state=S.FORMAL_REFUSED), Q(officer__isnull=False)),
                name="identification_refusal_gives_reasons",
                violation_error_message=_("A refusal needs its day and its reasons."),
            ),
            models.CheckConstraint(
                condition=implies(
                    Q(state=S.FORMAL_REQUESTED),
                    Q(
                        requested_on__isnull=False,
                        requested_by__isnull=False,
                        request_basis__in=RequestBasis.values,
                    )
                    & Q(request_reason__isnull=False),
                ),
                name="identification_request_has_its_basis",
                violation_error_message=_("Record the person's consent, or why the authority is told without it."),
            ),
            models.CheckConstraint(
                condition=iff(
                    Q(state=S.FORMAL_ANNULLED),
                    Q(annulled_at__isnull=False, annulled_by__isnull=False) & Q(annulment_reason__isnull=False),
                ),
                name="identification_annulled_means_dated_and_reasoned",
                violation_error_message=_("An annulment needs its time and its reason."),
            ),
            models.CheckConstraint(
                condition=Q(annulled_by_organisation=None) | Q(annulled_by_organisation=F("organisation")),
                name="identification_annulled_by_the_same_organisation",
                violation_error_message=_("Only the organisation that identified may annul."),
            ),
            models.CheckConstraint(
                condition=iff(Q(state=S.FORMAL_ANNULLED), Q(annulled_by_organisation__isnull=False)),
                name="identification_annulled_by_an_organisation",
                violation_error_message=_("Only the organisation that identified may annul."),
            ),
            models.CheckConstraint(
                condition=Q(duplicate_of=None) | (~Q(duplicate_of=F("id")) & Q(state__in=_FORMAL_ACTS)),
                name="identification_duplicate_of_another",
                violation_error_message=_("Only a formal identification can be a duplicate of another."),
            ),
        ]
        indexes = [models.Index("organisation", "state", name="identification_of_an_authority")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"

    @property
    def counts(self) -> bool:
        """Whether it is the formal identification that stands; see `IdentificationQuerySet.counting`."""
        return self.state == S.FORMAL_CONFIRMED and self.duplicate_of_id is None


class IndicatorObservation(models.Model):
    """What was observed of one indicator, by whom, where (`setting`) and when; no score decides (UNODC)."""

    AREA: ClassVar = Area.IDENTIFICATION

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="observations")
    indicator = models.ForeignKey("cases.Indicator", models.PROTECT, related_name="+", verbose_name=_("indicator"))
    observed = models.CharField(_("observed"), max_length=10, choices=Observed)
    observed_on = models.DateField(_("observed on"))
    note = SealedText(_("note"), max_length=500, blank=True, key="case_id")
    setting = models.CharField(_("where it was observed"), max_length=30, blank=True)
    observed_by = SealedText(_("who observed it, if somebody else"), max_length=120, blank=True, key="case_id")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = ObservedQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                "case",
                "indicator",
                "observed_on",
                "recorded_by",
                name="indicator_observed_once_a_day_by_a_person",
                violation_error_message=_("You have already recorded this indicator for this day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.observed}"
