"""What the proceedings say of compensation by the State: an act that took effect, and until when it can be asked for.

A sentence, a plea bargain, an ending without a sentence and a suspension are recorded in the proceedings; the term of
one year runs from the day on which they took effect (SOP 3.4; E-29), whether or not anybody began a claim.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import OuterRef, Q, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.deadlines import Deadline
from cases.law import deadline_for, law_at_hand
from cases.models import Case
from cases.permissions import CasePerm
from cases.terms import RuleKind
from legal.claims.models import Claim
from legal.claims.states import ClaimRoute, ClaimState, TriggerEvent
from legal.models import CriminalProceedings, ProceedingsStep
from legal.states import ProceedingsEnd, StepKind
from tvcase.accounts.models import User

# Proceedings in which the person is a victim last years; an act older than this opens nothing that can still be asked.
LOOK_BACK = 3 * 366

# The acts after which the State can be asked, as the proceedings know them. An acquittal is none of them.
ENDS = (ProceedingsEnd.CONVICTION, ProceedingsEnd.PLEA_BARGAIN, ProceedingsEnd.TERMINATION)
OPENING = Q(kind=StepKind.ENDED, how__in=ENDS) | Q(kind=StepKind.SUSPENDED)

CERTAIN = {
    ProceedingsEnd.CONVICTION: TriggerEvent.CONVICTION,
    ProceedingsEnd.PLEA_BARGAIN: TriggerEvent.PLEA_BARGAIN,
}
CONDITIONS: dict[str, str | Promise] = {
    ProceedingsEnd.TERMINATION: _("only if they ended by limitation, by amnesty or by transfer to another country"),
    StepKind.SUSPENDED: _("only if they were suspended because the offender is unknown"),
}


@dataclass(frozen=True)
class Opening:
    """An act of the proceedings from which the State can be asked, and by when."""

    proceedings: int
    act: str | Promise
    took_effect_on: date
    event: str  # the act as a claim names it; empty where the proceedings do not say enough
    condition: str | Promise
    term: Deadline | None

    @property
    def last_day(self) -> date | None:
        return self.term.last_day if self.term else None


def openings(case: Case, *, user: User) -> list[Opening]:
    """The acts after which the State can be asked and nobody has asked yet, as far as this person may read them.

    Only an act with which the proceedings still stand: what was resumed or reopened goes on.
    """
    if Claim.objects.permitting(user, CasePerm.VIEW_AID).filter(case=case).filter(ASKED).exists():
        return []
    read = CriminalProceedings.objects.visible_to(user).filter(case=case).values("pk")
    last = ProceedingsStep.objects.filter(proceedings=OuterRef("proceedings")).order_by("-number").values("pk")[:1]
    steps = ProceedingsStep.objects.filter(OPENING, proceedings__in=read, pk=Subquery(last))
    return [_opening(step) for step in steps.select_related("proceedings").order_by("effective_on")]


# The State has been asked, or the person does not want it; a draft that names its act has reminders of its own.
ASKED = Q(route=ClaimRoute.STATE_COMPENSATION) & (~Q(state=ClaimState.PREPARED) | Q(trigger_on__isnull=False))


def last_days(*, until: date) -> Iterable[tuple[date, date]]:
    """For each day up to one in Sofia: the last day of asking, for an act that took effect on it."""
    with law_at_hand():
        for back in range(LOOK_BACK):
            day = until - timedelta(days=back)
            term = deadline_for(RuleKind.COMPENSATION_APPLICATION, day)
            if term is not None:
                yield day, term.last_day


def _opening(step: ProceedingsStep) -> Opening:
    what = step.how or step.kind
    return Opening(
        proceedings=step.proceedings.number,
        act=step.get_how_display() if step.how else _("the proceedings were suspended"),
        took_effect_on=step.effective_on,
        event=CERTAIN.get(ProceedingsEnd(step.how), "") if step.how else "",
        condition=CONDITIONS.get(what, ""),
        term=deadline_for(RuleKind.COMPENSATION_APPLICATION, step.effective_on),
    )
