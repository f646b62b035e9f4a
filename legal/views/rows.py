"""What became of a request, as rows of a summary: the office's part, the decision, the protection, the appeals."""

from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cases.deadlines import NO_DEADLINE, Deadline
from legal import rules
from legal.case_terms import appeal_term, decision_term
from legal.models import Appeal, Protection, ProtectionRequest
from legal.states import GROUNDS_TO_REFUSE, AppealState, DecisionGround, EndKind, RequestState, ServiceMethod

Rows = list[dict[str, Any]]


def _row(label: str, *values: object) -> dict[str, Any]:
    return {"label": label, "value": "\n".join(str(value) for value in values if value)}


def _day(day: date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""


def term_words(term: Deadline | None) -> str:
    """When a term is over and how it was counted, or that our sources set none."""
    return term.words() if term else str(NO_DEADLINE)


def of_the_office(found: ProtectionRequest, *, at: datetime) -> Rows:
    """Where the request is: filed how, registered when, on which proceedings it rests, who has taken it, until when."""
    rests_on = _row(_("Criminal proceedings"), *_proceedings(found))
    if found.filed_on is None:
        return [rests_on] if found.proceedings else []
    rows = [
        _row(_("How it was filed"), found.get_filed_how_display()),
        _row(_("Register of the office"), found.register_number, _day(found.registered_on)),
        rests_on,
    ]
    holder = found.taken_by(at=at)
    if holder is not None and found.claim_ends_at is not None:
        rows.append(_row(_("Taken by"), holder, _until(found.claim_ends_at)))
    if found.awaits_decision:
        rows.append(_row(_("Deadline for the decision"), term_words(decision_term(found))))
    return rows


def _until(instant: datetime) -> str:
    return _("until %(until)s") % {"until": date_format(localtime(instant), "DATETIME_FORMAT")}


def _proceedings(found: ProtectionRequest) -> list[object]:
    proceedings = found.proceedings
    if proceedings is None:
        return []
    return [proceedings.pre_trial_number, proceedings.get_stage_display(), proceedings.get_state_display()]


def of_the_decision(found: ProtectionRequest) -> Rows:
    """The decision, its grounds and reasons, and how the person was given it."""
    if found.decided_on is None:
        return []
    words = dict(DecisionGround.choices)
    first = RequestState.REFUSED if set(found.decision_grounds) <= set(GROUNDS_TO_REFUSE) else RequestState.ACTIVE
    rows = [
        _row(_("Decision"), first.label, _day(found.decided_on)),
        _row(_("Reference"), found.decision_reference),
        _row(_("Grounds"), *(words[code] for code in found.decision_grounds)),
        _row(_("Reasons"), found.decision_reasons),
        _row(_("Given to the person"), _day(found.served_on), found.get_served_how_display()),
    ]
    if found.state == RequestState.REFUSED:
        rows.append(_row(_("Time for an appeal"), _appeal_words(found.served_on)))
    return rows


def _appeal_words(told_on: date | None) -> str:
    if told_on is None:
        return _("It is counted from the day on which the person is given the act. Record that day.")
    return term_words(appeal_term(told_on))


def of_the_protection(protection: Protection, *, on: date) -> Rows:
    """The protection: how long, what it contains, the permits, and how it ended."""
    state = rules.status_of(protection, on=on)
    lasts = _("from %(first)s, as long as the criminal proceedings") % {"first": _day(protection.valid_from)}
    if protection.ended_on:
        facts = {"first": _day(protection.valid_from), "last": _day(protection.ended_on)}
        lasts = _("from %(first)s to %(last)s") % facts
    return [
        _row(_("Special protection"), state.label),
        _row(_("Lasts"), lasts),
        _row(_("Extended stay"), _("yes") if protection.extended_stay else _("no")),
        _row(_("Residence permit"), *_permits(protection)),
        *_end(protection),
    ]


def _permits(protection: Protection) -> list[str]:
    if protection.permit_issued_on and protection.permit_valid_to:
        earlier = [
            _permit(one.permit_number, one.permit_issued_on, one.permit_valid_to)
            for one in protection.earlier_permits.all()
        ]
        now = _permit(protection.permit_number, protection.permit_issued_on, protection.permit_valid_to)
        return [now, *([_("Before it:"), *earlier] if earlier else [])]
    if not protection.permit_possible:
        return [_("not for this person")]
    return [] if protection.ended_on else [_("possible, not recorded yet")]


def _permit(number: str, first: date, last: date) -> str:
    facts = {"number": number, "first": _day(first), "last": _day(last)}
    return _("%(number)s, from %(first)s to %(last)s") % facts


def _end(protection: Protection) -> Rows:
    if protection.ended_on is None:
        return []
    rows = [_row(_("How it ended"), protection.get_end_kind_display(), protection.end_reference)]
    if protection.end_kind == EndKind.TERMINATED:
        heard = [_day(protection.heard_on), protection.heard_words]
        rows += [
            _row(_("Ground"), protection.get_termination_ground_display()),
            _row(_("The fact"), _day(protection.fact_on), protection.facts, protection.facts_known_from),
            _row(_("What the person said"), *(heard if protection.heard_on else [protection.not_heard_why])),
            _row(_("Reasons"), protection.termination_reasons),
        ]
    if protection.end_kind == EndKind.RENOUNCED:
        how = dict(protection._meta.get_field("renounced_how").choices or ())[protection.renounced_how]
        return [*rows, _row(_("How the person renounced"), how)]
    served = ServiceMethod(protection.end_served_how).label if protection.end_served_how else ""
    rows.append(_row(_("Given to the person"), _day(protection.end_served_on), served))
    if protection.end_kind == EndKind.TERMINATED and not _was_appealed(protection):
        rows.append(_row(_("Time for an appeal"), _appeal_words(protection.end_served_on)))
    return rows


def _was_appealed(protection: Protection) -> bool:
    return any(made.contested_on == protection.ended_on for made in protection.request.appeals.all())


def of_an_appeal(made: Appeal) -> Rows:
    """One appeal: against what, to whom, in whose words, and its result."""
    rows = [
        _row(_("Against"), made.get_against_display(), _day(made.contested_on), made.contested_reference),
        _row(_("Appealed on"), _day(made.filed_on)),
        _row(_("Who decides"), made.body),
        _row(_("In the person's own words"), made.own_words),
        _row(_("Result"), made.get_state_display(), _day(made.result_on), made.result_reference, made.result_reasons),
    ]
    if made.state == AppealState.OVERTURNED and made.contested_ground:
        rows.insert(1, _row(_("Ground"), made.get_contested_ground_display(), made.contested_reasons))
    return rows
