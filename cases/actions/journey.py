"""Papers for a return, and what follows the arrival: who supports the person there, contacts, the end of the plan.

Days are Europe/Sofia dates; `on` is the day of recording.
"""

from datetime import date

from django.utils.translation import gettext as _

from cases.actions.act import act, locked
from cases.actions.returns import locked_for, record, save
from cases.follow_up import follow_up_days
from cases.models import FollowUpContact, ReturnPlan, TravelPaper
from cases.returning import ContactOutcome, PaperState, ReturnState
from cases.rules import why_not_written
from cases.rules.returns import agrees_to_contact, issuers, why_not_asked, why_not_change_paper, why_not_hold
from tvcase.accounts.models import User
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import Refused, move, refuse_for, refuse_future

S = ReturnState
BEGINNINGS = (PaperState.HELD, PaperState.NEEDED)


@act
def add_paper(
    plan: ReturnPlan, *, kind: str, issuer: str, state: str, valid_to: date | None = None, on: date, by: User
) -> TravelPaper:
    """Write down a paper that the person has, or needs. For an asylum applicant no mission is asked (E-16).

    Raises Refused or ValidationError.
    """
    plan = locked_for(plan, "paper")
    if issuer not in issuers(plan):
        raise Refused(_("This body cannot be asked for a paper of this person."))
    if state not in BEGINNINGS:
        raise Refused(_("Say whether the person has the paper, or needs it."))
    refuse_for(why_not_asked(plan, issuer, state))
    paper = TravelPaper(
        case=plan.case,
        plan=plan,
        number=next_number(plan.papers.all()),
        kind=kind,
        issuer=issuer,
        state=state,
        state_on=on,
        valid_to=valid_to,
        recorded_by=by,
    )
    save_checked(paper)
    record(plan, "paper", on=on, by=by, paper=paper.number, paper_state=state)
    return paper


@act
def change_paper(
    paper: TravelPaper, *, state: str, state_on: date, valid_to: date | None = None, on: date, by: User
) -> TravelPaper:
    """Record what became of a paper. Raises Refused or ValidationError."""
    plan = locked_for(paper.plan, "paper")
    paper = lock(paper)
    paper.plan = plan
    refuse_for(why_not_change_paper(paper))
    refuse_future(state_on, on=on)
    if state_on < paper.state_on:
        raise Refused(_("This lies before what was recorded last of this paper."))
    move(paper, to=state)
    paper.state_on, paper.valid_to = state_on, valid_to or paper.valid_to
    save_checked(paper)
    record(plan, "paper", on=state_on, by=by, paper=paper.number, paper_state=state)
    return paper


@act
def take_over(
    plan: ReturnPlan,
    *,
    taken_over_by: str,
    taken_over_on: date,
    contact_agreed_on: date | None = None,
    contact_way: str = "",
    on: date,
    by: User,
) -> ReturnPlan:
    """Record who supports the person there, and plan the contacts that she or he agreed to; without it there are none.

    Raises Refused or ValidationError.
    """
    plan = locked_for(plan, "take-over")
    refuse_future(taken_over_on, contact_agreed_on, on=on)
    refuse_for(why_not_written(plan.case.person, taken_over_by, contact_way))
    move(plan, to=S.FOLLOW_UP)
    plan.taken_over_by, plan.taken_over_on = taken_over_by, taken_over_on
    plan.contact_agreed_on, plan.contact_way = contact_agreed_on, contact_way
    save(plan, "taken_over", on=taken_over_on, by=by)
    _plan_contacts(plan, on=on, by=by)
    return plan


@act
def agree_to_contacts(
    plan: ReturnPlan, *, contact_agreed_on: date, contact_way: str = "", on: date, by: User
) -> ReturnPlan:
    """Record that the person agrees to be contacted, and plan the contacts that are still ahead. Raises Refused."""
    plan = locked_for(plan, "contacts")
    refuse_future(contact_agreed_on, on=on)
    refuse_for(why_not_written(plan.case.person, contact_way))
    plan.contact_agreed_on, plan.contact_way, plan.contact_withdrawn_on = contact_agreed_on, contact_way, None
    save(plan, "contacts_agreed", on=contact_agreed_on, by=by)
    _plan_contacts(plan, on=on, by=by)
    return plan


@act
def withdraw_contacts(plan: ReturnPlan, *, on: date, by: User) -> ReturnPlan:
    """Record that the person wants no more contact: at once, and what was planned is cancelled. Raises Refused."""
    plan = locked_for(plan, "no-contacts")
    return _withdraw(plan, on=on, by=by)


@act
def hold(
    contact: FollowUpContact, *, outcome: str, held_on: date, note: str = "", on: date, by: User
) -> FollowUpContact:
    """Record a contact and what came of it; when the person wants no more of them, those to come are cancelled.

    Raises Refused or ValidationError.
    """
    plan = locked(contact.plan)
    contact = lock(contact)
    contact.plan, contact.case = plan, plan.case
    refuse_for(why_not_hold(contact))
    refuse_for(why_not_written(plan.case.person, note))
    refuse_future(held_on, on=on)
    if plan.arrived_on is not None and held_on < plan.arrived_on:
        raise Refused(_("This day lies before the arrival."))
    contact.outcome, contact.held_on, contact.note, contact.held_by = outcome, held_on, note, by
    save_checked(contact)
    record(plan, "contact", on=held_on, by=by, contact=contact.number)
    if outcome == ContactOutcome.STOP:
        _withdraw(plan, on=on, by=by)
    return contact


@act
def finish(plan: ReturnPlan, *, closed_on: date, closure_note: str, on: date, by: User) -> ReturnPlan:
    """End the plan: the closure is written into the personal file, and contacts still to come are cancelled.

    Raises Refused or ValidationError.
    """
    plan = locked_for(plan, "finish")
    refuse_future(closed_on, on=on)
    refuse_for(why_not_written(plan.case.person, closure_note))
    if plan.arrived_on is not None and closed_on < plan.arrived_on:
        raise Refused(_("This day lies before the arrival."))
    move(plan, to=S.CLOSED)
    plan.closed_on, plan.closure_note = closed_on, closure_note
    save(plan, "closed", on=closed_on, by=by)
    _cancel(plan, on=on)
    return plan


def _withdraw(plan: ReturnPlan, *, on: date, by: User) -> ReturnPlan:
    _cancel(plan, on=on)
    plan.contact_withdrawn_on = on
    return save(plan, "contacts_withdrawn", on=on, by=by)


def _cancel(plan: ReturnPlan, *, on: date) -> None:
    plan.contacts.planned().update(cancelled_on=on)


def _plan_contacts(plan: ReturnPlan, *, on: date, by: User) -> None:
    """The contacts that lie ahead, counted from the arrival. Part of an act."""
    if not agrees_to_contact(plan) or plan.arrived_on is None:
        return
    first = next_number(plan.contacts.all())
    ahead = [day for day in follow_up_days(plan.arrived_on, on=on) if day >= on]
    for number, day in enumerate(ahead, start=first):
        save_checked(FollowUpContact(case=plan.case, plan=plan, number=number, due_on=day, recorded_by=by))
