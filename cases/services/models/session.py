"""A session of a service, and what its author wrote of it in confidence (domain 4.7)."""

import uuid
from datetime import date, datetime, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models import Case, CaseMember, CaseRecordQuerySet
from cases.permissions import Area, CasePerm
from cases.services import checks
from cases.services.models.service import Service
from cases.services.states import SESSION_FLOW, Attendance, NotHeld, PlaceKind, SessionState
from cases.states import TeamRole
from tvcase.accounts.models import User
from tvcase.dates import local_date, midnight_after
from tvcase.sealing.fields import SealedText

OF_ITS_SERVICE = _("This record belongs to a service of the same case.")


class SessionQuerySet(CaseRecordQuerySet["Session"]):
    def between(self, first: date, last: date) -> Self:
        """Sessions that begin on one of these days in Sofia, both included."""
        return self.filter(starts_at__gte=midnight_after(first - timedelta(days=1)), starts_at__lt=midnight_after(last))

    def planned(self) -> Self:
        """Sessions of which nobody has recorded how they went."""
        return self.filter(state=SessionState.SCHEDULED)


class Session(models.Model):
    """One meeting of a service, at an instant, for so many minutes. Of the place only its kind is kept."""

    FLOW = SESSION_FLOW
    AREA: ClassVar = Area.SUPPORT
    TRIGGERS: ClassVar = {
        "session_of_a_service_of_the_same_case": OF_ITS_SERVICE,
        "session_of_an_accepted_service": _("Sessions belong to a service that the person accepted and that goes on."),
        "session_held_while_the_service_lasts": _("A session cannot be held before the service has begun."),
        "session_recorded_is_not_edited": _("What was recorded of a session is not edited."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="support_sessions")
    service = models.ForeignKey(Service, models.PROTECT, related_name="sessions")
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=10, choices=SessionState, default=SessionState.SCHEDULED)
    starts_at = models.DateTimeField(_("begins"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    staff = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("in whose calendar it is"))
    held_by = SealedText(_("who else holds it"), max_length=160, blank=True, key="case_id")
    place_kind = models.CharField(_("where"), max_length=10, choices=PlaceKind)
    interpreter = SealedText(_("interpreter"), max_length=120, blank=True, key="case_id")
    attendance = models.CharField(_("attendance"), max_length=10, choices=Attendance, blank=True)
    not_held = models.CharField(_("why it was not held"), max_length=12, choices=NotHeld, blank=True)
    risk_changed = models.BooleanField(_("the risk has changed"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = SessionQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("session")
        ordering = ["starts_at", "number"]
        constraints = [models.UniqueConstraint("service", "number", name="session_number_once"), *checks.SESSION]
        indexes = [
            models.Index("staff", "starts_at", name="session_in_a_calendar"),
            models.Index("starts_at", condition=Q(state=SessionState.SCHEDULED), name="session_to_be_recorded"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("services:session", args=[self.case.code, self.service.number, self.number])

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def day(self) -> date:
        """Its Sofia day."""
        return local_date(self.starts_at)


class SessionNoteQuerySet(CaseRecordQuerySet["SessionNote"]):
    def visible_to(self, user: User) -> Self:
        """The notes that this person wrote, and those of the cases on whose team she or he is a supervisor; the wall
        says the same. No other permission opens a note."""
        leads = CaseMember.objects.filter(
            user=user, role=TeamRole.SUPERVISOR, left_on=None, case=models.OuterRef("case")
        )
        return self.permitting(user, CasePerm.VIEW_SUPPORT).filter(Q(recorded_by=user) | models.Exists(leads))


class SessionNote(models.Model):
    """What was said and seen in a session, in confidence: sealed under a key of its own, written once, read by its
    author and the supervisors of the case. No export, copy, print, letter or list holds it (domain 11, rule 10)."""

    AREA: ClassVar = Area.SUPPORT
    TRIGGERS: ClassVar = {"session_note_of_a_session_of_the_same_case": OF_ITS_SERVICE}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    session = models.ForeignKey(Session, models.PROTECT, related_name="+")
    text = SealedText(_("note"), max_length=8000, key="id")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = SessionNoteQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("note of a session")
        ordering = ["recorded_at"]

    def __str__(self) -> str:
        return f"{self.session_id} {self.recorded_at:%Y-%m-%d}"
