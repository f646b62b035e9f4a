"""The case: one episode of one person, and the unit of access."""

import uuid
from typing import ClassVar, Self, cast

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from guardian.shortcuts import get_objects_for_user

from cases.models.person import Person
from cases.permissions import PERMISSION_NAMES, VIEWS, Area, CasePerm
from cases.states import ADULT, CHILD, AgeStatus, ClosureReason, ClosureTold
from tvcase.accounts.models import Organisation, User
from tvcase.db import iff, implies


class CaseQuerySet(models.QuerySet["Case"]):
    def permitting(self, user: User, *permissions: CasePerm) -> Self:
        """The cases on which this person holds any of the permissions. Being a superuser opens none."""
        permitted = get_objects_for_user(
            user,
            [f"cases.{permission}" for permission in permissions],
            klass=self.model,
            any_perm=True,
            with_superuser=False,
            accept_global_perms=False,
        )
        return cast("Self", permitted).unsealed_to(user)  # made by this model's own manager

    def unsealed_to(self, user: User) -> Self:
        """Without the files that are sealed to named people of whom this person is none."""
        return self.filter(Q(sealed_to=None) | Q(sealed_to__contains=[user.pk]))

    def visible_to(self, user: User) -> Self:
        """The cases of which this person may see any part; what is shown of them is decided by area."""
        return self.permitting(user, *sorted(VIEWS))

    def represented_by(self, user: User) -> Self:
        """The cases to which this person is appointed as a lawyer now."""
        return self.permitting(user, CasePerm.VIEW_LEGAL).filter(openings__user=user, openings__closed_on=None)

    def open(self) -> Self:
        return self.filter(closed_on=None)


