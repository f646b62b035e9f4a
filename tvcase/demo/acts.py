"""What people do in a story: short runs of acts in the order in which they happen."""

import random
from datetime import date, datetime, timedelta

from cases import reference
from cases.states import AgeStatus, BirthPrecision, ChildBody, Confirmation, RequestBasis, Right, SheetLanguage
from tvcase.demo import words
from tvcase.demo.telling import Step, Teller, instant
from tvcase.demo.world import HOUSES, House

BASES = ("INFORMAL_TALK", "BEHAVIOUR_AND_APPEARANCE", "INFORMATION_FROM_REFERRER_OR_CITIZEN", "CIRCUMSTANCES_FOUND")
INDICATORS = [(row.list, row.code) for row in reference.indicators() if row.shown and row.list == "nrm"]
# Channels of signals as the National Commission counts them (2024); their weights are ours.
SOURCES = {
    "PHONE": 5, "HOTLINE": 5, "EMAIL": 2, "WEBSITE": 1, "SOCIAL_MEDIA": 2, "POLICE": 4, "BORDER_POLICE": 1, "NGO": 3,
    "LOCAL_COMMISSION": 3, "SOCIAL_ASSISTANCE": 2, "CONSULAR": 2, "CITIZEN": 1, "RELATIVE": 2, "SELF": 3, "IOM": 1,
}  # fmt: skip
CHILD_SOURCES = {"CHILD_PROTECTION": 5, "SCHOOL": 2, "POLICE": 3, "SOCIAL_ASSISTANCE": 2, "HOTLINE": 2}
CONTACTS = ("PHONE_CALL", "TEXT_MESSAGE", "MESSAGING_APP", "TRUSTED_PERSON", "ORGANISATION", "IN_PERSON")
DAYS_OF_A_YEAR = 365.25
WITH_CHILD, MOVES, AWAY = 0.35, 0.3, 0.3  # of the stays
LONG, TERM = 4, 30  # nights


def signal(t: Teller, *, by: str = "", anonymous: bool = False, source: str = "") -> None:
    """A signal comes, and somebody opens the case."""
    weights = CHILD_SOURCES if t.profile.is_child else SOURCES
    received_at = t.time
    t.soon()
    t.do(
        "open_again" if t.story.previous else "open",
        by or t.cast.caseworker,
        source_of_signal=source or t.rng.choices(list(weights), list(weights.values()))[0],
        received_at=received_at,
        age_status=t.profile.age_status,
        alias_in_use="Непозната" if anonymous else t.profile.alias,
    )
    if t.profile.is_child:
        t.marks["detected_at"] = received_at


def describe(t: Teller, *, by: str = "") -> None:
    """Names, origin, what was done to the person, and how she or he can be reached in safety."""
    t.soon(4, 20)
    contact = t.rng.sample(CONTACTS, 2) if t.rng.random() < 0.5 else []
    t.do("describe", by or t.cast.caseworker, born=_birth(t), contact=contact, number=t.rng.randint(1, 999))


def _birth(t: Teller) -> tuple[date | None, str]:
    day = t.today - timedelta(days=int(t.profile.age * DAYS_OF_A_YEAR) + t.rng.randint(20, 330))
    first_of_january = day.replace(month=1, day=1)
    if t.profile.age_status == AgeStatus.UNCERTAIN:
        return first_of_january, BirthPrecision.ESTIMATED
    verified = t.profile.age_status in (AgeStatus.ADULT_VERIFIED, AgeStatus.MINOR_VERIFIED)
    return (day, BirthPrecision.EXACT) if verified else (first_of_january, BirthPrecision.YEAR)


def identify_informally(t: Teller, *, by: str = "", abroad: bool = False) -> None:
    """Indicators observed, and the conclusion with its reasons."""
    by = by or t.cast.caseworker
    t.do("observe", by, indicators=t.rng.sample(INDICATORS, t.rng.randint(2, 4)))
    t.soon()
    t.do(
        "identify_informally",
        by,
        bases=sorted(t.rng.sample(BASES, t.rng.randint(1, 2))),
        conclusion=t.rng.choice(words.CONCLUSIONS),
        territory_bg=not abroad,
    )


