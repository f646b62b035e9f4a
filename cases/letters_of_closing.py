"""The note with which a case is closed: why and when, and how support begins again (domain 4.16; 12)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Case
from cases.permissions import Area, CasePerm
from cases.rules.letters import IN_TWO_LANGUAGES, ISSUER_SIGNS, LANGUAGES, bearer_of, why_not_named
from tvcase.accounts.models import User
from tvcase.documents.letters import Letter, Occasion, register


def _closed(case: Case, user: User) -> Iterable[Case]:
    return Case.objects.permitting(user, CasePerm.CHANGE_CORE).filter(pk=case.pk, closed_on__isnull=False)


def _in_words(case: Case) -> str:
    return _("case closed on %(day)s") % {"day": date_format(case.closed_on, "DATE_FORMAT") if case.closed_on else ""}


def _note(occasion: Occasion) -> Mapping[str, Any]:
    return {
        "text": "cases/letters/closing_text.html",
        "signs": [ISSUER_SIGNS],
        "closed": occasion.subject,
        "bearer": bearer_of(occasion),
        "organisation": occasion.by.organisation,
    }


CLOSURE_NOTE = register(
    Letter(
        kind="closure-note",
        title=gettext_lazy("Note on the closing of the case"),
        template=IN_TWO_LANGUAGES,
        area=Area.CORE,
        perm=CasePerm.CHANGE_CORE,
        subjects=_closed,
        subject_words=_in_words,
        context=_note,
        languages=LANGUAGES,
        why_not=why_not_named,
    )
)
