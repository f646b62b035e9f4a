"""To fetch is to authorise: how the views of legal aid reach an application and what hangs from it."""

from cases.fetch import one_or_404
from cases.permissions import CasePerm
from legal.aid.models import LawyersWork, LegalAidApplication
from tvcase.http import SignedInRequest

RELATED = ("case", "answer_rule", "appeal_rule")


def application_or_404(request: SignedInRequest, code: str, number: int, *perms: CasePerm) -> LegalAidApplication:
    """An application of a case on which this person holds any of the permissions; else 404."""
    permitted = LegalAidApplication.objects.permitting(request.user, *perms).select_related(*RELATED)
    return one_or_404(request, permitted, case__code=code, number=number)


def work_or_404(request: SignedInRequest, code: str, number: int, work: int) -> LawyersWork:
    """One thing that a lawyer did, for those who may read the legal aid of the case; else 404."""
    permitted = LawyersWork.objects.permitting(request.user, CasePerm.VIEW_AID)
    found = permitted.select_related("case", "application")
    return one_or_404(request, found, case__code=code, application__number=number, number=work)
