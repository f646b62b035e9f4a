"""A small world for tests that look at every address: three cases and everybody who may come near them.

`asked`: formal identification asked for, a place in a shelter asked for, offered to another organisation.
`whole`: identified, told, decided, protected, kept apart, in a shelter, a return proposed; somebody of the police
         opened it in an emergency, long ago, and nobody has reviewed that.
`child`: a child with the three notices.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from cases.actions import (
    break_glass,
    dangers,
    documents,
    handovers,
    identification,
    journey,
    merging,
    people,
    returns,
)
from cases.actions.documents import HandedIn
from cases.children.actions import representation, team
from cases.models import Case, CooperationDecision, ReflectionPeriod
from cases.permissions import Area
from cases.returning import ReturnKind
from cases.risk import RiskTrigger
from cases.services.actions import needs, offers, sessions
from cases.states import BreakGlassReason, TeamRole
from legal.actions import appeals, proceedings, requests
from legal.aid.actions import applications, decisions, lawyers
from legal.models import ProtectionRequest
from shelters.actions import holds, presence, roster, shifts, stays, terms
from shelters.actions import log as house_log
from shelters.actions.shifts import Found
from tests.cases import kept_apart as apart
from tests.cases import planned
from tests.cases import said_and_done as said
from tests.cases.risk_assessed import assessed, met
from tests.factories import (
    CaseFactory,
    CaseMemberFactory,
    NotificationFactory,
    OrganisationFactory,
    PersonFactory,
    PlaceFactory,
    ReturnPlanFactory,
    ShelterFactory,
    UserFactory,
)
from tests.legal import heard
from tests.sharing import told
from tvcase.accounts.models import User
from tvcase.accounts.roles import Role
from tvcase.dates import SOFIA
from tvcase.documents.intake import Clean
from tvcase.documents.letters import letter_of
from tvcase.documents.states import MediaType, UploadKind
from tvcase.exports import actions as copies
from tvcase.exports.kinds import Asked, Table, kind

DAY = date(2026, 3, 10)
NOON = datetime(2026, 3, 10, 12, tzinfo=SOFIA)


@dataclass
class World:
    """The cases, and the people by what they are to them."""

    cases: dict[str, Case] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    shelter: str = ""
    copy: str = ""
    tokens: dict[str, str] = field(default_factory=dict)


def build() -> World:
    world = World()
    _people(world)
    _cases(world)
    _asked(world)
    _whole(world)
    _legal_aid(world)
    _emergency(world)
    _child(world)
    _copy(world)
    world.tokens = {
        who: str(NotificationFactory(recipient=user).token) for who, user in world.people.items() if user.organisation
    }
    return world


def _people(world: World) -> None:
    holder = OrganisationFactory()
    shelter = OrganisationFactory(shelter=True)
    police = OrganisationFactory(police=True)
    office = OrganisationFactory(prosecutors_office=True)
    who = world.people
    who["caseworker"] = UserFactory(organisation=holder)
    who["supervisor"] = UserFactory(organisation=holder, supervisor=True)
    who["coordinator"] = UserFactory(organisation=holder, coordinator=True)
    who["colleague"] = UserFactory(organisation=holder)
    who["data protection officer"] = UserFactory(organisation=holder, roles=[Role.DATA_PROTECTION_OFFICER])
    who["lawyer"] = UserFactory(organisation=holder, roles=[Role.LAWYER])
    who["shelter staff"] = UserFactory(organisation=shelter, roles=[Role.SHELTER_STAFF])
    who["shelter head"] = UserFactory(organisation=shelter, roles=[Role.SHELTER_HEAD])
    who["officer"] = UserFactory(organisation=police, roles=[Role.OFFICER])
    who["their coordinator"] = UserFactory(organisation=police, coordinator=True)
    who["prosecutor"] = UserFactory(organisation=office, roles=[Role.PROSECUTOR])
    who["deputy head"] = UserFactory(organisation=office, roles=[Role.DEPUTY_HEAD])
    who["office head"] = UserFactory(organisation=office, roles=[Role.OFFICE_HEAD])
    who["offered"] = UserFactory(organisation=OrganisationFactory(social_service=True))
    who["appointed"] = UserFactory(organisation=OrganisationFactory(legal_aid=True), roles=[Role.LAWYER])
    who["other NGO"] = UserFactory()
    who["other shelter"] = UserFactory(shelter_head=True)
    who["other officer"] = UserFactory(officer=True)
    who["other prosecutor"] = UserFactory(prosecutor=True)
    who["administrator"] = UserFactory(
        organisation=OrganisationFactory(national_commission=True),
        roles=[Role.ADMINISTRATOR],
        is_staff=True,
        is_superuser=True,
    )
    commission = who["administrator"].organisation
    who["analyst"] = UserFactory(organisation=commission, roles=[Role.COMMISSION_ANALYST])
    world.shelter = ShelterFactory(organisation=shelter).code


def _cases(world: World) -> None:
    who = world.people
    holder = who["caseworker"].organisation
    for name, facts in {"asked": {}, "whole": {}, "child": {"child": True}}.items():
        citizenships = ["UA"] if name == "whole" else ["BG"]
        person = PersonFactory(organisation=holder, given_name="Ясна", citizenships=citizenships)
        case = CaseFactory(organisation=holder, recorded_by=who["caseworker"], person=person, **facts)
        CaseMemberFactory(case=case, user=who["caseworker"])
        CaseMemberFactory(case=case, user=who["supervisor"], role=TeamRole.SUPERVISOR)
        _identify_informally(case, who["caseworker"])
        world.cases[name] = case


def _identify_informally(case: Case, by: User) -> None:
    identification.confirm_informal(
        case, bases=said.TALK, conclusion="Sufficient.", identified_at=NOON, territory_bg=True, by=by
    )


def _asked(world: World) -> None:
    who, case = world.people, world.cases["asked"]
    said.ask(case, who["officer"].organisation, by=who["caseworker"])
    stay = _ask_for_a_place(world, case)
    assert stay.number == 1
    place = PlaceFactory(shelter=stay.shelter)
    nights = {"from_on": DAY, "to_on": DAY + timedelta(days=30)}
    holds.hold(case, place=place, **nights, by=who["caseworker"], at=NOON)
    handovers.offer(
        case,
        to_organisation=who["offered"].organisation,
        consent_on=DAY,
        consent_note="Agreed.",
        on=DAY,
        by=who["caseworker"],
    )
    told.sent(case, who["other NGO"].organisation, by=who["caseworker"], items=["languages"])


def _ask_for_a_place(world: World, case: Case) -> Any:
    return stays.request(
        case,
        shelter=ShelterFactory._meta.model.objects.get(code=world.shelter),
        from_on=DAY,
        planned_to_on=DAY + timedelta(days=30),
        by=world.people["caseworker"],
        on=DAY,
    )


def _refused_and_granted_on_appeal(world: World, case: Case, request: ProtectionRequest) -> None:
    caseworker, prosecutor = world.people["caseworker"], world.people["prosecutor"]
    requests.register(request, register_number="R 3/2026", registered_on=date(2026, 3, 25), by=prosecutor)
    requests.decide(
        request,
        at=NOON,
        granted=False,
        grounds=["OTHER"],
        decided_on=date(2026, 3, 27),
        decision_reference="Order 7/2026",
        decision_reasons="As found.",
        by=prosecutor,
    )
    appeal = appeals.appeal(request, filed_on=date(2026, 3, 30), body="a court", by=caseworker)
    appeals.overturn(appeal, on=date(2026, 4, 2), reference="Act 8/2026", by=prosecutor)


def _whole(world: World) -> None:
    who, case = world.people, world.cases["whole"]
    said.ask(case, who["officer"].organisation, by=who["caseworker"])
    said.identify(case, by=who["officer"])
    period = ReflectionPeriod.objects.get(case=case)
    said.inform(period, by=who["officer"])
    said.say(case, by=who["caseworker"])
    request = requests.draft(
        case, asked_on=date(2026, 3, 23), lawyer_offered=True, by=who["caseworker"], on=date(2026, 3, 23)
    )
    found = proceedings.record(
        case,
        pre_trial_number="ДП 7/2026",
        authority=who["officer"].organisation,
        opened_on=date(2026, 3, 16),
        by=who["caseworker"],
    )
    requests.link(request, proceedings=found, on=date(2026, 3, 23), by=who["caseworker"])
    requests.file(request, office=who["prosecutor"].organisation, filed_on=date(2026, 3, 24), by=who["caseworker"])
    _papers(world, case)
    _refused_and_granted_on_appeal(world, case, request)
    _compensation(world, case)
    stay = _ask_for_a_place(world, case)
    place = PlaceFactory(shelter=stay.shelter)
    stays.reserve(stay, place=place, by=who["shelter head"], on=DAY)
    stays.arrive(stay, on=DAY, by=who["shelter staff"])
    _in_the_house(stay, who["shelter staff"])
    _shifts(world, stay)
    _against_contact(world, case)
    planned.signed(case, by=who["caseworker"])
    _services(case, by=who["caseworker"])
    _sharing(case, to=who["other NGO"].organisation, by=who["caseworker"])
    _risk(world, case)
    _return_home(case, by=who["caseworker"])
    assert CooperationDecision.objects.filter(case=case, number=1).exists()


def _services(case: Case, *, by: User) -> None:
    """Counselling with a session that was held and its confidential note; a need that cannot be met."""
    on = date(2026, 4, 1)
    needed = {"type": "PSYCHOLOGICAL_COUNSELLING", "need": "Да говори", "needed_on": on}
    service = needs.record(case, **needed, on=on, by=by)
    offers.offer(service, provider_name="Проба", offered_on=on, on=on, by=by)
    step = case.support_plans.active().get().steps.get()
    offers.accept(service, answered_on=on, crisis_overcome_on=on, plan_step=step, on=on, by=by)
    begins = datetime(2026, 4, 1, 10, 0, tzinfo=SOFIA)
    known = {"minutes": 50, "place_kind": "OFFICE", "held_by": "П. П.", "interpreter": "И. И."}
    session = sessions.schedule(service, starts_at=begins, **known, by=by)
    answers = {"attendance": "WHOLE", "minutes": 50, "risk_changed": False, "note": "Поверително"}
    sessions.hold(session, **answers, at=begins + timedelta(hours=1), by=by)
    needs.record(case, type="EDUCATION", needed_on=on, unmet_reason="NO_PLACE", tried="Питано", on=on, by=by)


def _sharing(case: Case, *, to: Any, by: User) -> None:
    """A consent that holds, and a referral that nobody has sent: nothing opens to anybody."""
    told.given(case, to, by=by)
    told.drafted(case, to, by=by)


def _return_home(case: Case, *, by: User) -> None:
    """A return is prepared, with a paper; another case is proposed as that of the same person."""
    on = date(2026, 4, 3)
    plan = returns.propose(case, situation="VOLUNTARY", kind=ReturnKind.FOREIGNER_TO_ORIGIN, on=on, by=by)
    returns.decide(plan, options_explained_on=on, options_language="uk", decided_on=on, on=on, by=by)
    known = {"leaves_from": "София", "destination": "Киев", "receiving_party": "Проба", "services_ready": "Лекар"}
    route = {"route": "През Букурещ", "meeting": "На гарата", "escorts": ["IOM"], "transport": "TRAIN"}
    returns.prepare(plan, **known, **route, on=on, by=by)
    journey.add_paper(plan, kind="PASSPORT", issuer="ABROAD", state="NEEDED", on=on, by=by)
    merging.propose(case, other_code="7KFM-29XR", reason="Същият прякор", by=by, on=on)


def _back_home(case: Case, *, by: User) -> None:
    """A return that is followed up."""
    plan = ReturnPlanFactory(case=case, state="FOLLOW_UP", recorded_by=by)
    on = date(2026, 4, 19)
    journey.agree_to_contacts(plan, contact_agreed_on=on, contact_way="През колега", on=on, by=by)


def _in_the_house(stay: Any, by: User) -> None:
    """A child who came along, a longer stay that waits for its answer, and a review that waits."""
    presence.child_comes(stay, house_alias="Звезда", age="3", needs="Без мляко", from_on=DAY, by=by)
    until = stay.planned_to_on + timedelta(days=30)
    terms.propose_extension(stay, to_on=until, ground="SHELTER_PROPOSAL", reasons="Има нужда", on=DAY, by=by)
    with transaction.atomic():  # part of the act that ends a protection
        terms.review_when_protection_ends(stay.case, on=DAY)


def _shifts(world: World, stay: Any) -> None:
    """A duty, an incident, an open point, a handover that waits, and a count that differs."""
    staff, head, shelter = world.people["shelter staff"], world.people["shelter head"], stay.shelter
    begins = datetime(2026, 3, 24, 20, 0, tzinfo=SOFIA)
    night = {"user": staff, "shelter": shelter, "from_at": begins, "to_at": begins + timedelta(hours=12)}
    roster.plan(shelter.organisation, **night, at=NOON, by=head)
    incident = {"incident": "THREAT", "severity": "SERIOUS", "told": ["POLICE"], "note": "Тих глас."}
    house_log.incident(stay, **incident, happened_at=begins, at=begins, by=staff)
    house_log.raise_point(stay, text="Идва писмо.", at=begins, by=staff)
    shifts.hand_over(shelter, note="Котелът е спрян.", at=begins, by=staff)
    shifts.count(
        shelter,
        [Found(stay, here=False)],
        expected=[stay],
        night=begins.date() + timedelta(days=1),
        others=1,
        at=begins + timedelta(days=1),
        by=staff,
    )


def _compensation(world: World, case: Case) -> None:
    """A claim, a hearing, and what was told, which the prosecutor's office may use again."""
    by, office = world.people["caseworker"], world.people["prosecutor"].organisation
    heard.claim_of_the_state(case, by=by)
    heard.hearing_of(case, by=by)
    told = heard.told(case, by=by)
    heard.share(told, office, by=by)


