"""Longer runs of acts: Article 25, a return, a handover."""

from datetime import date, timedelta

from tvcase.demo import words
from tvcase.demo.acts import identify, signal
from tvcase.demo.telling import Teller

RETURNS = ("PROPOSED", "PREPARING", "READY", "IN_TRANSIT", "INCIDENT", "ARRIVED", "FOLLOW_UP", "CLOSED")


def draft(t: Teller, *, extended_stay: bool = True) -> None:
    """The person asks for special protection; it is written down."""
    t.do(
        "draft",
        t.cast.caseworker,
        lawyer_offered=True,
        own_words=t.rng.choice(words.OWN_WORDS),
        wants_permit=t.profile.is_foreigner,
        wants_extended_stay=extended_stay,
    )


def file(t: Teller) -> None:
    """The request goes to the prosecutor's office."""
    t.do("file", t.cast.caseworker, office=t.cast.office, filed_how="THROUGH_SUPPORT")


def in_proceedings(t: Teller) -> None:
    """The criminal proceedings on which the request rests."""
    t.do(
        "open_proceedings", t.cast.caseworker, number=f"ДП-ДЕМО-{_number(t)}/{t.today.year}", authority=t.cast.authority
    )


def register(t: Teller) -> None:
    """The office registers the request, and a prosecutor takes it."""
    t.do("register", t.cast.prosecutor, register_number=f"ДЕМО-ВХ-{_number(t)}")
    t.do("claim", t.cast.prosecutor)


def decide(t: Teller, *, granted: bool) -> None:
    """A prosecutor of the office decides, and the person is given the decision."""
    register(t)
    t.do(
        "decide",
        t.cast.prosecutor,
        granted=granted,
        grounds=["VICTIM", "OWN_REQUEST", "COOPERATES", "PROCEEDINGS"] if granted else ["OTHER"],
        decision_reference=f"ДЕМО-{t.rng.randint(10, 990)}/{t.today.year}",
        decision_reasons=words.GRANTED if granted else words.REFUSED,
        extended_stay=granted,
    )
    t.do("serve", t.cast.caseworker, served_how="THROUGH_SUPPORT")


def appeal(t: Teller) -> None:
    """The person appeals the refusal."""
    t.do("appeal", t.cast.caseworker, body=words.APPEAL_BODY, own_words=words.APPEAL)


def uphold(t: Teller) -> None:
    """The refusal stands."""
    t.do("uphold", t.cast.prosecutor, reference=f"ДЕМО-Ж-{_number(t)}/{t.today.year}", reasons=words.UPHELD)


def overturn(t: Teller) -> None:
    """The refusal is overturned: the protection begins, and a request made anew is closed."""
    t.do("overturn", t.cast.prosecutor, reference=f"ДЕМО-О-{_number(t)}/{t.today.year}", reasons=words.OVERTURNED)


def renounce(t: Teller) -> None:
    """The person gives the protection up."""
    t.do("renounce", t.cast.caseworker, renounced_how="WRITTEN")


def suspend(t: Teller) -> None:
    """The proceedings are suspended, which ends nothing."""
    t.do("proceedings_step", t.cast.prosecutor, kind="SUSPENDED", reference=f"ДЕМО-СП-{_number(t)}")


def _number(t: Teller) -> int:
    """A number of the story's own, the same in every telling."""
    return 100 + sum(map(ord, t.story.code)) % 900


def permit(t: Teller, *, months: int) -> None:
    """A foreigner receives the residence permit."""
    t.do("permit", t.cast.caseworker, number=t.rng.randint(1000, 9999), valid_to=t.today + timedelta(days=30 * months))


def end(t: Teller, *, ground: str = "") -> None:
    """The protection ends with the proceedings, or early on one of the three grounds."""
    reference = f"ДЕМО-{t.rng.randint(10, 990)}/{t.today.year}"
    if ground:
        t.do(
            "terminate",
            t.cast.prosecutor,
            ground=ground,
            reasons=words.TERMINATED,
            reference=reference,
            facts=words.FACTS[ground],
            facts_known_from=words.KNOWN_FROM,
            own_wish=ground == "CONTACT_RENEWED",
            heard_words=words.HEARD,
        )
    else:
        t.do("proceedings_step", t.cast.prosecutor, kind="ENDED", how="CONVICTION", reference=reference)
        t.do("end_with_proceedings", t.cast.prosecutor, reference=reference)


def go_home(
    t: Teller,
    situation: str,
    *,
    until: str = "ARRIVED",
    leaves_on: date | None = None,
    threat: str = "NO",
    declined: bool = False,
) -> None:
    """A return is planned and carried out as far as `until`; or the person declines in the end."""
    kind = "FOREIGNER_TO_ORIGIN" if t.profile.is_foreigner else "BG_CITIZEN_TO_RESIDENCE"
    t.do("plan_propose", t.cast.caseworker, situation=situation, kind=kind)
    reached = RETURNS.index(until)
    if reached >= 1:
        _prepare(t, leaves_on, threat)
    if reached >= 2:
        t.office(0, 2)
        t.do("plan_ready", t.cast.caseworker)
    if declined:
        t.office(1, 2)
        t.do("plan_decline", t.cast.caseworker)
    elif reached >= 3:
        _travel(t, until)


def _prepare(t: Teller, leaves_on: date | None, threat: str) -> None:
    opened_on = t.today
    t.office(1, 3)
    t.do("plan_decide", t.cast.caseworker, options_explained_on=opened_on, language=t.profile.languages[0])
    t.office(1, 4)
    planned_on = leaves_on or t.today + timedelta(days=t.rng.randint(6, 9))
    destination, receiver = words.ABROAD if t.profile.is_foreigner else (
        t.rng.choice(words.DESTINATIONS), t.rng.choice(words.RECEIVERS)
    )  # fmt: skip
    t.do(
        "plan_prepare",
        t.cast.caseworker,
        destination=destination,
        receiving_party=receiver,
        planned_on=planned_on,
        threat=threat,
    )
    t.marks["leaves_on"] = planned_on


def _travel(t: Teller, until: str) -> None:
    by, reached = t.cast.caseworker, RETURNS.index(until)
    t.on_day(max(t.marks["leaves_on"], t.today))
    t.do("plan_depart", by)
    if until == "IN_TRANSIT":
        return
    t.duty(1, 1)
    if until == "INCIDENT":
        t.do("plan_lose", by)
        return
    t.do("plan_arrive", by, met_by=words.MET_BY)
    if reached >= RETURNS.index("FOLLOW_UP"):
        t.office(1, 3)
        t.do("plan_take_over", by)
        t.office(8, 12)
        t.do("plan_contact", by)
    if until == "CLOSED":
        t.office(10, 20)
        t.do("plan_finish", by)


def authority_first(t: Teller, *, identified_in: int = 1) -> None:
    """An officer finds the person, opens the case and identifies; nobody supports the person yet."""
    signal(t, by=t.cast.officer, source="POLICE")
    t.soon()
    t.do("describe", t.cast.officer, born=(None, ""), contact=[], number=0)
    t.duty(identified_in, identified_in)
    identify(t)


def offer(t: Teller) -> None:
    """The authority offers the case to the organisation of the story, with consent."""
    t.do("offer", t.cast.officer, to=t.cast.holder, consent_note=words.OFFER_CONSENT)


def answer(t: Teller, *, accepted: bool) -> None:
    """The organisation answers; its caseworker takes the case over."""
    if accepted:
        t.do("offer_accept", t.cast.caseworker)
    else:
        t.do("offer_decline", t.cast.coordinator, reason=words.OFFER_DECLINED)
