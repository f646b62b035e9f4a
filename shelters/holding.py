"""Why a place cannot be held, or a hold not be extended, given back or asked for: the sentences beside the buttons."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from cases.models import Case
from cases.rules import Reasons
from shelters.models import ClosedDays, Hold, Place
from shelters.rules import night_of, why_not_request
from tvcase.accounts.models import User


def why_not_hold(case: Case, place: Place, *, from_on: date, by: User, at: datetime) -> Reasons:
    """Why this place cannot be held for the person of this case from this Sofia day on."""
    reasons = list(why_not_request(case))
    if by.organisation_id != case.organisation_id:
        reasons.append(_("Only the organisation that holds the case asks for a place."))
    if place.shelter.closed_on or (place.closed_on and place.closed_on <= from_on):
        reasons.append(_("This place is not in use in these nights."))
    elif ClosedDays.objects.on(from_on).filter(shelter=place.shelter_id).exists():
        reasons.append(_("The house takes nobody new on this day."))
    if from_on < night_of(at):
        reasons.append(_("This night is over. Choose tonight or a later night."))
    return reasons


def why_not_give_back(held: Hold, *, by: User, at: datetime) -> Reasons:
    """Why a hold cannot be given back: it is over, or another organisation made it."""
    if not held.is_live(at=at):
        return [_("This hold is over.")]
    if by.organisation_id != held.case.organisation_id:
        return [_("Only the organisation that holds the case does this.")]
    return []


def why_not_extend(held: Hold, *, by: User, at: datetime) -> Reasons:
    """Why a hold cannot last longer."""
    if reasons := why_not_give_back(held, by=by, at=at):
        return reasons
    return [_("This hold was extended already. It is extended once.")] if held.extended_at else []


def why_not_ask(held: Hold, *, by: User, at: datetime) -> Reasons:
    """Why the house cannot be asked for the place that is held."""
    if reasons := why_not_give_back(held, by=by, at=at):
        return reasons
    return [_("The house has been asked already.")] if held.stay_id else list(why_not_request(held.case))
