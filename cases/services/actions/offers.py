"""A service is offered, and the person answers. All days are Europe/Sofia dates.

Whoever offers reads nothing of what the person decided about proceedings, and no answer changes any other service.
"""

from datetime import date

from django.utils.translation import gettext as _

from cases.actions.act import act, locked
from cases.rules import why_not_written
from cases.services.actions import needs, trace
from cases.services.models import Service
from cases.services.rules import CLOSED, steps_in_force, why_not_accept, why_not_put_in_plan, why_not_step
from cases.services.states import ServiceState
from cases.support.models import PlanStep
from tvcase.accounts.models import Organisation, User
from tvcase.db import save_checked
from tvcase.flow import Refused, move, refuse_for, refuse_future

S = ServiceState


@act
def offer(
    service: Service,
    *,
    offered_on: date,
    provider: Organisation | None = None,
    provider_name: str = "",
    funding: str = "",
    individual: bool = True,
    long_term: bool = False,
    on: date,
    by: User,
) -> Service:
    """Record that a provider offers what the person needs; a need in the ledger is resolved by it. No embassy provides
    anything to an asylum applicant (E-16).

    Raises Refused or ValidationError.
    """
    service = locked(service)
    refuse_for([] if service.case.is_open else [CLOSED])
    refuse_for(why_not_step(service, to=S.OFFERED) or why_not_written(service.case.person, provider_name))
    refuse_future(offered_on, on=on)
    if service.is_counselling and not individual:
        raise Refused(_("Psychological counselling is individual."))
    move(service, to=S.OFFERED)
    service.offered_on = offered_on
    service.provider, service.provider_name = provider, provider_name
    service.funding, service.individual, service.long_term = funding, individual, long_term
    save_checked(service)
    needs.resolve(service, on=offered_on)
    trace.of_service(service, "offered", on=offered_on, by=by)
    return service


@act
def accept(
    service: Service,
    *,
    answered_on: date,
    plan_step: PlanStep | None = None,
    crisis_overcome_on: date | None = None,
    stable_on: date | None = None,
    on: date,
    by: User,
) -> Service:
    """Record that the person accepts, of her or his own will. Counselling takes the day on which the crisis was
    overcome and a step of the plan in force; long-term support the day since which the person is stable.

    Raises Refused or ValidationError.
    """
    service = locked(service)
    refuse_for(why_not_accept(service))
    refuse_future(answered_on, crisis_overcome_on, stable_on, on=on)
    if plan_step is not None and not steps_in_force(service.case).filter(pk=plan_step.pk).exists():
        raise Refused(_("Choose a step of the plan that is in force."))
    move(service, to=S.PLANNED)
    service.answered_on = answered_on
    service.plan_step = plan_step
    service.crisis_overcome_on = crisis_overcome_on if service.is_counselling else None
    service.stable_on = stable_on if service.long_term else None
    save_checked(service)
    trace.of_service(service, "accepted", on=answered_on, by=by)
    return service


@act
def decline(service: Service, *, answered_on: date, on: date, by: User) -> Service:
    """Record that the person does not want it; no reason is asked, and nothing follows from it. Raises Refused."""
    service = locked(service)
    refuse_for(why_not_step(service, to=S.DECLINED))
    refuse_future(answered_on, on=on)
    move(service, to=S.DECLINED)
    service.answered_on = answered_on
    save_checked(service)
    trace.of_service(service, "declined", on=answered_on, by=by)
    return service


@act
def put_in_plan(service: Service, *, plan_step: PlanStep, on: date, by: User) -> Service:
    """Say which step of the plan in force a service is; a newer version of the plan has steps of its own.

    Raises Refused or ValidationError.
    """
    service = locked(service)
    refuse_for(why_not_put_in_plan(service))
    if not steps_in_force(service.case).filter(pk=plan_step.pk).exists():
        raise Refused(_("Choose a step of the plan that is in force."))
    service.plan_step = plan_step
    save_checked(service)
    trace.of_service(service, "put_in_plan", on=on, by=by)
    return service
