"""What a case's history shows of services and sessions: that they were, never what was said."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.permissions import CasePerm
from cases.rules import TimelineSource, timeline_source
from cases.services.models import Service, Session, UnmetNeed
from cases.services.states import Outcome, ServiceEnd, ServiceState, SessionState, UnmetReason
from cases.timeline_sources import rows_of

S = ServiceState


def _dated(kind: str, title: Any, model: Any, happened_on: str, *, codes: Any = None, **lookups: Any) -> None:
    """One kind of fact of a day; `detail` among the lookups names the field whose words are shown."""
    detail = lookups.pop("detail", "")
    words = tuple((code.value, code.label) for code in codes) if codes else ()
    timeline_source(
        TimelineSource(
            kind=kind,
            perm=CasePerm.VIEW_SUPPORT,
            title=title,
            rows=rows_of(model, **lookups),
            happened_on=happened_on,
            detail=detail,
            labels=words,
        )
    )


_dated("service_needed", _("A need was recorded"), Service, "needed_on")
_dated("service_unmet", _("A need cannot be met"), UnmetNeed, "since_on", detail="reason", codes=UnmetReason)
_dated("service_offered", _("A service was offered"), Service, "offered_on", offered_on__isnull=False)
_dated("service_declined", _("The person declined a service"), Service, "answered_on", state=S.DECLINED)
_dated("service_begun", _("A service began"), Service, "starts_on", starts_on__isnull=False)
_dated(
    "service_completed",
    _("A service was completed"),
    Service,
    "ended_on",
    detail="outcome",
    codes=Outcome,
    state=S.COMPLETED,
)
_dated("service_stopped", _("The person stopped a service"), Service, "ended_on", state=S.STOPPED_BY_PERSON)
_dated(
    "service_ended",
    _("A provider ended a service"),
    Service,
    "ended_on",
    detail="end_reason",
    codes=ServiceEnd,
    state=S.ENDED,
)
timeline_source(
    TimelineSource(
        kind="session_held",
        perm=CasePerm.VIEW_SUPPORT,
        title=_("A session was held"),
        rows=rows_of(Session, state=SessionState.HELD),
        happened_at="starts_at",
        who="staff",
    )
)
