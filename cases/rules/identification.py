"""Why an identification, a finding of age or a notice cannot be recorded now. Nothing here asks the database:
the page and the action bring what they have read."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from cases.models import Case, ChildNotice, Identification
from cases.rules.registries import Reasons
from cases.states import IdentificationState
from tvcase.accounts.models import User
from tvcase.accounts.roles import PROSECUTORS, Role

S = IdentificationState


def why_not_record(case: Case) -> Reasons:
    """A closed case accepts no new records."""
    return [] if case.is_open else [_("This case is closed: it accepts no new records.")]


def why_not_identify_informally(case: Case) -> Reasons:
    """Any professional may, as long as the case is open (SOP 1.1)."""
    return why_not_record(case)


def why_not_request_formal(case: Case, attempts: Iterable[Identification], by: User) -> Reasons:
    """Why this person cannot ask an authority now; `attempts` are the identifications of the case. One abroad started
    nothing, so that an authority may still be asked for one in Bulgaria (E-18)."""
    reasons = why_not_record(case)
    if by.organisation_id != case.organisation_id:
        reasons.append(_("Only the organisation that holds the case asks for formal identification."))
    attempts = list(attempts)
    if any(attempt.state == S.FORMAL_CONFIRMED and attempt.territory_bg for attempt in attempts):
        reasons.append(_("This case already has a formal identification that counts."))
    if any(attempt.state == S.FORMAL_REQUESTED for attempt in attempts):
        reasons.append(_("Formal identification has already been asked for."))
    return reasons


def why_not_identify_formally(case: Case, by: User) -> Reasons:
    """Only officers and prosecutors of a pre-trial authority identify formally (product decision 5; C-05)."""
    return why_not_record(case) + _why_no_authority(by)


def why_not_refuse(identification: Identification, by: User) -> Reasons:
    """Why this person cannot refuse what was asked."""
    reasons = _why_no_authority(by) or _why_not_theirs(identification, by)
    if identification.state != S.FORMAL_REQUESTED:
        reasons.append(_("A decision on this identification is no longer asked for."))
    return reasons


def why_not_annul(identification: Identification, by: User) -> Reasons:
    """Why this person cannot annul: only the organisation that identified corrects (domain 4.2)."""
    reasons = why_not_record(identification.case) + (_why_no_authority(by) or _why_not_theirs(identification, by))
    if identification.state != S.FORMAL_CONFIRMED:
        reasons.append(_("Only a formal identification that was made can be annulled."))
    return reasons


def why_not_send(notice: ChildNotice) -> Reasons:
    """A notice is sent once."""
    return [] if notice.sent_at is None else [_("This notice has already been sent.")]


def _why_no_authority(by: User) -> Reasons:
    if not by.identifies_formally:
        return [_("Only a pre-trial authority identifies formally: police, investigation or prosecution.")]
    if not by.has_role(Role.OFFICER, *PROSECUTORS):
        return [_("Only an officer or a prosecutor identifies formally.")]
    return []


def _why_not_theirs(identification: Identification, by: User) -> Reasons:
    if identification.organisation_id == by.organisation_id:
        return []
    return [_("Only the authority that was asked, or that identified the person, can do this.")]
