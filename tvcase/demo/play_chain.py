"""Acts of the chain: the case and its person, identification, the period, what the person says."""

from datetime import date, timedelta

from cases.actions import ages, cases, cooperation, identification, indicators, informing, people, reflection
from cases.actions.indicators import Observation
from cases.models import CooperationDecision, DecisionAnnulment, ReflectionPeriod
from cases.states import AgeStatus, Observed
from tvcase.demo import names, words
from tvcase.demo.stage import Turn, act

KIND_OF_AGE: dict[str, str] = {
    AgeStatus.UNCERTAIN: "UNCERTAIN",
    AgeStatus.MINOR_STATED: "CHILD",
    AgeStatus.MINOR_VERIFIED: "CHILD",
}


SEVENTEEN = timedelta(days=17 * 365)


def _name(turn: Turn, born_on: date, born_precision: str) -> None:
    profile = turn.story.profile
    people.record_names(
        turn["case"],
        given_name=profile.given_name,
        family_name=profile.family_name,
        given_name_latin=names.latin(profile.given_name),
        family_name_latin=names.latin(profile.family_name),
        alias_in_use=profile.alias,
        born_on=born_on,
        born_precision=born_precision,
        sex=profile.sex,
        by=turn.by,
        on=turn.step.on,
    )


@act
def open(turn: Turn) -> None:
    evidence = words.AGE_EVIDENCE[KIND_OF_AGE.get(turn.story.profile.age_status, "ADULT")]
    case = cases.open_case(
        **turn.facts, evidence=evidence, new_code=lambda: turn.story.code, by=turn.by, on=turn.step.on
    )
    turn.keep("case", case)
    turn.keep("person", case.person)


@act
def open_again(turn: Turn) -> None:
    facts = {name: fact for name, fact in turn.facts.items() if name != "alias_in_use"}
    before = turn.stage.records[turn.story.previous]
    case = cases.open_next_episode(
        before["case"],
        **facts,
        evidence=words.AGE_EVIDENCE["ADULT"],
        retrafficked=True,
        new_code=lambda: turn.story.code,
        by=turn.by,
        on=turn.step.on,
    )
    turn.keep("case", case)
    turn.keep("person", case.person)


@act
def describe(turn: Turn) -> None:
    profile, case, on = turn.story.profile, turn["case"], turn.step.on
    born_on, born_precision = turn.facts["born"]
    _name(turn, born_on, born_precision)
    people.record_origin(
        case,
        citizenships=[profile.citizenship],
        languages=list(profile.languages),
        interpreter_needed=profile.is_foreigner,
        residence_status=profile.residence_status,
        by=turn.by,
        on=on,
    )
    cases.record_facts(
        case,
        exploitation=[profile.form],
        main_form=profile.form,
        means_of_control=list(profile.means),
        recruitment=[profile.recruitment],
        exploited_in=[profile.exploited_in],
        by=turn.by,
        on=on,
    )
    if turn.facts["contact"]:
        number = f"000 000 {turn.facts['number']:03}"
        people.record_contact(
            case, phone=number, safe_channels=turn.facts["contact"], safe_hours="10–12 ч.", by=turn.by, on=on
        )


@act
def observe(turn: Turn) -> None:
    seen = [Observation(turn.stage.indicators[key], Observed.YES) for key in turn.facts["indicators"]]
    indicators.observe(turn["case"], observations=seen, observed_on=turn.step.on, by=turn.by)


@act
def identify_informally(turn: Turn) -> None:
    identification.confirm_informal(turn["case"], **turn.facts, identified_at=turn.step.at, by=turn.by)


@act
def ask(turn: Turn) -> None:
    facts = turn.facts | {"authority": turn.stage.organisations[turn.facts["authority"]]}
    turn.keep("asked", identification.request_formal(turn["case"], **facts, on=turn.step.on, by=turn.by))


@act
def refuse(turn: Turn) -> None:
    identification.refuse_formal(turn["asked"], **turn.facts, on=turn.step.on, by=turn.by)


@act
def identify(turn: Turn) -> None:
    found = identification.identify_formally(turn["case"], **turn.facts, on=turn.step.on, by=turn.by)
    turn.keep("identification", found)


@act
def annul(turn: Turn) -> None:
    identification.annul(turn["identification"], **turn.facts, at=turn.step.at, by=turn.by)


@act
def age(turn: Turn) -> None:
    """What is found of the age; who is found to be a child was born as the paper says that proves it."""
    ages.find_age(turn["case"], **turn.facts, established_at=turn.step.at, by=turn.by)
    if turn.facts["age_status"] == AgeStatus.MINOR_VERIFIED:
        _name(turn, turn.step.on - SEVENTEEN, "EXACT")


@act
def notice(turn: Turn) -> None:
    owed = turn["case"].child_notices.get(body=turn.facts["body"])
    ages.send_notice(owed, sent_at=turn.step.at, channel="E_DELIVERY", reference=turn.facts["reference"], by=turn.by)


@act
def inform(turn: Turn) -> None:
    who = turn.by.get_full_name()
    informing.inform(turn["case"], **turn.facts, informed_at=turn.step.at, informed_by=who, by=turn.by)


@act
def wish(turn: Turn) -> None:
    reflection.state_wish(
        _period(turn),
        **turn.facts,
        stated_on=turn.step.on,
        counselled_on=turn.step.on - timedelta(days=1),
        form="WRITTEN",
        by=turn.by,
    )


@act
def declare(turn: Turn) -> None:
    cooperation.declare(turn["case"], **turn.facts, declared_at=turn.step.at, by=turn.by, on=turn.step.on)


@act
def propose_annulment(turn: Turn) -> None:
    decision = CooperationDecision.objects.filter(case=turn["case"]).latest("number")
    cooperation.propose_annulment(decision, **turn.facts, on=turn.step.on, by=turn.by)


@act
def confirm_annulment(turn: Turn) -> None:
    proposed = DecisionAnnulment.objects.get(decision__case=turn["case"])
    cooperation.confirm_annulment(proposed, at=turn.step.at, by=turn.by)


def _period(turn: Turn) -> ReflectionPeriod:
    return ReflectionPeriod.objects.filter(case=turn["case"]).standing().get()
