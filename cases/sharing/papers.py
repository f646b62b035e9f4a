"""What was told, as it stands on paper and in a file for a partner abroad."""

from datetime import date

from django.utils.translation import gettext as _

from cases.models.case import access
from cases.rules import shared_item_source
from cases.sharing import rules
from cases.sharing.models import Referral, SharedItem
from tvcase.accounts.models import User


def told_on_paper(referral: Referral, *, on: date, by: User) -> list[tuple[str, str]]:
    """Everything that is told with a referral on a Sofia day, as label and text in the active language.

    The risks go with every referral, but an authority does not read them (E-12): a paper that it makes says so, and
    whom to ask, whether or not any are recorded.
    """
    items = SharedItem.objects.filter(referral=referral).living(on=on)
    told = [(rules.label_of(item.kind), item.text) for item in items]
    perms = access(by, referral.case)
    for source in shared_item_source:
        if source.must_share and source.perm not in perms:
            told.append((str(source.label), _("Who made this paper does not read them. Ask who supports the person.")))
    return told