def ask(t: Teller, *, basis: str = "") -> None:
    """The holder asks an authority for formal identification."""
    basis = basis or (RequestBasis.CHILD if t.profile.is_child else RequestBasis.CONSENT)
    reasons = {RequestBasis.CHILD: words.CHILD_REASON, RequestBasis.RISK_TO_LIFE: words.RISK_REASON}
    reason = reasons.get(RequestBasis(basis)) or t.rng.choice(words.CONSENTS)
    t.do("ask", t.cast.caseworker, authority=t.cast.authority, request_basis=basis, request_reason=reason)


def refuse(t: Teller) -> None:
    """The authority refuses, with its reasons."""
    t.do("refuse", t.cast.officer, reasons=t.rng.choice(words.REFUSALS))


def identify(t: Teller, *, told: bool = True, abroad: bool = False, by: str = "") -> None:
    """A formal identification; the officer tells the person of the period in the same hour."""
    by = by or t.cast.officer
    number = t.rng.randint(10, 990)
    t.do(
        "identify",
        by,
        bases=["CIRCUMSTANCES_FOUND"],
        identified_at=t.time,
        territory_bg=not abroad,
        decision_reference=f"ДЕМО-{number}/{t.today.year}",
        pre_trial_number=f"ДП ДЕМО-{number}/{t.today.year}",
    )
    if told and not abroad and not t.profile.is_child:
        t.soon(2, 8)
        inform(t, by=by)


def confirm(t: Teller) -> None:
    """The officer gives the person a letter that says so."""
    t.do("confirm", t.cast.officer)


def inform(t: Teller, *, by: str = "") -> None:
    """Somebody tells the person of the reflection period, and mostly of the other rights, in her or his language."""
    foreign = t.profile.is_foreigner
    language = t.profile.languages[0]
    aloud = t.rng.random() < 0.3
    all_at_once = t.today.day % 5
    t.do(
        "inform",
        by or t.cast.officer,
        rights=[right.value for right in Right] if all_at_once else [Right.REFLECTION_PERIOD.value],
        language=language,
        interpreter="преводач по договор" if foreign else "",
        read_aloud=aloud,
        sheet_given=True,
        sheet_language=language if language in SheetLanguage.values else "",
        confirmation=Confirmation.SAID.value if aloud else Confirmation.SIGNED.value,
    )


def declare(t: Teller, value: str, *, form: str = "WRITTEN", told: bool = True) -> None:
    """The person says something about cooperating, to the caseworker."""
    t.do(
        "declare",
        t.cast.caseworker,
        value=value,
        form=form,
        declared_to="CASEWORKER",
        told_it_ends_period_at=t.time - timedelta(minutes=40) if told and value == "YES" else None,
        language=t.profile.languages[0],
        interpreter="преводач по договор" if t.profile.is_foreigner else "",
        lawyer_present=t.rng.random() < 0.5,
    )


def notices(t: Teller, *, sent: int = 3) -> None:
    """The notices about a child, within hours of its detection."""
    detected_at: datetime = t.marks["detected_at"]
    for hours, body in enumerate(list(ChildBody)[:sent], start=1):
        at = max(t.time, detected_at + timedelta(minutes=50 * hours))
        aside(t, at, "notice", t.cast.caseworker, body=body, reference=f"ДЕМО-{t.rng.randint(100, 999)}")


def aside(t: Teller, at: datetime, act: str, by: str, **facts: object) -> None:
    """Something that happens at its own time while the story goes on."""
    if at <= t.limit:
        t.story.steps.append(Step(at, act, by, facts))


def houses_for(t: Teller) -> list[House]:
    """The houses that fit the person, in an order of chance."""
    if t.profile.is_child:
        fit = [house for house in HOUSES if house.admits == "деца"]
    else:
        fit = [house for house in HOUSES if house.admits != "деца" and (t.profile.sex == "F" or "мъже" in house.admits)]
    return t.rng.sample(fit, len(fit))


