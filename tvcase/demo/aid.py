"""Stories of legal aid: an answer that does not come, documents, a refusal that is appealed, lawyers at work."""

from tvcase.demo import words
from tvcase.demo.featured import cooperates, go, presume
from tvcase.demo.telling import Teller

LAWYER = "advocate"


def waits(t: Teller, days: int, *, chased: bool = False, documents: bool = False) -> None:
    """Initial aid was applied for so many days ago, and there is no answer."""
    presume(t)
    apply(t, days)
    if chased:
        go(t, days - 15)
        t.do("aid_chase", t.cast.caseworker, channel="PHONE", said=words.AID_CHASED)
    if documents:
        go(t, days - 7)
        t.do("aid_documents", t.cast.caseworker, what=words.AID_DOCUMENTS)


def refused(t: Teller, days: int, *, appealed: bool) -> None:
    """Initial aid was refused, perhaps appealed."""
    presume(t)
    apply(t, days)
    go(t, days - 14)
    t.do("aid_refuse", t.cast.caseworker, reasons=words.AID_REFUSED)
    if appealed:
        go(t, days - 16)
        t.do("aid_appeal", t.cast.caseworker)


def advised(t: Teller, days: int) -> None:
    """A lawyer with an account advises."""
    presume(t)
    apply(t, days)
    go(t, days - 9)
    t.do("aid_grant", t.cast.caseworker, lawyer=LAWYER)
    for day, kind, minutes in ((12, "MEETING", 90), (15, "DOCUMENTS", 150)):
        go(t, days - day)
        t.do("aid_work", LAWYER, kind=kind, minutes=minutes)


def represented(t: Teller, days: int) -> None:
    """Somebody who cooperates has a lawyer in the proceedings; the period was ended by that decision."""
    cooperates(t, days + 20)
    go(t, days)
    t.do("aid_full", t.cast.caseworker, means_declared=True, means_evidence=words.AID_MEANS, needs=words.AID_NEEDS)
    apply(t, days)
    go(t, days - 11)
    t.do("aid_grant", t.cast.caseworker, lawyer_name=words.AID_LAWYER, contact="000 000 812")
    go(t, days - 13)
    t.do("aid_work", t.cast.caseworker, kind="REPRESENTATION", minutes=120)


def apply(t: Teller, days: int) -> None:
    """Signed and submitted on one day."""
    go(t, days)
    t.do("aid_sign", t.cast.caseworker)
    t.soon()
    t.do("aid_submit", t.cast.caseworker)
