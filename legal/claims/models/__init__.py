"""Compensation, hearings and interviews, and the log of what was told."""

from legal.claims.models.claim import Claim
from legal.claims.models.hearing import Hearing, Preparation
from legal.claims.models.interview import Interview, Reuse
from legal.claims.models.money import Ceiling, Money, currency_on
from tvcase.audit.history import keep_images

__all__ = ["Ceiling", "Claim", "Hearing", "Interview", "Money", "Preparation", "Reuse", "currency_on"]

keep_images(Ceiling, Claim, Hearing, Preparation, Interview, Reuse)
