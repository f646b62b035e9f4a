"""Consents, referrals, what was handed over, agreements and partners abroad; images of each."""

from cases.sharing.models.agreement import SharingAgreement
from cases.sharing.models.consent import Consent, ConsentQuerySet
from cases.sharing.models.partner import PartnerAbroad
from cases.sharing.models.referral import Referral, ReferralQuerySet, SharedItem
from cases.sharing.models.telling import Telling
from tvcase.audit.history import keep_images

__all__ = [
    "Consent",
    "ConsentQuerySet",
    "PartnerAbroad",
    "Referral",
    "ReferralQuerySet",
    "SharedItem",
    "SharingAgreement",
    "Telling",
]

keep_images(Consent, Referral, SharedItem, Telling, PartnerAbroad, SharingAgreement)
