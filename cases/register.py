"""The list of cases: which of them a person sees under which filters, and what each row may say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import FETCH_PEERS, F
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.clock import is_outside, seen_as_running
from cases.models import Case, CaseQuerySet
from cases.models.derived import access_to_each, case_state, standing_period
from cases.permissions import CasePerm
from cases.states import CaseState
from tvcase.accounts.models import User

STATE_PERMS = (CasePerm.VIEW_CORE, CasePerm.VIEW_IDENTIFICATION)
AGE_PERMS = (*STATE_PERMS, CasePerm.VIEW_IDENTITY)
TONES = {CaseState.CLOSED: "grey", CaseState.NOT_VICTIM: "grey", CaseState.SIGNAL: "yellow"}


@dataclass(frozen=True)
class Row:
    """One case as this person may see it in a list; what is not permitted is empty."""

    case: Case
    state: str | Promise
    tone: str
    age: str
    clock: str


def listed(user: User, filters: Mapping[str, Any], *, on: date) -> CaseQuerySet:
    """The cases that this person sees under these filters on a Sofia day, the newest first, as rows need them."""
    cases = narrowed(user, filters, on=on).annotate(state=case_state(), period=standing_period())
    cases = cases.annotate(
        starts_on=F("period__starts_on"), last_day=F("period__last_day"), ended_on=F("period__ended_on")
    )
    return cases.select_related("organisation").order_by("-opened_on", "code").fetch_mode(FETCH_PEERS)


def narrowed(user: User, filters: Mapping[str, Any], *, on: date) -> CaseQuerySet:
    """The same cases, in no order and with nothing joined that only a row shows: to be counted.

    A filter never tells what a row would hide: it narrows to the cases whose area the person may view.
    """
    cases = Case.objects.visible_to(user)
    if text := filters.get("text"):
        cases = cases.filter(code__istartswith=text)
    if state := filters.get("state"):
        cases = cases.alias(state=case_state()).filter(state=state, pk__in=_keys(user, *STATE_PERMS))
    if filters.get("running"):
        cases = cases.alias(period=standing_period())
        cases = cases.filter(seen_as_running(user, on=on), pk__in=_keys(user, CasePerm.VIEW_CLOCK))
    return _held(cases, user, filters.get("holder", ""))


def _keys(user: User, *perms: CasePerm) -> Any:
    return Case.objects.permitting(user, *perms).values("pk")


def _held(cases: CaseQuerySet, user: User, holder: str) -> CaseQuerySet:
    match holder:
        case "mine":
            return cases.filter(members__user=user, members__left_on=None)
        case "ours":
            return cases.filter(organisation=user.organisation_id)
        case "others":
            return cases.exclude(organisation=user.organisation_id)
    return cases


def rows(cases: Iterable[Case], user: User, *, on: date) -> list[Row]:
    """What each of these cases, fetched by `listed`, may say to this person on a Sofia day."""
    cases = list(cases)
    accesses = access_to_each(user, cases)
    return [_row(case, user, accesses[case.pk], on=on) for case in cases]


def _row(case: Any, user: User, perms: frozenset[CasePerm], *, on: date) -> Row:
    state = CaseState(case.state) if perms.intersection(STATE_PERMS) else None
    return Row(
        case=case,
        state=state.label if state else "",
        tone=TONES.get(state, "") if state else "",
        age=case.get_age_status_display() if perms.intersection(AGE_PERMS) else "",
        clock=_clock(case, user, on=on) if CasePerm.VIEW_CLOCK in perms and case.last_day else "",
    )


def _clock(case: Any, user: User, *, on: date) -> str:
    """Days left; for an authority that does not hold the case only the last day (product decision 17)."""
    if is_outside(user, case.organisation_id):
        return _("last day %(day)s") % {"day": date_format(case.last_day)}
    if case.ended_on is not None:
        return _("ended early")
    left = (case.last_day - on).days
    if left < 0:
        return _("over")
    if left == 0:
        return _("today is the last day")
    return ngettext("%(count)d day left", "%(count)d days left", left) % {"count": left}
