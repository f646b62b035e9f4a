"""A guest as the house may see one: alias or code, nights, what to think of; never a name."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.models import NoContactMeasure
from cases.permissions import CasePerm
from shelters.models import Absence, AccompanyingChild, Stay, StayPoint, StayReview
from shelters.states import HERE, StayState
from tvcase.accounts.models import User

SOON = timedelta(days=7)  # domain 4.6: alert before the term ends


@dataclass(frozen=True)
class Alert:
    """What to think of, in words; the tone only repeats how much it presses."""

    words: str
    tone: str = "grey"


@dataclass(frozen=True)
class Guest:
    """A stay as the house may see it on a wall, in the night that begins on a day in Sofia."""

    stay: Stay
    night: date
    at: datetime | None = None  # alerts are of an instant
    absence: Absence | None = None
    children: int = 0
    points: int = 0
    review: StayReview | None = None
    is_guarded: bool = False

    @property
    def name(self) -> str:
        return self.stay.house_alias or self.stay.case.code

    @property
    def nights(self) -> int:
        """How many nights it has been, in this place and in those before it, tonight included."""
        return (self.night - self.stay.story_began_on).days + 1

    @property
    def nights_left(self) -> int:
        """How many nights of the term remain, tonight included; none once its end is past."""
        return max(0, (self.stay.planned_to_on - self.night).days)

    @property
    def is_late(self) -> bool:
        """Whether somebody who was expected has not come."""
        return self.stay.state == StayState.RESERVED and self.stay.from_on < self.night

    @property
    def alerts(self) -> list[Alert]:
        """What whoever is on duty must think of, the most pressing first."""
        return [*self._away(), *self._guarded(), *self._term(), *self._open()]

    def _away(self) -> list[Alert]:
        if self.absence is None or self.at is None:
            return []
        expected = self.absence.expected_at
        if expected is None:
            return [Alert(_("away since %(when)s") % {"when": _moment(self.absence.since, self.at)})]
        if self.absence.is_late(at=self.at):
            return [Alert(_("not back, expected %(when)s") % {"when": _moment(expected, self.at)}, "yellow")]
        return [Alert(_("away until %(when)s") % {"when": _moment(expected, self.at)})]

    def _guarded(self) -> list[Alert]:
        return [Alert(_("protected from contact"), "yellow")] if self.is_guarded else []

    def _term(self) -> list[Alert]:
        found = []
        if self.stay.state in HERE and self.stay.planned_to_on <= self.night + SOON:
            found.append(Alert(_("the term ends soon") if self.nights_left else _("the term is over"), "yellow"))
        if self.review:
            due = date_format(self.review.due_on, "DATE_FORMAT")
            found.append(Alert(_("review the stay by %(day)s") % {"day": due}, "yellow"))
        return found

    def _open(self) -> list[Alert]:
        if not self.points:
            return []
        return [
            Alert(ngettext("%(number)d open point", "%(number)d open points", self.points) % {"number": self.points})
        ]


def guests(user: User, stays: Collection[Stay], *, night: date, at: datetime) -> dict[UUID, Guest]:
    """The guests of these stays by the stay's key, with what the house knows of each, in five statements."""
    keys = [stay.pk for stay in stays if stay.state in HERE]
    children = AccompanyingChild.objects.to_host(user).here().filter(stay__in=keys)
    points = StayPoint.objects.permitting(user, CasePerm.VIEW_STAY).open().filter(stay__in=keys)
    absences = Absence.objects.to_host(user).going_on().filter(stay__in=keys)
    reviews = StayReview.objects.to_host(user).filter(stay__in=keys, done_on=None, fell_away_on=None)
    measures = NoContactMeasure.objects.permitting(user, CasePerm.VIEW_SUPPORT).in_force(on=night)
    guarded = set(measures.filter(case__in={stay.case_id for stay in stays}).values_list("case", flat=True))
    with_children = Counter(children.values_list("stay", flat=True))
    with_points = Counter(points.values_list("stay", flat=True))
    away = {absence.stay_id: absence for absence in absences}
    to_review = {review.stay_id: review for review in reviews.order_by("-due_on")}
    return {
        stay.pk: Guest(
            stay,
            night,
            at,
            absence=away.get(stay.pk),
            children=with_children[stay.pk],
            points=with_points[stay.pk],
            review=to_review.get(stay.pk),
            is_guarded=stay.case_id in guarded,
        )
        for stay in stays
    }


def _moment(instant: datetime, at: datetime) -> str:
    """When it was or will be, in Sofia; the time alone when that is today."""
    local = timezone.localtime(instant)
    is_today = local.date() == timezone.localtime(at).date()
    return date_format(local, "TIME_FORMAT" if is_today else "SHORT_DATETIME_FORMAT")
