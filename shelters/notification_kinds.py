"""What notifications about stays that go on say."""

from django.utils.translation import gettext_lazy as _

from tvcase.notifications.kinds import register

register(
    "stay_place_free",
    title=_("A place is free for which a request waits"),
    text=_("Answer the request: reserve the place, or decline with a reason."),
    url_name="shelters:case-panel",
)
register(
    "stay_moved",
    title=_("The person has moved to another place"),
    text=_("The stay goes on in another place of the same organisation. The term goes on as it was."),
    url_name="shelters:case-panel",
)
register(
    "stay_moved_out",
    title=_("The person has arrived in another house"),
    text=_("The stay in your shelter has ended, and with it your access to the case. There is nothing to do."),
    url_name="",
)
register(
    "stay_extension_answered",
    title=_("The proposal of a longer stay is answered"),
    text=_("The body that decides has answered. See until when the stay is planned now."),
    url_name="shelters:case-panel",
)
register(
    "stay_review_opened",
    title=_("A stay is to be reviewed"),
    text=_("Something on which a stay rests has changed. Look at it with the person. Nobody is evicted."),
    url_name="shelters:case-panel",
)
register(
    "stay_term_ends",
    title=_("The planned end of a stay is near"),
    text=_("%(day)s is the planned end of a stay. Talk about what comes next. Nobody is evicted."),
    url_name="shelters:case-panel",
)
register(
    "stay_absence_goes_on",
    title=_("Somebody has been away for two days or longer"),
    text=_("The person has been away since %(day)s and keeps the place. Try to reach her or him, and record it."),
    url_name="shelters:case-panel",
)
register(
    "stay_review_due",
    title=_("A stay is to be reviewed"),
    text=_("A stay is to be reviewed by %(day)s at the latest. Look at it with the person."),
    url_name="shelters:case-panel",
)
