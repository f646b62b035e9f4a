"""A prosecutor's act becomes a letter in the moment of the act: afterwards the office may read the file no more."""

from datetime import datetime
from typing import Any

from cases.actions import documents
from cases.rules.documents import why_not_issue
from tvcase.accounts.models import User
from tvcase.dates import local_date
from tvcase.documents.letters import BULGARIAN, Letter, Occasion


def issue_with_the_act(letter: Letter, subject: Any, *, at: datetime, by: User) -> None:
    """Issue the letter about an act that is being recorded, for those who support the person to hand over; with
    English beside the Bulgarian for a person who does not speak that. A person without a recorded name gets it too.
    What hinders a letter never hinders the act."""
    case, on = subject.case, local_date(at)
    language = BULGARIAN if BULGARIAN in case.person.languages else letter.languages[-1]
    if not why_not_issue(letter, Occasion(case=case, subject=subject, by=by, on=on, language=language)):
        documents.issue(case, letter, subject, language=language, by=by, on=on, at=at)
