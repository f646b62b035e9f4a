"""To fetch is to authorise: how the views of consent and referral reach a record."""

from django.shortcuts import get_object_or_404

from cases.fetch import one_or_404
from cases.sharing.models import Consent, Referral
from tvcase.http import SignedInRequest


def consent_or_404(request: SignedInRequest, code: str, number: int) -> Consent:
    """A consent of a case that one's own organisation holds; else 404."""
    permitted = Consent.objects.visible_to(request.user).select_related("case", "recipient", "partner", "evidence")
    return one_or_404(request, permitted, case__code=code, number=number)


def referral_or_404(request: SignedInRequest, code: str, number: int) -> Referral:
    """A referral out of such a case, or one that came to one's own organisation and whose case is still open to it."""
    permitted = Referral.objects.visible_to(request.user).select_related(
        "case", "to_organisation", "from_organisation", "partner"
    )
    return one_or_404(request, permitted, case__code=code, number=number)


def received_or_404(request: SignedInRequest, code: str, number: int) -> Referral:
    """A referral that one sent, or that came to one's own organisation, whether or not the case is open to it."""
    permitted = Referral.objects.visible_to(request.user).select_related("to_organisation", "from_organisation")
    return get_object_or_404(permitted, case_code=code, number=number)
