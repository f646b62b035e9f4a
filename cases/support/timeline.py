"""What a case's history shows of needs and plan: that it happened, never what was written."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.permissions import CasePerm
from cases.rules import TimelineSource, timeline_source
from cases.support.models import NeedsAssessment, SupportPlan
from cases.support.states import PlanEnd

ENDS = tuple((end.value, end.label) for end in PlanEnd)


def _dated(kind: str, day: str, title: Any, *, model: Any = SupportPlan, **more: Any) -> None:
    """One day of a version."""
    timeline_source(
        TimelineSource(
            kind=f"support_{kind}",
            perm=CasePerm.VIEW_SUPPORT,
            title=title,
            rows=lambda case, user: (
                model.objects.permitting(user, CasePerm.VIEW_SUPPORT).filter(case=case).exclude(**{day: None})
            ),
            happened_on=day,
            **more,
        )
    )


_dated("needs", "assessed_on", _("Needs of the person assessed"), model=NeedsAssessment, who="recorded_by")
_dated("plan_signed", "signed_on", _("Support plan signed"), who="worker")
_dated("plan_approved", "approved_on", _("Support plan approved"), who="approved_by")
_dated("plan_ended", "ended_on", _("A version of the support plan ended"), detail="end_reason", labels=ENDS)
