"""A file sealed to named people: for everybody else, colleagues on its team too, it is not there."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case, CaseRecordQuerySet
from cases.permissions import Area
from tvcase.accounts.models import User
from tvcase.db import iff, implies
from tvcase.sealing.fields import SealedText

FEWEST = 2  # nobody locks everybody else out, and two lift a seal


class CaseSeal(models.Model):
    """The seal of a file: who is named, why, and who lifted it. While it holds, Case.sealed_to repeats the names."""

    AREA: ClassVar = Area.CORE
    TRIGGERS: ClassVar = {
        "case_seal_keeps_what_it_was": _("A seal is lifted, never changed."),
        "case_seal_lifted_by_the_named": _("Only the people named in the seal lift it."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="seals")
    named = ArrayField(models.BigIntegerField(), verbose_name=_("sealed to"))
    reason = SealedText(_("why the file is sealed"), max_length=500, key="case_id")
    sealed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sealed_at = models.DateTimeField(_("sealed at"))
    lift_proposed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    lift_proposed_at = models.DateTimeField(_("lifting proposed at"), null=True, blank=True)
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    lifted_at = models.DateTimeField(_("lifted at"), null=True, blank=True)

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["sealed_at"]
        constraints = [
            models.UniqueConstraint(
                "case",
                condition=Q(lifted_at=None),
                name="case_seal_one_at_a_time",
                violation_error_message=_("This file is sealed already."),
            ),
            models.CheckConstraint(
                condition=Q(named__len__gte=FEWEST),
                name="case_seal_names_two_at_least",
                violation_error_message=_("Name at least two people."),
            ),
            models.CheckConstraint(
                condition=iff(Q(lift_proposed_by=None), Q(lift_proposed_at=None))
                & iff(Q(lifted_by=None), Q(lifted_at=None))
                & implies(Q(lifted_by__isnull=False), Q(lift_proposed_by__isnull=False)),
                name="case_seal_lifting_is_proposed_first",
            ),
            models.CheckConstraint(
                condition=~Q(lifted_by=F("lift_proposed_by")),
                name="case_seal_lifted_by_two_people",
                violation_error_message=_("Somebody else who is named must confirm that the seal is lifted."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} sealed"
