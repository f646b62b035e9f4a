"""Who was told, in the words of the page on which somebody acted."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from tvcase.accounts.models import User
from tvcase.accounts.roles import Role


def who_is_told(told: Sequence[User]) -> str:
    """Who watches over what is told without consent or without an agreement, of those who were told of it."""
    if any(user.has_role(Role.DATA_PROTECTION_OFFICER) for user in told):
        return _("The data protection officer is told.")
    if told:
        return _("Your organisation has no data protection officer: its coordinators are told.")
    return _(
        "Nobody could be told: your organisation has no data protection officer and no other coordinator. Name one."
    )


def who_decides(told: Sequence[User]) -> str:
    """Whether there is anybody who can decide what was proposed."""
    if told:
        return _("It is proposed. Those who can decide are told.")
    return _("It is proposed. Nobody can decide it yet: add a supervisor of your organisation to the team.")
