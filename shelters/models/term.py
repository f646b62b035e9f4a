"""How long a stay may last: its extensions, and the reviews that follow when a ground falls away."""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from cases.models import Case, CaseRecordQuerySet
from cases.permissions import Area
from shelters.models.stay import Stay
from shelters.states import (
    EXTENSION_FLOW,
    ExtensionBody,
    ExtensionGround,
    ExtensionState,
    ReviewGround,
    ReviewOutcome,
)
from tvcase.accounts.models import User
from tvcase.db import iff
from tvcase.sealing.fields import SealedText


class OfVisibleStays[M: models.Model](CaseRecordQuerySet[M]):
    """Records that hang from a stay: read by those who see the stay."""

    def visible_to(self, user: User) -> Self:
        """Those of the stays that this person may see."""
        return self.filter(stay__in=Stay.objects.visible_to(user))

    def to_host(self, user: User) -> Self:
        """Those of the stays in the houses of this person's organisation."""
        return self.filter(stay__in=Stay.objects.to_host(user))


class StayExtension(models.Model):
    """A stay that is to last longer: proposed with a ground, answered by the body that decides (Act, Article 9).

    `from_on` is the day on which the stay was planned to end, `to_on` the day on which it then is. The proposal alone
    moves nothing. Days are Europe/Sofia dates.
    """

    FLOW = EXTENSION_FLOW
    AREA: ClassVar = Area.STAY
    TRIGGERS: ClassVar = {
        "stay_extension_of_a_stay_that_goes_on": _("Only a stay that goes on is extended, from its planned end."),
        "stay_extension_answered_is_not_edited": _("An answered proposal is not edited."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    stay = models.ForeignKey(Stay, models.PROTECT, related_name="extensions")
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=10, choices=ExtensionState, default=ExtensionState.PROPOSED)
    from_on = models.DateField(_("planned end so far"))
    to_on = models.DateField(_("new planned end"))
    ground = models.CharField(_("ground"), max_length=20, choices=ExtensionGround)
    reasons = SealedText(_("reasons"), max_length=1000, blank=True, key="case_id")
    proposed_on = models.DateField(_("proposed on"))
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("proposed by"))
    body = models.CharField(_("who decided"), max_length=20, choices=ExtensionBody, blank=True)
    reference = SealedText(_("number of the decision"), max_length=100, blank=True, key="case_id")
    answered_on = models.DateField(_("decided on"), null=True, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = OfVisibleStays["StayExtension"].as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("extension of a stay")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("stay", "number", name="stay_extension_number_once"),
            models.UniqueConstraint(
                "stay",
                condition=Q(state=ExtensionState.PROPOSED),
                name="stay_extension_one_waits",
                violation_error_message=_("A longer stay has been proposed already. Record the answer first."),
            ),
            models.CheckConstraint(
                condition=Q(to_on__gt=F("from_on")),
                name="stay_extension_is_longer",
                violation_error_message=_("The new end comes after the planned end."),
            ),
            models.CheckConstraint(
                condition=iff(
                    Q(state__in=[ExtensionState.APPROVED, ExtensionState.REFUSED]),
                    Q(answered_on__isnull=False, answered_by__isnull=False) & ~Q(body=""),
                ),
                name="stay_extension_answered_by_a_body",
                violation_error_message=_("Say who decided, and when."),
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(answered_on__gte=F("proposed_on")),
                name="stay_extension_answered_after_it_was_proposed",
                violation_error_message=_("The decision cannot come before the proposal."),
            ),
            models.CheckConstraint(
                condition=~Q(ground=ExtensionGround.OTHER) | Q(reasons__isnull=False),
                name="stay_extension_other_ground_in_words",
                violation_error_message=_("Say in words why the stay should be longer."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stay_id} {self.number}"


class ReviewQuerySet(OfVisibleStays["StayReview"]):
    def open(self) -> Self:
        """Reviews that nobody has finished, of stays that go on."""
        return self.filter(done_on=None, fell_away_on=None)


class StayReview(models.Model):
    """A look at a stay whose ground fell away: what comes next for the person. It never ends the stay (E-28)."""

    AREA: ClassVar = Area.STAY
    TRIGGERS: ClassVar = {
        "stay_review_of_a_stay_that_goes_on": _("Only a stay that goes on is reviewed."),
        "stay_review_done_is_not_edited": _("A review that is done is not edited."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    stay = models.ForeignKey(Stay, models.PROTECT, related_name="reviews")
    number = models.PositiveSmallIntegerField(_("number"))
    ground = models.CharField(_("why it is reviewed"), max_length=20, choices=ReviewGround)
    opened_on = models.DateField(_("since"))
    due_on = models.DateField(_("to be reviewed by"))
    done_on = models.DateField(_("reviewed on"), null=True, blank=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(_("what comes next"), max_length=20, choices=ReviewOutcome, blank=True)
    note = SealedText(_("what was agreed with the person"), max_length=1000, blank=True, key="case_id")
    fell_away_on = models.DateField(_("stay ended on"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = ReviewQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("review of a stay")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("stay", "number", name="stay_review_number_once"),
            models.UniqueConstraint(
                "stay",
                "ground",
                condition=Q(done_on=None, fell_away_on=None),
                name="stay_review_one_waits_for_a_ground",
                violation_error_message=_("This review waits already."),
            ),
            models.CheckConstraint(
                condition=iff(Q(done_on__isnull=False), ~Q(outcome="") & Q(done_by__isnull=False))
                & (Q(done_on=None) | Q(fell_away_on=None)),
                name="stay_review_done_says_what_comes_next",
                violation_error_message=_("Say what comes next."),
            ),
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(done_on__gte=F("opened_on")),
                name="stay_review_done_after_it_was_opened",
                violation_error_message=_("The review cannot come before its reason."),
            ),
            models.CheckConstraint(condition=Q(due_on__gte=F("opened_on")), name="stay_review_due_after_it_was_opened"),
        ]

    def __str__(self) -> str:
        return f"{self.stay_id} {self.number}"
