"""Valid rows for tests; traits read as words. People and places here are invented."""

from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import factory
from django.contrib.auth.hashers import make_password
from factory.django import DjangoModelFactory

from cases.actions import people, team
from cases.models import (
    AgeFinding,
    Case,
    CaseMember,
    ChildNotice,
    CooperationDecision,
    DecisionCommunication,
    Handover,
    Identification,
    LegalRule,
    Person,
    ReflectionPeriod,
    ReturnPlan,
    TravelPaper,
)
from cases.names import CODE_LETTERS
from cases.returning import (
    ACROSS_BORDERS,
    ReturnKind,
    ReturnSituation,
    ReturnState,
    Threat,
)
from cases.states import (
    CHILD,
    AgeStatus,
    ChildBody,
    ClosureReason,
    CooperationValue,
    DeclaredTo,
    IdentificationKind,
    IdentificationState,
    OpeningGround,
    StatementForm,
    TeamRole,
)
from cases.terms import RuleKind
from legal.actions import appeals, proceedings
from legal.models import CriminalProceedings, ProceedingsStep, Protection, ProtectionRequest
from legal.states import (
    DECIDED_REQUESTS,
    REFUSED_REQUESTS,
    EndKind,
    ProceedingsEnd,
    ProceedingsState,
    RequestState,
    StepKind,
    TerminationGround,
)
from shelters.actions import moves, presence, stays
from shelters.models import Place, Shelter, Stay
from shelters.states import AbsenceKind, FacilityKind, StayEnd, StayState
from tvcase.accounts.actions import join_groups, make_groups
from tvcase.accounts.models import Organisation, User
from tvcase.accounts.roles import OrganisationKind, Role
from tvcase.dates import SOFIA, last_day, local_date
from tvcase.db import next_number
from tvcase.notifications.models import Notification

PASSWORD = "a long sentence to sign in"
OPENED_ON = date(2026, 3, 2)
RECEIVED_AT = datetime(2026, 3, 2, 9, 30, tzinfo=SOFIA)


class OrganisationFactory(DjangoModelFactory):
    """An NGO, or what the trait says, with the permission groups of its roles."""

    class Meta:
        model = Organisation
        skip_postgeneration_save = True

    code = factory.Sequence("TRIAL{}".format)
    name_bg = factory.LazyAttribute(lambda organisation: f"Проба {organisation.code}")
    name_en = factory.LazyAttribute(lambda organisation: f"Trial {organisation.code}")
    kind = OrganisationKind.NGO
    town_bg = "Русе"
    town_en = "Ruse"
    active_from = date(2020, 1, 1)

    class Params:
        shelter = factory.Trait(kind=OrganisationKind.SHELTER)
        police = factory.Trait(kind=OrganisationKind.POLICE)
        investigation_service = factory.Trait(kind=OrganisationKind.INVESTIGATION_SERVICE)
        prosecutors_office = factory.Trait(kind=OrganisationKind.PROSECUTORS_OFFICE)
        social_service = factory.Trait(kind=OrganisationKind.SOCIAL_SERVICE)
        national_commission = factory.Trait(kind=OrganisationKind.NATIONAL_COMMISSION)
        legal_aid = factory.Trait(kind=OrganisationKind.LEGAL_AID)

    @factory.post_generation
    def groups(self: Any, create: bool, extracted: Any, **kwargs: Any) -> None:
        make_groups(self)


