"""A version of needs and plan as lines of text: for its page, beside another version, and on paper.

The nine parts stand in the order of the source (N1D). Days are Europe/Sofia dates.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.geo import language_name
from cases.support.models import NeedsAssessment, PlanStep, SafetyMeasure, SupportPlan, UrgentNeed
from cases.support.rules import latest_needs
from cases.support.states import NeedAnswer, NeedItem, SignatureForm

type Text = str | Promise


@dataclass(frozen=True)
class Line:
    """One line of a section: its words, what belongs to them, and the part that it is about."""

    text: str
    details: tuple[str, ...] = ()
    part: Any = None
    kind: str = ""

    @property
    def whole(self) -> str:
        return "; ".join([self.text.rstrip(".;") if self.details else self.text, *self.details])


@dataclass(frozen=True)
class Section:
    """One of the nine parts."""

    code: str
    title: Text
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Beside:
    """A part in two versions: each line with whether the other version has it too."""

    title: Text
    left: list[tuple[str, bool]]
    right: list[tuple[str, bool]]

    @property
    def differs(self) -> bool:
        return not all(same for _line, same in [*self.left, *self.right])


def needs_lines(assessment: NeedsAssessment) -> list[Line]:
    """What is needed, then what is not known; what is not needed is left out."""
    found = {need.item: need for need in UrgentNeed.objects.filter(assessment=assessment, case=assessment.case_id)}
    ordered = [found[item] for item in NeedItem.values if item in found]
    needed = [
        Line(capfirst(need.get_item_display()), (need.note,) if need.note else ())
        for need in _of(ordered, NeedAnswer.NEED)
    ]
    unknown = [
        Line(capfirst(need.get_item_display()), (_("not known yet"),)) for need in _of(ordered, NeedAnswer.UNKNOWN)
    ]
    more = [Line(assessment.remarks)] if assessment.remarks else []
    return needed + unknown + more or [Line(_("No help is needed now."))]


def _item(need: UrgentNeed) -> str:
    return str(capfirst(need.get_item_display()))


def all_answers(assessment: NeedsAssessment) -> list[dict[str, Any]]:
    """Every question with its answer, as rows of a page."""
    found = {need.item: need for need in UrgentNeed.objects.filter(assessment=assessment, case=assessment.case_id)}
    return [
        {
            "label": capfirst(item.label),
            "value": "\n".join(filter(None, [str(found[item].get_answer_display()), found[item].note])),
        }
        for item in NeedItem
        if item in found
    ]


def sections(plan: SupportPlan) -> list[Section]:
    """The nine parts of a version; a draft shows the needs and the risk as they were assessed last."""
    return [
        Section("needs", gettext_lazy("Urgent needs"), list(_needs(plan))),
        Section("risk", gettext_lazy("Risk"), list(_risk(plan))),
        Section("steps", gettext_lazy("Goals and steps"), list(goals_and_steps(plan))),
        Section("institutions", gettext_lazy("Institutions"), _one(plan.institutions)),
        Section("measures", gettext_lazy("Safety plan"), [_measure(one) for one in _of_plan(plan.measures, plan)]),
        Section("time", gettext_lazy("Time frame"), list(_time(plan))),
        Section("person", gettext_lazy("The person"), list(_person(plan))),
        Section("worker", gettext_lazy("The worker and the organisation"), list(_worker(plan))),
        Section(
            "place", gettext_lazy("Date and place"), _one(", ".join(filter(None, [day(plan.signed_on), plan.place])))
        ),
    ]


def beside(left: SupportPlan, right: SupportPlan) -> list[Beside]:
    """Two versions part by part."""
    return [
        _beside(one.title, one.lines, other.lines) for one, other in zip(sections(left), sections(right), strict=True)
    ]


def needs_beside(left: NeedsAssessment, right: NeedsAssessment) -> list[Beside]:
    """Two versions of the needs, question by question."""
    pairs = zip(all_answers(left), all_answers(right), strict=True)
    return [_beside(one["label"], [Line(one["value"])], [Line(other["value"])]) for one, other in pairs]


def to_carry(plan: SupportPlan) -> list[Section]:
    """What the person may take along: only what was ticked as safe, and of the measures only those agreed to."""
    goals = [Line(goal.what) for goal in plan.goals.standing().filter(carry=True)]
    steps = [_step(step) for step in plan.steps.standing().filter(carry=True)]
    measures = [_measure(one) for one in plan.measures.standing().filter(carry=True) if one.is_agreed]
    found = (
        Section("goals", gettext_lazy("What I want to reach"), goals),
        Section("steps", gettext_lazy("What happens next"), steps),
        Section("measures", gettext_lazy("What keeps me safe"), measures),
    )
    return [section for section in found if section.lines]


def day(value: date | None) -> str:
    """A day in words, or nothing."""
    return date_format(value, "DATE_FORMAT") if value else ""


def _needs(plan: SupportPlan) -> Iterator[Line]:
    assessment = latest_needs(plan.case) if plan.is_draft else plan.needs
    if assessment is not None:
        yield from needs_lines(assessment)


def _risk(plan: SupportPlan) -> Iterator[Line]:
    found = plan.case.risk_assessments.current().first() if plan.is_draft else plan.risk
    if found is not None:
        yield Line(found.get_level_display().capitalize(), (found.rationale,) if found.rationale else ())


def goals_and_steps(plan: SupportPlan) -> Iterator[Line]:
    """The goals of a version, then its steps, each with the goal that it leads to."""
    goals = _of_plan(plan.goals, plan)
    for goal in goals:
        reached = (_("reached on %(date)s") % {"date": day(goal.met_on)},) if goal.met_on else ()
        yield Line(goal.what, reached, goal, "goal")
    wanted = {goal.pk: goal.what for goal in goals}
    for step in _of_plan(plan.steps, plan):
        line = _step(step)
        towards = (_("for: %(goal)s") % {"goal": wanted[step.goal_id]},) if step.goal_id in wanted else ()
        yield replace(line, details=(*towards, *line.details))


def _of_plan(found: Any, plan: SupportPlan) -> list[Any]:
    """The standing parts of a version; each knows its plan and case."""
    parts = list(found.standing())
    for part in parts:
        part.plan, part.case = plan, plan.case
    return parts


def _step(step: PlanStep) -> Line:
    done = _("done on %(date)s") % {"date": day(step.done_on)} if step.done_on else ""
    said = (_doer(step), _days(step.from_on, step.to_on), done)
    return Line(step.what, tuple(filter(None, said)), step, "step")


def _measure(measure: SafetyMeasure) -> Line:
    answer = _("the person has not answered yet")
    if measure.is_refused:
        answer = _("refused on %(date)s: not in force") % {"date": day(measure.refused_on)}
    elif measure.is_agreed:
        answer = _("agreed on %(date)s") % {"date": day(measure.agreed_on)}
    said = (measure.get_group_display(), _doer(measure), _days(measure.from_on, measure.until_on), answer)
    return Line(measure.what, tuple(filter(None, said)), measure, "measure")


def _doer(part: PlanStep | SafetyMeasure) -> str:
    return ", ".join(filter(None, [part.get_responsible_display(), part.who]))


def _days(first: date | None, last: date | None) -> str:
    if first and last:
        return _("from %(first)s to %(last)s") % {"first": day(first), "last": day(last)}
    if first:
        return _("from %(first)s") % {"first": day(first)}
    return _("until %(last)s") % {"last": day(last)} if last else ""


def _time(plan: SupportPlan) -> Iterator[Line]:
    yield from _one(_days(plan.from_on, plan.until_on))
    if plan.review_on:
        yield Line(_("to be looked at again on %(date)s") % {"date": day(plan.review_on)})


def _person(plan: SupportPlan) -> Iterator[Line]:
    if plan.signed_on is None:
        return
    spoken = language_name(plan.language)
    if plan.interpreter:
        spoken = _("%(language)s, interpreter %(name)s") % {"language": spoken, "name": plan.interpreter}
    by = {SignatureForm.ALIAS: plan.signed_as, SignatureForm.ORAL: plan.witness}.get(
        SignatureForm(plan.signature_form), ""
    )
    aloud = _("read aloud") if plan.read_aloud else ""
    yield Line(plan.get_signature_form_display().capitalize(), tuple(filter(None, [by, spoken, aloud])))


def _worker(plan: SupportPlan) -> Iterator[Line]:
    if plan.worker is not None:
        yield Line(str(plan.worker), (str(plan.organisation),))
    if plan.approved_by is not None:
        who = {"name": plan.approved_by, "date": day(plan.approved_on)}
        yield Line(_("approved by %(name)s on %(date)s") % who)


def _one(text: str) -> list[Line]:
    return [Line(text)] if text else []


def _of(needs: Iterable[UrgentNeed], answer: str) -> list[UrgentNeed]:
    return [need for need in needs if need.answer == answer]


def _beside(title: Text, left: list[Line], right: list[Line]) -> Beside:
    ours, theirs = [line.whole for line in left], [line.whole for line in right]
    return Beside(title, [(text, text in theirs) for text in ours], [(text, text in ours) for text in theirs])
