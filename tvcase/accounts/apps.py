"""People and organisations."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "tvcase.accounts"
    label = "accounts"
    verbose_name = _("People and organisations")

    def ready(self) -> None:
        """Register what notifications about an account say, and what is checked about accounts."""
        import_module("tvcase.accounts.checks")
        import_module("tvcase.accounts.notification_kinds")
