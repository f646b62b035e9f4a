"""Consents and referrals of the cases that are open on the day of the demo: sent, accepted, refused, and one partner
abroad in the directory."""

from datetime import date, datetime, timedelta
from typing import Any

from cases.models import Case, CaseMember
from cases.sharing import rules
from cases.sharing.actions import answers, consents, referrals
from cases.sharing.models import PartnerAbroad, Referral, SharingAgreement
from cases.sharing.states import ConsentForm, GivenBy, Purpose, ReferralReason
from cases.states import TeamRole
from tvcase.accounts.models import Organisation, User
from tvcase.accounts.roles import SUPPORTING_KINDS, Role
from tvcase.dates import local_date
from tvcase.demo.stage import recorded_at

CASES = 6  # the cases of adults that were opened last
ITEMS = ("alias", "languages")
PARTNER = "Измислена къща за подкрепа"


def furnish(*, at: datetime) -> None:
    """Write what was shared in the days before an instant."""
    PartnerAbroad.objects.get_or_create(name=PARTNER, country="RO", contact="office@example.org")
    supported = Case.objects.open().filter(sealed_to=None, organisation__kind__in=SUPPORTING_KINDS)
    adults = [case for case in supported.order_by("-opened_on", "code") if not case.counts_as_child]
    for number, case in enumerate(adults[:CASES]):
        place = CaseMember.objects.filter(case=case, role=TeamRole.CASEWORKER, left_on=None).order_by("pk").first()
        answering = _answering(case)
        if place is not None and answering is not None and answering.organisation is not None:
            with recorded_at(at):
                _refer(case, number, answering.organisation, answering, on=local_date(at), by=place.user)


def _refer(case: Case, number: int, to: Organisation, answering: User, *, on: date, by: User) -> None:
    """A referral with consent; of three, one is accepted, one waits for an answer, one the person did not want."""
    began = max(case.opened_on, on - timedelta(days=3))
    if not rules.has_agreement(case.organisation, to, on=began):
        words = {"purpose": "Подкрепа на хора", "categories": "Само с тяхно съгласие", "security": "В тази програма"}
        more = {"legal_basis": "Национален механизъм", "contacts": "office@example.org", "party": case.organisation}
        year = {"starts_on": date(began.year, 1, 1), "review_on": date(began.year + 1, 1, 1)}
        SharingAgreement.objects.create(other=to, **words, **more, **year)
    explained: dict[str, Any] = {"purpose": Purpose.COUNSELLING, "items": ITEMS, "language": "bg", "read_aloud": True}
    until = on + timedelta(days=90)
    consent = consents.offer(case, recipient=to, **explained, valid_to=until, on=began, by=by)
    if number % 3 == 2:
        consents.refuse(consent, answered_on=began, on=began, by=by)
        return
    said: dict[str, Any] = {"given_by": GivenBy.PERSON, "form": ConsentForm.WRITTEN, "answered_on": began}
    consent = consents.give(consent, **said, on=began, by=by)
    asked: dict[str, Any] = {
        "purpose": Purpose.COUNSELLING,
        "reason_kind": ReferralReason.ADDITIONAL_SERVICES,
        "items": ITEMS,
    }
    referral = referrals.draft(case, to_organisation=to, **asked, on=began, by=by)
    referral = referrals.rest_on_consent(referral, consent=consent, on=began, by=by)
    referral = referrals.send(referral, on=began, by=by)
    if number % 3 == 0:
        _accepted(referral, answering, on=on)


def _accepted(referral: Referral, answering: User, *, on: date) -> None:
    answers.accept(referral, answer="Има място и преводач.", on=on, by=answering)


def _answering(case: Case) -> User | None:
    """Somebody of another organisation that supports people."""
    others = User.objects.filter(is_active=True, roles__overlap=[Role.COORDINATOR, Role.CASEWORKER])
    others = others.filter(organisation__kind__in=SUPPORTING_KINDS).exclude(organisation=case.organisation_id)
    return others.select_related("organisation").order_by("organisation__code", "pk").first()
