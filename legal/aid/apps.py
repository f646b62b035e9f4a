"""Legal aid: initial for every victim, full for those who cooperate and lack means."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AidConfig(AppConfig):
    name = "legal.aid"
    label = "aid"
    verbose_name = _("Legal aid")

    def ready(self) -> None:
        """Fill the registries of cases.rules, and register what notifications say."""
        for module in (
            "rules",
            "timeline",
            "reminders",
            "deadlines",
            "notification_kinds",
            "letters",
            "actions.prepared",
        ):
            import_module(f"legal.aid.{module}")
