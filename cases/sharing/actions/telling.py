"""That the person learns of what was told without consent, unless knowing it adds danger (domain 9.2).

All days are Europe/Sofia dates. Every act locks the case first.
"""

from datetime import date

from cases.actions.act import act, locked
from cases.sharing import rules
from cases.sharing.actions import chain
from cases.sharing.models import Referral, Telling
from tvcase.accounts.models import User
from tvcase.db import save_checked
from tvcase.flow import refuse_for, refuse_future


@act
def tell(referral: Referral, *, told_on: date, on: date, by: User) -> Referral:
    """Record that the person was told on a day. Raises Refused or ValidationError."""
    referral = locked(referral)
    refuse_for(rules.why_not_tell(referral, by=by))
    refuse_future(told_on, on=on)
    telling = rules.telling_of(referral) or Telling(case=referral.case, referral=referral, recorded_by=by)
    telling.told_on = told_on
    save_checked(telling)
    chain.record("person_told", referral, by=by, on=told_on)
    return referral


@act
def hold_back(referral: Referral, *, danger: str, on: date, by: User) -> Referral:
    """Record why telling the person would add danger; she or he can be told later. Raises Refused or
    ValidationError."""
    referral = locked(referral)
    refuse_for(rules.why_not_hold_back(referral, by=by))
    save_checked(Telling(case=referral.case, referral=referral, danger=danger, recorded_by=by))
    chain.record("person_not_told", referral, by=by, on=on)
    return referral
