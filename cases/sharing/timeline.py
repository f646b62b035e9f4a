"""What a case's history shows of consents and referrals."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from cases.permissions import CasePerm
from cases.rules import TimelineSource, timeline_source
from cases.sharing.models import Consent, Referral, Telling
from cases.sharing.states import Outcome, Purpose, RecallReason
from tvcase.accounts.models import User

PURPOSES = tuple(Purpose.choices)


def _consents(case: Case, user: User) -> QuerySet[Consent]:
    return Consent.objects.visible_to(user).filter(case=case)


def _referrals(case: Case, user: User) -> QuerySet[Referral]:
    """Those that the reader sees; whoever was asked learns from its own sending on."""
    return Referral.objects.visible_to(user).filter(case=case)


def _tellings(case: Case, user: User) -> QuerySet[Telling]:
    """Read with the consents, by those who keep the case."""
    mine = Telling.objects.permitting(user, CasePerm.VIEW_SHARING)
    return mine.filter(case=case, case__organisation=user.organisation_id)


def _source(kind: str, title: Any, of: Any, day: str, only: dict[str, Any] | None = None, **more: Any) -> None:
    named = {"detail": "purpose", "labels": PURPOSES} | more
    timeline_source(
        TimelineSource(
            kind=f"sharing_{kind}",
            perm=CasePerm.VIEW_SHARING,
            title=title,
            rows=lambda case, user: of(case, user).filter(**{f"{day}__isnull": False}, **(only or {})),
            happened_on=day,
            **named,
        )
    )


_source("consent_explained", _("Consent explained to the person"), _consents, "offered_on", who="recorded_by")
_given = {"state__in": ("ACTIVE", "WITHDRAWN", "EXPIRED")}
_source("consent_given", _("Consent given"), _consents, "answered_on", _given)
_source("consent_refused", _("Consent refused"), _consents, "answered_on", {"state": "REFUSED"})
_source("consent_withdrawn", _("Consent withdrawn"), _consents, "ended_on", {"state": "WITHDRAWN"})
_source("consent_ended", _("Consent ended"), _consents, "ended_on", {"state": "EXPIRED"})
_source("referral_sent", _("Referral sent"), _referrals, "sent_on")
_source(
    "referral_accepted",
    _("Referral accepted"),
    lambda case, user: _referrals(case, user).filter(decline_reason=""),
    "answered_on",
)
_source(
    "referral_declined",
    _("Referral declined"),
    lambda case, user: _referrals(case, user).exclude(decline_reason=""),
    "answered_on",
)
timeline_source(
    TimelineSource(
        kind="sharing_handed_over",
        perm=CasePerm.VIEW_SHARING,
        title=_("Handed over to another organisation"),
        rows=lambda case, user: _referrals(case, user).filter(handover_at__isnull=False),
        happened_at="handover_at",
        detail="purpose",
        labels=PURPOSES,
    )
)
_source(
    "referral_feedback",
    _("Feedback on a referral"),
    _referrals,
    "feedback_on",
    detail="outcome",
    labels=tuple(Outcome.choices),
)
_source(
    "referral_recalled",
    _("Referral recalled"),
    _referrals,
    "recalled_on",
    detail="recall_reason",
    labels=tuple(RecallReason.choices),
)
_source("referral_deleted", _("Deletion confirmed"), _referrals, "deleted_on")
_source("referral_ended", _("Referral ended"), _referrals, "ended_on")
timeline_source(
    TimelineSource(
        kind="sharing_person_told",
        perm=CasePerm.VIEW_SHARING,
        title=_("The person was told of a referral without consent"),
        rows=lambda case, user: _tellings(case, user).filter(told_on__isnull=False),
        happened_on="told_on",
        who="recorded_by",
    )
)
