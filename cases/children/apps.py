"""The child's track: the procedure, the team, the plan signed by all, who represents the child."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChildrenConfig(AppConfig):
    name = "cases.children"
    label = "children"
    verbose_name = _("Children")

    def ready(self) -> None:
        """Fill the registries of cases, and register what notifications say."""
        for module in (
            *("rules", "actions.procedure", "timeline", "deadlines", "reminders", "notification_kinds"),
            "letters",
        ):
            import_module(f"cases.children.{module}")
