"""What notifications about one's own account say."""

from django.utils.translation import gettext_lazy as _

from tvcase.notifications.kinds import register

register(
    "sign_in_changed",
    title=_("The way you sign in has changed"),
    text=_("On %(day)s your password or a second factor changed. If it was not you, tell an administrator at once."),
    url_name="",
)
register(
    "sign_in_guessed",
    title=_("Somebody tried to sign in as you"),
    text=_("On %(day)s signing in to your account failed five times. If it was not you, tell an administrator."),
    url_name="",
)
