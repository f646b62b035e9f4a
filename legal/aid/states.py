"""Statuses and closed lists of legal aid, with their flow (domain 4.14)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AidProduct(models.TextChoices):
    """Two products with two procedures, never one form."""

    INITIAL = "INITIAL", _("initial legal aid: advice and documents")
    FULL = "FULL", _("full legal aid: a lawyer who represents")


class AidState(models.TextChoices):
    """The life of one application."""

    DRAFT = "DRAFT", _("prepared")
    SIGNED = "SIGNED", _("signed")
    SUBMITTED = "SUBMITTED", _("submitted")
    INCOMPLETE = "INCOMPLETE", _("more documents asked for")
    GRANTED = "GRANTED", pgettext_lazy("legal aid", "granted")
    COMPLETED = "COMPLETED", _("completed")
    REFUSED = "REFUSED", pgettext_lazy("legal aid", "refused")
    APPEALED = "APPEALED", _("refusal appealed")
    REFUSED_FINAL = "REFUSED_FINAL", _("refused for good")
    WITHDRAWN = "WITHDRAWN", _("withdrawn by the person")


S = AidState

# Domain 4.14. Another lawyer in place of the first changes the appointment, not the application.
AID_FLOW = {
    S.DRAFT: (S.SIGNED, S.WITHDRAWN),
    S.SIGNED: (S.SUBMITTED, S.WITHDRAWN),
    S.SUBMITTED: (S.INCOMPLETE, S.GRANTED, S.REFUSED, S.WITHDRAWN),
    S.INCOMPLETE: (S.SUBMITTED, S.WITHDRAWN),
    S.GRANTED: (S.COMPLETED,),
    S.REFUSED: (S.APPEALED,),
    S.APPEALED: (S.GRANTED, S.REFUSED_FINAL),
}
OPEN_AID = (S.DRAFT, S.SIGNED, S.SUBMITTED, S.INCOMPLETE)  # an appeal stands beside what is applied for anew
WAITING_AID = (S.SUBMITTED, S.INCOMPLETE, S.APPEALED)  # somebody outside has to answer, or waits for papers
ANSWER_OWED = (S.SUBMITTED, S.APPEALED)
SIGNED_AID = tuple(state for state in S if state not in (S.DRAFT, S.WITHDRAWN))
SUBMITTED_AID = tuple(state for state in SIGNED_AID if state != S.SIGNED)
DECIDED_AID = (S.GRANTED, S.COMPLETED, S.REFUSED, S.APPEALED, S.REFUSED_FINAL)
REFUSED_AID = (S.REFUSED, S.APPEALED, S.REFUSED_FINAL)
FINAL_AID = (S.COMPLETED, S.REFUSED_FINAL, S.WITHDRAWN)


class Addressee(models.TextChoices):
    """To whom an application goes; for full legal aid the sources disagree, so it is recorded (C-08)."""

    NLAB = "NLAB", _("National Legal Aid Bureau")
    DISTRICT_PROSECUTOR = "DISTRICT_PROSECUTOR", _("district prosecutor's office (pre-trial stage)")
    DISTRICT_COURT = "DISTRICT_COURT", _("district court (trial)")


# Product decision 19 and C-08: where each product goes unless something else is recorded.
USUAL_ADDRESSEE = {AidProduct.INITIAL: Addressee.NLAB, AidProduct.FULL: Addressee.DISTRICT_PROSECUTOR}


class Applicant(models.TextChoices):
    """Who signs. For a child it is a parent or guardian, or a special representative when a parent is implicated."""

    PERSON = "PERSON", _("the person")
    PARENT_OR_GUARDIAN = "PARENT_OR_GUARDIAN", _("a parent or guardian")
    SPECIAL_REPRESENTATIVE = "SPECIAL_REPRESENTATIVE", _("a special representative appointed by the court")


FOR_A_CHILD = (Applicant.PARENT_OR_GUARDIAN, Applicant.SPECIAL_REPRESENTATIVE)


class AppointmentEnd(models.TextChoices):
    """Why a lawyer no longer acts."""

    PERSON_ASKED = "PERSON_ASKED", _("the person asked for another lawyer")
    CONFLICT_OF_INTEREST = "CONFLICT_OF_INTEREST", _("conflict of interest")
    LAWYER_UNAVAILABLE = "LAWYER_UNAVAILABLE", _("the lawyer can no longer act")
    SERVICE_DONE = "SERVICE_DONE", _("the legal aid is completed")


REPLACEMENTS = (AppointmentEnd.PERSON_ASKED, AppointmentEnd.CONFLICT_OF_INTEREST, AppointmentEnd.LAWYER_UNAVAILABLE)


class ChaseChannel(models.TextChoices):
    """How somebody asked where the answer is."""

    PHONE = "PHONE", _("by phone")
    LETTER = "LETTER", _("by letter")
    EMAIL = "EMAIL", _("by e-mail")
    IN_PERSON = "IN_PERSON", _("in person")


class WorkKind(models.TextChoices):
    """What a lawyer did. What was said stays between the lawyer and the person and is never recorded here."""

    MEETING = "MEETING", _("meeting with the person")
    ADVICE = "ADVICE", _("advice at a distance")
    DOCUMENTS = "DOCUMENTS", _("preparing documents")
    REPRESENTATION = "REPRESENTATION", _("representation before an authority or a court")
