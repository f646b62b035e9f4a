"""The assessment of indicators with its reasons, on one page for the personal file: no score, a person's conclusion."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models import Case, CodeEntry, Identification, IndicatorObservation
from cases.models.codes import CodeList
from cases.permissions import CasePerm
from cases.states import IdentificationKind, Observed
from tvcase.exports.kinds import Asked, Kind, Sheet, register
from tvcase.exports.states import Format

VIEW = CasePerm.VIEW_IDENTIFICATION


def _contents(asked: Asked) -> Sheet:
    """What was observed, and what was concluded informally from it, as far as the asker reads it. Raises Http404."""
    case = Case.objects.permitting(asked.user, VIEW).filter(code=asked.case_code).first()
    if case is None:
        raise Http404
    words = CodeEntry.objects.labels(CodeList.IDENTIFICATION_BASIS, CodeList.INDICATOR_SETTING)
    made: Any = Identification.objects.permitting(asked.user, VIEW).filter(case=case, kind=IdentificationKind.INFORMAL)
    observed: Any = IndicatorObservation.objects.permitting(asked.user, VIEW).filter(case=case)
    observed = observed.exclude(observed=Observed.NOT_ASKED).with_told(asked.user)
    observations = observed.select_related("indicator", "recorded_by").order_by("observed_on", "indicator__sort")
    conclusions = [
        (one, [words[CodeList.IDENTIFICATION_BASIS][code] for code in one.bases])
        for one in made.with_told(asked.user).select_related("recorded_by").order_by("number")
    ]
    where = [(one, words[CodeList.INDICATOR_SETTING][one.setting] if one.setting else "") for one in observations]
    return Sheet("cases/assessment_print.html", {"case": case, "conclusions": conclusions, "observations": where})


ASSESSMENT = register(
    Kind(
        code="assessment",
        title=_("Print the indicators and the conclusion"),
        contents=_contents,
        back=lambda code: reverse("cases:identification", args=[code]),
        formats=(Format.PRINT,),
        area="identification",
    )
)
