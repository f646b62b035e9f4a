"""Consents and referrals as tests make them, and what an organisation is shown of them, on pages' ways and by SQL."""

from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from cases.actions import documents
from cases.actions.documents import HandedIn
from cases.models import Case, Document
from cases.permissions import Area
from cases.sharing import rules
from cases.sharing.actions import answers, consents, referrals
from cases.sharing.models import Consent, Referral, SharedItem, SharingAgreement
from cases.sharing.states import ConsentForm, GivenBy, Outcome, Purpose, ReferralReason
from tvcase.accounts.models import User
from tvcase.dates import SOFIA
from tvcase.documents.intake import Clean
from tvcase.documents.states import MediaType, UploadKind
from tvcase.wall.identity import acting_as

DAY = date(2026, 6, 10)  # a Wednesday
LAST = date(2099, 6, 30)  # the wall asks the clock until when a consent lasts
HANDED_OVER = datetime(2026, 6, 11, 14, 0, tzinfo=SOFIA)
ITEMS = ("alias", "languages")


def agreement(one: Any, other: Any = None, partner: Any = None, **more: Any) -> SharingAgreement:
    """An agreement on data that is in force on the day of these tests."""
    words = dict.fromkeys(["purpose", "categories", "legal_basis", "security", "contacts"], "as agreed")
    days = {"starts_on": date(2026, 1, 1), "review_on": date(2027, 1, 1)}
    return SharingAgreement.objects.create(party=one, other=other, partner=partner, **(words | days | more))


def agreed_with(case: Case, to: Any, partner: Any = None) -> None:
    """The holder of the case and this organisation have an agreement."""
    if (to or partner) and not rules.has_agreement(case.organisation, to or partner, on=DAY):
        agreement(case.organisation, to, partner)


def offered(case: Case, to: Any, *, by: User, items: Any = ITEMS, valid_to: date = LAST, **more: Any) -> Consent:
    """A consent that was explained; the organisations have an agreement."""
    if to != case.organisation:
        agreed_with(case, to, more.get("partner"))
    facts = {"recipient": to, "purpose": Purpose.SHELTER, "items": items, "valid_to": valid_to, "language": "uk"}
    return consents.offer(case, **(facts | more), on=DAY, by=by)


def given(case: Case, to: Any, *, by: User, **more: Any) -> Consent:
    """A consent that the person gave in writing."""
    consent = offered(case, to, by=by, **more)
    return agree(consent, by=by)


def agree(consent: Consent, *, by: User, **more: Any) -> Consent:
    facts = {"given_by": GivenBy.PERSON, "form": ConsentForm.WRITTEN, "answered_on": DAY}
    return consents.give(consent, **(facts | more), on=DAY, by=by)


def paper_in(case: Case, *, by: User) -> Document:
    """A paper that the person signed, in the part of the file about sharing."""
    said = HandedIn(UploadKind.SIGNED_PAPER, "Consent, signed", Area.SHARING)
    content = f"\x89PNG of a consent in {case.code}".encode("latin-1")
    return documents.hand_in(case, said, Clean(MediaType.PNG, content), by=by, on=DAY, at=HANDED_OVER)


def drafted(case: Case, to: Any, *, by: User, items: Any = ITEMS, **more: Any) -> Referral:
    """A referral that nobody has sent."""
    facts = {"to_organisation": to, "purpose": Purpose.SHELTER, "reason_kind": ReferralReason.ADDITIONAL_SERVICES}
    return referrals.draft(case, **(facts | more), items=items, on=DAY, by=by)


def sent(case: Case, to: Any, *, by: User, items: Any = ITEMS, **more: Any) -> Referral:
    """A referral with consent, on its way."""
    consent = given(case, to, by=by, items=items, **more)
    referral = drafted(case, to, by=by, items=items)
    referral = referrals.rest_on_consent(referral, consent=consent, on=DAY, by=by)
    return referrals.send(referral, on=DAY, by=by)


def handed_over(referral: Referral, *, by: User) -> Referral:
    facts = {"handover_at": HANDED_OVER, "handover_where": "the station", "met_by": "Изпитна"}
    return referrals.hand_over(referral, **facts, on=date(2026, 6, 11), by=by)


def fed_back(referral: Referral, *, by: User) -> Referral:
    return answers.feed_back(referral, outcome=Outcome.STARTED, on=date(2026, 6, 12), by=by)


def shown(user: User, sql: str) -> list[Any]:
    """The first column of what plain SQL shows to this person, as the application's role."""
    with acting_as(user), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
        return [row[0] for row in cursor.fetchall()]


def read_by_sql(user: User) -> set[str]:
    """The kinds of what was told that plain SQL shows to this person."""
    return set(shown(user, "SELECT kind FROM sharing_shareditem"))


def read_by_query(user: User, *, on: date = DAY) -> set[str]:
    """The kinds of what was told that the query of the pages finds for somebody of a receiver."""
    with acting_as(user), transaction.atomic():
        return set(SharedItem.objects.told_to(user, on=on).values_list("kind", flat=True))
