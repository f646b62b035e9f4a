"""What the law gives."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LegalConfig(AppConfig):
    name = "legal"
    verbose_name = _("Protection")

    def ready(self) -> None:
        """Fill the registries of cases.rules, and register what notifications say."""
        for module in ("rules", "timeline", "case_terms", "reminders", "notification_kinds", "letters"):
            import_module(f"legal.{module}")
