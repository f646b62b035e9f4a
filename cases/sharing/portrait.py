"""What the pages of a consent and of a referral say of it, row by row."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.geo import language_name
from cases.models.case import access
from cases.permissions import CasePerm
from cases.sharing import rules
from cases.sharing.actions import chain
from cases.sharing.models import Consent, Referral, SharedItem
from cases.support.models import PlanStep
from tvcase.accounts.models import User
from tvcase.sealing.fields import with_keys

type Rows = list[dict[str, Any]]


def of_consent(consent: Consent) -> Rows:
    """What was explained and what was answered."""
    said = [
        (_("Who is told"), consent.told),
        (_("What for"), _lines(consent.get_purpose_display(), consent.purpose_note)),
        (_("What is told"), "\n".join(map(rules.label_of, consent.items))),
        (_("Until"), _day(consent.valid_to)),
        (pgettext("consent", "Explained on"), _day(consent.offered_on)),
        (_("Language"), _lines(language_name(consent.language), consent.interpreter)),
        (_("Read aloud"), _("yes") if consent.read_aloud else _("no")),
    ]
    if consent.emergency:
        said.append((_("No agreement, because"), consent.emergency))
    if consent.answered_on:
        said.append((_("Answered on"), _day(consent.answered_on)))
    if consent.given_by:
        said += [
            (_("Who agreed"), _lines(consent.get_given_by_display(), consent.giver_name)),
            (_("In which form"), _lines(consent.get_form_display(), consent.witness)),
        ]
    if consent.evidence is not None:
        said.append((_("The paper that shows it"), f"{consent.evidence.number}: {consent.evidence.title}"))
    if consent.child_opinion:
        said.append((_("What the child says"), consent.child_opinion))
    if consent.ended_on:
        said.append((_("Day on which it ended"), _day(consent.ended_on)))
    return _rows(said)


def of_referral(referral: Referral, user: User, *, keeps: bool) -> Rows:
    """The way there and back; who decided that it rests on no consent, for which step of the plan it is and whether the
    person was told is for those who keep the case."""
    step = _plan_step(referral, user) if keeps else None
    said = [
        (_("Who refers"), referral.from_organisation),
        (_("To which organisation"), referral.receiver),
        (_("What for"), _lines(referral.get_purpose_display(), referral.purpose_note)),
        (_("Why"), referral.get_reason_kind_display()),
    ]
    if keeps and not referral.sent_on:
        said.append((_("What is to be told"), "\n".join(map(rules.label_of, referral.items))))
    if step is not None:
        said.append((_("For which step of the plan"), step.what))
    if referral.basis:
        said.append((_("On what it rests"), referral.get_basis_display()))
    if referral.basis_reason:
        people = [str(who) for who in (referral.proposed_by, referral.confirmed_by) if who and keeps]
        said.append((_("Why without consent"), _lines(referral.basis_reason, *people)))
    told = _told_to_the_person(referral) if keeps else []
    return _rows(said + told + _answers(referral) + _ends(referral))


def items_of(referral: Referral, user: User, *, on: date, keeps: bool) -> list[tuple[str, str, bool]]:
    """What was told: its words, the text, and whether the receiver still reads it; a receiver sees only that."""
    found = SharedItem.objects.filter(referral=referral)
    if keeps:
        areas = {perm.area for perm in access(user, referral.case)}
        found = found.filter(area__in=areas)
    else:
        found = found.filter(pk__in=SharedItem.objects.told_to(user, on=on).values("pk"))
    return [
        (rules.label_of(item.kind), item.text, item.alive and (item.until_on is None or item.until_on >= on))
        for item in with_keys(found)
    ]


def before_it_is_told(referral: Referral, user: User) -> Rows:
    """What whoever sends a referral, or decides that it is sent, is about to tell, in its own words, and why."""
    said: list[tuple[str, Any]] = []
    if referral.basis_reason:
        said.append((_("Why without consent"), referral.basis_reason))
    told = chain.to_be_told(referral, access(user, referral.case))
    said += [(capfirst(str(source.label)), text or _("nothing is recorded")) for source, text in told]
    return _rows(said)


def _plan_step(referral: Referral, user: User) -> PlanStep | None:
    """The step of the plan, for who may read the plan."""
    if referral.plan_step_id is None or CasePerm.VIEW_SUPPORT not in access(user, referral.case):
        return None
    return PlanStep.objects.filter(pk=referral.plan_step_id).first()


def _told_to_the_person(referral: Referral) -> list[tuple[str, Any]]:
    """Of what was sent without consent, whether the person knows it (domain 9.2)."""
    if not referral.rests_on_no_consent or referral.sent_on is None:
        return []
    telling = rules.telling_of(referral)
    if telling is None:
        return [(_("Whether the person was told"), _("not yet: tell her or him, or say why that would add danger"))]
    said: list[tuple[str, Any]] = []
    if telling.danger:
        said.append((_("Why the person was not told"), telling.danger))
    if telling.told_on is not None:
        said.append((_("The person was told on"), _day(telling.told_on)))
    return said


def _answers(referral: Referral) -> list[tuple[str, Any]]:
    said: list[tuple[str, Any]] = []
    if referral.sent_on:
        said += [(_("Sent on"), _day(referral.sent_on)), (_("Answer due on"), _day(referral.reply_due_on))]
    if referral.answered_on:
        why = referral.get_decline_reason_display() if referral.decline_reason else ""
        said.append((_("Answered on"), _lines(_day(referral.answered_on), why, referral.answer)))
    if referral.handover_at:
        at = date_format(localtime(referral.handover_at), "DATETIME_FORMAT")
        said += [
            (_("Handed over"), _lines(at, referral.handover_where)),
            (_("Who met the person"), referral.met_by),
            (_("Who brought the person"), referral.escort),
        ]
    return said


def _ends(referral: Referral) -> list[tuple[str, Any]]:
    said: list[tuple[str, Any]] = []
    if referral.feedback_on:
        outcome = referral.get_outcome_display()
        said.append((_("What became of it"), _lines(_day(referral.feedback_on), outcome, referral.feedback)))
    elif referral.feedback_due_on:
        said.append((_("Feedback due on"), _day(referral.feedback_due_on)))
    if referral.not_possible:
        said.append((_("Why not possible"), referral.get_not_possible_display()))
        said.append((_("What is done instead"), referral.alternative))
    if referral.recalled_on:
        said.append((_("Recalled on"), _lines(_day(referral.recalled_on), referral.get_recall_reason_display())))
        said.append((_("Deletion confirmed on"), _day(referral.deleted_on)))
    if referral.ended_on:
        said.append((_("Day on which it ended"), _day(referral.ended_on)))
    return said


def _rows(said: list[tuple[str, Any]]) -> Rows:
    return [{"label": label, "value": str(value) if value else ""} for label, value in said]


def _lines(*parts: Any) -> str:
    return "\n".join(str(part) for part in parts if part)


def _day(day: date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""
