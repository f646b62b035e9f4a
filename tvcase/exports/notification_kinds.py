"""What notifications about copies say; the copies themselves are found on their own page."""

from django.utils.translation import gettext_lazy as _

from tvcase.notifications.kinds import register

ASKED = "copy_asked"
DECIDED = "copy_decided"

register(
    ASKED,
    title=_("Somebody asks to take a copy"),
    text=_("Asked for on %(day)s. Look at the reason under “Copies” and release or refuse it within 24 hours."),
    url_name="",
)
register(
    DECIDED,
    title=_("Your copy was decided on"),
    text=_("The decision of %(day)s is under “Copies”. What was released can be taken once, within 24 hours."),
    url_name="",
)
