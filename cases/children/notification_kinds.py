"""What notifications about the child's track say: that there is something to do, and never about whom."""

from django.utils.translation import gettext_lazy as _

from cases.children.reminders import MISSING, SOON, TODAY
from tvcase.notifications.kinds import register

register(
    SOON,
    title=_("A child comes of age soon"),
    text=_(
        "In the month that begins on %(day)s she or he comes of age, by the birth that is recorded. Prepare with the "
        "child what comes after."
    ),
    url_name="cases:terms",
)
register(
    TODAY,
    title=_("The month in which a child comes of age"),
    text=_(
        "In the month that begins on %(day)s she or he comes of age; the file says the day. Nothing opens or ends by "
        "itself. Record what is known of the age, and let a lawyer say what follows."
    ),
    url_name="cases:detail",
)
register(
    MISSING,
    title=_("A child has no special representative"),
    text=_("Needed since %(day)s, and nobody is appointed. Ask the court, and record who is appointed."),
    url_name="cases:detail",
)
