"""That two cases are of the same person (product decisions 7 and 14)."""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.duplicating import LINK_FLOW, STANDING, LinkState
from cases.models.case import Case, CaseRecordQuerySet
from cases.models.person import Person
from cases.permissions import Area, CasePerm
from tvcase.accounts.models import Organisation, User
from tvcase.db import iff
from tvcase.sealing.fields import SealedText

S = LinkState


class DuplicateLinkQuerySet(CaseRecordQuerySet["DuplicateLink"]):
    def of(self, case: Case) -> Self:
        """Links that name a case, from either side."""
        return self.filter(Q(case_code=case.code) | Q(other_code=case.code))

    def between(self, code: str, other: str) -> Self:
        """Links of these two cases, whichever side proposed."""
        there = Q(case_code=code, other_code=other)
        return self.filter(there | Q(case_code=other, other_code=code))

    def confirmed(self) -> Self:
        return self.filter(state=S.CONFIRMED)

    def standing(self) -> Self:
        """Proposed or confirmed."""
        return self.filter(state__in=STANDING)

    def waiting_for(self, user: User) -> Self:
        """Proposals that this person may answer: of the other case she may change who it is about."""
        own = Case.objects.permitting(user, CasePerm.CHANGE_IDENTITY).open().values("code")
        return self.filter(state=S.PROPOSED, other_code__in=own).exclude(proposed_by=user)


class DuplicateLink(models.Model):
    """Two cases are of the same person: one person says so of her case, and another who answers for the other case
    confirms it. Nothing is deleted, and nothing of either file opens to the other side.

    The other case is named by its code alone until it is confirmed: whether there is such a case is told to nobody.
    """

    FLOW = LINK_FLOW
    AREA: ClassVar = Area.CORE
    TRIGGERS: ClassVar = {
        "duplicate_link_keeps_what_it_is": _("Which cases are joined never changes. Take it apart and propose anew."),
        "duplicate_link_decided_by_who_acts": _("Who decides is who is signed in."),
        "duplicate_link_names_two_cases": _("The two codes must be of two different cases of two different people."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="duplicate_links")
    case_code = models.CharField(_("case"), max_length=12)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("proposed by organisation")
    )
    other_code = models.CharField(_("code of the other case"), max_length=12)
    other = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="+")
    other_person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=LinkState, default=S.PROPOSED)
    reason = SealedText(_("why it is the same person"), max_length=600, key="case_id")
    proposed_on = models.DateField(_("proposed on"))
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    separated_on = models.DateField(_("taken apart on"), null=True, blank=True)
    separated_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = DuplicateLinkQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("duplicate")
        ordering = ["-recorded_at"]
        constraints = [
            models.UniqueConstraint(
                "case_code",
                "other_code",
                condition=Q(state__in=STANDING),
                name="duplicate_link_once",
                violation_error_message=_("This was proposed already."),
            ),
            models.CheckConstraint(
                condition=~Q(case_code=F("other_code")),
                name="duplicate_link_of_two_cases",
                violation_error_message=_("This is the code of this case. Write the code of the other one."),
            ),
            models.CheckConstraint(
                condition=iff(
                    Q(state__in=[S.CONFIRMED, S.SEPARATED]), Q(other__isnull=False, other_person__isnull=False)
                ),
                name="duplicate_link_confirmed_names_the_case",
                violation_error_message=_("Only who answers for the other case confirms."),
            ),
            models.CheckConstraint(
                condition=iff(Q(state=S.PROPOSED), Q(answered_on=None)) & iff(Q(answered_on=None), Q(answered_by=None)),
                name="duplicate_link_answered_by_somebody",
                violation_error_message=_("An answer needs its day and who gave it."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[S.CONFIRMED, S.SEPARATED]) | ~Q(answered_by=F("proposed_by")),
                name="duplicate_link_confirmed_by_a_second_person",
                violation_error_message=_("Somebody else must confirm that it is the same person."),
            ),
            models.CheckConstraint(
                condition=iff(Q(state=S.SEPARATED), Q(separated_on__isnull=False, separated_by__isnull=False)),
                name="duplicate_link_taken_apart_by_somebody",
                violation_error_message=_("Taking apart needs its day and who did it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_code} {self.other_code}"

    def code_beside(self, case: Case) -> str:
        """The code of the case on the other side of the link."""
        return self.other_code if case.code == self.case_code else self.case_code

    @property
    def sides(self) -> list[tuple[uuid.UUID, uuid.UUID]]:
        """The person and the case of each side that is known: the other one from the confirmation on."""
        sides = [(self.person_id, self.case_id)]
        if self.other_person_id is not None and self.other_id is not None:
            sides.append((self.other_person_id, self.other_id))
        return sides

    def url_from(self, case: Case) -> str:
        """The page of this link in the file of a case it names."""
        return reverse("cases:duplicate", args=[case.code, self.code_beside(case)])
