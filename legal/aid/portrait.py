"""What is recorded of one application, as the rows and lists of its page. Days are Europe/Sofia dates."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.deadlines import Deadline
from cases.geo import language_name
from cases.rules import Reasons
from legal.aid import rules
from legal.aid.deadlines import answer_owed, appeal_open
from legal.aid.models import Appointment, Chase, DocumentsAsked, LawyersWork, LegalAidApplication
from legal.aid.states import ANSWER_OWED, AidProduct, AidState

type Row = dict[str, Any]


@dataclass(frozen=True)
class Owed:
    """What comes next from outside: its name, and by when under the rules, if they say it."""

    title: str
    deadline: Deadline | None
    waiting: int | None = None
    ask_on: date | None = None


def rows(application: LegalAidApplication) -> list[Row]:
    """The application itself and what became of it; what is not there yet is left out."""
    language = language_name(application.language) if application.language else ""
    interpreter = _("an interpreter is needed") if application.interpreter else ""
    always = [
        (_("Addressed to"), "\n".join(filter(None, [application.get_addressee_display(), application.addressee_name]))),
        (_("Prepared on"), _day(application.prepared_on)),
        (_("What the person needs a lawyer for"), application.needs),
        (_("Language"), ", ".join(filter(None, [language, interpreter]))),
    ]
    means = [
        (_("Declaration on family and property"), _("attached") if application.means_declared else _("missing")),
        (_("Evidence of means"), application.means_evidence),
    ]
    asked = [*always, *means] if application.product == AidProduct.FULL else always
    return [_row(*row) for row in asked] + [_row(*row) for row in _became(application) if row[1]]


def _became(application: LegalAidApplication) -> list[tuple[str, str]]:
    signed = [_day(application.signed_on), application.get_applicant_display(), application.applicant_name]
    return [
        (_("Signed"), "\n".join(filter(None, signed))),
        (_("Submitted"), _with(application.submitted_on, application.submission_reference)),
        (_("Decision"), _with(application.decided_on, application.decision_reference)),
        (_("Reasons given"), application.reasons),
        (_("Reached the person on"), _day(application.told_on)),
        (_("Appealed on"), _day(application.appealed_on)),
        (_("Decision on the appeal"), _with(application.appeal_decided_on, application.appeal_reference)),
        (_("Reasons of that decision"), application.appeal_reasons),
        (_("Completed on"), _day(application.completed_on)),
        (_("Withdrawn on"), _day(application.withdrawn_on)),
    ]


def answer(application: LegalAidApplication, *, on: date) -> Owed | None:
    """The answer that is owed, or the term in which a refusal can be appealed; None when neither is."""
    since = application.answer_owed_from
    if application.state in ANSWER_OWED and since is not None:
        days = max((on - since).days, 0)
        return Owed(_("The answer"), answer_owed(application), days, application.chase_on)
    if application.state == AidState.REFUSED:
        return Owed(_("Appeal"), appeal_open(application))
    return None


def why_not_yet(application: LegalAidApplication) -> Reasons:
    """Why a signed application cannot be submitted yet."""
    return rules.why_not_submit(application) if application.state == AidState.SIGNED else []


def documents(application: LegalAidApplication) -> list[DocumentsAsked]:
    return list(application.documents_asked.all())


def chases(application: LegalAidApplication) -> list[Chase]:
    return list(application.chases.select_related("recorded_by"))


def lawyers(application: LegalAidApplication) -> list[Appointment]:
    return list(application.appointments.select_related("lawyer__organisation"))


def work(application: LegalAidApplication) -> list[LawyersWork]:
    return list(application.work.select_related("recorded_by"))


def together(found: list[LawyersWork]) -> tuple[int, int]:
    """The hours and minutes of this work, without what was recorded in error."""
    return divmod(sum(done.minutes for done in found if not done.in_error), 60)


def _with(day: date | None, reference: str) -> str:
    return "\n".join(filter(None, [_day(day), reference]))


def _day(day: date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""


def _row(label: str, value: str) -> Row:
    return {"label": label, "value": value}
