"""Whether the organisation may already know a person. Nobody is told who it is or where: the coordinator decides.

Only people of the same organisation are compared, and only by the blind index: family name with birth year, or the
whole number of a document. A file that is sealed to named people is not compared at all.
"""

from datetime import date

from cases import tokens
from cases.actions import notices
from cases.models import Case, Person, PersonToken
from tvcase.accounts.models import User
from tvcase.notifications import outbox

COMPARED = (tokens.FAMILY, tokens.DOCUMENT)


def suspected(case: Case) -> bool:
    """Whether another person of the organisation bears the same name and year, or has the same document."""
    person = Person.objects.get(pk=case.person_id)
    values = set(person.tokens.filter(label__in=COMPARED).values_list("token", flat=True))
    for name in filter(None, (person.family_name, person.family_name_latin)):
        year = person.born_on.year if person.born_on else None
        values |= tokens.searched_family(person.organisation_id, name, year)
    others = PersonToken.objects.filter(label__in=COMPARED, token__in=values)
    sealed = Case.objects.filter(sealed_to__isnull=False).values("person")  # to those named, the wall shows it
    others = others.filter(person__organisation=person.organisation_id).exclude(person__in=sealed)
    return others.exclude(person=person).exists()


def tell(case: Case, *, by: User, on: date) -> None:
    """Tell the coordinators, once a day and by the code of this case only, when a duplicate is suspected."""
    if suspected(case):
        told = [user for user in notices.coordinators(case.organisation) if user != by]
        outbox.notify(
            told,
            "possible_duplicate",
            case_code=case.code,
            subject=case.pk,
            occurrence=on.isoformat(),
            due_on=on,
        )
