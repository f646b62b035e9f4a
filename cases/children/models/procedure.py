"""Since when a person counts as a child, until when, and who represents her or him where a parent is involved."""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from cases.children.states import AppointedBy, ProcedureEnd, RepresentationEnd
from cases.models import Case, CaseRecordQuerySet
from cases.permissions import Area
from tvcase.accounts.models import User
from tvcase.db import iff, implies
from tvcase.sealing.fields import SealedText


class ProcedureQuerySet(CaseRecordQuerySet["ChildProcedure"]):
    def standing(self) -> Self:
        """Procedures that were not closed."""
        return self.filter(closed_on=None)


class ChildProcedure(models.Model):
    """The child procedure of a case (domain 4.1.1): from the finding that the person is, or may be, a child, to the
    finding that she or he is an adult. A new finding opens a new one. Days are Europe/Sofia dates.

    `of_age_month` is the first day of the month in which the person comes of age by the birth that is recorded; where
    only a year is known, of the last month in which that can be. It opens and ends nothing (E-15): reminders are
    counted from it. The day itself would tell the birthday, so it is sealed with the birth (`cases.children.ageing`).
    """

    AREA: ClassVar = Area.IDENTITY
    TRIGGERS: ClassVar = {
        "child_procedure_keeps_its_days": _("What was recorded of a child procedure stays as it was."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="child_procedures")
    number = models.PositiveSmallIntegerField(_("number"))
    opened_on = models.DateField(_("opened on"))
    of_age_month = models.DateField(_("month in which the person comes of age"), null=True, blank=True)
    of_age_exact = models.BooleanField(_("the day of birth is known"), default=False)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    end_reason = models.CharField(_("why it was closed"), max_length=15, choices=ProcedureEnd, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = ProcedureQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("child procedure")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("case", "number", name="child_procedure_number_once"),
            models.UniqueConstraint(
                "case",
                condition=Q(closed_on=None),
                name="child_procedure_one_at_a_time",
                violation_error_message=_("The child procedure of this case is open already."),
            ),
            models.CheckConstraint(
                condition=iff(Q(closed_on=None), Q(end_reason=""))
                & Q(end_reason__in=["", *ProcedureEnd.values])
                & (Q(closed_on=None) | Q(closed_on__gte=F("opened_on"))),
                name="child_procedure_closed_for_a_reason",
                violation_error_message=_("A child procedure is closed on a day, and for a reason."),
            ),
            models.CheckConstraint(
                condition=implies(Q(of_age_exact=True), Q(of_age_month__isnull=False)),
                name="child_procedure_exact_means_known",
                violation_error_message=_("A day that is not known cannot be exact."),
            ),
            models.CheckConstraint(
                condition=Q(of_age_month=None) | Q(of_age_month__day=1),
                name="child_procedure_tells_no_birthday",
                violation_error_message=_("Only the month is kept here, as its first day."),
            ),
        ]
        indexes = [models.Index("of_age_month", condition=Q(closed_on=None), name="child_procedure_of_age")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"


class RepresentationQuerySet(CaseRecordQuerySet["SpecialRepresentation"]):
    def standing(self) -> Self:
        """Where a parent is kept out now, whether or not somebody is appointed yet."""
        return self.filter(ended_on=None)

    def missing(self) -> Self:
        """Where a special representative is needed and nobody is appointed."""
        return self.standing().filter(appointed_on=None)


class SpecialRepresentation(models.Model):
    """That a parent or guardian may be involved in the exploitation, and who represents the child in his or her place
    (domain 3.4). While it stands the parent gets no letter and is asked for no consent."""

    AREA: ClassVar = Area.IDENTITY
    TRIGGERS: ClassVar = {
        "special_representation_keeps_what_it_is": _("What was recorded of a special representative stays as it was."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="special_representations")
    number = models.PositiveSmallIntegerField(_("number"))
    since_on = models.DateField(_("known since"))
    parent = SealedText(_("which parent or guardian"), max_length=160, key="case_id")
    reason = SealedText(_("why the child needs somebody else"), max_length=1000, key="case_id")
    appointed_on = models.DateField(_("appointed on"), null=True, blank=True)
    appointed_by = models.CharField(_("appointed by"), max_length=20, choices=AppointedBy, blank=True)
    authority = SealedText(_("which court or authority"), max_length=160, blank=True, key="case_id")
    reference = SealedText(_("number of the act"), max_length=80, blank=True, key="case_id")
    name = SealedText(_("name of the special representative"), max_length=160, blank=True, key="case_id")
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=20, choices=RepresentationEnd, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = RepresentationQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("special representative")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("case", "number", name="special_representation_number_once"),
            models.UniqueConstraint(
                "case",
                condition=Q(ended_on=None),
                name="special_representation_one_at_a_time",
                violation_error_message=_("It is recorded already that the child needs a special representative."),
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=False, reason__isnull=False),
                name="special_representation_needs_a_reason",
                violation_error_message=_("Write which parent or guardian it is, and why."),
            ),
            models.CheckConstraint(
                condition=iff(Q(appointed_on=None), Q(appointed_by=""))
                & Q(appointed_by__in=["", *AppointedBy.values])
                & implies(Q(appointed_on__isnull=False), Q(authority__isnull=False, name__isnull=False)),
                name="special_representation_appointed_by_whom",
                violation_error_message=_("Write who was appointed, by which court or authority, and when."),
            ),
            models.CheckConstraint(
                condition=iff(Q(ended_on=None), Q(end_reason=""))
                & Q(end_reason__in=["", *RepresentationEnd.values])
                & (Q(ended_on=None) | Q(ended_on__gte=F("since_on"))),
                name="special_representation_ended_for_a_reason",
                violation_error_message=_("It ends on a day, for a reason, and not before it began."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"

    @property
    def is_missing(self) -> bool:
        return self.ended_on is None and self.appointed_on is None
