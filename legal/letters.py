"""Letters of Article 25: the person's request, the prosecutor's decision, the termination of the protection."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.deadlines import sets_a_term
from cases.law import rule_for
from cases.models import Case, LegalRule
from cases.permissions import Area, CasePerm
from cases.rules import Reasons
from cases.rules.letters import (
    IN_TWO_LANGUAGES,
    INTERPRETER_SIGNS,
    ISSUER_SIGNS,
    LANGUAGES,
    PERSON_SIGNS,
    bearer_of,
    why_not_about_the_person,
    why_not_named,
)
from cases.terms import RuleKind
from legal.models import CriminalProceedings, Protection, ProtectionRequest
from legal.rules import FROZEN
from legal.states import DECIDED_REQUESTS, GROUNDS_TO_GRANT, DecisionGround, EndKind, RequestState
from tvcase.accounts.models import Organisation, User
from tvcase.documents.letters import Letter, Occasion, register


def _requests(case: Case, user: User) -> Iterable[ProtectionRequest]:
    """What the person may still sign, or has filed."""
    found = ProtectionRequest.objects.visible_to(user).filter(case=case)
    closed = (RequestState.WITHDRAWN, RequestState.SUPERSEDED)
    return found.exclude(state__in=closed).select_related("office")


def _request_in_words(request: ProtectionRequest) -> str:
    day = date_format(request.asked_on, "DATE_FORMAT")
    return _("request %(number)s, asked for on %(day)s") % {"number": request.number, "day": day}


def _why_not_request(occasion: Occasion) -> Reasons:
    """While the age is not known to be an adult's nothing is asked for (product decision 16)."""
    return [FROZEN] if occasion.case.counts_as_child else why_not_named(occasion)


def _request(occasion: Occasion) -> Mapping[str, Any]:
    request = occasion.subject
    return {
        "text": "legal/letters/request_text.html",
        "to": [request.office.name_bg if request.office else gettext_lazy("the prosecutor's office: …………………………………………")],
        "signs": [PERSON_SIGNS, INTERPRETER_SIGNS],
        "bearer": bearer_of(occasion),
        "helper": occasion.by.organisation,
        "asked": request,
        "proceedings": _proceedings(occasion, request),
    }


def _proceedings(occasion: Occasion, request: ProtectionRequest) -> CriminalProceedings | None:
    """The proceedings on which the request rests, fetched as this person may see them."""
    if request.proceedings_id is None:
        return None
    visible = CriminalProceedings.objects.visible_to(occasion.by).filter(pk=request.proceedings_id)
    return visible.select_related("authority").first()


def _term(kind: RuleKind, day: date) -> LegalRule | None:
    """The rule of a Sofia day, where it sets a term; nothing is invented where the sources set none."""
    rule = rule_for(kind, on=day)
    return rule if rule is not None and sets_a_term(rule) else None


def _office(occasion: Occasion) -> Organisation | None:
    office: Organisation | None = occasion.subject.office
    return office


REQUEST = register(
    Letter(
        kind="protection-request",
        title=gettext_lazy("Request for special protection"),
        template=IN_TWO_LANGUAGES,
        area=Area.LEGAL,
        perm=CasePerm.CHANGE_LEGAL,
        subjects=_requests,
        subject_words=_request_in_words,
        context=_request,
        languages=LANGUAGES,
        why_not=_why_not_request,
        addressee=_office,
    )
)


def _decided(case: Case, user: User) -> Iterable[ProtectionRequest]:
    """What prosecutors of one's own office decided."""
    found = ProtectionRequest.objects.visible_to(user)
    return found.filter(case=case, state__in=DECIDED_REQUESTS, office=user.organisation_id).select_related("office")


def _holder(occasion: Occasion) -> Organisation | None:
    """Those who support the person, and hand the letter over."""
    holder: Organisation = occasion.case.organisation
    return holder


def _decision(occasion: Occasion) -> Mapping[str, Any]:
    """What was decided then, whatever an appeal made of it later."""
    request = occasion.subject
    granted = set(request.decision_grounds) <= set(GROUNDS_TO_GRANT)
    return {
        "text": "legal/letters/decision_text.html",
        "signs": [ISSUER_SIGNS],
        "bearer": bearer_of(occasion),
        "asked": request,
        "granted": granted,
        "grounds": [DecisionGround(ground).label for ground in request.decision_grounds],
        "protection": Protection.objects.permitting(occasion.by, CasePerm.VIEW_LEGAL).filter(request=request).first(),
        "proceedings": _proceedings(occasion, request),
        "appeal": _term(RuleKind.PROTECTION_APPEAL, request.decided_on),
    }


DECISION = register(
    Letter(
        kind="protection-decision",
        title=gettext_lazy("Decision on special protection"),
        template=IN_TWO_LANGUAGES,
        area=Area.LEGAL,
        perm=CasePerm.DECIDE_PROTECTION,
        subjects=_decided,
        subject_words=_request_in_words,
        context=_decision,
        languages=LANGUAGES,
        why_not=why_not_about_the_person,
        addressee=_holder,
    )
)


def _terminated(case: Case, user: User) -> Iterable[Protection]:
    """What prosecutors of one's own office terminated."""
    found = Protection.objects.permitting(user, CasePerm.DECIDE_PROTECTION)
    own = found.filter(case=case, end_kind=EndKind.TERMINATED, ended_by_organisation=user.organisation_id)
    return own.select_related("request")


def _protection_in_words(protection: Protection) -> str:
    return _("protection from %(day)s") % {"day": date_format(protection.valid_from, "DATE_FORMAT")}


def _termination(occasion: Occasion) -> Mapping[str, Any]:
    protection = occasion.subject
    return {
        "text": "legal/letters/termination_text.html",
        "signs": [ISSUER_SIGNS],
        "bearer": bearer_of(occasion),
        "protection": protection,
        "appeal": _term(RuleKind.PROTECTION_APPEAL, protection.ended_on),
        "review": _term(RuleKind.STAY_REVIEW, protection.ended_on),
    }


TERMINATION = register(
    Letter(
        kind="protection-termination",
        title=gettext_lazy("Termination of special protection"),
        template=IN_TWO_LANGUAGES,
        area=Area.LEGAL,
        perm=CasePerm.DECIDE_PROTECTION,
        subjects=_terminated,
        subject_words=_protection_in_words,
        context=_termination,
        languages=LANGUAGES,
        why_not=why_not_about_the_person,
        addressee=_holder,
    )
)
