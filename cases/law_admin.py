"""Rules of law for administrators: one proposes a version, sees what it would give, and another one approves it."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cases.actions import law as act
from cases.deadlines import NO_DEADLINE, day_words, days_ahead, deadline
from cases.law import rule_for, still_runs_since
from cases.models import LegalRule
from cases.rules.law import why_not_approve
from cases.terms import BEFOREHAND, RuleKind, TermUnit, groups_of
from tvcase.accounts.models import User
from tvcase.accounts.stepup import step_up_to_send
from tvcase.administration.records import KeptRecords
from tvcase.dates import SOFIA
from tvcase.http import person

# The end of a short month, the change of the clocks, the change of the year, the eve of Easter.
EXAMPLES = (date(2026, 1, 31), date(2026, 3, 10), date(2026, 3, 28), date(2026, 12, 15))
HOLDS_AT_ONCE = _("Nothing that runs keeps it: from the first day of the new version all is reminded of by that one.")
WHEN_WRITTEN = _(
    "What keeps it cannot be counted: it is applied to what was said in its days and has not been recorded yet."
)
NO_RECORDS = _("What keeps it cannot be counted: the system keeps no records with a term of this rule.")
NOT_COUNTED = {
    RuleKind.PERMIT_REMINDER: HOLDS_AT_ONCE,
    RuleKind.STATEMENT_RECORDED: WHEN_WRITTEN,
    RuleKind.CHILD_ABROAD_NOTICE: NO_RECORDS,
    RuleKind.SUBJECT_ACCESS: NO_RECORDS,
    RuleKind.BREACH_NOTICE: NO_RECORDS,
}
WORDS = ["kind", "group", "rule", "length", "unit", "rolls_forward", "valid_from", "citation", "citation_en", "grade"]


class LegalRuleForm(forms.ModelForm):
    """A version as it is proposed."""

    class Meta:
        model = LegalRule
        fields = WORDS
        help_texts = {
            "rule": _("For the reflection period only; it takes no other length."),
            "length": _("Leave length and unit empty if our sources set no term."),
            "rolls_forward": _("Only where somebody must act in time, never where the term protects the person."),
        }

    def clean(self) -> Any:
        cleaned = super().clean() or {}
        groups = groups_of(cleaned.get("kind", ""))
        if len(groups) == 1:
            cleaned["group"] = groups[0]
        return cleaned

    def clean_valid_from(self) -> date:
        day: date = self.cleaned_data["valid_from"]
        if day <= timezone.localdate():
            raise forms.ValidationError(
                _("A version begins tomorrow at the earliest: what began before keeps the one before.")
            )
        return day


@method_decorator(step_up_to_send, name="approve_page")
class LegalRuleAdmin(KeptRecords):
    """Versions of rules. A change of the law is a new version; once approved it never changes."""

    form = LegalRuleForm
    list_display = ["kind", "group", "term", "valid_from", "valid_to", "standing", "grade"]
    list_filter = [("approved_at", admin.EmptyFieldListFilter)]
    list_select_related = ["proposed_by", "approved_by"]

    def get_fields(self, request: HttpRequest, obj: LegalRule | None = None) -> list[Any]:
        return [*WORDS, "valid_to", "standing", "to_approve"] if obj else WORDS

    def get_readonly_fields(self, request: HttpRequest, obj: LegalRule | None = None) -> list[str]:
        fixed = WORDS if obj and obj.counts else []
        return [*fixed, "valid_to", "standing", "to_approve"]

    @admin.display(description=_("length"))
    def term(self, version: LegalRule) -> str:
        return version.term

    @admin.display(description=_("how it stands"))
    def standing(self, version: LegalRule) -> str:
        """Who proposed and approved it; administrators read their own names."""
        if not version.counts:
            return _("proposed by %(who)s, waits for approval") % {"who": version.proposed_by}
        if version.approved_by is None:
            return str(_("came with the program"))
        return _("proposed by %(who)s, approved by %(other)s") % {
            "who": version.proposed_by,
            "other": version.approved_by,
        }

    @admin.display(description=_("what it would give"))
    def to_approve(self, version: LegalRule) -> str:
        address = reverse("admin:cases_legalrule_approve", args=[version.pk])
        return format_html('<a href="{}">{}</a>', address, _("See what it gives, and approve it"))

    def save_model(self, request: HttpRequest, obj: LegalRule, form: Any, change: bool) -> None:
        """Whoever writes a version last has proposed it."""
        if not obj.counts:
            obj.proposed_by = person(request)
        super().save_model(request, obj, form, change)

    def waiting(self, user: User) -> Iterable[tuple[str, str]]:
        """What somebody else proposed and nobody approved, if it can still be."""
        proposed = LegalRule.objects.filter(approved_at=None, valid_from__gt=timezone.localdate())
        others = proposed.exclude(proposed_by=None).exclude(proposed_by=user)
        return [(str(version), reverse("admin:cases_legalrule_approve", args=[version.pk])) for version in others]

    def name_in_trace(self, obj: LegalRule) -> str:
        return obj.name

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(require_http_methods(["GET", "POST"])(self.approve_page))
        return [path("<int:pk>/approve/", page, name="cases_legalrule_approve"), *super().get_urls()]

    def approve_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What a version gives beside the one before it, how many keep that one, and the button to approve."""
        version = get_object_or_404(LegalRule.objects.select_related("proposed_by"), pk=pk)
        on = timezone.localdate()
        if request.method == "POST":
            try:
                act.approve(version, by=person(request), at=timezone.now())
            except ValidationError as refusal:
                messages.error(request, " ".join(refusal.messages))
            else:
                messages.success(request, _("The version is approved."))
            return redirect("admin:cases_legalrule_change", pk)
        present = rule_for(version.kind, on=on, group=version.group)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Approve a version"),
            "opts": self.opts,
            "version": version,
            "present": present if present != version else None,
            "rows": list(preview(version, present)),
            "keep": kept(present, on=on) if present and not version.counts else "",
            "reasons": why_not_approve(version, by=person(request), on=on),
        }
        return TemplateResponse(request, "admin/cases/legalrule/approve.html", context)