class UserFactory(DjangoModelFactory):
    """A caseworker who reads English, or another person by `roles` or trait, in the groups of the roles."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence("person{}".format)
    first_name = "Проба"
    last_name = factory.Sequence("Изпитна{}".format)
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    password = factory.LazyFunction(lambda: make_password(PASSWORD))
    language = "en"
    roles = [Role.CASEWORKER]
    organisation = factory.SubFactory(OrganisationFactory)

    class Params:
        coordinator = factory.Trait(roles=[Role.COORDINATOR])
        supervisor = factory.Trait(roles=[Role.SUPERVISOR])
        shelter_staff = factory.Trait(
            roles=[Role.SHELTER_STAFF], organisation=factory.SubFactory(OrganisationFactory, shelter=True)
        )
        shelter_head = factory.Trait(
            roles=[Role.SHELTER_HEAD], organisation=factory.SubFactory(OrganisationFactory, shelter=True)
        )
        officer = factory.Trait(roles=[Role.OFFICER], organisation=factory.SubFactory(OrganisationFactory, police=True))
        prosecutor = factory.Trait(
            roles=[Role.PROSECUTOR], organisation=factory.SubFactory(OrganisationFactory, prosecutors_office=True)
        )

    @factory.post_generation
    def member_of_groups(self: Any, create: bool, extracted: Any, **kwargs: Any) -> None:
        join_groups(self)


class PersonFactory(DjangoModelFactory):
    """A person called by an alias; `findable=True` makes the tokens by which names and documents are found."""

    class Meta:
        model = Person

    organisation = factory.SubFactory(OrganisationFactory)
    alias_in_use = factory.Sequence("Лице {}".format)
    citizenships = ["BG"]
    languages = ["bg"]

    @classmethod
    def _create(cls, model_class: Any, *args: Any, findable: bool = False, **fields: Any) -> Any:
        person = super()._create(model_class, *args, **fields)
        if findable:
            people.make_findable(person)
        return person


class CaseFactory(DjangoModelFactory):
    """An adult's open case, with its finding of age and the permissions of its holder.

    `child=True` has the three notices owed; `closed=True` was closed by two people; any field can be given.
    """

    class Meta:
        model = Case

    class Params:
        child = factory.Trait(age_status=AgeStatus.UNCERTAIN)

    organisation = factory.SubFactory(OrganisationFactory)
    person = factory.SubFactory(PersonFactory, organisation=factory.SelfAttribute("..organisation"))
    recorded_by = factory.SubFactory(UserFactory, organisation=factory.SelfAttribute("..organisation"))
    code = factory.Sequence(lambda number: f"TRK{_spelled(number, 1)}-{_spelled(number // len(CODE_LETTERS), 4)}")
    opened_on = OPENED_ON
    received_at = RECEIVED_AT
    source_of_signal = "HOTLINE"
    age_status = AgeStatus.ADULT_STATED

    @classmethod
    def _create(cls, model_class: Any, *args: Any, closed: bool = False, **fields: Any) -> Any:
        case = super()._create(model_class, *args, **fields)
        _find_age(case)
        if closed:
            close(case)
        team.sync(case)
        return case


class CaseMemberFactory(DjangoModelFactory):
    """A colleague of the holder on the team, with the permissions of the place."""

    class Meta:
        model = CaseMember

    case = factory.SubFactory(CaseFactory)
    user = factory.SubFactory(UserFactory, organisation=factory.SelfAttribute("..case.organisation"))
    role = TeamRole.CASEWORKER
    joined_on = OPENED_ON

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **fields: Any) -> Any:
        case, user, joined_on = fields["case"], fields["user"], fields["joined_on"]
        return team.add(case, user, fields["role"], by=user, on=joined_on)


class IdentificationFactory(DjangoModelFactory):
    """A formal identification by a police officer; `case` and `identified_at` can be given."""

    class Meta:
        model = Identification

    case = factory.SubFactory(CaseFactory)
    number = 1
    kind = IdentificationKind.FORMAL
    state = IdentificationState.FORMAL_CONFIRMED
    bases = ["INDICATORS"]
    identified_at = datetime(2026, 3, 10, 9, 30, tzinfo=SOFIA)
    territory_bg = True
    officer = factory.SubFactory(UserFactory, officer=True)
    organisation = factory.SelfAttribute("officer.organisation")
    decision_reference = "Order 7/2026"
    recorded_by = factory.SelfAttribute("officer")


class ReflectionPeriodFactory(DjangoModelFactory):
    """Thirty days from a formal identification: 10 March to the end of 9 April 2026, or from `starts_at`."""

    class Meta:
        model = ReflectionPeriod

    starts_at = datetime(2026, 3, 10, 9, 30, tzinfo=SOFIA)
    case = factory.SubFactory(CaseFactory)
    person = factory.SelfAttribute("case.person")
    identification = factory.SubFactory(
        IdentificationFactory, case=factory.SelfAttribute("..case"), identified_at=factory.SelfAttribute("..starts_at")
    )
    legal_rule = factory.LazyFunction(lambda: LegalRule.objects.get(kind=RuleKind.REFLECTION, valid_to=None))
    rule = factory.SelfAttribute("legal_rule.rule")
    last_day = factory.LazyAttribute(lambda period: last_day(period.rule, local_date(period.starts_at)))

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **fields: Any) -> Any:
        period = super()._create(model_class, *args, **fields)
        period.refresh_from_db()
        return period


class CooperationDecisionFactory(DjangoModelFactory):
    """An effective YES of 20 March 2026, written; `value`, `form` and `declared_at` can be given."""

    class Meta:
        model = CooperationDecision

    case = factory.SubFactory(CaseFactory)
    number = factory.LazyAttribute(lambda decision: decision.case.cooperation_decisions.count() + 1)
    value = CooperationValue.YES
    declared_at = datetime(2026, 3, 20, 10, 0, tzinfo=SOFIA)
    declared_to = DeclaredTo.CASEWORKER
    form = StatementForm.WRITTEN
    told_it_ends_period_at = factory.SelfAttribute("declared_at")
    language = "bg"
    recorded_by = factory.SelfAttribute("case.recorded_by")

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **fields: Any) -> Any:
        decision = super()._create(model_class, *args, **fields)
        decision.refresh_from_db()
        return decision


class ProtectionRequestFactory(DjangoModelFactory):
    """A draft of 23 March 2026 after an effective YES; `filed=True`, `pending=True`, `granted=True`, `refused=True`,
    `appealed=True`, `finally_refused=True` or `withdrawn=True` went on from there. A filed request is open to its
    office's prosecutors."""

    class Meta:
        model = ProtectionRequest

    class Params:
        becomes = RequestState.DRAFT
        filed = factory.Trait(becomes=RequestState.FILED)
        pending = factory.Trait(becomes=RequestState.PENDING)
        granted = factory.Trait(becomes=RequestState.ACTIVE)
        refused = factory.Trait(becomes=RequestState.REFUSED)
        appealed = factory.Trait(becomes=RequestState.APPEALED)
        finally_refused = factory.Trait(becomes=RequestState.REFUSED_FINAL)
        withdrawn = factory.Trait(becomes=RequestState.WITHDRAWN)

    case = factory.SubFactory(CaseFactory)
    number = factory.LazyAttribute(lambda asked: asked.case.protection_requests.count() + 1)
    state = factory.SelfAttribute("becomes")
    asked_on = date(2026, 3, 23)
    lawyer_offered = True
    own_words = "I want to feel safe."
    wants_extended_stay = True
    filed_on = date(2026, 3, 24)
    office = factory.SubFactory(OrganisationFactory, prosecutors_office=True)
    decided_on = date(2026, 4, 2)
    recorded_by = factory.SelfAttribute("case.recorded_by")

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **fields: Any) -> Any:
        state = fields.pop("state")
        later = {name: fields.pop(name) for name in ("filed_on", "office", "decided_on")}
        asked = super()._create(model_class, *args, **fields)
        if not asked.case.cooperation_decisions.exists():
            CooperationDecisionFactory(case=asked.case)
        if state != RequestState.DRAFT:
            _file(asked, office=later["office"], filed_on=later["filed_on"])
        if state == RequestState.WITHDRAWN:
            asked.state, asked.withdrawn_on = state, asked.filed_on
            asked.save()
        elif state not in (RequestState.DRAFT, RequestState.FILED):
            _register(asked)
        if state in DECIDED_REQUESTS:
            refused = state in REFUSED_REQUESTS
            decided = RequestState.REFUSED if refused else RequestState.ACTIVE
            _decide(asked, decided, decided_on=later["decided_on"])
        if state in (RequestState.WITHDRAWN, *REFUSED_REQUESTS):
            team.close_openings(asked.case, subject=asked.pk, by=asked.recorded_by, on=later["decided_on"])
        return _appeal(asked, state) if state in (RequestState.APPEALED, RequestState.REFUSED_FINAL) else asked


