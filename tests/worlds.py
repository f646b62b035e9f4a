"""The worlds of `tests/world.py`, built once for each process and committed; what a test does there is undone.

    world              one world; the test runs in a transaction on its database
    worlds             two worlds that know nothing of each other
    @pytest.mark.worlds(2)     the test's own database (`cloned_db`) has so many worlds in it already:
    cloned_worlds              gives them

A module that asks for `world` or `worlds` stays on their database from there on: it makes nothing of its own that a
row of the world could be taken for.
"""

import os
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.conf import settings

from tests.servers import Servers, point_django_at
from tests.world import World, build
from tvcase.wall.identity import system_actor
from tvcase.wall.policies import FIXTURES

Built = tuple[str, tuple[World, ...]]


@pytest.fixture(scope="session")
def built_worlds(django_db_setup: None, servers: Servers, django_db_blocker: Any) -> Iterator[Callable[[int], Built]]:
    """`built_worlds(2)`: the name of a database with two worlds in it, and the worlds; each number is built once."""
    found: dict[int, Built] = {}

    def built(count: int) -> Built:
        if count not in found:
            before, name = settings.DATABASES["default"]["NAME"], f"test_{os.getpid()}_worlds_{count}"
            servers.clone(name)
            with django_db_blocker.unblock():
                point_django_at(servers, name)
                with system_actor(FIXTURES):
                    worlds = tuple(build() for _ in range(count))
                point_django_at(servers, before)
            found[count] = name, worlds
        return found[count]

    yield built
    for name, _ in found.values():
        servers.drop(name)


def _among(count: int, built: Callable[[int], Built], servers: Servers, blocker: Any) -> Iterator[tuple[World, ...]]:
    name, worlds = built(count)
    before = settings.DATABASES["default"]["NAME"]
    with blocker.unblock():
        point_django_at(servers, name)
    yield worlds
    with blocker.unblock():
        point_django_at(servers, before)


@pytest.fixture(scope="module")
def among_one(
    built_worlds: Callable[[int], Built], servers: Servers, django_db_blocker: Any
) -> Iterator[tuple[World, ...]]:
    yield from _among(1, built_worlds, servers, django_db_blocker)


@pytest.fixture(scope="module")
def among_two(
    built_worlds: Callable[[int], Built], servers: Servers, django_db_blocker: Any
) -> Iterator[tuple[World, ...]]:
    yield from _among(2, built_worlds, servers, django_db_blocker)


@pytest.fixture
def world(among_one: tuple[World, ...], db: None) -> World:
    return deepcopy(among_one)[0]


@pytest.fixture
def worlds(among_two: tuple[World, ...], db: None) -> tuple[World, World]:
    """The world of everybody, and one of which they know nothing."""
    near, far = deepcopy(among_two)
    return near, far


@pytest.fixture
def cloned_worlds(
    request: pytest.FixtureRequest, cloned_db: str, built_worlds: Callable[[int], Built]
) -> tuple[World, ...]:
    mark = request.node.get_closest_marker("worlds")
    return deepcopy(built_worlds(mark.args[0])[1])
