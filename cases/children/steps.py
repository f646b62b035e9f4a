"""The acts of the child's track, as their pages show them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.children import forms, rules
from cases.children.actions import representation, team
from cases.children.models import ChildTeamMember, SpecialRepresentation
from cases.permissions import CasePerm
from cases.rules import Reasons
from cases.support.models import SupportPlan
from tvcase.forms import Form

type Text = str | Promise


@dataclass(frozen=True)
class TrackAct:
    """One act: `name` is its address, `model` the record it is on (none: the case itself), and
    `act(record, *, on, by, **typed)` does it."""

    name: str
    title: Text
    button: Text
    done: Text
    act: Callable[..., Any]
    why_not: Callable[[Any], Reasons]
    form: type[Form]
    perm: CasePerm = CasePerm.CHANGE_SUPPORT
    model: type[Model] | None = None
    effects: tuple[Text, ...] = ()


SERVICES_GO_ON = _("Every service, stay and referral goes on as it is.")
CASE_ACTS = (
    TrackAct(
        "member-new",
        title=_("Somebody on the team for the child"),
        button=_("Add to the team"),
        done=_("The team is recorded."),
        act=team.add_member,
        why_not=rules.why_not_track,
        form=forms.MemberForm,
        effects=(_("Nothing of the case opens to this person by it."),),
    ),
    TrackAct(
        "facts-new",
        title=_("Family, school and the child's opinion"),
        button=_("Save"),
        done=_("It is recorded as a new version."),
        act=representation.record_facts,
        why_not=rules.why_not_track,
        form=forms.FactsForm,
    ),
    TrackAct(
        "representative-new",
        title=_("A parent or guardian may be involved"),
        button=_("Record it"),
        done=_("It is recorded. A special representative is missing: ask the court."),
        act=representation.need,
        why_not=rules.why_not_need,
        form=forms.NeedForm,
        perm=CasePerm.CHANGE_IDENTITY,
        effects=(
            _("From now on no letter goes to a parent or guardian, and none of them is asked for consent."),
            _("A consent that a parent or guardian gave does not count any more. What it let out closes at once."),
            _("The team is reminded on every working day until somebody is appointed."),
            SERVICES_GO_ON,
        ),
    ),
    TrackAct(
        "exit-ban-new",
        title=_("Propose a ban on leaving the country"),
        button=_("Record the proposal"),
        done=_("The proposal is recorded as a measure against contact."),
        act=representation.propose_exit_ban,
        why_not=rules.why_not_propose_ban,
        form=forms.ExitBanForm,
        effects=(_("It is kept with the measures against contact: record there what becomes of it."),),
    ),
)
RECORD_ACTS = (
    TrackAct(
        "member-end",
        title=_("A member leaves the team"),
        button=_("Record it"),
        done=_("The team is recorded."),
        act=team.end_member,
        why_not=rules.why_not_leave,
        form=forms.LeaveForm,
        model=ChildTeamMember,
        effects=(_("What this member signed stays."),),
    ),
    TrackAct(
        "representative-appoint",
        title=_("A special representative was appointed"),
        button=_("Record it"),
        done=_("The special representative is recorded."),
        act=representation.appoint,
        why_not=rules.why_not_appoint,
        form=forms.AppointForm,
        perm=CasePerm.CHANGE_IDENTITY,
        model=SpecialRepresentation,
    ),
    TrackAct(
        "representative-end",
        title=_("The special representation ends"),
        button=_("End it"),
        done=_("It is recorded that it ended."),
        act=representation.end,
        why_not=rules.why_not_end,
        form=forms.EndRepresentationForm,
        perm=CasePerm.CHANGE_IDENTITY,
        model=SpecialRepresentation,
        effects=(_("Unless somebody else is needed, parents and guardians are asked again."), SERVICES_GO_ON),
    ),
    TrackAct(
        "plan-answer",
        title=_("A member of the team answers to the plan"),
        button=_("Record the answer"),
        done=_("The answer is recorded."),
        act=team.answer_plan,
        why_not=rules.why_not_sign,
        form=forms.AnswerPlanForm,
        model=SupportPlan,
        effects=(_("The plan is in force whatever they answer; it counts as agreed when all have signed."),),
    ),
)
CASE_ACT_BY_NAME = {act.name: act for act in CASE_ACTS}
RECORD_ACT_BY_NAME = {act.name: act for act in RECORD_ACTS}
