"""What must be true of the accounts of a server; `manage.py check --database default` says so."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from tvcase.accounts.factors import with_demo_codes


@register(Tags.database)
def nobody_of_a_demo_on_a_server(
    app_configs: Sequence[AppConfig] | None = None, databases: Sequence[str] | None = None, **options: Any
) -> list[CheckMessage]:
    """Accounts with the public secret of a demo are not let in on a server; there they should not exist either."""
    if settings.DEMO or "default" not in (databases or ()) or not with_demo_codes():
        return []
    return [Error("This database is a demo's: its accounts have a public second factor.", id="tvcase.E006")]
