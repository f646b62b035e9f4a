"""What each page of Article 25 lets one type."""

from legal.forms.asking import AppealForm, FilingForm, RenounceForm, RequestForm, TakeBackForm, WithdrawalForm
from legal.forms.dated import DatedForm, NothingForm
from legal.forms.judging import AppealResultForm, DecisionForm, RegisterForm, ServiceForm
from legal.forms.proceedings import LinkForm, ProceedingsForm, StepForm
from legal.forms.status import EndForm, PermitForm, TerminationForm

__all__ = [
    "AppealForm",
    "AppealResultForm",
    "DatedForm",
    "DecisionForm",
    "EndForm",
    "FilingForm",
    "LinkForm",
    "NothingForm",
    "PermitForm",
    "ProceedingsForm",
    "RegisterForm",
    "RenounceForm",
    "RequestForm",
    "ServiceForm",
    "StepForm",
    "TakeBackForm",
    "TerminationForm",
    "WithdrawalForm",
]
