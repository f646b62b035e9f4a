"""What walls, sealed names and the record of reading cost whole pages, and whether time tells what exists.

`python -m bench.pages` prints three tables, the first is that of bench/walls.py; `--cases 5000` for a quick look.
Without: a role past the policies, nobody told to the database, names that open at once, and no line in the trace.
All else is the same.
"""

import argparse
import logging
import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from statistics import median, quantiles
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.db import connections, transaction
from django.test import Client
from django.urls import reverse

from bench import database, many_cases, walls
from bench.walls import FREE, SECRET, prepare, timed

RUNS = 3
SAMPLES = 20  # in a run, by turns
LIMIT = 1.6
PAIRS = 60  # of a foreign and a missing object, for each address
MISSING = "BCDF-GHJK"
ADDRESSES = ("detail", "timeline", "clock", "person", "team", "identification", "returns", "facts")


def main() -> None:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(description="Measure pages.")
    parser.add_argument("--cases", type=int, default=100_000)
    cases = parser.parse_args().cases
    with database.fresh("web") as postgres:
        prepare(postgres, cases)
        walls.report(postgres, cases, explain=False)
        measure(cases)


def measure(cases: int) -> None:
    """Both tables, on a filled database."""
    logging.disable(logging.WARNING)
    with one_connection_each():
        print(f"\nPages with {cases:,} cases, with and without both walls, sealed names and the record of reading.")
        print(f"In ms, the median of {RUNS} runs of {SAMPLES} samples by turns; the limit for lists is {LIMIT}.\n")
        print(f"{'page':<38}{'p50 without':>12}{'with':>8}{'ratio':>7}{'p95 without':>13}{'with':>8}")
        pages()
        print(f"\nDoes time tell what exists? Medians of {PAIRS} pairs by turns, in ms.\n")
        print(f"{'what':<38}{'foreign':>9}{'missing':>9}{'ratio':>8}")
        parity()


@contextmanager
def one_connection_each() -> Iterator[None]:
    """No pool, so that each kind of measurement keeps its own connection; static files as they lie."""
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    for alias in ("default", "audit"):
        settings.DATABASES[alias]["OPTIONS"] = {}
        connections[alias].settings_dict["OPTIONS"] = {}
    yield
    connections.close_all()


@contextmanager
def without_them() -> Iterator[None]:
    """The same application without walls, sealed names and the record of reading."""
    from tvcase.audit import log  # noqa: PLC0415  Django is set up by now
    from tvcase.sealing.fields import SealedField  # noqa: PLC0415
    from tvcase.wall import identity  # noqa: PLC0415
    from tvcase.wall.backend.base import DatabaseWrapper  # noqa: PLC0415

    DatabaseWrapper.ordinary.add(FREE)
    real = connections["default"]
    if not hasattr(without_them, "kept"):
        kept = connections.create_connection("default")
        kept.settings_dict = real.settings_dict | {"USER": FREE, "PASSWORD": SECRET}
        without_them.kept = kept  # type: ignore[attr-defined]
    with ExitStack() as stack:
        stack.enter_context(patch.object(DatabaseWrapper, "tell_identity", lambda self, told: None))
        stack.enter_context(patch.object(identity, "_tell", lambda told: None))
        stack.enter_context(patch.object(log, "seen", _no_line(log)))
        stack.enter_context(patch.object(SealedField, "from_db_value", _in_clear))
        connections["default"] = without_them.kept  # type: ignore[attr-defined]
        try:
            yield
        finally:
            connections["default"] = real


def _no_line(log: Any) -> Callable[..., None]:
    def seen(*_what: Any, **_facts: Any) -> None:
        log.opening_written.set(True)

    return seen


def _in_clear(field: Any, value: Any, *_rest: Any) -> Any:
    return field.EMPTY if value is None else "Пробна"


def signed_in(user_id: int) -> Client:
    """A browser of this person, with both factors."""
    from tests.signing_in import sign_in  # noqa: PLC0415
    from tvcase.accounts.models import User  # noqa: PLC0415
    from tvcase.wall.identity import SIGN_IN, system_actor  # noqa: PLC0415

    client = Client()
    with system_actor(SIGN_IN):
        sign_in(client, User.objects.get(pk=user_id))
    return client


