"""What courts order against contact."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrdersConfig(AppConfig):
    name = "legal.orders"
    label = "orders"
    verbose_name = _("Court orders against contact")

    def ready(self) -> None:
        """Fill the registries of cases.rules, and register what notifications say."""
        for module in ("timeline", "deadlines", "notification_kinds"):
            import_module(f"legal.orders.{module}")
