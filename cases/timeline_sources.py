"""The kinds of fact in a case's history that the cases app knows; the other apps add theirs in their rules."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cases.models import (
    AgeFinding,
    BreakGlass,
    Case,
    CaseMember,
    CaseSeal,
    ChildNotice,
    Handover,
    Identification,
    IndicatorObservation,
    ReturnPlan,
)
from cases.permissions import CasePerm
from cases.returning import (
    ReturnSituation,
    Threat,
)
from cases.rules import TimelineSource, timeline_source
from cases.states import (
    AgeStatus,
    BreakGlassReason,
    ChildBody,
    ClosureReason,
    HandoverState,
    IdentificationKind,
    IdentificationState,
    RequestBasis,
    ReviewOutcome,
    TeamRole,
)
from tvcase.accounts.models import User

S = IdentificationState


def _own(case: Case, user: User) -> QuerySet[Case]:
    return Case.objects.filter(pk=case.pk)


def _closed(case: Case, user: User) -> QuerySet[Case]:
    return Case.objects.filter(pk=case.pk, closed_on__isnull=False)


def _closing(case: Case, user: User) -> QuerySet[Case]:
    return Case.objects.filter(pk=case.pk, closure_proposed_on__isnull=False)


def _seen(case: Case, user: User) -> QuerySet[IndicatorObservation]:
    """One row for everything that somebody observed on a day."""
    return IndicatorObservation.objects.filter(case=case).distinct("observed_on", "recorded_by")


def rows_of(model: Any, *conditions: Q, **lookups: Any) -> Any:
    """The rows of a model that hang from the case and fulfil the conditions."""

    def rows(case: Case, user: User) -> QuerySet[Any]:
        return model._default_manager.filter(*conditions, case=case, **lookups)

    return rows


def source(
    kind: str,
    perm: CasePerm,
    title: Any,
    rows: Any,
    *,
    at: str = "",
    on: str = "",
    detail: Any = ("", None),
    who: str = "",
) -> None:
    """Register one kind of fact; `detail` is a field and the list of its codes."""
    field, codes = detail
    words = tuple(codes.choices) if codes else ()
    source = TimelineSource(
        f"cases.{kind}", perm, title, rows, happened_at=at, happened_on=on, detail=field, who=who, labels=words
    )
    timeline_source(source)


_CORE, _IDENTIFICATION = CasePerm.VIEW_CORE, CasePerm.VIEW_IDENTIFICATION
_RETURN = CasePerm.VIEW_RETURN
_FORMAL = {"kind": IdentificationKind.FORMAL}

source("signal", _CORE, _("Signal received"), _own, at="received_at", who="recorded_by")
source(
    "age",
    _IDENTIFICATION,
    _("Age established"),
    rows_of(AgeFinding),
    at="established_at",
    detail=("age_status", AgeStatus),
    who="recorded_by",
)
source("observed", _IDENTIFICATION, _("Indicators observed"), _seen, on="observed_on", who="recorded_by")
source(
    "informal",
    _IDENTIFICATION,
    _("Informal identification"),
    rows_of(Identification, state=S.INFORMAL_CONFIRMED),
    at="identified_at",
    who="recorded_by",
)
source(
    "formal_declined",
    _IDENTIFICATION,
    _("The person does not want formal identification"),
    lambda case, user: _own(case, user).filter(formal_route_declined_on__isnull=False),
    on="formal_route_declined_on",
)
source(
    "formal_asked",
    _IDENTIFICATION,
    _("Formal identification asked for"),
    rows_of(Identification, requested_on__isnull=False),
    on="requested_on",
    detail=("request_basis", RequestBasis),
    who="requested_by",
)
source(
    "formal",
    _IDENTIFICATION,
    _("Formal identification"),
    rows_of(Identification, **_FORMAL, identified_at__isnull=False, duplicate_of=None),
    at="identified_at",
    who="officer",
)
source(
    "formal_again",
    _IDENTIFICATION,
    _("Formal identification of the same facts once more: linked as a duplicate"),
    rows_of(Identification, **_FORMAL, identified_at__isnull=False, duplicate_of__isnull=False),
    at="identified_at",
    who="officer",
)
source(
    "formal_refused",
    _IDENTIFICATION,
    _("Formal identification refused"),
    rows_of(Identification, refused_on__isnull=False),
    on="refused_on",
    who="officer",
)
source(
    "formal_annulled",
    _IDENTIFICATION,
    _("Formal identification annulled"),
    rows_of(Identification, state=S.FORMAL_ANNULLED),
    at="annulled_at",
    who="annulled_by",
)
source(
    "child_notice",
    _IDENTIFICATION,
    _("Notice about a child sent"),
    rows_of(ChildNotice, sent_at__isnull=False),
    at="sent_at",
    detail=("body", ChildBody),
    who="sent_by",
)
source(
    "joined", _CORE, _("Joined the team"), rows_of(CaseMember), on="joined_on", detail=("role", TeamRole), who="user"
)
source(
    "left",
    _CORE,
    _("Left the team"),
    rows_of(CaseMember, left_on__isnull=False),
    on="left_on",
    detail=("role", TeamRole),
    who="user",
)
source(
    "handover_offered",
    _CORE,
    _("Case offered to another organisation"),
    rows_of(Handover),
    on="offered_on",
    who="offered_by",
)
source(
    "handover_answered",
    _CORE,
    _("Answer to the offer"),
    rows_of(Handover, answered_on__isnull=False),
    on="answered_on",
    detail=("state", HandoverState),
    who="answered_by",
)
source(
    "return_proposed",
    _RETURN,
    _("Return plan opened"),
    rows_of(ReturnPlan),
    on="opened_on",
    detail=("situation", ReturnSituation),
    who="recorded_by",
)
source(
    "return_risk",
    _RETURN,
    _("Risk of the return assessed: is there a threat to life or health?"),
    rows_of(ReturnPlan, risk_assessed_on__isnull=False),
    on="risk_assessed_on",
    detail=("risk_threat", Threat),
)
for _kind, _title, _day in (
    ("return_decided", _("The person decided to return"), "decided_on"),
    ("return_expected", _("The receiving side confirmed the reception"), "reception_confirmed_on"),
    ("return_departed", _("Departed"), "departed_on"),
    ("return_stopped", _("Return stopped: it is not safe"), "blocked_on"),
    ("return_incident", _("Did not arrive, or contact lost"), "incident_on"),
    ("return_arrived", _("Arrived"), "arrived_on"),
    ("return_taken_over", _("Supported at the place of return"), "taken_over_on"),
    ("return_closed", _("Return closed in the file"), "closed_on"),
    ("return_declined", _("The person declined to return"), "declined_on"),
):
    source(_kind, _RETURN, _title, rows_of(ReturnPlan, **{f"{_day}__isnull": False}), on=_day)
source(
    "closing",
    _CORE,
    _("Closing proposed"),
    _closing,
    on="closure_proposed_on",
    detail=("closure_reason", ClosureReason),
    who="closed_by",
)
source(
    "closed",
    _CORE,
    _("Case closed"),
    _closed,
    on="closed_on",
    detail=("closure_reason", ClosureReason),
    who="closure_confirmed_by",
)
source(
    "break_glass",
    _CORE,
    _("Opened in an emergency"),
    rows_of(BreakGlass),
    at="opened_at",
    detail=("reason", BreakGlassReason),
    who="user",
)
source(
    "break_glass_reviewed",
    _CORE,
    _("Opening in an emergency reviewed"),
    rows_of(BreakGlass, reviewed_at__isnull=False),
    at="reviewed_at",
    detail=("outcome", ReviewOutcome),
    who="reviewed_by",
)
source("sealed", _CORE, _("File sealed"), rows_of(CaseSeal), at="sealed_at", who="sealed_by")
source("unsealed", _CORE, _("Seal lifted"), rows_of(CaseSeal, lifted_at__isnull=False), at="lifted_at", who="lifted_by")
