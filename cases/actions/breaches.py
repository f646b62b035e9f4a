"""Contact in spite of measures: logged in seconds, told to the team at once, opened to an authority with care."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from cases.actions import documents, notices
from cases.actions.act import act, locked
from cases.models import BreachDisclosure, Case, ContactBreach, NoContactMeasure
from cases.models.case import access
from cases.nocontact import DisclosureBasis, MeasureState
from cases.permissions import CasePerm
from cases.rules.identification import why_not_record
from cases.rules.nocontact import why_not_close_again, why_not_disclose
from tvcase.accounts.models import Organisation, User
from tvcase.accounts.roles import PROSECUTORS, Role
from tvcase.audit import log
from tvcase.dates import ONE_DAY, local_date
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import Refused, refuse_for, refuse_future
from tvcase.notifications import outbox

# What an authority must hold on a case to read what was opened to it.
READING = frozenset({CasePerm.VIEW_LEGAL, CasePerm.VIEW_IDENTIFICATION})


@act
def log_contact(
    case: Case,
    *,
    happened_at: datetime,
    direction: str,
    channel: str,
    response: str = "",
    measure: NoContactMeasure | None = None,
    at: datetime,
    by: User,
) -> ContactBreach:
    """Record a contact, at its instant; `at` is the instant of recording. The team and the coordinators learn of it
    at once, and a measure in force is to be looked at again the next day. Nothing else changes (E-12).

    Raises Refused or ValidationError.
    """
    case = lock(case)
    refuse_for(why_not_record(case))
    if happened_at > at:
        raise Refused(_("This time has not come yet."))
    breach = ContactBreach(
        case=case,
        number=next_number(case.contact_breaches.all()),
        measure=measure,
        happened_at=happened_at,
        direction=direction,
        channel=channel,
        response=response,
        recorded_by=by,
    )
    save_checked(breach)
    on = local_date(at)
    if measure is not None:
        _bring_the_review_forward(measure, on=on)
    log.record("cases.contact.logged", by=by, on=on, case=case.code, area=ContactBreach.AREA, number=breach.number)
    _alert(breach, on=on, by=by)
    return breach


@act
def disclose(
    breach: ContactBreach,
    *,
    authority: Organisation,
    basis: str,
    agreed_on: date | None = None,
    reason: str = "",
    on: date,
    by: User,
) -> BreachDisclosure:
    """Open one contact to one authority that works on the case: because the person agreed on a day, or because life
    is at risk. The authority is told; for a risk to life the data protection officer too (domain 4.17).

    Raises Refused or ValidationError.
    """
    case = lock(breach.case)
    refuse_for(why_not_disclose(breach, by=by, basis=basis))
    refuse_future(agreed_on, on=on)
    disclosure = BreachDisclosure(
        case=case,
        breach=breach,
        authority=authority,
        basis=basis,
        agreed_on=agreed_on,
        reason=reason,
        disclosed_on=on,
        disclosed_by=by,
    )
    save_checked(disclosure)
    log.record(
        "cases.contact.disclosed",
        by=by,
        on=on,
        case=case.code,
        area=ContactBreach.AREA,
        number=breach.number,
        to=authority.code,
        basis=basis,
    )
    outbox.notify(_readers(case, authority), "contact_disclosed", case_code=case.code, subject=disclosure.pk, due_on=on)
    if basis == DisclosureBasis.RISK_TO_LIFE:
        guardians = notices.holding(case.organisation, Role.DATA_PROTECTION_OFFICER)
        outbox.notify(guardians, "contact_disclosed_for_life", case_code=case.code, subject=disclosure.pk, due_on=on)
    return disclosure


@act
def close_again(disclosure: BreachDisclosure, *, on: date, by: User) -> BreachDisclosure:
    """The person takes back that an authority reads of a contact: from this act on it reads nothing of it, and its
    people are told so (E-22). What they read stays read, and what was opened for a risk to life stays open.

    In a closed case too. Raises Refused or ValidationError.
    """
    disclosure = locked(disclosure)
    case = disclosure.case
    refuse_for(why_not_close_again(disclosure))
    told = _readers(case, disclosure.authority)
    disclosure.withdrawn_on, disclosure.withdrawn_by = on, by
    save_checked(disclosure)
    documents.withdraw_with_their_ground(case, disclosure.pk, on=on, by=by)
    log.record(
        "cases.contact.closed_again",
        by=by,
        on=on,
        case=case.code,
        area=ContactBreach.AREA,
        number=disclosure.breach.number,
        to=disclosure.authority.code,
    )
    outbox.notify(told, "contact_closed_again", case_code=case.code, subject=disclosure.pk, due_on=on)
    return disclosure


def _bring_the_review_forward(measure: NoContactMeasure, *, on: date) -> None:
    measure = lock(measure)
    if measure.state == MeasureState.ACTIVE and measure.review_on and measure.review_on > on + ONE_DAY:
        measure.review_on = on + ONE_DAY
        save_checked(measure)


def _alert(breach: ContactBreach, *, on: date, by: User) -> None:
    case = breach.case
    notices.tell_who_may(CasePerm.VIEW_SUPPORT, case, "contact_logged", subject=breach.pk, on=on, but=by)
    support = [one for one in notices.coordinators(case.organisation) if CasePerm.VIEW_SUPPORT in access(one, case)]
    coordinators = [user for user in support if user != by]
    outbox.notify(coordinators, "contact_logged", case_code=case.code, subject=breach.pk, due_on=on)


def _readers(case: Case, authority: Organisation) -> list[User]:
    """The officers and prosecutors of an authority to whom this case is open."""
    people = notices.holding(authority, Role.OFFICER, *PROSECUTORS)
    return [user for user in people if access(user, case) & READING]
