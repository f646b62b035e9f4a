"""The public page as it is shown, and the texts that come with the program (cases/data/public, one file each language).

The telephone numbers stand in the text, so that nobody changes one alone: an item that ends in a number can be dialled.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cases.models import PublicInformation
from cases.sheets import blocks

DATA = Path(__file__).parent / "data" / "public"
NUMBER = re.compile(r"^(?P<name>.+): (?P<number>\+?[0-9][0-9 ]*)$")


@dataclass(frozen=True)
class Line:
    """One line of the text; its number as one reads it and as a telephone dials it, where it ends in one."""

    name: str
    number: str = ""

    @property
    def dialled(self) -> str:
        return self.number.replace(" ", "")


def parts(text: str) -> list[tuple[str, list[Line]]]:
    """The text in its parts, each with its kind (heading, list or paragraph) and its lines."""
    return [(block.kind, [_line(line, of_list=block.kind == "list") for line in block.lines]) for block in blocks(text)]


def _line(text: str, *, of_list: bool) -> Line:
    found = NUMBER.match(text) if of_list else None
    return Line(found["name"], found["number"]) if found else Line(text)


def shipped() -> Iterator[PublicInformation]:
    """The texts that come with the program, without a version and not yet saved."""
    for path in sorted(DATA.glob("*.toml")):
        words = tomllib.loads(path.read_text(encoding="utf-8"))
        yield PublicInformation(language=path.stem, title=words["title"], text=words["text"].strip())


def bring_up(using: str) -> int:
    """Add the texts that come with the program and are not there yet, each as the next version; returns how many.

    What is there is never changed: an administrator's own version, or an approval, stays what it is.
    """
    versions = PublicInformation.objects.using(using)
    present = {(row.language, row.title, row.text) for row in versions}
    latest: Counter[str] = Counter()
    for row in versions:
        latest[row.language] = max(latest[row.language], row.version)
    added = [row for row in shipped() if (row.language, row.title, row.text) not in present]
    for row in added:
        row.version = latest[row.language] + 1
    return len(versions.bulk_create(added))
