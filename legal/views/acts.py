"""What can be done next with a request and the protection after it, as links; each page says why it is off."""

from django.urls import reverse
from django.utils.translation import gettext as _

from legal import rules
from legal.models import Appeal, Protection, ProtectionRequest
from legal.states import DECIDED_REQUESTS
from tvcase.accounts.models import User

type Links = list[tuple[str, str]]


def next_acts(
    found: ProtectionRequest, protection: Protection | None, *, user: User, helps: bool, judges: bool
) -> Links:
    """Labels and addresses, in the order in which things happen."""
    links = _of_those_who_help(found, protection) if helps else []
    if not judges and rules.appealable(found) and not rules.why_not_speak_for(found.case, by=user):
        links.append((_("The person appeals"), _url(found, "appeal-new")))
    links += _of_the_office(found, protection) if judges else []
    if (helps or judges) and found.state in DECIDED_REQUESTS and not found.served_on:
        links.append((_("The person was given the decision"), _url(found, "request-served")))
    if (helps or judges) and protection is not None and not rules.why_not_serve_the_end(protection):
        links.append((_("The person was given the act that ended it"), _url(found, "end-served")))
    if (helps or judges) and not rules.why_not_record_proceedings(found.case, by=user):
        words = _("Change the criminal proceedings") if found.proceedings_id else _("Name the criminal proceedings")
        links.append((words, _url(found, "request-link")))
    return links


def _of_those_who_help(found: ProtectionRequest, protection: Protection | None) -> Links:
    links: Links = []
    if found.awaits_decision:
        links.append((_("The person withdraws the request"), _url(found, "protection-withdraw")))
    if protection is not None and protection.ended_on is None:
        if protection.permit_possible:
            words = _("Record a renewed permit") if protection.permit_issued_on else _("Record the permit")
            links.append((words, _url(found, "protection-permit")))
        links.append((_("The person renounces the protection"), _url(found, "protection-renounce")))
    return links


def _of_the_office(found: ProtectionRequest, protection: Protection | None) -> Links:
    if protection is None or protection.ended_on is not None:
        return []
    return [
        (_("The criminal proceedings ended"), _url(found, "protection-end")),
        (_("End the protection early"), _url(found, "protection-terminate")),
    ]


def of_an_appeal(made: Appeal, *, helps: bool, judges: bool) -> Links:
    """What can be done with an appeal."""
    if not made.is_open or not (helps or judges):
        return []
    address = reverse("legal:appeal-result", args=[made.case.code, made.request.number, made.number])
    return [(_("Record the result of the appeal") if judges else _("The person takes the appeal back"), address)]


def _url(found: ProtectionRequest, name: str) -> str:
    return reverse(f"legal:{name}", args=[found.case.code, found.number])
