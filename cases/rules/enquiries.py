"""What may be told to somebody who asks about a person: to nobody who was not called back (E-39)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.enquiries import Answer, CallBack, TellingBasis
from cases.rules.registries import Reasons
from tvcase.accounts.models import User
from tvcase.accounts.roles import Role

CHECKLIST = (
    gettext_lazy("Say neither yes nor no: not whether the person is here, and not whether we know her or him."),
    gettext_lazy("Ask for name, body, what they want to know and why. Say that you will call back."),
    gettext_lazy(
        "Look for the number yourself: the register of the bar, the official page of the body. Never call "
        "the number that they gave, and never answer the same call, message or letter."
    ),
    gettext_lazy("Call back, and ask whether this person works there and asked."),
    gettext_lazy("Ask the person whether it may be told. Ask a relative's name of nobody but the person."),
    gettext_lazy("Tell only what is needed, and never where the person is."),
)


def why_not_tell(*, call_back: str, basis: str, by: User) -> Reasons:
    """Why nothing may be told now. For a risk to life a supervisor or the coordinator decides (domain 4.17)."""
    if call_back != CallBack.CONFIRMED:
        return [_("Tell nothing: first call back on a number that you found yourself, and have it confirmed.")]
    if not basis:
        return [_("Say why it may be told.")]
    if basis == TellingBasis.RISK_TO_LIFE and not by.has_role(Role.SUPERVISOR, Role.COORDINATOR):
        return [_("For a risk to life a supervisor or the coordinator decides. In danger call 112 first.")]
    return []


def why_not_answer(*, answer: str, call_back: str, basis: str, by: User) -> Reasons:
    """Why this answer may not be given; to say nothing is always right."""
    return why_not_tell(call_back=call_back, basis=basis, by=by) if answer == Answer.TELL else []
