"""The site: who may enter, and by which door."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from tvcase.accounts.models import User
from tvcase.accounts.pages import safe_target
from tvcase.accounts.roles import Role
from tvcase.accounts.views.leaving import sign_out
from tvcase.http import person

# What the application does itself, or not at all.
NOT_SERVED = {"password_change", "password_change_done", "view_on_site"}

# Sentences of Django's administration that Django says in English only; ours are found first.
NOT_TRANSLATED = (_("Run"), _("Filter by %(field_name)s"))

LIBRARIES = ("django.", "allauth.", "guardian.")


def is_administrator(user: User | AnonymousUser) -> bool:
    """An open account with the role; being a superuser or staff alone opens nothing."""
    return isinstance(user, User) and user.is_active and user.has_role(Role.ADMINISTRATOR)


class Administration(admin.AdminSite):
    """Organisations, people, shelters, rules of law, lists and the trace. To anybody else it does not exist."""

    site_header = "tvcase"
    site_title = "tvcase"
    index_title = _("Administration")
    site_url = "/"
    enable_nav_sidebar = False

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Only what we keep ourselves; libraries bring pages for their tables, which are not served."""
        if admin_class is not None and not admin_class.__module__.startswith(LIBRARIES):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        return is_administrator(request.user)

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Any:
        """As Django's, but what one may not see is not there (404), and one signs in at the one door."""
        inner = super().admin_view(view, cacheable)

        def for_administrators(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if not self.has_permission(request):
                if request.user.is_authenticated:
                    raise Http404
                return redirect_to_login(request.get_full_path(), reverse(settings.LOGIN_URL))
            answer = inner(request, *args, **kwargs)
            if isinstance(answer, TemplateResponse):
                answer.render()  # in the view's transaction: after it nobody acts, and the tables are empty
            return answer

        return update_wrapper(for_administrators, inner)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """What waits, and every kind of record."""
        waits = waiting(person(request))
        return super().index(request, {"waits": waits, **(extra_context or {})})

    def get_urls(self) -> list[Any]:
        return [url for url in super().get_urls() if getattr(url, "name", None) not in NOT_SERVED]

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """There is no second form to sign in with."""
        if request.user.is_authenticated:
            return redirect("admin:index")
        target = safe_target(request.GET.get("next") or reverse("admin:index"))
        return redirect_to_login(target, reverse(settings.LOGIN_URL))

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return sign_out(request)


def waiting(user: User) -> list[tuple[str, str, str]]:
    """What waits for this administrator as the second one: the kind of record, which one, and where it is decided."""
    if not is_administrator(user):
        return []
    kept: list[Any] = [one for one in admin.site._registry.values() if hasattr(one, "waiting")]
    return [(str(one.opts.verbose_name), words, where) for one in kept for words, where in one.waiting(user)]