class ProtectionFactory(DjangoModelFactory):
    """A protection that lasts, from 2 April 2026; `ended=True` with the proceedings, `terminated=True` early. With
    `resting_until` it rests on proceedings that ended on that day."""

    class Meta:
        model = Protection

    class Params:
        foreigner = factory.Trait(
            request=factory.SubFactory(ProtectionRequestFactory, granted=True, case__person__citizenships=["UA"]),
            permit_possible=True,
        )
        over = factory.Trait(
            ended_on=date(2026, 6, 1),
            end_reference="Act 9/2026",
            ended_by=factory.SelfAttribute("request.decided_by"),
            ended_by_organisation=factory.SelfAttribute("request.office"),
        )
        ended = factory.Trait(over=True, end_kind=EndKind.PROCEEDINGS_ENDED, resting_until=date(2026, 6, 1))
        terminated = factory.Trait(
            over=True,
            end_kind=EndKind.TERMINATED,
            termination_ground=TerminationGround.CONTACT_RENEWED,
            termination_reasons="Because the test says so.",
            fact_on=date(2026, 5, 20),
            facts="The test saw it.",
            own_wish=True,
            facts_known_from="A report.",
            heard_on=date(2026, 5, 28),
            heard_words="It was not so.",
        )
        renounced = factory.Trait(
            ended_on=date(2026, 6, 1),
            end_kind=EndKind.RENOUNCED,
            renounced_how=StatementForm.WRITTEN,
            explained_on=date(2026, 6, 1),
            ended_by=factory.SelfAttribute("case.recorded_by"),
            ended_by_organisation=factory.SelfAttribute("case.organisation"),
        )

    request = factory.SubFactory(ProtectionRequestFactory, granted=True)
    case = factory.SelfAttribute("request.case")
    valid_from = factory.SelfAttribute("request.decided_on")
    resting_until = None

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **fields: Any) -> Any:
        resting_until = fields.pop("resting_until")
        if resting_until:
            _rest_on_ended_proceedings(fields["request"], on=resting_until)
        protection = super()._create(model_class, *args, **fields)
        if protection.ended_on:
            by, on = protection.ended_by, protection.ended_on
            team.close_openings(protection.case, subject=protection.request.pk, by=by, on=on)
        return protection


