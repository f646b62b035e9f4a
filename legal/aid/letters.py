"""The application for legal aid as a letter: for one of two products, never one form (domain 4.14)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.geo import language_name
from cases.models import Case, CooperationDecision, Identification
from cases.permissions import Area, CasePerm
from cases.rules.letters import (
    IN_TWO_LANGUAGES,
    INTERPRETER_SIGNS,
    LANGUAGES,
    PERSON_SIGNS,
    bearer_of,
    representative_signs,
    why_not_named,
)
from legal.aid.models import LegalAidApplication
from legal.aid.states import FOR_A_CHILD, AidProduct, AidState
from tvcase.accounts.models import User
from tvcase.documents.letters import Letter, Occasion, register


def _applications(case: Case, user: User) -> Iterable[LegalAidApplication]:
    found = LegalAidApplication.objects.permitting(user, CasePerm.CHANGE_AID).filter(case=case)
    return found.exclude(state=AidState.WITHDRAWN)


def _application_in_words(application: LegalAidApplication) -> str:
    words = {"number": application.number, "product": application.get_product_display()}
    return _("application %(number)s, %(product)s") % words


def _application(occasion: Occasion) -> Mapping[str, Any]:
    application = occasion.subject
    represented = occasion.case.counts_as_child or application.applicant in FOR_A_CHILD
    return {
        "text": "aid/letters/application_text.html",
        "to": [one for one in (application.get_addressee_display, application.addressee_name) if one],
        "signs": [representative_signs(occasion.case) if represented else PERSON_SIGNS, INTERPRETER_SIGNS],
        "bearer": bearer_of(occasion),
        "helper": occasion.by.organisation,
        "application": application,
        "full": application.product == AidProduct.FULL,
        "language": lambda: language_name(application.language) if application.language else "",
        "identification": _identification(occasion),
        "cooperation": _cooperation(occasion),
    }


def _identification(occasion: Occasion) -> Identification | None:
    """The identification from which initial aid arises, fetched as this person may see it."""
    found = Identification.objects.permitting(occasion.by, CasePerm.VIEW_IDENTIFICATION)
    return found.filter(pk=occasion.subject.identification_id).select_related("organisation").first()


def _cooperation(occasion: Occasion) -> CooperationDecision | None:
    """The decision to cooperate on which full aid rests; initial aid rests on none."""
    found = CooperationDecision.objects.visible_to(occasion.by)
    return found.filter(pk=occasion.subject.decision_to_cooperate_id).first()


APPLICATION = register(
    Letter(
        kind="legal-aid-application",
        title=gettext_lazy("Application for legal aid"),
        template=IN_TWO_LANGUAGES,
        area=Area.AID,
        perm=CasePerm.CHANGE_AID,
        subjects=_applications,
        subject_words=_application_in_words,
        context=_application,
        languages=LANGUAGES,
        why_not=why_not_named,
    )
)
