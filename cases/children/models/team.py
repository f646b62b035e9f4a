"""The multidisciplinary team for a child, and what its members answered to the plan (SOP children 1.2, 1.3)."""

import uuid
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from cases.children.states import ChildTeamRole, SignatureAnswer
from cases.models import Case, CaseRecordQuerySet
from cases.permissions import Area
from cases.support.models import SupportPlan
from tvcase.accounts.models import Organisation, User
from tvcase.db import implies
from tvcase.sealing.fields import SealedText


class TeamQuerySet(CaseRecordQuerySet["ChildTeamMember"]):
    def in_place(self, *, on: date) -> Self:
        """Who is on the team on a Sofia day; the last day is still inside."""
        return self.filter(Q(until_on=None) | Q(until_on__gte=on), since_on__lte=on)


class ChildTeamMember(models.Model):
    """Somebody on the multidisciplinary team, by name and institution. It opens nothing of the case to her or him."""

    AREA: ClassVar = Area.SUPPORT
    TRIGGERS: ClassVar = {
        "child_team_member_keeps_what_it_is": _("Who was on the team, as what and since when is not edited."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="child_team")
    number = models.PositiveSmallIntegerField(_("number"))
    role = models.CharField(_("role"), max_length=20, choices=ChildTeamRole)
    name = SealedText(_("name"), max_length=160, key="case_id")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    institution = SealedText(_("institution, where it is not in the list"), max_length=160, blank=True, key="case_id")
    since_on = models.DateField(_("since"))
    until_on = models.DateField(_("last day"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = TeamQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("member of the team for the child")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("case", "number", name="child_team_member_number_once"),
            models.CheckConstraint(
                condition=Q(role__in=ChildTeamRole.values)
                & Q(name__isnull=False)
                & (Q(organisation__isnull=False) ^ Q(institution__isnull=False)),
                name="child_team_member_comes_from_somewhere",
                violation_error_message=_("Write who it is and from which organisation or institution."),
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("since_on")),
                name="child_team_member_within_its_days",
                violation_error_message=_("Nobody leaves the team before the day she or he joined."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"

    @property
    def comes_from(self) -> str:
        """The organisation or institution, in words."""
        return str(self.organisation) if self.organisation is not None else self.institution


class PlanSignature(models.Model):
    """What a member of the team answered to a version of the plan: signed, with another opinion or not, or refused.

    Written once. Who refused may sign later: that is another answer. The approval of a supervisor is another thing.
    """

    AREA: ClassVar = Area.SUPPORT
    TRIGGERS: ClassVar = {
        "plan_signature_of_a_plan_in_force": _("The team signs a plan of the same case that is in force."),
        "plan_signature_by_a_member": _("Only who is on the team on that day signs, and once."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="plan_signatures")
    plan = models.ForeignKey(SupportPlan, models.PROTECT, related_name="team_signatures")
    member = models.ForeignKey(ChildTeamMember, models.PROTECT, related_name="signatures")
    number = models.PositiveSmallIntegerField(_("number"))
    answer = models.CharField(_("answer"), max_length=10, choices=SignatureAnswer)
    answered_on = models.DateField(_("answered on"))
    opinion = SealedText(_("another opinion, or why not"), max_length=1000, blank=True, key="case_id")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("signature of the team")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("plan", "number", name="plan_signature_number_once"),
            models.UniqueConstraint(
                "plan",
                "member",
                condition=Q(answer=SignatureAnswer.SIGNED),
                name="plan_signature_once",
                violation_error_message=_("This member has signed this version already."),
            ),
            models.CheckConstraint(
                condition=Q(answer__in=SignatureAnswer.values)
                & implies(Q(answer=SignatureAnswer.REFUSED), Q(opinion__isnull=False)),
                name="plan_signature_refused_means_why",
                violation_error_message=_("Write why the member does not sign."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.number}"
