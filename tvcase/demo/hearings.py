"""Stories of people who are heard by a court, and of people who ask for compensation."""

from datetime import timedelta

from tvcase.dates import local_date, roll_forward
from tvcase.demo import words
from tvcase.demo.featured import go, protected
from tvcase.demo.telling import Teller, instant

ASKED, GRANTED = "2850.00", "2400.00"
CLAIM = ("PREPARED", "FILED", "INCOMPLETE", "PAID")  # how far a claim has come


def heard(t: Teller, days: int, *, ahead: int) -> None:
    """What was told to the police may be used again, and a court hearing is so many days ahead."""
    protected(t, days)
    go(t, 12)
    t.do(
        "tell",
        t.cast.caseworker,
        listener="POLICE",
        topics=["RECRUITMENT", "EXPLOITATION", "MONEY"],
        summary=words.TOLD,
        record="MINUTES",
        record_reference=f"ДЕМО-{t.rng.randint(10, 990)}",
        language=t.profile.languages[0],
    )
    go(t, 9)
    t.do("tell_again", t.cast.caseworker, to=t.cast.office)
    go(t, 6)
    t.do(
        "hearing_plan",
        t.cast.caseworker,
        kind="HEARING",
        starts_at=instant(roll_forward(local_date(t.limit) + timedelta(days=ahead)), 10, 30),
        held_by=words.COURT,
        place=words.COURT_ROOM,
        topics=["EXPLOITATION", "PERPETRATORS"],
        language=t.profile.languages[0],
        agreed_on=t.today,
    )
    go(t, 4)
    t.do("hearing_prepare", t.cast.caseworker, measures=words.MEASURES)


def compensation(t: Teller, *, until: str) -> None:
    """The proceedings ended with a sentence; the person asks the State for compensation."""
    protected(t, 300, ended=120)
    reached, sentence_on = CLAIM.index(until), t.today
    go(t, 100)
    t.do(
        "claim_prepare",
        t.cast.caseworker,
        route="STATE_COMPENSATION",
        trigger_event="CONVICTION",
        trigger_on=sentence_on,
        damage=words.DAMAGE,
        asked_amount=ASKED,
    )
    if reached:
        go(t, 90 if until == "PAID" else 20)
        t.do("claim_file", t.cast.caseworker)
    if until == "INCOMPLETE":
        go(t, 8)
        t.do("claim_missing", t.cast.caseworker, missing=words.MISSING_PAPERS)
    if until == "PAID":
        go(t, 65)
        reference = f"ДЕМО-{t.rng.randint(10, 990)}/{t.today.year}"
        t.do("claim_decide", t.cast.caseworker, result="PARTIAL", amount=GRANTED, reference=reference)
        go(t, 30)
        t.do("claim_pay", t.cast.caseworker, amount=GRANTED)
