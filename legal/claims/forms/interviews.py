"""What each page of the log lets one type."""

from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from legal.claims.forms.hearings import languages
from legal.claims.models import Hearing, Interview
from legal.claims.states import CONSENT_FORMS, GivenBy, Listener, RecordKind, Topic
from legal.forms import DatedForm
from tvcase.accounts.models import Organisation
from tvcase.forms import CharField, ChoiceField, DateField, Form, MultipleChoiceField, TextField


class HearingField(forms.ModelChoiceField):
    """One of the case's hearings, by its day."""

    def label_from_instance(self, obj: Hearing) -> str:
        return f"{date_format(localtime(obj.starts_at), 'DATETIME_FORMAT')}, {obj.get_kind_display()}"


class InterviewForm(DatedForm):
    """What the person told, to whom and in what form."""

    told_on = DateField(label=_("When did the person tell it?"))
    listener = ChoiceField(label=_("To whom?"), choices=Listener.choices)
    listener_name = CharField(
        label=_("Which body or person?"),
        help_text=_("For example the office or the court."),
        max_length=160,
        required=False,
    )
    hearing = HearingField(
        Hearing.objects.none(), label=_("At which hearing?"), empty_label=_("At none of these"), required=False
    )
    topics = MultipleChoiceField(label=_("What was it about?"), choices=Topic.choices)
    summary = TextField(
        label=_("What was told, in short"),
        help_text=_("An authority reads this if the person agrees. Write nothing from counselling, and no shelter."),
        max_length=4000,
        required=False,
    )
    record = ChoiceField(label=_("How was it kept?"), choices=RecordKind.choices)
    record_reference = CharField(
        label=_("Where is the record?"),
        help_text=_("For example the number of the minutes."),
        max_length=160,
        required=False,
    )
    language = ChoiceField(label=_("In which language?"), choices=languages, widget=forms.Select)
    interpreter = CharField(label=_("Interpreter"), max_length=120, required=False)

    def __init__(self, *args: Any, hearings: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_records("hearing", hearings)


class StrikeForm(Form):
    """Nothing to type: the button strikes it out."""


class ShareForm(DatedForm):
    """Which authority may use it again."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Which authority may use it?"),
        help_text=_("Only authorities to which this case is open already."),
        empty_label=_("Choose an authority"),
    )
    agreed_on = DateField(label=_("On which day did the person agree?"))
    given_by = ChoiceField(label=_("Who agreed?"), choices=GivenBy.choices)
    form = ChoiceField(label=_("In which form?"), choices=[(one.value, one.label) for one in CONSENT_FORMS])

    def __init__(self, *args: Any, interview: Interview, authorities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.interview = interview
        self.set_records("organisation", authorities)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        agreed_on = cleaned.get("agreed_on")
        if agreed_on and agreed_on < self.interview.told_on:
            self.add_error("agreed_on", _("The person cannot have agreed before it was told."))
        return cleaned


class TakeBackForm(DatedForm):
    """Which agreement the person takes back."""

    organisation = ChoiceField(label=_("Which authority may no longer use it?"))
    withdrawn_on = DateField(label=_("On which day did the person take the agreement back?"))

    def __init__(self, *args: Any, reuses: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reuses = {reuse.organisation.code: reuse for reuse in reuses}
        self.set_choices("organisation", [(code, str(reuse.organisation)) for code, reuse in self.reuses.items()])
