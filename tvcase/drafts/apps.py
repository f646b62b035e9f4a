"""Forms that were begun."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DraftsConfig(AppConfig):
    name = "tvcase.drafts"
    label = "drafts"
    verbose_name = _("Forms that were begun")
