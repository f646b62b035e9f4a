"""Asking where the answer is, by working days (domain 4.14; product decision 6)."""

from datetime import date

from django.utils.translation import gettext as _

from cases.actions.act import act, locked
from legal.aid import rules
from legal.aid.actions import chain
from legal.aid.models import Chase, LegalAidApplication
from legal.aid.states import ANSWER_OWED
from tvcase.accounts.models import User
from tvcase.db import save_checked
from tvcase.flow import Refused, refuse_for


@act
def chase(application: LegalAidApplication, *, channel: str, chased_on: date, said: str = "", by: User) -> Chase:
    """Record that somebody asked the addressee where the answer is; the next time follows from the rule on chasing.

    Raises Refused or ValidationError.
    """
    application = locked(application)
    refuse_for(rules.why_not_help(application.case, by=by))
    if application.state not in ANSWER_OWED:
        raise Refused(_("Nobody owes an answer to this application."))
    asked = Chase(
        case=application.case, application=application, channel=channel, chased_on=chased_on, said=said, recorded_by=by
    )
    save_checked(asked)
    application.chase_on = chain.chase_after(chased_on)
    save_checked(application)
    chain.record("chased", application, by=by, on=chased_on, channel=channel)
    return asked
