"""Where people stay."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SheltersConfig(AppConfig):
    name = "shelters"
    verbose_name = _("Shelters")

    def ready(self) -> None:
        """Fill the registries of cases.rules, and that of copies."""
        import_module("shelters.rules")
        import_module("shelters.notification_kinds")
        import_module("shelters.actions.terms")
        import_module("shelters.reminders")
        import_module("shelters.deadline_sources")
        import_module("shelters.shift_reminders")
        import_module("shelters.roster_admin")
        import_module("shelters.copies")
