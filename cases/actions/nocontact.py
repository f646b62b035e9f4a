"""Measures against contact: the person agrees and takes back, or a court orders and lifts (domain 4.12).

All days are Europe/Sofia dates. No service, bed or protection reads anything of this.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cases.actions import documents
from cases.actions.act import act, locked
from cases.models import Case, NoContactMeasure
from cases.nocontact import MeasureState
from cases.rules.nocontact import (
    first_review,
    measure_kinds,
    why_not_answer_measure,
    why_not_look_again,
    why_not_propose_measure,
    why_not_renew,
    why_not_so_long,
    why_not_take_back,
)
from tvcase.accounts.models import User
from tvcase.audit import log
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import Refused, move, refuse_for, refuse_future

S = MeasureState


@act
def propose(
    case: Case,
    *,
    kind: str,
    against: str = "",
    scope: str = "",
    places: str = "",
    closed_channels: Iterable[str] = (),
    on: date,
    by: User,
) -> NoContactMeasure:
    """Write down a measure that could help; nothing changes for the person until she or he agrees, or a court
    orders it. `places` names one town or place in a line. Raises Refused or ValidationError."""
    case = lock(case)
    refuse_for(why_not_propose_measure(case))
    if kind not in measure_kinds(case):
        raise Refused(_("This measure does not fit the person's age."))
    measure = NoContactMeasure(
        case=case,
        number=next_number(case.no_contact_measures.all()),
        kind=kind,
        proposed_on=on,
        against=against,
        scope=scope,
        places=places,
        closed_channels=list(closed_channels),
        recorded_by=by,
    )
    return _save(measure, "proposed", on=on, by=by, kind=kind)


@act
def agree(
    measure: NoContactMeasure,
    *,
    explained_on: date,
    agreed_on: date,
    agreement_language: str,
    until_on: date,
    on: date,
    by: User,
) -> NoContactMeasure:
    """Record that the person agreed in writing, after it was explained; the measure holds from that day to
    `until_on`. Raises Refused or ValidationError."""
    measure = locked(measure)
    refuse_for(why_not_answer_measure(measure))
    refuse_future(explained_on, agreed_on, on=on)
    refuse_for(why_not_so_long(measure, agreed_on, until_on), field="until_on")
    move(measure, to=S.ACTIVE)
    measure.explained_on, measure.agreed_on = explained_on, agreed_on
    measure.agreement_language = agreement_language
    _hold(measure, from_on=agreed_on, until_on=until_on)
    return _save(measure, "agreed", on=agreed_on, by=by, until=until_on)


@act
def decline(measure: NoContactMeasure, *, on: date, by: User) -> NoContactMeasure:
    """Record that the person does not want the measure; nothing follows from that (E-32). Raises Refused."""
    measure = locked(measure)
    refuse_for(why_not_answer_measure(measure))
    move(measure, to=S.REFUSED)
    measure.ended_on = on
    documents.withdraw_with_their_ground(measure.case, measure.pk, on=on, by=by)
    return _save(measure, "declined", on=on, by=by)


@act
def renew(
    measure: NoContactMeasure, *, explained_on: date, agreed_on: date, until_on: date, on: date, by: User
) -> NoContactMeasure:
    """Record a new written agreement for a further term, which begins on the day of the agreement.

    Raises Refused or ValidationError.
    """
    measure = locked(measure)
    refuse_for(why_not_renew(measure))
    refuse_future(explained_on, agreed_on, on=on)
    refuse_for(why_not_so_long(measure, agreed_on, until_on), field="until_on")
    measure.explained_on, measure.agreed_on = explained_on, agreed_on
    measure.term_from_on, measure.until_on = agreed_on, until_on
    measure.review_on = first_review(agreed_on, until_on)
    return _save(measure, "renewed", on=agreed_on, by=by, until=until_on)


@act
def look_again(measure: NoContactMeasure, *, review_on: date, on: date, by: User) -> NoContactMeasure:
    """Record that the measure was looked at with the person and goes on; `review_on` is the next time."""
    measure = locked(measure)
    refuse_for(why_not_look_again(measure))
    if review_on <= on:
        raise Refused(_("The next review lies ahead."))
    measure.review_on = review_on
    return _save(measure, "reviewed", on=on, by=by, next=review_on)


@act
def take_back(measure: NoContactMeasure, *, on: date, by: User) -> NoContactMeasure:
    """End a voluntary measure at once, because the person says so. No reason is asked; the agreement on paper is
    withdrawn with it. Raises Refused."""
    measure = locked(measure)
    refuse_for(why_not_take_back(measure))
    move(measure, to=S.WITHDRAWN)
    measure.ended_on = on
    documents.withdraw_with_their_ground(measure.case, measure.pk, on=on, by=by)
    return _save(measure, "taken_back", on=on, by=by)


# What follows from a court's procedure (legal.orders): each is a part of a larger act.


@act
def applied(measure: NoContactMeasure, *, on: date, by: User) -> NoContactMeasure:
    """A court was asked for it."""
    measure = locked(measure)
    move(measure, to=S.APPLIED)
    return _save(measure, "applied", on=on, by=by)


@act
def ordered(measure: NoContactMeasure, *, scope: str, from_on: date, until_on: date, by: User) -> NoContactMeasure:
    """A court ordered it, from one day to another; the order is recorded before."""
    measure = locked(measure)
    move(measure, to=S.ACTIVE)
    measure.scope = scope
    _hold(measure, from_on=from_on, until_on=until_on)
    return _save(measure, "ordered", on=from_on, by=by, until=until_on)


@act
def ended_by_procedure(measure: NoContactMeasure, *, to: MeasureState, on: date, by: User) -> NoContactMeasure:
    """The court refused it, the application was taken back, or the measure was lifted."""
    measure = locked(measure)
    move(measure, to=to)
    measure.ended_on = on
    return _save(measure, to.lower(), on=on, by=by)


def _hold(measure: NoContactMeasure, *, from_on: date, until_on: date) -> None:
    measure.from_on = measure.term_from_on = from_on
    measure.until_on = until_on
    measure.review_on = first_review(from_on, until_on)


def _save(measure: NoContactMeasure, step: str, *, on: date, by: User, **facts: Any) -> NoContactMeasure:
    save_checked(measure)
    area, code = NoContactMeasure.AREA, measure.case.code
    log.record(f"cases.no_contact.{step}", by=by, on=on, case=code, area=area, number=measure.number, **facts)
    return measure
