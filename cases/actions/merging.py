"""Two cases of the same person are joined by two persons, and can be taken apart again (product decisions 7 and 14).

Nothing is deleted and nothing of a file opens to the other side. What follows from it is the law's: of two reflection
periods the one of the earlier formal identification counts. Days are Europe/Sofia dates.
"""

from datetime import date, datetime

from cases.actions.act import act
from cases.actions.joined import let_the_earliest_clock_stand
from cases.duplicating import LinkState
from cases.models import Case, DuplicateLink
from cases.rules import why_not_record
from cases.rules.duplicates import why_not_answer_link, why_not_propose_link, why_not_recall_link, why_not_separate
from tvcase.accounts.models import User
from tvcase.audit import log
from tvcase.dates import local_date
from tvcase.db import lock, save_checked
from tvcase.flow import move, refuse_for


@act
def propose(case: Case, *, other_code: str, reason: str, by: User, on: date) -> DuplicateLink:
    """Say that another case, known by its code, is of the same person; nothing follows until the other side confirms.

    The answer is the same whether there is such a case or not. Raises Refused.
    """
    case = lock(case)
    refuse_for(why_not_record(case))
    refuse_for(why_not_propose_link(case, other_code), field="other_code")
    link = DuplicateLink(
        case=case,
        case_code=case.code,
        person_id=case.person_id,
        organisation=by.organisation,
        other_code=other_code,
        reason=reason,
        proposed_on=on,
        proposed_by=by,
    )
    save_checked(link)
    _record(link, case, by=by, on=on)
    return link


@act
def confirm(case: Case, link: DuplicateLink, *, at: datetime, by: User) -> DuplicateLink:
    """Confirm, for the case that was named, that it is the same person: the second person's act. Raises Refused.

    Of the reflection periods of all cases that are joined now, those that run into one of an earlier formal
    identification end by correction, whoever acts.
    """
    on = local_date(at)
    case, link = lock(case), lock(link)
    refuse_for(why_not_answer_link(link, case, by))
    move(link, to=LinkState.CONFIRMED)
    link.other, link.other_person_id = case, case.person_id
    link.answered_on, link.answered_by = on, by
    save_checked(link)
    _record(link, case, by=by, on=on)
    let_the_earliest_clock_stand(case.person_id, at=at, by=by)
    return link


@act
def refuse(case: Case, link: DuplicateLink, *, by: User, on: date) -> DuplicateLink:
    """Say that it is not the same person. Raises Refused."""
    case, link = lock(case), lock(link)
    refuse_for(why_not_answer_link(link, case, by))
    return _end(link, case, LinkState.REFUSED, by=by, on=on)


@act
def recall(case: Case, link: DuplicateLink, *, by: User, on: date) -> DuplicateLink:
    """Take a proposal back that nobody answered yet. Raises Refused."""
    case, link = lock(case), lock(link)
    refuse_for(why_not_recall_link(link, case))
    return _end(link, case, LinkState.RECALLED, by=by, on=on)


@act
def separate(case: Case, link: DuplicateLink, *, at: datetime, by: User) -> DuplicateLink:
    """Take two cases apart again, from either side; a period that ended because of this link alone runs as if it had
    not. Cases that each of them is still joined with go on counting.

    Raises Refused.
    """
    on = local_date(at)
    case, link = lock(case), lock(link)
    refuse_for(why_not_separate(link))
    move(link, to=LinkState.SEPARATED)
    link.separated_on, link.separated_by = on, by
    save_checked(link)
    _record(link, case, by=by, on=on)
    for person, _chain in link.sides:
        let_the_earliest_clock_stand(person, at=at, by=by)
    return link


def _end(link: DuplicateLink, case: Case, state: LinkState, *, by: User, on: date) -> DuplicateLink:
    move(link, to=state)
    link.answered_on, link.answered_by = on, by
    save_checked(link)
    _record(link, case, by=by, on=on)
    return link


def _record(link: DuplicateLink, case: Case, *, by: User, on: date) -> None:
    """One line in the trace of the case that the person acts on: its own code, and the state."""
    log.record(f"cases.same_person.{link.state.lower()}", by=by, on=on, case=case.code, area="core")
