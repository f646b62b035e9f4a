"""The one way out."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExportsConfig(AppConfig):
    name = "tvcase.exports"
    label = "exports"
    verbose_name = _("Copies")

    def ready(self) -> None:
        """Register what notifications about copies say."""
        import_module("tvcase.exports.notification_kinds")
