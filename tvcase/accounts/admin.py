"""Organisations and people, for administrators. No case is reached from here."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangosUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tvcase.accounts import actions
from tvcase.accounts.models import Organisation, User
from tvcase.accounts.roles import ROLES_OF_KIND, Role
from tvcase.administration.records import KeptRecords
from tvcase.http import person

admin.site.unregister(Group)  # groups follow from roles


@admin.register(Organisation)
class OrganisationAdmin(KeptRecords):
    """Bodies and associations of the mechanism; the permission groups of their roles come with them."""

    list_display = ["code", "name_bg", "kind", "town_bg", "active_from", "closed_on"]
    list_filter = ["kind"]
    search_fields = ["code", "name_bg", "name_en"]

    def get_readonly_fields(self, request: HttpRequest, obj: Organisation | None = None) -> list[str]:
        return ["code", "kind"] if obj else []

    def save_model(self, request: HttpRequest, obj: Organisation, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        actions.make_groups(obj)

    def name_in_trace(self, obj: Organisation) -> str:
        return obj.code


class WithRoles(forms.Form):
    """The roles a person holds, as boxes to tick; which of them are possible depends on the organisation."""

    roles = forms.MultipleChoiceField(
        label=_("roles"), choices=Role.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        organisation = cleaned.get("organisation") or getattr(self, "instance", User()).organisation
        possible = ROLES_OF_KIND[organisation.kind] if organisation else frozenset()
        refused = [str(Role(role).label) for role in cleaned.get("roles", []) if role not in possible]
        if refused:
            self.add_error("roles", _("This organisation cannot have the role: %s.") % ", ".join(refused))
        return cleaned


class NewUserForm(WithRoles, AdminUserCreationForm):
    """A new account; without a password nobody can sign in with it until one is set."""

    class Meta:
        model = User
        fields = ["username", "first_name", "last_name", "email", "organisation", "language"]


class UserForm(WithRoles, forms.ModelForm):
    """An account as it stands."""

    class Meta:
        model = User
        fields = ["first_name", "last_name", "email", "language", "roles", "is_active"]


@admin.register(User)
class UserAdmin(KeptRecords, DjangosUserAdmin):
    """Accounts. Who works for two organisations has two; who leaves has the account closed."""

    form = UserForm
    add_form = NewUserForm
    list_display = ["username", "first_name", "last_name", "organisation", "roles_in_words", "is_active"]
    list_filter = ["is_active", "organisation__kind"]
    list_select_related = ["organisation"]
    search_fields = ["username", "first_name", "last_name", "email"]
    filter_horizontal = []
    readonly_fields = ["username", "organisation", "last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["username", "organisation", "is_active", "last_login", "date_joined"]}),
        (_("Person"), {"fields": ["first_name", "last_name", "email", "language"]}),
        (_("Roles"), {"fields": ["roles"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["username", "usable_password", "password1", "password2"]}),
        (_("Person"), {"fields": ["first_name", "last_name", "email", "language"]}),
        (_("Roles"), {"fields": ["organisation", "roles"]}),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        return self.readonly_fields if obj else []

    @admin.display(description=_("roles"))
    def roles_in_words(self, user: User) -> str:
        return ", ".join(str(Role(role).label) for role in user.roles)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """The person's own fields here; roles, groups and closing by the actions that keep them in step."""
        roles, by, on = form.cleaned_data["roles"], person(request), timezone.localdate()
        super().save_model(request, obj, form, change)
        if not obj.is_active:
            actions.disable(obj, by=by, on=on)
        elif not change or {"roles", "is_active"} & set(form.changed_data):
            actions.set_roles(obj, roles, by=by, on=on)

    def name_in_trace(self, obj: User) -> str:
        return obj.username