def pages() -> None:
    """Lists, a case and a search, as people of a middle and of a large organisation open them."""
    for who in ("middle", "large"):
        organisation = many_cases.CLASSES[who]
        client = signed_in(many_cases.coordinator(organisation))
        code = own_code(organisation)
        show(f"list of cases, {who} organisation", *by_turns(partial(client.get, "/cases/")))
        show(f"second page of it, {who}", *by_turns(partial(client.get, "/cases/?page=2")))
        show(f"a case, {who}", *by_turns(partial(client.get, f"/cases/{code}/")))
        show(f"search by code, {who}", *by_turns(partial(client.post, "/cases/search/", {"case_code": code})))


def by_turns(ask: Callable[[], Any]) -> tuple[list[float], list[float]]:
    """Milliseconds without and with; each run gives the samples of its own."""
    without, within = [], []
    for _run in range(RUNS):
        for collected, is_free in ((without, True), (within, False)):
            with ExitStack() as stack:
                if is_free:
                    stack.enter_context(without_them())
                ask()  # the connection is open, the plans are known
                for _sample in range(SAMPLES):
                    seconds, answer = timed(ask)
                    assert answer.status_code == 200, answer.status_code
                    collected.append(seconds * 1000)
    return without, within


def show(name: str, without: list[float], within: list[float]) -> None:
    before, after = (median(run(times)) for times, run in ((without, _medians), (within, _medians)))
    worst = [quantiles(times, n=20)[18] for times in (without, within)]
    verdict = "  over the limit" if name.startswith("list") and after / before > LIMIT else ""
    print(f"{name:<38}{before:>12.1f}{after:>8.1f}{after / before:>7.2f}{worst[0]:>13.1f}{worst[1]:>8.1f}{verdict}")


def _medians(times: list[float]) -> list[float]:
    return [median(times[start : start + SAMPLES]) for start in range(0, len(times), SAMPLES)]


def own_code(organisation: int) -> str:
    """The code of a case that this organisation holds."""
    from cases.models import Case  # noqa: PLC0415
    from tvcase.accounts.models import User  # noqa: PLC0415
    from tvcase.wall.identity import SIGN_IN, acting_as, system_actor  # noqa: PLC0415

    with system_actor(SIGN_IN):
        user = User.objects.get(pk=many_cases.coordinator(organisation))
    with acting_as(user), transaction.atomic():
        return str(Case.objects.filter(organisation=organisation).order_by("code").values_list("code", flat=True)[0])


def parity() -> None:
    """A foreign case and one that never was; somebody who has an account and somebody who has none."""
    client = signed_in(many_cases.coordinator(many_cases.CLASSES["middle"]))
    foreign = own_code(many_cases.CLASSES["national body"])
    for name in ADDRESSES:
        there, nowhere = (partial(client.get, reverse(f"cases:{name}", args=[code])) for code in (foreign, MISSING))
        line(f"cases:{name}", there, nowhere, 404)
    people = iter(random.sample(range(1, many_cases.ORGANISATIONS + 1), 50))
    numbers = iter(range(10**6))
    known, unknown = (lambda: attempt(f"coordinator{next(people)}")), (lambda: attempt(f"nobody{next(numbers)}"))
    line("sign-in: account, none", known, unknown, 422, pairs=40)


def attempt(username: str) -> Any:
    return Client().post("/sign-in/", {"username": username, "password": "not the password"})


def line(name: str, first: Callable[[], Any], second: Callable[[], Any], status: int, *, pairs: int = PAIRS) -> None:
    """One line: the medians of both, by turns."""
    times: tuple[list[float], list[float]] = ([], [])
    for _pair in range(pairs):
        for ask, collected in zip((first, second), times, strict=True):
            seconds, answer = timed(ask)
            assert answer.status_code == status, (name, answer.status_code)
            collected.append(seconds * 1000)
    foreign, missing = map(median, times)
    print(f"{name:<38}{foreign:>9.2f}{missing:>9.2f}{foreign / missing:>8.2f}")


if __name__ == "__main__":
    main()
