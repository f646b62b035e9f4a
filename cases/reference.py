"""What comes with the program, from cases/data: lists, indicators, first rules of law, information sheets."""

import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from django.db import models, transaction

from cases import public_information, sheets
from cases.models import CodeEntry, Indicator, LegalRule
from cases.terms import GROUP_OF, PersonGroup

DATA = Path(__file__).parent / "data"
SINCE = date(2003, 1, 1)  # the year of the Act
APPROVED = datetime(2026, 11, 22, tzinfo=UTC)  # when the first rules were compared with their sources
ENTRY_WORDS = {"label_en", "label_bg", "sort", "is_other", "extra"}
INDICATOR_WORDS = {"group", "label_en", "label_bg", "means", "settings", "help_en", "help_bg", "sort", "grade"}


class Loaded(NamedTuple):
    """How many rows were written."""

    added: int
    changed: int


def load(*, using: str = "default") -> Loaded:
    """Bring the tables up to the files; run it as often as you like.

    Words, order and equivalents follow the files. What administrators decide stays: when an entry is offered,
    whether an indicator is shown, entries of their own. Nothing is ever removed.
    """
    with transaction.atomic(using=using):
        entries = _bring_up(CodeEntry, list(code_entries()), ENTRY_WORDS, using)
        signs = _bring_up(Indicator, list(indicators()), INDICATOR_WORDS, using)
        rules = _first_rules(using)
        texts = sheets.bring_up(using) + public_information.bring_up(using)
    return Loaded(entries.added + signs.added + rules + texts, entries.changed + signs.changed)


def _first_rules(using: str) -> int:
    """The versions of each rule to begin with; once there is one of a kind, administrators keep it."""
    versions = LegalRule.objects.using(using)
    kept = set(versions.values_list("kind", flat=True))
    return len(versions.bulk_create(rule for rule in first_rules() if rule.kind not in kept))


def first_rules() -> Iterator[LegalRule]:
    """The versions of each rule of law, as the file says, not yet saved: what was law before, then what is. The first
    counts from the beginning."""
    for kind, row in tomllib.loads((DATA / "rules.toml").read_text(encoding="utf-8")).items():
        for version in [*row.get("earlier", []), row]:
            yield LegalRule(
                kind=kind,
                group=GROUP_OF.get(kind, PersonGroup.EVERYBODY),
                rule=version.get("rule", ""),
                length=version.get("length"),
                unit=version.get("unit", ""),
                rolls_forward=version.get("rolls_forward", False),
                valid_from=version.get("valid_from", SINCE),
                valid_to=version.get("valid_to"),
                citation=version["bg"],
                citation_en=version["en"],
                grade=version["grade"],
                approved_at=APPROVED,
            )


def code_entries() -> Iterator[CodeEntry]:
    """The entries of every list, as the files say, not yet saved."""
    for code_list, number, code, row in _rows("codes"):
        yield CodeEntry(
            list=code_list,
            code=code,
            label_en=row.pop("en"),
            label_bg=row.pop("bg"),
            sort=number * 10,
            is_other=row.pop("other", False),
            valid_from=row.pop("valid_from", None),
            valid_to=row.pop("valid_to", None),
            extra=row,
        )


def indicators() -> Iterator[Indicator]:
    """The indicators of every list, as the files say, not yet saved."""
    for name, number, code, row in _rows("indicators"):
        yield Indicator(
            list=name,
            code=code,
            group=row["group"],
            label_en=row["en"],
            label_bg=row["bg"],
            means=row.get("means", []),
            settings=row.get("settings", []),
            help_en=row.get("help_en", ""),
            help_bg=row.get("help_bg", ""),
            sort=number * 10,
            shown=row.get("shown", True),
            grade=row["grade"],
        )


def _rows(folder: str) -> Iterator[tuple[str, int, str, dict[str, Any]]]:
    """File name, position, code and fields; what stands above the first entry of a file holds for all."""
    for path in sorted((DATA / folder).glob("*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        common = {key: value for key, value in content.items() if not isinstance(value, dict)}
        rows = {code: row for code, row in content.items() if isinstance(row, dict)}
        for number, (code, row) in enumerate(rows.items(), start=1):
            yield path.stem, number, code, common | row


def _bring_up(model: type[models.Model], wanted: list[Any], words: set[str], using: str) -> Loaded:
    manager = model._default_manager.using(using)
    rows: list[Any] = list(manager)
    present = {(row.list, row.code): row for row in rows}
    added = [row for row in wanted if (row.list, row.code) not in present]
    changed = []
    for row in wanted:
        before = present.get((row.list, row.code))
        if before and any(getattr(before, word) != getattr(row, word) for word in words):
            row.pk = before.pk
            changed.append(row)
    manager.bulk_create(added)
    if changed:
        manager.bulk_update(changed, words)
    return Loaded(len(added), len(changed))