class CriminalProceedingsFactory(DjangoModelFactory):
    """Proceedings led by the police since 16 March 2026, made by the real action."""

    class Meta:
        model = CriminalProceedings

    case = factory.SubFactory(CaseFactory)
    pre_trial_number = factory.Sequence("ДП {}/2026".format)
    authority = factory.SubFactory(OrganisationFactory, police=True)
    opened_on = date(2026, 3, 16)

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **fields: Any) -> Any:
        case = fields.pop("case")
        return proceedings.record(case, **fields, by=CaseMemberFactory(case=case).user)


def assessed_for_return(case: Case, *, at: datetime = datetime(2026, 4, 13, 10, tzinfo=SOFIA), **facts: Any) -> Any:
    """A risk assessment for a return, in force, made with the receiving side on 13 April 2026."""
    answers = {"urgent_medical": "NO", "violence": "NO", "person_concerns": "-", "assessor_view": "-", "rationale": "-"}
    number = next_number(case.risk_assessments)
    facts = {"level": "LOW", "joint_with": "Проба", "next_review_on": local_date(at) + timedelta(days=14), **facts}
    case.risk_assessments.current().update(state="HISTORIC")
    assessment = case.risk_assessments.create(
        number=number,
        trigger="RETURN",
        method="INTERVIEW",
        assessed_at=at,
        assessor=case.recorded_by,
        **answers,
        **facts,
    )
    assessment.state = "CURRENT"
    assessment.save()
    return assessment


class ReturnPlanFactory(DjangoModelFactory):
    """A plan of 10 April 2026 to return as a Bulgarian citizen, proposed or in the `state` given, safe, arranged and
    received, and with an assessment of the risk when it was ready; `foreigner=True` is a Ukrainian citizen's to the
    country of origin, with a passport."""

    class Meta:
        model = ReturnPlan

    class Params:
        foreigner = factory.Trait(
            case=factory.SubFactory(CaseFactory, person__citizenships=["UA"]), kind=ReturnKind.FOREIGNER_TO_ORIGIN
        )

    case = factory.SubFactory(CaseFactory)
    number = factory.LazyAttribute(lambda plan: plan.case.return_plans.count() + 1)
    state = ReturnState.PROPOSED
    kind = ReturnKind.BG_CITIZEN_TO_RESIDENCE
    situation = ReturnSituation.VOLUNTARY
    opened_on = date(2026, 4, 10)
    recorded_by = factory.SelfAttribute("case.recorded_by")

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **fields: Any) -> Any:
        state = fields.pop("state")
        plan = super()._create(model_class, *args, **fields)
        for step in _STEPS_TO[state]:
            if step == ReturnState.READY:
                plan.risk_assessment = assessed_for_return(plan.case)
            plan.state = step
            for name, value in _RETURN_FACTS[step].items():
                setattr(plan, name, value)
            if step == ReturnState.PREPARING and plan.case.counts_as_child:
                plan.decided_with, plan.child_opinion = "Проба, майка", "Искам при баба."
            plan.save()
            if step == ReturnState.PREPARING and plan.kind in ACROSS_BORDERS:
                TravelPaperFactory(plan=plan)
        return plan


