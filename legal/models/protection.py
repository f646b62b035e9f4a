"""Special protection under Article 25: the status, the permits that rest on it, and how it ended."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from cases.models import Case, CaseRecordQuerySet
from cases.permissions import Area
from cases.states import StatementForm
from legal.models.request import ProtectionRequest
from legal.states import PROSECUTORS_ENDS, EndKind, ServiceMethod, TerminationGround
from tvcase.accounts.models import Organisation, User
from tvcase.db import iff, implies
from tvcase.sealing.fields import SealedText

WRITTEN = [(form.value, form.label) for form in (StatementForm.WRITTEN, StatementForm.MINUTED)]


class ProtectionQuerySet(CaseRecordQuerySet["Protection"]):
    def of(self, requests: models.QuerySet[ProtectionRequest]) -> "ProtectionQuerySet":
        """The protections that rest on these requests."""
        return self.filter(request__in=requests)


class Protection(models.Model):
    """The status of special protection. It lasts as long as the criminal proceedings; a prosecutor may end it
    early on exactly three grounds. It contains a permit (non-EU foreigners only) and an extended stay, no more."""

    AREA: ClassVar = Area.LEGAL
    TRIGGERS: ClassVar = {
        "protection_rests_on_a_grant": _("Protection rests on a granted request of the same case."),
        "protection_permit_for_non_eu_foreigners": _(
            "A residence permit belongs only to foreigners from outside the European Union."
        ),
        "protection_ended_by_a_prosecutor": _("Only a prosecutor of the office ends protection."),
        "protection_end_is_final": _("A protection that has ended does not revive."),
        "protection_ends_anew_after_an_overturned_end": _(
            "An early end was overturned. A new one cannot bear an earlier day, nor the day of the one that was "
            "overturned."
        ),
        "protection_ends_with_proceedings_that_ended": _(
            "The criminal proceedings have not ended by then: suspended is not ended."
        ),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="protections")
    request = models.OneToOneField(ProtectionRequest, models.PROTECT, related_name="protection")
    valid_from = models.DateField(_("valid from"))
    extended_stay = models.BooleanField(_("extended stay"), default=False)
    permit_possible = models.BooleanField(_("the person is a non-EU foreigner"), default=False)
    permit_number = SealedText(_("number of the permit"), max_length=40, blank=True, key="case_id")
    permit_issued_on = models.DateField(_("permit issued on"), null=True, blank=True)
    permit_valid_to = models.DateField(_("permit valid to"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    end_kind = models.CharField(_("how it ended"), max_length=20, choices=EndKind, blank=True)
    end_reference = SealedText(_("reference of the act"), max_length=60, blank=True, key="case_id")
    termination_ground = models.CharField(
        _("ground of the termination"), max_length=30, choices=TerminationGround, blank=True
    )
    termination_reasons = SealedText(_("reasons"), max_length=6000, blank=True, key="case_id")
    fact_on = models.DateField(_("day of the fact"), null=True, blank=True)
    facts = SealedText(_("the fact on which the ground rests"), max_length=4000, blank=True, key="case_id")
    facts_known_from = SealedText(_("how the fact is known"), max_length=300, blank=True, key="case_id")
    own_wish = models.BooleanField(_("the person sought the contact"), default=False)
    heard_on = models.DateField(_("the person was heard on"), null=True, blank=True)
    heard_words = SealedText(_("what the person said"), max_length=4000, blank=True, key="case_id")
    not_heard_why = SealedText(_("why the person was not heard"), max_length=1000, blank=True, key="case_id")
    renounced_how = models.CharField(_("how the person renounced"), max_length=10, choices=WRITTEN, blank=True)
    explained_on = models.DateField(_("what it changes was explained on"), null=True, blank=True)
    end_served_on = models.DateField(_("given to the person on"), null=True, blank=True)
    end_served_how = models.CharField(_("how it was given"), max_length=15, choices=ServiceMethod, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    ended_by_organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = ProtectionQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("special protection")
        constraints = [
            models.UniqueConstraint(
                "case",
                condition=Q(ended_on=None),
                name="protection_one_active_for_a_case",
                violation_error_message=_("This case already has active protection."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("valid_from")),
                name="protection_ends_after_it_starts",
                violation_error_message=_("Protection cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=iff(Q(ended_on=None), Q(end_kind=""))
                & implies(
                    Q(ended_on__isnull=False),
                    Q(ended_by__isnull=False, ended_by_organisation__isnull=False),
                )
                & implies(Q(end_kind__in=PROSECUTORS_ENDS), Q(end_reference__isnull=False))
                & (Q(end_kind="") | Q(end_kind__in=EndKind.values)),
                name="protection_end_has_a_kind_an_act_and_a_prosecutor",
                violation_error_message=_("The end needs its day, its kind and the reference of the act."),
            ),
            models.CheckConstraint(
                condition=iff(
                    Q(end_kind=EndKind.TERMINATED),
                    Q(termination_ground__in=TerminationGround.values) & Q(termination_reasons__isnull=False),
                )
                & implies(~Q(end_kind=EndKind.TERMINATED), Q(termination_ground="")),
                name="protection_terminated_on_one_of_three_grounds",
                violation_error_message=_("Protection is terminated only on one of the three grounds, with reasons."),
            ),
            models.CheckConstraint(
                condition=iff(
                    Q(end_kind=EndKind.TERMINATED),
                    Q(facts__isnull=False)
                    & Q(facts_known_from__isnull=False)
                    & Q(fact_on__isnull=False, fact_on__lte=F("ended_on")),
                )
                & implies(~Q(end_kind=EndKind.TERMINATED), Q(fact_on=None) & Q(facts=None) & Q(facts_known_from=None)),
                name="protection_terminated_on_a_fact",
                violation_error_message=_("An early end needs the fact, its day and how it is known."),
            ),
            models.CheckConstraint(
                condition=iff(Q(termination_ground=TerminationGround.CONTACT_RENEWED), Q(own_wish=True)),
                name="protection_terminated_for_contact_the_person_sought",
                violation_error_message=_(
                    "Contact that the perpetrators force on the person is no ground: the person must have sought it."
                ),
            ),
            models.CheckConstraint(
                condition=implies(
                    Q(end_kind=EndKind.TERMINATED),
                    (
                        Q(heard_on__isnull=False, heard_on__lte=F("ended_on"))
                        & Q(heard_words__isnull=False)
                        & Q(not_heard_why=None)
                    )
                    | (Q(heard_on=None) & Q(heard_words=None) & Q(not_heard_why__isnull=False)),
                )
                & implies(
                    ~Q(end_kind=EndKind.TERMINATED), Q(heard_on=None) & Q(heard_words=None) & Q(not_heard_why=None)
                ),
                name="protection_terminated_after_the_person_was_heard",
                violation_error_message=_("Say when the person was heard and what she or he said, or why not."),
            ),
            models.CheckConstraint(
                condition=iff(Q(end_kind=EndKind.RENOUNCED), ~Q(renounced_how="") & Q(explained_on__isnull=False))
                & implies(~Q(end_kind=EndKind.RENOUNCED), Q(renounced_how="") & Q(explained_on=None))
                & (Q(explained_on=None) | Q(explained_on__lte=F("ended_on"))),
                name="protection_renounced_in_writing_after_it_was_explained",
                violation_error_message=_(
                    "The person renounces in writing or in minutes, after being told what it changes."
                ),
            ),
            models.CheckConstraint(
                condition=Q(end_served_on=None, end_served_how="")
                | (
                    Q(end_kind__in=PROSECUTORS_ENDS, end_served_on__isnull=False, end_served_on__gte=F("valid_from"))
                    & ~Q(end_served_how="")
                ),
                name="protection_end_served_somehow",
                violation_error_message=_("Say on which day and how the person was given the act."),
            ),
            models.CheckConstraint(
                condition=Q(permit_possible=True) | Q(permit_number=None, permit_issued_on=None, permit_valid_to=None),
                name="protection_permit_only_for_non_eu_foreigners",
                violation_error_message=_(
                    "A residence permit belongs only to foreigners from outside the European Union."
                ),
            ),
            models.CheckConstraint(
                condition=Q(permit_number=None, permit_issued_on=None, permit_valid_to=None)
                | (
                    Q(permit_number__isnull=False)
                    & Q(
                        permit_issued_on__isnull=False,
                        permit_valid_to__isnull=False,
                        permit_valid_to__gte=F("permit_issued_on"),
                    )
                ),
                name="protection_permit_is_whole",
                violation_error_message=_("A permit needs its number, its day of issue and a later last day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.valid_from}"


class EarlierPermit(models.Model):
    """A residence permit that a renewed one replaced. Written once."""

    AREA: ClassVar = Area.LEGAL

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    protection = models.ForeignKey(Protection, models.PROTECT, related_name="earlier_permits")
    permit_number = SealedText(_("number of the permit"), max_length=40, key="case_id")
    permit_issued_on = models.DateField(_("permit issued on"))
    permit_valid_to = models.DateField(_("permit valid to"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("earlier residence permit")
        ordering = ["permit_valid_to", "recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(permit_valid_to__gte=F("permit_issued_on")) & Q(permit_number__isnull=False),
                name="earlier_permit_is_whole",
                violation_error_message=_("A permit needs its number, its day of issue and a later last day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.protection_id} {self.permit_valid_to}"
