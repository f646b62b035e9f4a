"""What of a case is recorded and what is still missing: short pages, in the order in which one asks."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from cases.permissions import CasePerm


@dataclass(frozen=True)
class Section:
    """One short page of the file: its name, its address for those who may change it, whether it has been filled."""

    title: str | Promise
    url: str
    done: bool


@dataclass(frozen=True)
class _Page:
    title: str | Promise
    url_name: str
    view: CasePerm
    change: CasePerm
    done: Callable[[Case], bool]


def sections(case: Case, perms: frozenset[CasePerm]) -> list[Section]:
    """The pages of the file that this person may see, in at most two queries; the person is on the case."""
    return [
        Section(
            page.title,
            reverse(page.url_name, args=[case.code]) if case.is_open and page.change in perms else "",
            page.done(case),
        )
        for page in _PAGES
        if page.view in perms
    ]


_PAGES = (
    _Page(
        _("Names, birth and sex"),
        "cases:person-names",
        CasePerm.VIEW_IDENTITY,
        CasePerm.CHANGE_IDENTITY,
        lambda case: bool(case.person.called and case.person.born_on and case.person.sex),
    ),
    _Page(
        _("Origin and language"),
        "cases:person-origin",
        CasePerm.VIEW_IDENTITY,
        CasePerm.CHANGE_IDENTITY,
        lambda case: bool(case.person.citizenships and case.person.languages),
    ),
    _Page(
        _("Safe contact"),
        "cases:person-contact",
        CasePerm.VIEW_IDENTITY,
        CasePerm.CHANGE_IDENTITY,
        lambda case: bool(case.person.safe_channels),
    ),
    _Page(
        _("Documents"),
        "cases:person-documents",
        CasePerm.VIEW_IDENTITY,
        CasePerm.CHANGE_IDENTITY,
        lambda case: case.person.documents.exists(),
    ),
    _Page(
        _("Facts of exploitation"),
        "cases:facts",
        CasePerm.VIEW_CORE,
        CasePerm.CHANGE_CORE,
        lambda case: bool(case.exploitation and case.exploited_in),
    ),
    _Page(
        _("Indicators"),
        "cases:indicators",
        CasePerm.VIEW_IDENTIFICATION,
        CasePerm.CHANGE_IDENTIFICATION,
        lambda case: case.observations.exists(),
    ),
)
