"""What a prosecutor needs to know in order to decide, and nothing else: no support, no needs, no shelter."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.consent_term import consent_term
from cases.geo import is_third_country
from cases.models import Case, CooperationDecision, Identification, ReflectionPeriod
from cases.permissions import CasePerm
from cases.states import PeriodEnd
from legal import rules
from legal.models import ProtectionRequest
from tvcase.http import SignedInRequest

Rows = list[dict[str, Any]]


def asked(protection_request: ProtectionRequest) -> Rows:
    """The request itself: when, for what, in whose words."""
    wishes = [
        (protection_request.wants_permit, _("a residence permit")),
        (protection_request.wants_extended_stay, _("an extended stay")),
    ]
    office = protection_request.office
    return [
        {"label": _("The person asked on"), "value": date_format(protection_request.asked_on, "DATE_FORMAT")},
        {"label": _("Asks for"), "value": ", ".join(words for wish, words in wishes if wish)},
        {"label": _("In the person's own words"), "value": protection_request.own_words},
        {"label": _("A lawyer was offered"), "value": _("yes") if protection_request.lawyer_offered else _("no")},
        {"label": _("Prosecutor's office"), "value": str(office) if office else ""},
        {
            "label": _("Filed on"),
            "value": date_format(protection_request.filed_on, "DATE_FORMAT") if protection_request.filed_on else "",
        },
    ]


def known(request: SignedInRequest, case: Case) -> tuple[Rows, bool]:
    """What is known of identification, clock and decision to cooperate, as far as the person agreed to tell; and
    whether the decision came after the last day for declaring it (E-07: a question of law, never a bar)."""
    decisions = list(CooperationDecision.objects.visible_to(request.user).filter(case=case).standing())
    period = ReflectionPeriod.objects.permitting(request.user, CasePerm.VIEW_CLOCK).filter(case=case).standing().first()
    rows = _identified(request, case) + _clock(period, decisions) + [_said(decision) for decision in decisions]
    term = consent_term(case)
    late = any(decision.is_effective_yes and rules.said_after_the_term(decision, term) for decision in decisions)
    return [*rows, _foreigner(case)], late


def _identified(request: SignedInRequest, case: Case) -> Rows:
    permitted = Identification.objects.permitting(request.user, CasePerm.VIEW_IDENTIFICATION)
    found = permitted.filter(case=case).counting().select_related("organisation").first()
    if found is None:
        return [{"label": _("Formal identification"), "value": _("None is recorded.")}]
    at = date_format(timezone.localtime(found.identified_at), "DATETIME_FORMAT")
    where = _("in Bulgaria") if found.territory_bg else _("outside Bulgaria")
    words = "\n".join([f"{at}, {where}", str(found.organisation), found.decision_reference])
    return [{"label": _("Formal identification"), "value": words}]


def _clock(period: ReflectionPeriod | None, decisions: list[CooperationDecision]) -> Rows:
    if period is None:
        return [{"label": _("Reflection period"), "value": _("There is none.")}]
    days = _("From %(first)s, last day %(last)s") % {
        "first": date_format(period.starts_on, "DATE_FORMAT"),
        "last": date_format(period.last_day, "DATE_FORMAT"),
    }
    told = period.ended_by_decision_id in {decision.pk for decision in decisions}
    if period.ended_on and period.end_reason == PeriodEnd.COOPERATION and told:
        days += "\n" + _("Ended by the decision to cooperate on %(day)s") % {
            "day": date_format(period.ended_on, "DATE_FORMAT")
        }
    return [{"label": _("Reflection period"), "value": days}]


def _said(decision: CooperationDecision) -> dict[str, Any]:
    said = f"{decision.get_value_display()}, {date_format(decision.declared_on, 'DATE_FORMAT')}"
    lawyer = _("a lawyer was present") if decision.lawyer_present else _("no lawyer was present")
    return {
        "label": _("What the person said about cooperation"),
        "value": "\n".join([said, f"{decision.get_form_display()}; {lawyer}"]),
    }


def _foreigner(case: Case) -> dict[str, Any]:
    words = {True: _("yes"), False: _("no: no residence permit can follow"), None: _("not known")}
    return {
        "label": _("Foreigner from outside the European Union"),
        "value": words[is_third_country(case.person.citizenships)],
    }
