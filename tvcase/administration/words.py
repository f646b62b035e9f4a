"""Sentences of Django's administration that its own Bulgarian catalogue leaves in English: ours has them."""

from django.utils.translation import gettext_noop as _

LEFT_IN_ENGLISH = (
    _("- Select an option -"),
    _("Add link"),
    _("Change or view list link"),
    _("Model name"),
    _("Pagination %(name)s"),
    _("Search %(name)s"),
)
