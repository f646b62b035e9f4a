"""What the person needs, and the versions of the support and safety plan with their parts."""

from cases.support.models.needs import NeedsAssessment, UrgentNeed
from cases.support.models.parts import PlanGoal, PlanStep, SafetyMeasure
from cases.support.models.plan import SupportPlan
from tvcase.audit.history import keep_images

__all__ = ["NeedsAssessment", "PlanGoal", "PlanStep", "SafetyMeasure", "SupportPlan", "UrgentNeed"]

keep_images(NeedsAssessment, UrgentNeed, SupportPlan, PlanGoal, PlanStep, SafetyMeasure)
