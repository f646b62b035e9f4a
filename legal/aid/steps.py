"""The steps of an application as its pages show them: what is asked, what it does, what is said afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.rules import Reasons
from legal.aid import forms, rules
from legal.aid.actions import applications, chasing, decisions, lawyers
from legal.aid.models import LegalAidApplication
from legal.aid.states import ANSWER_OWED, AidState
from legal.forms import DatedForm
from tvcase.accounts.models import User

type Text = str | Promise


@dataclass(frozen=True)
class AidStep:
    """One step: `name` is its address and that of its page, `act(application, *, by, **typed)` does it."""

    name: str
    title: Text
    button: Text
    done: Text
    form: type[DatedForm]
    act: Callable[..., Any]
    why_not: Callable[[LegalAidApplication], Reasons]
    effects: tuple[Text, ...] = ()
    asks_who: bool = False  # the form is told who asks, because it offers lawyers
    asks_case: bool = False  # the form is told the case, because it offers who may sign
    why_not_by: Callable[..., Reasons] | None = None  # of the few steps that the appointed lawyer may take too


def _to(state: AidState) -> Callable[[LegalAidApplication], Reasons]:
    return partial(rules.why_not_step, to=state)


def _why_not_hand_in(application: LegalAidApplication) -> Reasons:
    return [] if application.state == AidState.INCOMPLETE else [_("No documents are asked for.")]


def _why_not_appeal_by(application: LegalAidApplication, *, by: User) -> Reasons:
    return rules.why_not_speak_for(application.case, by=by)


def _why_not_chase(application: LegalAidApplication) -> Reasons:
    return [] if application.state in ANSWER_OWED else [_("Nobody owes an answer to this application.")]


_LAWYER_READS = _(
    "A lawyer with an account here reads who the person is, the identification, the period, the legal file and the "
    "legal aid, as long as the appointment lasts."
)
_NEVER_READ = _("The lawyer never reads support, counselling, needs, stays or plans to return.")

STEPS = (
    AidStep(
        "sign",
        title=_("The application was signed"),
        button=_("Record the signature"),
        done=_("The signature is recorded."),
        form=forms.SigningForm,
        act=applications.sign,
        why_not=_to(AidState.SIGNED),
        effects=(_("What was signed is not edited any more."),),
        asks_case=True,
    ),
    AidStep(
        "submit",
        title=_("The application was submitted"),
        button=_("Record the submission"),
        done=_("The submission is recorded. You are reminded to ask when no answer comes."),
        form=forms.SubmissionForm,
        act=applications.submit,
        why_not=rules.why_not_submit,
        effects=(_("You hand it in yourselves: nothing of the case opens to anybody."),),
    ),
    AidStep(
        "documents",
        title=_("More documents are asked for"),
        button=_("Record what is asked for"),
        done=_("It is recorded. The team is told."),
        form=forms.DocumentsForm,
        act=applications.ask_documents,
        why_not=_to(AidState.INCOMPLETE),
    ),
    AidStep(
        "handed-in",
        title=_("The documents were handed in"),
        button=_("Record that everything was handed in"),
        done=_("It is recorded. The answer is owed again."),
        form=forms.HandedInForm,
        act=applications.hand_in,
        why_not=_why_not_hand_in,
    ),
    AidStep(
        "more-time",
        title=_("More time was given for the documents"),
        button=_("Record the new day"),
        done=_("The new day is recorded. You are reminded before it."),
        form=forms.MoreTimeForm,
        act=applications.give_more_time,
        why_not=_why_not_hand_in,
    ),
    AidStep(
        "grant",
        title=_("Legal aid was granted"),
        button=_("Record the grant"),
        done=_("The grant is recorded. The lawyer and the team are told."),
        form=forms.GrantForm,
        act=decisions.grant,
        why_not=_to(AidState.GRANTED),
        effects=(_LAWYER_READS, _NEVER_READ),
        asks_who=True,
    ),
    AidStep(
        "refuse",
        title=_("Legal aid was refused"),
        button=_("Record the refusal"),
        done=_("The refusal is recorded. The team is told."),
        form=forms.RefusalForm,
        act=decisions.refuse,
        why_not=_to(AidState.REFUSED),
        effects=(_("Every service goes on: support never depends on legal aid."), _("The person can appeal.")),
    ),
    AidStep(
        "appeal",
        title=_("The person appeals the refusal"),
        button=_("Record the appeal"),
        done=_("The appeal is recorded."),
        form=forms.AppealForm,
        act=decisions.appeal,
        why_not=_to(AidState.APPEALED),
        effects=(_("A late appeal is recorded too: whether it is heard, others decide."),),
        why_not_by=_why_not_appeal_by,
    ),
    AidStep(
        "refuse-finally",
        title=_("The appeal was refused"),
        button=_("Record the refusal"),
        done=_("The refusal is recorded. The team is told."),
        form=forms.FinalRefusalForm,
        act=decisions.refuse_for_good,
        why_not=_to(AidState.REFUSED_FINAL),
        effects=(
            _("Every service goes on: support never depends on legal aid."),
            _("A new application can be begun when something has changed."),
        ),
    ),
    AidStep(
        "replace",
        title=_("Another lawyer"),
        button=_("Appoint this lawyer"),
        done=_("The other lawyer is appointed. The case is closed to the first."),
        form=forms.ReplacementForm,
        act=lawyers.replace,
        why_not=rules.why_not_work,
        effects=(_("The case closes to the first lawyer on that day."), _LAWYER_READS, _NEVER_READ),
        asks_who=True,
    ),
    AidStep(
        "work",
        title=_("What the lawyer did"),
        button=_("Record it"),
        done=_("It is recorded."),
        form=forms.WorkForm,
        act=lawyers.record_work,
        why_not=rules.why_not_work,
        effects=(_("What lawyer and person said to each other is never recorded here."),),
        why_not_by=rules.why_not_record_work,
    ),
    AidStep(
        "chase",
        title=_("You asked where the answer is"),
        button=_("Record that you asked"),
        done=_("It is recorded. You are reminded when it is time to ask again."),
        form=forms.ChaseForm,
        act=chasing.chase,
        why_not=_why_not_chase,
    ),
    AidStep(
        "complete",
        title=_("The legal aid is completed"),
        button=_("Record the end"),
        done=_("The end is recorded. The case is closed to the lawyer."),
        form=forms.CompletionForm,
        act=decisions.complete,
        why_not=_to(AidState.COMPLETED),
        effects=(_("The appointment ends, and the case closes to the lawyer."),),
    ),
    AidStep(
        "withdraw",
        title=_("The person withdraws the application"),
        button=_("Record the withdrawal"),
        done=_("The withdrawal is recorded. The person may apply again at any time."),
        form=forms.WithdrawalForm,
        act=applications.withdraw,
        why_not=_to(AidState.WITHDRAWN),
        effects=(_("Nothing else changes: every service goes on, and the person may apply again."),),
    ),
)
BY_NAME = {step.name: step for step in STEPS}
