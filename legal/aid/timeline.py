"""What a case's history shows of legal aid."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from cases.permissions import CasePerm
from cases.rules import TimelineSource, timeline_source
from legal.aid.models import Appointment, Chase, DocumentsAsked, LegalAidApplication
from legal.aid.states import AidProduct, AppointmentEnd
from tvcase.accounts.models import User

PRODUCTS = tuple((product.value, product.label) for product in AidProduct)


def _of(case: Case, user: User) -> QuerySet[LegalAidApplication]:
    return LegalAidApplication.objects.permitting(user, CasePerm.VIEW_AID).filter(case=case)


def _dated(kind: str, day: str, title: Any, **more: Any) -> None:
    """One day of an application, with the kind of legal aid."""
    timeline_source(
        TimelineSource(
            kind=f"aid_{kind}",
            perm=CasePerm.VIEW_AID,
            title=title,
            rows=lambda case, user: _of(case, user).exclude(**{day: None}),
            happened_on=day,
            detail="product",
            labels=PRODUCTS,
            **more,
        )
    )


_dated("prepared", "prepared_on", _("Application for legal aid prepared"), who="recorded_by")
_dated("signed", "signed_on", _("Application for legal aid signed"))
_dated("submitted", "submitted_on", _("Application for legal aid submitted"))
_dated("decided", "decided_on", _("Legal aid decided"))
_dated("appealed", "appealed_on", _("Refusal of legal aid appealed"))
_dated("appeal_decided", "appeal_decided_on", _("Appeal about legal aid decided"))
_dated("completed", "completed_on", _("Legal aid completed"))
_dated("withdrawn", "withdrawn_on", _("Application for legal aid withdrawn by the person"))
timeline_source(
    TimelineSource(
        kind="aid_documents_asked",
        perm=CasePerm.VIEW_AID,
        title=_("More documents asked for, for legal aid"),
        rows=lambda case, user: DocumentsAsked.objects.filter(application__in=_of(case, user)),
        happened_on="asked_on",
    )
)
timeline_source(
    TimelineSource(
        kind="aid_chased",
        perm=CasePerm.VIEW_AID,
        title=_("Asked about the answer on legal aid"),
        rows=lambda case, user: Chase.objects.filter(application__in=_of(case, user)),
        happened_on="chased_on",
        who="recorded_by",
    )
)
timeline_source(
    TimelineSource(
        kind="aid_appointed",
        perm=CasePerm.VIEW_AID,
        title=_("Lawyer appointed"),
        rows=lambda case, user: Appointment.objects.filter(application__in=_of(case, user)),
        happened_on="appointed_on",
    )
)
timeline_source(
    TimelineSource(
        kind="aid_appointment_ended",
        perm=CasePerm.VIEW_AID,
        title=_("Appointment of a lawyer ended"),
        rows=lambda case, user: Appointment.objects.filter(application__in=_of(case, user)).exclude(ended_on=None),
        happened_on="ended_on",
        detail="end_reason",
        labels=tuple((reason.value, reason.label) for reason in AppointmentEnd),
    )
)
