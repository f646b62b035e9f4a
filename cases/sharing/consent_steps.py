"""The steps of consents as their pages show them: what is asked, what it does, what is said after."""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext_lazy as _

from cases.rules import Reasons
from cases.sharing import rules
from cases.sharing import step_forms as forms
from cases.sharing.actions import consents
from cases.sharing.models import Consent
from cases.sharing.steps import DELETES, NOTHING_ELSE, Step, WhyNot
from tvcase.accounts.models import User


def _of_consent(why_not: Callable[..., Reasons]) -> WhyNot:
    def asked(consent: Consent, *, by: User, on: date) -> Reasons:
        return why_not(consent, by=by)

    return asked


CONSENT_STEPS = (
    Step(
        "give",
        title=_("The person agrees"),
        button=_("Record the consent"),
        done=_("The consent is recorded. Nothing has been told to anybody yet."),
        form=forms.GiveForm,
        act=consents.give,
        why_not=_of_consent(rules.why_not_answer_consent),
    ),
    Step(
        "refuse",
        title=_("The person does not agree"),
        button=_("Record the refusal"),
        done=_("The refusal is recorded. Nothing else changes."),
        form=forms.AnsweredForm,
        act=consents.refuse,
        why_not=_of_consent(rules.why_not_answer_consent),
        effects=(NOTHING_ELSE,),
    ),
    Step(
        "withdraw",
        title=_("The person withdraws the consent"),
        button=_("Record the withdrawal"),
        done=_("The withdrawal is recorded. Nobody reads any more what it had let out."),
        form=forms.EndedForm,
        act=consents.withdraw,
        why_not=_of_consent(rules.why_not_withdraw),
        effects=(
            _("Every referral that rests on it is recalled at once, also one that is over."),
            DELETES,
            NOTHING_ELSE,
        ),
    ),
    Step(
        "evidence",
        title=_("Which paper shows it"),
        button=_("Record the paper"),
        done=_("It is recorded which paper shows the consent."),
        form=forms.EvidenceForm,
        act=consents.attach,
        why_not=_of_consent(rules.why_not_attach),
    ),
    Step(
        "end",
        title=_("What the consent was for is done"),
        button=_("End the consent"),
        done=_("The consent has ended."),
        act=consents.expire,
        why_not=_of_consent(rules.why_not_expire),
    ),
)
