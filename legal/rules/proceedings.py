"""Criminal proceedings: who records them, and which step can follow."""

from django.utils.translation import gettext_lazy as _

from cases.models import Case
from cases.models.case import access
from cases.permissions import CasePerm
from cases.rules import Reasons
from legal.models import CriminalProceedings, Protection, ProtectionRequest
from legal.states import ProceedingsStage, ProceedingsState, StepKind
from tvcase.accounts.models import User
from tvcase.accounts.roles import PROSECUTORS

_RUN = ProceedingsState.RUNNING
_AT_TRIAL = {StepKind.TO_COURT: ProceedingsStage.PRE_TRIAL, StepKind.SENT_BACK: ProceedingsStage.TRIAL}


def why_not_record_proceedings(case: Case, *, by: User) -> Reasons:
    """Why this person may not record proceedings or their steps: it is for those who support the person and for the
    prosecutors to whom the legal file is open."""
    perms = access(by, case)
    supports = by.organisation is not None and not by.organisation.identifies_formally
    if supports and CasePerm.CHANGE_LEGAL in perms:
        return []
    if by.has_role(*PROSECUTORS) and CasePerm.DECIDE_PROTECTION in perms:
        return []
    return [_("Those who support the person, and the prosecutors who decide, record the proceedings.")]


def why_not_link(protection_request: ProtectionRequest) -> Reasons:
    """Why the proceedings on which a request rests cannot be changed: the protection lasts as long as they do."""
    proceedings = protection_request.proceedings
    if proceedings is None or not proceedings.lasts:
        return []
    if Protection.objects.filter(request=protection_request, ended_on=None).exists():
        return [_("The protection rests on these criminal proceedings until they end.")]
    return []


def next_steps(proceedings: CriminalProceedings) -> list[StepKind]:
    """What can happen next in proceedings as they are now."""
    if proceedings.state == ProceedingsState.ENDED:
        return [StepKind.REOPENED]
    if proceedings.state == ProceedingsState.SUSPENDED:
        return [StepKind.RESUMED, StepKind.ENDED]
    moved = [kind for kind, stage in _AT_TRIAL.items() if stage == proceedings.stage]
    return [*moved, StepKind.SUSPENDED, StepKind.ENDED]
