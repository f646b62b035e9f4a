"""One version of a risk assessment in words, for pages and for paper."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cases.models import RiskAssessment
from cases.risk import Threatened
from tvcase.templatetags.tvcase import day_or_instant


def rows(assessment: RiskAssessment) -> list[dict[str, Any]]:
    """Every question with its answer, always in the same order: answers that are missing are empty."""
    one = assessment
    values = (
        (_("Why the risk was assessed"), one.get_trigger_display()),
        (_("How it was assessed"), one.get_method_display()),
        (_("When"), one.assessed_at),
        (_("Jointly with, on the receiving side"), one.joint_with),
        (_("Urgent medical needs"), _with(one.get_urgent_medical_display(), one.urgent_medical_note)),
        (
            _("Threat of violence or of being trafficked again"),
            _with(one.get_violence_display(), one.violence_note),
        ),
        (_("What worries the person"), one.person_concerns),
        (_("Fears"), one.fears),
        (_("What would make the person feel safer"), one.wishes_for_safety),
        (_("What and who helps the person"), one.coping_resources),
        (_("Who is threatened"), "\n".join(str(Threatened(code).label) for code in one.threat_to)),
        (_("Danger of revenge against family or relatives"), one.retaliation),
        (_("The trafficker knows where the person is"), one.get_location_known_display()),
        (_("Ways in which the trafficker can reach the person"), one.contact_channels),
        (_("Contact over the internet"), one.get_online_contact_display()),
        (_("A debt is used to put pressure on the person"), one.get_debt_display()),
        (_("Pregnancy"), one.get_pregnancy_display()),
        (_("Children of the person at risk"), one.get_children_at_risk_display()),
        (_("How the assessor sees it"), one.assessor_view),
        (_("Level of risk"), one.get_level_display()),
        (_("Reasons for this level"), one.rationale),
        (_("To be looked at again on"), one.next_review_on),
    )
    return [
        {"label": label, "value": day_or_instant(value) if isinstance(value, date) else value}
        for label, value in values
    ]


def _with(answer: Any, note: str) -> str:
    return "\n".join(str(part) for part in (answer, note) if part)
