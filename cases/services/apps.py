"""Services and sessions of a case, and the ledger of needs that could not be met."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ServicesConfig(AppConfig):
    name = "cases.services"
    label = "services"
    verbose_name = _("Services and sessions")

    def ready(self) -> None:
        """Fill the registries of cases.rules, and register what notifications say."""
        for module in ("rules", "timeline", "deadlines", "reminders", "notification_kinds", "letters"):
            import_module(f"cases.services.{module}")
