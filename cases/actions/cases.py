"""A case from its first page to its end: opened, described, closed by two people, followed by a new episode."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cases import names
from cases.actions import ages, duplicates, notices, people, team
from cases.actions.act import act, raised_to
from cases.models import Case, Person
from cases.models.codes import CodeList, check_codes
from cases.rules import why_not_close, why_not_close_as, why_not_confirm_closing, why_not_follow_up
from cases.states import AgeStatus, ClosureTold, TeamRole
from tvcase.accounts.models import Organisation, User
from tvcase.accounts.roles import CASE_OPENERS
from tvcase.audit import log
from tvcase.dates import local_date
from tvcase.db import constraint_name, lock, refusal_from, save_checked
from tvcase.flow import Refused, refuse_for
from tvcase.notifications import outbox

TRIES = 20
FACT_LISTS = {
    "exploitation": CodeList.EXPLOITATION,
    "means_of_control": CodeList.MEANS_OF_CONTROL,
    "recruitment": CodeList.RECRUITMENT_METHOD,
}
FACTS = {*FACT_LISTS, "main_form", "exploited_in", "age_when_trafficked"}


@transaction.atomic
def open_case(
    *,
    source_of_signal: str,
    received_at: datetime,
    age_status: str,
    evidence: str = "",
    alias_in_use: str = "",
    given_name: str = "",
    family_name: str = "",
    born_on: date | None = None,
    born_precision: str = "",
    new_code: Callable[[], str] = names.new_case_code,
    by: User,
    on: date,
) -> Case:
    """Open the first case of a person whom the user's organisation did not know, on a day in Sofia.

    The user joins the team; a child, or a person of uncertain age, is owed the three notices from the moment
    the signal came. Raises Refused or ValidationError.
    """
    organisation = _opens_for(by)
    people.refuse_birth(born_on, born_precision, age_status, on=on)
    person = Person(
        organisation=organisation,
        alias_in_use=alias_in_use,
        given_name=given_name,
        family_name=family_name,
        born_on=born_on,
        born_precision=born_precision,
    )
    save_checked(person)
    people.make_findable(person)
    case = Case(person=person, source_of_signal=source_of_signal, received_at=received_at, age_status=age_status)
    case = _open(case, new_code, evidence=evidence, by=by, on=on)
    duplicates.tell(case, by=by, on=on)
    return case


@act
def open_next_episode(
    case: Case,
    *,
    source_of_signal: str,
    received_at: datetime,
    age_status: str,
    evidence: str = "",
    retrafficked: bool,
    new_code: Callable[[], str] = names.new_case_code,
    by: User,
    on: date,
) -> Case:
    """Open a new case of the same person after this one was closed (E-11). Raises Refused or ValidationError."""
    case = lock(case)
    person = lock(case.person)
    refuse_for(why_not_follow_up(case, by))
    people.refuse_birth(person.born_on, person.born_precision, age_status, on=on)
    following = Case(
        person=person,
        episode=case.episode + 1,
        previous_episode=case,
        retrafficked=retrafficked,
        source_of_signal=source_of_signal,
        received_at=received_at,
        age_status=age_status,
        age_when_trafficked=None,
    )
    return _open(following, new_code, evidence=evidence, by=by, on=on)


@act
def record_facts(case: Case, *, by: User, on: date, **facts: Any) -> Case:
    """Record how and where the person was exploited: any of FACTS, by the names of the case's fields.

    What is not given stays as it is; the main form is one of the forms. Raises Refused or ValidationError.
    """
    if unknown := facts.keys() - FACTS:
        raise TypeError(f"These are no facts of exploitation: {sorted(unknown)}")
    case = lock(case)
    people.must_be_open(case)
    for name, code_list in FACT_LISTS.items():
        check_codes(code_list, facts.get(name, []), on=on, keep=getattr(case, name))
    for name, value in facts.items():
        setattr(case, name, value)
    if case.main_form and case.main_form not in case.exploitation:
        raise Refused(_("The main form must be one of the forms of exploitation."))
    save_checked(case)
    log.record("cases.case.facts", by=by, on=on, case=case.code, area="core", fields=sorted(facts))
    return case


@act
def propose_closure(case: Case, *, reason: str, told: str = ClosureTold.NOT_REACHED, by: User, on: date) -> Case:
    """Propose to close the case for a reason; nothing ends until somebody else confirms it.

    `told` says whether the person knows, as far as that is safe. Raises Refused.
    """
    case = lock(case)
    if case.closure_proposed_on is not None and case.is_open:
        raise Refused(_("Somebody has already proposed to close this case."))
    refuse_for(why_not_close(case, on=on) + why_not_close_as(case, reason))
    case.closure_reason, case.closed_by, case.closure_proposed_on = reason, by, on
    case.closure_told = told
    save_checked(case)
    log.record("cases.closure.proposed", by=by, on=on, case=case.code, area="core", reason=reason)
    _tell(case, "closure_proposed", by=by, on=on)
    return case


@act
def withdraw_closure(case: Case, *, by: User, on: date) -> Case:
    """Take the proposal back, or turn it down; the case goes on. Raises Refused when nothing was proposed."""
    case = lock(case)
    _must_be_proposed(case)
    case.closure_reason, case.closed_by, case.closure_proposed_on = "", None, None
    case.closure_told = ""
    save_checked(case)
    log.record("cases.closure.withdrawn", by=by, on=on, case=case.code, area="core")
    return case


@act
def confirm_closure(case: Case, *, by: User, on: date) -> Case:
    """Close the case: the second person's act. Raises Refused, with every reason why it cannot close now."""
    case = lock(case)
    _must_be_proposed(case)
    refuse_for(why_not_confirm_closing(case, by, on=on))
    case.closed_on, case.closure_confirmed_by = on, by
    save_checked(case)
    log.record("cases.case.closed", by=by, on=on, case=case.code, area="core", reason=case.closure_reason)
    _tell(case, "case_closed", by=by, on=on)
    return case


