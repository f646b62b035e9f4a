"""Consent and referral: questions whose answer is a list of reasons, and what closing a case must know of them."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.models import Case, Document
from cases.models.case import access
from cases.permissions import ANSWERS_REFERRALS, Area, CasePerm
from cases.rules import Reasons, SharedItemSource, closing_rule, parent_is_kept_out, shared_item_source
from cases.sharing.models import Consent, PartnerAbroad, Referral, SharingAgreement, Telling
from cases.sharing.states import (
    BY_TWO,
    DECIDED,
    REPRESENTATIVES,
    Basis,
    ConsentState,
    GivenBy,
    ReferralState,
)
from cases.support.models import PlanStep
from cases.support.states import PlanState
from tvcase.accounts.models import Organisation, User
from tvcase.accounts.roles import OrganisationKind
from tvcase.documents.states import Origin
from tvcase.sealing.fields import with_keys


def why_not_share(case: Case, *, by: User) -> Reasons:
    """Consents and referrals are kept by the organisation that holds the case."""
    if CasePerm.CHANGE_SHARING in access(by, case) and by.organisation_id == case.organisation_id:
        return []
    return [_("Only those who keep the case record consents and referrals.")]


def why_not_begin(case: Case, *, by: User) -> Reasons:
    """A closed case accepts no new consent and no new referral (rule 13)."""
    closed: Reasons = [] if case.is_open else [_("This case is closed: it accepts no new records.")]
    return closed or why_not_share(case, by=by)


def has_agreement(organisation: Organisation, to: Organisation | PartnerAbroad, *, on: date) -> bool:
    """Whether two organisations have an agreement that is in force on a Sofia day (domain 9.6)."""
    return to in parties_to(organisation, on=on)


def parties_to(organisation: Organisation, *, on: date) -> set[Organisation | PartnerAbroad | None]:
    """Everybody with whom an organisation has an agreement in force on a Sofia day; one query."""
    found = SharingAgreement.objects.of(organisation).in_force(on=on).select_related("party", "other", "partner")
    both = {side for one in found for side in (one.party, one.other or one.partner)}
    return both - {organisation}


def sources(perms: frozenset[CasePerm]) -> list[SharedItemSource]:
    """What somebody with these permissions on a case can choose to tell; the risks go with every referral anyway."""
    return [source for source in shared_item_source if not source.must_share and source.perm in perms]


def why_not_choose(case: Case, items: Iterable[str], *, by: User) -> Reasons:
    """Nobody tells, or asks consent to tell, what is closed to her- or himself."""
    if set(items) - {source.kind for source in sources(access(by, case))}:
        return [_("You can only tell what you may read yourself.")]
    return []


def told(kinds: Iterable[str]) -> list[SharedItemSource]:
    """The parts of the program from which these kinds of information come, in their own order."""
    wanted = set(kinds)
    return [source for source in shared_item_source if source.kind in wanted]


def label_of(kind: str) -> str:
    """A kind of information in words; one that no part of the program offers any more is shown by its code."""
    return next((str(source.label) for source in shared_item_source if source.kind == kind), kind)


def givers(case: Case) -> tuple[GivenBy, ...]:
    """Who can answer for the person of a case: for a child, or where the age is uncertain, a representative, and not
    a parent or guardian who may be involved in the exploitation."""
    if not case.counts_as_child:
        return tuple(GivenBy)
    return (GivenBy.SPECIAL_REPRESENTATIVE,) if parent_is_kept_out(case) else REPRESENTATIVES


def why_not_answer_consent(consent: Consent, *, by: User) -> Reasons:
    """What was explained is answered once."""
    if consent.state != ConsentState.OFFERED:
        return [_("This was answered already.")]
    return why_not_share(consent.case, by=by)


def why_not_end_consent(consent: Consent, *, by: User) -> Reasons:
    """Only a consent that was given ends."""
    if consent.state != ConsentState.ACTIVE:
        return [_("This consent does not hold.")]
    return why_not_share(consent.case, by=by)


def why_not_withdraw(consent: Consent, *, by: User) -> Reasons:
    """Whoever agreed may withdraw it at any time, also when what it was for is done: who was told still has it."""
    if consent.state not in (ConsentState.ACTIVE, ConsentState.EXPIRED):
        return [_("This consent does not hold.")]
    return why_not_share(consent.case, by=by)


def why_not_expire(consent: Consent, *, by: User) -> Reasons:
    """A consent whose purpose is done ends when nothing that rests on it is open any more."""
    reasons = why_not_end_consent(consent, by=by)
    if not reasons and consent.referrals.open().exists():
        return [_("A referral rests on this consent: close or recall it first.")]
    return reasons


def counts(consent: Consent, *, on: date) -> bool:
    """Whether a consent holds on a Sofia day: what an adult gave does not count for a child (E-13), nor what a parent
    gave who may be involved, nor what a representative gave for who turned out to be an adult (E-14)."""
    if not consent.is_alive(on=on):
        return False
    if consent.case.counts_as_child:
        return consent.given_by in givers(consent.case)
    return not consent.was_given_for_a_child


def why_not_told(referral: Referral, *, on: date) -> Reasons:
    """Why what a referral rests on does not hold on a Sofia day; what was decided to protect life holds to its end."""
    if referral.consent is not None and not counts(referral.consent, on=on):
        return [_("The consent does not hold any more.")]
    if referral.basis == Basis.MANDATORY and not referral.case.counts_as_child:
        return [_("The duty was towards a child; the person is an adult.")]
    return []


def consents_for(referral: Referral, *, on: date) -> list[Consent]:
    """The consents that hold on a Sofia day and name the receiver, what it is for and everything that is to be told."""
    same = {"recipient": referral.to_organisation_id, "partner": referral.partner_id, "purpose": referral.purpose}
    found = Consent.objects.alive(on=on).filter(case=referral.case_id, items__contains=referral.items, **same)
    return [consent for consent in found.select_related("case") if counts(consent, on=on)]


def why_not_step(referral: Referral, *, to: str) -> Reasons:
    """Why a referral cannot become this now."""
    if to in referral.FLOW.get(ReferralState(referral.state), ()):
        return []
    words = {"state": referral.get_state_display()}
    return [gettext("This is not open now: the referral is “%(state)s”.") % words]


def why_not_prepare_anew(referral: Referral, *, by: User) -> Reasons:
    """What was agreed or decided and not sent can be prepared anew, when what it rests on does not hold any more."""
    if referral.state not in DECIDED:
        return [_("Only a referral that could be sent, and was not, is prepared anew.")]
    return why_not_share(referral.case, by=by)


def why_not_recall(referral: Referral, *, by: User) -> Reasons:
    """Those who keep the case recall what the other organisation reads now; a withdrawn consent reaches further."""
    if not referral.is_out:
        return [_("Only a referral that is on its way, or with the other organisation, is recalled.")]
    return why_not_share(referral.case, by=by)


def why_not_close_loop(referral: Referral, *, by: User) -> Reasons:
    """A referral is closed when the other organisation said what became of it."""
    if referral.state != ReferralState.CONFIRMED:
        return why_not_step(referral, to="")
    return why_not_share(referral.case, by=by)


def why_not_give_up(referral: Referral, *, by: User, on: date) -> Reasons:
    """That no feedback came is recorded once it was due before a Sofia day."""
    if referral.state != ReferralState.HANDED_OVER:
        return why_not_step(referral, to="")
    if referral.feedback_due_on is None or referral.feedback_due_on >= on:
        return [_("The feedback is not late yet: ask for it.")]
    return why_not_share(referral.case, by=by)


def why_not_amend(referral: Referral, *, by: User) -> Reasons:
    """Only what nobody has agreed to yet is edited."""
    if referral.state != ReferralState.DRAFT or referral.basis:
        return [_("What was agreed to is not edited.")]
    return why_not_share(referral.case, by=by)


def why_not_rest_on_consent(referral: Referral, *, by: User, on: date) -> Reasons:
    """A referral rests on a consent that names this receiver and everything that is told (rule 7)."""
    reasons = why_not_step(referral, to=ReferralState.CONSENTED) or why_not_share(referral.case, by=by)
    if not reasons and not consents_for(referral, on=on):
        return [
            _(
                "No consent that holds names this organisation, this purpose and everything that is to be told: ask "
                "the person."
            )
        ]
    return reasons


def why_not_send(referral: Referral, *, by: User, on: date) -> Reasons:
    """A referral is sent while what it rests on holds, by somebody who may read everything that is told."""
    if referral.awaits_a_second_person:
        return [_("A supervisor or a coordinator decides.")]
    if referral.state not in DECIDED:
        return why_not_step(referral, to=ReferralState.SENT)
    reasons = why_not_share(referral.case, by=by)
    if referral.basis not in BY_TWO and referral.consent not in consents_for(referral, on=on):
        reasons.append(_("The consent does not hold any more, or does not cover this."))
    if referral.basis == "MANDATORY" and not referral.case.counts_as_child:
        reasons.append(_("Only for a child is there a duty to refer without consent."))
    return reasons + why_not_choose(referral.case, referral.items, by=by)


def telling_of(referral: Referral) -> Telling | None:
    """Whether the person was told of a referral without consent, or why not; None while nobody has answered that."""
    return Telling.objects.filter(referral=referral).first()


def why_not_hold_back(referral: Referral, *, by: User) -> Reasons:
    """Of what was sent without consent the person is told, unless that adds danger; it is said once."""
    if not referral.rests_on_no_consent or referral.sent_on is None:
        return [_("Nothing was told without the person's consent.")]
    if telling_of(referral) is not None:
        return [_("This was answered already.")]
    return why_not_share(referral.case, by=by)


def why_not_tell(referral: Referral, *, by: User) -> Reasons:
    """The person is told once; also later, when telling was held back for a danger."""
    telling = telling_of(referral)
    if telling is not None and telling.told_on is None:
        return why_not_share(referral.case, by=by)
    return why_not_hold_back(referral, by=by)


def why_not_attach(consent: Consent, *, by: User) -> Reasons:
    """A paper shows a consent that holds, once."""
    if consent.evidence_id is not None:
        return [_("A paper was chosen already.")]
    reasons = why_not_end_consent(consent, by=by)
    if not reasons and not papers_for(consent, by=by):
        return [_("Hand in the signed paper first, with the documents of the case.")]
    return reasons


def papers_for(consent: Consent, *, by: User) -> list[Document]:
    """The papers of the part of the file about sharing that this person may read: handed in, and none withdrawn."""
    found = Document.objects.of(by, consent.case).valid().filter(area=Area.SHARING, origin=Origin.UPLOAD)
    return with_keys(found.filter(made_at__isnull=False))


def steps_for(case: Case, *, by: User) -> list[PlanStep]:
    """The steps of the plan in force for which a person can be referred; none for who may not read the plan."""
    if CasePerm.VIEW_SUPPORT not in access(by, case):
        return []
    return with_keys(PlanStep.objects.standing().filter(case=case, plan__state=PlanState.ACTIVE, done_on=None))


def why_not_receive(referral: Referral, *, by: User) -> Reasons:
    """The organisation that was asked answers; for a partner abroad who keeps the case writes down what it said."""
    if referral.to_organisation_id is None:
        return why_not_share(referral.case, by=by)
    if by.organisation_id == referral.to_organisation_id and by.has_role(*ANSWERS_REFERRALS):
        return []
    return [_("Only the organisation to which the person was referred answers.")]


def why_not_confirm_deletion(referral: Referral, *, by: User) -> Reasons:
    """Whoever was told something, and must forget it, says so once."""
    if referral.state != ReferralState.RECALLED or referral.deleted_on is not None:
        return [_("Nothing is to be deleted.")]
    if referral.to_organisation_id is None:
        return why_not_share(referral.case, by=by)
    if by.organisation_id == referral.to_organisation_id and by.has_role(*ANSWERS_REFERRALS):
        return []
    return [_("Only the organisation that was told says that it deleted it.")]


def receivers(case: Case) -> list[Organisation]:
    """The organisations to which a person can be referred, by name: all but the holder; a law office is appointed."""
    found = Organisation.objects.active().exclude(pk=case.organisation_id).exclude(kind=OrganisationKind.LEGAL_AID)
    return sorted(found, key=str)


@closing_rule
def nothing_is_shared(case: Case, *, on: date) -> Reasons:
    """A case does not close over an open referral or a consent that holds (domain 4.16)."""
    reasons: Reasons = []
    if Referral.objects.open().filter(case=case).exists():
        reasons.append(_("A referral is open: close it, recall it, or record that it is not possible."))
    if Consent.objects.alive(on=on).filter(case=case).exists():
        reasons.append(_("A consent to tell somebody still holds: record that it ended."))
    if Referral.objects.untold().filter(case=case).exists():
        reasons.append(_("The person was not told of a referral without consent: tell her or him, or say why not."))
    if Consent.objects.filter(case=case, state=ConsentState.OFFERED).exists():
        reasons.append(_("A consent was explained and not answered: record the answer."))
    return reasons
