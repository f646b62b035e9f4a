"""What coordinators are told of limits."""

from django.utils.translation import gettext_lazy as _

from tvcase.notifications.kinds import register

REACHED_OFTEN = "limit_reached_often"

register(
    REACHED_OFTEN,
    title=_("Somebody asks for much more than usual"),
    text=_(
        "On %(day)s a person of your organisation came to a limit several times. Look at who opened what, and speak "
        "with your colleague."
    ),
    url_name="",
)
