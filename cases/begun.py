"""What a form is about that somebody began and did not send: told by its address, as nothing of it is opened."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ABOUT = {
    "close": _("Close the case"),
    "compensation": _("Compensation and hearings"),
    "cooperation": _("Cooperation"),
    "documents": _("Documents"),
    "facts": _("Facts of the case"),
    "hearings": _("Compensation and hearings"),
    "holds": _("Stay"),
    "identification": _("Identification"),
    "indicators": _("Indicators"),
    "interviews": _("What the person already told"),
    "legal-aid": _("Legal aid"),
    "needs": _("Needs and plan"),
    "no-contact": _("Protection from contact"),
    "orders": _("Orders of courts"),
    "person": _("Identity and contact"),
    "plan": _("Needs and plan"),
    "proceedings": _("Protection"),
    "protection": _("Protection"),
    "returns": _("Return"),
    "risk": _("Risk"),
    "services": _("Services"),
    "sharing": _("Consent and referral"),
    "stays": _("Stay"),
}

FORM = _("Form")


def about(address: str) -> str | Promise:
    """The part of a case to which the form at this address belongs, or that it is a form."""
    parts = address.partition("?")[0].strip("/").split("/")
    if parts == ["cases", "new"]:
        return _("New case")
    return ABOUT.get(parts[2], FORM) if parts[0] == "cases" and len(parts) > 2 else FORM
