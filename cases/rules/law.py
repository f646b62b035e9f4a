"""Why a version of a rule of law cannot be approved now."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from cases.models import LegalRule
from cases.rules.registries import Reasons
from tvcase.accounts.models import User


def why_not_approve(version: LegalRule, *, by: User, on: date) -> Reasons:
    """Why this person cannot approve it on a Sofia day: it takes another one, and it begins after that day.

    So what has been counted is never counted anew: a version moves nothing that began before its approval.
    """
    if version.counts:
        return [_("This version has been approved.")]
    reasons: Reasons = []
    if version.proposed_by_id == by.pk:
        reasons.append(_("Somebody else than who proposed this version must approve it."))
    if version.valid_from <= on:
        reasons.append(_("A version begins tomorrow at the earliest: what began before keeps the one before."))
    return reasons