class TravelPaperFactory(DjangoModelFactory):
    """A passport that the person has."""

    class Meta:
        model = TravelPaper

    plan = factory.SubFactory(ReturnPlanFactory, state=ReturnState.PREPARING)
    case = factory.SelfAttribute("plan.case")
    number = factory.LazyAttribute(lambda paper: next_number(paper.plan.papers))
    kind = "PASSPORT"
    issuer = "ABROAD"
    state = "HELD"
    state_on = date(2026, 4, 11)
    recorded_by = factory.SelfAttribute("plan.recorded_by")


_TO_READY = (ReturnState.PREPARING, ReturnState.READY)
_TO_ARRIVED = (*_TO_READY, ReturnState.IN_TRANSIT, ReturnState.ARRIVED)
_STEPS_TO = {
    ReturnState.PROPOSED: (),
    ReturnState.DECLINED: (ReturnState.DECLINED,),
    ReturnState.PREPARING: (ReturnState.PREPARING,),
    ReturnState.READY: _TO_READY,
    ReturnState.IN_TRANSIT: (*_TO_READY, ReturnState.IN_TRANSIT),
    ReturnState.ARRIVED: _TO_ARRIVED,
    ReturnState.BLOCKED: (ReturnState.PREPARING, ReturnState.BLOCKED),
    ReturnState.INCIDENT: (*_TO_READY, ReturnState.IN_TRANSIT, ReturnState.INCIDENT),
    ReturnState.FOLLOW_UP: (*_TO_ARRIVED, ReturnState.FOLLOW_UP),
    ReturnState.CLOSED: (*_TO_ARRIVED, ReturnState.CLOSED),
}
_RETURN_FACTS: dict[str, dict[str, Any]] = {
    ReturnState.DECLINED: {"declined_on": date(2026, 4, 12)},
    ReturnState.PREPARING: {
        "options_explained_on": date(2026, 4, 10),
        "options_language": "bg",
        "decided_on": date(2026, 4, 11),
        "destination": "Русе",
        "receiving_party": "Проба",
        "reception_confirmed_on": date(2026, 4, 14),
        "planned_on": date(2026, 4, 17),
        "transport": "TRAIN",
        "escorts": ["NGO"],
        "meeting": "Проба, гарата, 14:30",
        "risk_assessed_on": date(2026, 4, 13),
        "risk_threat": Threat.NO,
    },
    ReturnState.READY: {},
    ReturnState.IN_TRANSIT: {"departed_on": date(2026, 4, 17)},
    ReturnState.ARRIVED: {"arrived_on": date(2026, 4, 18)},
    ReturnState.BLOCKED: {"blocked_on": date(2026, 4, 14), "risk_threat": Threat.YES},
    ReturnState.INCIDENT: {"incident_on": date(2026, 4, 18), "incident_note": "Не беше на гарата"},
    ReturnState.FOLLOW_UP: {"taken_over_on": date(2026, 4, 18), "taken_over_by": "Проба"},
    ReturnState.CLOSED: {"closed_on": date(2026, 4, 19), "closure_note": "Проба"},
}


class HandoverFactory(DjangoModelFactory):
    """A case offered on 12 March 2026 with the person's consent, open to those who answer."""

    class Meta:
        model = Handover

    case = factory.SubFactory(CaseFactory)
    number = factory.LazyAttribute(lambda offer: offer.case.handovers.count() + 1)
    from_organisation = factory.SelfAttribute("case.organisation")
    to_organisation = factory.SubFactory(OrganisationFactory)
    consent_on = date(2026, 3, 12)
    consent_note = "said so"
    offered_on = date(2026, 3, 12)
    offered_by = factory.SelfAttribute("case.recorded_by")

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **fields: Any) -> Any:
        offer = super()._create(model_class, *args, **fields)
        opening = {"subject": offer.pk, "by": offer.offered_by, "on": offer.offered_on}
        team.open_to(offer.case, offer.to_organisation, OpeningGround.HANDOVER, **opening)
        return offer


