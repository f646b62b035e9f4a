"""The risk assessment in force, on paper: for the personal file, one copy marked and in the trace."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models import RiskAssessment
from cases.permissions import CasePerm
from cases.portrait_of_risk import rows
from tvcase.exports.kinds import Asked, Kind, Sheet, register
from tvcase.exports.states import Format


def _contents(asked: Asked) -> Sheet:
    """The version in force. Raises Http404 where there is none."""
    permitted = RiskAssessment.objects.permitting(asked.user, CasePerm.VIEW_SUPPORT).current()
    current = permitted.filter(case__code=asked.case_code).select_related("case", "assessor").first()
    if current is None:
        raise Http404
    answered = [row for row in rows(current) if row["value"]]
    return Sheet("cases/risk_print.html", {"case": current.case, "assessment": current, "rows": answered})


RISK = register(
    Kind(
        code="risk",
        title=_("Print the risk assessment"),
        contents=_contents,
        back=lambda code: reverse("cases:risk", args=[code]),
        formats=(Format.PRINT,),
        area="support",
    )
)
