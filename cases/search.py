"""Finding a person before opening a file: exact after normalisation, and only within what the searcher may see."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases import names
from cases.models import Case, PersonDocument, PersonSpelling
from cases.models.derived import access_to_each, case_state
from cases.permissions import CasePerm
from cases.register import AGE_PERMS, STATE_PERMS
from cases.states import AgeStatus, CaseState, SpellingKind
from tvcase.accounts.models import User
from tvcase.dates import age_on

MOST = 50
BANDS = ((18, _("under 18")), (25, _("18 to 24")), (35, _("25 to 34")), (50, _("35 to 49")), (200, _("50 or older")))


@dataclass(frozen=True)
class Found:
    """One case as the searcher may know it; what is not permitted is empty."""

    case: Case
    state: str | Promise
    age: str | Promise
    name: str


def find(
    user: User,
    *,
    case_code: str = "",
    family_name: str = "",
    birth_year: int | None = None,
    alias: str = "",
    document_number: str = "",
    on: date,
) -> list[Found]:
    """The cases that match any of the answers, newest first, at most 50; `on` is the day ages are told for.

    A code finds every case of which the user may see a part; names, aliases and documents find those whose
    identity is open to the user.
    """
    by_code = Q(code=names.case_code(case_code)) if case_code else Q(pk__in=[])
    open_names = Case.objects.permitting(user, CasePerm.VIEW_IDENTITY)
    by_person = _of_person(family_name, birth_year, alias, document_number)
    matching = by_code | (by_person & Q(pk__in=open_names.values("pk"))) if by_person else by_code
    cases = Case.objects.visible_to(user).filter(matching).select_related("person", "organisation")
    found = list(cases.annotate(state=case_state()).order_by("-opened_on", "code")[:MOST])
    accesses = access_to_each(user, found)
    return [_shown(case, accesses[case.pk], on) for case in found]


def age_band(case: Case, *, on: date) -> str | Promise:
    """The age in years as a band, from the date of birth; without one, what was found of the age."""
    born_on = case.person.born_on
    if born_on is None or born_on > on:
        return AgeStatus(case.age_status).label
    age = age_on(born_on, on)
    return next(label for below, label in BANDS if age < below)


def _of_person(family_name: str, birth_year: int | None, alias: str, document_number: str) -> Q | None:
    conditions = []
    if family := names.searched_keys(family_name, birth_year):
        conditions.append(Q(person__family_keys__overlap=family))
    if spelled := names.key(alias):
        aliases = PersonSpelling.objects.filter(kind=SpellingKind.ALIAS, key=spelled)
        conditions.append(Q(person__in=aliases.values("person")))
    if number := names.document_key(document_number):
        conditions.append(Q(person__in=PersonDocument.objects.filter(key=number).values("person")))
    if not conditions:
        return None
    first, *others = conditions
    for other in others:
        first |= other
    return first


def _shown(case: Any, perms: frozenset[CasePerm], on: date) -> Found:
    named = CasePerm.VIEW_IDENTITY in perms
    age = age_band(case, on=on) if named else case.get_age_status_display()
    return Found(
        case=case,
        state=CaseState(case.state).label if perms.intersection(STATE_PERMS) else "",
        age=age if perms.intersection(AGE_PERMS) else "",
        name=case.person.full_name if named else "",
    )
