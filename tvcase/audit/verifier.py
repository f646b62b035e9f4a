"""Check an exported trace against the sealer's public key and the copied heads. Needs no database and no settings:

python -m tvcase.audit.verifier trace.txt --key public.pem --heads heads.txt
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from tvcase.audit import chain, heads

TITLE = "tvcase trace 1"
LONGEST_TRANSACTION = timedelta(hours=1)
AT = slice(42, 69)  # where the canonical row says when
MOST_PROBLEMS = 20


@dataclass(frozen=True)
class Seal:
    """A seal as the file tells it."""

    number: int
    era: int
    upto: int
    sealed_at: str
    events: int
    root: bytes
    previous: bytes
    head: bytes
    signature: bytes
    leaves: list[bytes] = field(repr=False)


START = Seal(0, 0, 0, "", 0, b"", b"", chain.NOTHING, b"", [])


@dataclass
class Report:
    """What was read, and what is wrong with it, the earliest first."""

    seals: int = 0
    events: int = 0
    unsealed: int = 0
    problems: list[str] = field(default_factory=list)


def verify(lines: Iterable[str], keys: Sequence[Ed25519PublicKey], copied: Mapping[int, str]) -> Report:
    """Read the whole file and say what is wrong. `copied` are the heads by number, as hexadecimal text."""
    report, last, end = Report(), START, ""
    for mark, rest, rows in sections(lines):
        report.events += len(rows)
        if mark == "S":
            seal = parsed(rest)
            if seal is None:
                report.problems.append(f"After seal {last.number}: a line is not a seal{first_of(rows)}.")
                continue
            report.problems += wrong_seal(seal, last, rows, keys, copied) or wrong_events(seal, last, rows)
            report.seals, last = report.seals + 1, seal
        elif mark == "U":
            report.unsealed = len(rows)
            report.problems += [f"{name(row)}: it should be under the last seal" for row in late(rows, last)]
        elif mark == "Z":
            end = rest
        else:
            report.problems.append("This is no exported trace, or its beginning is missing.")
    report.problems += wrong_end(report, last, end, copied)
    return report


def sections(lines: Iterable[str]) -> Iterator[tuple[str, str, list[str]]]:
    """The file in parts: a mark, what follows it on its line, and the canonical rows below it."""
    mark, rest, rows = "", "", list[str]()
    for number, line in enumerate(lines):
        kind, text = line[:1], line[2:].rstrip("\n")
        if number == 0 and line.rstrip("\n") == TITLE:
            continue
        if kind == "E":
            rows.append(text)
            continue
        if mark or rows:
            yield mark, rest, rows
        mark, rest, rows = kind, text, []
    if mark or rows:
        yield mark, rest, rows


def parsed(text: str) -> Seal | None:
    """The seal of a line, or nothing when it is none."""
    parts = text.split(" ")
    try:
        number, era, upto, sealed_at, events, *hashes = parts
        root, previous, head, signature, leaves = (bytes.fromhex(part) for part in hashes)
        split = chain.split(leaves)
        return Seal(int(number), int(era), int(upto), sealed_at, int(events), root, previous, head, signature, split)
    except ValueError:
        return None


def wrong_seal(
    seal: Seal, last: Seal, rows: list[str], keys: Sequence[Ed25519PublicKey], copied: Mapping[int, str]
) -> list[str]:
    """What is wrong with a seal itself: then nothing below it counts."""
    head = chain.head(
        seal.number,
        (seal.era, seal.upto),
        sealed_at=seal.sealed_at,
        events=seal.events,
        over=seal.root,
        previous=seal.previous,
    )
    reasons = {
        f"seals {last.number + 1} to {seal.number - 1} are missing": seal.number > last.number + 1,
        "it stands twice or out of order": seal.number <= last.number,
        "it does not follow from the seal before": seal.previous != last.head,
        "its line was changed": seal.head != head,
        "the key of the sealer did not sign it": not chain.is_signed(keys, seal.signature, seal.head),
        "another head was copied": copied.get(seal.number, seal.head.hex()) != seal.head.hex(),
        "its leaves were changed": seal.root != chain.root(seal.leaves) or seal.events != len(seal.leaves),
    }
    return [f"Seal {seal.number}: {reason}{first_of(rows)}." for reason, holds in reasons.items() if holds][:1]


def wrong_events(seal: Seal, last: Seal, rows: list[str]) -> list[str]:
    """The events under a good seal that are not those it was put on."""
    found = [chain.leaf(row.encode()) for row in rows]
    if found == seal.leaves:
        earliest = before(last.sealed_at)
        return [f"{name(row)}: it was written after the fact" for row in rows if row[AT] < earliest]
    return list(_differences(seal, found, rows))


def _differences(seal: Seal, found: list[bytes], rows: list[str]) -> Iterator[str]:
    missing, more = Counter(seal.leaves), Counter(found)
    for place, row in enumerate(rows):
        if missing[found[place]] < more[found[place]]:
            more[found[place]] -= 1
            verb = "changed" if len(rows) == len(seal.leaves) else "inserted or changed"
            yield f"Seal {seal.number}, {name(row)}: it was {verb}"
    if len(rows) < len(seal.leaves):
        place = next((n for n, leaf in enumerate(seal.leaves) if more[leaf] < missing[leaf]), 0)
        before_it = f" after {name(rows[place - 1])}" if 0 < place <= len(rows) else ""
        yield f"Seal {seal.number}: {len(seal.leaves) - len(rows)} removed, the first is number {place + 1}{before_it}"


def late(rows: list[str], last: Seal) -> list[str]:
    """The unsealed events that should have been under the last seal."""
    return [row for row in rows if row[AT] < before(last.sealed_at)]


def before(sealed_at: str) -> str:
    """The earliest time of an event under the next seal: the last was made when older transactions had ended."""
    if not sealed_at:
        return ""
    return f"{datetime.fromisoformat(sealed_at) - LONGEST_TRANSACTION:%Y-%m-%dT%H:%M:%S.%fZ}"


def wrong_end(report: Report, last: Seal, end: str, copied: Mapping[int, str]) -> list[str]:
    """Whether the file is whole, and goes as far as the heads do."""
    problems = []
    if end != f"{report.seals} {report.events}":
        problems.append("The file is not whole: its last line is missing or counts differently")
    if copied and max(copied) > last.number:
        problems.append(
            f"The log ends with seal {last.number}, the copied heads go on to {max(copied)}: "
            f"the first missing event is the first of seal {last.number + 1}"
        )
    return problems


def name(row: str) -> str:
    """An event as a person finds it again: its id, time, actor and act."""
    try:
        parts = json.loads(row)
        return f"event {parts[0]} ({parts[1]}, {parts[3] or 'nobody'}, {parts[8]})"
    except (ValueError, IndexError, TypeError):
        return f"a row that is no event ({row[:60]})"


def first_of(rows: list[str]) -> str:
    """The first event that is in doubt with its seal."""
    return f"; first in doubt is {name(rows[0])}" if rows else ""


def check(file: Path, keys: Sequence[Path], copied: Path | None) -> tuple[str, bool]:
    """What to tell about a file, and whether it is good. Raises OSError, ValueError for what is no key."""
    public = [load_pem_public_key(key.read_bytes()) for key in keys]
    ours = [key for key in public if isinstance(key, Ed25519PublicKey)]
    known = heads.read(copied) if copied else {}
    with file.open(encoding="utf-8", newline="\n") as lines:
        report = verify(lines, ours, known)
    said = [f"{report.seals} seals, {report.events} events, {report.unsealed} of them not sealed yet."]
    if not copied:
        said.append("No copied heads were given: a log cut at its end looks whole.")
    said += report.problems[:MOST_PROBLEMS] or ["Nothing was changed."]
    if more := len(report.problems) - MOST_PROBLEMS:
        said += [f"And {more} more."] if more > 0 else []
    return "\n".join(said), not report.problems


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verifier is told."""
    parser.add_argument("file", type=Path, help="the exported trace")
    parser.add_argument("--key", type=Path, action="append", required=True, help="the sealer's public key (PEM)")
    parser.add_argument("--heads", type=Path, help="the copied heads, from the place they were copied to")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Check an exported trace.")
    arguments(parser)
    given = parser.parse_args()
    words, good = check(given.file, given.key, given.heads)
    print(words)
    sys.exit(not good)
