"""Legal aid: questions whose answer is a list of reasons, and what the rest of a case must know of it."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.models import Case, CooperationDecision
from cases.models.case import access
from cases.permissions import CasePerm
from cases.rules import Reasons, closing_rule, parent_is_kept_out
from legal.aid.models import Appointment, LawyersWork, LegalAidApplication
from legal.aid.states import (
    FOR_A_CHILD,
    OPEN_AID,
    WAITING_AID,
    AidProduct,
    AidState,
    Applicant,
)
from legal.rules import last_word
from tvcase.accounts.models import User
from tvcase.accounts.roles import OrganisationKind, Role


def why_not_help(case: Case, *, by: User) -> Reasons:
    """The person applies; whoever keeps the legal aid of the case records it."""
    if CasePerm.CHANGE_AID in access(by, case):
        return []
    return [_("Only those who support the person record legal aid.")]


def why_not_speak_for(case: Case, *, by: User) -> Reasons:
    """Why somebody may not record that the person appealed: it is for who keeps the case's legal aid, and for the
    lawyer who is appointed to this case."""
    return [] if Case.objects.represented_by(by).filter(pk=case.pk).exists() else why_not_help(case, by=by)


def why_not_draft(case: Case, product: str) -> Reasons:
    """Why no application for this product can be begun now."""
    if not case.is_open:
        return [_("This case is closed: it accepts no new records.")]
    if LegalAidApplication.objects.filter(case=case, product=product, state__in=OPEN_AID).exists():
        return [_("This case already has an open application for this kind of legal aid.")]
    return []


def why_not_step(application: LegalAidApplication, *, to: str) -> Reasons:
    """Why an application cannot become this now."""
    if to in application.FLOW.get(AidState(application.state), ()):
        return []
    state = application.get_state_display()
    return [gettext("This is not open now: the application is “%(state)s”.") % {"state": state}]


def why_not_amend(application: LegalAidApplication) -> Reasons:
    """Only what nobody has signed is edited."""
    return [] if application.state == AidState.DRAFT else [_("What was signed is not edited.")]


def applicants(case: Case) -> tuple[Applicant, ...]:
    """Who may sign for the person of a case: for a child a parent, guardian or special representative (NL), and only
    the last where a parent may be involved."""
    if not case.counts_as_child:
        return tuple(Applicant)
    return (Applicant.SPECIAL_REPRESENTATIVE,) if parent_is_kept_out(case) else FOR_A_CHILD


def cooperation(case: Case) -> CooperationDecision | None:
    """The person's effective decision to cooperate, if that is the last word (domain 4.4)."""
    said = last_word(case)
    return said if said is not None and said.is_effective_yes else None


def why_not_submit(application: LegalAidApplication) -> Reasons:
    """Why a signed application cannot be submitted: initial aid asks for nothing; full aid for cooperation and for
    evidence of means, which others judge (C-09)."""
    if application.state == AidState.INCOMPLETE:
        return [_("It was submitted. Record that the documents that were asked for are handed in.")]
    reasons = why_not_step(application, to=AidState.SUBMITTED)
    if reasons or application.product == AidProduct.INITIAL:
        return reasons
    if cooperation(application.case) is None:
        reasons.append(
            _("Full legal aid is for a person who has decided to cooperate, in writing or in minutes. Initial is not.")
        )
    if not (application.means_declared and application.means_evidence):
        reasons.append(_("The declaration on family and property and the evidence of means are missing."))
    return reasons


def why_not_record_work(application: LegalAidApplication, *, by: User) -> Reasons:
    """Why somebody may not write down what the lawyer did: it is for the lawyer, and for who keeps the case's aid."""
    own = application.appointments.filter(lawyer=by, ended_on=None).exists()
    return [] if own else why_not_help(application.case, by=by)


def why_not_work(application: LegalAidApplication) -> Reasons:
    """Work is recorded under the appointment that lasts."""
    if application.state == AidState.GRANTED:
        return []
    return [_("Work is recorded while a lawyer is appointed.")]


def why_not_strike(work: LawyersWork, *, by: User) -> Reasons:
    """Why work cannot be marked as recorded in error by somebody now."""
    done: Reasons = [_("This was marked as recorded in error already.")] if work.in_error else []
    return done + why_not_record_work(work.application, by=by)


def lawyers(by: User) -> QuerySet[User]:
    """The lawyers with an account who can be appointed: of bureaus, bars and law firms, and of one's own house."""
    reachable = Q(organisation__kind=OrganisationKind.LEGAL_AID) | Q(organisation=by.organisation_id)
    found = User.objects.filter(reachable, is_active=True, roles__contains=[Role.LAWYER])
    return found.select_related("organisation").order_by("last_name", "first_name", "pk")


def current(application: LegalAidApplication) -> Appointment | None:
    """The appointment that lasts."""
    return application.appointments.filter(ended_on=None).select_related("lawyer__organisation").first()


@closing_rule
def nothing_waits(case: Case, *, on: object) -> Reasons:
    """A case does not close over an application that somebody has yet to answer."""
    if LegalAidApplication.objects.filter(case=case, state__in=WAITING_AID).exists():
        return [_("An application for legal aid waits for an answer: record the answer, or that it was withdrawn.")]
    return []
