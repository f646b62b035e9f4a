"""What may be copied of cases: the list as a file, and one case on paper; each as its asker may see it."""

from collections.abc import Iterator
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import clock, timeline
from cases.facts import latest_period
from cases.forms.copies import CaseListCopyForm, CasePrintForm
from cases.models import Case
from cases.models.case import access
from cases.models.derived import access_to_each, case_state
from cases.permissions import VIEWS, CasePerm, reaches
from cases.register import AGE_PERMS, STATE_PERMS, listed, rows
from cases.states import CaseState
from cases.views.portrait import cards
from tvcase.accounts.roles import Role
from tvcase.exports.kinds import Asked, Cell, Kind, Sheet, Table, register
from tvcase.exports.states import Format
from tvcase.flow import Refused

COLUMNS = (
    gettext_lazy("Case"),
    gettext_lazy("Episode"),
    gettext_lazy("State"),
    gettext_lazy("Age"),
    gettext_lazy("Held by"),
    gettext_lazy("Opened"),
    gettext_lazy("Reflection period"),
)


def _list_of_cases(asked: Asked) -> Table:
    """The cases that the asker sees under the filters; names are a coordinator's. Raises Refused."""
    if asked.with_names and not asked.user.has_role(Role.COORDINATOR):
        raise Refused(_("Only a coordinator may ask for names."))
    found = listed(asked.user, asked.parameters, on=asked.on)
    if not asked.with_names:
        return Table(COLUMNS, _lines(found, asked), found.count())
    named = found.prefetch_related("person")
    return Table((*COLUMNS, gettext_lazy("Name")), _named_lines(named, asked), found.count())


def _lines(found: Any, asked: Asked) -> Iterator[list[Cell]]:
    for row in rows(found, asked.user, on=asked.on):
        case = row.case
        yield [case.code, case.episode, row.state, row.age, str(case.organisation), case.opened_on, row.clock]


def _named_lines(found: Any, asked: Asked) -> Iterator[list[Cell]]:
    cases = list(found)
    accesses = access_to_each(asked.user, cases)
    for case, line in zip(cases, _lines(cases, asked), strict=True):
        perms = accesses[case.pk]
        yield [*line, case.person.name_for(perms) if CasePerm.VIEW_IDENTITY in perms else ""]


def _one_case(asked: Asked) -> Sheet:
    """What the asker may see of one case, on paper; how the person is reached is never on it."""
    user = asked.user
    seen = Case.objects.permitting(user, *VIEWS).select_related("organisation")
    case: Any = get_object_or_404(seen.annotate(state=case_state()), code=asked.case_code)
    perms = access(user, case)
    period: Any = latest_period(case, user) if CasePerm.VIEW_CLOCK in perms else None
    whole = period is not None and clock.is_open_to(period, user, case.organisation_id)
    named = asked.with_names and CasePerm.VIEW_IDENTITY in perms
    context = {
        "case": case,
        "state": CaseState(case.state).label if perms.intersection(STATE_PERMS) else "",
        "age": case.get_age_status_display() if perms.intersection(AGE_PERMS) else "",
        "period": period,
        "term": clock.term_of(period) if period is not None else None,
        "clock": clock.picture(period, given=[], on=asked.on, end_label=clock.why_ended(period)) if whole else None,
        "entries": timeline.entries(case, user, perms),
        "cards": cards(case, may_change=False, reaches=reaches(perms), on_paper=True) if named else [],
    }
    return Sheet("cases/print.html", context)


CASES = register(
    Kind(
        code="cases",
        title=gettext_lazy("A copy of the list of cases"),
        contents=_list_of_cases,
        back=lambda _code: reverse("cases:list"),
        form=CaseListCopyForm,
        area="core",
    )
)
CASE = register(
    Kind(
        code="case",
        title=gettext_lazy("Print the file"),
        contents=_one_case,
        back=lambda code: reverse("cases:detail", args=[code]),
        form=CasePrintForm,
        formats=(Format.PRINT,),
        area="core",
    )
)
