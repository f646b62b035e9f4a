"""Settings under test: the same file, with values that need no environment.

The servers' addresses come later, from tests/conftest.py; until then every address leads nowhere, so that
no test can touch a real database.
"""

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from tvcase.local.fingerprint import ROOT
from tvcase.local.passwords import key_file

os.environ |= {
    "TVCASE_DEMO": "1",
    "TVCASE_PROCESS": "web",
    "SECRET_KEY": "used-by-tests-only-and-by-nothing-else-0123456789abcdef",
    "KEY_FILE": str(key_file(ROOT / ".run" / "test" / "keys.json")),
    "SITE_URL": "http://localhost",
    "ALLOWED_HOSTS": "localhost,testserver",
    "DATABASE_URL": "postgres://app:none@127.0.0.1:1/unset",
    "DATABASE_WORKER_URL": "postgres://worker:none@127.0.0.1:1/unset",
    "DATABASE_OWNER_URL": "",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "STATIC_ROOT": tempfile.gettempdir(),
    "LOG_LEVEL": "WARNING",
    "MAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend",
}

from tvcase.settings import *  # noqa: F403
from tvcase.settings import BASE_DIR, DATABASES, STORAGES, TEMPLATES


class UndefinedVariable(AssertionError):
    """A template of ours asked for something its context does not have."""


class _Undefined(str):
    """Stands for a variable that a template's context does not have: in our own templates it is an error."""

    __slots__ = ()

    def __contains__(self, text: object) -> bool:
        return text == "%s"

    def __mod__(self, variable: Any) -> str:
        context = sys._getframe(1).f_locals.get("context")
        rendering = getattr(getattr(context, "render_context", None), "template", None)
        name = getattr(getattr(rendering, "origin", None), "name", "")
        if Path(str(name)).is_relative_to(BASE_DIR) and ".venv" not in str(name):
            raise UndefinedVariable(f"{variable} is undefined in {name}")
        return ""


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = _Undefined("undefined")
for _database in DATABASES.values():
    _database["OPTIONS"] = {}
    _database["CONN_HEALTH_CHECKS"] = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
LOGGING_CONFIG = None  # pytest catches what is logged
