"""What the pages of documents let one type."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from cases.geo import language_name
from cases.permissions import AREA_WORDS
from tvcase.documents.intake import too_large
from tvcase.documents.letters import BULGARIAN, Letter
from tvcase.documents.states import UploadKind, WithdrawalReason
from tvcase.forms import CharField, ChoiceField, Form


class IssueForm(Form):
    """What a letter is about, and in which language. Where there is only one answer nothing is asked."""

    subject = ChoiceField(label=_("What is the letter about?"))
    language = ChoiceField(
        label=_("In which language?"), help_text=_("The letter is always in Bulgarian; another language stands beside.")
    )

    def __init__(self, *args: Any, letter: Letter, subjects: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subjects = {str(subject.pk): subject for subject in subjects}
        self.set_choices("subject", [(key, letter.subject_words(one)) for key, one in self.subjects.items()])
        self.set_choices("language", [(code, _language(code)) for code in letter.languages])
        for name, answers in (("subject", list(self.subjects)), ("language", list(letter.languages))):
            if len(answers) == 1:
                self.fields[name].widget = forms.HiddenInput()
                self.fields[name].initial = answers[0]


def _language(code: str) -> Any:
    if code == BULGARIAN:
        return _("Bulgarian only")
    return _("Bulgarian and %(language)s") % {"language": language_name(code)}


class WithdrawForm(Form):
    """Why a document is not valid any more."""

    withdrawal = ChoiceField(label=_("Why is it withdrawn?"), choices=WithdrawalReason.choices)


class _File(forms.FileField):
    """A file; one that is too large is not even received."""

    default_error_messages = {"missing": "", "required": "", "empty": "", "contradiction": ""}

    def clean(self, data: Any, initial: Any = None) -> UploadedFile:
        """The file. Raises ValidationError with the one sentence that helps."""
        if not isinstance(data, UploadedFile) or not data.size:
            raise forms.ValidationError(too_large())
        return data


def _file() -> _File:
    return _File(
        label=_("The file"), help_text=_("PDF, JPEG or PNG. What programs and cameras wrote into it is removed.")
    )


def _title() -> CharField:
    return CharField(
        label=_("Which paper is it?"),
        max_length=120,
        help_text=_("For example the court, the number and the date."),
    )


class ReplaceForm(Form):
    """A better file in the place of one that was handed in."""

    title = _title()
    file = _file()


class UploadForm(Form):
    """A paper from outside: what it is, to which part of the file it belongs, and the file itself."""

    kind = ChoiceField(label=_("What is it?"), choices=UploadKind.choices)
    title = _title()
    area = ChoiceField(
        label=_("To which part of the file does it belong?"), help_text=_("Whoever may change that part reads it.")
    )
    file = _file()

    def __init__(self, *args: Any, areas: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("area", [(area, AREA_WORDS[area]) for area in areas])
