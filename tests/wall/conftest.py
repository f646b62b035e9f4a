"""Two worlds behind the wall, made once for each module; what a test does is undone."""

import os
from collections.abc import Callable, Iterator

import pytest

from tests.servers import Servers
from tests.wall.furnishing import furnish
from tests.wall.walled import Walled, survey
from tests.worlds import Built
from tvcase.local.postgres import SUPERUSER


@pytest.fixture(scope="module")
def walled(servers: Servers, built_worlds: Callable[[int], Built]) -> Iterator[Walled]:
    """A database with a near and a far world in it, committed."""
    worlds, (near, far) = built_worlds(2)
    name = f"test_{os.getpid()}_walled"
    servers.clone(name, worlds)
    with servers.connect(SUPERUSER, name) as connection:
        furnish(connection, near, far)
    yield survey(Walled(servers, name, near, far))
    servers.drop(name)
