"""What is asked when somebody asks about a person: the checklist of E-39 as a form."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.enquiries import Answer, Asker, CallBack, NumberFrom, TellingBasis
from cases.rules.enquiries import why_not_answer
from tvcase.accounts.models import User
from tvcase.forms import CharField, ChoiceField, DateField, DateTimeField, Form, TextField

ONLY_IF_CALLED = ("number_from", "called_back_at")
ONLY_IF_TOLD = ("basis", "agreed_on", "told")


class EnquiryForm(Form):
    """Who asks, how they were checked, and what may be told; in doubt, nothing."""

    asked_at = DateTimeField(label=gettext_lazy("When did they ask?"))
    asker = ChoiceField(label=gettext_lazy("Who do they say they are?"), choices=Asker.choices)
    asker_name = CharField(label=gettext_lazy("Name and body that they gave"), required=False, max_length=200)
    wanted = TextField(label=gettext_lazy("What do they want to know?"), max_length=600)
    call_back = ChoiceField(label=gettext_lazy("Did you call back?"), choices=CallBack.choices)
    number_from = ChoiceField(
        label=gettext_lazy("Where did you find the number?"),
        choices=NumberFrom.choices,
        required=False,
        help_text=gettext_lazy("A number that the caller gave proves nothing."),
    )
    called_back_at = DateTimeField(label=gettext_lazy("When did you call back?"), required=False)
    answer = ChoiceField(label=gettext_lazy("What will you answer?"), choices=Answer.choices)
    basis = ChoiceField(label=gettext_lazy("Why may it be told?"), choices=TellingBasis.choices, required=False)
    agreed_on = DateField(label=gettext_lazy("When did the person agree?"), required=False)
    told = TextField(
        label=gettext_lazy("What may be told?"),
        required=False,
        max_length=600,
        help_text=gettext_lazy("No more than is needed, and never where the person is."),
    )

    def __init__(self, *args: Any, now: datetime, by: User, **kwargs: Any) -> None:
        first = {"asked_at": now, "answer": Answer.NOTHING, "call_back": CallBack.NOT_MADE}
        super().__init__(*args, initial=first, **kwargs)
        self.now, self.by = now, by

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        called, tells = cleaned.get("call_back") != CallBack.NOT_MADE, cleaned.get("answer") == Answer.TELL
        self._settle(called, ONLY_IF_CALLED)
        self._settle(tells, tuple(name for name in ONLY_IF_TOLD if name != "agreed_on"))
        self._settle(tells and cleaned.get("basis") == TellingBasis.CONSENT, ("agreed_on",))
        self._in_time()
        facts = {name: cleaned.get(name, "") for name in ("answer", "call_back", "basis")}
        for reason in [] if self.errors else why_not_answer(**facts, by=self.by):
            self.add_error("answer", reason)
        return cleaned

    def _settle(self, asked: bool, names: tuple[str, ...]) -> None:
        """Ask for these answers, or leave them out."""
        for name in names:
            if not asked:
                self.errors.pop(name, None)
                self.cleaned_data[name] = None if name.endswith(("_at", "_on")) else ""
            elif not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, _("Answer this too."))

    def _in_time(self) -> None:
        asked, called = self.cleaned_data.get("asked_at"), self.cleaned_data.get("called_back_at")
        for name, instant in (("asked_at", asked), ("called_back_at", called)):
            if instant and instant > self.now:
                self.add_error(name, ValidationError(_("This time has not come yet.")))
        if asked and called and called < asked:
            self.add_error("called_back_at", _("You cannot have called back before they asked."))
