"""Compensation, and being heard in proceedings."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClaimsConfig(AppConfig):
    name = "legal.claims"
    label = "claims"
    verbose_name = _("Compensation and hearings")

    def ready(self) -> None:
        """Fill the registries of cases, and register what notifications say."""
        for module in ("rules", "timeline", "deadlines", "reminders", "notification_kinds", "letters", "contacts"):
            import_module(f"legal.claims.{module}")
