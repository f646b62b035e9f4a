"""Papers that the person signs: consent to tell somebody, and the agreement to hinder contact."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import BreachDisclosure, Case, Handover, Identification, NoContactMeasure
from cases.nocontact import (
    ALWAYS_OPEN,
    MOST_DEVICE_DAYS,
    VOLUNTARY,
    Channel,
    DisclosureBasis,
    MeasureKind,
    MeasureState,
)
from cases.permissions import Area, CasePerm
from cases.rules import Reasons
from cases.rules.letters import (
    IN_TWO_LANGUAGES,
    INTERPRETER_SIGNS,
    LANGUAGES,
    PERSON_SIGNS,
    consent_of,
    representative_signs,
    why_not_named,
)
from cases.states import HandoverState, RequestBasis
from tvcase.accounts.models import User
from tvcase.documents.letters import Letter, Occasion, register


def _requests(case: Case, user: User) -> Iterable[Identification]:
    found = Identification.objects.permitting(user, CasePerm.CHANGE_IDENTIFICATION)
    return found.filter(case=case, request_basis=RequestBasis.CONSENT).select_related("organisation")


def _request_in_words(identification: Identification) -> str:
    return _("formal identification asked of %(authority)s") % {"authority": identification.organisation}


def _to_identify(occasion: Occasion) -> Mapping[str, Any]:
    return consent_of(
        occasion,
        recipient=occasion.subject.organisation,
        purpose=gettext_lazy("Formal identification as a victim of trafficking in human beings."),
        items=(
            gettext_lazy("who I am"),
            gettext_lazy("the grounds and indicators on which the informal identification rests"),
        ),
        agreed_on=occasion.subject.requested_on,
    )


register(
    Letter(
        kind="consent-identification",
        title=gettext_lazy("Consent to formal identification"),
        template=IN_TWO_LANGUAGES,
        area=Area.IDENTIFICATION,
        perm=CasePerm.CHANGE_IDENTIFICATION,
        subjects=_requests,
        subject_words=_request_in_words,
        context=_to_identify,
        languages=LANGUAGES,
        why_not=why_not_named,
    )
)


def _handovers(case: Case, user: User) -> Iterable[Handover]:
    offers = Handover.objects.permitting(user, CasePerm.CHANGE_CORE)
    standing = (HandoverState.OFFERED, HandoverState.ACCEPTED)
    return offers.filter(case=case, state__in=standing).select_related("to_organisation")


def _handover_in_words(offer: Handover) -> str:
    return _("support by %(organisation)s") % {"organisation": offer.to_organisation}


def _to_hand_over(occasion: Occasion) -> Mapping[str, Any]:
    return consent_of(
        occasion,
        recipient=occasion.subject.to_organisation,
        purpose=gettext_lazy("Protection and support by this organisation, which will keep my file."),
        items=(gettext_lazy("my file, as far as the support needs it"),),
        agreed_on=occasion.subject.consent_on,
    )


register(
    Letter(
        kind="consent-handover",
        title=gettext_lazy("Consent to support by another organisation"),
        template=IN_TWO_LANGUAGES,
        area=Area.CORE,
        perm=CasePerm.CHANGE_CORE,
        subjects=_handovers,
        subject_words=_handover_in_words,
        context=_to_hand_over,
        languages=LANGUAGES,
        why_not=why_not_named,
    )
)


def _disclosures(case: Case, user: User) -> Iterable[BreachDisclosure]:
    found = BreachDisclosure.objects.permitting(user, CasePerm.CHANGE_SUPPORT)
    return found.filter(case=case, basis=DisclosureBasis.CONSENT).standing().select_related("authority")


def _disclosure_in_words(disclosure: BreachDisclosure) -> str:
    return _("one contact, told to %(authority)s") % {"authority": disclosure.authority}


def _to_disclose(occasion: Occasion) -> Mapping[str, Any]:
    return consent_of(
        occasion,
        recipient=occasion.subject.authority,
        purpose=gettext_lazy("So that this authority can protect me."),
        items=(gettext_lazy("what is recorded of one contact between the trafficker and me"),),
        agreed_on=occasion.subject.agreed_on,
    )


register(
    Letter(
        kind="consent-breach",
        title=gettext_lazy("Consent to tell an authority of a contact"),
        template=IN_TWO_LANGUAGES,
        area=Area.SUPPORT,
        perm=CasePerm.CHANGE_SUPPORT,
        subjects=_disclosures,
        subject_words=_disclosure_in_words,
        context=_to_disclose,
        languages=LANGUAGES,
        why_not=why_not_named,
    )
)


def _measures(case: Case, user: User) -> Iterable[NoContactMeasure]:
    """Those to which the person may still agree, and those that rest on her or his agreement."""
    found = NoContactMeasure.objects.permitting(user, CasePerm.CHANGE_SUPPORT)
    return found.filter(case=case, kind__in=VOLUNTARY, state__in=(MeasureState.PROPOSED, MeasureState.ACTIVE))


def _measure_in_words(measure: NoContactMeasure) -> str:
    day = date_format(measure.proposed_on, "DATE_FORMAT")
    return _("%(measure)s, proposed on %(day)s") % {"measure": measure.get_kind_display(), "day": day}


def _why_not_agree(occasion: Occasion) -> Reasons:
    """A measure that has run out is agreed anew before a paper says so."""
    if occasion.subject.has_run_out(on=occasion.on):
        return [_("Its last day has passed. Record first that the person agreed anew.")]
    return why_not_named(occasion)


def _agreement(occasion: Occasion) -> Mapping[str, Any]:
    """Neither places nor against whom: the paper is kept by the person and may be found."""
    measure = occasion.subject
    child = [representative_signs(occasion.case)] if occasion.case.counts_as_child else []
    return {
        "text": "cases/letters/no_contact_text.html",
        "signs": [PERSON_SIGNS, *child, INTERPRETER_SIGNS],
        "measure": measure,
        "channels": [Channel(channel).label for channel in measure.closed_channels],
        "always_open": ALWAYS_OPEN,
        "longest": MOST_DEVICE_DAYS if measure.kind == MeasureKind.VOLUNTARY_DEVICE_LIMIT else None,
    }


register(
    Letter(
        kind="no-contact-agreement",
        title=gettext_lazy("Agreement on protection from contact"),
        template=IN_TWO_LANGUAGES,
        area=Area.SUPPORT,
        perm=CasePerm.CHANGE_SUPPORT,
        subjects=_measures,
        subject_words=_measure_in_words,
        context=_agreement,
        languages=LANGUAGES,
        why_not=_why_not_agree,
    )
)
