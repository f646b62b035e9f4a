"""A case passes from the organisation that holds it to one that supports the person, with consent (SOP 1.4)."""

from datetime import date

from django.utils.translation import gettext as _

from cases.actions import notices, people, team
from cases.actions.act import act
from cases.models import Case, Handover
from cases.rules import ANSWERING, why_not_answer, why_not_offer, why_not_recall
from cases.states import HandoverState, IdentificationState, OpeningGround, TeamRole
from tvcase.accounts.models import Organisation, User
from tvcase.accounts.roles import SUPPORTING_KINDS
from tvcase.audit import log
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import Refused, move, refuse_for
from tvcase.notifications import outbox


@act
def offer(
    case: Case, *, to_organisation: Organisation, consent_on: date, consent_note: str, by: User, on: date
) -> Handover:
    """Offer the case to an organisation that can support the person, who agreed to it on a day in Sofia.

    The case's core and clock open to it until it answers, nothing of the identity. Raises Refused.
    """
    case = lock(case)
    refuse_for(why_not_offer(case, by))
    if to_organisation.kind not in SUPPORTING_KINDS or to_organisation.closed_on is not None:
        raise Refused(_("Choose an organisation that supports people."))
    if consent_on > on:
        raise Refused(_("The consent lies in the future."))
    handover = Handover(
        case=case,
        number=next_number(case.handovers),
        from_organisation=case.organisation,
        to_organisation=to_organisation,
        consent_on=consent_on,
        consent_note=consent_note,
        offered_on=on,
        offered_by=by,
    )
    save_checked(handover)
    team.open_to(case, to_organisation, OpeningGround.HANDOVER, subject=handover.pk, by=by, on=on)
    _record(handover, by=by, on=on)
    outbox.notify(
        notices.holding(to_organisation, *ANSWERING),
        "handover_offered",
        case_code=case.code,
        subject=handover.pk,
        due_on=on,
    )
    return handover


@act
def accept(handover: Handover, *, by: User, on: date) -> Handover:
    """Take the case over: it and the person's file change hands, and the one who accepts joins the team.

    Everybody of the former holder leaves the team; an authority keeps what its own formal identification
    needs; earlier episodes that stay behind no longer open the identity. Raises Refused.
    """
    case, handover = _locked(handover, by)
    former = handover.from_organisation
    before = [lock(one) for one in case.person.cases.exclude(pk=case.pk).order_by("episode")]  # cases, then the person
    _answer(handover, HandoverState.ACCEPTED, by=by, on=on)
    case.organisation = handover.to_organisation
    case.closure_reason, case.closed_by, case.closure_proposed_on = "", None, None
    save_checked(case)
    person = lock(case.person)
    person.organisation = handover.to_organisation
    save_checked(person)
    people.make_findable(person)
    case.person = person
    team.close_openings(case, subject=handover.pk, by=by, on=on)
    if not case.members.filter(user=by, left_on=None).exists():
        team.add(case, by, TeamRole.CASEWORKER, by=by, on=on)
    leavers = list(case.members.filter(left_on=None, user__organisation=former).select_related("user"))
    for member in leavers:
        team.remove(member, by=by, on=on)
    _keep_open_for_the_authority(case, former, by=by, on=on)
    team.sync(case)
    for earlier in before:
        earlier.person = person
        team.sync(earlier)
    told = {member.user for member in leavers} | {handover.offered_by} | set(notices.coordinators(former))
    _tell(handover, "handover_accepted", told, on=on)
    return handover


@act
def decline(handover: Handover, *, reason: str, by: User, on: date) -> Handover:
    """Say that the organisation cannot take the case, and why; what the offer had opened is closed again."""
    case, handover = _locked(handover, by)
    handover.decline_reason = reason
    _answer(handover, HandoverState.DECLINED, by=by, on=on)
    team.close_openings(case, subject=handover.pk, by=by, on=on)
    told = {handover.offered_by, *notices.team(case), *notices.coordinators(case.organisation)}
    _tell(handover, "handover_declined", told, on=on)
    return handover


@act
def recall(handover: Handover, *, by: User, on: date) -> Handover:
    """Take the offer back before it was answered. Raises Refused."""
    case = lock(handover.case)
    handover = lock(handover)
    refuse_for(why_not_recall(handover, by))
    _answer(handover, HandoverState.RECALLED, by=by, on=on)
    team.close_openings(case, subject=handover.pk, by=by, on=on)
    _tell(handover, "handover_recalled", set(notices.holding(handover.to_organisation, *ANSWERING)), on=on)
    return handover


def _locked(handover: Handover, by: User) -> tuple[Case, Handover]:
    case = lock(handover.case)
    handover = lock(handover)
    refuse_for(why_not_answer(handover, by))
    return case, handover


def _answer(handover: Handover, state: HandoverState, *, by: User, on: date) -> None:
    move(handover, to=state)
    handover.answered_on, handover.answered_by = on, by
    save_checked(handover)
    _record(handover, by=by, on=on)


def _keep_open_for_the_authority(case: Case, former: Organisation, *, by: User, on: date) -> None:
    """The duty to inform stays with the authority that identified (product decision 13), and one that was asked
    for formal identification can still answer."""
    grounds = {
        IdentificationState.FORMAL_CONFIRMED: OpeningGround.IDENTIFIED,
        IdentificationState.FORMAL_REQUESTED: OpeningGround.IDENTIFICATION,
    }
    for identification in case.identifications.filter(state__in=grounds, organisation=former):
        ground = grounds[IdentificationState(identification.state)]
        if not case.openings.filter(ground=ground, subject=identification.pk, organisation=former).exists():
            team.open_to(case, former, ground, subject=identification.pk, by=by, on=on)


def _record(handover: Handover, *, by: User, on: date) -> None:
    log.record(
        "cases.handover." + handover.state.lower(),
        by=by,
        on=on,
        case=handover.case.code,
        area="core",
        number=handover.number,
        to=handover.to_organisation.code,
    )


def _tell(handover: Handover, kind: str, users: set[User], *, on: date) -> None:
    told = sorted((user for user in users if user != handover.answered_by), key=lambda user: user.pk)
    outbox.notify(told, kind, case_code=handover.case.code, subject=handover.pk, due_on=on)
