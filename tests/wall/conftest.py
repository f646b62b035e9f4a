"""Two worlds behind the wall, made once for each module; what a test does is undone."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings

from tests.servers import Servers, point_django_at
from tests.wall.furnishing import furnish
from tests.wall.walled import Walled, survey
from tests.world import build
from tvcase.local.postgres import SUPERUSER
from tvcase.wall.identity import system_actor
from tvcase.wall.policies import FIXTURES


@pytest.fixture(scope="module")
def walled(django_db_setup: None, servers: Servers, django_db_blocker: Any) -> Iterator[Walled]:
    """A database with a near and a far world in it, committed."""
    before, name = settings.DATABASES["default"]["NAME"], f"test_{os.getpid()}_walled"
    servers.clone(name)
    with django_db_blocker.unblock():
        point_django_at(servers, name)
        with system_actor(FIXTURES):
            near, far = build(), build()
        point_django_at(servers, before)
    with servers.connect(SUPERUSER, name) as connection:
        furnish(connection, near, far)
    yield survey(Walled(servers, name, near, far))
    servers.drop(name)
