"""Appeals of the person against a refusal or an early end. Days are Europe/Sofia dates."""

from datetime import date

from django.utils.translation import gettext as _

from cases.actions import documents, team
from cases.actions.act import act, locked
from cases.states import OpeningGround
from legal import rules
from legal.actions import chain
from legal.letters import DECISION, TERMINATION
from legal.models import Appeal, Protection, ProtectionRequest
from legal.states import AppealAgainst, AppealState, RequestState
from tvcase.accounts.models import User
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import Refused, move, refuse_for


@act
def appeal(
    protection_request: ProtectionRequest, *, filed_on: date, body: str, own_words: str = "", by: User
) -> Appeal:
    """Record that the person appeals the refusal or the early end, and to whom; the office reads the file again.

    By those who support the person, or by the lawyer who is appointed and has filed it. Our sources set no time limit
    and name no body: both are written down. Raises Refused or ValidationError.
    """
    protection_request = locked(protection_request)
    case = protection_request.case
    refuse_for(rules.why_not_speak_for(case, by=by) + rules.why_not_appeal(protection_request))
    made = Appeal(
        case=case,
        request=protection_request,
        number=next_number(protection_request.appeals),
        filed_on=filed_on,
        body=body,
        own_words=own_words,
        recorded_by=by,
        **_contested(protection_request),
    )
    save_checked(made)
    if made.against == AppealAgainst.REFUSAL:
        move(protection_request, to=RequestState.APPEALED)
        save_checked(protection_request)
    if protection_request.office is not None:
        office = protection_request.office
        team.open_to(case, office, OpeningGround.PROTECTION, subject=made.pk, by=by, on=filed_on)
        chain.tell_office(protection_request, "protection_appealed", on=filed_on)
    chain.record("legal.appeal.filed", protection_request, by=by, on=filed_on, against=made.against)
    return made


@act
def take_back(made: Appeal, *, on: date, by: User) -> Appeal:
    """Record that the person takes the appeal back; the act stands. Raises Refused."""
    made, protection_request = _locked(made)
    refuse_for(rules.why_not_help(made.case, by=by) + rules.why_not_result(made))
    return _finish(made, protection_request, to=AppealState.WITHDRAWN, on=on, by=by)


@act
def uphold(made: Appeal, *, on: date, reference: str, reasons: str = "", by: User) -> Appeal:
    """Record that the refusal or the early end stands; recorded by a prosecutor of the office. Raises Refused."""
    made, protection_request = _locked(made)
    refuse_for(rules.why_not_judge(protection_request, by=by) + rules.why_not_result(made))
    made.result_reference = reference
    made.result_reasons = reasons
    return _finish(made, protection_request, to=AppealState.UPHELD, on=on, by=by)


@act
def overturn(
    made: Appeal, *, on: date, reference: str, reasons: str = "", extended_stay: bool = False, by: User
) -> Appeal:
    """Record that the refusal or the early end was overturned; recorded by a prosecutor of the office.

    A refusal becomes a grant from that day on; an early end is taken off the protection, which lasts again. A request
    that the person made anew and nobody has decided is closed then. Where a protection that the person asked for anew
    lasts, it stays, and nothing but the result is recorded.
    Raises Refused or ValidationError.
    """
    made, protection_request = _locked(made)
    refuse_for(rules.why_not_judge(protection_request, by=by) + rules.why_not_result(made))
    made.result_reference = reference
    made.result_reasons = reasons
    _finish(made, protection_request, to=AppealState.OVERTURNED, on=on, by=by)
    _withdraw_its_letter(made, protection_request, on=on, by=by)
    if rules.another_lasts(made):
        chain.close_to_the_office(protection_request, by=by, on=on)
        return made
    if made.against == AppealAgainst.REFUSAL:
        chain.open_status(protection_request, valid_from=on, extended_stay=extended_stay)
    else:
        _take_the_end_off(lock(Protection.objects.get(request=protection_request)))
    chain.supersede_what_waits(protection_request, by=by, on=on)
    return made


def _locked(made: Appeal) -> tuple[Appeal, ProtectionRequest]:
    row, protection_request = locked(made), lock(made.request)
    protection_request.case = row.case
    row.request = protection_request
    return row, protection_request


def _contested(protection_request: ProtectionRequest) -> dict[str, object]:
    """What the appeal is against, copied: an early end that is overturned disappears from the protection."""
    if rules.appealable(protection_request) == AppealAgainst.REFUSAL:
        return {
            "against": AppealAgainst.REFUSAL,
            "contested_on": protection_request.decided_on,
            "contested_reference": protection_request.decision_reference,
            "contested_reasons": protection_request.decision_reasons,
        }
    protection = Protection.objects.get(request=protection_request)
    return {
        "against": AppealAgainst.TERMINATION,
        "contested_on": protection.ended_on,
        "contested_reference": protection.end_reference,
        "contested_ground": protection.termination_ground,
        "contested_reasons": protection.termination_reasons,
    }


def _finish(made: Appeal, protection_request: ProtectionRequest, *, to: AppealState, on: date, by: User) -> Appeal:
    if on < made.filed_on:
        raise Refused(_("The result cannot come before the appeal."))
    move(made, to=to)
    made.result_on = on
    made.result_by = by
    made.result_by_organisation = by.organisation
    save_checked(made)
    overturned = to == AppealState.OVERTURNED
    if made.against == AppealAgainst.REFUSAL:
        move(protection_request, to=RequestState.ACTIVE if overturned else RequestState.REFUSED_FINAL)
        save_checked(protection_request)
    if not overturned:
        chain.close_to_the_office(protection_request, by=by, on=on)
    chain.record("legal.appeal.decided", protection_request, by=by, on=on, result=to)
    if to != AppealState.WITHDRAWN:
        chain.tell(made.case, "protection_appeal_decided", protection_request, on=on)
    return made


def _withdraw_its_letter(made: Appeal, protection_request: ProtectionRequest, *, on: date, by: User) -> None:
    """Whoever checks the letter about the overturned act learns that it holds no more."""
    letter, subject = DECISION, protection_request.pk
    if made.against == AppealAgainst.TERMINATION:
        letter, subject = TERMINATION, Protection.objects.get(request=protection_request).pk
    documents.withdraw_with_their_ground(made.case, subject, kind=letter.kind, on=on, by=by)


def _take_the_end_off(protection: Protection) -> None:
    for name in ("ended_on", "fact_on", "heard_on", "end_served_on", "ended_by", "ended_by_organisation"):
        setattr(protection, name, None)
    for name in (
        *("end_kind", "end_reference", "termination_ground", "termination_reasons", "end_served_how"),
        *("facts", "facts_known_from", "heard_words", "not_heard_why"),
    ):
        setattr(protection, name, "")
    protection.own_wish = False
    save_checked(protection)
