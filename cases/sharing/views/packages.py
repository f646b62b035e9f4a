"""The encrypted file for a partner abroad; the words that open it are shown once and kept nowhere."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from cases.rules import Reasons
from cases.sharing import rules
from cases.sharing.models import Referral
from cases.sharing.packing import new_words, packed, seal_words, words_of
from cases.sharing.step_forms import PackageForm
from cases.sharing.views.fetch import referral_or_404
from tvcase.accounts.models import User
from tvcase.accounts.stepup import step_up
from tvcase.audit import log
from tvcase.documents.rendering import available
from tvcase.documents.states import MediaType
from tvcase.exports.download import download
from tvcase.forms import bound
from tvcase.http import SignedInRequest
from tvcase.web import page


@require_http_methods(["GET", "POST"])
@step_up
def package(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Show the words once, and give the file that they open."""
    found = referral_or_404(request, code, number)
    log.seen(request.user, "sharing.referral.opened", case=code, area="sharing", number=number)
    today = timezone.localdate()
    reasons = why_not_pack(found, by=request.user, on=today)
    asked: dict[str, Any] = {"now": timezone.now(), "record": found, "user": request.user}
    form, submitted = bound(request, PackageForm, **asked, initial={"passphrase": seal_words(new_words())})
    words = words_of(form["passphrase"].value() or "")
    if words is None:
        messages.info(request, _("These words were shown too long ago. Here are others."))
        return redirect("sharing:referral-package", code, number)
    if submitted and form.is_valid() and not reasons:
        content, name = packed(found, words, on=today, by=request.user), f"{found.case_code}-{found.number}.pdf"
        facts: dict[str, Any] = {"media_type": MediaType.PDF.value, "area": "sharing", "number": number}
        return download(request.user, "sharing.package.taken", content, name=name, case=code, **facts)
    context = {"case": found.case, "referral": found, "form": form, "words": words, "reasons": reasons}
    return page(request, "sharing/package_form.html", context, status=422 if form.errors else 200)


def why_not_pack(referral: Referral, *, by: User, on: date) -> Reasons:
    """Only what was sent to a partner abroad, and is still told on a Sofia day, is packed."""
    reasons = rules.why_not_share(referral.case, by=by) or rules.why_not_told(referral, on=on)
    if referral.partner_id is None or not referral.is_out:
        reasons = [gettext_lazy("Only what was sent to a partner abroad is packed."), *reasons]
    if not available():
        reasons.append(gettext_lazy("This server cannot make the file. Ask whoever runs it."))
    return reasons