class Case(models.Model):
    """One episode of a presumed victim, held by one organisation. Everything else hangs from it."""

    AREA: ClassVar = Area.CORE
    TRIGGERS: ClassVar = {
        "case_keeps_what_it_is": _("Code, person, episode and first day of a case never change."),
        "case_decided_by_who_acts": _("Who decides is who is signed in."),
        "case_closed_stays_closed": _("A closed case is never edited: open a new episode."),
        "case_moves_by_an_accepted_handover": _("A case changes hands only by an accepted handover."),
        "case_sealed_by_its_seal": _("A file is sealed and opened again by its seal only."),
        "case_closes_without_open_stay": _("The person still has a stay or a request for one."),
        "case_closes_without_waiting_aid": _("An application for legal aid still waits for an answer."),
        "case_closes_without_open_request": _("A request for protection, or a protection, is still open."),
        "case_closes_without_open_service": _(
            "A service is offered, accepted or under way: record the answer, or how it ended, first."
        ),
        "case_closes_without_planned_session": _("Of a planned session nobody recorded yet whether it was held."),
        "case_closes_without_open_plan": _("A support plan, or a draft of one, is still open."),
        "case_closes_without_open_claim": _("A claim for compensation, or a hearing, is still open."),
        "case_closes_without_open_return": _("A return is planned, on the way or followed up."),
        "case_closed_as_returned": _("The return plan must be finished before the case closes for this reason."),
        "case_closed_as_a_duplicate": _(
            "Two persons must have confirmed that this is the same person as in another case."
        ),
        "case_closes_without_open_referral": _("A referral to another organisation is still open."),
        "case_closes_without_living_consent": _("A consent to tell somebody still holds, or waits for an answer."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(_("code"), max_length=12, unique=True, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="cases")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="cases", verbose_name=_("holding organisation")
    )
    episode = models.PositiveSmallIntegerField(_("episode"), default=1)
    previous_episode = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="next_episode")
    retrafficked = models.BooleanField(_("trafficked again"), default=False)
    opened_on = models.DateField(_("opened on"))
    source_of_signal = models.CharField(_("how the signal came"), max_length=30)
    received_at = models.DateTimeField(_("signal received at"))
    age_status = models.CharField(_("age"), max_length=15, choices=AgeStatus)
    age_when_trafficked = models.PositiveSmallIntegerField(_("age when trafficked"), null=True, blank=True)
    exploitation = ArrayField(
        models.CharField(max_length=30), default=list, blank=True, verbose_name=_("forms of exploitation")
    )
    main_form = models.CharField(_("main form of exploitation"), max_length=30, blank=True)
    means_of_control = ArrayField(
        models.CharField(max_length=30), default=list, blank=True, verbose_name=_("means of control")
    )
    recruitment = ArrayField(
        models.CharField(max_length=30), default=list, blank=True, verbose_name=_("ways of recruitment")
    )
    exploited_in = ArrayField(
        models.CharField(max_length=2), default=list, blank=True, verbose_name=_("countries of exploitation")
    )
    formal_route_declined_on = models.DateField(_("declined the formal route on"), null=True, blank=True)
    closure_proposed_on = models.DateField(_("closing proposed on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    closure_reason = models.CharField(_("reason for closing"), max_length=30, choices=ClosureReason, blank=True)
    closure_told = models.CharField(_("told of the closing"), max_length=15, choices=ClosureTold, blank=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    closure_confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())
    sealed_to = ArrayField(  # written by the triggers of CaseSeal
        models.BigIntegerField(), null=True, blank=True, editable=False, verbose_name=_("sealed to")
    )

    objects = CaseQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        permissions = PERMISSION_NAMES
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        constraints = [
            models.UniqueConstraint(
                "person",
                condition=Q(closed_on=None),
                name="case_one_open_for_a_person",
                violation_error_message=_("This person already has an open case."),
            ),
            models.UniqueConstraint(
                "person",
                "episode",
                name="case_episode_once",
                violation_error_message=_("This episode exists already."),
            ),
            models.CheckConstraint(
                condition=implies(Q(closed_on__isnull=False), ~Q(closure_reason="")),
                name="case_closed_means_a_reason",
                violation_error_message=_("Closing a case needs a reason."),
            ),
            models.CheckConstraint(
                condition=iff(Q(closure_proposed_on=None), Q(closure_reason="") & Q(closed_by=None))
                & iff(Q(closure_proposed_on=None), Q(closure_reason="") | Q(closed_by=None)),
                name="case_closing_is_proposed_by_somebody",
                violation_error_message=_("Closing a case is proposed with its day and its reason."),
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="case_closed_after_it_was_opened",
                violation_error_message=_("A case cannot be closed before it was opened."),
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None)
                | (
                    Q(closed_by__isnull=False, closure_confirmed_by__isnull=False)
                    & ~Q(closed_by=F("closure_confirmed_by"))
                ),
                name="case_closed_by_two_people",
                violation_error_message=_("Somebody else must confirm that the case is closed."),
            ),
            models.CheckConstraint(
                condition=Q(age_status__in=AgeStatus.values),
                name="case_age_is_known_or_uncertain",
                violation_error_message=_("Choose what is known of the age."),
            ),
        ]
        indexes = [
            models.Index("organisation", "closed_on", name="case_of_an_organisation"),
            models.Index(F("opened_on").desc(), "code", name="case_newest_first"),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("cases:detail", args=[self.code])

    @property
    def is_open(self) -> bool:
        return self.closed_on is None

    def hides_from(self, user: User) -> bool:
        """Whether the file is sealed to named people of whom this person is none."""
        return self.sealed_to is not None and user.pk not in self.sealed_to

    @property
    def is_adult(self) -> bool:
        return self.age_status in ADULT

    @property
    def counts_as_child(self) -> bool:
        """Under 18 or uncertain (Convention, Article 10(3))."""
        return self.age_status in CHILD


def access(user: User, case: Case) -> frozenset[CasePerm]:
    """What this person may do on a case they can reach, in one statement over guardian's two tables."""
    if case.hides_from(user):
        return frozenset()
    own = user.permissions_on_cases.filter(content_object=case).values_list("permission__codename")
    groups = case.group_permissions.filter(group__user=user).values_list("permission__codename")
    return frozenset(CasePerm(codename) for (codename,) in own.union(groups))


class CaseRecordQuerySet[M: models.Model](models.QuerySet[M]):
    """Records that hang from a case borrow its permissions."""

    def permitting(self, user: User, *permissions: CasePerm) -> Self:
        return self.filter(case__in=Case.objects.permitting(user, *permissions))
