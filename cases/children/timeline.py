"""What a case's history shows of the child's track: that it happened, never what was written."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.children.models import (
    ChildFacts,
    ChildProcedure,
    ChildTeamMember,
    ExitBanProposal,
    PlanSignature,
    SpecialRepresentation,
)
from cases.children.states import ChildTeamRole, ExitBanAddressee, ProcedureEnd, RepresentationEnd, SignatureAnswer
from cases.permissions import CasePerm
from cases.rules import TimelineSource, timeline_source

IDENTITY, SUPPORT = CasePerm.VIEW_IDENTITY, CasePerm.VIEW_SUPPORT


def _dated(kind: str, model: Any, perm: CasePerm, day: str, title: Any, *, who: str = "", labels: Any = None) -> None:
    """One day of a record."""
    field, choices = labels or ("", None)
    timeline_source(
        TimelineSource(
            kind=f"children_{kind}",
            perm=perm,
            title=title,
            rows=lambda case, user: model.objects.permitting(user, perm).filter(case=case).exclude(**{day: None}),
            happened_on=day,
            detail=field,
            who=who,
            labels=tuple(choices.choices) if choices else (),
        )
    )


_dated("opened", ChildProcedure, IDENTITY, "opened_on", _("Child procedure opened"), who="recorded_by")
_dated(
    "closed",
    ChildProcedure,
    IDENTITY,
    "closed_on",
    _("Child procedure closed"),
    labels=("end_reason", ProcedureEnd),
)
_dated("needs_representative", SpecialRepresentation, IDENTITY, "since_on", _("Special representative needed"))
_dated("representative", SpecialRepresentation, IDENTITY, "appointed_on", _("Special representative appointed"))
_dated(
    "representative_ended",
    SpecialRepresentation,
    IDENTITY,
    "ended_on",
    _("Special representative: ended"),
    labels=("end_reason", RepresentationEnd),
)
_dated(
    "member",
    ChildTeamMember,
    SUPPORT,
    "since_on",
    _("Joined the team for the child"),
    labels=("role", ChildTeamRole),
)
_dated(
    "member_left",
    ChildTeamMember,
    SUPPORT,
    "until_on",
    _("Left the team for the child"),
    labels=("role", ChildTeamRole),
)
_dated(
    "plan_answered",
    PlanSignature,
    SUPPORT,
    "answered_on",
    _("A member of the team answered to the plan"),
    labels=("answer", SignatureAnswer),
)
_dated("facts", ChildFacts, SUPPORT, "known_on", _("Family, school and the child's opinion"), who="recorded_by")
_dated(
    "exit_ban",
    ExitBanProposal,
    SUPPORT,
    "proposed_on",
    _("Ban on leaving the country proposed"),
    who="recorded_by",
    labels=("addressee", ExitBanAddressee),
)
