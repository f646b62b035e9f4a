"""Logs: one JSON object a line, with known fields only and without what a person or a row contains.

An exception is logged as its type and its places in the code, never as its message: PostgreSQL repeats the
row in it. Sentences that other libraries log lose the details of database errors, e-mail addresses, long
numbers and everything in Cyrillic. Times are UTC.
"""

import logging
import logging.config
import re
import sys
import traceback
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import structlog
from structlog.typing import Processor

FIELDS = frozenset(
    {
        *("timestamp", "level", "logger", "event"),  # every line
        *("exception", "places", "constraint", "sqlstate"),  # a failure
        *("request_id", "case", "task", "action", "status", "count", "seconds", "port"),  # what our code adds
        *("rule", "blocked", "view"),  # the content policy (tvcase/csp.py)
    }
)
REMOVED = "[removed]"
LONGEST = 2_000  # characters of one text
HIDDEN = re.compile(
    r"(?s)\b(?:DETAIL|CONTEXT|QUERY|STATEMENT)\s*:.*"  # PostgreSQL repeats keys, rows and statements there
    r"|invalid (?:input syntax|input value)\b.*"  # and the value it could not read
    r"|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,9}"  # e-mail addresses
    r"|\b\d[\d /.-]{5,}\d\b"  # personal, document and telephone numbers
    r"|[\u0400-\u04ff]+(?:[\s-]+[\u0400-\u04ff]+)*"  # names and free text
)

type Line = MutableMapping[str, Any]

# Libraries that draw letters: what they notice says what stands in one.
OF_LETTERS = ("weasyprint", "fontTools", "pikepdf")


def configure(options: dict[str, Any]) -> None:
    """Send everything, our own and the libraries' lines, through the same steps to standard error."""
    steps: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        failure_without_message,
        known_fields_only,
        without_values,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *steps[:4],
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": steps[:4],
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            *steps[4:],
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    }
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"json": formatter},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
            "root": {"handlers": ["stderr"], "level": options["level"]},
            "loggers": {name: {"handlers": [], "propagate": True} for name in ("django", "django.server")}
            | {name: {"level": logging.CRITICAL + 1} for name in OF_LETTERS},
        }
    )
    logging.captureWarnings(True)


def failure_without_message(logger: Any, method: str, line: Line) -> Line:
    """Put an exception's type and places where its message and values would be."""
    info = line.pop("exc_info", None)
    line.pop("stack_info", None)
    if not info:
        return line
    error = info if isinstance(info, BaseException) else info[1] if isinstance(info, tuple) else sys.exc_info()[1]
    if error is None:
        return line
    line["exception"] = f"{type(error).__module__}.{type(error).__qualname__}"
    line["places"] = [
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    refusal: Any = error if hasattr(error, "diag") else error.__cause__
    if hasattr(refusal, "diag"):
        line["constraint"] = refusal.diag.constraint_name
        line["sqlstate"] = refusal.sqlstate
    return line


def known_fields_only(logger: Any, method: str, line: Line) -> Line:
    """Drop every field that is not on the list."""
    return {name: value for name, value in line.items() if name in FIELDS}


def without_values(logger: Any, method: str, line: Line) -> Line:
    """Take what may be about a person out of every text but our own fixed fields."""
    fixed = ("timestamp", "level", "logger", "exception", "places", "request_id")
    return {
        name: HIDDEN.sub(REMOVED, value[:LONGEST]) if isinstance(value, str) and name not in fixed else value
        for name, value in line.items()
    }
