"""The risk to the person, assessed in versions, and the contacts with institutions that make a new one due
(domain 4.8; SOP 1.2)."""

import uuid
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case, CaseRecordQuerySet
from cases.permissions import Area
from cases.risk import (
    COMPLETED,
    LONGEST_WITHOUT_REVIEW,
    RISK_FLOW,
    Answer,
    RiskLevel,
    RiskMethod,
    RiskState,
    RiskTrigger,
    Threatened,
)
from tvcase.accounts.models import User
from tvcase.db import SofiaDate, implies
from tvcase.sealing.fields import SealedText

S = RiskState


class RiskAssessmentQuerySet(CaseRecordQuerySet["RiskAssessment"]):
    def current(self) -> Self:
        """The version in force of each case."""
        return self.filter(state=S.CURRENT)

    def drafts(self) -> Self:
        return self.filter(state=S.DRAFT)

    def completed(self) -> Self:
        """The version in force and those before it."""
        return self.filter(state__in=COMPLETED)


class RiskAssessment(models.Model):
    """One version of the assessment. While it is a draft it may be changed; once completed it never is.

    Level and reasons are a person's judgement: nothing is worked out from the answers. A version for a return names
    who assessed it jointly on the receiving side (SOP 3.2).
    """

    FLOW = RISK_FLOW
    AREA: ClassVar = Area.SUPPORT
    TRIGGERS: ClassVar = {
        "risk_assessment_keeps_what_it_is": _("An assessment that was completed never changes. Write a new one."),
        "risk_assessment_newer_than_the_one_before": _("This lies before the assessment that is in force."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="risk_assessments")
    number = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(_("state"), max_length=10, choices=RiskState, default=S.DRAFT)
    trigger = models.CharField(_("why the risk is assessed"), max_length=20, choices=RiskTrigger)
    method = models.CharField(_("how it is assessed"), max_length=20, choices=RiskMethod)
    assessed_at = models.DateTimeField(_("assessed at"))
    urgent_medical = SealedText(
        _("Are there urgent medical needs?"), max_length=10, choices=Answer, blank=True, key="case_id"
    )
    urgent_medical_note = SealedText(_("which, and what was done"), max_length=1000, blank=True, key="case_id")
    violence = SealedText(
        _("Is there a threat of violence or of being trafficked again?"),
        max_length=10,
        choices=Answer,
        blank=True,
        key="case_id",
    )
    violence_note = SealedText(_("from whom, and how it shows"), max_length=1000, blank=True, key="case_id")
    person_concerns = SealedText(_("what the person is worried about"), max_length=2000, blank=True, key="case_id")
    assessor_view = SealedText(_("how you see it"), max_length=2000, blank=True, key="case_id")
    threat_to = ArrayField(
        models.CharField(max_length=10, choices=Threatened),
        default=list,
        blank=True,
        verbose_name=_("who is threatened"),
    )
    retaliation = SealedText(
        _("danger of revenge against family or relatives"), max_length=1000, blank=True, key="case_id"
    )
    fears = SealedText(_("fears"), max_length=1000, blank=True, key="case_id")
    wishes_for_safety = SealedText(
        _("what would make the person feel safer"), max_length=1000, blank=True, key="case_id"
    )
    coping_resources = SealedText(_("what and who helps the person"), max_length=1000, blank=True, key="case_id")
    location_known = SealedText(
        _("Does the trafficker know where the person is?"), max_length=10, choices=Answer, blank=True, key="case_id"
    )
    online_contact = SealedText(
        _("Is there contact over the internet?"), max_length=10, choices=Answer, blank=True, key="case_id"
    )
    debt = SealedText(
        _("Is a debt used to put pressure on the person?"), max_length=10, choices=Answer, blank=True, key="case_id"
    )
    pregnancy = SealedText(_("Is the person pregnant?"), max_length=10, choices=Answer, blank=True, key="case_id")
    children_at_risk = SealedText(
        _("Are children of the person at risk?"), max_length=10, choices=Answer, blank=True, key="case_id"
    )
    contact_channels = SealedText(
        _("ways in which the trafficker can reach the person"), max_length=500, blank=True, key="case_id"
    )
    level = models.CharField(_("level of risk"), max_length=10, choices=RiskLevel, blank=True)
    rationale = SealedText(_("reasons for this level"), max_length=2000, blank=True, key="case_id")
    joint_with = SealedText(
        _("who assessed it jointly on the receiving side"), max_length=300, blank=True, key="case_id"
    )
    next_review_on = models.DateField(_("to be looked at again on"), null=True, blank=True)
    assessor = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("assessed by"))
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = RiskAssessmentQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("risk assessment")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("case", "number", name="risk_assessment_number_once"),
            models.UniqueConstraint(
                "case",
                condition=Q(state=S.CURRENT),
                name="risk_assessment_one_in_force",
                violation_error_message=_("This case already has an assessment in force."),
            ),
            models.UniqueConstraint(
                "case",
                condition=Q(state=S.DRAFT),
                name="risk_assessment_one_being_written",
                violation_error_message=_("An assessment is already being written. Go on with that one."),
            ),
            models.CheckConstraint(
                condition=implies(
                    Q(state__in=COMPLETED),
                    Q(urgent_medical__isnull=False, violence__isnull=False, assessor_view__isnull=False)
                    & implies(Q(method=RiskMethod.INTERVIEW), Q(person_concerns__isnull=False)),
                ),
                name="risk_assessment_answers_the_questions",
                violation_error_message=_(
                    "Answer the two questions, and write what worries the person and how you see it."
                ),
            ),
            models.CheckConstraint(
                condition=implies(Q(state__in=COMPLETED), Q(level__in=RiskLevel.values, rationale__isnull=False)),
                name="risk_assessment_level_with_reasons",
                violation_error_message=_("Choose the level of risk, and give your reasons."),
            ),
            models.CheckConstraint(
                condition=implies(Q(state__in=COMPLETED, trigger=RiskTrigger.RETURN), Q(joint_with__isnull=False)),
                name="risk_assessment_of_a_return_is_joint",
                violation_error_message=_("Say who on the receiving side assessed the risk of the return with you."),
            ),
            models.CheckConstraint(
                condition=implies(
                    Q(state__in=COMPLETED),
                    Q(next_review_on__isnull=False, next_review_on__gt=SofiaDate("assessed_at"))
                    & Q(next_review_on__lte=SofiaDate("assessed_at") + Value(LONGEST_WITHOUT_REVIEW)),
                ),
                name="risk_assessment_is_looked_at_again",
                violation_error_message=_("The risk is looked at again within 14 days: say on which day."),
            ),
            models.CheckConstraint(
                condition=Q(threat_to__contained_by=Threatened.values)
                & Q(trigger__in=RiskTrigger.values, method__in=RiskMethod.values),
                name="risk_assessment_in_words_of_the_lists",
                violation_error_message=_("Choose from the lists."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("cases:risk-assessment", args=[self.case.code, self.number])

    @property
    def is_critical(self) -> bool:
        """Whether this version is in force and says that life is at risk."""
        return self.state == S.CURRENT and self.level == RiskLevel.CRITICAL


class InstitutionContact(models.Model):
    """One contact of those who support the person with an institution about the case, at its instant; written once.

    After it the risk is assessed again (SOP 1.2, step 3). `institution` is a code of the list of institutions.
    """

    AREA: ClassVar = Area.SUPPORT

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="institution_contacts")
    number = models.PositiveSmallIntegerField(_("number"))
    happened_at = models.DateTimeField(_("when"))
    institution = models.CharField(_("institution"), max_length=50)
    about = SealedText(_("what it was about"), max_length=200, key="case_id")
    note = SealedText(_("note"), max_length=2000, blank=True, key="case_id")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = CaseRecordQuerySet["InstitutionContact"].as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("contact with an institution")
        ordering = ["happened_at", "number"]
        constraints = [
            models.UniqueConstraint("case", "number", name="institution_contact_number_once"),
            models.CheckConstraint(
                condition=~Q(institution=""),
                name="institution_contact_names_the_institution",
                violation_error_message=_("Choose the institution."),
            ),
        ]
        indexes = [models.Index(F("case"), F("happened_at").desc(), name="institution_contact_last")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"
