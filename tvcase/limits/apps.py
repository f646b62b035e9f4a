"""What one person may ask for in a time."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LimitsConfig(AppConfig):
    name = "tvcase.limits"
    label = "limits"
    verbose_name = _("Limits")

    def ready(self) -> None:
        """Register what coordinators are told when a limit is reached again and again."""
        import_module("tvcase.limits.notification_kinds")
