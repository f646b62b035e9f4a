"""Finding a person before opening a file: exact after normalisation, and only within what the searcher may see.

Names lie sealed in the database. Tokens of the blind index are compared there; the names of the searcher's own open
cases are opened and compared here.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases import names, tokens
from cases.models import Case, Person, PersonToken
from cases.models.derived import access_to_each, case_state
from cases.permissions import REACHES, CasePerm, reaches
from cases.register import AGE_PERMS, STATE_PERMS
from cases.states import AgeStatus, BirthPrecision, CaseState
from tvcase.accounts.models import Organisation, User
from tvcase.dates import age_on
from tvcase.sealing.fields import with_keys

MOST = 50
OWN = 100  # so many of their own open cases are opened for one search
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

    A code finds every case of which the user may see a part; names and documents find those whose identity is open
    to the user, aliases those in which the user also reads how the person is called (domain 9.2).
    """
    by_code = Q(code=names.case_code(case_code)) if case_code else Q(pk__in=[])
    called = names.may_be_called(family_name)
    matching = by_code | _by_tokens(user, called, birth_year, alias, document_number)
    if called:
        matching |= Q(pk__in=_own_called(user, called, birth_year))
    cases = Case.objects.visible_to(user).filter(matching).select_related("organisation")
    cases = cases.prefetch_related("person")  # not joined: the wall hides her from who sees another part of the case
    found = list(cases.annotate(state=case_state()).order_by("-opened_on", "code")[:MOST])
    accesses = access_to_each(user, found)
    with_keys(case.person for case in found if CasePerm.VIEW_IDENTITY in accesses[case.pk])
    return [_shown(case, accesses[case.pk], on) for case in found]


def age_band(case: Case, *, on: date) -> str | Promise:
    """The age in years as a band, from the date of birth; without one, what was found of the age."""
    born_on = case.person.born_on
    if born_on is None or born_on > on:
        return AgeStatus(case.age_status).label
    age = age_on(born_on, on)
    return next(label for below, label in BANDS if age < below)


def _by_tokens(user: User, called: list[str], birth_year: int | None, alias: str, document_number: str) -> Q:
    """Cases of people found by the blind index. Each organisation that owns people has tokens of its own."""
    wanted: dict[str, set[bytes]] = {tokens.FAMILY: set(), tokens.ALIAS: set(), tokens.DOCUMENT: set()}
    for owner in Organisation.objects.values_list("pk", flat=True):
        for name in called:
            wanted[tokens.FAMILY] |= tokens.searched_family(owner, name, birth_year)
        wanted[tokens.ALIAS] |= tokens.alias(owner, alias)
        wanted[tokens.DOCUMENT] |= tokens.document(owner, document_number)
    identified = Case.objects.permitting(user, CasePerm.VIEW_IDENTITY)
    reached = identified.filter(pk__in=Case.objects.permitting(user, *sorted(REACHES)).values("pk"))
    known = Q(pk__in=[])
    for label, values in wanted.items():
        if values:
            people = PersonToken.objects.filter(label=label, token__in=values)
            permitted = reached if label == tokens.ALIAS else identified
            known |= Q(person__in=people.values("person"), pk__in=permitted.values("pk"))
    return known


def _own_called(user: User, typed: list[str], birth_year: int | None) -> list[UUID]:
    """The searcher's own open cases in which the person bears such a name, as any of those the searcher reads."""
    mine = Case.objects.permitting(user, CasePerm.VIEW_IDENTITY).open()
    mine = mine.filter(members__user=user, members__left_on=None).select_related("person")
    cases = list(mine.order_by("-opened_on", "code")[:OWN])
    with_keys(case.person for case in cases)
    accesses, wanted = access_to_each(user, cases), set(map(names.key, typed))
    return [case.pk for case in cases if _is_called(case.person, wanted, birth_year, accesses[case.pk])]


def _is_called(person: Person, wanted: set[str], birth_year: int | None, perms: frozenset[CasePerm]) -> bool:
    called = (
        *(person.given_name, person.middle_name, person.family_name),
        *(person.given_name_latin, person.family_name_latin, person.alias_in_use if reaches(perms) else ""),
    )
    if wanted.isdisjoint(map(names.key, called)):
        return False
    if birth_year is None or person.born_on is None:
        return True
    guess = names.GUESS if person.born_precision == BirthPrecision.ESTIMATED else 0
    return abs(person.born_on.year - birth_year) <= guess


def _shown(case: Any, perms: frozenset[CasePerm], on: date) -> Found:
    named = CasePerm.VIEW_IDENTITY in perms
    age = age_band(case, on=on) if named else case.get_age_status_display()
    return Found(
        case=case,
        state=CaseState(case.state).label if perms.intersection(STATE_PERMS) else "",
        age=age if perms.intersection(AGE_PERMS) else "",
        name=case.person.name_for(perms) if named else "",
    )
