"""Whether two cases may be joined as those of the same person, and taken apart (product decisions 7 and 14)."""

from django.utils.translation import gettext_lazy as _

from cases import names
from cases.duplicating import LinkState
from cases.models import Case, DuplicateLink
from cases.rules.identification import why_not_record
from cases.rules.registries import Reasons
from tvcase.accounts.models import User


def why_not_propose_link(case: Case, other_code: str) -> Reasons:
    """Why this code cannot be proposed as that of the same person. Whether there is such a case is not said."""
    if not names.is_case_code(other_code):
        return [_("This is no code of a case. Check the letters and digits.")]
    if other_code == case.code:
        return [_("This is the code of this case. Write the code of the other one.")]
    if DuplicateLink.objects.of(case).standing().between(case.code, other_code).exists():
        return [_("This was proposed already.")]
    return []


def why_not_answer_link(link: DuplicateLink, case: Case, by: User) -> Reasons:
    """Why this person cannot say, for the other case, whether it is the same person."""
    reasons = why_not_record(case)
    if link.state != LinkState.PROPOSED:
        reasons.append(_("This was answered already."))
    elif link.other_code != case.code:
        reasons.append(_("Only who answers for the other case confirms."))
    elif link.proposed_by_id == by.pk:
        reasons.append(_("Somebody else must confirm that it is the same person."))
    return reasons


def why_not_recall_link(link: DuplicateLink, case: Case) -> Reasons:
    """Why the proposal cannot be taken back."""
    if link.state != LinkState.PROPOSED:
        return [_("This was answered already.")]
    return [] if link.case_code == case.code else [_("Only the side that proposed it takes it back.")]


def why_not_separate(link: DuplicateLink) -> Reasons:
    """Why two cases cannot be taken apart; either side may, also when its case is closed."""
    return [] if link.state == LinkState.CONFIRMED else [_("These two cases are not joined.")]
