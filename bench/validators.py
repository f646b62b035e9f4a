"""C47 in milliseconds: every field and validator over 50 kB, the slowest first.

python -m bench.validators      needs no database but the one that the choices of some fields ask
"""

import os
import sys
from importlib import import_module
from typing import Any

import django
from django.db import DatabaseError

LIMIT = 0.1


def measured() -> list[tuple[float, str]]:
    """Each way once for each payload; its worst time in seconds."""
    test: Any = import_module("tests.test_bounded_input")  # it needs Django, which main() has set up
    texts = [test.payload(unit, test.LONG) for unit in test.PAYLOADS]
    return sorted(((max(_timed(test, way, text) for text in texts), name) for name, way in test.ways()), reverse=True)


def _timed(test: Any, way: Any, text: str) -> float:
    try:
        return float(test.seconds(way, text))
    except DatabaseError:  # a field whose choices are a list in the database: its own work is in the tests
        return 0.0


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    slowest = measured()
    for took, name in slowest[:15]:
        print(f"{1000 * took:8.2f} ms  {name}")
    over = [name for took, name in slowest if took > LIMIT]
    print(f"{len(slowest)} fields and validators, {len(over)} over {1000 * LIMIT:.0f} ms")
    return bool(over)


if __name__ == "__main__":
    sys.exit(main())
