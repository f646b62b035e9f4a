"""The steps of referrals as their pages show them: what is asked, what it does, what is said after."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.rules import Reasons
from cases.sharing import deciding, rules, said
from cases.sharing import step_forms as forms
from cases.sharing.actions import answers, chain, referrals, telling
from cases.sharing.models import Referral
from cases.sharing.states import Basis, ReferralState
from tvcase.accounts.models import User

type Text = str | Promise
type WhyNot = Callable[..., Reasons]  # (record, *, by, on) -> reasons


@dataclass(frozen=True)
class Step:
    """One step: `name` is its address and that of its page, `act(record, *, by, on, **typed)` does it."""

    name: str
    title: Text
    button: Text
    done: Text | Callable[[Any], str]  # what is said after; of a record where it hangs on it
    act: Callable[..., Any]
    why_not: WhyNot
    form: type[forms.StepForm] = forms.StepForm
    effects: tuple[Text, ...] = ()
    proves: bool = False  # it tells something to others: it takes a fresh proof of who asks
    abroad: Text = ""  # its title where those who keep the case write down what a partner abroad said

    def of(self, record: Any) -> "Step":
        """The step in the words of who takes it: a partner abroad has no account."""
        if not self.abroad or record.partner_id is None:
            return self
        return replace(self, title=self.abroad, button=_("Record the answer"), done=_("It is recorded."), effects=())

    def said(self, record: Any) -> str:
        """What is said when the step was taken."""
        return self.done(record) if callable(self.done) else str(self.done)


NOTHING_ELSE = _("Nothing else changes: bed, support and every right stay.")
DELETES = _("Whoever was told reads nothing of it any more, must delete it and confirm that it did.")


def _of_the_keeper(to: str) -> WhyNot:
    def asked(referral: Referral, *, by: User, on: date) -> Reasons:
        return rules.why_not_step(referral, to=to) or rules.why_not_share(referral.case, by=by)

    return asked


def _of_the_receiver(to: str) -> WhyNot:
    def asked(referral: Referral, *, by: User, on: date) -> Reasons:
        return rules.why_not_step(referral, to=to) or rules.why_not_receive(referral, by=by)

    return asked


def _without_day(why_not: Callable[..., Reasons], *given: Any) -> WhyNot:
    def asked(referral: Referral, *, by: User, on: date) -> Reasons:
        return why_not(referral, *given, by=by)

    return asked


READS_NOTHING = _("The other organisation reads nothing of the file any more.")
SECOND_PERSON = _("Somebody else, a supervisor or a coordinator, decides. Until then nothing is told.")
OFFICER_TOLD = _("The data protection officer is told of the decision, or the coordinators where nobody has that role.")
PERSON_TOLD = _("Once it is sent, the person is told of it, unless that adds danger.")

REFERRAL_STEPS = (
    Step(
        "amend",
        title=_("Change what is to be told"),
        button=_("Save"),
        done=_("It is saved. Nothing has been told to anybody."),
        form=forms.AmendForm,
        act=referrals.amend,
        why_not=_without_day(rules.why_not_amend),
    ),
    Step(
        "on-consent",
        title=_("The person agrees to the referral"),
        button=_("Rest the referral on this consent"),
        done=_("The referral rests on the consent. It can be sent."),
        form=forms.OnConsentForm,
        act=referrals.rest_on_consent,
        why_not=rules.why_not_rest_on_consent,
    ),
    Step(
        "refused-by-person",
        title=_("The person does not want the referral"),
        button=_("Record the refusal"),
        done=_("The refusal is recorded. Nothing else changes."),
        act=referrals.refused_by_person,
        why_not=_of_the_keeper(ReferralState.REFUSED_BY_PERSON),
        effects=(NOTHING_ELSE,),
    ),
    Step(
        "for-life",
        title=_("Refer without consent, for a risk to life or well-being"),
        button=_("Propose it"),
        done=lambda referral: said.who_decides(chain.deciders(referral)),
        form=forms.WithoutConsentForm,
        act=partial(referrals.propose, basis=Basis.EXCEPTION),
        why_not=_without_day(deciding.why_not_propose, Basis.EXCEPTION),
        effects=(SECOND_PERSON, OFFICER_TOLD),
    ),
    Step(
        "for-a-child",
        title=_("Refer without consent, by duty towards a child"),
        button=_("Propose it"),
        done=lambda referral: said.who_decides(chain.deciders(referral)),
        form=forms.WithoutConsentForm,
        act=partial(referrals.propose, basis=Basis.MANDATORY),
        why_not=_without_day(deciding.why_not_propose, Basis.MANDATORY),
        effects=(SECOND_PERSON, OFFICER_TOLD),
    ),
    Step(
        "decide",
        title=_("Decide that it is sent without consent"),
        button=_("Decide it"),
        done=lambda referral: " ".join([gettext("It is decided."), said.who_is_told(chain.controllers(referral))]),
        act=referrals.confirm,
        why_not=_without_day(deciding.why_not_confirm),
        effects=(OFFICER_TOLD, PERSON_TOLD),
        proves=True,
    ),
    Step(
        "take-back",
        title=_("Do not refer without consent"),
        button=_("Take the proposal back"),
        done=_("The proposal is taken back. Nothing was told."),
        act=referrals.take_back,
        why_not=_without_day(deciding.why_not_take_back),
    ),
    Step(
        "prepare-anew",
        title=_("Prepare it anew"),
        button=_("Prepare it anew"),
        done=_("It is prepared anew. Nothing was told."),
        act=referrals.prepare_anew,
        why_not=_without_day(rules.why_not_prepare_anew),
        effects=(_("What it rests on is asked, or decided, again. Until then it cannot be sent."),),
    ),
    Step(
        "send",
        title=_("Send the referral"),
        button=_("Send it"),
        done=_("The referral is sent. You are reminded when no answer comes."),
        act=referrals.send,
        why_not=rules.why_not_send,
        effects=(
            _("What was chosen is copied as it is now. The other organisation reads it, and nothing else of the file."),
            _("The risks to life and well-being go with it."),
        ),
        proves=True,
    ),
    Step(
        "person-told",
        title=_("The person was told of it"),
        button=_("Record it"),
        done=_("It is recorded that the person was told."),
        form=forms.ToldForm,
        act=telling.tell,
        why_not=_without_day(rules.why_not_tell),
        effects=(_("Tell her or him what was told, to whom and why, in a language she or he understands."),),
    ),
    Step(
        "person-not-told",
        title=_("Telling the person would add danger"),
        button=_("Record why"),
        done=_("It is recorded why the person is not told now."),
        form=forms.DangerForm,
        act=telling.hold_back,
        why_not=_without_day(rules.why_not_hold_back),
        effects=(_("It stays in the file. You can still record later that the person was told."),),
    ),
    Step(
        "accept",
        title=_("Take the person"),
        button=_("Confirm that you take the person"),
        done=_("It is recorded. Those who referred the person are told."),
        form=forms.AnswerForm,
        act=answers.accept,
        why_not=_of_the_receiver(ReferralState.ACCEPTED),
        abroad=_("The partner takes the person"),
    ),
    Step(
        "decline",
        title=_("The person cannot be taken"),
        button=_("Decline"),
        done=_("It is recorded. Those who referred the person are told."),
        form=forms.DeclineForm,
        act=answers.decline,
        why_not=_of_the_receiver(ReferralState.DECLINED),
        effects=(_("What was told closes at once."),),
        abroad=_("The partner does not take the person"),
    ),
    Step(
        "handed-over",
        title=_("The person was handed over"),
        button=_("Record the handover"),
        done=_("The handover is recorded. The other organisation is asked for feedback."),
        form=forms.HandOverForm,
        act=referrals.hand_over,
        why_not=_of_the_keeper(ReferralState.HANDED_OVER),
    ),
    Step(
        "feedback",
        title=_("Say what became of it"),
        button=_("Send the feedback"),
        done=_("It is recorded. Those who referred the person are told."),
        form=forms.FeedbackForm,
        act=answers.feed_back,
        why_not=_of_the_receiver(ReferralState.CONFIRMED),
        abroad=_("The partner says what became of it"),
    ),
    Step(
        "close",
        title=_("Close the referral"),
        button=_("Close it"),
        done=_("The referral is closed. What it had opened is closed again."),
        act=referrals.close,
        why_not=_without_day(rules.why_not_close_loop),
        effects=(READS_NOTHING,),
    ),
    Step(
        "no-feedback",
        title=_("No feedback came"),
        button=_("Close it without feedback"),
        done=_("The referral is closed. What it had opened is closed again."),
        form=forms.NoFeedbackForm,
        act=referrals.without_feedback,
        why_not=rules.why_not_give_up,
        effects=(READS_NOTHING,),
    ),
    Step(
        "not-possible",
        title=_("The referral is not possible"),
        button=_("Record it"),
        done=_("It is recorded, with what is done instead."),
        form=forms.NotPossibleForm,
        act=referrals.not_possible,
        why_not=_of_the_keeper(ReferralState.NOT_POSSIBLE),
    ),
    Step(
        "recall",
        title=_("Recall the referral"),
        button=_("Recall it"),
        done=_("The referral is recalled. The other organisation is told to delete what it was told."),
        form=forms.RecallForm,
        act=referrals.recall,
        why_not=_without_day(rules.why_not_recall),
        effects=(DELETES,),
    ),
)

DELETED = Step(
    "deleted",
    title=_("Everything was deleted"),
    button=_("Confirm the deletion"),
    done=_("It is recorded. Those who referred the person are told."),
    form=forms.DeletedForm,
    act=answers.confirm_deletion,
    why_not=_without_day(rules.why_not_confirm_deletion),
    effects=(_("Delete also notes, letters and messages in which you wrote down what you were told."),),
    abroad=_("The partner confirmed that everything was deleted"),
)
