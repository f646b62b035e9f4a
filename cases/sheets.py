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
from pathlib import Path
from typing import Any, Literal

from babel.dates import format_date

from cases.clock import is_outside
from cases.models import Case, InformationSheet, ReflectionPeriod
from cases.models.case import access
from cases.permissions import CasePerm
from cases.rules import deadline_source
from cases.states import Right, SheetLanguage
from cases.terms import RuleKind
from tvcase.accounts.models import User

DATA = Path(__file__).parent / "data" / "sheets"

GROUPED = re.compile(r"\d+(?: \d+)+")

# Which of the case's deadlines belong on the sheet about a right; the reflection period has dates of its own.
DEADLINES: dict[str, tuple[RuleKind, ...]] = {
    Right.REFLECTION_PERIOD: (),
    Right.SPECIAL_PROTECTION: (RuleKind.COOPERATION_TERM, RuleKind.PROTECTION_APPEAL),
    Right.LEGAL_AID: (RuleKind.LEGAL_AID_APPEAL,),
    Right.COMPENSATION: (RuleKind.COMPENSATION_APPLICATION,),
}


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph or a list of a sheet, in plain words."""

    kind: Literal["heading", "paragraph", "list"]
    lines: tuple[str, ...]


@dataclass(frozen=True)
class SheetContent:
    """All that a print or a letter of one sheet says; `dates` are pairs of a label and a day in words.

    `unchecked` is the sentence that a lawyer must still check the text, in the language of the sheet; empty once an
    administrator has approved it.
    """

    sheet: InformationSheet
    direction: str
    blocks: tuple[Block, ...]
    dates_title: str
    dates: tuple[tuple[str, str], ...]
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
        dates=tuple((words[key], _in_words(day, language)) for key, day in _dates(case, right, user, on)),
        unchecked="" if sheet.is_approved else words["unchecked"],
    )


def _laid_out(block: Block, direction: str) -> Block:
    """Where one reads from right to left, a number in groups (a telephone) still reads from left to right."""
    if direction != "rtl":
        return block
    return Block(block.kind, tuple(GROUPED.sub("\u2066\\g<0>\u2069", line) for line in block.lines))


def _in_words(day: date, language: str) -> str:
    """A day with its weekday; with a space that every font has."""
    return format_date(day, "full", language).replace("\u202f", "\u00a0")


def blocks(text: str) -> Iterator[Block]:
    """The text in its parts: an empty line begins a new one, “# ” is a heading, “- ” an item of a list."""
    for part in text.strip().split("\n\n"):
        lines = [line.strip() for line in part.strip().splitlines()]
        if lines and all(line.startswith("- ") for line in lines):
            yield Block("list", tuple(line.removeprefix("- ") for line in lines))
        elif lines and lines[0].startswith("# "):
            yield Block("heading", (" ".join(lines).removeprefix("# "),))
        elif lines:
            yield Block("paragraph", (" ".join(lines),))


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


def _dates(case: Case, right: str, user: User, on: date) -> Iterator[tuple[str, date]]:
    """The dates of the case that belong on the sheet: which word they have there, and the day."""
    perms = access(user, case)
    if right == Right.REFLECTION_PERIOD and CasePerm.VIEW_CLOCK in perms:
        period = ReflectionPeriod.objects.permitting(user, CasePerm.VIEW_CLOCK).filter(case=case).standing().first()
        # whether it ended early is not for everybody to know (product decision 17): to them it runs
        if period and (period.ended_on is None or is_outside(user, case.organisation_id)):
            yield "starts_on", period.starts_on
            yield "last_day", period.last_day
    for source in deadline_source:
        if source.perm not in perms or not DEADLINES[right]:
            continue
        for row in source.rows(case, user, on=on):
            kind = row.deadline.rule.kind if row.deadline else ""
            if kind in DEADLINES[right] and row.over_on is None and row.last_day and row.last_day >= on:
                yield kind, row.last_day
