"""The stories that make sure every state is there on the day the demo is filled; days are counted back from it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from tvcase.dates import is_working_day, local_date, previous_working_day
from tvcase.demo import acts, chapters, words
from tvcase.demo.telling import CLOSES, OPENS, Teller
from tvcase.demo.world import HOUSES

LEAD = 16  # days from the signal to the formal identification, at most
KITE = next(house for house in HOUSES if house.admits == "деца")


@dataclass(frozen=True)
class Scene:
    """A story to be told: of whom, since how many days, and how it goes."""

    title: str
    who: str  # bulgarian, foreigner, stateless, child, uncertain
    since: int
    tell: Callable[[Teller], None]


def presume(t: Teller) -> None:
    """From the signal to the informal identification; sometimes the supervisor joins the team."""
    acts.signal(t)
    t.office()
    acts.describe(t)
    if t.rng.random() < 0.3:
        t.do("join", t.cast.caseworker, who=t.cast.second, role="SUPERVISOR")
    t.soon()
    acts.identify_informally(t)


def ask(t: Teller, *, basis: str = "") -> None:
    """To the request for formal identification."""
    presume(t)
    t.office(1, 2)
    acts.ask(t, basis=basis)


def identified(t: Teller, days: int, *, told: bool = True) -> None:
    """To the formal identification, which was so many days ago."""
    ask(t)
    t.on_day(ago(t, days))
    acts.identify(t, told=told)
    acts.confirm(t)


def ago(t: Teller, days: int) -> date:
    """The day that was so many days before the demo is filled."""
    return local_date(t.limit) - timedelta(days=days)


def go(t: Teller, days: int) -> None:
    """Go to the working day that was so many days ago, or to the one before it."""
    day = ago(t, days)
    t.on_day(max(day if is_working_day(day) else previous_working_day(day), t.today), OPENS.hour, CLOSES.hour)


def wishes(t: Teller, days: int, *, taken_back: bool) -> None:
    """The wish not to use the period, perhaps taken back (E-08)."""
    identified(t, days)
    go(t, days - 4)
    t.do("wish", t.cast.caseworker, wants_to_use=False)
    if taken_back:
        go(t, days - 12)
        t.do("wish", t.cast.caseworker, wants_to_use=True)


def annulled_yes(t: Teller, *, confirmed: bool) -> None:
    identified(t, 16)
    go(t, 11)
    acts.declare(t, "YES")
    go(t, 10)
    t.do("propose_annulment", t.cast.caseworker, reason=words.DECISION_ERROR)
    if confirmed:
        go(t, 9)
        t.do("confirm_annulment", t.cast.second)


def counselled(t: Teller, days: int, value: str = "COUNSELLED", *, form: str = "WRITTEN") -> None:
    identified(t, days)
    go(t, days - 6)
    acts.declare(t, value, form=form)


def cooperates(t: Teller, days: int) -> None:
    """To an effective YES six days after the identification, which was so many days ago."""
    counselled(t, days, "YES", form="MINUTED")


def withdrawn(t: Teller) -> None:
    cooperates(t, 24)
    go(t, 12)
    acts.declare(t, "WITHDRAWN")


def corrected(t: Teller) -> None:
    identified(t, 12)
    go(t, 7)
    t.do("annul", t.cast.officer, reason=words.ANNULMENT)


def found_to_be_child(t: Teller) -> None:
    identified(t, 20)
    go(t, 9)
    t.do("age", t.cast.caseworker, age_status="MINOR_VERIFIED", evidence=words.AGE_EVIDENCE["CHILD"])
    t.marks["detected_at"] = t.time
    t.soon()
    acts.notices(t)


def duplicate(t: Teller, by: str) -> None:
    identified(t, 17)
    go(t, 13)
    acts.identify(t, told=False, by=by)


def abroad(t: Teller) -> None:
    acts.signal(t, source="FOREIGN_NGO")
    t.office()
    acts.describe(t)
    acts.identify_informally(t, abroad=True)


def refused(t: Teller, *, again: bool) -> None:
    ask(t)
    go(t, 20)
    acts.refuse(t)
    if again:
        go(t, 6)
        acts.ask(t)


def filed(t: Teller, waits: int, *, then: str = "", in_proceedings: bool = False) -> None:
    """A request that was filed so many days ago, and what became of it."""
    cooperates(t, waits + 14)
    go(t, waits + 3)
    chapters.draft(t)
    if in_proceedings:
        chapters.in_proceedings(t)
    go(t, waits)
    chapters.file(t)
    if not then:
        return
    go(t, waits - 12)
    if then == "WITHDRAWN":
        t.do("withdraw", t.cast.caseworker)
    elif then == "PENDING":
        chapters.register(t)
    else:
        chapters.decide(t, granted=then == "ACTIVE")
    if then in ("APPEALED", "REFUSED_FINAL", "SUPERSEDED"):
        go(t, waits - 20)
        chapters.appeal(t)
    if then == "REFUSED_FINAL":
        go(t, waits - 35)
        chapters.uphold(t)
    elif then == "SUPERSEDED":
        go(t, waits - 27)
        chapters.draft(t)
        go(t, waits - 38)
        chapters.overturn(t)


def drafted(t: Teller) -> None:
    cooperates(t, 19)
    go(t, 2)
    chapters.draft(t)


def protected(
    t: Teller,
    days: int,
    *,
    ground: str = "",
    ended: int = 0,
    permit: int = 0,
    home: bool = False,
    suspended: int = 0,
    renounced: int = 0,
) -> None:
    """Protection granted so many days ago, with a permit, or ended; then perhaps a return."""
    filed(t, days + 12, then="ACTIVE", in_proceedings=True)
    if permit:
        go(t, days - 9)
        chapters.permit(t, months=permit)
    if suspended:
        go(t, suspended)
        chapters.suspend(t)
    if renounced:
        go(t, renounced)
        chapters.renounce(t)
    if ended:
        go(t, ended)
        chapters.end(t, ground=ground)
    if home:
        go(t, 30)
        chapters.go_home(t, "PERMIT_EXPIRED" if permit else "PROTECTION_STOPPED", until="PREPARING")


def staying(t: Teller, nights: int) -> None:
    presume(t)
    acts.stay(t, nights=nights)


def asked_for_a_place(t: Teller, *, answer: str = "") -> None:
    """A request of yesterday, and how the house answered it."""
    presume(t)
    go(t, 1)
    house = acts.houses_for(t)[0]
    staff, from_on = t.beds.staff[house.code][0], ago(t, -1)
    t.do("stay_request", t.cast.caseworker, house=house.code, from_on=from_on)
    t.soon()
    if answer == "reserve":
        place = t.beds.find(house, t.today, date.max)
        if place:
            t.do("stay_reserve", staff, place=place)
    elif answer == "decline":
        t.do("stay_decline", staff, kind="CARE", reason=words.NO_LIFT)
    elif answer == "cancel":
        t.do("stay_cancel", t.cast.caseworker)


def returning(
    t: Teller, until: str, *, days: int, leaves: int = -4, declined: bool = False, threat: str = "NO"
) -> None:
    """A return that was proposed so many days ago; the departure is on a day counted in the same way."""
    presume(t)
    go(t, days)
    chapters.go_home(t, "VOLUNTARY", until=until, leaves_on=ago(t, leaves), declined=declined, threat=threat)


def perhaps_known(t: Teller) -> None:
    """Somebody thinks that the organisation knows the person from another case."""
    presume(t)
    t.office(1, 2)
    t.do("same_person", t.cast.caseworker)


def returning_after_the_period(t: Teller) -> None:
    identified(t, 60)
    go(t, 24)
    chapters.go_home(t, "PERIOD_EXPIRED_NO_ART25", until="PREPARING")


def handed_over(t: Teller, how: str) -> None:
    chapters.authority_first(t)
    t.office(1, 2)
    chapters.offer(t)
    t.office(0, 1)
    if how == "recall":
        t.do("offer_recall", t.cast.officer)
    elif how:
        chapters.answer(t, accepted=how == "accept")
    if how == "accept":
        t.office(1, 2)
        acts.describe(t)


def first_episode(t: Teller) -> None:
    """An episode that was closed; what follows it is told in the plan."""
    presume(t)
    t.office(30, 40)
    acts.close(t, "LOST_CONTACT")


def child(t: Teller, *, sent: int = 3, formally: bool = False) -> None:
    """A child: the notices, the informal identification, a place, and the authority."""
    acts.signal(t)
    t.soon()
    acts.describe(t)
    acts.notices(t, sent=sent)
    if sent < 3:
        return
    t.office(1, 1)
    acts.identify_informally(t)
    acts.stay(t, nights=160, house=KITE)
    if formally:
        t.office(1, 2)
        acts.ask(t)
        t.duty(2, 3)
        acts.identify(t)


def found_to_be_adult(t: Teller) -> None:
    child(t, formally=True)
    t.office(8, 12)
    t.do("age", t.cast.caseworker, age_status="ADULT_VERIFIED", evidence=words.AGE_EVIDENCE["ADULT"])


def closing(t: Teller) -> None:
    staying(t, 25)
    go(t, 2)
    t.do("propose_closure", t.cast.caseworker, reason="GOALS_MET")
