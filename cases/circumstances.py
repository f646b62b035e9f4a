"""What the circumstances of a person ask for, whatever the next step is: a sentence each, and where to do it."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.facts import Facts
from cases.nextstep import Step
from cases.permissions import CasePerm, reaches
from cases.returning import FOREIGNER_RETURNS, ReturnSituation, ReturnState

HELD = "HELD_IN_SHTAF"  # an entry of the list of residence statuses
NEWBORN = "SALE_OF_NEWBORN"  # an entry of the list of forms of exploitation


def circumstances(facts: Facts) -> list[Step]:
    """What to think of in an open case, for those who support the person or hold the case; it never forbids."""
    if not facts.inside or not facts.case.is_open:
        return []
    return [step for circumstance in _ALL if (step := circumstance(facts))]


def _held(facts: Facts) -> Step | None:
    """A foreigner in the special home of the Migration Directorate is offered a shelter (domain E-17)."""
    if not reaches(facts.perms) or facts.case.person.residence_status != HELD:
        return None
    sentence = _(
        "The person is held in the special home for foreigners. Offer a place in a shelter at once, and ask the "
        "Migration Directorate for the release."
    )
    return _step(sentence, facts, CasePerm.VIEW_STAY, "shelters:case-panel")


def _newborn(facts: Facts) -> Step | None:
    """A child that was to be sold is a child to protect, born or expected (domain E-38)."""
    if NEWBORN not in facts.case.exploitation or not facts.may(CasePerm.VIEW_CORE):
        return None
    sentence = _(
        "A newborn child was sold or was to be sold. Tell child protection of the child, also of one that is "
        "expected. The child needs a case of its own."
    )
    return _step(sentence, facts, CasePerm.VIEW_CORE, "cases:facts")


def _not_returning(facts: Facts) -> Step | None:
    """A foreigner who does not wish to return although the ground to stay fell away (domain E-19). What the State then
    does is no task of this program; that somebody speaks with a lawyer is."""
    plan = facts.plans[-1] if facts.plans else None
    if plan is None or plan.state != ReturnState.DECLINED or plan.kind not in FOREIGNER_RETURNS:
        return None
    if plan.situation == ReturnSituation.VOLUNTARY:
        return None
    sentence = _(
        "The person does not wish to return, and may have no right to stay any more. Ask a lawyer now which ways to "
        "stay there are. Every service goes on."
    )
    return _step(sentence, facts, CasePerm.VIEW_AID, "aid:case-panel")


def _step(sentence: str, facts: Facts, perm: CasePerm, url_name: str) -> Step:
    """The sentence, with the page to act on for those who may open it."""
    return Step(sentence, reverse(url_name, args=[facts.case.code]) if facts.may(perm) else "")


_ALL: tuple[Callable[[Facts], Step | None], ...] = (_held, _newborn, _not_returning)
