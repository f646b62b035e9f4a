"""The steps of a session as its pages show them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.rules import Reasons
from cases.services import rules
from cases.services.actions import sessions
from cases.services.forms import sessions as forms
from cases.services.models import Session
from cases.services.states import SessionState
from tvcase.accounts.models import User
from tvcase.dates import local_date
from tvcase.forms import Form

type Text = str | Promise


@dataclass(frozen=True)
class SessionStep:
    """One step: `act(session, typed, at=…, by=…)` does it at an instant; `begins_with` are fields of the session that
    its form shows at first."""

    name: str
    title: Text
    button: Text
    done: Text
    form: type[Form]
    act: Callable[..., Any]
    why_not: Callable[[Session], Reasons]
    begins_with: tuple[str, ...] = ()
    effects: tuple[Text, ...] = ()


def _hold(session: Session, typed: dict[str, Any], *, at: datetime, by: User) -> Session:
    return sessions.hold(session, **typed, at=at, by=by)


def _missed(session: Session, typed: dict[str, Any], *, at: datetime, by: User) -> Session:
    return sessions.not_held(session, state=SessionState.MISSED, **typed, on=local_date(at), by=by)


def _called_off(session: Session, typed: dict[str, Any], *, at: datetime, by: User) -> Session:
    return sessions.not_held(session, state=SessionState.CANCELLED, **typed, on=local_date(at), by=by)


def _move(session: Session, typed: dict[str, Any], *, at: datetime, by: User) -> Session:
    return sessions.move_to(session, **typed, by=by)


def _take_over(session: Session, typed: dict[str, Any], *, at: datetime, by: User) -> Session:
    return sessions.take_over(session, on=local_date(at), by=by)


def _note(session: Session, typed: dict[str, Any], *, at: datetime, by: User) -> Any:
    return sessions.write_note(session, **typed, on=local_date(at), by=by)


STEPS = (
    SessionStep(
        "held",
        title=_("The session was held"),
        button=_("Record the session"),
        done=_("The session is recorded."),
        form=forms.HeldForm,
        act=_hold,
        why_not=rules.why_not_record_session,
        begins_with=("minutes",),
        effects=(_("The first session begins the service."),),
    ),
    SessionStep(
        "missed",
        title=_("The session was missed"),
        button=_("Record that it was missed"),
        done=_("Recorded: the session was missed."),
        form=forms.NotHeldForm,
        act=_missed,
        why_not=rules.why_not_record_session,
    ),
    SessionStep(
        "called-off",
        title=_("The session is called off"),
        button=_("Call it off"),
        done=_("The session is called off. Tell the person."),
        form=forms.NotHeldForm,
        act=_called_off,
        why_not=rules.why_not_record_session,
    ),
    SessionStep(
        "move",
        title=_("Another time"),
        button=_("Save the new time"),
        done=_("The new time is saved. Tell the person."),
        form=forms.MoveForm,
        act=_move,
        why_not=rules.why_not_record_session,
        begins_with=("starts_at", "minutes"),
    ),
    SessionStep(
        "take-over",
        title=_("Take it into your calendar"),
        button=_("Take it over"),
        done=_("The session is in your calendar."),
        form=Form,
        act=_take_over,
        why_not=rules.why_not_record_session,
        effects=(_("It leaves the calendar of your colleague."),),
    ),
    SessionStep(
        "note",
        title=_("Write a confidential note"),
        button=_("Save the note"),
        done=_("The note is saved. It is never edited; add another if something is missing."),
        form=forms.NoteForm,
        act=_note,
        why_not=rules.why_not_write_note,
    ),
)
BY_NAME = {step.name: step for step in STEPS}
