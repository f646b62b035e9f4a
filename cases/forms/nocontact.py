"""What is asked about measures against contact and about contact itself."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.geo import language_choices
from cases.models import BreachDisclosure, NoContactMeasure
from cases.nocontact import (
    CLOSABLE,
    LEGAL_BASIS,
    VOLUNTARY,
    Channel,
    Direction,
    DisclosureBasis,
    MeasureKind,
    PlaceKind,
)
from tvcase.accounts.models import Organisation
from tvcase.forms import CharField, ChoiceField, DateField, DateTimeField, Form, MultipleChoiceField, TextField

AGREES, DECLINES = "AGREES", "DECLINES"
NO_MEASURE = "0"


class MeasureForm(Form):
    """A measure that could help."""

    kind = ChoiceField(label=gettext_lazy("Which measure?"), hints=LEGAL_BASIS)
    against = CharField(
        label=gettext_lazy("Against whom?"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Only what safety needs, for example “the former employer”. No numbers, no biography."),
    )
    scope = TextField(
        label=gettext_lazy("What does it cover?"),
        required=False,
        max_length=600,
        help_text=gettext_lazy(
            "For example: no telephone between 20:00 and 8:00; 200 metres. No address of a shelter."
        ),
    )
    places = TextField(
        label=gettext_lazy("Towns and places that it names"),
        required=False,
        max_length=600,
        help_text=gettext_lazy("One in a line. Stays and meetings that are planned there bring a warning."),
    )
    closed_channels = MultipleChoiceField(
        label=gettext_lazy("Which channels are closed?"),
        required=False,
        choices=[(channel.value, channel.label) for channel in CLOSABLE],
        help_text=gettext_lazy("Emergency calls, the lawyer, the prosecutor and support always stay open."),
    )

    def __init__(self, *args: Any, kinds: Iterable[MeasureKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("kind", [(kind.value, kind.label) for kind in kinds])

    def clean(self) -> dict[str, Any]:
        kind = self.cleaned_data.get("kind")
        if self.cleaned_data.get("closed_channels") and kind and kind not in VOLUNTARY:
            self.add_error("closed_channels", _("Only what the person agrees to closes a channel."))
        return self.cleaned_data


class _Agreement(Form):
    """What every written agreement needs."""

    explained_on = DateField(label=gettext_lazy("When was the measure explained?"))
    agreed_on = DateField(label=gettext_lazy("When did the person agree in writing?"))
    until_on = DateField(label=gettext_lazy("Last day of the measure"))
    told_free = forms.BooleanField(
        label=gettext_lazy(
            "The person knows: it is a free choice, a bed and every service stay without it, and it can be ended at "
            "once, at any time, without a reason"
        )
    )

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        explained, agreed, until = (cleaned.get(name) for name in ("explained_on", "agreed_on", "until_on"))
        if explained and agreed and agreed < explained:
            self.add_error("agreed_on", _("The person agrees after the measure was explained."))
        if agreed and until and until < agreed:
            self.add_error("until_on", _("The last day cannot come before the agreement."))
        cleaned.pop("told_free", None)
        return cleaned


class RenewForm(_Agreement):
    """A new written agreement for a further term."""


class AnswerForm(_Agreement):
    """The person's answer to a measure."""

    answer = ChoiceField(
        label=gettext_lazy("What does the person say?"),
        choices=[(AGREES, gettext_lazy("agrees in writing")), (DECLINES, gettext_lazy("does not want it"))],
    )
    agreement_language = ChoiceField(
        label=gettext_lazy("Language of the agreement"), choices=language_choices, widget=forms.Select
    )
    field_order = ("answer", "explained_on", "agreed_on", "agreement_language", "until_on", "told_free")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needed = {name: field for name, field in self.fields.items() if name != "answer"}
        if self.data.get("answer") == DECLINES:
            for field in self.needed.values():
                field.required = False


class ReviewForm(Form):
    """The measure was looked at with the person, and goes on."""

    review_on = DateField(label=gettext_lazy("When is it looked at again?"))


