"""The other stories: what becomes of most people, by chance, told to their end and cut where the demo begins.

Of what is signalled about five in six concern trafficking (2023: 60 of 72 alerts; 2018: 130 of 155 persons), and
about three in ten people are accommodated (2022: 86 assisted of 298; 2020: 26 accommodated of 60).
"""

from tvcase.demo import acts, chapters
from tvcase.demo.telling import Teller

NOT_TRAFFICKING = 12 / 72
ACCOMMODATED = 0.33
HOUSED_NIGHTS = (9, 44)
ENDS = {"GOALS_MET": 5, "PERSON_STOPPED": 2, "LOST_CONTACT": 3, "REFERRED_AWAY": 2}
STAY_ENDS = ("LEFT_BY_CHOICE", "TERM_OVER", "OWN_HOUSING", "REFERRAL", "LEFT_UNPLANNED")


def live(t: Teller) -> None:
    """One ordinary story."""
    if t.profile.is_child:
        _childhood(t)
    elif t.rng.random() < 0.12:
        _found_by_an_officer(t)
    else:
        _signalled(t)


def _signalled(t: Teller) -> None:
    acts.signal(t, anonymous=t.rng.random() < 0.05)
    t.office(0, 2)
    if t.rng.random() < NOT_TRAFFICKING:
        acts.close(t, "NOT_A_VICTIM")
        return
    acts.describe(t)
    t.office(0, 2)
    acts.identify_informally(t)
    _perhaps_a_stay(t)
    if t.rng.random() < 0.5:
        t.office(1, 6)
        acts.ask(t)
        _authority_answers(t)
    else:
        _supported(t)


def _authority_answers(t: Teller) -> None:
    t.duty(2, 9)
    if t.rng.random() < 0.1:
        acts.refuse(t)
        _supported(t)
        return
    acts.identify(t)
    _period(t)


def _found_by_an_officer(t: Teller) -> None:
    chapters.authority_first(t)
    t.office(0, 2)
    chapters.offer(t)
    t.office(0, 2)
    chapters.answer(t, accepted=True)
    t.office(0, 1)
    acts.describe(t)
    acts.identify_informally(t)
    _perhaps_a_stay(t)
    _period(t)


def _period(t: Teller) -> None:
    """The reflection period: most say nothing, some decide, some do not want it."""
    said = t.rng.random()
    if said < 0.35:
        t.office(6, 20)
        acts.declare(t, "YES", form=t.rng.choice(["WRITTEN", "MINUTED"]))
        _article_25(t)
    elif said < 0.5:
        t.office(6, 20)
        acts.declare(t, "NO")
        _supported(t)
    elif said < 0.58:
        t.office(4, 12)
        t.do("wish", t.cast.caseworker, wants_to_use=False)
        t.office(2, 6)
        _home(t, "VOLUNTARY")
    else:
        t.office(34, 44)
        if t.rng.random() < 0.3:
            _home(t, "PERIOD_EXPIRED_NO_ART25")
        else:
            _supported(t)


def _article_25(t: Teller) -> None:
    if t.rng.random() < 0.3:
        _supported(t)
        return
    t.office(2, 8)
    chapters.draft(t, extended_stay=t.rng.random() < 0.7)
    chapters.in_proceedings(t)
    t.office(1, 3)
    chapters.file(t)
    t.office(6, 35)
    if t.rng.random() < 0.25:
        chapters.decide(t, granted=False)
        _supported(t)
        return
    chapters.decide(t, granted=True)
    t.office(120, 300)
    chapters.end(t)
    _supported(t)


def _supported(t: Teller) -> None:
    """Support over months, and the end of the case."""
    t.office(40, 150)
    acts.close(t, t.rng.choices(list(ENDS), list(ENDS.values()))[0])


def _home(t: Teller, situation: str) -> None:
    chapters.go_home(t, situation, until="CLOSED")
    t.office(5, 30)
    acts.close(t, "RETURNED_AND_FOLLOWED_UP")


def _perhaps_a_stay(t: Teller, chance: float = ACCOMMODATED, nights: tuple[int, int] = HOUSED_NIGHTS) -> None:
    if t.rng.random() < chance:
        acts.stay(t, nights=t.rng.randint(*nights), reason=t.rng.choice(STAY_ENDS))


def _childhood(t: Teller) -> None:
    acts.signal(t)
    acts.describe(t)
    acts.notices(t)
    t.office(1, 1)
    acts.identify_informally(t)
    _perhaps_a_stay(t, 0.5, (30, 120))
    if t.rng.random() < 0.5:
        t.office(1, 3)
        acts.ask(t)
        t.duty(2, 8)
        acts.identify(t)
    _supported(t)
