"""Stories of people who are kept apart from those who harmed them."""

from datetime import timedelta

from tvcase.demo import words
from tvcase.demo.featured import ago, go, protected, staying
from tvcase.demo.telling import Teller


def kept_apart(t: Teller) -> None:
    """A court's prohibition, a limit of the telephone that the person chose, a call all the same, a town to avoid."""
    protected(t, 60)
    by = t.cast.caseworker
    go(t, 30)
    t.do("measure_propose", by, kind="COURT_ART67", against=words.AGAINST, places="Добрич")
    t.do("danger_place", by, kind="LIVES", town="Добрич")
    go(t, 28)
    t.do("order_apply", by, applicant="PROSECUTOR", court=words.COURT)
    go(t, 24)
    t.do("order_make", by, scope=words.ORDERED, until_on=t.today + timedelta(days=180))
    go(t, 6)
    t.do("measure_propose", by, kind="VOLUNTARY_DEVICE_LIMIT", scope=words.DEVICE_LIMIT, channels=["PHONE"])
    t.soon()
    t.do("measure_agree", by, until_on=ago(t, -5), language=t.profile.languages[0])
    go(t, 2)
    t.do("contact_log", by, direction="FROM_TRAFFICKER", channel="MESSAGE", response=words.CONTACT)


def taken_back(t: Teller) -> None:
    """A guest of a house who agreed to block a channel, and ended that after some days."""
    staying(t, 12)
    go(t, 8)
    t.do("measure_propose", t.cast.caseworker, kind="VOLUNTARY_CHANNEL_BLOCK", channels=["SOCIAL_MEDIA"])
    t.soon()
    t.do("measure_agree", t.cast.caseworker, until_on=ago(t, -20), language=t.profile.languages[0])
    go(t, 3)
    t.do("measure_end", t.cast.caseworker)


AT_COURT = ("PROPOSED", "APPLIED", "REFUSED", "WITHDRAWN", "LIFTED")  # what became of a measure that a court orders


def before_a_court(t: Teller, *, until: str) -> None:
    """A measure that is proposed, for which a court is asked, and what came of it."""
    staying(t, 40)
    by = t.cast.caseworker
    go(t, 30)
    t.do("measure_propose", by, kind="EPO_CONTACT", against=words.AGAINST)
    if until == "PROPOSED":
        return
    go(t, 27)
    t.do("order_apply", by, applicant="LAWYER", court=words.COURT)
    if until == "WITHDRAWN":
        go(t, 24)
        t.do("order_withdraw", by)
    elif until == "REFUSED":
        go(t, 22)
        t.do("order_refuse", by)
    elif until == "LIFTED":
        go(t, 22)
        t.do("order_make", by, scope=words.ORDERED, until_on=t.today + timedelta(days=180))
        go(t, 6)
        t.do("order_lift", by)
