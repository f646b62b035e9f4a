"""The person, the case and the chain of records that hangs from it."""

from cases.models.age import AgeFinding, ChildNotice
from cases.models.breakglass import BreakGlass, BreakGlassQuerySet
from cases.models.case import Case, CaseQuerySet, CaseRecordQuerySet
from cases.models.codes import CodeEntry, Indicator
from cases.models.cooperation import CooperationDecision, DecisionAnnulment, DecisionCommunication
from cases.models.danger import CaseConnection, KnownPlace
from cases.models.document import Document, DocumentContent
from cases.models.duplicates import DuplicateLink
from cases.models.enquiry import Enquiry
from cases.models.handover import Handover
from cases.models.identification import Identification, IndicatorObservation
from cases.models.informing import InformationSheet, RightsBriefing
from cases.models.journey import FollowUpContact, TravelPaper
from cases.models.nocontact import BreachDisclosure, ContactBreach, NoContactMeasure
from cases.models.person import Person, PersonDocument, PersonSpelling, PersonToken
from cases.models.public_information import PublicInformation
from cases.models.reflection import PeriodWish, ReflectionPeriod
from cases.models.returns import ReturnPlan
from cases.models.risk import InstitutionContact, RiskAssessment
from cases.models.rule import LegalRule
from cases.models.seal import CaseSeal
from cases.models.team import CaseGroupObjectPermission, CaseMember, CaseOpening, CaseUserObjectPermission
from tvcase.audit.history import keep_images

__all__ = [
    "AgeFinding",
    "BreachDisclosure",
    "BreakGlass",
    "BreakGlassQuerySet",
    "Case",
    "CaseConnection",
    "CaseGroupObjectPermission",
    "CaseMember",
    "CaseOpening",
    "CaseQuerySet",
    "CaseRecordQuerySet",
    "CaseSeal",
    "CaseUserObjectPermission",
    "ChildNotice",
    "CodeEntry",
    "ContactBreach",
    "CooperationDecision",
    "DecisionAnnulment",
    "DecisionCommunication",
    "Document",
    "DocumentContent",
    "DuplicateLink",
    "Enquiry",
    "FollowUpContact",
    "Handover",
    "Identification",
    "Indicator",
    "IndicatorObservation",
    "InformationSheet",
    "InstitutionContact",
    "KnownPlace",
    "LegalRule",
    "NoContactMeasure",
    "PeriodWish",
    "Person",
    "PersonDocument",
    "PersonSpelling",
    "PersonToken",
    "PublicInformation",
    "ReflectionPeriod",
    "ReturnPlan",
    "RightsBriefing",
    "RiskAssessment",
    "TravelPaper",
]

# Neither lists of answers, nor access (every grant is in the trace), nor tokens, which must go when a file is erased.
keep_images(
    *(AgeFinding, BreakGlass, Case, CaseMember, CaseOpening, CaseSeal, ChildNotice, CooperationDecision),
    *(DecisionAnnulment, DecisionCommunication, Document, Handover, Identification),
    *(IndicatorObservation, LegalRule),
    *(BreachDisclosure, CaseConnection, ContactBreach, Enquiry, InformationSheet, InstitutionContact, KnownPlace),
    *(NoContactMeasure, PublicInformation, RiskAssessment),
    *(DuplicateLink, FollowUpContact, TravelPaper),
    *(PeriodWish, Person, PersonDocument, PersonSpelling, ReflectionPeriod, ReturnPlan, RightsBriefing),
)