def stay(t: Teller, *, nights: int, reason: str = "LEFT_BY_CHOICE", house: House | None = None) -> None:
    """A place is asked for, kept and slept in for so many nights; where nothing is free, the house declines."""
    t.soon()
    house = house or houses_for(t)[0]
    staff = t.rng.choice(t.beds.staff[house.code][:2])
    arrives = instant(t.today + timedelta(days=t.time.hour >= 16), 18, 5 * t.rng.randint(0, 11))
    leaves = instant(arrives.date() + timedelta(days=nights), 11, 5 * t.rng.randint(0, 11))
    place = t.beds.find(house, t.today, leaves.date() if leaves <= t.limit else date.max)
    t.do("stay_request", t.cast.caseworker, house=house.code, from_on=arrives.date())
    t.soon(2, 6)
    if place is None:
        t.do("stay_decline", staff, kind="NO_PLACE", reason=words.NO_PLACE)
        return
    t.do("stay_reserve", staff, place=place)
    aside(t, arrives, "stay_arrive", staff, house_alias=t.profile.alias)
    for evening in sorted(t.rng.sample(range(1, nights), min(nights - 1, t.rng.randint(0, 3)))):
        at = instant(arrives.date() + timedelta(days=evening), 21, 5 * t.rng.randint(0, 11))
        aside(t, at, "stay_log", staff, kind="NIGHT", note=t.rng.choice(words.LOG))
    in_the_house(t, staff, house, arrives, leaves)
    aside(t, leaves, "stay_leave", staff, end_reason=reason)
    t.marks["stay_until"] = leaves


def in_the_house(t: Teller, staff: str, house: House, arrives: datetime, leaves: datetime) -> None:
    """What happens beside the log: a child who came along, another place, an evening away, a longer stay."""
    chance = random.Random(f"{t.story.code} {arrives}")  # noqa: S311
    first, nights = arrives.date(), (leaves.date() - arrives.date()).days
    if not t.profile.is_child and chance.random() < WITH_CHILD:
        name, age = chance.choice(words.CHILDREN)
        aside(t, arrives + timedelta(minutes=5), "child_come", staff, house_alias=name, age=age)
    moves = instant(first + timedelta(days=max(1, nights // 2)), 14)
    if nights > LONG and chance.random() < MOVES and moves <= t.limit:
        until = leaves.date() if leaves <= t.limit else date.max
        if (place := t.beds.find(house, moves.date(), until)) is not None:
            aside(t, moves, "stay_move", staff, place=place)
    last_evening = instant(t.limit.date() - timedelta(days=1), 21, 30)
    moves_later = last_evening < moves <= t.limit
    if leaves > t.limit and last_evening > arrives + timedelta(days=1) and not moves_later and chance.random() < AWAY:
        aside(t, last_evening, "stay_absent", staff, kind="UNEXPLAINED")
    elif nights > LONG and chance.random() < AWAY:
        away = instant(first + timedelta(days=chance.randint(1, nights - 2)), 20, 15)
        aside(t, away, "stay_absent", staff, kind="LATE", note=words.AWAY)
        aside(t, away + timedelta(hours=3), "stay_back", staff)
    if nights > TERM:
        facts = {"to_on": leaves.date(), "ground": "SHELTER_PROPOSAL", "reasons": words.LONGER}
        aside(t, instant(first + timedelta(days=TERM - 6), 11), "stay_longer", staff, **facts)
        aside(t, instant(first + timedelta(days=TERM - 2), 15), "stay_longer_answered", staff, body="LOCAL_COMMISSION")


def close(t: Teller, reason: str) -> None:
    """One person proposes to close the case; another confirms it on a later day."""
    until: datetime | None = t.marks.get("stay_until")
    if until and until > t.time:
        t.time = until
    t.office(1, 4)
    t.do("propose_closure", t.cast.caseworker, reason=reason)
    t.office(1, 3)
    t.do("confirm_closure", t.cast.second)
