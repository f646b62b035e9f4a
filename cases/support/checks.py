"""What the database holds of a plan and its parts, whatever writes them (domain 4.9)."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.support.states import PlanEnd, PlanState, Responsible, SafetyGroup, SignatureForm
from tvcase.db import iff, implies

S, E = PlanState, PlanEnd
SIGNED = Q(signed_on__isnull=False)


def _check(name: str, condition: Q, sentence: Any) -> models.CheckConstraint:
    return models.CheckConstraint(condition=condition, name=name, violation_error_message=sentence)


PLAN = (
    _check(
        "support_plan_in_force_means_signed",
        implies(Q(state__in=[S.ACTIVE, S.REPLACED]), SIGNED) & implies(SIGNED, ~Q(state=S.DRAFT)),
        _("A plan is in force when the person and the worker have signed it."),
    ),
    _check(
        "support_plan_signed_means_complete",
        implies(
            SIGNED,
            Q(needs__isnull=False, risk__isnull=False, institutions__isnull=False, place__isnull=False)
            & Q(worker__isnull=False, organisation__isnull=False)
            & Q(signature_form__in=SignatureForm.values)
            & ~Q(language="")
            & Q(from_on__isnull=False, until_on__isnull=False, review_on__isnull=False),
        ),
        _("A plan is signed with all its parts: needs, risk, institutions, time frame, place, both signatures."),
    ),
    _check(
        "support_plan_time_frame",
        (Q(from_on=None) | Q(until_on=None) | Q(until_on__gte=F("from_on")))
        & (Q(from_on=None) | Q(review_on=None) | Q(review_on__gte=F("from_on")))
        & (Q(until_on=None) | Q(review_on=None) | Q(review_on__lte=F("until_on"))),
        _("The last day comes after the first, and the review between them."),
    ),
    _check(
        "support_plan_signed_in_its_form",
        implies(Q(signature_form=SignatureForm.ALIAS), Q(signed_as__isnull=False))
        & implies(Q(signature_form=SignatureForm.ORAL), Q(witness__isnull=False, read_aloud=True)),
        _("A chosen name is written down. Who agrees aloud has heard the plan read, and a witness is named."),
    ),
    _check(
        "support_plan_approved_by_somebody_else",
        iff(Q(approved_on=None), Q(approved_by=None))
        & implies(Q(approved_on__isnull=False), SIGNED & Q(approved_on__gte=F("signed_on")))
        & (Q(approved_by=None) | Q(worker=None) | ~Q(approved_by=F("worker"))),
        _("Somebody else than the worker who signed approves the plan, and not before it was signed."),
    ),
    _check(
        "support_plan_ended_means_dated",
        iff(Q(state__in=[S.REPLACED, S.CLOSED]), Q(ended_on__isnull=False))
        & (Q(ended_on=None) | Q(ended_on__gte=F("drafted_on")))
        & iff(Q(state=S.CLOSED), ~Q(end_reason=""))
        & Q(end_reason__in=["", *E.values]),
        _("A plan ends on a day, and for a reason."),
    ),
    _check(
        "support_plan_set_aside_means_never_signed",
        implies(Q(state=S.CLOSED), iff(Q(end_reason=E.SET_ASIDE), Q(signed_on=None))),
        _("Only a draft is set aside; a plan that was signed ends for another reason."),
    ),
)

STEP = (
    _check(
        "plan_step_within_its_days",
        Q(to_on=None) | Q(from_on=None) | Q(to_on__gte=F("from_on")),
        _("A step cannot end before it begins."),
    ),
    _check(
        "plan_step_somebody_is_responsible",
        Q(responsible__in=Responsible.values),
        _("Choose who does it."),
    ),
)

MEASURE = (
    _check(
        "safety_measure_of_a_group",
        Q(group__in=SafetyGroup.values, responsible__in=Responsible.values),
        _("Choose what the measure is about, and who does it."),
    ),
    _check(
        "safety_measure_within_its_days",
        Q(from_on=None) | Q(until_on=None) | Q(until_on__gte=F("from_on")),
        _("A measure cannot end before it begins."),
    ),
    _check(
        "safety_measure_refused_after_agreed",
        Q(agreed_on=None) | Q(refused_on=None) | Q(refused_on__gte=F("agreed_on")),
        _("The person takes back only what she or he agreed to before."),
    ),
)
