"""Papers of consent and referral: what the person signs, and what goes with her or him to another organisation."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Case
from cases.permissions import Area, CasePerm
from cases.rules import Reasons, why_not_written
from cases.rules.letters import IN_TWO_LANGUAGES, ISSUER_SIGNS, LANGUAGES, consent_of, why_not_named
from cases.sharing import rules
from cases.sharing.models import Consent, Referral
from cases.sharing.papers import told_on_paper
from cases.sharing.states import OUT, ConsentState
from tvcase.accounts.models import User
from tvcase.documents.letters import Letter, Occasion, register

RECEIVER_SIGNS = gettext_lazy("Date, name and signature of who received the person")


def _consents(case: Case, user: User) -> Iterable[Consent]:
    """Those that wait for an answer, and those that hold."""
    found = Consent.objects.visible_to(user).filter(case=case, state__in=(ConsentState.OFFERED, ConsentState.ACTIVE))
    return found.select_related("recipient", "partner")


def _consent_in_words(consent: Consent) -> str:
    words = {"recipient": consent.told, "day": date_format(consent.valid_to, "DATE_FORMAT")}
    return _("consent to tell %(recipient)s, until %(day)s") % words


def _why_not_consent(occasion: Occasion) -> Reasons:
    """It names the person; and nobody signs what was given by who cannot give it any more."""
    consent = occasion.subject
    if consent.state == ConsentState.ACTIVE and not rules.counts(consent, on=occasion.on):
        return [_("This consent does not hold.")]
    return why_not_named(occasion)


def _consent(occasion: Occasion) -> Mapping[str, Any]:
    consent = occasion.subject
    given = consent.state == ConsentState.ACTIVE
    return {
        **consent_of(
            occasion,
            recipient=consent.told,
            purpose=consent.get_purpose_display,
            items=[source.label for source in rules.told(consent.items)],
            agreed_on=consent.answered_on if given else None,
        ),
        "until": consent.valid_to,
    }


CONSENT = register(
    Letter(
        kind="consent-sharing",
        title=gettext_lazy("Consent to tell another organisation"),
        template=IN_TWO_LANGUAGES,
        area=Area.SHARING,
        perm=CasePerm.CHANGE_SHARING,
        subjects=_consents,
        subject_words=_consent_in_words,
        context=_consent,
        languages=LANGUAGES,
        why_not=_why_not_consent,
    )
)


def _referrals(case: Case, user: User) -> Iterable[Referral]:
    found = Referral.objects.sent_out(user).filter(case=case, state__in=OUT)
    return found.select_related("to_organisation", "partner")


def _referral_in_words(referral: Referral) -> str:
    words = {"number": referral.number, "receiver": referral.receiver}
    return _("referral %(number)s to %(receiver)s") % words


def _why_not_referral(occasion: Occasion) -> Reasons:
    """The paper says what was told, as long as it is told."""
    referral = occasion.subject
    texts = (referral.purpose_note, referral.handover_where, referral.met_by, referral.escort)
    return rules.why_not_told(referral, on=occasion.on) + why_not_written(occasion.case.person, *texts)


def _referral(occasion: Occasion) -> Mapping[str, Any]:
    """What was told and nothing else: the person is named only where the name is part of it."""
    return {
        "text": "sharing/letters/referral_text.html",
        "to": [occasion.subject.receiver],
        "signs": [ISSUER_SIGNS, RECEIVER_SIGNS],
        "referral": occasion.subject,
        "items": partial(told_on_paper, occasion.subject, on=occasion.on, by=occasion.by),
    }


register(
    Letter(
        kind="referral",
        title=gettext_lazy("Referral, handover and feedback"),
        template=IN_TWO_LANGUAGES,
        area=Area.SHARING,
        perm=CasePerm.CHANGE_SHARING,
        subjects=_referrals,
        subject_words=_referral_in_words,
        context=_referral,
        languages=LANGUAGES,
        why_not=_why_not_referral,
    )
)
