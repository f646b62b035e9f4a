"""What an act does, in sentences, to be shown before it is confirmed and beside what was recorded.

They never say how a period ended: who may not see a decision must not read it here (product decision 17).
"""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cases.law import deadline_for
from cases.models import Case, CooperationDecision, DecisionAnnulment, Identification, ReflectionPeriod
from cases.rules.registries import Reasons
from cases.states import CHILD, CooperationValue
from cases.terms import RuleKind
from tvcase.dates import local_date


def what_annulling_does(identification: Identification, period: ReflectionPeriod | None) -> Reasons:
    """What follows when an identification is annulled; `period` is the one it started, if any (E-36)."""
    effects: Reasons = []
    if period is not None:
        effects.append(
            _("The reflection period that started on %(day)s is corrected: it no longer counts.")
            % {"day": date_format(period.starts_on)}
        )
    effects.append(_("Shelter and every other service go on."))
    if identification.duplicate_of_id is None:
        effects.append(
            _("If another authority has identified this person too, the earliest of those counts from then on.")
        )
    effects.append(_("It cannot be undone. A correct identification is recorded as a new one."))
    return effects


def what_a_finding_does(
    case: Case, age_status: str, established_at: datetime, *, period: ReflectionPeriod | None, notices_owed: bool
) -> Reasons:
    """What follows from a finding of age; `period` is the case's standing one, `notices_owed` whether the three
    notices are there already (SOP children 1.1; E-13, E-14). Empty when nothing does."""
    if age_status not in CHILD:
        return [procedure_closes(), lawyer_decides()] if case.counts_as_child else []
    effects: Reasons = []
    if period is not None and local_date(established_at) <= period.last_day:
        effects.append(
            _("The reflection period (last day %(day)s) ends by correction, unless it has ended before.")
            % {"day": date_format(period.last_day)}
        )
    term = None if notices_owed else deadline_for(RuleKind.CHILD_NOTICE, established_at)
    if term is not None:
        due = date_format(localtime(term.expires_at), "DATETIME_FORMAT")
        effects.append(_("Three notices are due, at the latest on %(due)s.") % {"due": due})
    return effects


def procedure_closes() -> str:
    """What is recorded of the child stays when the person is found to be an adult (E-14)."""
    return _("The child procedure is closed; what was recorded in it stays. Shelter and every other service go on.")


def lawyer_decides() -> str:
    """A presumed child is found to be an adult: nothing starts by itself (E-14)."""
    return _("No reflection period starts by itself for a person found to be an adult. A lawyer must decide about it.")


def what_a_statement_does(
    decision: CooperationDecision,
    annulment: DecisionAnnulment | None,
    period: ReflectionPeriod | None,
    *,
    child: bool = False,
    knows_end: bool = True,
) -> str:
    """What one statement about cooperation changes; `period` is the case's standing one (product decision 4).

    `child` says that the person is, or may be, a child; `knows_end` whether the reader may know how the period ended.
    """
    if annulment is not None:
        return _of_an_annulled(annulment)
    if decision.value != CooperationValue.YES:
        return _("It changes neither the reflection period nor any service.")
    if not decision.is_effective_yes:
        return _why_only_a_note(decision)
    if period is None:
        return _("No reflection period is running: there is nothing to end.")
    if period.ended_by_decision_id == decision.pk:
        return _("It ended the reflection period on that day.")
    return _of_one_outside(decision, period, child=child, knows_end=knows_end)


def is_before_the_period(decision: CooperationDecision, period: ReflectionPeriod | None) -> bool:
    """Whether a YES was said before the formal identification (product decision 16)."""
    return period is not None and decision.value == CooperationValue.YES and decision.declared_at < period.starts_at


def is_after_the_period(decision: CooperationDecision, period: ReflectionPeriod | None) -> bool:
    """Whether a YES was said after the last day (E-07)."""
    return period is not None and decision.value == CooperationValue.YES and decision.declared_on > period.last_day


def _of_an_annulled(annulment: DecisionAnnulment) -> str:
    if annulment.confirmed_at is not None:
        return _("Annulled: it was recorded in error.")
    return _("Its annulment has been proposed; somebody else must confirm it. Until then it stands.")


def _why_only_a_note(decision: CooperationDecision) -> str:
    if decision.told_it_ends_period_at is None:
        return _("A note only: nobody had told the person that it ends the period. It changes nothing.")
    return _("A note only: it was neither written nor minuted. It changes nothing.")


def _of_one_outside(decision: CooperationDecision, period: ReflectionPeriod, *, child: bool, knows_end: bool) -> str:
    if child:
        return _("It moves nothing: the person is, or may be, a child. A lawyer must decide what follows.")
    if is_before_the_period(decision, period):
        return _("It was said before the formal identification and did not stop the period from starting.")
    if is_after_the_period(decision, period):
        return _("It was said after the last day: special protection may no longer be open. Ask a lawyer.")
    if not knows_end:
        return _("How the reflection period stands is shown only as far as the person agreed to tell it.")
    return _("The reflection period had already ended.")
