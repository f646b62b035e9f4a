"""A referral on paper, with what is told with it now: for the file, and for the organisation that was asked."""

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.sharing import portrait
from cases.sharing.models import Referral
from tvcase.exports.forms import AskForm
from tvcase.exports.kinds import Asked, Kind, Sheet, register
from tvcase.exports.states import Format


class WhichForm(AskForm):
    """Which referral of the case is taken on paper."""

    number = forms.IntegerField(widget=forms.HiddenInput(), min_value=1, max_value=32767, required=False)


def _referral(asked: Asked) -> Sheet:
    """The referral asked for, or the newest, as the asker reads it now. Raises Http404 for one that tells the asker
    nothing any more."""
    found = Referral.objects.visible_to(asked.user).filter(case__code=asked.case_code)
    number = asked.parameters.get("number")
    referral = get_object_or_404(found, number=number) if number else found.order_by("number").last()
    if referral is None:
        raise Http404
    keeps = Referral.objects.sent_out(asked.user).filter(pk=referral.pk).exists()
    if not keeps and not referral.is_out:
        raise Http404
    items = portrait.items_of(referral, asked.user, on=asked.on, keeps=keeps)
    context = {
        "referral": referral,
        "rows": [row for row in portrait.of_referral(referral, asked.user, keeps=keeps) if row["value"]],
        "items": [(label, text) for label, text, alive in items if alive],
    }
    return Sheet("sharing/referral_print.html", context)


REFERRAL = register(
    Kind(
        code="referral",
        title=_("Print the referral"),
        contents=_referral,
        back=lambda code: reverse("sharing:case-panel", args=[code]),
        form=WhichForm,
        formats=(Format.PRINT,),
        area="sharing",
    )
)
