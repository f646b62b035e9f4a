"""The whole chain under random hands: acts by anybody, on any day, in any order. Used by test_chain.py."""

import random
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError

from cases.actions import ages, cooperation, identification, informing, journey, reflection, returns
from cases.models import Case, CooperationDecision, ReflectionPeriod, ReturnPlan
from cases.returning import (
    ReturnKind,
    ReturnSituation,
    Threat,
)
from cases.states import (
    AgeStatus,
    Confirmation,
    CooperationValue,
    DeclaredTo,
    RequestBasis,
    Right,
    StatementForm,
)
from legal import rules
from legal.actions import appeals, proceedings, protection, requests
from legal.models import Appeal, CriminalProceedings, Protection, ProtectionRequest
from legal.states import ProceedingsEnd, StepKind, TerminationGround
from shelters.actions import stays
from shelters.models import Place, Shelter, Stay
from shelters.states import FacilityKind, StayEnd
from tests.factories import CaseFactory, CaseMemberFactory, PersonFactory, UserFactory, assessed_for_return
from tvcase.accounts.models import User
from tvcase.accounts.roles import FORMAL_KINDS, PROSECUTORS
from tvcase.dates import SOFIA

FIRST_DAY = date(2026, 1, 28)
REASON = "Because the test says so."
NEXT_OF_STAY = {
    "REQUESTED": ["reserve", "reserve", "reserve", "decline", "cancel"],
    "RESERVED": ["arrive", "arrive", "arrive", "cancel"],
    "ACTIVE": ["leave"],
}
NEXT_OF_RETURN = {
    "PROPOSED": ["decide", "decide", "decide", "decline"],
    "PREPARING": ["prepare", "paper", "risk", "ready", "all", "all"],
    "BLOCKED": ["risk", "decline"],
    "READY": ["depart", "depart", "depart", "decline"],
    "IN_TRANSIT": ["arrive"],
}


