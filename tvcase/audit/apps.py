"""The trace."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "tvcase.audit"
    label = "audit"
    verbose_name = _("Audit")

    def ready(self) -> None:
        """Register what the notification about unusual reading says."""
        import_module("tvcase.audit.notification_kinds")
