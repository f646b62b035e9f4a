"""Support made to measure: what the person needs, and the plan that is made with her or him."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SupportConfig(AppConfig):
    name = "cases.support"
    label = "support"
    verbose_name = _("Needs and plan")

    def ready(self) -> None:
        """Fill the registries of cases.rules, and register what notifications say and what may be copied."""
        for module in (
            "rules",
            "waiting",
            "timeline",
            "reminders",
            "deadlines",
            "notification_kinds",
            "copies",
            "sharing",
        ):
            import_module(f"cases.support.{module}")
