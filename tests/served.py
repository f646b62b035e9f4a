"""Settings of a server in a process of its own, for tests that kill it: those of the tests, on a given database."""

import os

from tests.settings import *  # noqa: F403
from tests.settings import DATABASES
from tvcase.environment import env

_given = env.db_url_config(os.environ["SERVED_DATABASE"])
for _database in DATABASES.values():
    _database |= {name: _given[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
SITE_URL = os.environ["SERVED_AT"]
CSRF_TRUSTED_ORIGINS = [SITE_URL]
