"""How long the fullest letters take to become a PDF, as in a worker: one process, one after the other.

`python -m bench.documents` (or `make bench`) prints a table; it needs no database. `--times 10` for a quick look.
"""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from statistics import median, quantiles
from types import SimpleNamespace
from typing import Any

import django

LIMIT = 1.5  # seconds, at the 95th percentile
DAY = date(2026, 4, 2)
SENTENCE = "Лицето беше изслушано и каза, че иска да живее спокойно, да учи и да не среща тези хора. "


def main() -> int:
    """Make each letter many times, print, fail when one is over the limit."""
    parser = argparse.ArgumentParser(description="Measure letters.")
    parser.add_argument("--times", type=int, default=40)
    times = parser.parse_args().times
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    rendering: Any = import_module("tvcase.documents.rendering")
    print(f"A letter as a PDF, {times} times each, in ms; the limit is {LIMIT * 1000:.0f} at the 95th percentile.\n")
    print(f"{'letter':<44}{'signs':>8}{'first':>8}{'p50':>8}{'p95':>8}{'p95 of the processor':>22}")
    over = 0
    for name, html, language in letters():
        first, *taken = [timed(rendering, html, language) for _time in range(times + 1)]
        seconds, worked = zip(*taken, strict=True)
        slow, own = percentile(seconds), percentile(worked)
        over += slow > LIMIT
        shown = (first[0] * 1000, median(seconds) * 1000, slow * 1000)
        print(f"{name:<44}{len(html):>8,}" + "".join(f"{value:>8.0f}" for value in shown) + f"{own * 1000:>22.0f}")
    print("\nOVER THE LIMIT" if over else "\nwithin the limit")
    return bool(over)


def percentile(seconds: Sequence[float]) -> float:
    """The 95th percentile."""
    return quantiles(seconds, n=20)[18]


def timed(rendering: Any, html: str, language: str) -> tuple[float, float]:
    """How long a letter took, and how much of that the processor was ours: others may use the machine."""
    started, worked = time.perf_counter(), time.process_time()
    rendering.pdf_of(html, language=language)
    return time.perf_counter() - started, time.process_time() - worked


def letters() -> list[tuple[str, str, str]]:
    """The longest that can be written: an early end with every text full, in two languages; and the sheet in Arabic."""
    return [
        ("early end of protection, every text full", composed("legal.letters", "TERMINATION", ending(), "en"), "en"),
        (
            "information sheet, Bulgarian and Arabic",
            composed("cases.letters", "INFORMATION_SHEET", sheets(), "ar"),
            "ar",
        ),
    ]


def composed(module: str, name: str, facts: dict[str, Any], language: str) -> str:
    """A letter of its kind about invented facts, which no database holds."""
    compose: Any = import_module("tvcase.documents.composing").compose
    letter = getattr(import_module(module), name)
    office = SimpleNamespace(name_bg="Окръжна прокуратура – Проба", town_bg="Русе", kind="PROSECUTORS_OFFICE")
    document = SimpleNamespace(code="7KQM-02XA-94TD-RW3E", organisation=office, issued_on=DAY)
    occasion = SimpleNamespace(bilingual=True, language=language)
    given = SimpleNamespace(template=letter.template, title=letter.title, context=lambda _occasion: facts)
    return str(compose(given, occasion, document))


def full(signs: int) -> str:
    """A text as long as a field takes."""
    return (SENTENCE * (signs // len(SENTENCE) + 1))[:signs]


def ending() -> dict[str, Any]:
    """What the letter about an early end needs, with the most that every field takes."""
    models: Any = import_module("legal.models")
    person = SimpleNamespace(
        name="Мариета-Александра Преображенска Константинопоцка-Христофорова",
        latin="Marieta-Aleksandra Konstantinopotska-Hristoforova",
        born="3 февруари 2001 г.",
        citizenships="Украйна, Молдова",
    )
    protection = models.Protection(
        valid_from=DAY,
        ended_on=DAY,
        end_reference="Постановление 9/2026",
        termination_ground="CONTACT_RENEWED",
        termination_reasons=full(6000),
        fact_on=DAY,
        facts=full(4000),
        not_heard_why=full(1000),
    )
    return {
        "text": "legal/letters/termination_text.html",
        "signs": ["Име, подпис и печат на организацията"],
        "bearer": person,
        "protection": protection,
        "appeal": None,
        "review": None,
    }


def sheets() -> dict[str, Any]:
    """What the information sheet needs, from the texts that come with the program."""
    sheets: Any = import_module("cases.sheets")
    shipped = {sheet.language: sheet for sheet in sheets.shipped() if sheet.right == "REFLECTION_PERIOD"}

    def shown(language: str) -> Any:
        words, sheet = sheets.words_of(language), shipped[language]
        return sheets.SheetContent(
            sheet=sheet,
            direction=words["direction"],
            blocks=tuple(sheets.blocks(sheet.text)),
            dates_title=words["dates"],
            dates=((words["starts_on"], "10 март 2026 г."), (words["last_day"], "9 април 2026 г.")),
            unchecked=words["unchecked"],
        )

    return {"bulgarian": shown("bg"), "other": shown("ar")}


if __name__ == "__main__":
    sys.exit(main())
