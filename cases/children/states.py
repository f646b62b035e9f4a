"""Closed lists of the child's track (SOP for children; domain 3.4, 4.1.1)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ProcedureEnd(models.TextChoices):
    """Why the child procedure of a case was closed (E-14, E-15). What was recorded in it stays."""

    FOUND_ADULT = "FOUND_ADULT", _("found to be an adult")
    OF_AGE = "OF_AGE", _("came of age")


class ChildTeamRole(models.TextChoices):
    """For whom a member of the multidisciplinary team works (SOP children 1.2, 1.3)."""

    LEAD_SOCIAL_WORKER = "LEAD_SOCIAL_WORKER", _("lead social worker, Child Protection Department")
    CRISIS_CENTRE = "CRISIS_CENTRE", _("crisis centre, or who else cares for the child")
    POLICE = "POLICE", _("police, child offences inspector")
    PSYCHOLOGIST = "PSYCHOLOGIST", _("psychologist")
    SCHOOL = "SCHOOL", _("school or nursery")
    HEALTH = "HEALTH", _("health care")
    LOCAL_COMMISSION = "LOCAL_COMMISSION", _("local commission against trafficking")
    PROSECUTION = "PROSECUTION", _("prosecutor's office")
    NGO = "NGO", _("organisation that supports the child")
    OTHER = "OTHER", pgettext_lazy("team for a child", "somebody else")


# Whom the sources name: who leads and drafts the plan, who agrees it where the child lives (C12, C13), and one of the
# three bodies that are notified and act (C11). Their absence is shown and refuses nothing.
NEEDED_ROLES = (ChildTeamRole.LEAD_SOCIAL_WORKER, ChildTeamRole.CRISIS_CENTRE, ChildTeamRole.POLICE)


class SignatureAnswer(models.TextChoices):
    """What a member of the team answered to a version of the plan. Another opinion does not stop a signature."""

    SIGNED = "SIGNED", pgettext_lazy("plan of a child", "signed")
    REFUSED = "REFUSED", pgettext_lazy("plan of a child", "refused to sign")


class AppointedBy(models.TextChoices):
    """Who appointed the special representative (domain 3.4: the court)."""

    COURT = "COURT", _("court")
    CHILD_PROTECTION = "CHILD_PROTECTION", _("Child Protection Department")
    LEGAL_AID_BUREAU = "LEGAL_AID_BUREAU", _("National Legal Aid Bureau")
    OTHER = "OTHER", pgettext_lazy("appointed by", "another authority")


class RepresentationEnd(models.TextChoices):
    """Why the child is no longer represented by somebody else than the parent."""

    NOT_INVOLVED = "NOT_INVOLVED", _("it turned out that the parent or guardian is not involved")
    REPLACED = "REPLACED", _("somebody else is to be appointed")
    OF_AGE = "OF_AGE", _("the person is of age")
    PROCEEDINGS_OVER = "PROCEEDINGS_OVER", _("what it was needed for is over")


class ExitBanAddressee(models.TextChoices):
    """To whom a ban on leaving the country was proposed (Bulgarian Identity Documents Act, Article 76a)."""

    SACP = "SACP", _("State Agency for Child Protection")
    MOI = "MOI", _("Minister of the Interior")
    CHILD_PROTECTION = "CHILD_PROTECTION", _("Child Protection Department")