def preview(version: LegalRule, present: LegalRule | None) -> Iterator[tuple[str, str, str]]:
    """For a few days: the day, what follows under the version, what follows under the present one."""
    for day in EXAMPLES:
        start = datetime.combine(day, time(10), SOFIA) if version.unit == TermUnit.ELAPSED_HOURS else day
        yield (
            date_format(start, "DATETIME_FORMAT" if isinstance(start, datetime) else "DATE_FORMAT"),
            given(version, start),
            given(present, start) if present else "",
        )


def given(version: LegalRule, start: date | datetime) -> str:
    """The day, or the day and time, that follows from a version and a start, in words."""
    if version.kind in BEFOREHAND:
        before = days_ahead(version, start)
        return day_words(before) if before else str(NO_DEADLINE)
    if version.unit == TermUnit.ELAPSED_HOURS and not isinstance(start, datetime):
        start = datetime.combine(start, time(10), SOFIA)
    found = deadline(version, start)
    if found is None:
        return str(NO_DEADLINE)
    return found.end_words()


def kept(present: LegalRule, *, on: date) -> str:
    """How many running records keep the present version, in words; in words too where they cannot be counted."""
    if present.kind in NOT_COUNTED:
        return str(NOT_COUNTED[RuleKind(present.kind)])
    count = present.running(on=on, since=still_runs_since(present, on=on))
    if not count:
        return str(_("No running record keeps it."))
    if present.kind == RuleKind.REFLECTION:
        return ngettext("%(count)d running period keeps it.", "%(count)d running periods keep it.", count) % {
            "count": count
        }
    return ngettext("%(count)d running record keeps it.", "%(count)d running records keep it.", count) % {
        "count": count
    }
