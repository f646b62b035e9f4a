"""What must be true before a process of a server starts; `manage.py check` says the same."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register, run_checks
from django.core.exceptions import ImproperlyConfigured

NOT_SECRET = ("used-by-tests", "insecure", "changeme", "build", "template", "demo")


@register(Tags.security)
def nothing_of_a_demo_on_a_server(app_configs: Sequence[AppConfig] | None = None, **options: Any) -> list[CheckMessage]:
    """What is public because demo and tests use it may not guard anybody's data."""
    found: list[CheckMessage] = []
    if settings.DEBUG:
        found.append(Error("DEBUG shows the program's inside to whoever makes it fail.", id="tvcase.E001"))
    if settings.DEMO:
        return found
    if (settings.BASE_DIR / ".run") in Path(settings.KEY_FILE).resolve().parents:
        found.append(Error("KEY_FILE names the keys of the demo or the tests: make your own.", id="tvcase.E002"))
    if len(settings.SECRET_KEY) < 50 or settings.SECRET_KEY.startswith(NOT_SECRET):
        found.append(Error("SECRET_KEY is short or public: make 50 random characters.", id="tvcase.E003"))
    if not settings.SITE_URL.startswith("https://"):
        found.append(Error("SITE_URL is not https: passwords and names would travel open.", id="tvcase.E004"))
    if settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN or not settings.PASSKEY_FOR_ADDRESSES:
        found.append(Error("Sign-in is as weak as in the demo.", id="tvcase.E005"))
    return found


def refuse_an_unsafe_start() -> None:
    """Raise ImproperlyConfigured, and so end the process, when a security check of this start has an error."""
    errors = [message for message in run_checks(tags=[Tags.security]) if message.is_serious()]
    if errors:
        raise ImproperlyConfigured("Not started: " + " ".join(str(error) for error in errors))
