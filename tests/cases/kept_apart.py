"""Measures against contact, contacts and dangers with everything filled in, for tests that look at what follows."""

from datetime import date
from typing import Any

from cases.actions import breaches, dangers, enquiries, nocontact
from cases.enquiries import Answer, Asker, CallBack, NumberFrom, TellingBasis
from cases.models import Case, ContactBreach, Enquiry, NoContactMeasure
from cases.nocontact import Channel, Direction, MeasureKind, PlaceKind
from legal.orders import actions as orders
from legal.orders.models import CourtOrder
from legal.orders.states import Applicant
from tests.cases.said_and_done import at
from tests.factories import CaseMemberFactory
from tvcase.accounts.models import User

ON = date(2026, 4, 6)
UNTIL = date(2026, 4, 20)


def proposed(
    case: Case, kind: str = MeasureKind.VOLUNTARY_DEVICE_LIMIT, *, by: User | None = None, **facts: Any
) -> NoContactMeasure:
    """A measure proposed on 6 April 2026."""
    return nocontact.propose(case, kind=kind, **facts, on=ON, by=by or case.recorded_by)


def agreed(
    case: Case,
    kind: str = MeasureKind.VOLUNTARY_DEVICE_LIMIT,
    *,
    until_on: date = UNTIL,
    by: User | None = None,
    **facts: Any,
) -> NoContactMeasure:
    """A voluntary measure from 6 to 20 April 2026, the longest that a limit of telephone may have."""
    measure = proposed(case, kind, by=by, **facts)
    answer = {"explained_on": ON, "agreed_on": ON, "agreement_language": "bg", "until_on": until_on}
    return nocontact.agree(measure, **answer, on=ON, by=by or case.recorded_by)


def applied(case: Case, kind: str = MeasureKind.COURT_ART67, *, by: User | None = None, **facts: Any) -> CourtOrder:
    """A measure for which a court was asked on 6 April 2026."""
    if by is None and not case.members.filter(user=case.recorded_by).exists():
        CaseMemberFactory(case=case, user=case.recorded_by)
    measure = proposed(case, kind, by=by, **facts)
    asked = {"applied_on": ON, "applicant": Applicant.PROSECUTOR, "court": "Районен съд Проба"}
    return orders.apply(measure, **asked, on=ON, by=by or case.recorded_by)


def ordered(case: Case, kind: str = MeasureKind.COURT_ART67, *, by: User | None = None, **facts: Any) -> CourtOrder:
    """A measure that a court ordered on 7 April 2026, until the end of September."""
    order = applied(case, kind, by=by, **facts)
    day = date(2026, 4, 7)
    said = {"decided_on": day, "decision_reference": "Order 3/2026", "scope": "200 metres", "from_on": day}
    return orders.ordered(order, **said, until_on=date(2026, 9, 30), on=day, by=by or case.recorded_by)


def contact(
    case: Case, *, measure: NoContactMeasure | None = None, by: User | None = None, **facts: Any
) -> ContactBreach:
    """A call by the trafficker on 8 April 2026, recorded an hour later."""
    known = {"direction": Direction.FROM_TRAFFICKER, "channel": Channel.PHONE, "happened_at": at(4, 8, 21)}
    return breaches.log_contact(case, **(known | facts), measure=measure, at=at(4, 8, 22), by=by or case.recorded_by)


def asked_about(case: Case, *, by: User | None = None, **facts: Any) -> Enquiry:
    """A caller who says she is a lawyer, called back through the register of the bar on 8 April 2026."""
    known = {
        "asked_at": at(4, 8, 10),
        "asker": Asker.LAWYER,
        "wanted": "Къде е Проба",
        "call_back": CallBack.CONFIRMED,
        "number_from": NumberFrom.REGISTER,
        "called_back_at": at(4, 8, 11),
        "answer": Answer.TELL,
        "basis": TellingBasis.CONSENT,
        "agreed_on": date(2026, 4, 8),
        "told": "Телефонът на нашата организация",
    }
    return enquiries.note(case, **(known | facts), at=at(4, 8, 12), by=by or case.recorded_by)


def place(case: Case, town: str = "Русе", *, by: User | None = None) -> Any:
    """A town where the perpetrator lives."""
    return dangers.note_place(case, kind=PlaceKind.LIVES, town=town, on=ON, by=by or case.recorded_by)
