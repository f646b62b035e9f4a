"""Consent and referral: what the person lets others know, and the way to another organisation and back."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SharingConfig(AppConfig):
    name = "cases.sharing"
    label = "sharing"
    verbose_name = _("Consent and referral")

    def ready(self) -> None:
        """Fill the registries of cases.rules, and register what notifications and letters say."""
        for module in (
            "items",
            "rules",
            "contacts",
            "timeline",
            "reminders",
            "deadlines",
            "notification_kinds",
            "letters",
            "copies",
            "kept_out",
        ):
            import_module(f"cases.sharing.{module}")
