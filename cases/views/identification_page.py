"""The page and panel of identification: attempts, notices owed for a child, findings of age, indicators."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.models import (
    AgeFinding,
    Case,
    ChildNotice,
    CodeEntry,
    Identification,
    IndicatorObservation,
    ReflectionPeriod,
)
from cases.models.case import access
from cases.models.codes import CodeList, Labels
from cases.permissions import CasePerm
from cases.rules import (
    Reasons,
    lawyer_decides,
    why_not_identify_formally,
    why_not_identify_informally,
    why_not_record,
    why_not_request_formal,
)
from cases.states import IdentificationState, Observed
from cases.views.fetch import case_or_404
from tvcase.audit import log
from tvcase.dates import local_date
from tvcase.http import SignedInRequest
from tvcase.web import page, wants_part

S = IdentificationState
VIEW = CasePerm.VIEW_IDENTIFICATION


@dataclass
class Act:
    """Something that can be done from here, or why it cannot."""

    label: str
    url: str
    reasons: Reasons = field(default_factory=list)


@dataclass
class Attempt:
    """One identification as it is shown."""

    record: Identification
    bases: list[str]
    entered_late: bool
    contradicts: bool
    may_answer: bool
    may_annul: bool


@require_safe
def identification_page(request: SignedInRequest, code: str) -> HttpResponse:
    """Everything about identification on a page; as a panel the attempts and the notices."""
    case = case_or_404(request, code, VIEW)
    log.seen(request.user, "cases.identification.opened", case=case.code, area="identification")
    perms = access(request.user, case)
    may_change = CasePerm.CHANGE_IDENTIFICATION in perms
    attempts = attempts_of(request, case)
    notices = list(ChildNotice.objects.permitting(request.user, VIEW).filter(case=case).select_related("sent_by"))
    child, now = case.counts_as_child, timezone.now()
    whole = not wants_part(request)
    context = {
        "case": case,
        "whole": whole,
        "attempts": _shown(request, attempts, may_change=may_change, whole=whole),
        "notices": [(notice, tone_and_words(notice, at=now, child=child)) for notice in notices],
        "lawyer_decides": lawyer_decides() if _once_a_child(case, attempts, notices) else "",
        "reads_track": case.is_adult and bool(notices) and CasePerm.VIEW_SUPPORT in perms,
        "may_change": may_change,
        "acts": _acts(request, case, attempts, perms) if whole and may_change else [],
        **(_findings(request, case) if whole else {}),
    }
    return page(request, "cases/identification.html", context, partial="panel")


def attempts_of(request: SignedInRequest, case: Case) -> list[Identification]:
    """The identifications of a case in order, for a person who may see them."""
    records = Identification.objects.permitting(request.user, VIEW).filter(case=case).with_told(request.user)
    return list(records.select_related("organisation", "officer", "recorded_by", "duplicate_of"))


def said_of(made: Identification, period: ReflectionPeriod | None) -> str:
    """What a formal identification that was just recorded started."""
    if made.duplicate_of_id:
        return _("The identification is recorded and linked as a duplicate: it started nothing.")
    if period is not None:
        return _("The recovery and reflection period started on %(start)s. Its last day is %(last)s.") % {
            "start": date_format(period.starts_on),
            "last": date_format(period.last_day),
        }
    if made.case.counts_as_child:
        return _("The identification is recorded. Three notices are owed for a child within 24 hours.")
    return _("The identification is recorded. No reflection period starts with it.")


def tone_and_words(notice: ChildNotice, *, at: datetime, child: bool) -> tuple[str, str]:
    """How a notice stands at an instant: the tone of its label and the words. It is owed for a child only."""
    if notice.sent_at is not None:
        return ("green", _("sent")) if notice.sent_at <= notice.due_at else ("yellow", _("sent late"))
    if not child:
        return "grey", _("no longer owed: found to be an adult")
    return ("blue", _("owed")) if at <= notice.due_at else ("red", _("overdue"))


def _shown(request: SignedInRequest, attempts: list[Identification], *, may_change: bool, whole: bool) -> list[Attempt]:
    basis = CodeList.IDENTIFICATION_BASIS
    words = CodeEntry.objects.labels(basis)[basis] if whole else Labels()
    return [
        Attempt(
            record=attempt,
            bases=[words[code] for code in attempt.bases] if whole else [],
            entered_late=bool(attempt.identified_on and local_date(attempt.recorded_at) > attempt.identified_on),
            contradicts=_contradicts(attempt),
            may_answer=_is_theirs(request, attempt, may_change)
            and attempt.state == IdentificationState.FORMAL_REQUESTED,
            may_annul=_is_theirs(request, attempt, may_change)
            and attempt.state == IdentificationState.FORMAL_CONFIRMED,
        )
        for attempt in attempts
    ]


def _contradicts(attempt: Identification) -> bool:
    """A duplicate that was recorded later but is dated earlier than the one that counts (product decision 14)."""
    counting = attempt.duplicate_of
    if counting is None or counting.identified_at is None or attempt.identified_at is None:
        return False
    return counting.identified_at > attempt.identified_at


def _is_theirs(request: SignedInRequest, attempt: Identification, may_change: bool) -> bool:
    return may_change and attempt.organisation_id == request.user.organisation_id


def _once_a_child(case: Case, attempts: Iterable[Identification], notices: list[ChildNotice]) -> bool:
    """Found to be an adult after having been treated as a child, and formally identified (E-14)."""
    return case.is_adult and bool(notices) and any(attempt.counts for attempt in attempts)


def _acts(
    request: SignedInRequest, case: Case, attempts: list[Identification], perms: frozenset[CasePerm]
) -> list[Act]:
    acts = [("identification-informal", _("Record an informal identification"), why_not_identify_informally(case))]
    if request.user.identifies_formally:
        reasons = why_not_identify_formally(case, request.user)
        acts.append(("identification-formal", _("Record a formal identification"), reasons))
    else:
        reasons = why_not_request_formal(case, attempts, request.user)
        acts.append(("identification-request", _("Ask for formal identification"), reasons))
        if not reasons:
            acts.append(("identification-declined", _("Record that the person does not want it"), []))
    acts.append(("indicators", _("Record indicators observed"), why_not_record(case)))
    acts.append(("identification-print", _("Print the indicators and the conclusion"), []))
    acts.append(("age", _("Record what is known of the age"), why_not_record(case)))
    if request.user.identifies_formally and CasePerm.CHANGE_CLOCK in perms:
        acts.append(("inform", _("Record that the person was told"), why_not_record(case)))
        acts.append(("cooperation", _("What the person said about cooperating"), []))
    return [Act(label, reverse(f"cases:{name}", args=[case.code]), reasons) for name, label, reasons in acts]


def _findings(request: SignedInRequest, case: Case) -> dict[str, Any]:
    """What only the whole page shows."""
    findings = AgeFinding.objects.permitting(request.user, VIEW).filter(case=case).with_told(request.user)
    findings = findings.select_related("recorded_by")
    observed = IndicatorObservation.objects.permitting(request.user, VIEW).filter(case=case).with_told(request.user)
    seen = observed.exclude(observed=Observed.NOT_ASKED)
    observations = seen.select_related("indicator", "recorded_by").order_by("-observed_on", "indicator__sort")
    return {"findings": findings, "observations": observations}
