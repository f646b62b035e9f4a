"""Criminal proceedings: opened, and then one dated step after another. Days are Europe/Sofia dates."""

from datetime import date

from django.utils.translation import gettext as _

from cases.actions.act import act, locked
from cases.models import Case
from legal import rules
from legal.actions import chain
from legal.models import CriminalProceedings, ProceedingsStep, ProtectionRequest
from legal.states import STATE_AFTER, ProceedingsStage, RequestState, StepKind
from tvcase.accounts.models import Organisation, User
from tvcase.audit import log
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import Refused, move, refuse_for

STAGE_AFTER = {
    StepKind.TO_COURT: ProceedingsStage.TRIAL,
    StepKind.SENT_BACK: ProceedingsStage.PRE_TRIAL,
}


@act
def record(
    case: Case, *, pre_trial_number: str, authority: Organisation, opened_on: date, by: User
) -> CriminalProceedings:
    """Record criminal proceedings about what was done to the person. Raises Refused or ValidationError."""
    case = lock(case)
    refuse_for(rules.why_not_record_proceedings(case, by=by))
    proceedings = CriminalProceedings(
        case=case,
        number=next_number(case.criminal_proceedings),
        authority=authority,
        pre_trial_number=pre_trial_number,
        opened_on=opened_on,
        recorded_by=by,
    )
    save_checked(proceedings)
    _write(proceedings, StepKind.OPENED, on=opened_on, by=by)
    return proceedings


@act
def step(
    proceedings: CriminalProceedings,
    *,
    kind: str,
    on: date,
    reference: str = "",
    how: str = "",
    court: str = "",
    by: User,
) -> CriminalProceedings:
    """Record what happened in proceedings on a day, as the act that took effect says it.

    Suspended proceedings have not ended (E-29); reopened ones revive no protection (E-30). The office whose
    protection rests on proceedings that ended is told. Raises Refused or ValidationError.
    """
    proceedings = locked(proceedings)
    refuse_for(rules.why_not_record_proceedings(proceedings.case, by=by))
    if kind not in rules.next_steps(proceedings):
        raise Refused(_("This cannot follow what is recorded of the proceedings."))
    last = proceedings.steps.last()
    if last is not None and on < last.effective_on:
        raise Refused(_("An earlier step took effect after this day."))
    state = STATE_AFTER[StepKind(kind)]
    if state != proceedings.state:
        move(proceedings, to=state)
    proceedings.stage = STAGE_AFTER.get(StepKind(kind), proceedings.stage)
    proceedings.court = _court_after(proceedings, court)
    save_checked(proceedings)
    _write(proceedings, StepKind(kind), on=on, reference=reference, how=how, by=by)
    if kind == StepKind.ENDED:
        _tell_the_offices(proceedings, on=on)
    return proceedings


def _court_after(proceedings: CriminalProceedings, court: str) -> str:
    if proceedings.stage == ProceedingsStage.PRE_TRIAL:
        return ""
    return court or proceedings.court


def _write(
    proceedings: CriminalProceedings, kind: StepKind, *, on: date, by: User, reference: str = "", how: str = ""
) -> None:
    written = ProceedingsStep(
        case=proceedings.case,
        proceedings=proceedings,
        number=next_number(proceedings.steps),
        kind=kind,
        how=how,
        effective_on=on,
        reference=reference,
        recorded_by=by,
    )
    save_checked(written)
    case = proceedings.case.code
    log.record("legal.proceedings.step", by=by, on=on, case=case, area="legal", number=proceedings.number, step=kind)


def _tell_the_offices(proceedings: CriminalProceedings, *, on: date) -> None:
    resting = ProtectionRequest.objects.filter(
        proceedings=proceedings, state=RequestState.ACTIVE, protection__ended_on=None
    )
    for protection_request in resting.select_related("office"):
        protection_request.case = proceedings.case
        chain.tell_office(protection_request, "proceedings_ended", on=on)
