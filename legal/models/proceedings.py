"""Criminal proceedings in which the person is a victim, and the dated steps they took."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models import Case, CaseRecordQuerySet
from cases.permissions import Area, CasePerm
from legal.states import PROCEEDINGS_FLOW, ProceedingsEnd, ProceedingsStage, ProceedingsState, StepKind
from tvcase.accounts.models import Organisation, User
from tvcase.db import iff
from tvcase.sealing.fields import SealedText


class CriminalProceedingsQuerySet(CaseRecordQuerySet["CriminalProceedings"]):
    def visible_to(self, user: User) -> "CriminalProceedingsQuerySet":
        """All proceedings of the cases whose team keeps the legal file, or whose lawyer one is; elsewhere those that
        one's own office leads or on which a request filed with it rests."""
        kept = Q(case__in=Case.objects.permitting(user, CasePerm.CHANGE_LEGAL))
        kept |= Q(case__in=Case.objects.represented_by(user))
        read = Q(case__in=Case.objects.permitting(user, CasePerm.VIEW_LEGAL))
        office = user.organisation_id
        return self.filter(kept | (read & (Q(authority=office) | Q(requests__office=office)))).distinct()

    def lasting(self) -> "CriminalProceedingsQuerySet":
        """Proceedings that have not ended; suspended ones have not (E-29)."""
        return self.exclude(state=ProceedingsState.ENDED)


class CriminalProceedings(models.Model):
    """Criminal proceedings about what was done to the person. Suspended is not ended (E-29); reopened ones are the
    same proceedings again, and nothing that ended with them revives (E-30). Numbered within the case."""

    FLOW = PROCEEDINGS_FLOW
    AREA: ClassVar = Area.LEGAL
    TRIGGERS: ClassVar = {
        "proceedings_led_by_a_pre_trial_authority": _(
            "Police, an investigation service or a prosecutor's office leads the proceedings."
        ),
        "proceedings_keep_their_case": _("Proceedings stay with the case in which they were recorded."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="criminal_proceedings")
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=10, choices=ProceedingsState, default=ProceedingsState.RUNNING)
    stage = models.CharField(_("stage"), max_length=10, choices=ProceedingsStage, default=ProceedingsStage.PRE_TRIAL)
    authority = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("authority that leads them")
    )
    pre_trial_number = SealedText(_("number of the pre-trial proceedings"), max_length=60, key="case_id")
    court = SealedText(_("court and number of the court case"), max_length=160, blank=True, key="case_id")
    opened_on = models.DateField(_("opened on"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = CriminalProceedingsQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("criminal proceedings")
        verbose_name_plural = _("criminal proceedings")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("case", "number", name="proceedings_number_once"),
            models.CheckConstraint(
                condition=Q(pre_trial_number__isnull=False),
                name="proceedings_have_a_pre_trial_number",
                violation_error_message=_("Write the number of the pre-trial proceedings."),
            ),
            models.CheckConstraint(
                condition=Q(stage__in=ProceedingsStage.values),
                name="proceedings_are_at_a_known_stage",
                violation_error_message=_("Choose the stage of the proceedings."),
            ),
            models.CheckConstraint(
                condition=Q(stage=ProceedingsStage.TRIAL) | Q(court=None),
                name="proceedings_before_a_court_at_trial_only",
                violation_error_message=_("A court is recorded when the case is before it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("legal:proceedings", args=[self.case.code, self.number])

    @property
    def lasts(self) -> bool:
        """Whether they go on; suspended proceedings do (E-29)."""
        return self.state != ProceedingsState.ENDED


class ProceedingsStep(models.Model):
    """What happened in the proceedings on a day: the day the act took effect (Europe/Sofia). Never changed."""

    AREA: ClassVar = Area.LEGAL
    TRIGGERS: ClassVar = {
        "proceedings_step_of_the_same_case": _("A step belongs to proceedings of the same case."),
        "proceedings_step_says_what_they_are": _("The step and the state of the proceedings contradict each other."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    proceedings = models.ForeignKey(CriminalProceedings, models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("what happened"), max_length=10, choices=StepKind)
    how = models.CharField(_("how they ended"), max_length=15, choices=ProceedingsEnd, blank=True)
    effective_on = models.DateField(_("took effect on"))
    reference = SealedText(_("reference of the act"), max_length=60, blank=True, key="case_id")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("step of criminal proceedings")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("proceedings", "number", name="proceedings_step_number_once"),
            models.CheckConstraint(
                condition=iff(Q(kind=StepKind.ENDED), Q(how__in=ProceedingsEnd.values))
                & (Q(kind=StepKind.ENDED) | Q(how="")),
                name="proceedings_step_says_how_they_ended",
                violation_error_message=_("Say how the proceedings ended."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=StepKind.values),
                name="proceedings_step_is_a_known_one",
                violation_error_message=_("Choose what happened in the proceedings."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proceedings_id} {self.number}"
