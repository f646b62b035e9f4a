"""A file sealed to named people, and the two of them who lift the seal."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from cases.actions.act import act
from cases.actions.places import end_unsuited
from cases.models import Case, CaseSeal
from cases.rules import who_can_be_named, why_not_answer_lift, why_not_keep, why_not_propose_lift, why_not_seal
from tvcase.accounts.models import User
from tvcase.audit import log
from tvcase.dates import local_date
from tvcase.db import lock, save_checked
from tvcase.flow import Refused, refuse_for
from tvcase.notifications import outbox


@act
def seal(case: Case, *, people: Iterable[User], reason: str, by: User, at: datetime) -> CaseSeal:
    """Seal a file to these people and whoever seals it: for everybody else it is not there any more.

    The holder's coordinator does so, and names at least one other person to whom the file is open. Raises Refused
    or ValidationError.
    """
    case = lock(case)
    refuse_for(why_not_seal(case, by))
    named = sorted({by.pk, *(user.pk for user in people)})
    if who_can_be_named(case).filter(pk__in=named).count() != len(named):
        raise Refused(_("Choose people to whom this file is open."))
    made = CaseSeal(case=case, named=named, reason=reason, sealed_by=by, sealed_at=at)
    save_checked(made)
    _record(made, "sealed", by=by, at=at, people=len(named))
    _tell(made, "case_sealed", but=by, at=at)
    return made


@act
def propose_lift(held: CaseSeal, *, by: User, at: datetime) -> CaseSeal:
    """Propose that the file opens again to everybody who works on it. Raises Refused."""
    held = _locked(held)
    refuse_for(why_not_propose_lift(held, by))
    held.lift_proposed_by, held.lift_proposed_at = by, at
    save_checked(held)
    _record(held, "lift_proposed", by=by, at=at)
    _tell(held, "seal_lift_proposed", but=by, at=at)
    return held


@act
def lift(held: CaseSeal, *, by: User, at: datetime) -> CaseSeal:
    """Confirm, as another of those named, that the seal is lifted. Raises Refused."""
    held = _locked(held)
    refuse_for(why_not_answer_lift(held, by))
    held.lifted_by, held.lifted_at = by, at
    save_checked(held)
    _record(held, "unsealed", by=by, at=at)
    end_unsuited(held.case, by=by, on=local_date(at))
    _tell(held, "seal_lifted", but=by, at=at)
    return held


@act
def keep(held: CaseSeal, *, by: User, at: datetime) -> CaseSeal:
    """Take a proposal back, one's own or another's: the file stays sealed. Raises Refused."""
    held = _locked(held)
    refuse_for(why_not_keep(held, by))
    held.lift_proposed_by, held.lift_proposed_at = None, None
    save_checked(held)
    _record(held, "seal_kept", by=by, at=at)
    return held


def _locked(held: CaseSeal) -> CaseSeal:
    lock(held.case)
    return lock(held)


def _record(held: CaseSeal, what: str, *, by: User, at: datetime, **facts: Any) -> None:
    log.record(f"cases.case.{what}", by=by, on=local_date(at), case=held.case.code, area="core", **facts)


def _tell(held: CaseSeal, kind: str, *, but: User, at: datetime) -> None:
    told = User.objects.filter(pk__in=held.named, is_active=True).exclude(pk=but.pk).order_by("pk")
    outbox.notify(
        told,
        kind,
        case_code=held.case.code,
        subject=held.pk,
        occurrence=at.isoformat(timespec="minutes"),
        due_on=local_date(at),
    )