class BreachForm(Form):
    """A contact, in as few taps as can be."""

    direction = ChoiceField(label=gettext_lazy("Who sought the contact?"), choices=Direction.choices)
    channel = ChoiceField(label=gettext_lazy("How?"), choices=Channel.choices)
    measure = ChoiceField(label=gettext_lazy("In spite of which measure?"))
    happened_at = DateTimeField(label=gettext_lazy("When?"))
    response = TextField(label=gettext_lazy("What was done?"), required=False, max_length=1000)

    def __init__(self, *args: Any, measures: Sequence[NoContactMeasure], now: datetime, **kwargs: Any) -> None:
        first = str(measures[0].number) if len(measures) == 1 else NO_MEASURE
        super().__init__(*args, initial={"happened_at": now, "measure": first}, **kwargs)
        self.now, self.measures = now, {str(measure.number): measure for measure in measures}
        words = [(number, measure.get_kind_display()) for number, measure in self.measures.items()]
        self.set_choices("measure", [*words, (NO_MEASURE, _("no measure"))])
        if not measures:
            del self.fields["measure"]

    def clean_measure(self) -> NoContactMeasure | None:
        return self.measures.get(self.cleaned_data["measure"])

    def clean_happened_at(self) -> datetime:
        happened_at: datetime = self.cleaned_data["happened_at"]
        if happened_at > self.now:
            raise ValidationError(_("This time has not come yet."))
        return happened_at


class DiscloseForm(Form):
    """Who may read of one contact, and why."""

    authority = forms.ModelChoiceField(
        Organisation.objects.none(), label=gettext_lazy("Which authority?"), empty_label=gettext_lazy("Choose it")
    )
    basis = ChoiceField(
        label=gettext_lazy("Why may it read this?"),
        choices=DisclosureBasis.choices,
        hints={DisclosureBasis.RISK_TO_LIFE: gettext_lazy("A supervisor or the coordinator decides; call 112 first.")},
    )
    agreed_on = DateField(label=gettext_lazy("When did the person agree?"), required=False)
    reason = TextField(
        label=gettext_lazy("What is the risk to life?"),
        required=False,
        max_length=600,
        help_text=gettext_lazy("Only where the person has not agreed."),
    )
    known = forms.BooleanField(
        label=gettext_lazy("Somebody has thought, with the person or her or his lawyer, of what this may cost"),
    )

    def __init__(self, *args: Any, authorities: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.set_records("authority", authorities)

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        cleaned.pop("known", None)
        agreed, reason = cleaned.get("agreed_on"), cleaned.get("reason")
        if cleaned.get("basis") == DisclosureBasis.CONSENT:
            cleaned["reason"] = ""
            if not agreed and "agreed_on" not in self.errors:
                self.add_error("agreed_on", _("Enter the date."))
            elif agreed and agreed > self.today:
                self.add_error("agreed_on", _("This day has not come yet."))
        elif cleaned.get("basis") == DisclosureBasis.RISK_TO_LIFE:
            cleaned["agreed_on"] = None
            if not reason and "reason" not in self.errors:
                self.add_error("reason", _("Write an answer here."))
        return cleaned


class CloseAgainForm(Form):
    """Which authority reads it no more."""

    authority = ChoiceField(label=gettext_lazy("Which authority may no longer read it?"))

    def __init__(self, *args: Any, disclosures: Iterable[BreachDisclosure], **kwargs: Any) -> None:
        self.disclosures = {one.authority.code: one for one in disclosures}
        only = {"authority": next(iter(self.disclosures))} if len(self.disclosures) == 1 else {}
        super().__init__(*args, initial=only, **kwargs)
        self.set_choices("authority", [(code, str(one.authority)) for code, one in self.disclosures.items()])


class PlaceForm(Form):
    """Where the perpetrator may be."""

    kind = ChoiceField(label=gettext_lazy("Why is it a danger?"), choices=PlaceKind.choices)
    town = CharField(
        label=gettext_lazy("Town or district"),
        max_length=80,
        help_text=gettext_lazy("Only the town, for example Ruse: it is compared with places that are planned."),
    )
    detail = CharField(label=gettext_lazy("Where there"), required=False, max_length=200)


class ConnectionForm(Form):
    """The other case."""

    other = CharField(
        label=gettext_lazy("Code of the other case"),
        max_length=20,
        help_text=gettext_lazy("A case that you may open. Neither file says why."),
    )
