"""Everything that support does for a person, chapter by chapter: each act of each part is done once, on a case of its
own. A chapter asks nothing of what the person said about cooperation, and neither may anything that it does."""

from datetime import date, timedelta
from typing import Any

from cases.actions import documents, following, journey, people, returns, risk
from cases.actions.documents import HandedIn
from cases.children.actions import representation, team
from cases.models import Case
from cases.permissions import Area
from cases.services.actions import course, needs, offers, sessions
from cases.sharing.actions import answers, consents, referrals, telling
from cases.support.actions import parts, plans
from shelters.actions import holds, log, moves, presence, stays, terms
from shelters.states import AbsenceKind, IncidentKind, LogKind, Severity, StayEnd
from tests.cases import planned, risk_assessed
from tests.cases import said_and_done as said
from tests.factories import CaseMemberFactory, PlaceFactory, StayFactory, UserFactory, assessed_for_return
from tests.services import given
from tests.sharing import told
from tvcase.accounts.models import User
from tvcase.documents.intake import Clean
from tvcase.documents.states import MediaType, UploadKind

DAY = date(2026, 3, 25)
AT = said.at(3, 26)
HOME = DAY + timedelta(days=20)
TRAVEL = {"transport": "TRAIN", "escorts": ["NONE"], "meeting": "An aunt, at the station"}


def in_a_shelter(case: Case) -> None:
    """Asked for, given, lived in with a child, made longer, looked at again, moved, left."""
    place = PlaceFactory()
    by, staff = case.recorded_by, _of_the_house(place)
    stay = stays.request(case, shelter=place.shelter, from_on=DAY, by=by, on=DAY)
    stays.reserve(stay, place=place, by=staff, on=DAY)
    stay = stays.arrive(stay, on=DAY, by=staff)
    log.write(stay, kind=LogKind.values[0], happened_at=AT, note="A quiet night.", at=AT, by=staff)
    met = {"incident": IncidentKind.THREAT, "severity": Severity.MINOR, "note": "A man at the door."}
    log.incident(stay, **met, happened_at=AT, at=AT, by=staff)
    log.close_point(log.raise_point(stay, text="Call the doctor.", at=AT, by=staff), at=AT, by=staff)
    presence.absent(stay, kind=AbsenceKind.LATE, since=AT, by=staff)
    stay = presence.back(stay, at=AT + timedelta(hours=2), by=staff)
    child = presence.child_comes(stay, house_alias="Звездичка", from_on=DAY, by=staff)
    presence.child_goes(child, to_on=DAY + timedelta(days=3), by=staff)
    longer = {"to_on": date(2026, 5, 9), "ground": "SHELTER_PROPOSAL", "on": DAY, "by": staff}
    terms.withdraw_extension(terms.propose_extension(stay, **longer), on=DAY, by=staff)
    answered = {"body": "LOCAL_COMMISSION", "answered_on": DAY, "reference": "Р-7", "on": DAY, "by": staff}
    terms.answer_extension(terms.propose_extension(stay, **longer), approved=True, **answered)
    following.protection_ended(case, on=DAY)
    terms.review(stay.reviews.get(), outcome="EXTENSION", on=DAY, by=by)
    stay.refresh_from_db()
    stay = moves.move_to(stay, place=PlaceFactory(shelter=place.shelter), on=DAY + timedelta(days=5), by=staff)
    stays.leave(stay, to_on=HOME, end_reason=StayEnd.OWN_HOUSING, by=staff)


def at_the_door_of_one(case: Case) -> None:
    """Declined, called off, waited for, held, and given back."""
    place, now = PlaceFactory(), said.at(3, 25, 21)
    by, staff = case.recorded_by, _of_the_house(place)
    asked = {"shelter": place.shelter, "from_on": DAY, "by": by, "on": DAY}
    stays.decline(stays.request(case, **asked), kind="NO_PLACE", by=staff, on=DAY)
    stays.cancel(stays.request(case, **asked), by=by, on=DAY)
    guest = StayFactory(active=True, place=place)
    later = {**asked, "from_on": date(2026, 5, 1)}
    stays.cancel(terms.wait_for(stays.request(case, **later), guest=guest, by=staff, on=DAY), by=by, on=DAY)
    kept = {"from_on": date(2026, 5, 1), "to_on": date(2026, 5, 9), "by": by, "at": now}
    holds.give_back(holds.hold(case, place=PlaceFactory(shelter=place.shelter), **kept), by=by, at=now)
    held = holds.hold(case, place=PlaceFactory(shelter=place.shelter), **kept)
    holds.ask(holds.extend(held, reason="The train is late.", by=by, at=now), by=by, at=now)


