"""The status of special protection: its permits, and the four ways it ends. Days are Europe/Sofia dates."""

from datetime import date, datetime
from typing import TypedDict, Unpack

from django.utils.translation import gettext as _

from cases.actions import following
from cases.actions.act import act
from legal import rules
from legal.actions import chain
from legal.actions.letters import issue_with_the_act
from legal.letters import TERMINATION
from legal.models import EarlierPermit, Protection
from legal.states import EndKind
from tvcase.accounts.models import User
from tvcase.db import save_checked
from tvcase.flow import Refused, refuse_for


class Termination(TypedDict, total=False):
    """An early end: its ground with the fact it needs, and what the person said, or why she or he was not heard."""

    ground: str
    reasons: str
    reference: str
    fact_on: date
    facts: str
    facts_known_from: str
    own_wish: bool
    heard_on: date | None
    heard_words: str
    not_heard_why: str


@act
def record_permit(
    protection: Protection, *, permit_number: str, permit_issued_on: date, permit_valid_to: date, by: User
) -> Protection:
    """Record the residence permit that a non-EU foreigner received on the strength of the protection, or its
    renewal; the one before is kept. Raises Refused or ValidationError."""
    protection = chain.locked_status(protection)
    refuse_for(rules.why_not_help(protection.case, by=by) + rules.why_not_permit(protection))
    if permit_issued_on < protection.valid_from:
        raise Refused(_("The permit cannot have been issued before the protection began."))
    _keep_earlier(protection, by=by)
    protection.permit_possible = True
    protection.permit_number = permit_number
    protection.permit_issued_on = permit_issued_on
    protection.permit_valid_to = permit_valid_to
    save_checked(protection)
    chain.record(
        "legal.protection.permit", protection.request, by=by, on=permit_issued_on, valid_to=permit_valid_to.isoformat()
    )
    return protection


@act
def end_with_proceedings(protection: Protection, *, reference: str, on: date, by: User) -> Protection:
    """Record that the protection ended on a day with the criminal proceedings on which it rests; suspended ones have
    not ended (E-29). Raises Refused."""
    protection = chain.locked_status(protection)
    refuse_for(rules.why_not_judge(protection.request, by=by))
    refuse_for(rules.why_not_end_with(protection, protection.request.proceedings, on=on))
    return _end(protection, EndKind.PROCEEDINGS_ENDED, reference=reference, on=on, by=by)


@act
def terminate(protection: Protection, *, on: date, at: datetime, by: User, **early: Unpack[Termination]) -> Protection:
    """End the protection early on one of exactly three grounds, with its fact, a hearing and reasons (SEED-2).

    `at` is the instant of recording, in which the act becomes a letter. Raises Refused or ValidationError.
    """
    protection = chain.locked_status(protection)
    refuse_for(rules.why_not_judge(protection.request, by=by) + rules.why_not_terminate(protection, on=on))
    protection.termination_ground = early.get("ground", "")
    protection.termination_reasons = early.get("reasons", "")
    for name in ("facts", "facts_known_from", "heard_words", "not_heard_why"):
        setattr(protection, name, early.get(name, ""))
    protection.fact_on = early.get("fact_on")
    protection.own_wish = early.get("own_wish", False)
    protection.heard_on = early.get("heard_on")
    return _end(protection, EndKind.TERMINATED, reference=early.get("reference", ""), on=on, at=at, by=by)


@act
def renounce(protection: Protection, *, on: date, renounced_how: str, explained_on: date, by: User) -> Protection:
    """Record that the person gives the protection up, in writing or in minutes, after being told what it changes.

    Recorded by those who support her or him; nobody decides on it. Raises Refused or ValidationError.
    """
    protection = chain.locked_status(protection)
    refuse_for(rules.why_not_help(protection.case, by=by) + rules.why_not_renounce(protection))
    protection.renounced_how = renounced_how
    protection.explained_on = explained_on
    return _end(protection, EndKind.RENOUNCED, reference="", on=on, by=by)


@act
def serve_end(protection: Protection, *, served_on: date, served_how: str, by: User) -> Protection:
    """Record that the person was given the act that ended the protection, and how. Raises Refused."""
    protection = chain.locked_status(protection)
    refuse_for(rules.why_not_tell(protection.request, by=by) + rules.why_not_serve_the_end(protection))
    protection.end_served_on = served_on
    protection.end_served_how = served_how
    save_checked(protection)
    chain.record("legal.protection.served", protection.request, by=by, on=served_on)
    return protection


def _keep_earlier(protection: Protection, *, by: User) -> None:
    if protection.permit_issued_on is None or protection.permit_valid_to is None:
        return
    earlier = EarlierPermit(
        case=protection.case,
        protection=protection,
        permit_number=protection.permit_number,
        permit_issued_on=protection.permit_issued_on,
        permit_valid_to=protection.permit_valid_to,
        recorded_by=by,
    )
    save_checked(earlier)


ACTS = {
    EndKind.PROCEEDINGS_ENDED: "legal.protection.ended",
    EndKind.TERMINATED: "legal.protection.terminated",
    EndKind.RENOUNCED: "legal.protection.renounced",
}


def _end(
    protection: Protection, kind: EndKind, *, reference: str, on: date, by: User, at: datetime | None = None
) -> Protection:
    protection.ended_on = on
    protection.end_kind = kind
    protection.end_reference = reference
    protection.ended_by = by
    protection.ended_by_organisation = by.organisation
    save_checked(protection)
    if at is not None:
        issue_with_the_act(TERMINATION, protection, at=at, by=by)
    chain.close_to_the_office(protection.request, by=by, on=on)
    ground = {"ground": protection.termination_ground} if kind == EndKind.TERMINATED else {}
    chain.record(ACTS[kind], protection.request, by=by, on=on, **ground)
    chain.tell(protection.case, "protection_ended", protection.request, on=on)
    following.protection_ended(protection.case, on=on)
    if kind == EndKind.RENOUNCED:
        chain.tell_office(protection.request, "protection_renounced", on=on)
    return protection