def _papers(world: World, case: Case) -> None:
    """A court order that the caseworker handed in, and the officer's letter that waits for a worker."""
    order = HandedIn(UploadKind.COURT_ORDER, "Trial court, no. 7/2026", Area.LEGAL)
    paper = Clean(MediaType.PNG, b"\x89PNG of the trial court")
    documents.hand_in(case, order, paper, by=world.people["caseworker"], on=DAY, at=NOON)
    officer, letter = world.people["officer"], letter_of("identification-confirmation")
    (found,) = letter.subjects(case, officer)
    documents.issue(case, letter, found, by=officer, on=DAY, at=NOON)


def _against_contact(world: World, case: Case) -> None:
    """A court's order and a measure of the person's own, a contact, a town and a case that she is kept from."""
    by, staff = world.people["caseworker"], world.people["shelter staff"]
    order = apart.ordered(case, against="Проба", places="Варна", by=by)
    apart.agreed(case, against="Проба", scope="20:00", closed_channels=["PHONE"], by=staff)
    apart.contact(case, measure=order.measure, response="Спокойно", by=staff)
    apart.asked_about(case, by=staff)
    apart.place(case, "Варна", by=by)
    dangers.connect(case, world.cases["asked"], on=apart.ON, by=by)


def _risk(world: World, case: Case) -> None:
    """Two versions of the risk, and a contact that nobody has assessed yet."""
    by = world.people["caseworker"]
    assessed(case, by=by)
    assessed(case, said.at(4, 9), by=by, trigger=RiskTrigger.CONTACT)
    met(case, said.at(4, 10), by=by, note="Обещаха отделна стая")