def home_again(case: Case) -> None:
    """A return that is thought over and declined; then one that goes wrong and well."""
    by, on = case.recorded_by, HOME
    returns.decline(_proposed(case), declined_on=on, on=on, by=by)
    plan = _proposed(case)
    returns.decide(plan, options_explained_on=on, options_language="bg", decided_on=on, on=on, by=by)
    known = {"receiving_party": "An aunt", "reception_confirmed_on": on, "planned_on": on}
    returns.prepare(plan, **known, **TRAVEL, on=on, by=by)
    paper = journey.add_paper(plan, kind="IDENTITY_CARD", issuer="MOI", state="NEEDED", on=on, by=by)
    journey.change_paper(paper, state="ISSUED", state_on=on, on=on, by=by)
    assessed_for_return(case, at=said.at(4, 14))
    returns.judge_risk(plan, risk_threat="NO", on=on, by=by)
    returns.make_ready(plan, on=on, by=by)
    returns.depart(plan, departed_on=on, on=on, by=by)
    returns.lose(plan, incident_on=on, incident_note="Not met.", on=on, by=by)
    returns.find(plan, on=on, by=by)
    returns.arrive(plan, arrived_on=on, on=on, by=by)
    journey.take_over(plan, taken_over_by="An aunt", taken_over_on=on, on=on, by=by)
    journey.agree_to_contacts(plan, contact_agreed_on=on, on=on, by=by)
    journey.hold(plan.contacts.first(), outcome="WELL", held_on=on, on=on, by=by)
    journey.withdraw_contacts(plan, on=on, by=by)
    journey.finish(plan, closed_on=on, closure_note="At home.", on=on, by=by)


def assessed(case: Case) -> None:
    """The person is reached and told; her risk is assessed, looked at again, and again after a contact."""
    by = case.recorded_by
    people.record_contact(case, phone="000", safe_channels=[], by=by, on=DAY)
    known = risk_assessed.answers(AT)
    draft = risk.edit(risk.begin(case, **known, at=AT, by=by), level="MEDIUM", at=AT, by=by)
    risk.complete(draft, at=AT, by=by)
    risk_assessed.met(case, said.at(3, 27), by=by)
    again = risk_assessed.answers(said.at(3, 28), trigger="CONTACT")
    risk.write(case, None, completes=True, at=said.at(3, 28), by=by, **again)
    risk.discard(risk_assessed.begun(case, said.at(3, 29), by=by), at=said.at(3, 29), by=by)


def with_a_plan(case: Case) -> None:
    """Needs, goals, steps, measures, signatures and an approval; the next version is set aside, the plan closed."""
    by = case.recorded_by
    plan = planned.drafted(case, by=by)
    mistaken = parts.add_goal(plan, what="A mistake.", on=DAY, by=by)
    parts.strike(parts.change(mistaken, what="Another one.", on=DAY, by=by), on=DAY, by=by)
    plan = plans.sign(plan, signed_on=DAY, **planned.SIGNING, on=DAY, by=by)
    plan = plans.approve(plan, on=DAY, by=_supervisor(case))
    parts.finish(plan.steps.get(), done_on=DAY, on=DAY, by=by)
    parts.reach(plan.goals.get(struck_on=None), met_on=DAY, on=DAY, by=by)
    plans.set_aside(plans.draft(case, on=DAY, by=by), on=DAY, by=by)
    plan.refresh_from_db()
    plans.close(plan, end_reason="GOALS_MET", on=DAY, by=by)


def with_services(case: Case) -> None:
    """Counselling in the plan with its sessions; what is declined, stopped, ended, unmet, and support for long."""
    by, on = case.recorded_by, given.DAY
    service = given.counselling(case, by=by)
    given.plan_in_force(case, by=by)
    offers.put_in_plan(service, plan_step=case.support_plans.active().get().steps.first(), on=on, by=by)
    session = sessions.move_to(given.planned(service, by=by), starts_at=given.at(on, 15), minutes=30, by=by)
    session = sessions.take_over(session, on=on, by=_supervisor(case))
    sessions.hold(session, attendance="WHOLE", minutes=30, risk_changed=False, at=given.at(on, 17), by=by)
    sessions.write_note(session, text="In confidence.", on=on, by=by)
    sessions.not_held(given.planned(service, by=by), state="MISSED", not_held="PERSON", on=on, by=by)
    service.refresh_from_db()
    course.complete(service, ended_on=on, outcome="MET", on=on, by=by)
    lasting = given.accepted(case, by=by, long_term=True, stable_on=on)
    course.stop(course.begin(lasting, starts_on=on, on=on, by=by), ended_on=on, on=on, by=by)
    course.end(given.offered(case, by=by), ended_on=on, end_reason="NO_PLACE", on=on, by=by)
    offers.decline(given.offered(case, "EDUCATION", by=by), answered_on=on, on=on, by=by)
    unmet = given.needed(case, "EDUCATION", by=by)
    needs.cannot_meet(unmet, reason="NO_MONEY", since_on=on, on=on, by=by)
    needs.no_longer_needed(unmet, ended_on=on, on=on, by=by)


