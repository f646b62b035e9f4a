"""The forms to sign in with, and to change the ways of doing so."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tvcase.accounts.models import User
from tvcase.forms import Form, JSONField

WRONG = _(
    "The user name or the password is not right. Check both and try again. After five wrong attempts nothing is "
    "accepted for fifteen minutes."
)
NOT_PROVED = _(
    "That did not work. Try your passkey again, or type the code that is shown now; each code works once. After five "
    "wrong attempts nothing is accepted for fifteen minutes."
)
_WEAK = {
    "password_too_short": _("The password is too short: it needs at least 12 characters."),
    "password_too_similar": _("The password is too much like your name or your address. Choose another one."),
    "password_too_common": _("Many people use this password, so it is easily guessed. Choose another one."),
}
_NAME = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
_CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}


def _password(label: Any, autocomplete: str, *, required: Any = None, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        strip=False,
        max_length=512,
        widget=forms.PasswordInput({"autocomplete": autocomplete}),
        error_messages={"required": required or _("Enter your password.")},
        **options,
    )


class SignInForm(Form):
    """User name and password. The answer to a wrong name and to a wrong password is the same."""

    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        widget=forms.TextInput(_NAME),
        error_messages={"required": _("Enter your user name.")},
    )
    password = _password(_("Password"), "current-password")


class ProofForm(Form):
    """A code, or what the device answers for its passkey."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        required=False,
        widget=forms.TextInput(_CODE | {"class": "govuk-input--width-10"}),
        help_text=_("Six digits from your application, or one of your recovery codes."),
    )
    credential = JSONField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Nothing at all is a slip of the hand, not a guess: it is said beside the field and not counted."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("code") and not cleaned.get("credential"):
            self.add_error("code", _("Enter the code."))
        return cleaned

    def refuse(self) -> None:
        """Say that the proof did not work, where nothing else is said of it already."""
        if not self.has_error("code"):
            self.add_error(None, NOT_PROVED)


class NewPasskeyForm(Form):
    """A name for the device, and what it answers."""

    name = forms.CharField(
        label=_("Name of the device"),
        max_length=60,
        help_text=_("For example: “Phone” or “Key at the office”."),
        error_messages={"required": _("Give the device a name.")},
    )
    credential = JSONField(required=False, widget=forms.HiddenInput)


class NewCodesForm(Form):
    """The first code of an application, as a sign that it has the secret."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(_CODE | {"class": "govuk-input--width-10"}),
        help_text=_("The six digits that the application shows now."),
        error_messages={"required": _("Enter the code that the application shows.")},
    )


class ForgottenForm(Form):
    """Whose password is forgotten."""

    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        widget=forms.TextInput(_NAME),
        error_messages={"required": _("Enter your user name.")},
    )


class NewPasswordForm(Form):
    """A new password, typed twice."""

    new_password = _password(
        _("New password"),
        "new-password",
        required=_("Enter a new password."),
        help_text=_("At least 12 characters. A sentence is easy to remember."),
    )
    new_password_again = _password(
        _("New password again"), "new-password", required=_("Enter the new password once more.")
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, second = cleaned.get("new_password"), cleaned.get("new_password_again")
        if first and second and first != second:
            self.add_error("new_password_again", _("The two passwords are not the same."))
        elif first:
            try:
                validate_password(first, self.user)
            except ValidationError as refusal:
                said = [_WEAK.get(error.code or "", error.message) for error in refusal.error_list]
                self.add_error("new_password", said)
        return cleaned


class OwnPasswordForm(NewPasswordForm):
    """The same for somebody signed in, who also types the password of now."""

    password = _password(_("Your password now"), "current-password")
    field_order = ["password", "new_password", "new_password_again"]

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise ValidationError(_("This is not your password."))
        return password
