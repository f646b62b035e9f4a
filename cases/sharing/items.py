"""What of the case and of the person can be told to another organisation; other parts of the file add their own.

Neither where the person stays nor a number of a document is ever part of it. The code word stays with those who use
it to know the person again.
"""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.geo import country_name, language_name
from cases.models import Case, CodeEntry
from cases.models.codes import CodeList
from cases.permissions import CasePerm
from cases.rules import SharedItemSource, shared_item_source
from cases.states import BirthPrecision


def _alias(case: Case) -> Iterator[str]:
    if case.person.alias_in_use:
        yield case.person.alias_in_use


def _name(case: Case) -> Iterator[str]:
    person = case.person
    if person.full_name:
        yield person.full_name
    latin = " ".join(filter(None, [person.given_name_latin, person.family_name_latin]))
    if latin:
        yield latin
    if person.born_on is not None:
        exact = person.born_precision == BirthPrecision.EXACT
        born = date_format(person.born_on, "DATE_FORMAT") if exact else str(person.born_on.year)
        yield _("Born: %(born)s") % {"born": born}
    if person.citizenships:
        yield _("Citizenship: %(countries)s") % {"countries": ", ".join(map(country_name, person.citizenships))}


def _contact(case: Case) -> Iterator[str]:
    person = case.person
    if person.phone:
        yield _("Phone: %(phone)s") % {"phone": person.phone}
    if person.email:
        yield _("E-mail: %(email)s") % {"email": person.email}
    if person.safe_channels:
        words = CodeEntry.objects.labels(CodeList.SAFE_CONTACT)[CodeList.SAFE_CONTACT]
        yield _("Safe ways: %(ways)s") % {"ways": ", ".join(words[code] for code in person.safe_channels)}
    if person.safe_hours:
        yield _("Safe hours: %(hours)s") % {"hours": person.safe_hours}
    if person.contact_note:
        yield _("To avoid: %(note)s") % {"note": person.contact_note}


def _languages(case: Case) -> Iterator[str]:
    if case.person.languages:
        yield ", ".join(map(language_name, case.person.languages))
    if case.person.interpreter_needed:
        yield _("An interpreter is needed.")


def _facts(case: Case) -> Iterator[str]:
    yield _("Age: %(age)s") % {"age": case.get_age_status_display()}
    words = CodeEntry.objects.labels(CodeList.EXPLOITATION, CodeList.MEANS_OF_CONTROL)
    if case.exploitation:
        forms = words[CodeList.EXPLOITATION]
        yield _("Forms of exploitation: %(forms)s") % {"forms": ", ".join(forms[code] for code in case.exploitation)}
    if case.exploited_in:
        yield _("Countries of exploitation: %(countries)s") % {
            "countries": ", ".join(map(country_name, case.exploited_in))
        }
    if case.means_of_control:
        means = words[CodeList.MEANS_OF_CONTROL]
        yield _("Means of control: %(means)s") % {"means": ", ".join(means[code] for code in case.means_of_control)}


for kind, label, perm, read in (
    ("alias", gettext_lazy("how the person wants to be called"), CasePerm.CHANGE_IDENTITY, _alias),
    ("name", gettext_lazy("name, date of birth and citizenship"), CasePerm.CHANGE_IDENTITY, _name),
    ("contact", gettext_lazy("how to reach the person safely"), CasePerm.CHANGE_IDENTITY, _contact),
    (
        "languages",
        gettext_lazy("languages, and whether an interpreter is needed"),
        CasePerm.CHANGE_IDENTITY,
        _languages,
    ),
    ("facts", gettext_lazy("age and facts of the exploitation"), CasePerm.CHANGE_CORE, _facts),
):
    shared_item_source(SharedItemSource(kind=kind, label=label, perm=perm, read=read))
