"""Statuses and closed lists of the needs assessment and of the plan, with its flow (domain 4.9; SOP 1.2, 1.3)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class NeedItem(models.TextChoices):
    """What the interview asks about at the first contact (SOP 1.3)."""

    SHELTER = "SHELTER", _("somewhere safe to sleep")
    FOOD = "FOOD", _("food")
    WATER = "WATER", _("water")
    MEDICINES = "MEDICINES", _("medicines")
    HYGIENE = "HYGIENE", _("things for washing, and clothes")
    TOILET = "TOILET", _("a toilet")
    SLEEP = "SLEEP", _("sleep and rest")
    SAFETY = "SAFETY", _("safety")
    HEALTH = "HEALTH", _("health")
    EMOTIONAL_STATE = "EMOTIONAL_STATE", _("emotional state")
    FAMILY = "FAMILY", _("family and other close people")
    NEAR_FUTURE = "NEAR_FUTURE", _("plans for the next days and weeks")


class NeedAnswer(models.TextChoices):
    """What became known of one item; nothing is taken as answered that was not asked."""

    NEED = "NEED", _("help is needed")
    NONE = "NONE", pgettext_lazy("need", "no help is needed")
    UNKNOWN = "UNKNOWN", pgettext_lazy("need", "not known yet")


class PlanState(models.TextChoices):
    """The life of one version of the plan. That a review is due is worked out from its dates, never stored."""

    DRAFT = "DRAFT", pgettext_lazy("plan", "draft")
    ACTIVE = "ACTIVE", pgettext_lazy("plan", "agreed and signed")
    REPLACED = "REPLACED", pgettext_lazy("plan", "replaced by a newer version")
    CLOSED = "CLOSED", pgettext_lazy("plan", "closed")


# Domain 4.9. A draft that nobody signs is set aside: it is closed for that reason.
PLAN_FLOW = {
    PlanState.DRAFT: (PlanState.ACTIVE, PlanState.CLOSED),
    PlanState.ACTIVE: (PlanState.REPLACED, PlanState.CLOSED),
}
OPEN_PLANS = (PlanState.DRAFT, PlanState.ACTIVE)


class PlanEnd(models.TextChoices):
    """Why a version ended without a newer one in its place."""

    GOALS_MET = "GOALS_MET", _("goals met")
    TIME_OVER = "TIME_OVER", _("its time is over")
    PERSON_ENDED = "PERSON_ENDED", _("the person does not want a plan any more")
    CASE_ENDS = "CASE_ENDS", _("the case is being closed")
    SET_ASIDE = "SET_ASIDE", _("draft set aside, never signed")


ENDS_OF_A_SIGNED_PLAN = tuple(end for end in PlanEnd if end != PlanEnd.SET_ASIDE)


class SignatureForm(models.TextChoices):
    """How the person said yes to the plan. A person without a name here signs with a chosen one (domain 4.9)."""

    WRITTEN = "WRITTEN", pgettext_lazy("signature", "signed")
    ALIAS = "ALIAS", _("signed with a chosen name")
    ORAL = "ORAL", _("said aloud before a witness, because she or he cannot sign")


class Responsible(models.TextChoices):
    """Who does it. Of another organisation the words say which one."""

    PERSON = "PERSON", pgettext_lazy("responsible", "the person")
    WORKER = "WORKER", pgettext_lazy("responsible", "the caseworker")
    SHELTER = "SHELTER", pgettext_lazy("responsible", "the shelter")
    LAWYER = "LAWYER", pgettext_lazy("responsible", "the lawyer")
    OTHER = "OTHER", pgettext_lazy("responsible", "another organisation or somebody else")


class SafetyGroup(models.TextChoices):
    """What a measure of the safety plan is about (domain 4.9)."""

    HOME = "HOME", _("home or shelter")
    PHONE = "PHONE", _("phone and accounts")
    TRAVEL = "TRAVEL", pgettext_lazy("safety plan", "on the way")
    WORK_SCHOOL = "WORK_SCHOOL", _("work and school")
    COURT_DAYS = "COURT_DAYS", _("days in court")
    CHILDREN = "CHILDREN", _("children")
    CODE_WORD = "CODE_WORD", _("a word for emergencies")
    CONTACTS = "CONTACTS", _("whom to call")
    ON_CONTACT = "ON_CONTACT", _("when the trafficker makes contact")
