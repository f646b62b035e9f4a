"""The papers of a return: the plan for the person, and the handover for those who travel with and receive her or him.

Neither names a shelter, a trafficker or what happened. For an asylum applicant both say that nobody of the country of
origin is contacted (E-16).
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Case, CodeEntry, ReturnPlan
from cases.models.codes import CodeList
from cases.permissions import Area, CasePerm
from cases.returning import AGREED_RETURNS, DEPARTED_RETURNS, PAPERS_READY, ReturnState
from cases.rules import Reasons, why_not_written
from cases.rules.letters import (
    IN_TWO_LANGUAGES,
    INTERPRETER_SIGNS,
    ISSUER_SIGNS,
    LANGUAGES,
    PERSON_SIGNS,
    bearer_of,
    representative_signs,
    why_not_named,
)
from cases.rules.returns import texts_of
from tvcase.accounts.models import User
from tvcase.documents.letters import Letter, Occasion, register

RECEIVER_SIGNS = gettext_lazy("Date and signature of who receives the person")


def _why_not(occasion: Occasion) -> Reasons:
    """It names the person; and it sends nobody to an asylum applicant's embassy, whenever that was written (E-16)."""
    return why_not_named(occasion) + why_not_written(occasion.case.person, *texts_of(occasion.subject))


def _agreed(case: Case, user: User) -> Iterable[ReturnPlan]:
    plans = ReturnPlan.objects.permitting(user, CasePerm.CHANGE_RETURN).filter(case=case)
    return plans.filter(state__in=AGREED_RETURNS)


def _ready(case: Case, user: User) -> Iterable[ReturnPlan]:
    plans = ReturnPlan.objects.permitting(user, CasePerm.CHANGE_RETURN).filter(case=case)
    return plans.filter(state__in=[ReturnState.READY, *DEPARTED_RETURNS])


def _in_words(plan: ReturnPlan) -> str:
    return _("return plan %(number)s, %(kind)s") % {"number": plan.number, "kind": plan.get_kind_display()}


def _journey(occasion: Occasion) -> dict[str, Any]:
    plan = occasion.subject
    papers = plan.papers.filter(state__in=PAPERS_READY)

    def escorts() -> str:
        words = CodeEntry.objects.labels(CodeList.ESCORT_KIND)[CodeList.ESCORT_KIND]
        return ", ".join(words[code] for code in plan.escorts)

    return {
        "plan": plan,
        "bearer": bearer_of(occasion),
        "escorts": escorts,
        "papers": list(papers),
        "asylum": occasion.case.person.asylum_applicant,
        "organisation": occasion.by.organisation,
    }


def _plan(occasion: Occasion) -> Mapping[str, Any]:
    signs = representative_signs(occasion.case) if occasion.case.counts_as_child else PERSON_SIGNS
    text = {"text": "cases/letters/return_plan_text.html", "signs": [signs, INTERPRETER_SIGNS, ISSUER_SIGNS]}
    return text | _journey(occasion)


def _handover(occasion: Occasion) -> Mapping[str, Any]:
    to = [occasion.subject.receiving_party] if occasion.subject.receiving_party else []
    text = {"text": "cases/letters/return_handover_text.html", "to": to, "signs": [ISSUER_SIGNS, RECEIVER_SIGNS]}
    return text | _journey(occasion)


RETURN_PLAN = register(
    Letter(
        kind="return-plan",
        title=gettext_lazy("Plan of my return"),
        template=IN_TWO_LANGUAGES,
        area=Area.RETURN,
        perm=CasePerm.CHANGE_RETURN,
        subjects=_agreed,
        subject_words=_in_words,
        context=_plan,
        languages=LANGUAGES,
        why_not=_why_not,
    )
)
TRAVEL_HANDOVER = register(
    Letter(
        kind="travel-handover",
        title=gettext_lazy("Travel handover"),
        template=IN_TWO_LANGUAGES,
        area=Area.RETURN,
        perm=CasePerm.CHANGE_RETURN,
        subjects=_ready,
        subject_words=_in_words,
        context=_handover,
        languages=LANGUAGES,
        why_not=_why_not,
    )
)