def _open(case: Case, new_code: Callable[[], str], *, evidence: str, by: User, on: date) -> Case:
    """Save a new case with a code of its own, its creator on the team and the finding of age."""
    check_codes(CodeList.SOURCE_OF_SIGNAL, [case.source_of_signal], on=on)
    if local_date(case.received_at) > on:
        raise Refused(_("The signal cannot have come in the future."))
    case.organisation, case.recorded_by, case.opened_on = _opens_for(by), by, on
    _save_with_a_code(case, new_code)
    log.record("cases.case.created", by=by, on=on, case=case.code, area="core", episode=case.episode)
    authority = case.organisation.identifies_formally
    with raised_to(case):
        team.add(case, by, TeamRole.OFFICER if authority else TeamRole.CASEWORKER, by=by, on=on)
        ages.find_age(
            case,
            age_status=AgeStatus(case.age_status),
            established_at=case.received_at,
            evidence=evidence or _("as known when the case was opened"),
            by=by,
        )
    return case


def _save_with_a_code(case: Case, new_code: Callable[[], str]) -> None:
    """Insert the case under a random code that no other case has."""
    case.full_clean(exclude=["code"])
    for _attempt in range(TRIES):
        case.code = new_code()
        try:
            with transaction.atomic():
                case.save(force_insert=True)
        except IntegrityError as error:
            if not constraint_name(error).startswith("cases_case_code"):
                raise refusal_from(error, case) from None
        else:
            return
    raise RuntimeError("No free case code was found.")


def _opens_for(by: User) -> Organisation:
    """The organisation for which this person opens cases."""
    if by.organisation is None or by.organisation.closed_on is not None or not by.has_role(*CASE_OPENERS):
        raise Refused(_("Your role cannot open cases."))
    return by.organisation


def _must_be_proposed(case: Case) -> None:
    if not case.is_open or case.closure_proposed_on is None:
        raise Refused(_("Nobody has proposed to close this case."))


def _tell(case: Case, kind: str, *, by: User, on: date) -> None:
    """Tell the team and the holder's coordinators, once a day, except for the one who acts."""
    told = {user for user in [*notices.team(case), *notices.coordinators(case.organisation)] if user != by}
    outbox.notify(
        sorted(told, key=lambda user: user.pk),
        kind,
        case_code=case.code,
        subject=case.pk,
        occurrence=on.isoformat(),
        due_on=on,
    )