class Chain:
    """One case, the people around it, and everything they may try. `seed` decides who does what and when."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311
        self.today = FIRST_DAY
        self.caseworker = UserFactory()
        holder = self.caseworker.organisation
        person = PersonFactory(organisation=holder, citizenships=self.random.choice([["BG"], ["UA"], ["RO"], []]))
        self.case = CaseFactory(organisation=holder, recorded_by=self.caseworker, person=person)
        CaseMemberFactory(case=self.case, user=self.caseworker)
        self.coordinator = UserFactory(organisation=self.caseworker.organisation, coordinator=True)
        self.officers = [UserFactory(officer=True), UserFactory(officer=True)]
        self.prosecutor = UserFactory(prosecutor=True)
        self.staff = UserFactory(shelter_staff=True)
        house = Shelter.objects.create(
            code=f"H{self.staff.pk}",
            organisation=self.staff.organisation,
            kind=FacilityKind.SHELTER,
            district_bg="Изток",
            district_en="East",
            phone="000",
        )
        self.places = [Place.objects.create(shelter=house, label=label) for label in ("1", "2")]
        self.people = [self.caseworker, self.coordinator, *self.officers, self.prosecutor, self.staff]
        helpers, officers, prosecutors = [self.caseworker, self.coordinator], self.officers, [self.prosecutor]
        self.proper = {act.__name__: helpers for act in self.acts()} | {
            "identify_formally": [*officers, self.prosecutor],
            "refuse_identification": officers,
            "annul_identification": officers,
            "inform": officers,
            "register_request": prosecutors,
            "decide_request": prosecutors,
            "record_appeal_result": prosecutors,
            "end_protection": prosecutors,
            "move_a_stay": [self.staff],
        }
        self.refused: list[tuple[str, User]] = []

    def act(self) -> str:
        """Somebody tries something; a refusal is part of life. Gives the name of what was tried."""
        if self.random.random() < 0.3:
            self.today += timedelta(days=self.random.randint(1, 9))
        trial = self.random.choice(self.acts())
        by = self.random.choice(self.people)
        if self.random.random() < 0.75:
            by = self.random.choice(self.proper[trial.__name__])
        try:
            trial(by)
        except ValidationError:
            self.refused.append((trial.__name__, by))
        self.case = Case.objects.get(pk=self.case.pk)
        return trial.__name__

    def acts(self) -> list[Callable[[User], object]]:
        return [
            self.identify_informally,
            self.ask_for_identification,
            self.ask_for_identification,
            self.identify_formally,
            self.identify_formally,
            self.refuse_identification,
            self.refuse_identification,
            self.annul_identification,
            self.find_age,
            self.inform,
            self.state_wish,
            self.declare,
            self.declare,
            self.declare,
            self.propose_annulment,
            self.confirm_annulment,
            self.draft_request,
            self.file_request,
            self.file_request,
            self.register_request,
            self.register_request,
            self.decide_request,
            self.decide_request,
            self.end_protection,
            self.end_protection,
            self.register_request,
            self.decide_request,
            self.file_request,
            self.renounce,
            self.appeal,
            self.record_appeal_result,
            self.ask_for_a_place,
            self.move_a_stay,
            self.move_a_stay,
            self.move_a_stay,
            self.propose_return,
            self.propose_return,
            self.move_a_return,
            self.move_a_return,
            self.move_a_return,
            self.move_a_return,
        ]

    def some_day(self) -> date:
        """Today or a day before it, sometimes long before."""
        return max(FIRST_DAY, self.today - timedelta(days=self.random.choice([0, 0, 0, 1, 2, 7, 31])))

    def some_instant(self) -> datetime:
        minute = time(self.random.randint(0, 23), self.random.choice([0, 30, 59]))
        return datetime.combine(self.some_day(), minute, SOFIA)

    def step(self, state: str, following: dict[str, list[str]]) -> str:
        """Mostly a step that may come next, now and then one that may not."""
        if state in following and self.random.random() < 0.85:
            return self.random.choice(following[state])
        return self.random.choice(sorted({step for steps in following.values() for step in steps}))

    def one_of(self, rows: Any) -> Any:
        found = list(rows)
        if not found:
            raise ValidationError("nothing there")
        return self.random.choice(found)

    def identify_informally(self, by: User) -> None:
        identification.confirm_informal(
            self.case,
            bases=["SELF_IDENTIFICATION"],
            conclusion=REASON,
            identified_at=self.some_instant(),
            territory_bg=True,
            by=by,
        )

    def ask_for_identification(self, by: User) -> None:
        identification.request_formal(
            self.case,
            authority=self.random.choice([*self.officers, *self.people]).organisation,
            request_basis=self.random.choice(RequestBasis.values),
            request_reason=REASON,
            on=self.some_day(),
            by=by,
        )

    def identify_formally(self, by: User) -> None:
        identification.identify_formally(
            self.case,
            bases=["CIRCUMSTANCES_FOUND"],
            identified_at=self.some_instant(),
            territory_bg=self.random.random() < 0.85,
            decision_reference="Order 1/2026",
            by=by,
            on=self.today,
        )
        assert by.organisation.kind in FORMAL_KINDS

    def refuse_identification(self, by: User) -> None:
        attempt = self.one_of(self.case.identifications.all())
        identification.refuse_formal(attempt, reasons=REASON, on=self.some_day(), by=by)
        assert by.organisation == attempt.organisation

    def annul_identification(self, by: User) -> None:
        attempt = self.one_of(self.case.identifications.all())
        identification.annul(attempt, reason=REASON, at=self.some_instant(), by=by)
        assert by.organisation == attempt.organisation

    def find_age(self, by: User) -> None:
        if self.random.random() < 0.6:
            return
        ages.find_age(
            self.case,
            age_status=self.random.choice(AgeStatus.values),
            established_at=self.some_instant(),
            evidence="document",
            by=by,
        )

    def inform(self, by: User) -> None:
        informing.inform(
            self.case,
            rights=self.random.sample(Right.values, 2),
            informed_at=self.some_instant(),
            informed_by="an officer",
            language="bg",
            confirmation=self.random.choice(Confirmation.values),
            by=by,
        )

    def state_wish(self, by: User) -> None:
        day = self.some_day()
        reflection.state_wish(
            self.one_of(ReflectionPeriod.objects.filter(case=self.case)),
            wants_to_use=self.random.random() < 0.5,
            stated_on=day,
            counselled_on=self.random.choice([None, day]),
            form=self.random.choice(StatementForm.values),
            by=by,
        )

    def declare(self, by: User) -> None:
        said_at = self.some_instant()
        cooperation.declare(
            self.case,
            value=self.random.choice([*CooperationValue.values, CooperationValue.YES, CooperationValue.YES]),
            declared_at=said_at,
            declared_to=self.random.choice(DeclaredTo.values),
            form=self.random.choice(StatementForm.values),
            told_it_ends_period_at=self.random.choice([None, said_at, said_at, said_at - timedelta(hours=3)]),
            language="bg",
            by=by,
            on=self.today,
        )

    def propose_annulment(self, by: User) -> None:
        decision = self.one_of(CooperationDecision.objects.filter(case=self.case, annulment=None))
        cooperation.propose_annulment(decision, reason=REASON, on=self.today, by=by)

    def confirm_annulment(self, by: User) -> None:
        decision = self.one_of(CooperationDecision.objects.filter(case=self.case, annulment__confirmed_at=None))
        if not hasattr(decision, "annulment"):
            raise ValidationError("nothing proposed")
        cooperation.confirm_annulment(decision.annulment, at=datetime.combine(self.today, time(12), SOFIA), by=by)
        assert decision.annulment.proposed_by != by

    def draft_request(self, by: User) -> None:
        requests.draft(self.case, asked_on=self.some_day(), lawyer_offered=True, by=by, on=self.today)

    def file_request(self, by: User) -> None:
        request = self.one_of(ProtectionRequest.objects.filter(case=self.case))
        office = self.random.choice([self.prosecutor] * 6 + self.people).organisation
        requests.file(request, office=office, filed_on=self.some_day(), by=by)

    def register_request(self, by: User) -> None:
        request = self.one_of(ProtectionRequest.objects.filter(case=self.case))
        requests.register(request, register_number="R 2/2026", registered_on=self.some_day(), by=by)
        assert by.organisation == request.office

    def decide_request(self, by: User) -> None:
        request = self.one_of(ProtectionRequest.objects.filter(case=self.case))
        granted = self.random.random() < 0.5
        requests.decide(
            request,
            at=datetime.combine(self.today, time(12), SOFIA),
            granted=granted,
            grounds=["COOPERATES" if granted else "NO_COOPERATION"],
            decided_on=self.some_day(),
            decision_reference="Order 2/2026",
            decision_reasons=REASON,
            by=by,
        )
        assert by.has_role(*PROSECUTORS)
        assert by.organisation == request.office

    def end_protection(self, by: User) -> None:
        status = self.one_of(Protection.objects.filter(case=self.case))
        if self.random.random() < 0.5:
            self.follow_the_proceedings(status, by)
            protection.end_with_proceedings(status, reference="Act 3/2026", on=self.some_day(), by=by)
        else:
            ground = self.random.choice(TerminationGround.values)
            protection.terminate(
                status,
                ground=ground,
                reasons=REASON,
                reference="Act 4/2026",
                fact_on=status.valid_from,
                facts=REASON,
                own_wish=ground == TerminationGround.CONTACT_RENEWED,
                facts_known_from="a report",
                not_heard_why=REASON,
                on=self.some_day(),
                at=datetime.combine(self.today, time(12), SOFIA),
                by=by,
            )
        assert by.has_role(*PROSECUTORS)

    def follow_the_proceedings(self, status: Protection, by: User) -> None:
        """Mostly the proceedings on which the protection rests are named and moved on; now and then not."""
        found = CriminalProceedings.objects.filter(case=self.case).first()
        if found is None:
            found = proceedings.record(
                self.case,
                pre_trial_number="ДП 1/2026",
                authority=self.officers[0].organisation,
                opened_on=FIRST_DAY,
                by=self.caseworker,
            )
        if status.request.proceedings_id is None and self.random.random() < 0.9:
            requests.link(status.request, proceedings=found, on=self.today, by=self.caseworker)
        if self.random.random() < 0.8:
            kind = self.random.choice(rules.next_steps(found))
            how = ProceedingsEnd.CONVICTION if kind == StepKind.ENDED else ""
            proceedings.step(found, kind=kind, how=how, on=self.some_day(), by=self.caseworker)

    def renounce(self, by: User) -> None:
        status = self.one_of(Protection.objects.filter(case=self.case))
        if self.random.random() < 0.1:
            protection.renounce(status, on=self.some_day(), renounced_how="WRITTEN", explained_on=FIRST_DAY, by=by)

    def appeal(self, by: User) -> None:
        request = self.one_of(ProtectionRequest.objects.filter(case=self.case))
        appeals.appeal(request, filed_on=self.some_day(), body="a court", by=by)

    def record_appeal_result(self, by: User) -> None:
        made = self.one_of(Appeal.objects.filter(case=self.case))
        record = self.random.choice([appeals.uphold, appeals.overturn])
        record(made, on=self.some_day(), reference="Act 5/2026", by=by)
        assert by.organisation == made.request.office

    def ask_for_a_place(self, by: User) -> None:
        arrival = self.some_day()
        stays.request(
            self.case,
            shelter=self.random.choice(self.places).shelter,
            from_on=arrival,
            planned_to_on=arrival + timedelta(days=self.random.randint(1, 40)),
            by=by,
            on=self.today,
        )

    def move_a_stay(self, by: User) -> None:
        stay = self.one_of(Stay.objects.filter(case=self.case))
        match self.step(stay.state, NEXT_OF_STAY):
            case "reserve":
                stays.reserve(stay, place=self.random.choice(self.places), by=by, on=self.today)
            case "arrive":
                stays.arrive(stay, on=self.some_day(), by=by)
            case "leave":
                end = self.random.choice(StayEnd.values)
                stays.leave(stay, to_on=self.some_day() + timedelta(days=1), end_reason=end, by=by)
            case "cancel":
                stays.cancel(stay, by=by, on=self.today)
            case "decline":
                stays.decline(stay, kind="OTHER", reason=REASON, by=by, on=self.today)

    def propose_return(self, by: User) -> None:
        bulgarian = "BG" in self.case.person.citizenships
        fitting = ReturnKind.BG_CITIZEN_TO_RESIDENCE if bulgarian else ReturnKind.FOREIGNER_TO_ORIGIN
        returns.propose(
            self.case,
            situation=self.random.choice([ReturnSituation.VOLUNTARY] * 5 + ReturnSituation.values),
            kind=self.random.choice([fitting] * 4 + ReturnKind.values),
            on=self.today,
            by=by,
        )

    def prepare_further(self, plan: ReturnPlan, step: str, by: User) -> None:
        if step == "prepare":
            returns.prepare(
                plan,
                destination="Somewhere",
                receiving_party="An invented aunt",
                reception_confirmed_on=self.some_day(),
                planned_on=self.today,
                transport="BUS",
                escorts=["NGO"],
                meeting="An invented aunt, at the station",
                on=self.today,
                by=by,
            )
            return
        if step == "ready":
            returns.make_ready(plan, on=self.today, by=by)
            return
        if step == "paper":
            journey.add_paper(plan, kind="PASSPORT", issuer="ABROAD", state="HELD", on=self.today, by=by)
            return
        later = timedelta(seconds=self.case.risk_assessments.count())
        assessed_for_return(self.case, at=datetime.combine(self.today, time(12), SOFIA) + later)
        threat = self.random.choice([Threat.NO, Threat.NO, Threat.YES])
        returns.judge_risk(plan, risk_threat=threat, on=self.today, by=by)

    def move_a_return(self, by: User) -> None:
        plan = self.one_of(ReturnPlan.objects.filter(case=self.case))
        day = self.some_day()
        match self.step(plan.state, NEXT_OF_RETURN):
            case "decide":
                returns.decide(
                    plan,
                    options_explained_on=day,
                    options_language="bg",
                    decided_on=day,
                    decided_with="An invented aunt",  # kept of a child only
                    child_opinion="To go there.",
                    on=self.today,
                    by=by,
                )
            case "prepare" | "paper" | "risk" | "ready" as step:
                self.prepare_further(plan, step, by)
            case "all":
                for step in ("prepare", "paper", "risk", "ready"):
                    self.prepare_further(plan, step, by)
            case "depart":
                returns.depart(plan, departed_on=day, on=self.today, by=by)
            case "arrive":
                returns.arrive(plan, arrived_on=day, on=self.today, by=by)
            case "decline":
                returns.decline(plan, declined_on=day, on=self.today, by=by)
