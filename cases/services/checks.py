"""What the database refuses of services and sessions, each with a sentence."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.services.states import (
    BEFORE_AN_ANSWER,
    BEFORE_AN_OFFER,
    COUNSELLING,
    NOT_HELD,
    OVER,
    RECEIVED,
    Attendance,
    Funding,
    NotHeld,
    Outcome,
    PlaceKind,
    ServiceEnd,
    ServiceState,
    SessionState,
)
from tvcase.db import iff, implies

S = ServiceState
_COUNSELLING = Q(type=COUNSELLING)
_ACCEPTED = Q(answered_on__isnull=False) & ~Q(state=S.DECLINED)


def _not_before(earlier: str, later: str) -> Q:
    """Neither of the days, or the second not before the first."""
    return Q(**{later: None}) | Q(**{earlier: None}) | Q(**{f"{later}__gte": F(earlier)})


SERVICE = (
    models.CheckConstraint(
        condition=Q(state__in=S.values)
        & Q(funding__in=["", *Funding.values])
        & Q(end_reason__in=["", *ServiceEnd.values])
        & Q(outcome__in=["", *Outcome.values]),
        name="service_says_what_is_known",
        violation_error_message=_("Choose one of the answers shown."),
    ),
    models.CheckConstraint(
        condition=iff(Q(state__in=BEFORE_AN_OFFER), Q(offered_on=None))
        & implies(Q(state__in=BEFORE_AN_OFFER), Q(provider=None, provider_name=None))
        & implies(
            Q(offered_on__isnull=False),
            Q(provider__isnull=False, provider_name=None) | Q(provider=None, provider_name__isnull=False),
        ),
        name="service_offered_by_one_provider",
        violation_error_message=_("Choose the provider, or write the name."),
    ),
    models.CheckConstraint(
        condition=implies(Q(state__in=BEFORE_AN_ANSWER), Q(answered_on=None))
        & implies(Q(state__in=[S.DECLINED, S.PLANNED, S.STOPPED_BY_PERSON, *RECEIVED]), Q(answered_on__isnull=False)),
        name="service_voluntary_means_the_person_answered",
        violation_error_message=_("A service rests on the person's own answer: record on which day it was given."),
    ),
    models.CheckConstraint(
        condition=implies(Q(state__in=RECEIVED), Q(starts_on__isnull=False))
        & implies(Q(state__in=[*BEFORE_AN_ANSWER, S.DECLINED, S.PLANNED]), Q(starts_on=None))
        & implies(Q(starts_on__isnull=False), Q(answered_on__isnull=False)),
        name="service_received_since_a_day",
        violation_error_message=_("Say since when the person receives it."),
    ),
    models.CheckConstraint(
        condition=iff(Q(state__in=OVER), Q(ended_on__isnull=False))
        & iff(Q(state=S.ENDED), ~Q(end_reason=""))
        & iff(Q(state=S.COMPLETED), ~Q(outcome="")),
        name="service_ends_with_its_day_and_why",
        violation_error_message=_("The end of a service needs its day, and its reason or outcome."),
    ),
    models.CheckConstraint(
        condition=_not_before("needed_on", "offered_on")
        & _not_before("offered_on", "answered_on")
        & _not_before("answered_on", "starts_on")
        & _not_before("needed_on", "ended_on")
        & _not_before("offered_on", "ended_on")
        & _not_before("answered_on", "ended_on")
        & _not_before("starts_on", "ended_on"),
        name="service_days_follow_each_other",
        violation_error_message=_("These days contradict each other: need, offer, answer, beginning and end in turn."),
    ),
    models.CheckConstraint(
        condition=implies(
            _COUNSELLING & _ACCEPTED,
            Q(individual=True, crisis_overcome_on__isnull=False, plan_step__isnull=False),
        )
        & implies(_COUNSELLING, _not_before("crisis_overcome_on", "starts_on")),
        name="service_counselling_individual_after_the_crisis",
        violation_error_message=_(
            "Psychological counselling is individual, is in the plan, and begins when the crisis is overcome."
        ),
    ),
    models.CheckConstraint(
        condition=implies(Q(long_term=True) & _ACCEPTED, Q(stable_on__isnull=False))
        & implies(Q(long_term=True), _not_before("stable_on", "starts_on")),
        name="service_long_term_when_stable",
        violation_error_message=_("Long-term support begins when the person is stable."),
    ),
)

SESSION = (
    models.CheckConstraint(
        condition=Q(state__in=SessionState.values)
        & Q(place_kind__in=PlaceKind.values)
        & Q(attendance__in=["", *Attendance.values])
        & Q(not_held__in=["", *NotHeld.values]),
        name="session_says_what_is_known",
        violation_error_message=_("Choose one of the answers shown."),
    ),
    models.CheckConstraint(
        condition=Q(minutes__gte=1, minutes__lte=24 * 60),
        name="session_lasts_minutes_of_one_day",
        violation_error_message=_("Between one minute and twenty-four hours."),
    ),
    models.CheckConstraint(
        condition=iff(Q(state=SessionState.HELD), ~Q(attendance=""))
        & iff(Q(state=SessionState.HELD), Q(risk_changed__isnull=False))
        & iff(Q(state__in=NOT_HELD), ~Q(not_held="")),
        name="session_says_how_it_went",
        violation_error_message=_("Say who was there and whether the risk changed, or why it was not held."),
    ),
)
