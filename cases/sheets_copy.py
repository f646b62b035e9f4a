"""An information sheet on paper, which the person keeps: her or his language, her or his dates, no name."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.forms.informing import SheetPrintForm
from cases.models import Case
from cases.permissions import CasePerm
from cases.sheets import content
from tvcase.exports.kinds import Asked, Kind, Sheet, register
from tvcase.exports.states import Format


def _contents(asked: Asked) -> Sheet:
    case = get_object_or_404(Case.objects.permitting(asked.user, CasePerm.VIEW_CLOCK), code=asked.case_code)
    right, language = asked.parameters["right"], asked.parameters["language"]
    shown = content(case, right, language, user=asked.user, on=asked.on)
    return Sheet("cases/sheet_print.html", {"case": case, "shown": shown, "on": asked.on})


SHEET = register(
    Kind(
        code="sheet",
        title=_("Print an information sheet"),
        contents=_contents,
        back=lambda code: reverse("cases:informed", args=[code]),
        form=SheetPrintForm,
        formats=(Format.PRINT,),
        area="clock",
    )
)
