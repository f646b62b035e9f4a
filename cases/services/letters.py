"""The social service agreement: what an organisation and the person agree on, from needs and plan (domain 4.6; N1D)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Case
from cases.permissions import Area, CasePerm
from cases.rules import Reasons
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
from cases.services.models import Service
from cases.services.portrait import labels
from cases.services.states import RECEIVING
from cases.support.models import SupportPlan
from tvcase.accounts.models import User
from tvcase.documents.letters import Letter, Occasion, register


def _plans(case: Case, user: User) -> Iterable[SupportPlan]:
    return SupportPlan.objects.permitting(user, CasePerm.CHANGE_SUPPORT).active().filter(case=case)


def _plan_in_words(plan: SupportPlan) -> str:
    words = {"number": plan.number, "day": date_format(plan.signed_on, "DATE_FORMAT") if plan.signed_on else ""}
    return _("version %(number)s of the plan, signed on %(day)s") % words


def _agreed(occasion: Occasion) -> list[Service]:
    """What the person accepted of the organisation that issues the agreement, and goes on."""
    mine = Service.objects.permitting(occasion.by, CasePerm.CHANGE_SUPPORT)
    return list(mine.filter(case=occasion.case, state__in=RECEIVING, provider=occasion.by.organisation))


def _why_not(occasion: Occasion) -> Reasons:
    """Each organisation agrees on its own services."""
    reasons = why_not_named(occasion)
    if not _agreed(occasion):
        reasons.append(_("The person has accepted no service of your organisation: record the offer and the answer."))
    return reasons


def _label(code: str) -> str:
    return labels()[code]


_in_the_language_of_the_moment = lazy(_label, str)


def _agreement(occasion: Occasion) -> Mapping[str, Any]:
    child = [representative_signs(occasion.case)] if occasion.case.counts_as_child else []
    return {
        "text": "services/letters/agreement_text.html",
        "signs": [PERSON_SIGNS, *child, INTERPRETER_SIGNS, ISSUER_SIGNS],
        "plan": occasion.subject,
        "services": [(_in_the_language_of_the_moment(one.type), one) for one in _agreed(occasion)],
        "bearer": bearer_of(occasion),
        "organisation": occasion.by.organisation,
    }


AGREEMENT = register(
    Letter(
        kind="service-agreement",
        title=gettext_lazy("Social service agreement"),
        template=IN_TWO_LANGUAGES,
        area=Area.SUPPORT,
        perm=CasePerm.CHANGE_SUPPORT,
        subjects=_plans,
        subject_words=_plan_in_words,
        context=_agreement,
        languages=LANGUAGES,
        why_not=_why_not,
    )
)
