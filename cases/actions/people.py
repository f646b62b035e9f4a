"""What is recorded of the person: names, origin, safe contact, spellings, documents. Values never reach the trace."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cases import names, tokens
from cases.actions import duplicates, following
from cases.actions.act import act
from cases.models import Case, Person, PersonDocument, PersonSpelling, PersonToken
from cases.models.codes import CodeList, check_codes
from cases.states import ADULT, BirthPrecision, SpellingKind
from tvcase.accounts.models import User
from tvcase.audit import log
from tvcase.dates import age_on
from tvcase.db import lock, save_checked
from tvcase.flow import Refused
from tvcase.sealing.fields import with_keys

OF_AGE = 18


@act
def record_names(
    case: Case,
    *,
    given_name: str = "",
    middle_name: str = "",
    family_name: str = "",
    given_name_latin: str = "",
    family_name_latin: str = "",
    alias_in_use: str = "",
    born_on: date | None = None,
    born_precision: str = "",
    sex: str = "",
    gender: str = "",
    by: User,
    on: date,
) -> Person:
    """Record what the person is called, when she or he was born and the sex; the tokens of the search follow.

    A birth that contradicts the age found is refused: the age is found first. Raises Refused or ValidationError.
    """
    case, person = _locked(case)
    check_codes(CodeList.SEX, [sex] if sex else [], on=on, keep=[person.sex])
    check_codes(CodeList.GENDER, [gender] if gender else [], on=on, keep=[person.gender])
    refuse_birth(born_on, born_precision, case.age_status, on=on)
    person = _change(
        case,
        person,
        "cases.person.names",
        {
            "given_name": given_name,
            "middle_name": middle_name,
            "family_name": family_name,
            "given_name_latin": given_name_latin,
            "family_name_latin": family_name_latin,
            "alias_in_use": alias_in_use,
            "born_on": born_on,
            "born_precision": born_precision,
            "sex": sex,
            "gender": gender,
        },
        by=by,
        on=on,
    )
    make_findable(person)
    following.what_is_known_of_the_age(case, on=on, by=by)
    duplicates.tell(case, by=by, on=on)
    return person


@act
def record_origin(
    case: Case,
    *,
    citizenships: list[str],
    languages: list[str],
    interpreter_needed: bool,
    residence_status: str = "",
    asylum_applicant: bool = False,
    by: User,
    on: date,
) -> Person:
    """Record where the person comes from, what she or he speaks and on what the stay in Bulgaria rests."""
    case, person = _locked(case)
    status = [residence_status] if residence_status else []
    check_codes(CodeList.RESIDENCE_STATUS, status, on=on, keep=[person.residence_status])
    facts = {
        "citizenships": citizenships,
        "languages": languages,
        "interpreter_needed": interpreter_needed,
        "residence_status": residence_status,
        "asylum_applicant": asylum_applicant,
    }
    return _change(case, person, "cases.person.origin", facts, by=by, on=on)


@act
def record_contact(
    case: Case,
    *,
    phone: str = "",
    email: str = "",
    safe_channels: list[str],
    safe_hours: str = "",
    code_word: str = "",
    contact_note: str = "",
    by: User,
    on: date,
) -> Person:
    """Record how the person says she or he can be reached in safety, and what must not be done."""
    case, person = _locked(case)
    check_codes(CodeList.SAFE_CONTACT, safe_channels, on=on, keep=person.safe_channels)
    facts = {
        "phone": phone,
        "email": email,
        "safe_channels": safe_channels,
        "safe_hours": safe_hours,
        "code_word": code_word,
        "contact_note": contact_note,
    }
    return _change(case, person, "cases.person.contact", facts, by=by, on=on)


@act
def write_spelling(
    case: Case, *, kind: str, text: str, by: User, on: date, spelling: PersonSpelling | None = None
) -> PersonSpelling:
    """Add an alias or a spelling under which the person is found, or correct one of hers or his."""
    case, person = _locked(case)
    spelling = spelling or PersonSpelling(person=person)
    if not (key := names.key(text)):
        raise Refused(_("Write it with letters; otherwise it cannot be found again."))
    spelling.kind, spelling.text, spelling.token = kind, text, tokens.within(person.pk, key)
    save_checked(spelling)
    make_findable(person)
    log.record("cases.person.spelling", by=by, on=on, case=case.code, area="identity", kind=kind)
    return spelling


@act
def write_document(
    case: Case,
    *,
    kind: str,
    document_number: str,
    country: str = "",
    valid_to: date | None = None,
    by: User,
    on: date,
    document: PersonDocument | None = None,
) -> PersonDocument:
    """Add a document that carries a number, or correct one of the person's."""
    case, person = _locked(case)
    document = document or PersonDocument(person=person)
    check_codes(CodeList.DOCUMENT_KIND, [kind], on=on, keep=[document.kind])
    document.kind, document.country, document.valid_to = kind, country, valid_to
    if not (key := names.document_key(document_number)):
        raise Refused(_("Write the number with letters and digits; otherwise it cannot be found again."))
    document.document_number, document.token = document_number, tokens.within(person.pk, key)
    save_checked(document)
    make_findable(person)
    duplicates.tell(case, by=by, on=on)
    log.record("cases.person.document", by=by, on=on, case=case.code, area="identity", kind=kind)
    return document


