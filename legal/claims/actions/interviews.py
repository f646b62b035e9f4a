"""The log of what the person told: written once, struck out if wrong, used again only with her or his agreement."""

from collections.abc import Sequence
from datetime import date
from typing import NotRequired, TypedDict, Unpack

from django.utils.translation import gettext as _

from cases.actions import documents, notices
from cases.actions.act import act, locked
from cases.models import Case
from cases.models.case import access
from cases.permissions import CasePerm
from legal.claims import rules
from legal.claims.models import Hearing, Interview, Reuse
from tvcase.accounts.models import Organisation, User
from tvcase.accounts.roles import PROSECUTORS, Role
from tvcase.audit import log
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import Refused, refuse_for, refuse_future
from tvcase.notifications import outbox

# What somebody of an authority must hold on a case to read an account that the authority may use again.
READING = frozenset({CasePerm.VIEW_LEGAL, CasePerm.VIEW_CLOCK})


class Told(TypedDict):
    """What was told, to whom and in what form; `told_on` is a Sofia date."""

    told_on: date
    listener: str
    listener_name: NotRequired[str]
    topics: Sequence[str]
    summary: NotRequired[str]
    record: str
    record_reference: NotRequired[str]
    language: str
    interpreter: NotRequired[str]
    hearing: NotRequired[Hearing | None]


@act
def record(case: Case, *, on: date, by: User, **told: Unpack[Told]) -> Interview:
    """Record that the person told something to somebody; `on` is the Sofia day of recording.

    Nothing from counselling belongs here. Raises Refused or ValidationError.
    """
    case = lock(case)
    refuse_for(rules.why_not_write(case, by=by))
    refuse_future(told["told_on"], on=on)
    hearing = told.get("hearing")
    if hearing is not None and hearing.case_id != case.pk:
        raise Refused(_("The hearing belongs to another case."))
    interview = Interview(case=case, number=next_number(case.interviews.all()), recorded_by=by, **told)
    save_checked(interview)
    _record(interview, "recorded", on=told["told_on"], by=by)
    return interview


@act
def strike(interview: Interview, *, on: date, by: User) -> Interview:
    """Strike out what was recorded in error, on a Sofia day; nobody may use it any more. Raises Refused."""
    interview = _locked(interview, by=by)
    refuse_for(rules.why_not_strike(interview))
    interview.struck_on, interview.struck_by = on, by
    save_checked(interview)
    for reuse in Reuse.objects.lasting().filter(interview=interview):
        _take_back(interview.case, reuse, on=max(on, reuse.agreed_on), by=by)
    _record(interview, "struck_out", on=on, by=by)
    return interview


@act
def share(
    interview: Interview,
    *,
    organisation: Organisation,
    agreed_on: date,
    given_by: str,
    form: str,
    on: date,
    by: User,
) -> Reuse:
    """Record that the person agreed to let one authority use an account again; from then on it reads it.

    Only an authority that reads something of the case already; `on` is the Sofia day of recording. Raises Refused or
    ValidationError.
    """
    interview = _locked(interview, by=by)
    refuse_for(rules.why_not_reuse(interview))
    if not rules.authorities_of(interview.case).filter(pk=organisation.pk).exists():
        raise Refused(_("This case is not open to that authority."))
    refuse_future(agreed_on, on=on)
    if agreed_on < interview.told_on:
        raise Refused(_("The person cannot have agreed before it was told."))
    reuse = Reuse(
        case=interview.case,
        interview=interview,
        organisation=organisation,
        agreed_on=agreed_on,
        given_by=given_by,
        form=form,
        recorded_by=by,
    )
    save_checked(reuse)
    _record(interview, "shared", on=agreed_on, by=by, to=organisation.code)
    people = notices.holding(organisation, Role.OFFICER, *PROSECUTORS)
    readers = [user for user in people if access(user, interview.case) & READING]
    outbox.notify(readers, "account_shared", case_code=interview.case.code, subject=reuse.pk, due_on=on)
    return reuse


@act
def take_back(reuse: Reuse, *, withdrawn_on: date, on: date, by: User) -> Reuse:
    """Record that the person takes the agreement back; from then on the authority reads nothing (domain 4.13).

    What it read stays read. Possible in a closed case too. Raises Refused or ValidationError.
    """
    case = lock(reuse.case)
    reuse = lock(reuse)
    reuse.case = reuse.interview.case = case
    refuse_for(rules.why_not_keep(case, by=by))
    if reuse.withdrawn_on is not None:
        raise Refused(_("The agreement was taken back already."))
    refuse_future(withdrawn_on, on=on)
    _take_back(case, reuse, on=withdrawn_on, by=by)
    _record(reuse.interview, "share_ended", on=withdrawn_on, by=by, to=reuse.organisation.code)
    return reuse


def _take_back(case: Case, reuse: Reuse, *, on: date, by: User) -> None:
    """End the agreement; the paper that says it is withdrawn too."""
    reuse.withdrawn_on = on
    save_checked(reuse)
    documents.withdraw_with_their_ground(case, reuse.pk, on=on, by=by)


def _locked(interview: Interview, *, by: User) -> Interview:
    interview = locked(interview)
    refuse_for(rules.why_not_write(interview.case, by=by))
    return interview


def _record(interview: Interview, step: str, *, on: date, by: User, **facts: str) -> None:
    log.record(
        f"claims.interview.{step}",
        by=by,
        on=on,
        case=interview.case.code,
        area="aid",
        number=interview.number,
        **facts,
    )
