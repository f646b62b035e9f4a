"""What the notification about unusual reading says; it names nobody."""

from django.utils.translation import gettext_lazy as _

from tvcase.notifications.kinds import register

UNUSUAL_READING = "unusual_reading"

register(
    UNUSUAL_READING,
    title=_("Somebody's reading should be looked at"),
    text=_("On %(day)s something unusual was noticed. See who it was under “Unusual reading”, and ask them why."),
    url_name="",
)
