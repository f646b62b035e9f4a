"""The protection: its permits, its end, and what state it is in."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.geo import is_third_country
from cases.rules import Reasons
from legal.models import Appeal, CriminalProceedings, Protection
from legal.rules.asking import FROZEN
from legal.states import AppealAgainst, AppealState, EndKind, ProceedingsState, ProtectionState, StepKind


def status_of(protection: Protection, *, on: date) -> ProtectionState:
    """What the status is on a day in Sofia; the day of the end is still inside (domain 4.5)."""
    if protection.ended_on is None or on <= protection.ended_on:
        return ProtectionState.ACTIVE
    if protection.end_kind != EndKind.TERMINATED:
        return ProtectionState.RENOUNCED if protection.end_kind == EndKind.RENOUNCED else ProtectionState.ENDED
    appeals = Appeal.objects.filter(request=protection.request_id, against=AppealAgainst.TERMINATION)
    appeal = appeals.filter(contested_on=protection.ended_on).last()
    if appeal is None:
        return ProtectionState.TERMINATED
    became = {
        AppealState.FILED: ProtectionState.TERMINATED_APPEALED,
        AppealState.OVERTURNED: ProtectionState.OVERTURNED,
    }
    return became.get(AppealState(appeal.state), ProtectionState.TERMINATED_FINAL)


def why_not_permit(protection: Protection) -> Reasons:
    """Why no residence permit can be recorded: it belongs to non-EU foreigners whose protection lasts."""
    reasons: Reasons = []
    if protection.ended_on is not None:
        reasons.append(_("The protection has ended."))
    if is_third_country(protection.case.person.citizenships) is not True:
        reasons.append(
            _(
                "A residence permit is for foreigners from outside the European Union. The recorded citizenship "
                "does not say that the person is one."
            )
        )
    return reasons


def why_not_end(protection: Protection) -> Reasons:
    """Why the end of the protection cannot be recorded."""
    return [_("The protection has ended.")] if protection.ended_on is not None else []


def why_not_end_with(
    protection: Protection, proceedings: CriminalProceedings | None, *, on: date | None = None
) -> Reasons:
    """Why the protection cannot end, on a day in Sofia, with the proceedings on which it rests: none are named, or
    they have not ended by then; suspended is not ended (E-29)."""
    reasons = why_not_end(protection)
    if proceedings is None:
        return [*reasons, _("It is not recorded on which criminal proceedings the protection rests. Name them first.")]
    if proceedings.state == ProceedingsState.SUSPENDED:
        return [*reasons, _("The criminal proceedings are suspended: suspended is not ended.")]
    end = proceedings.steps.filter(kind=StepKind.ENDED).last()
    if proceedings.lasts or end is None:
        return [*reasons, _("The criminal proceedings have not ended. Record their end first.")]
    if on is not None and on < end.effective_on:
        return [*reasons, _("The protection lasts as long as the criminal proceedings: they ended after this day.")]
    return reasons


def why_not_terminate(protection: Protection, *, on: date | None = None) -> Reasons:
    """Why the protection cannot be ended early, on a day in Sofia; what a child holds is not taken away meanwhile."""
    reasons = why_not_end(protection)
    if protection.case.counts_as_child:
        reasons = [*reasons, FROZEN]
    overturned = Appeal.objects.filter(
        request=protection.request_id, against=AppealAgainst.TERMINATION, state=AppealState.OVERTURNED
    )
    if on is not None and overturned.filter(Q(result_on__gt=on) | Q(contested_on=on)).exists():
        reasons = [
            *reasons,
            _(
                "An early end was overturned. A new one cannot bear an earlier day, nor the day of the one that was "
                "overturned."
            ),
        ]
    return reasons


def why_not_renounce(protection: Protection) -> Reasons:
    """Why the person cannot renounce the protection now; a child's waits for the lawyer (product decision 16)."""
    return why_not_terminate(protection)
