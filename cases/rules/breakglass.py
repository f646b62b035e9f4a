"""What an emergency may open, to whom, and why not now; who reviews it."""

from datetime import datetime

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cases.models import BreakGlass, Case, CaseOpening, Person
from cases.models.breakglass import OPEN_FOR, REVIEW_WITHIN, REVIEWERS
from cases.models.case import access
from cases.permissions import AREA_WORDS, IDENTITY, OPENING_GRANTS, VIEWS, Area, CasePerm, of_the_holder
from cases.rules.registries import Reasons
from tvcase.accounts.models import User
from tvcase.accounts.roles import Role
from tvcase.dates import SOFIA, local_date

# The same sentence for a file of others, a sealed one and one that does not exist.
NO_SUCH_FILE = _("There is no file with this code that you could open.")

# Roles whose work is with cases; the others open none, in no emergency (product decision 8).
CASE_ROLES = frozenset(Role) - {Role.ADMINISTRATOR, Role.COMMISSION_ANALYST, Role.DATA_PROTECTION_OFFICER}


def within_reach(user: User, code: str) -> Case | None:
    """The file with this code that the person's organisation holds or was opened; none of others, no sealed one, and
    none that was opened to a colleague alone."""
    openings = CaseOpening.objects.filter(organisation=user.organisation_id, closed_on=None, user=None)
    ours = Q(organisation=user.organisation_id) | Q(pk__in=openings.values("case"))
    if user.organisation_id is None or not user.has_role(*CASE_ROLES):
        return None
    return Case.objects.filter(ours, code=code, sealed_to=None).select_related("organisation").first()


def what_the_organisation_reads(case: Case, organisation_id: int) -> frozenset[CasePerm]:
    """What an organisation as a whole may read of a case: all as its holder, else what its openings name."""
    with_person = Person.objects.filter(pk=case.person_id, organisation=case.organisation_id).exists()
    closed = frozenset() if with_person else IDENTITY
    if organisation_id == case.organisation_id:
        return VIEWS & of_the_holder(authority=case.organisation.identifies_formally) - closed
    openings = case.openings.filter(organisation=organisation_id, closed_on=None, user=None)
    grounds = openings.values_list("ground", flat=True)
    grants = [perms for ground in grounds for perms in OPENING_GRANTS[ground].values()]
    return VIEWS.intersection(frozenset().union(*grants)) - closed


def reviewers(user: User) -> list[User]:
    """Who reviews what this person opens: the organisation's coordinators, else its data protection officers."""
    colleagues = User.objects.filter(organisation=user.organisation_id, is_active=True).exclude(pk=user.pk)
    for role in REVIEWERS:
        if found := list(colleagues.filter(roles__contains=[role]).order_by("pk")):
            return found
    return []


def why_not_break_glass(case: Case, by: User) -> Reasons:
    """Why this person cannot open a file in an emergency now, although the organisation has it."""
    reasons: Reasons = []
    if what_the_organisation_reads(case, by.organisation_id or 0) <= access(by, case):
        reasons.append(_("This file is open to you already."))
    return [*reasons, *why_not_any(by)]


def why_not_any(by: User) -> Reasons:
    """Why this person can open no file at all in an emergency now."""
    reasons: Reasons = []
    if BreakGlass.objects.filter(user=by).unreviewed().exists():
        reasons.append(_("What you opened before in an emergency must be reviewed first."))
    if not reviewers(by):
        reasons.append(_("Nobody of your organisation could review it: a coordinator must be named first."))
    return reasons


def what_breaking_the_glass_does(case: Case, by: User, *, at: datetime) -> list[str]:
    """What follows when this person opens the file at an instant, as sentences for the page that asks once more."""
    shown = {perm.area for perm in what_the_organisation_reads(case, by.organisation_id or 0)}
    until = date_format((at + OPEN_FOR).astimezone(SOFIA), "DATETIME_FORMAT")
    review_on = date_format(local_date(at) + REVIEW_WITHIN, "DATE_FORMAT")
    areas = ", ".join(str(AREA_WORDS[area]) for area in Area if area in shown)
    checking = ", ".join(map(str, reviewers(by)))
    return [
        _now("Until %(until)s you can read: %(areas)s. You can change nothing.") % {"until": until, "areas": areas},
        _now("The team of the case and the coordinators of the organisation that holds it are told at once."),
        _now("%(people)s must review it by %(day)s. Until then you can open no other file this way.")
        % {"people": checking, "day": review_on},
        _now("Every page of the file that you open is recorded, and shown to the reviewer."),
    ]


def why_not_end(opened: BreakGlass, by: User, *, at: datetime) -> Reasons:
    """It is ended early by the person or by a reviewer, while it runs."""
    if not opened.runs(at=at):
        return [_("It has ended already.")]
    if by.pk != opened.user_id and not may_review(opened, by):
        return [_("Only the person, or a reviewer, ends it.")]
    return []


def may_review(opened: BreakGlass, by: User) -> bool:
    """Whether this person is somebody else whose task it is, in the same organisation or in the one that holds
    the case: that one always sees it, whatever becomes of openings."""
    colleague = by.organisation_id == opened.organisation_id and by.has_role(*REVIEWERS)
    holder = by.organisation_id == opened.case.organisation_id and by.has_role(Role.COORDINATOR)
    return by.pk != opened.user_id and (colleague or holder)


def why_not_review(opened: BreakGlass, by: User, *, at: datetime) -> Reasons:
    """It is reviewed once, by somebody else, after it has ended."""
    if opened.reviewed_at is not None:
        return [_("It has been reviewed.")]
    if not may_review(opened, by):
        return [_("A coordinator or the data protection officer reviews it, and somebody else than who opened.")]
    if at < opened.over_at:
        return [_("It is reviewed once it has ended.")]
    return []
