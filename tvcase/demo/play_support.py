"""Acts beside the chain: Article 25, stays, handovers, the end of a case."""

from datetime import timedelta

from cases.actions import cases, handovers, members
from legal.actions import protection, requests
from legal.models import Protection
from shelters.actions import log, stays
from tvcase.demo.stage import Turn, act

WEEK = timedelta(days=7)


@act
def draft(turn: Turn) -> None:
    request = requests.draft(turn["case"], **turn.facts, asked_on=turn.step.on, by=turn.by, on=turn.step.on)
    turn.keep("request", request)


@act
def file(turn: Turn) -> None:
    office = turn.stage.organisations[turn.facts["office"]]
    requests.file(turn["request"], office=office, filed_how=turn.facts["filed_how"], filed_on=turn.step.on, by=turn.by)


@act
def withdraw(turn: Turn) -> None:
    requests.withdraw(turn["request"], withdrawn_on=turn.step.on, by=turn.by)


@act
def decide(turn: Turn) -> None:
    requests.decide(turn["request"], **turn.facts, decided_on=turn.step.on, at=turn.step.at, by=turn.by)


@act
def permit(turn: Turn) -> None:
    protection.record_permit(
        _protection(turn),
        permit_number=f"ДЕМО {turn.facts['number']}",
        permit_issued_on=turn.step.on,
        permit_valid_to=turn.facts["valid_to"],
        by=turn.by,
    )


@act
def end_with_proceedings(turn: Turn) -> None:
    protection.end_with_proceedings(_protection(turn), **turn.facts, on=turn.step.on, by=turn.by)


@act
def terminate(turn: Turn) -> None:
    day, at = turn.step.on, turn.step.at
    protection.terminate(_protection(turn), **turn.facts, fact_on=day - WEEK, heard_on=day, on=day, at=at, by=turn.by)


@act
def stay_request(turn: Turn) -> None:
    shelter = turn.stage.shelters[turn.facts["house"]]
    stay = stays.request(turn["case"], shelter=shelter, from_on=turn.facts["from_on"], by=turn.by, on=turn.step.on)
    turn.keep("stay", stay)


@act
def stay_reserve(turn: Turn) -> None:
    place = turn.stage.places[turn["stay"].shelter.code, turn.facts["place"]]
    stays.reserve(turn["stay"], place=place, by=turn.by, on=turn.step.on)


@act
def stay_decline(turn: Turn) -> None:
    stays.decline(turn["stay"], **turn.facts, by=turn.by, on=turn.step.on)


@act
def stay_cancel(turn: Turn) -> None:
    stays.cancel(turn["stay"], by=turn.by, on=turn.step.on)


@act
def stay_arrive(turn: Turn) -> None:
    stays.arrive(turn["stay"], **turn.facts, on=turn.step.on, by=turn.by)


@act
def stay_log(turn: Turn) -> None:
    log.write(turn["stay"], **turn.facts, happened_at=turn.step.at, at=turn.step.at, by=turn.by)


@act
def stay_leave(turn: Turn) -> None:
    stays.leave(turn["stay"], **turn.facts, to_on=turn.step.on, by=turn.by)


@act
def offer(turn: Turn) -> None:
    to = turn.stage.organisations[turn.facts["to"]]
    note, on = turn.facts["consent_note"], turn.step.on
    made = handovers.offer(turn["case"], to_organisation=to, consent_on=on, consent_note=note, by=turn.by, on=on)
    turn.keep("handover", made)


@act
def offer_accept(turn: Turn) -> None:
    handovers.accept(turn["handover"], by=turn.by, on=turn.step.on)
    turn["case"].refresh_from_db()


@act
def offer_decline(turn: Turn) -> None:
    handovers.decline(turn["handover"], **turn.facts, by=turn.by, on=turn.step.on)


@act
def offer_recall(turn: Turn) -> None:
    handovers.recall(turn["handover"], by=turn.by, on=turn.step.on)


@act
def join(turn: Turn) -> None:
    case, who = turn["case"], turn.stage.users[turn.facts["who"]]
    case.refresh_from_db()
    members.join(case, user=who, role=turn.facts["role"], by=turn.by, on=turn.step.on)


@act
def propose_closure(turn: Turn) -> None:
    cases.propose_closure(turn["case"], **turn.facts, by=turn.by, on=turn.step.on)


@act
def confirm_closure(turn: Turn) -> None:
    cases.confirm_closure(turn["case"], by=turn.by, on=turn.step.on)


def _protection(turn: Turn) -> Protection:
    return Protection.objects.select_related("request", "case").get(request=turn["request"])
