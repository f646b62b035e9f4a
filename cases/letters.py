"""The letters of a case: each is registered with what it can be issued about and what stands in it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Case, Identification, ReflectionPeriod
from cases.permissions import Area, CasePerm
from cases.rules import Reasons
from tvcase.accounts.models import User
from tvcase.documents.letters import Letter, Occasion, register


def _that_count(case: Case, user: User) -> Iterable[Identification]:
    counting = Identification.objects.permitting(user, CasePerm.VIEW_IDENTIFICATION).counting()
    return counting.filter(case=case).select_related("organisation")


def _identification_in_words(identification: Identification) -> str:
    day = date_format(identification.identified_on, "DATE_FORMAT") if identification.identified_on else ""
    return _("formal identification of %(day)s") % {"day": day}


def _why_not_confirm(occasion: Occasion) -> Reasons:
    """Only the authority that identified says so."""
    if occasion.subject.organisation_id == occasion.by.organisation_id:
        return []
    return [_("Only the authority that identified the person confirms it.")]


def _confirmation(occasion: Occasion) -> Mapping[str, Any]:
    periods = ReflectionPeriod.objects.permitting(occasion.by, CasePerm.VIEW_CLOCK).standing()
    period = periods.filter(case=occasion.case, identification=occasion.subject).first()
    return {"identification": occasion.subject, "person": occasion.case.person, "period": period}


CONFIRMATION = register(
    Letter(
        kind="identification-confirmation",
        title=gettext_lazy("Confirmation of formal identification"),
        template="cases/letters/confirmation.html",
        area=Area.IDENTIFICATION,
        perm=CasePerm.CHANGE_IDENTIFICATION,
        subjects=_that_count,
        subject_words=_identification_in_words,
        context=_confirmation,
        languages=("bg", "en"),
        why_not=_why_not_confirm,
    )
)
