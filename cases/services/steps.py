"""The steps of a service as its pages show them: what is asked, what it does, what is said afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.rules import Reasons
from cases.services import rules
from cases.services.actions import course, needs, offers
from cases.services.forms import course as forms
from cases.services.models import Service
from cases.services.states import ServiceState

type Text = str | Promise


@dataclass(frozen=True)
class ServiceStep:
    """One step: `name` is its address and that of its page; `act(service, *, on, by, **typed)` does it, on a Sofia
    day."""

    name: str
    title: Text
    button: Text
    done: Text
    form: type[forms.ServiceForm]
    act: Callable[..., Any]
    why_not: Callable[[Service], Reasons]
    effects: tuple[Text, ...] = ()


def _to(state: ServiceState) -> Callable[[Service], Reasons]:
    return partial(rules.why_not_step, to=state)


def _why_not_begin(service: Service) -> Reasons:
    """What stands against it whatever the day: the action asks again for the day that was typed."""
    return rules.why_not_begin(service, on=date.max)


_NOTHING_CHANGES = _("Nothing else changes: every other service goes on, and it can be asked for again.")

STEPS = (
    ServiceStep(
        "offer",
        title=_("It is offered to the person"),
        button=_("Record the offer"),
        done=_("The offer is recorded. Nothing has been sent to anybody."),
        form=forms.OfferForm,
        act=offers.offer,
        why_not=_to(ServiceState.OFFERED),
        effects=(_("Nothing of the case opens to the provider."),),
    ),
    ServiceStep(
        "unmet",
        title=_("It cannot be met now"),
        button=_("Put it in the ledger"),
        done=_("The need is in the ledger of unmet needs."),
        form=forms.UnmetForm,
        act=needs.cannot_meet,
        why_not=rules.why_not_cannot_meet,
        effects=(_("It is counted by month and reason, without the person. An offer takes it out again."),),
    ),
    ServiceStep(
        "not-needed",
        title=_("It is no longer needed"),
        button=_("Record that it is no longer needed"),
        done=_("Recorded: it is no longer needed."),
        form=forms.EndingForm,
        act=needs.no_longer_needed,
        why_not=_to(ServiceState.NOT_NEEDED),
    ),
    ServiceStep(
        "accept",
        title=_("The person accepts"),
        button=_("Record that the person accepts"),
        done=_("Recorded: the person accepts. Sessions can be planned."),
        form=forms.AcceptForm,
        act=offers.accept,
        why_not=rules.why_not_accept,
    ),
    ServiceStep(
        "decline",
        title=_("The person declines"),
        button=_("Record that the person declines"),
        done=_("Recorded: the person declines."),
        form=forms.DeclineForm,
        act=offers.decline,
        why_not=_to(ServiceState.DECLINED),
        effects=(_NOTHING_CHANGES,),
    ),
    ServiceStep(
        "plan",
        title=_("Put it in the plan"),
        button=_("Put it in the plan"),
        done=_("It is a step of the plan now."),
        form=forms.PlanStepForm,
        act=offers.put_in_plan,
        why_not=rules.why_not_put_in_plan,
    ),
    ServiceStep(
        "begin",
        title=_("The person receives it"),
        button=_("Record the beginning"),
        done=_("The beginning is recorded."),
        form=forms.BeginForm,
        act=course.begin,
        why_not=_why_not_begin,
        effects=(_("A service with sessions begins by itself with the first that is held."),),
    ),
    ServiceStep(
        "complete",
        title=_("It is completed"),
        button=_("Record that it is completed"),
        done=_("Recorded: it is completed."),
        form=forms.CompleteForm,
        act=course.complete,
        why_not=_to(ServiceState.COMPLETED),
        effects=(_("Sessions planned for later days are called off."),),
    ),
    ServiceStep(
        "stop",
        title=_("The person stops it"),
        button=_("Record that the person stops it"),
        done=_("Recorded: the person stops it."),
        form=forms.EndingForm,
        act=course.stop,
        why_not=_to(ServiceState.STOPPED_BY_PERSON),
        effects=(_("Nobody asks why."), _("Sessions planned for later days are called off."), _NOTHING_CHANGES),
    ),
    ServiceStep(
        "end",
        title=_("The provider ends it"),
        button=_("Record the end"),
        done=_("The end is recorded. If the need goes on, record it again."),
        form=forms.EndForm,
        act=course.end,
        why_not=_to(ServiceState.ENDED),
        effects=(_("Sessions planned for later days are called off."),),
    ),
)
BY_NAME = {step.name: step for step in STEPS}
