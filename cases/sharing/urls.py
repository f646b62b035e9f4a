"""Every address of consent and referral."""

from django.urls import path

from cases.sharing.consent_steps import CONSENT_STEPS
from cases.sharing.steps import REFERRAL_STEPS
from cases.sharing.views import consents, lists, packages, referrals

app_name = "sharing"
CASE = "cases/<case:code>/sharing/"
CONSENT = f"{CASE}consents/<int:number>/"
REFERRAL = f"{CASE}referrals/<int:number>/"

urlpatterns = [
    path("referrals/", lists.inbox, name="inbox"),
    path("referrals/sent/", lists.outbox, name="outbox"),
    path(CASE, lists.case_panel, name="case-panel"),
    path(f"{CASE}consents/new/", consents.consent_new, name="consent-new"),
    path(f"{CASE}print/", referrals.referral_print, name="print"),
    path(CONSENT, consents.consent, name="consent"),
    path(f"{CASE}referrals/new/", referrals.referral_new, name="referral-new"),
    path(REFERRAL, referrals.referral, name="referral"),
    path(f"{REFERRAL}deleted/", referrals.deleted, name="referral-deleted"),
    path(f"{REFERRAL}package/", packages.package, name="referral-package"),
    *(
        path(f"{CONSENT}{step.name}/", consents.take_step, {"name": step.name}, name=f"consent-{step.name}")
        for step in CONSENT_STEPS
    ),
    *(
        path(
            f"{REFERRAL}{step.name}/",
            referrals.tell_others if step.proves else referrals.take_step,
            {"name": step.name},
            name=f"referral-{step.name}",
        )
        for step in REFERRAL_STEPS
    ),
]
