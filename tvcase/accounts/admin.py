"""Organisations and people, for administrators. No case is reached from here."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from tvcase.accounts import actions, factors, granting
from tvcase.accounts.models import Organisation, RoleGrant, User
from tvcase.accounts.roles import ROLES_OF_KIND, Role
from tvcase.accounts.stepup import step_up
from tvcase.administration.records import KeptRecords
from tvcase.flow import Refused
from tvcase.http import person

_ADDRESS_STAYS = _(
    "This person has roles, or waits for them, and has not set up a second factor: the address stays. Take the roles "
    "away, change the address, then ask for the roles again."
)
_NEW_START = _("starts again with new factors")
NEEDS_ANOTHER = _("A role that is added is held only when another administrator has confirmed it.")


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
        user = getattr(self, "instance", User())
        more = set(cleaned.get("roles", [])) - set(self.initial.get("roles") or [])
        if user.pk and (more or cleaned.get("new_factors")) and granting.is_asked_for(user):
            self.add_error("roles", _("Something was asked for this person already and is not decided."))
        return cleaned


class NewUserForm(WithRoles, forms.ModelForm):
    """A new account. It has no password: the person gets a link by mail and sets one."""

    class Meta:
        model = User
        fields = ["username", "first_name", "last_name", "email", "organisation", "language"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True
        self.fields["email"].help_text = _("The link to set a password goes there.")


class UserForm(WithRoles, forms.ModelForm):
    """An account as it stands."""

    invite = forms.BooleanField(
        label=_("send a new invitation"),
        required=False,
        help_text=_("A link to set a password goes by mail. The second factor stays as it is."),
    )
    new_factors = forms.BooleanField(
        label=_("ask for a new start without the lost factors"),
        required=False,
        help_text=_("For somebody who lost every second factor. Another administrator has to confirm it."),
    )

    class Meta:
        model = User
        fields = ["first_name", "last_name", "email", "language", "roles", "is_active"]

    def clean_email(self) -> str:
        """The invitation goes to this address: one administrator alone does not lead roles to another one."""
        email: str = self.cleaned_data["email"]
        holds = self.initial.get("roles") or granting.is_asked_for(self.instance)
        if email != self.initial.get("email") and holds and not factors.has_one(self.instance):
            raise forms.ValidationError(_ADDRESS_STAYS)
        return email


@method_decorator(step_up, name="changeform_view")
@admin.register(User)
class UserAdmin(KeptRecords):
    """Accounts. Who works for two organisations has two; who leaves has the account closed."""

    list_display = ["username", "first_name", "last_name", "organisation", "roles_in_words", "is_active"]
    list_filter = ["is_active", "organisation__kind"]
    list_select_related = ["organisation"]
    search_fields = ["username", "first_name", "last_name", "email"]
    ordering = ["username"]
    fieldsets = [
        (None, {"fields": ["username", "organisation", "is_active", "last_login", "date_joined"]}),
        (_("Person"), {"fields": ["first_name", "last_name", "email", "language"]}),
        (_("Roles"), {"description": NEEDS_ANOTHER, "fields": ["roles"]}),
        (_("Signing in"), {"fields": ["invite", "new_factors"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["username"]}),
        (_("Person"), {"fields": ["first_name", "last_name", "email", "language"]}),
        (_("Roles"), {"description": NEEDS_ANOTHER, "fields": ["organisation", "roles"]}),
    ]

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        return self.fieldsets if obj else self.add_fieldsets

    def get_form(self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any) -> Any:
        return super().get_form(request, obj, change, **kwargs | {"form": UserForm if obj else NewUserForm})

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        return ["username", "organisation", "last_login", "date_joined"] if obj else []

    @admin.display(description=_("roles"))
    def roles_in_words(self, user: User) -> str:
        return ", ".join(str(Role(role).label) for role in user.roles)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """The person's own fields here; roles, groups, closing by the actions that keep them in step."""
        chosen, by, at = form.cleaned_data["roles"], person(request), timezone.now()
        if not change:
            obj.set_unusable_password()
        obj.roles = form.initial.get("roles", []) if change else []
        super().save_model(request, obj, form, change)
        if not obj.is_active:
            actions.disable(obj, by=by, on=timezone.localdate(at))
            return
        wanted = form.cleaned_data.get("new_factors", False)
        waits = granting.change_roles(obj, chosen, new_factors=wanted, by=by, at=at)
        if waits:
            messages.warning(request, _("Another administrator has to confirm this under “Requests for roles”."))
        if not change or form.cleaned_data["invite"]:
            granting.invite(obj, by=by, at=at)

    def name_in_trace(self, obj: User) -> str:
        return obj.username


def _asked_for(grant: RoleGrant, start: str) -> str:
    """The roles of a request, and with `start` that it also asks for a new start."""
    return ", ".join([str(grant)] * bool(grant.roles) + [start] * grant.new_factors)


@method_decorator(step_up, name="changelist_view")
@admin.register(RoleGrant)
class RoleGrantAdmin(KeptRecords):
    """What waits for a second administrator, and what was decided."""

    list_display = ["user", "what", "asked_by", "asked_at", "decided_by", "decided_at", "confirmed"]
    list_display_links = None
    list_filter = [("decided_at", admin.EmptyFieldListFilter)]
    list_select_related = ["user", "asked_by", "decided_by"]
    actions = ["confirm", "turn_down"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None and super().has_change_permission(request, obj)

    def waiting(self, user: User) -> Iterable[tuple[str, str]]:
        """What another administrator asked for somebody else."""
        waits = RoleGrant.objects.filter(decided_at=None, user__is_active=True)
        asked = waits.exclude(asked_by=user).exclude(user=user).select_related("user")
        where = f"{reverse('admin:accounts_rolegrant_changelist')}?decided_at__isempty=1"
        return [(f"{grant.user.username}: {_asked_for(grant, str(_NEW_START))}", where) for grant in asked]

    @admin.display(description=_("asked for"))
    def what(self, grant: RoleGrant) -> str:
        """The roles, and where the link of a new start goes: who confirms it looks at both."""
        start = _("new start, the link goes to %(address)s") % {"address": grant.user.email}
        return _asked_for(grant, start)

    @admin.action(description=_("Confirm"))
    def confirm(self, request: HttpRequest, queryset: QuerySet[RoleGrant]) -> None:
        self._decide(request, queryset, confirmed=True)

    @admin.action(description=_("Turn down"))
    def turn_down(self, request: HttpRequest, queryset: QuerySet[RoleGrant]) -> None:
        self._decide(request, queryset, confirmed=False)

    def _decide(self, request: HttpRequest, grants: QuerySet[RoleGrant], *, confirmed: bool) -> None:
        """Decide what was chosen, one by one; what may not be decided says why."""
        for grant in grants:
            try:
                granting.decide(grant, confirmed=confirmed, by=person(request), at=timezone.now())
            except Refused as refusal:
                messages.error(request, f"{grant.user.username}: {' '.join(refusal.messages)}")
            else:
                messages.success(request, f"{grant.user.username}: {grant}")
