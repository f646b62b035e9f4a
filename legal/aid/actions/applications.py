"""An application for legal aid from its first line to its submission, and its withdrawal (domain 4.14).

All days are Europe/Sofia dates. Every act locks the case first, which puts the acts of one case in a row.
"""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cases.actions.act import act, locked
from cases.models import Case, Identification
from legal.aid import rules
from legal.aid.actions import chain
from legal.aid.models import DocumentsAsked, LegalAidApplication
from legal.aid.states import USUAL_ADDRESSEE, Addressee, AidProduct, AidState
from tvcase.accounts.models import User
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import Refused, move, refuse_for


def prepare_initial(case: Case, identification: Identification, *, on: date, by: User) -> None:
    """Prepare the application for initial legal aid, once in an episode: it is every victim's from identification,
    automatic and free (SEED-2; product decision 19). Part of the act that identifies."""
    if case.aid_applications.filter(product=AidProduct.INITIAL).exists():
        return
    application = LegalAidApplication(
        case=case,
        number=next_number(case.aid_applications.all()),
        product=AidProduct.INITIAL,
        addressee=Addressee.NLAB,
        prepared_on=on,
        identification=identification,
        recorded_by=by,
    )
    save_checked(application)
    chain.record("prepared", application, by=by, on=on, product=AidProduct.INITIAL)


@act
def draft(case: Case, *, product: str, on: date, by: User, **facts: Any) -> LegalAidApplication:
    """Begin an application on a day: for full aid, or for initial aid anew after an earlier one ended.

    `facts` are needs, language, interpreter, addressee, addressee_name, means_declared, means_evidence. Raises
    Refused or ValidationError.
    """
    case = lock(case)
    refuse_for(rules.why_not_help(case, by=by) + rules.why_not_draft(case, product))
    application = LegalAidApplication(
        case=case,
        number=next_number(case.aid_applications.all()),
        product=product,
        addressee=USUAL_ADDRESSEE[AidProduct(product)],
        prepared_on=on,
        recorded_by=by,
    )
    _write_down(application, **facts)
    chain.record("drafted", application, by=by, on=on, product=product)
    return application


@act
def amend(application: LegalAidApplication, *, on: date, by: User, **facts: Any) -> LegalAidApplication:
    """Complete or correct what nobody has signed yet. Raises Refused or ValidationError."""
    application = locked(application)
    refuse_for(rules.why_not_help(application.case, by=by) + rules.why_not_amend(application))
    _write_down(application, **facts)
    chain.record("amended", application, by=by, on=on)
    return application


@act
def sign(
    application: LegalAidApplication, *, applicant: str, signed_on: date, applicant_name: str = "", by: User
) -> LegalAidApplication:
    """Record who signed, and when: the person, or for a child a representative (NL). Raises Refused."""
    application = locked(application)
    refuse_for(rules.why_not_help(application.case, by=by))
    move(application, to=AidState.SIGNED)
    if applicant not in rules.applicants(application.case):
        raise Refused(_("For a child, a parent, guardian or special representative signs."))
    application.applicant = applicant
    application.applicant_name = applicant_name
    application.signed_on = signed_on
    save_checked(application)
    chain.record("signed", application, by=by, on=signed_on, applicant=applicant)
    return application


@act
def submit(
    application: LegalAidApplication, *, submitted_on: date, submission_reference: str = "", by: User
) -> LegalAidApplication:
    """Record that the signed application was handed in on a day. From here on an answer is owed.

    Full legal aid needs an effective decision to cooperate and evidence of means; initial aid needs nothing (C-09).
    Nothing of the case opens to anybody. Raises Refused or ValidationError.
    """
    application = locked(application)
    refuse_for(rules.why_not_help(application.case, by=by) + rules.why_not_submit(application))
    move(application, to=AidState.SUBMITTED)
    if application.product == AidProduct.FULL:
        application.decision_to_cooperate = rules.cooperation(application.case)
    application.submitted_on = submitted_on
    application.submission_reference = submission_reference
    chain.expect_an_answer(application, since=submitted_on)
    save_checked(application)
    chain.record("submitted", application, by=by, on=submitted_on, addressee=application.addressee)
    return application


@act
def ask_documents(
    application: LegalAidApplication, *, asked_on: date, what: str, by_when: date | None = None, by: User
) -> DocumentsAsked:
    """Record that the addressee asked for more documents on a day. Raises Refused or ValidationError."""
    application = locked(application)
    refuse_for(rules.why_not_help(application.case, by=by))
    move(application, to=AidState.INCOMPLETE)
    if application.submitted_on is None or asked_on < application.submitted_on:
        raise Refused(_("Nothing can be asked for before the application was submitted."))
    asked = DocumentsAsked(
        case=application.case,
        application=application,
        asked_on=asked_on,
        what=what,
        by_when=by_when,
        recorded_by=by,
    )
    save_checked(asked)
    chain.expect_nothing(application)
    save_checked(application)
    chain.record("documents_asked", application, by=by, on=asked_on)
    chain.tell(application, "aid_documents_asked", on=asked_on, but=by)
    return asked


@act
def hand_in(application: LegalAidApplication, *, handed_in_on: date, by: User) -> LegalAidApplication:
    """Record that everything asked for was handed in on a day; the answer is owed from that day. Raises Refused."""
    application = locked(application)
    refuse_for(rules.why_not_help(application.case, by=by))
    refuse_for([] if application.state == AidState.INCOMPLETE else [_("No documents are asked for.")])
    asked = application.documents_asked.get(handed_in_on=None)
    asked.handed_in_on = handed_in_on
    save_checked(asked)
    move(application, to=AidState.SUBMITTED)
    chain.expect_an_answer(application, since=handed_in_on)
    save_checked(application)
    chain.record("documents_handed_in", application, by=by, on=handed_in_on)
    return application


@act
def give_more_time(application: LegalAidApplication, *, given_on: date, by_when: date, by: User) -> LegalAidApplication:
    """Record that the addressee gave more time, on a day, for what it asked for. Raises Refused or ValidationError."""
    application = locked(application)
    refuse_for(rules.why_not_help(application.case, by=by))
    refuse_for([] if application.state == AidState.INCOMPLETE else [_("No documents are asked for.")])
    asked = application.documents_asked.get(handed_in_on=None)
    if asked.by_when is not None and by_when <= asked.by_when:
        raise Refused(_("More time means a later day than the one before."))
    asked.by_when = by_when
    save_checked(asked)
    chain.record("more_time_given", application, by=by, on=given_on)
    return application


@act
def withdraw(application: LegalAidApplication, *, withdrawn_on: date, by: User) -> LegalAidApplication:
    """Record that the person takes the application back, any time before the decision. Raises Refused."""
    application = locked(application)
    refuse_for(rules.why_not_help(application.case, by=by))
    move(application, to=AidState.WITHDRAWN)
    application.withdrawn_on = withdrawn_on
    chain.expect_nothing(application)
    save_checked(application)
    chain.record("withdrawn", application, by=by, on=withdrawn_on)
    return application


def _write_down(application: LegalAidApplication, **facts: Any) -> None:
    """The facts of the form; initial aid takes none about means, and always goes to the bureau."""
    full = application.product == AidProduct.FULL
    names = ("needs", "language", "interpreter")
    of_full = ("addressee", "addressee_name", "means_declared", "means_evidence")
    for name in names + (of_full if full else ()):
        if name in facts:
            setattr(application, name, facts[name])
    save_checked(application)
