"""What is recorded of the person, one short page each."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.past import PastForm
from cases.forms.search import YearField
from cases.forms.several import SeveralField
from cases.geo import citizenship_choices, country_choices, language_choices
from cases.models import CodeEntry, Person
from cases.models.codes import CodeList
from cases.states import BirthPrecision, SpellingKind
from tvcase.dates import local_date
from tvcase.forms import CharField, ChoiceField, DateField, Form, MultipleChoiceField

FEW = 3


class BirthForm(PastForm):
    """The date of birth, or the year, or a guess at the year."""

    birth_date = DateField(label=_("Date of birth"), required=False)
    birth_year = YearField(label=_("Year of birth, if the day is not known"), required=False)
    birth_year_estimated = forms.BooleanField(label=_("The year is an estimate"), required=False)

    def clean(self) -> dict[str, Any]:
        """The answers with `born_on` and `born_precision` in place of the three fields of the page."""
        cleaned = super().clean()
        day = cleaned.pop("birth_date", None)
        year = cleaned.pop("birth_year", None)
        estimated = cleaned.pop("birth_year_estimated", False)
        if day and year and day.year != year:
            self.add_error("birth_year", _("The year is not that of the date of birth. Leave one of them empty."))
        if estimated and not (day or year):
            self.add_error("birth_year", _("Write the year that you estimate."))
        cleaned["born_on"] = day or (date(year, 1, 1) if year else None)
        cleaned["born_precision"] = _precision(day, year, estimated)
        return cleaned


def _precision(day: date | None, year: int | None, estimated: bool) -> str:
    if not (day or year):
        return ""
    if estimated:
        return BirthPrecision.ESTIMATED
    return BirthPrecision.EXACT if day else BirthPrecision.YEAR


class NamesForm(BirthForm):
    """What the person is called, when she or he was born, and the sex."""

    alias_in_use = CharField(label=_("How the person wants to be called"), required=False, max_length=80)
    given_name = CharField(label=_("Given name"), required=False, max_length=80)
    middle_name = CharField(label=_("Father's or middle name"), required=False, max_length=80)
    family_name = CharField(label=_("Family name"), required=False, max_length=80)
    given_name_latin = CharField(label=_("Given name in Latin letters"), required=False, max_length=80)
    family_name_latin = CharField(label=_("Family name in Latin letters"), required=False, max_length=80)
    sex = ChoiceField(label=_("Sex"), required=False)
    gender = ChoiceField(label=_("Gender"), required=False, help_text=_("Only if the person speaks of it."))

    field_order = [
        "alias_in_use",
        "given_name",
        "middle_name",
        "family_name",
        "given_name_latin",
        "family_name_latin",
        "birth_date",
        "birth_year",
        "birth_year_estimated",
        "sex",
        "gender",
    ]

    def __init__(self, *args: Any, now: datetime, keep: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, now=now, **kwargs)
        offer(self, {"sex": CodeList.SEX, "gender": CodeList.GENDER}, now=now, keep=keep, empty=_("not recorded"))

    @staticmethod
    def initial_of(person: Person) -> dict[str, Any]:
        """What the page shows of the person as recorded."""
        known = {name: getattr(person, name) for name in NamesForm.declared_fields if hasattr(person, name)}
        estimated = person.born_precision == BirthPrecision.ESTIMATED
        exact = person.born_precision == BirthPrecision.EXACT
        year = person.born_on.year if person.born_on and not exact else None
        return known | {
            "birth_date": person.born_on if exact else None,
            "birth_year": year,
            "birth_year_estimated": estimated,
        }


class OriginForm(Form):
    """Where the person comes from, what she or he speaks, on what the stay in Bulgaria rests."""

    citizenships = SeveralField(label=_("Citizenships"), required=False, count=FEW, choices=citizenship_choices)
    languages = SeveralField(
        label=_("Languages"),
        required=False,
        count=FEW,
        choices=language_choices,
        help_text=_("The language in which the person understands best comes first."),
    )
    interpreter_needed = forms.BooleanField(label=_("The person needs an interpreter"), required=False)
    residence_status = ChoiceField(label=_("Residence status"), required=False, widget=forms.Select)
    asylum_applicant = forms.BooleanField(
        label=_("The person has applied for asylum"),
        required=False,
        help_text=_("If so, nobody may turn to the embassy or consulate of the country of origin."),
    )

    def __init__(self, *args: Any, now: datetime, keep: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, {"residence_status": CodeList.RESIDENCE_STATUS}, now=now, keep=keep, empty="—")


class ContactForm(Form):
    """How the person says that she or he can be reached in safety."""

    safe_channels = MultipleChoiceField(label=_("Safe ways to make contact"), required=False)
    phone = CharField(label=_("Phone"), required=False, max_length=30)
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        error_messages={"invalid": _("Write the address like name@example.com.")},
    )
    safe_hours = CharField(
        label=_("Safe hours"), required=False, max_length=120, help_text=_("For example: on weekdays from 10 to 12.")
    )
    code_word = CharField(
        label=_("Code word"),
        required=False,
        max_length=60,
        help_text=_("By which you and the person know that it is safe to speak."),
    )
    contact_note = CharField(label=_("What to avoid"), required=False, max_length=300)

    def __init__(self, *args: Any, now: datetime, keep: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, {"safe_channels": CodeList.SAFE_CONTACT}, now=now, keep=keep)


class SpellingForm(PastForm):
    """An alias, or another spelling of the family name, under which the person can be found."""

    kind = ChoiceField(label=_("What is it?"), choices=SpellingKind.choices)
    text = CharField(label=_("Alias or spelling"), max_length=80)


class DocumentForm(Form):
    """A document that carries a number."""

    kind = ChoiceField(label=_("Document"))
    document_number = CharField(label=_("Number"), max_length=40)
    country = ChoiceField(label=_("Issued by"), required=False, widget=forms.Select)
    valid_to = DateField(label=_("Valid to"), required=False)

    def __init__(self, *args: Any, now: datetime, keep: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, {"kind": CodeList.DOCUMENT_KIND}, now=now, keep=keep)
        self.set_choices("country", [("", "—"), *country_choices()])


def offer(
    form: Form, lists: Mapping[str, str], *, now: datetime, keep: Collection[str] = (), empty: Any = None
) -> None:
    """Give fields the entries of their lists; `empty` is the label of no answer, where there may be none."""
    found = CodeEntry.objects.choices_for(lists.values(), on=local_date(now), keep=keep)
    for name, code_list in lists.items():
        none = [] if empty is None else [("", empty)]
        form.set_choices(name, [*none, *found[code_list]])
