"""The information sheets as the person reads them: the text in her or his language, with the dates of the own case.

The texts are rows (cases.models.InformationSheet); the few words around them (headings of the dates, the note that a
lawyer must still check the text, the direction of writing) are in cases/data/sheets, one file for each language.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

from babel.dates import format_date
from babel.units import format_unit

from cases.clock import is_outside
from cases.deadlines import Deadline, deadline
from cases.models import Case, InformationSheet, ReflectionPeriod
from cases.models.case import access
from cases.permissions import CasePerm
from cases.rules import deadline_source
from cases.states import Right, SheetLanguage
from cases.terms import RuleKind, TermUnit
from tvcase.accounts.models import User
from tvcase.dates import PeriodRule

DATA = Path(__file__).parent / "data" / "sheets"

GROUPED = re.compile(r"\d+(?: \d+)+")

# Which of the case's deadlines belong on the sheet about a right; the reflection period has dates of its own.
DEADLINES: dict[str, tuple[RuleKind, ...]] = {
    Right.REFLECTION_PERIOD: (),
    Right.SPECIAL_PROTECTION: (RuleKind.COOPERATION_TERM, RuleKind.PROTECTION_APPEAL),
    Right.LEGAL_AID: (RuleKind.LEGAL_AID_APPEAL,),
    Right.COMPENSATION: (RuleKind.COMPENSATION_APPLICATION,),
}

UNITS = {
    TermUnit.CALENDAR_DAYS: "day",
    TermUnit.MONTHS: "month",
    TermUnit.YEARS: "year",
    TermUnit.ELAPSED_HOURS: "hour",
}


type Kind = Literal["heading", "paragraph", "list"]


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph or a list of a sheet, in plain words."""

    kind: Kind
    lines: tuple[str, ...]


@dataclass(frozen=True)
class SheetContent:
    """All that a print or a letter of one sheet says; `dates` are a label, a day in words, and in short how it was
    counted (empty where nothing was).

    `unchecked` is the sentence that a lawyer must still check the text, in the language of the sheet; empty once an
    administrator has approved it.
    """

    sheet: InformationSheet
    direction: str
    blocks: tuple[Block, ...]
    dates_title: str
    dates: tuple[tuple[str, str, str], ...]
    unchecked: str

    @property
    def language(self) -> str:
        return self.sheet.language

    @property
    def title(self) -> str:
        return self.sheet.title


def content(case: Case, right: str, language: str, *, user: User, on: date) -> SheetContent:
    """The current sheet about a right in a language, with the dates of this case that this reader may see on a Sofia
    day. Raises InformationSheet.DoesNotExist where there is no such sheet."""
    sheet = InformationSheet.objects.current().get(right=right, language=language)
    words = words_of(language)
    return SheetContent(
        sheet=sheet,
        direction=words["direction"],
        blocks=tuple(_laid_out(block, words["direction"]) for block in blocks(sheet.text)),
        dates_title=words["dates"],
        dates=tuple(
            (words[key], _in_words(day, language), counted_words(term, language) if term else "")
            for key, day, term in _dates(case, right, user, on)
        ),
        unchecked="" if sheet.is_approved else words["unchecked"],
    )


def _laid_out(block: Block, direction: str) -> Block:
    """A number in groups (a telephone) stays on one line, and from left to right also where one reads otherwise."""
    first, last = ("\u2066", "\u2069") if direction == "rtl" else ("", "")
    lines = (GROUPED.sub(lambda found: first + found[0].replace(" ", "\xa0") + last, line) for line in block.lines)
    return Block(block.kind, tuple(lines))


def _in_words(day: date, language: str) -> str:
    """A day with its weekday; with a space that every font has."""
    return format_date(day, "full", language).replace("\u202f", "\u00a0")


