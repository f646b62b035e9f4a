"""Who reads what was written freely about an identification: not everybody who sees its grounds, days and results."""

from typing import Self

from django.db import models
from django.db.models import Q

from cases.models.case import Case, CaseRecordQuerySet
from cases.permissions import CasePerm
from tvcase.accounts.models import User


class ConcludedQuerySet[M: models.Model](CaseRecordQuerySet[M]):
    """Identifications: a conclusion with its reasons, and the words with which an authority was asked."""

    def with_told(self, user: User) -> Self:
        """With `conclusion_told` and `reason_told`: whether this person reads the text. Those who support the person
        do; else only the organisation that concluded, and the two between which the request went (domain 2.2)."""
        supported, ours = _supported_by(user), user.organisation_id or 0
        return self.annotate(
            conclusion_told=supported | Q(organisation=ours),
            reason_told=supported | Q(organisation=ours) | Q(requested_by__organisation=ours),
        )


class ObservedQuerySet[M: models.Model](CaseRecordQuerySet[M]):
    """Findings and observations: what a person wrote beside a code."""

    def with_told(self, user: User) -> Self:
        """With `told`: whether this person reads the text. Those who support the person do, and those in whose
        organisation it was written; an authority or a lawyer reads the codes and days alone (domain 2.2)."""
        return self.annotate(told=_supported_by(user) | Q(recorded_by__organisation=user.organisation_id or 0))


def _supported_by(user: User) -> Q:
    return Q(case__in=Case.objects.permitting(user, CasePerm.VIEW_SUPPORT))
