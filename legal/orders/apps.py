"""What courts order against contact."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrdersConfig(AppConfig):
    name = "legal.orders"
    label = "orders"
    verbose_name = _("Court orders against contact")

    def ready(self) -> None:
        """Fill the registry of the timeline."""
        import_module("legal.orders.timeline")