def told_of(case: Case) -> None:
    """Consents given, refused, withdrawn and run out; referrals there and back, declined, recalled, without consent."""
    by, receiver, on = CaseMemberFactory(case=case).user, UserFactory(), told.DAY
    to, second = receiver.organisation, _supervisor(case)
    referral = answers.accept(told.sent(case, to, by=by), on=on, by=receiver)
    referral = told.fed_back(told.handed_over(referral, by=by), by=receiver)
    referrals.close(referral, on=on, by=by)
    consents.refuse(told.offered(case, to, by=by), answered_on=on, on=on, by=by)
    paper = HandedIn(UploadKind.SIGNED_PAPER, "Подписано съгласие", Area.SHARING)
    paper = documents.hand_in(case, paper, Clean(MediaType.PNG, b"\x89PNG of a consent"), by=by, on=on, at=AT)
    consents.attach(told.given(case, UserFactory().organisation, by=by), evidence=paper, on=on, by=by)
    consents.expire(told.given(case, UserFactory().organisation, by=by, valid_to=on), on=on + timedelta(days=1), by=by)
    elsewhere = UserFactory()
    declined = answers.decline(
        told.sent(case, elsewhere.organisation, by=by), decline_reason="NO_PLACE", on=on, by=elsewhere
    )
    referrals.not_possible(declined, not_possible="NO_PLACE", alternative="Stays here.", on=on, by=by)
    withdrawn = told.sent(case, UserFactory().organisation, by=by)
    consents.withdraw(withdrawn.consent, ended_on=on, on=on, by=by)
    withdrawn.refresh_from_db()
    answers.confirm_deletion(withdrawn, deleted_on=on, on=on, by=UserFactory(organisation=withdrawn.to_organisation))
    recalled = told.sent(case, UserFactory().organisation, by=by)
    referrals.recall(recalled, recall_reason="SENT_IN_ERROR", on=on, by=by)
    _loose_ends_of_sharing(case, by)
    mine = referrals.amend(told.drafted(case, UserFactory().organisation, by=by), items=["alias"], on=on, by=by)
    referrals.refused_by_person(mine, on=on, by=by)
    risky = told.drafted(case, UserFactory().organisation, by=by)
    reason: dict[str, Any] = {"basis": "EXCEPTION", "reason": "A threat.", "on": on, "by": by}
    risky = referrals.take_back(referrals.propose(risky, **reason), on=on, by=second)
    risky = referrals.send(referrals.confirm(referrals.propose(risky, **reason), on=on, by=second), on=on, by=by)
    risky = telling.hold_back(risky, danger="The partner reads her messages.", on=on, by=by)
    telling.tell(risky, told_on=on, on=on, by=by)


def _loose_ends_of_sharing(case: Case, by: User) -> None:
    """What was agreed and not sent is prepared anew; of what was handed over nobody ever says what became of it."""
    receiver, on = UserFactory(), told.DAY
    kept = {"consent": told.given(case, receiver.organisation, by=by), "on": on, "by": by}
    mine = referrals.rest_on_consent(told.drafted(case, receiver.organisation, by=by), **kept)
    referrals.refused_by_person(referrals.prepare_anew(mine, on=on, by=by), on=on, by=by)
    elsewhere = UserFactory()
    silent = answers.accept(told.sent(case, elsewhere.organisation, by=by), on=on, by=elsewhere)
    late = on + timedelta(days=60)
    referrals.without_feedback(told.handed_over(silent, by=by), feedback="Asked twice.", on=late, by=by)


def as_a_child(case: Case) -> None:
    """Found to be a child: a team that answers the plan, somebody else than the parents, what is known, a ban."""
    by, on = case.recorded_by, DAY
    said.find_age(case, when=said.at(3, 25), by=by)
    case.refresh_from_db()
    member = team.add_member(case, role="POLICE", name="И. Измислен", institution="Проба", since_on=on, on=on, by=by)
    plan = planned.signed(case, by=by)
    team.answer_plan(plan, member=member, answer="SIGNED", answered_on=on, on=on, by=by)
    team.end_member(member, until_on=on, on=on, by=by)
    needed = representation.need(case, parent="баща", reason="Участва.", since_on=on, on=on, by=by)
    court = {"appointed_by": "COURT", "authority": "Районен съд", "reference": "7/2026", "name": "А. Б."}
    appointed = representation.appoint(needed, appointed_on=on, **court, on=on, by=by)
    representation.end(appointed, end_reason="REPLACED", ended_on=on, on=on, by=by)
    representation.record_facts(case, known_on=on, school="Пети клас.", on=on, by=by)
    representation.propose_exit_ban(case, addressee="SACP", danger="Ще я изведат.", proposed_on=on, on=on, by=by)


CHAPTERS = (in_a_shelter, at_the_door_of_one, home_again, assessed, with_a_plan, with_services, told_of, as_a_child)


def _of_the_house(place: Any) -> User:
    return UserFactory(shelter_staff=True, organisation=place.shelter.organisation)


def _supervisor(case: Case) -> User:
    user = UserFactory(supervisor=True, organisation=case.organisation)
    return CaseMemberFactory(case=case, user=user, role="SUPERVISOR").user


def _proposed(case: Case) -> Any:
    plan = {"situation": "VOLUNTARY", "kind": "BG_CITIZEN_TO_RESIDENCE"}
    return returns.propose(case, **plan, on=HOME, by=case.recorded_by)
