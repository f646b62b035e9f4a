"""The life of an application to a court for a measure against contact (domain 4.12)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrderState(models.TextChoices):
    APPLIED = "APPLIED", _("applied for")
    ORDERED = "ORDERED", _("ordered")
    REFUSED = "REFUSED", _("refused by the court")
    WITHDRAWN = "WITHDRAWN", _("application taken back")
    LIFTED = "LIFTED", _("lifted")


# The court orders or refuses; who applied may take it back before; court or prosecutor lift it.
ORDER_FLOW = {
    OrderState.APPLIED: (OrderState.ORDERED, OrderState.REFUSED, OrderState.WITHDRAWN),
    OrderState.ORDERED: (OrderState.LIFTED,),
}
ORDERED = (OrderState.ORDERED, OrderState.LIFTED)


class Applicant(models.TextChoices):
    """Who applied to the court."""

    PERSON = "PERSON", _("the person")
    LAWYER = "LAWYER", _("the person's lawyer")
    PROSECUTOR = "PROSECUTOR", _("the prosecutor")
    CHILD_PROTECTION = "CHILD_PROTECTION", _("the child protection authorities")


class LiftedBy(models.TextChoices):
    """Who lifted a measure."""

    COURT = "COURT", _("the court")
    PROSECUTOR = "PROSECUTOR", _("the prosecutor")
