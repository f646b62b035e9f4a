"""What notifications about orders against contact say."""

from django.utils.translation import gettext_lazy as _

from tvcase.notifications.kinds import register

register(
    "court_order_news",
    title=_("News of a court about a measure against contact"),
    text=_("Read what the court decided, and tell the person and the house."),
    url_name="cases:no-contact",
)