def _legal_aid(world: World) -> None:
    """The initial aid that the identification prepared was granted: a lawyer is appointed and has worked."""
    who, case = world.people, world.cases["whole"]
    application, by = case.aid_applications.get(number=1), who["caseworker"]
    applications.sign(application, applicant="PERSON", signed_on=DAY, by=by)
    applications.submit(application, submitted_on=DAY, by=by)
    decisions.grant(application, decided_on=DAY, lawyer=who["appointed"], appointed_on=DAY, by=by)
    lawyers.record_work(application, kind="MEETING", done_on=DAY, minutes=60, by=who["appointed"])


def _emergency(world: World) -> None:
    colleague = UserFactory(organisation=world.people["officer"].organisation, supervisor=True)
    break_glass.open_file(
        world.cases["whole"],
        reason=BreakGlassReason.AT_THE_DOOR,
        explanation="Nobody answered the telephone.",
        by=colleague,
        at=datetime(2026, 4, 4, 23, 30, tzinfo=SOFIA),
    )


def _copy(world: World) -> None:
    """The caseworker asked for a list so long that the coordinator must release it."""
    asked = Asked(world.people["caseworker"], DAY)
    request = copies.ask(
        kind("cases"),
        Table([], [], 60),
        asked,
        format="CSV",
        reason="MEETING",
        reason_text="For the meeting of the team.",
        at=datetime(2026, 4, 6, 9, 0, tzinfo=SOFIA),
    )
    world.copy = request.number


def _child(world: World) -> None:
    case, by = world.cases["child"], world.people["caseworker"]
    people.write_spelling(case, kind="ALIAS", text="Зайче", by=by, on=DAY)
    people.write_document(case, kind="PASSPORT", country="BG", document_number="X 000000", by=by, on=DAY)
    _back_home(case, by=by)
    team.add_member(case, role="POLICE", name="И. Измислен", institution="Проба", since_on=DAY, on=DAY, by=by)
    reason = {"parent": "баща", "reason": "Участва."}
    representation.need(case, **reason, since_on=DAY, on=DAY, by=by)
