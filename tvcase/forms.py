"""Forms in the look of the component library, and how a view binds one.

`{% include "components/errors.html" with form=form only %}` shows what is wrong at the top of the page,
`{% include "components/field.html" with field=field only %}` one field with its hint and its error.
"""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import QuerySet
from django.forms.widgets import Input
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tvcase.drafts import forms as drafts
from tvcase.fields import (
    CharField,
    Checkboxes,
    ChoiceField,
    DateField,
    DateTimeField,
    JSONField,
    MultipleChoiceField,
    Radios,
    TextField,
)
from tvcase.typed import RESUME, only_kept

__all__ = [
    "CharField",
    "ChoiceField",
    "DateField",
    "DateTimeField",
    "Form",
    "JSONField",
    "ModelForm",
    "MultipleChoiceField",
    "TextField",
    "bound",
]

_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Textarea, "govuk-textarea"),
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.Select, "govuk-select"),
    (forms.FileInput, "govuk-file-upload"),
    (Input, "govuk-input"),
)
_OURS = (forms.MultiWidget, forms.RadioSelect, forms.CheckboxSelectMultiple)
_REQUIRED: tuple[tuple[type[forms.Field], Any], ...] = (
    (forms.MultipleChoiceField, _("Choose at least one answer.")),
    (forms.ModelMultipleChoiceField, _("Choose at least one answer.")),
    (forms.ChoiceField, _("Choose an answer.")),
    (forms.ModelChoiceField, _("Choose an answer.")),
    (forms.BooleanField, _("Tick the box to confirm.")),
    (forms.CharField, _("Write an answer here.")),
)
_SENTENCES = {
    "max_length": _("Write at most %(limit_value)d characters. This has %(show_value)d."),
    "min_length": _("Write at least %(limit_value)d characters. This has %(show_value)d."),
    "null_characters_not_allowed": _("The text has a character that cannot be kept. Type it again."),
    "invalid_choice": _("Choose one of the answers shown."),
}


class Form(forms.Form):
    """A form in our look. It never relies on the browser's own checks. What is kept of it: tvcase/drafts."""

    use_required_attribute = False
    keeps_draft = True
    drafted: Any = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)

    def add_error(self, field: str | None, error: Any) -> None:
        """A refusal about a field that this form does not have is said at the top."""
        if field is None and hasattr(error, "error_dict"):
            own = {name: errors for name, errors in error.error_dict.items() if name in self.fields}
            other = [one for name, errors in error.error_dict.items() if name not in own for one in errors]
            error = ValidationError({**own, **({NON_FIELD_ERRORS: other} if other else {})})
        super().add_error(field, error)

    def set_choices(self, name: str, choices: Any) -> None:
        """Offer these answers in a field of choices."""
        _field(self, name, forms.ChoiceField).choices = choices

    def set_records(self, name: str, records: QuerySet[Any]) -> None:
        """Offer these records in a field of records."""
        _field(self, name, forms.ModelChoiceField).queryset = records


class ModelForm(forms.ModelForm):
    """A model's form in our look; its dates are declared with the kit's fields."""

    use_required_attribute = False
    keeps_draft = True
    drafted: Any = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)


def bound[F: forms.BaseForm](request: HttpRequest, form_class: type[F], **kwargs: Any) -> tuple[F, bool]:
    """The form for this request, and whether it was sent in order to act.

    After a sign-in interrupted a form, the typed text arrives with `_resume`: it is shown again and nothing
    is checked or done. Whatever a view does all the same is rolled back (see LoginRequired). A long form comes back
    with what was kept of it, and is kept instead of sent when that is asked for (tvcase/drafts).
    """
    if request.method != "POST":
        return drafts.come_back(request, form_class, **kwargs), False
    form = form_class(data=request.POST, files=request.FILES, **kwargs)
    if only_kept.get():
        drafts.keep(request, form)
    drafts.sent(request, form)
    if RESUME not in request.POST:
        return form, True
    drafts.as_typed(form)
    return form, False


def _field[F: forms.Field](form: forms.BaseForm, name: str, kind: type[F]) -> F:
    field = form.fields[name]
    if not isinstance(field, kind):
        raise TypeError(f"{type(form).__name__}.{name} is no {kind.__name__}.")
    return field


def dress(form: forms.BaseForm) -> None:
    """Give every widget its class and template, and every field sentences that say what to do."""
    for name, field in form.fields.items():
        if isinstance(field, forms.DateField | forms.DateTimeField):
            raise TypeError(f"{type(form).__name__}.{name}: use the kit's date fields.")
        _dress_widget(field.widget)
        for code, sentence in _SENTENCES.items():
            if code != "invalid_choice" or code in field.error_messages:
                _say(field, code, sentence)
        for kind, sentence in _REQUIRED:
            if isinstance(field, kind):
                _say(field, "required", sentence)
                break


def _say(field: forms.Field, code: str, sentence: Any) -> None:
    """Use our sentence unless the form has its own."""
    kinds = [getattr(kind, "default_error_messages", {}) for kind in type(field).__mro__]
    libraries_own = [texts[code] for texts in kinds if code in texts]
    if code not in field.error_messages or field.error_messages[code] in libraries_own:
        field.error_messages[code] = sentence


def _dress_widget(widget: forms.Widget) -> None:
    if isinstance(widget, forms.CheckboxSelectMultiple):
        widget.template_name = Checkboxes.template_name
    elif isinstance(widget, forms.RadioSelect):
        widget.template_name = Radios.template_name
    if widget.is_hidden or isinstance(widget, _OURS):
        return
    widget.attrs.setdefault("autocomplete", "off")  # browsers keep what is typed, in files, unless told not to
    for kind, name in _CLASSES:
        if isinstance(widget, kind):
            own = widget.attrs.get("class", "")
            widget.attrs["class"] = f"{name} {own}".strip()
            break
    if isinstance(widget, forms.Textarea):
        widget.attrs["rows"] = widget.attrs["rows"] if widget.attrs.get("rows") != "10" else "5"
        widget.attrs.pop("cols", None)
