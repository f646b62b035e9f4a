"""Nobody turns to the country of origin about somebody who has applied for asylum (domain E-16)."""

import re

from django.utils.translation import gettext_lazy as _

from cases.models import Person
from cases.rules.registries import Reasons

# What a text about an asylum applicant may not name.
_MISSION = re.compile(r"посолств|консул|embass|consul|мисия на държав", re.IGNORECASE)


def why_not_written(person: Person, *texts: str) -> Reasons:
    """Why these texts cannot stand in a plan, a task, a referral or a letter about this person: none of them sends
    anybody to an asylum applicant's embassy."""
    if person.asylum_applicant and any(_MISSION.search(text) for text in texts if text):
        return [_("The person has applied for asylum: no text here may send anybody to an embassy or consulate.")]
    return []
