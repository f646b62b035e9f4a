"""Acts that are done once."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OnceConfig(AppConfig):
    name = "tvcase.once"
    label = "once"
    verbose_name = _("Acts done once")
