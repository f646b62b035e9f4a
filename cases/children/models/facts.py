"""Family, school and the child's own opinion, as versions; and bans on leaving the country that were proposed."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from cases.children.states import ExitBanAddressee
from cases.models import Case, CaseRecordQuerySet, NoContactMeasure
from cases.permissions import Area
from tvcase.accounts.models import User
from tvcase.sealing.fields import SealedText


class ChildFacts(models.Model):
    """One version of what is known of family and school, and what the child says. Written once: what is found out
    later is a newer version."""

    AREA: ClassVar = Area.SUPPORT

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="child_facts")
    number = models.PositiveSmallIntegerField(_("version"))
    known_on = models.DateField(_("as known on"))
    family = SealedText(_("family, and who is close to the child"), max_length=3000, blank=True, key="case_id")
    school = SealedText(_("school or nursery"), max_length=2000, blank=True, key="case_id")
    opinion = SealedText(_("what the child says"), max_length=2000, blank=True, key="case_id")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("family, school and the child's opinion")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("case", "number", name="child_facts_number_once"),
            models.CheckConstraint(
                condition=Q(family__isnull=False) | Q(school__isnull=False) | Q(opinion__isnull=False),
                name="child_facts_say_something",
                violation_error_message=_("Write something of family, school or what the child says."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"


class ExitBanProposal(models.Model):
    """To whom a ban on leaving the country was proposed for a child, and why (SOP children 1.2; Bulgarian Identity
    Documents Act, Article 76a). What became of it is the state of the measure itself."""

    AREA: ClassVar = Area.SUPPORT
    TRIGGERS: ClassVar = {
        "exit_ban_proposal_of_its_measure": _("What is proposed is a ban on leaving the country, of the same case."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="exit_ban_proposals")
    measure = models.OneToOneField(NoContactMeasure, models.PROTECT, related_name="exit_ban_proposal")
    addressee = models.CharField(_("proposed to"), max_length=20, choices=ExitBanAddressee)
    proposed_on = models.DateField(_("proposed on"))
    danger = SealedText(_("why leaving the country is a danger"), max_length=1000, key="case_id")
    reference = SealedText(_("reference of the letter"), max_length=80, blank=True, key="case_id")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = CaseRecordQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("proposed ban on leaving the country")
        ordering = ["proposed_on", "recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(addressee__in=ExitBanAddressee.values, danger__isnull=False),
                name="exit_ban_proposal_says_why_and_to_whom",
                violation_error_message=_("Write to whom it is proposed, and why."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.proposed_on}"
