"""What a parent or guardian agreed to who may be involved in the exploitation: from then on it tells nothing."""

from datetime import date

from cases.actions import documents
from cases.models import Case
from cases.rules import when_parent_is_kept_out
from cases.sharing.actions import chain
from cases.sharing.models import Referral, SharedItem
from cases.sharing.states import GivenBy
from tvcase.accounts.models import User


@when_parent_is_kept_out
def what_a_parent_agreed_to_tells_nothing(case: Case, *, on: date, by: User) -> None:
    """Silence what was told with a parent's consent, with the letters that say it; the special representative is
    asked anew. Part of the act that keeps the parent out."""
    given = Referral.objects.out().filter(case=case, consent__given_by=GivenBy.LEGAL_REPRESENTATIVE)
    for referral in given.order_by("number"):
        SharedItem.objects.filter(referral=referral, alive=True, must_share=False).update(alive=False)
        documents.withdraw_with_their_ground(case, referral.pk, on=on, by=by)
        chain.record("silenced", referral, by=by, on=on)
