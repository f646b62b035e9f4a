"""What everybody may read: signs of trafficking, what to do, where to call. It needs no account and notes no reader."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cases.models import PublicInformation
from cases.public_information import parts
from tvcase.web import page


@login_not_required
@require_safe
def public_information(request: HttpRequest) -> HttpResponse:
    """The page in the language of the site."""
    shown = PublicInformation.objects.current(get_language() or "bg")
    context = {"shown": shown, "parts": parts(shown.text) if shown else []}
    return page(request, "cases/public_information.html", context)
