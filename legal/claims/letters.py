"""Letters of compensation: the application to the State, and the consent to use again what was told."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Case
from cases.permissions import Area, CasePerm
from cases.rules import Reasons
from cases.rules.letters import (
    IN_TWO_LANGUAGES,
    INTERPRETER_SIGNS,
    LANGUAGES,
    PERSON_SIGNS,
    bearer_of,
    consent_of,
    representative_signs,
    why_not_named,
)
from legal.claims.models import Ceiling, Claim, Reuse
from legal.claims.rules import time_to_apply
from legal.claims.states import Claimant, ClaimRoute, ClaimState, Topic
from legal.models import CriminalProceedings
from tvcase.accounts.models import User
from tvcase.documents.letters import Letter, Occasion, register


def _claims(case: Case, user: User) -> Iterable[Claim]:
    """Only the State is applied to with this letter; a claim before a court is the lawyer's."""
    found = Claim.objects.permitting(user, CasePerm.CHANGE_AID)
    to_the_state = found.filter(case=case, route=ClaimRoute.STATE_COMPENSATION)
    return to_the_state.exclude(state=ClaimState.WITHDRAWN).select_related("application_rule")


def _claim_in_words(claim: Claim) -> str:
    return _("claim for compensation %(number)s") % {"number": claim.number}


def _why_not_apply(occasion: Occasion) -> Reasons:
    """The application names the act from which the State can be asked, and how much is asked for (SOP 3.4)."""
    reasons: Reasons = []
    if occasion.subject.trigger_on is None:
        reasons.append(_("Write into the draft which act took effect, and when."))
    if occasion.subject.asked is None:
        reasons.append(_("The amount asked for is missing. Write it into the draft."))
    return reasons or why_not_named(occasion)


def _application(occasion: Occasion) -> Mapping[str, Any]:
    claim = occasion.subject
    proceedings = CriminalProceedings.objects.visible_to(occasion.by).filter(pk=claim.proceedings_id)
    by_person = claim.claimant == Claimant.PERSON and not occasion.case.counts_as_child
    return {
        "text": "claims/letters/application_text.html",
        "to": [gettext_lazy("National Council for Assistance and Compensation of Crime Victims")],
        "signs": [PERSON_SIGNS if by_person else representative_signs(occasion.case), INTERPRETER_SIGNS],
        "bearer": bearer_of(occasion),
        "helper": occasion.by.organisation,
        "claim": claim,
        "by_person": by_person,
        "proceedings": proceedings.select_related("authority").first(),
        "term": time_to_apply(claim),
        "ceiling": Ceiling.objects.valid(on=claim.asked_on).first(),
    }


APPLICATION = register(
    Letter(
        kind="compensation-application",
        title=gettext_lazy("Application for compensation by the State"),
        template=IN_TWO_LANGUAGES,
        area=Area.AID,
        perm=CasePerm.CHANGE_AID,
        subjects=_claims,
        subject_words=_claim_in_words,
        context=_application,
        languages=LANGUAGES,
        why_not=_why_not_apply,
    )
)


def _reuses(case: Case, user: User) -> Iterable[Reuse]:
    found = Reuse.objects.permitting(user, CasePerm.CHANGE_AID).lasting()
    return found.filter(case=case, interview__struck_on=None).select_related("organisation", "interview")


def _reuse_in_words(reuse: Reuse) -> str:
    words = {"authority": reuse.organisation, "day": date_format(reuse.interview.told_on, "DATE_FORMAT")}
    return _("what was told on %(day)s, for %(authority)s") % words


def _reuse(occasion: Occasion) -> Mapping[str, Any]:
    """Which account, not what it says: whoever needs that reads the record itself."""
    interview = occasion.subject.interview
    return consent_of(
        occasion,
        recipient=occasion.subject.organisation,
        purpose=gettext_lazy("So that I am not asked the same thing again."),
        items=[Topic(topic).label for topic in interview.topics],
        agreed_on=occasion.subject.agreed_on,
    ) | {"told_on": interview.told_on}


REUSE = register(
    Letter(
        kind="consent-reuse",
        title=gettext_lazy("Consent to use again what I told"),
        template=IN_TWO_LANGUAGES,
        area=Area.AID,
        perm=CasePerm.CHANGE_AID,
        subjects=_reuses,
        subject_words=_reuse_in_words,
        context=_reuse,
        languages=LANGUAGES,
        why_not=why_not_named,
    )
)
