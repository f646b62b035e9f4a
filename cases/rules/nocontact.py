"""Whether a measure against contact may begin, go on or end, and who may read of a contact (domain 4.12)."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.law import deadline_for
from cases.models import BreachDisclosure, Case, CaseOpening, ContactBreach, NoContactMeasure
from cases.nocontact import BY_COURT, DEVICE_TERM, DisclosureBasis, MeasureKind, MeasureState
from cases.rules.identification import why_not_record
from cases.rules.registries import Reasons
from cases.terms import RuleKind
from tvcase.accounts.models import Organisation, User
from tvcase.accounts.roles import FORMAL_KINDS, Role

A_WEEK = timedelta(days=7)
FREE = gettext_lazy("The measure is the person's own choice. A bed and every service stay as they are without it.")


def measure_kinds(case: Case) -> list[MeasureKind]:
    """The kinds that fit the person: a ban on leaving the country is for a child only."""
    return [kind for kind in MeasureKind if kind != MeasureKind.CHILD_EXIT_BAN or case.counts_as_child]


def why_not_propose_measure(case: Case) -> Reasons:
    """Only a closed case takes no new measure."""
    return why_not_record(case)


def why_not_answer_measure(measure: NoContactMeasure) -> Reasons:
    """Why the person's answer to a voluntary measure cannot be recorded."""
    if not measure.is_voluntary:
        return [_("A court orders this measure: the person's agreement does not begin it.")]
    if measure.state != MeasureState.PROPOSED:
        return [_("The person has answered already.")]
    return why_not_record(measure.case)


def why_not_renew(measure: NoContactMeasure) -> Reasons:
    """Why a measure cannot be agreed anew for a further term."""
    if not measure.is_voluntary:
        return [_("Only the court makes an order longer: record its new order.")]
    if measure.state != MeasureState.ACTIVE:
        return [_("This measure is not in force.")]
    return why_not_record(measure.case)


def why_not_look_again(measure: NoContactMeasure) -> Reasons:
    """Why no review of the measure can be recorded."""
    return [] if measure.state == MeasureState.ACTIVE else [_("This measure is not in force.")]


def why_not_take_back(measure: NoContactMeasure) -> Reasons:
    """Why the person cannot end a measure by a word; the case may be closed, and no other reason is needed."""
    if not measure.is_voluntary:
        return [_("A court ordered this measure: only the court or the prosecutor lifts it.")]
    return [] if measure.state == MeasureState.ACTIVE else [_("This measure is not in force.")]


def why_not_apply(measure: NoContactMeasure) -> Reasons:
    """Why a court cannot be asked for this measure."""
    if measure.kind not in BY_COURT:
        return [_("A court does not order this: it rests on the person's agreement.")]
    if measure.state != MeasureState.PROPOSED:
        return [_("A court has been asked for this measure already.")]
    return why_not_record(measure.case)


def why_not_so_long(measure: NoContactMeasure, term_from_on: date, until_on: date) -> Reasons:
    """Why a term may not last so long: a limit of telephone or internet is agreed anew after two weeks at most.

    The length is that of the rule DEVICE_LIMIT on the first day; the database never allows more than 14 days.
    """
    if measure.kind != MeasureKind.VOLUNTARY_DEVICE_LIMIT:
        return []
    last = longest(term_from_on)
    if until_on <= last:
        return []
    return [
        _("A limit of telephone or internet ends by %(day)s at the latest. It can then be agreed anew.")
        % {"day": date_format(last, "DATE_FORMAT")}
    ]


def longest(term_from_on: date) -> date:
    """The last day that a limit of telephone or internet may have, begun on a day in Sofia."""
    limit = deadline_for(RuleKind.DEVICE_LIMIT, term_from_on)
    most = term_from_on + DEVICE_TERM
    return min(limit.last_day, most) if limit else most


def first_review(from_on: date, until_on: date) -> date:
    """When a measure is looked at again, unless somebody says another day: a week before its last day."""
    return max(from_on, until_on - A_WEEK)


def why_not_disclose(breach: ContactBreach, *, by: User, basis: str = "") -> Reasons:
    """Why a contact cannot be opened to an authority. For a risk to life a supervisor or coordinator decides, and
    never whoever recorded the contact: two people look at it (domain 4.10, 4.17)."""
    if basis != DisclosureBasis.RISK_TO_LIFE:
        return []
    if not by.has_role(Role.SUPERVISOR, Role.COORDINATOR):
        return [_("For a risk to life a supervisor or the coordinator decides. In danger call 112 first.")]
    if breach.recorded_by_id == by.pk:
        return [_("For a risk to life, somebody else than who recorded the contact decides. In danger call 112 first.")]
    return []


def why_not_close_again(disclosure: BreachDisclosure) -> Reasons:
    """Why what an authority reads of a contact cannot be closed by the person's word; the case may be closed."""
    if disclosure.basis != DisclosureBasis.CONSENT:
        return [_("It was opened for a risk to life, not by the person's consent.")]
    return [_("The person has taken the consent back already.")] if disclosure.withdrawn_on else []


def authorities_of(case: Case) -> QuerySet[Organisation]:
    """The police, investigation and prosecution to which a part of the case is open: only they can be told."""
    open_to_them = CaseOpening.objects.filter(case=case, organisation=OuterRef("pk"), closed_on=None)
    return Organisation.objects.filter(Exists(open_to_them), kind__in=FORMAL_KINDS)