def make_findable(person: Person) -> None:
    """Bring the tokens of the search up to what is recorded: every family name with the birth year, the aliases
    and the documents' numbers, as the organisation that owns the person finds them."""
    _keep_alias(person)
    wanted = tokens.of(person, with_keys(person.spellings.all()), with_keys(person.documents.all()))
    known = {(row.label, bytes(row.token)): row.pk for row in person.tokens.all()}
    person.tokens.filter(pk__in=[pk for found, pk in known.items() if found not in wanted]).delete()
    PersonToken.objects.bulk_create(
        PersonToken(person=person, label=label, token=token) for label, token in sorted(wanted - known.keys())
    )


def _keep_alias(person: Person) -> None:
    """What the person wants to be called is one of the aliases under which she or he is found."""
    if key := names.key(person.alias_in_use):
        token = tokens.within(person.pk, key)
        if not person.spellings.filter(kind=SpellingKind.ALIAS, token=token).exists():
            alias = PersonSpelling(person=person, kind=SpellingKind.ALIAS, text=person.alias_in_use, token=token)
            save_checked(alias)


def refuse_birth(born_on: date | None, born_precision: str, age_status: str, *, on: date) -> None:
    """Refuse a birth in the future, and one that says child where an adult was found, or the other way round.

    An estimated year contradicts nothing. Raises Refused.
    """
    if born_on is None:
        return
    if born_on > on:
        raise Refused(_("The date of birth lies in the future."))
    if born_precision == BirthPrecision.ESTIMATED:
        return
    latest = born_on if born_precision == BirthPrecision.EXACT else min(date(born_on.year, 12, 31), on)
    if age_status in ADULT and age_on(born_on, on) < OF_AGE:
        raise Refused(
            _("By this date of birth the person is under 18. Record the age first: a child has other rights.")
        )
    if age_status not in ADULT and age_status != "UNCERTAIN" and age_on(latest, on) >= OF_AGE:
        raise Refused(_("By this date of birth the person is of age. Record the age first."))


def must_be_open(case: Case) -> None:
    """Raises Refused for a closed case, which is never edited."""
    if not case.is_open:
        raise Refused(_("This case is closed. What is new belongs to a new episode."))


def _locked(case: Case) -> tuple[Case, Person]:
    case = lock(case)
    must_be_open(case)
    return case, lock(case.person)


def _change(case: Case, person: Person, act: str, facts: dict[str, Any], *, by: User, on: date) -> Person:
    changed = [name for name, value in facts.items() if getattr(person, name) != value]
    for name in changed:
        setattr(person, name, facts[name])
    if changed:
        save_checked(person)
        log.record(act, by=by, on=on, case=case.code, area="identity", fields=changed)
    return person
