"""The person and the case."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = _("Cases")

    def ready(self) -> None:
        """Register what notifications about a case say, what its timeline shows, what may be copied;
        and what ends when somebody loses a role."""
        import_module("cases.notification_kinds")
        import_module("cases.actions.places")
        import_module("cases.copies")
        import_module("cases.letters")
        import_module("cases.letters_of_closing")
        import_module("cases.letters_of_consent")
        import_module("cases.letters_of_return")
        import_module("cases.readers_copy")
        import_module("cases.sheets_copy")
        import_module("cases.timeline_clock")
        import_module("cases.timeline_documents")
        import_module("cases.nocontact_sources")
        import_module("cases.assessment_copy")
        import_module("cases.risk_copy")
        import_module("cases.risk_sources")
        import_module("cases.deadline_sources")
        import_module("cases.informing_sources")
        import_module("cases.return_sources")
