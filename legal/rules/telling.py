"""What Article 25 tells the rest of a case, and what its acts do, in words."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from cases.geo import is_third_country
from cases.models import Case, ReflectionPeriod
from cases.returning import ReturnSituation
from cases.rules import Reasons, closing_rule, protection_end_effect, return_situation
from legal.models import Appeal, Protection, ProtectionRequest
from legal.states import OPEN_REQUESTS, WAITING_REQUESTS, AppealState, RequestState

STILL_ASKED = (*WAITING_REQUESTS, RequestState.APPEALED)


def what_a_decision_does(protection_request: ProtectionRequest, *, granted: bool, extended_stay: bool) -> Reasons:
    """What follows from a decision, in the words shown before it is confirmed (domain 4.5)."""
    if not granted:
        return [
            _("The person keeps every service: support never depends on protection."),
            _("The person may ask again."),
            _("The team that supports the person is told and reads your reasons."),
            _("The case closes to your office."),
        ]
    third = is_third_country(protection_request.case.person.citizenships) is True
    return [
        _("The status begins on the day of the decision and lasts as long as the criminal proceedings."),
        _("A residence permit can be issued on its strength.")
        if third
        else _("It gives no residence permit: that is for foreigners from outside the European Union."),
        _("The stay in a shelter may be extended.") if extended_stay else _("It gives no extended stay."),
        _("Only a prosecutor of your office can end it early, on one of the three grounds of the law."),
        _("The team that supports the person is told and reads your reasons."),
    ]


@closing_rule
def nothing_open(case: Case, *, on: date) -> Reasons:
    """A case does not close over an open request or a protection that lasts."""
    reasons: Reasons = []
    if ProtectionRequest.objects.filter(case=case, state__in=OPEN_REQUESTS).exists():
        reasons.append(_("A request for special protection is open: it must be decided or withdrawn first."))
    if Appeal.objects.filter(case=case, state=AppealState.FILED).exists():
        reasons.append(_("An appeal is open: what became of it must be recorded first."))
    if Protection.objects.filter(case=case, ended_on=None).exists():
        reasons.append(_("Special protection lasts: a prosecutor must record its end first."))
    return reasons


@return_situation
def return_after_protection(case: Case, *, on: date) -> dict[str, bool]:
    """Which of the five situations Article 25 opens on a day in Sofia (SOP 3.2).

    A measure under Article 25 is a request that waits or a protection that was granted; a refused or
    withdrawn request is none. The whole period counts, also where a decision to cooperate ended it sooner: no return
    depends on what the person said.
    """
    protections = list(Protection.objects.filter(case=case).order_by("valid_from"))
    last = protections[-1] if protections else None
    waits = ProtectionRequest.objects.filter(case=case, state__in=STILL_ASKED).exists()
    lapsed = ReflectionPeriod.objects.standing().filter(case=case, last_day__lt=on).exists()
    stopped = last is not None and last.ended_on is not None and last.ended_on <= on
    permit_over = last is not None and last.permit_valid_to is not None and last.permit_valid_to < on
    return {
        ReturnSituation.PERIOD_EXPIRED_NO_ART25: lapsed and not waits and last is None,
        ReturnSituation.PROTECTION_STOPPED: stopped,
        ReturnSituation.PERMIT_EXPIRED: permit_over,
    }


@protection_end_effect
def what_the_end_leaves(case: Case, *, on: date) -> Reasons:
    """What follows from the end whatever else is recorded (E-28; domain 4.5)."""
    permit = Protection.objects.filter(case=case, ended_on=None, permit_valid_to__isnull=False).exists()
    on_permit = [_("The residence permit loses its ground. Ask a lawyer what the person may do.")] if permit else []
    return [
        _("No service ends: support never depends on protection."),
        _(
            "A safe return can be planned, if the person wants one: the situation “special protection was "
            "stopped” opens."
        ),
        *on_permit,
        _("An ended protection does not revive. If proceedings are opened again, the person may ask anew."),
    ]
