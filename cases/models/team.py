"""Who works on a case, what was opened to other organisations, and guardian's tables with real foreign keys."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from guardian.managers import UserObjectPermissionManager
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from cases.models.case import Case, CaseRecordQuerySet
from cases.permissions import Area
from cases.states import OpeningGround, TeamRole
from tvcase.accounts.models import Organisation, User
from tvcase.db import iff


class LastingPermissions(UserObjectPermissionManager):
    """The permissions that have not run out. Guardian's own query asks this manager, so none can be forgotten."""

    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().filter(Q(until=None) | Q(until__gt=Now()))


class CaseUserObjectPermission(UserObjectPermissionBase):
    """One permission of one person on one case; that of an emergency opening runs out at an instant, `until`."""

    user = models.ForeignKey(User, models.CASCADE, related_name="permissions_on_cases")
    content_object = models.ForeignKey(Case, models.CASCADE, related_name="user_permissions")
    until = models.DateTimeField(_("until"), null=True, blank=True)

    objects: ClassVar = LastingPermissions()

    class Meta(UserObjectPermissionBase.Meta):
        default_permissions = ()
        indexes = [
            models.Index("user", "permission", "content_object", include=["until"], name="case_permission_of_a_user")
        ]


class CaseGroupObjectPermission(GroupObjectPermissionBase):
    """One permission of one group on one case."""

    content_object = models.ForeignKey(Case, models.CASCADE, related_name="group_permissions")

    class Meta(GroupObjectPermissionBase.Meta):
        default_permissions = ()
        indexes = [models.Index("group", "permission", "content_object", name="case_permission_of_a_group")]


class CaseMember(models.Model):
    """A person's place on a case's team, from a day to a day."""

    AREA: ClassVar = Area.CORE

    case = models.ForeignKey(Case, models.PROTECT, related_name="members")
    user = models.ForeignKey(User, models.PROTECT, related_name="memberships", verbose_name=_("person"))
    role = models.CharField(_("role on the team"), max_length=15, choices=TeamRole)
    joined_on = models.DateField(_("joined on"))
    left_on = models.DateField(_("left on"), null=True, blank=True)

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                "case",
                "user",
                condition=Q(left_on=None),
                name="case_member_once",
                violation_error_message=_("This person is on the team already."),
            ),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("joined_on")),
                name="case_member_left_after_joining",
                violation_error_message=_("Nobody can leave the team before joining it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.role}"


class CaseOpening(models.Model):
    """A part of a case opened to another organisation, by what (`subject` is that record's key), from a day to a day.

    What each ground opens to which roles is cases.permissions.OPENING_GRANTS; where it names a person, as an
    appointed lawyer, it is open to that person alone.
    """

    AREA: ClassVar = Area.CORE

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="openings")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="openings")
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person"))
    ground = models.CharField(_("ground"), max_length=15, choices=OpeningGround)
    subject = models.UUIDField()
    opened_on = models.DateField(_("opened on"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint("ground", "subject", "organisation", name="case_opening_once"),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="case_opening_closed_after_it_was_opened",
            ),
            models.CheckConstraint(
                condition=iff(Q(ground=OpeningGround.APPOINTED), Q(user__isnull=False)),
                name="case_opening_to_a_lawyer_names_the_lawyer",
            ),
        ]
        indexes = [models.Index("organisation", "closed_on", name="case_opening_to")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.ground}"
