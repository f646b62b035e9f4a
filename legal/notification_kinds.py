"""What notifications about Article 25 say."""

from django.utils.translation import gettext_lazy as _

from tvcase.notifications.kinds import register

register(
    "protection_filed",
    title=_("Request for special protection"),
    text=_("On %(day)s a request for special protection was filed with your office. Look at it and decide."),
    url_name="legal:case-panel",
)
register(
    "protection_decided",
    title=_("Decision on special protection"),
    text=_("The prosecutor decided on %(day)s. Read the decision and its reasons, and tell the person."),
    url_name="legal:case-panel",
)
register(
    "protection_ended",
    title=_("Special protection ended"),
    text=_(
        "Special protection ended on %(day)s. Tell the person, and look at the stay again within 7 days: nobody "
        "has to leave because of it."
    ),
    url_name="legal:case-panel",
)
