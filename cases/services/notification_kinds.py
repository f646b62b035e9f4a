"""What notifications about sessions and unmet needs say."""

from django.utils.translation import gettext_lazy as _

from tvcase.notifications.kinds import register

register(
    "session_soon",
    title=_("A session is near"),
    text=_("You hold a session on %(day)s. Look at what was agreed, and whether an interpreter is needed."),
    url_name="services:case-panel",
)
register(
    "session_to_record",
    title=_("Was the session held?"),
    text=_("On %(day)s you were to hold a session. Record that it was held, missed or called off."),
    url_name="services:case-panel",
)
register(
    "need_still_unmet",
    title=_("A need still waits"),
    text=_("Since %(day)s a need cannot be met. Look again whether somebody can offer it now."),
    url_name="services:case-panel",
)