class NotificationFactory(DjangoModelFactory):
    """A reminder of a last day, not opened; give `recipient`."""

    class Meta:
        model = Notification

    recipient = factory.SubFactory(UserFactory)
    kind = "period_last_day"
    case_code = "TRKB-BBBB"
    subject = factory.LazyFunction(uuid4)
    occurrence = "0 DAY 2026-04-09"
    due_on = date(2026, 4, 9)


class ShelterFactory(DjangoModelFactory):
    """A shelter of an organisation of its own, without places and without an address."""

    class Meta:
        model = Shelter

    code = factory.Sequence("HOUSE-{}".format)
    organisation = factory.SubFactory(OrganisationFactory, shelter=True)
    kind = FacilityKind.SHELTER
    district_bg = "Проба"
    district_en = "Trial"
    phone = "000 000 000"


class PlaceFactory(DjangoModelFactory):
    """A place in use."""

    class Meta:
        model = Place

    shelter = factory.SubFactory(ShelterFactory)
    label = factory.Sequence("{}".format)


class StayFactory(DjangoModelFactory):
    """A stay from 10 March to 9 April 2026 of an informally identified person, made by the real actions.

    It is asked for; `reserved=True`, `active=True`, `absent=True`, `moved=True`, `ended=True`, `declined=True` and
    `cancelled=True` go further.
    `place`, `case`, `shelter`, `from_on`, `planned_to_on`, `staff` (who answers), `to_on` and `house_alias` can be
    given.
    """

    class Meta:
        model = Stay

    class Params:
        reserved = factory.Trait(until=StayState.RESERVED)
        active = factory.Trait(until=StayState.ACTIVE)
        absent = factory.Trait(until=StayState.ABSENT)
        moved = factory.Trait(until=StayState.MOVED)
        ended = factory.Trait(until=StayState.ENDED)
        declined = factory.Trait(until=StayState.DECLINED)
        cancelled = factory.Trait(until=StayState.CANCELLED)

    until = StayState.REQUESTED
    case = factory.SubFactory(CaseFactory)
    place = factory.SubFactory(PlaceFactory)
    shelter = factory.SelfAttribute("place.shelter")
    from_on = date(2026, 3, 10)
    planned_to_on = date(2026, 4, 9)
    to_on = date(2026, 3, 20)
    house_alias = ""
    requested_by = factory.SelfAttribute("case.recorded_by")
    staff = factory.SubFactory(
        UserFactory, shelter_staff=True, organisation=factory.SelfAttribute("..shelter.organisation")
    )

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **fields: Any) -> Any:
        case, staff, on, until = fields["case"], fields["staff"], fields["from_on"], fields["until"]
        identified_informally(case)
        asked = {name: fields[name] for name in ("shelter", "from_on", "planned_to_on")}
        stay = stays.request(case, **asked, by=fields["requested_by"], on=on)
        if until == StayState.DECLINED:
            return stays.decline(stay, kind="NO_PLACE", reason="full house", by=staff, on=on)
        if until == StayState.CANCELLED:
            return stays.cancel(stay, by=fields["requested_by"], on=on)
        arrived = (StayState.ACTIVE, StayState.ABSENT, StayState.MOVED, StayState.ENDED)
        if until in (StayState.RESERVED, *arrived):
            stay = stays.reserve(stay, place=fields["place"], by=staff, on=on)
        if until in arrived:
            stay = stays.arrive(stay, on=on, by=staff, house_alias=fields["house_alias"])
        if until == StayState.ENDED:
            stay = stays.leave(stay, to_on=fields["to_on"], end_reason=StayEnd.OWN_HOUSING, by=staff)
        if until == StayState.ABSENT:
            since = datetime(on.year, on.month, on.day, 22, tzinfo=SOFIA) + timedelta(days=2)
            presence.absent(stay, kind=AbsenceKind.LATE, since=since, by=staff)
            stay.refresh_from_db()
        if until == StayState.MOVED:
            moves.move_to(stay, place=PlaceFactory(shelter=stay.shelter), on=fields["to_on"], by=staff)
            stay.refresh_from_db()
        return stay


def identified_informally(case: Case) -> Case:
    """The case, with a confirmed informal identification of the person."""
    if not case.identifications.filter(kind=IdentificationKind.INFORMAL).exists():
        Identification.objects.create(
            case=case,
            number=next_number(case.identifications),
            kind=IdentificationKind.INFORMAL,
            state=IdentificationState.INFORMAL_CONFIRMED,
            bases=["INDICATORS"],
            conclusion="sufficient grounds",
            identified_at=case.received_at,
            territory_bg=True,
            organisation=case.organisation,
            recorded_by=case.recorded_by,
        )
    return case


