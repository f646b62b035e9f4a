"""What another organisation can be told of needs and plan with the person's consent (domain 4.10, 4.13).

Of the plan only goals and steps: measures for safety, the risk and the place of signing are told of by nobody here.
"""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from cases.models import Case
from cases.permissions import CasePerm
from cases.rules import SharedItemSource, shared_item_source
from cases.support import portrait, rules


def _needs(case: Case) -> Iterator[str]:
    """What is needed now, and what is not known yet."""
    assessment = rules.latest_needs(case)
    if assessment is not None:
        yield from (line.whole for line in portrait.needs_lines(assessment))


def _plan(case: Case) -> Iterator[str]:
    """The goals and steps of the version in force, without who does what."""
    plan = case.support_plans.active().first()
    if plan is not None:
        yield from (line.text for line in portrait.goals_and_steps(plan))


shared_item_source(SharedItemSource("NEEDS", _("what the person needs"), CasePerm.VIEW_SUPPORT, _needs))
shared_item_source(SharedItemSource("PLAN", _("goals and steps of the plan"), CasePerm.VIEW_SUPPORT, _plan))
