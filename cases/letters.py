"""Letters of a case: the information sheet, the confirmation of the identification, the notice about a child."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.deadlines import deadline
from cases.models import Case, ChildNotice, Identification, ReflectionPeriod
from cases.permissions import Area, CasePerm
from cases.rules import Reasons
from cases.rules.letters import IN_TWO_LANGUAGES, ISSUER_SIGNS, LANGUAGES, bearer_of, why_not_named
from cases.sheets import content
from cases.states import CHILD, Right, SheetLanguage
from tvcase.accounts.models import User
from tvcase.documents.letters import BULGARIAN, Letter, Occasion, register


def _periods(case: Case, user: User) -> Iterable[ReflectionPeriod]:
    return ReflectionPeriod.objects.permitting(user, CasePerm.CHANGE_CLOCK).filter(case=case).standing()


def _period_in_words(period: ReflectionPeriod) -> str:
    return _("period from %(day)s") % {"day": date_format(period.starts_on, "DATE_FORMAT")}


def _sheet(occasion: Occasion) -> Mapping[str, Any]:
    def in_language(language: str) -> Any:
        return content(occasion.case, Right.REFLECTION_PERIOD, language, user=occasion.by, on=occasion.on)

    return {
        "bulgarian": in_language(BULGARIAN),
        "other": in_language(occasion.language) if occasion.bilingual else None,
    }


INFORMATION_SHEET = register(
    Letter(
        kind="information-sheet",
        title=gettext_lazy("Information sheet on the recovery and reflection period"),
        template="cases/letters/sheet.html",
        area=Area.CLOCK,
        perm=CasePerm.CHANGE_CLOCK,
        subjects=_periods,
        subject_words=_period_in_words,
        context=_sheet,
        languages=tuple(SheetLanguage.values),
    )
)


def _that_count(case: Case, user: User) -> Iterable[Identification]:
    counting = Identification.objects.permitting(user, CasePerm.VIEW_IDENTIFICATION).counting()
    return counting.filter(case=case).select_related("organisation")


def _identification_in_words(identification: Identification) -> str:
    day = date_format(identification.identified_on, "DATE_FORMAT") if identification.identified_on else ""
    return _("formal identification of %(day)s") % {"day": day}


def _why_not_confirm(occasion: Occasion) -> Reasons:
    """Only the authority that identified says so."""
    if occasion.subject.organisation_id == occasion.by.organisation_id:
        return why_not_named(occasion)
    return [_("Only the authority that identified the person confirms it.")]


def _confirmation(occasion: Occasion) -> Mapping[str, Any]:
    periods = ReflectionPeriod.objects.permitting(occasion.by, CasePerm.VIEW_CLOCK).standing()
    period = periods.filter(case=occasion.case, identification=occasion.subject).select_related("legal_rule").first()
    return {
        "text": "cases/letters/confirmation_text.html",
        "signs": [ISSUER_SIGNS],
        "identification": occasion.subject,
        "bearer": bearer_of(occasion),
        "period": period,
        "term": deadline(period.legal_rule, period.starts_at) if period else None,
    }


CONFIRMATION = register(
    Letter(
        kind="identification-confirmation",
        title=gettext_lazy("Confirmation of formal identification"),
        template=IN_TWO_LANGUAGES,
        area=Area.IDENTIFICATION,
        perm=CasePerm.CHANGE_IDENTIFICATION,
        subjects=_that_count,
        subject_words=_identification_in_words,
        context=_confirmation,
        languages=LANGUAGES,
        why_not=_why_not_confirm,
        issuer_answers=True,
    )
)


def _notices(case: Case, user: User) -> Iterable[ChildNotice]:
    return ChildNotice.objects.permitting(user, CasePerm.CHANGE_IDENTIFICATION).filter(case=case)


def _body_in_words(notice: ChildNotice) -> str:
    return notice.get_body_display()


def _why_not_notify(occasion: Occasion) -> Reasons:
    """A person who was found to be an adult since is no child to notify of."""
    if occasion.case.age_status not in CHILD:
        return [_("The person was found to be an adult: no notice is owed.")]
    return why_not_named(occasion)


def _notice(occasion: Occasion) -> Mapping[str, Any]:
    return {
        "text": "cases/letters/child_notice_text.html",
        "to": [occasion.subject.get_body_display],
        "signs": [ISSUER_SIGNS],
        "notice": occasion.subject,
        "bearer": bearer_of(occasion),
        "case": occasion.case,
        "organisation": occasion.by.organisation,
    }


CHILD_NOTICE = register(
    Letter(
        kind="child-notice",
        title=gettext_lazy("Notice about a child who is a victim of trafficking"),
        template=IN_TWO_LANGUAGES,
        area=Area.IDENTIFICATION,
        perm=CasePerm.CHANGE_IDENTIFICATION,
        subjects=_notices,
        subject_words=_body_in_words,
        context=_notice,
        languages=LANGUAGES,
        why_not=_why_not_notify,
    )
)