def _spelled(number: int, length: int) -> str:
    """A number in the letters of case codes."""
    text = ""
    for _place in range(length):
        number, rest = divmod(number, len(CODE_LETTERS))
        text = CODE_LETTERS[rest] + text
    return text


def _find_age(case: Case) -> None:
    AgeFinding.objects.create(
        case=case,
        number=1,
        age_status=case.age_status,
        established_at=case.received_at,
        evidence="told when the case was opened",
        recorded_by=case.recorded_by,
    )
    if case.age_status in CHILD:
        for body in ChildBody:
            due_at = case.received_at.astimezone(UTC) + timedelta(hours=24)
            ChildNotice.objects.create(case=case, body=body, detected_at=case.received_at, due_at=due_at)


def close(case: Case) -> None:
    """Close a case as two people do, ninety days after it was opened."""
    case.closure_proposed_on = case.opened_on + timedelta(days=89)
    case.closed_on = case.opened_on + timedelta(days=90)
    case.closure_reason = ClosureReason.GOALS_MET
    case.closed_by = case.recorded_by
    case.closure_confirmed_by = UserFactory(organisation=case.organisation, supervisor=True)
    case.save()


def _file(asked: ProtectionRequest, *, office: Organisation, filed_on: date) -> None:
    asked.state, asked.office, asked.filed_on = RequestState.FILED, office, filed_on
    asked.decision_to_cooperate = asked.case.cooperation_decisions.first()
    asked.save()
    by = asked.recorded_by
    DecisionCommunication.objects.get_or_create(
        decision=asked.decision_to_cooperate,
        authority=office,
        defaults={"agreed_on": filed_on, "recorded_by": by},
    )
    team.open_to(asked.case, office, OpeningGround.PROTECTION, subject=asked.pk, by=by, on=filed_on)


def _register(asked: ProtectionRequest) -> None:
    asked.state, asked.register_number, asked.registered_on = RequestState.PENDING, "R 7/2026", asked.filed_on
    asked.registered_by = UserFactory(prosecutor=True, organisation=asked.office)
    asked.save()


def _rest_on_ended_proceedings(asked: ProtectionRequest, *, on: date) -> None:
    """Criminal proceedings that the office led since 16 March 2026 and that ended on a day."""
    by = asked.decided_by
    found = CriminalProceedings.objects.create(
        case=asked.case,
        number=asked.case.criminal_proceedings.count() + 1,
        authority=asked.office,
        pre_trial_number="ДП 9/2026",
        opened_on=date(2026, 3, 16),
        recorded_by=by,
    )
    step = partial(ProceedingsStep.objects.create, case=asked.case, proceedings=found, recorded_by=by)
    step(number=1, kind=StepKind.OPENED, effective_on=found.opened_on)
    found.state = ProceedingsState.ENDED
    found.save()
    step(number=2, kind=StepKind.ENDED, how=ProceedingsEnd.CONVICTION, effective_on=on)
    asked.proceedings = found
    asked.save()


def _appeal(asked: ProtectionRequest, state: str) -> ProtectionRequest:
    """A refusal of 2 April that the person appealed on 9 April, to no avail on 8 May if it is to be final."""
    case = Case.objects.get(pk=asked.case_id)
    helper = CaseMemberFactory(case=case).user
    made = appeals.appeal(asked, filed_on=date(2026, 4, 9), body="a court", by=helper)
    if state == RequestState.REFUSED_FINAL:
        appeals.uphold(made, on=date(2026, 5, 8), reference="Act 8/2026", by=asked.decided_by)
    asked.refresh_from_db()
    return asked


def _decide(asked: ProtectionRequest, state: str, *, decided_on: date) -> None:
    asked.state, asked.decided_on = state, decided_on
    asked.decision_grounds = ["COOPERATES"] if state == RequestState.ACTIVE else ["NO_COOPERATION"]
    asked.decision_reference, asked.decision_reasons = "Order 7/2026", "Because the test says so."
    asked.decided_by = UserFactory(prosecutor=True, organisation=asked.office)
    asked.decided_by_organisation = asked.office
    asked.save()
