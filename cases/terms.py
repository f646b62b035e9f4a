"""The words of the rules of law: what they govern, for whom, in which units, and how well they are founded."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RuleKind(models.TextChoices):
    """What a rule governs (domain 5.1)."""

    REFLECTION = "REFLECTION", _("recovery and reflection period")
    COOPERATION_TERM = "COOPERATION_TERM", _("declaring consent to cooperate, for special protection")
    STATEMENT_RECORDED = "STATEMENT_RECORDED", _("recording a statement without the coordinator")
    CHILD_NOTICE = "CHILD_NOTICE", _("notices about a child")
    CHILD_ABROAD_NOTICE = "CHILD_ABROAD_NOTICE", _("notices about a Bulgarian child abroad")
    SHELTER_STAY = "SHELTER_STAY", _("stay in a shelter")
    CRISIS_CENTRE_STAY = "CRISIS_CENTRE_STAY", _("longest stay of a child in a crisis centre")
    STAY_REVIEW = "STAY_REVIEW", _("review of a stay when special protection ends")
    PROTECTION_DECISION = "PROTECTION_DECISION", _("the prosecutor's decision on special protection")
    PROTECTION_APPEAL = "PROTECTION_APPEAL", _("appeal against a decision on special protection")
    PERMIT_REMINDER = "PERMIT_REMINDER", _("reminder before a residence permit lapses")
    LEGAL_AID_DECISION = "LEGAL_AID_DECISION", _("decision on legal aid")
    LEGAL_AID_APPEAL = "LEGAL_AID_APPEAL", _("appeal against a refusal of legal aid")
    LEGAL_AID_CHASE = "LEGAL_AID_CHASE", _("asking again about an application for legal aid")
    DEVICE_LIMIT = "DEVICE_LIMIT", _("longest limit on phone or internet before it is renewed")
    COMPENSATION_APPLICATION = "COMPENSATION_APPLICATION", _("application for State compensation")
    COMPENSATION_EXAMINATION = "COMPENSATION_EXAMINATION", _("examination of an application for State compensation")
    COMPENSATION_EXAMINATION_LONGEST = (
        "COMPENSATION_EXAMINATION_LONGEST",
        _("longest examination of an application for State compensation"),
    )
    SUBJECT_ACCESS = "SUBJECT_ACCESS", _("answer to a person who asks for her or his data")
    BREACH_NOTICE = "BREACH_NOTICE", _("notice of a data breach to the authority")


class PersonGroup(models.TextChoices):
    """Whom a version of a rule is about."""

    EVERYBODY = "EVERYBODY", _("everybody")
    ADULT = "ADULT", _("adults")
    CHILD = "CHILD", _("children")
    FOREIGNER = "FOREIGNER", _("foreigners")


# Kinds that are about one group only.
GROUP_OF: dict[str, PersonGroup] = {
    RuleKind.REFLECTION: PersonGroup.ADULT,
    RuleKind.CHILD_NOTICE: PersonGroup.CHILD,
    RuleKind.CHILD_ABROAD_NOTICE: PersonGroup.CHILD,
    RuleKind.CRISIS_CENTRE_STAY: PersonGroup.CHILD,
    RuleKind.PERMIT_REMINDER: PersonGroup.FOREIGNER,
}
# Kinds that may have a version for children beside that for everybody (domain 4.3, C-04).
FOR_CHILDREN_TOO = (RuleKind.COOPERATION_TERM, RuleKind.SHELTER_STAY)


def groups_of(kind: str) -> tuple[PersonGroup, ...]:
    """The groups for which a rule of this kind may be written."""
    if kind in GROUP_OF:
        return (GROUP_OF[kind],)
    return (PersonGroup.EVERYBODY, PersonGroup.CHILD) if kind in FOR_CHILDREN_TOO else (PersonGroup.EVERYBODY,)


# Kinds that say how long before a day something is to be done; all others are counted from a day.
BEFOREHAND = (RuleKind.PERMIT_REMINDER,)

# Terms within which somebody must act: a last day off may move to the next working day (domain 5.2, rule 4).
# What protects, what limits the person and what only reminds never moves.
FOR_ACTING = (
    RuleKind.COOPERATION_TERM,
    RuleKind.PROTECTION_DECISION,
    RuleKind.PROTECTION_APPEAL,
    RuleKind.LEGAL_AID_DECISION,
    RuleKind.LEGAL_AID_APPEAL,
    RuleKind.COMPENSATION_APPLICATION,
    RuleKind.COMPENSATION_EXAMINATION,
    RuleKind.COMPENSATION_EXAMINATION_LONGEST,
    RuleKind.SUBJECT_ACCESS,
)


class TermUnit(models.TextChoices):
    """In what a term is counted; the day of the event is day 0 (domain 5.2)."""

    CALENDAR_DAYS = "CALENDAR_DAYS", _("calendar days")
    WORKING_DAYS = "WORKING_DAYS", _("working days")
    MONTHS = "MONTHS", _("months")
    YEARS = "YEARS", _("years")
    ELAPSED_HOURS = "ELAPSED_HOURS", _("elapsed hours")


# Units whose last day can be a day off.
MAY_END_ON_A_DAY_OFF = (TermUnit.CALENDAR_DAYS, TermUnit.MONTHS, TermUnit.YEARS)


class SourceGrade(models.TextChoices):
    """How well a rule is founded (domain reference 0.1)."""

    S = "S", _("stated by the founding documents")
    R = "R", _("read in the cited source")
    P = "P", _("read in the cited source, in part")
    K = "K", _("unconfirmed")
    D = "D", _("recommended, without force of law")
    NOT_FOUND = "?", _("looked for and not found")
