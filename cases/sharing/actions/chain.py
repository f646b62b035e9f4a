"""What every act on consents and referrals shares: the audit line, the telling, what ends with a referral."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.utils import translation

from cases.actions import documents, notices, team
from cases.permissions import ANSWERS_REFERRALS, CasePerm
from cases.rules import SharedItemSource, shared_item_source
from cases.sharing.deciding import DECIDES
from cases.sharing.models import Referral, SharedItem
from cases.states import OpeningGround
from tvcase.accounts.models import User
from tvcase.audit import log
from tvcase.db import save_checked
from tvcase.notifications import outbox

HERE, ABROAD = "bg", "en"  # the languages in which what is told is written down


def record(step: str, referral: Referral, *, by: User, on: date, **facts: Any) -> None:
    """The audit line of an act on a referral; `on` is its day in Sofia."""
    named = {"number": referral.number, **facts}
    log.record(f"sharing.referral.{step}", by=by, on=on, case=referral.case_code, area="sharing", **named)


def tell_team(referral: Referral, kind: str, *, on: date, but: User) -> None:
    """Tell those on the team of the case who keep what is shared."""
    case = referral.case
    notices.tell_who_may(CasePerm.CHANGE_SHARING, case, kind, subject=referral.pk, on=on, but=but)


def deciders(referral: Referral) -> list[User]:
    """Who can decide, as the second person, that something is told without consent: supervisors and coordinators on
    the team, and the coordinators of the holder; of a sealed file those named."""
    case = referral.case
    known = [*notices.placed(CasePerm.CHANGE_SHARING, case), *notices.coordinators(case.organisation)]
    found = {user.pk: user for user in known if user.has_role(*DECIDES)}
    mine = [user for user in found.values() if user.organisation_id == case.organisation_id]
    return [user for user in mine if user.pk != referral.proposed_by_id and not case.hides_from(user)]


def tell_deciders(referral: Referral, *, on: date) -> None:
    """Tell who can decide; once a day, however often it is proposed."""
    kind, code = "referral_to_decide", referral.case_code
    outbox.notify(deciders(referral), kind, case_code=code, subject=referral.pk, occurrence=str(on), due_on=on)


def controllers(referral: Referral) -> list[User]:
    """Who is told that two people decided without consent; neither of the two."""
    decided = [pk for pk in (referral.proposed_by_id, referral.confirmed_by_id) if pk]
    return notices.controllers(referral.case.organisation, but=decided)


def tell_receiver(referral: Referral, kind: str, *, on: date) -> None:
    """Tell those who answer for the organisation here; a partner abroad has no account."""
    if referral.to_organisation is None:
        return
    people = notices.holding(referral.to_organisation, *ANSWERS_REFERRALS)
    outbox.notify(people, kind, case_code=referral.case_code, subject=referral.pk, due_on=on)


def silence(referral: Referral, *, by: User, on: date) -> None:
    """End what was told, the letters that say it, and close the case to the receiver; call it before the referral
    ends."""
    SharedItem.objects.filter(referral=referral, alive=True).update(alive=False)
    documents.withdraw_with_their_ground(referral.case, referral.pk, on=on, by=by)
    team.close_openings(referral.case, subject=referral.pk, ground=OpeningGround.REFERRAL, by=by, on=on)


def to_be_told(referral: Referral, perms: Collection[CasePerm]) -> list[tuple[SharedItemSource, str]]:
    """What would be told now, of the parts that these permissions open, in the language of the receiver; without a text
    where nothing is recorded."""
    asked = [one for one in shared_item_source if one.must_share or one.kind in referral.items]
    with translation.override(ABROAD if referral.partner_id else HERE):
        return [(source, "\n".join(source.read(referral.case))) for source in asked if source.perm in perms]


def copied(referral: Referral) -> list[SharedItem]:
    """What is told, as it is now, in the language of the receiver; what is not recorded is left out."""
    made = []
    for source, text in to_be_told(referral, tuple(CasePerm)):
        if text:
            rests = referral.consent if referral.consent and not source.must_share else None
            item = SharedItem(
                case=referral.case,
                referral=referral,
                kind=source.kind,
                area=source.perm.area,
                text=text,
                must_share=source.must_share,
                until_on=rests.valid_to if rests else None,
            )
            save_checked(item)
            made.append(item)
    return made