def counted_words(term: Deadline, language: str) -> str:
    """How the last day was counted, in the language of the sheet: “30 days, the first day is not counted”."""
    words, rule = words_of(language), term.rule
    days, month = _amount(30, "day", language), _amount(1, "month", language)
    if rule.rule:
        of_the_period = {PeriodRule.DAYS_30: days, PeriodRule.ONE_MONTH: month}
        amount = of_the_period.get(PeriodRule(rule.rule), words["later_of_both"] % {"days": days, "month": month})
    elif rule.unit == TermUnit.WORKING_DAYS:
        amount = words["working_days"] % {"count": rule.length}
    else:
        amount = _amount(rule.length or 0, UNITS[TermUnit(rule.unit)], language)
    comma = "، " if words["direction"] == "rtl" else ", "
    return comma.join([amount, words["not_counted"], *([words["rolled"]] if term.rolled else [])])


def _amount(count: int, unit: str, language: str) -> str:
    """A number of days, months or years in a language; not every language has its long form."""
    found = (format_unit(count, f"duration-{unit}", length=length, locale=language) for length in ("long", "short"))
    return next(words for words in found if "duration-" not in words)


def blocks(text: str) -> Iterator[Block]:
    """The text in its parts: an empty line begins a new one, “# ” is a heading, “- ” an item of a list."""
    for kind, found in groupby((line.strip() for line in text.splitlines()), _kind):
        lines = list(found)
        if kind == "list":
            yield Block(kind, tuple(line.removeprefix("- ") for line in lines))
        elif kind == "heading":
            yield from (Block(kind, (line.removeprefix("# "),)) for line in lines)
        elif kind == "paragraph":
            yield Block(kind, (" ".join(lines),))


def _kind(line: str) -> Kind | None:
    if not line:
        return None
    return "heading" if line.startswith("# ") else "list" if line.startswith("- ") else "paragraph"


@cache
def words_of(language: str) -> dict[str, Any]:
    """What the file of a language says around the texts. Raises FileNotFoundError for a language without one."""
    return {key: value for key, value in _file(language).items() if isinstance(value, str)}


def shipped() -> Iterator[InformationSheet]:
    """The sheets that come with the program, as the files say, without a version and not yet saved."""
    for language in SheetLanguage.values:
        texts = _file(language)
        for right in Right.values:
            yield InformationSheet(
                right=right, language=language, title=texts[right]["title"], text=texts[right]["text"].strip()
            )


def bring_up(using: str) -> int:
    """Add the texts that come with the program and are not there yet, each as the next version; returns how many.

    What is there is never changed: an administrator's own version, or an approval, stays what it is.
    """
    sheets = InformationSheet.objects.using(using)
    present = {(row.right, row.language, row.title, row.text) for row in sheets}
    latest: Counter[tuple[str, str]] = Counter()
    for row in sheets:
        latest[row.right, row.language] = max(latest[row.right, row.language], row.version)
    added = [row for row in shipped() if (row.right, row.language, row.title, row.text) not in present]
    for row in added:
        row.version = latest[row.right, row.language] + 1
    return len(sheets.bulk_create(added))


def _file(language: str) -> dict[str, Any]:
    return tomllib.loads((DATA / f"{language}.toml").read_text(encoding="utf-8"))


def _dates(case: Case, right: str, user: User, on: date) -> Iterator[tuple[str, date, Deadline | None]]:
    """The dates of the case that belong on the sheet: which word they have there, the day, the term behind it."""
    perms = access(user, case)
    if right == Right.REFLECTION_PERIOD and CasePerm.VIEW_CLOCK in perms:
        periods = ReflectionPeriod.objects.permitting(user, CasePerm.VIEW_CLOCK).filter(case=case)
        period = periods.standing().select_related("legal_rule").first()
        # whether it ended early is not for everybody to know (product decision 17): to them it runs
        if period and (period.ended_on is None or is_outside(user, case.organisation_id)):
            yield "starts_on", period.starts_on, None
            yield "last_day", period.last_day, deadline(period.legal_rule, period.starts_at)
    for source in deadline_source:
        if source.perm not in perms or not DEADLINES[right]:
            continue
        for row in source.rows(case, user, on=on):
            kind = row.deadline.rule.kind if row.deadline else ""
            if kind in DEADLINES[right] and row.over_on is None and row.last_day and row.last_day >= on:
                yield kind, row.last_day, row.deadline
