"""The file of heads: one line for each seal, `number head instant`, in a place that operations mount from elsewhere.

Whoever holds it can tell when the log was cut at its end, or rewritten as a whole. It is only ever added to.
"""

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

TAIL = 4096  # bytes; many lines


def last(file: Path) -> int:
    """The number of the last whole line; 0 for none. Raises OSError when the file cannot be read."""
    if not file.exists():
        return 0
    with file.open("rb") as handle:
        handle.seek(max(0, handle.seek(0, os.SEEK_END) - TAIL))
        lines = handle.read().split(b"\n")[:-1]  # what follows the last line break was not written whole
    numbers = [line.split(b" ")[0] for line in lines if line.count(b" ") == 2]
    return int(numbers[-1]) if numbers else 0


def append(file: Path, found: Iterable[tuple[int, bytes, datetime]]) -> None:
    """Add the lines and wait until they are on the disk. Raises OSError."""
    lines = "".join(f"{number} {head.hex()} {at.isoformat()}\n" for number, head, at in found)
    if not lines:
        return
    with file.open("ab") as handle:
        handle.write((lines if ends_whole(file) else "\n" + lines).encode())
        handle.flush()
        os.fsync(handle.fileno())


def ends_whole(file: Path) -> bool:
    """Whether the file is empty or its last line was written whole."""
    with file.open("rb") as handle:
        size = handle.seek(0, os.SEEK_END)
        handle.seek(max(0, size - 1))
        return size == 0 or handle.read() == b"\n"


def read(file: Path) -> dict[int, str]:
    """The heads by number, as hexadecimal text; lines that were not written whole are left out."""
    parts = (line.split() for line in file.read_text(errors="replace").splitlines())
    return {int(part[0]): part[1] for part in parts if len(part) == 3 and part[0].isdecimal()}
