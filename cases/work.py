"""What waits for one person: what is due or overdue, what comes in the next seven days, what others owe."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.informing import missing_of, untold
from cases.models import (
    BreakGlass,
    Case,
    ChildNotice,
    DuplicateLink,
    FollowUpContact,
    Handover,
    Identification,
    ReflectionPeriod,
    ReturnPlan,
    RiskAssessment,
)
from cases.models.derived import told_by_its_authority
from cases.permissions import CasePerm
from cases.returning import ReturnState
from cases.rules.risk import reviews_due
from cases.states import HandoverState, IdentificationState
from tvcase.accounts.models import User
from tvcase.dates import local_date, midnight_after

AHEAD = timedelta(days=7)
MOST = 50  # of one kind; the list of cases shows the rest
NOW, SOON, OTHERS = "now", "soon", "others"


@dataclass(frozen=True)
class Item:
    """One thing about a case: what it is, its day or instant, and where to do it or read of it. The file itself is
    not open to everybody for whom something about it waits."""

    code: str
    what: str
    at: date | datetime
    url: str
    file_is_open: bool = True

    @property
    def day(self) -> date:
        return local_date(self.at) if isinstance(self.at, datetime) else self.at


@dataclass
class Work:
    """The three lists, each in order of time."""

    now: list[Item] = field(default_factory=list)
    soon: list[Item] = field(default_factory=list)
    others: list[Item] = field(default_factory=list)

    @property
    def codes(self) -> list[str]:
        return sorted({item.code for item in [*self.now, *self.soon, *self.others]})


def work_of(user: User, *, at: datetime) -> Work:
    """Everything that waits at an instant, one query for each kind of thing."""
    on = local_date(at)
    kinds = (
        *(_duties, _rights, _ending, _notices, _returns, _contacts, _handovers, _requests, _closings, _links),
        *(_emergencies, _risks),
    )
    work = Work()
    for kind in kinds:
        for part, item in kind(user, on, at):
            getattr(work, part).append(item)
    for items in (work.now, work.soon, work.others):
        items.sort(key=lambda item: (item.day, item.code))
    return work


type Found = Iterator[tuple[str, Item]]


def _of_open_cases(model: Any, user: User, *perms: CasePerm) -> Any:
    return model.objects.permitting(user, *perms).filter(case__closed_on=None).select_related("case")


def _item(record: Any, what: str, at: date | datetime, url_name: str, *args: Any) -> Item:
    return Item(record.case.code, what, at, reverse(url_name, args=[record.case.code, *args]))


def _duties(user: User, on: date, at: datetime) -> Found:
    """Periods of which the identifying organisation has not told the person (Act, Article 26)."""
    periods = _of_open_cases(ReflectionPeriod, user, CasePerm.CHANGE_CLOCK).standing()
    untold = periods.filter(~told_by_its_authority()).select_related("case", "identification")
    for period in untold.order_by("starts_at")[:MOST]:
        ours = period.identification.organisation_id == user.organisation_id
        what = (
            _("Tell the person about the reflection period")
            if ours
            else _("The authority has not told the person about the reflection period")
        )
        yield NOW, _item(period, what, period.starts_on, "cases:inform")


def _rights(user: User, on: date, at: datetime) -> Found:
    """Rights that the identifying organisation has not explained; others than it only learn that it has not."""
    for identification in untold(user).order_by("identified_at")[:MOST]:
        rights = ", ".join(str(right.label) for right in missing_of(identification))
        if identification.organisation_id == user.organisation_id:
            what = _("Explain to the person: %(rights)s") % {"rights": rights}
            yield NOW, _item(identification, what, identification.identified_on, "cases:inform")
        else:
            what = _("The authority has not explained to the person: %(rights)s") % {"rights": rights}
            yield OTHERS, _item(identification, what, identification.identified_on, "cases:informed")


def _ending(user: User, on: date, at: datetime) -> Found:
    """Running periods whose last day is near; an authority sees this of the cases it holds (product decision 17)."""
    periods = _of_open_cases(ReflectionPeriod, user, CasePerm.VIEW_CLOCK).standing().running(on=on)
    if user.organisation is None or user.organisation.identifies_formally:
        periods = periods.filter(case__organisation=user.organisation)
    for period in periods.filter(ended_on=None, last_day__lte=on + AHEAD).order_by("last_day")[:MOST]:
        yield SOON, _item(period, _("Last day of the reflection period"), period.last_day, "cases:clock")


def _notices(user: User, on: date, at: datetime) -> Found:
    notices = _of_open_cases(ChildNotice, user, CasePerm.CHANGE_IDENTIFICATION).owed()
    for notice in notices.filter(due_at__lt=midnight_after(on + AHEAD)).order_by("due_at")[:MOST]:
        what = _("Notice about a child to: %(body)s") % {"body": notice.get_body_display()}
        part = NOW if notice.due_at <= at else SOON
        yield part, _item(notice, what, notice.due_at, "cases:child-notice", notice.body)


def _returns(user: User, on: date, at: datetime) -> Found:
    """Departures that are near or were missed, people on the way or lost, and arrivals that nobody took over."""
    planned = Q(state__in=[ReturnState.PREPARING, ReturnState.READY], planned_on__lte=on + AHEAD)
    gone = Q(state__in=[ReturnState.IN_TRANSIT, ReturnState.INCIDENT, ReturnState.ARRIVED])
    plans = _of_open_cases(ReturnPlan, user, CasePerm.VIEW_RETURN).filter(planned | gone)
    for plan in plans.order_by("planned_on")[:MOST]:
        page = ("cases:return-plan", plan.number)
        match plan.state:
            case ReturnState.INCIDENT:
                yield NOW, _item(plan, _("Did not arrive: look for the person now"), plan.incident_on, *page)
            case ReturnState.IN_TRANSIT:
                yield OTHERS, _item(plan, _("On the way: arrival not recorded"), plan.departed_on, *page)
            case ReturnState.ARRIVED:
                yield NOW, _item(plan, _("Arrived: record who supports the person there"), plan.arrived_on, *page)
            case _ if plan.planned_on < on:
                yield NOW, _item(plan, _("Departure was planned, and is not recorded"), plan.planned_on, *page)
            case _:
                yield SOON, _item(plan, _("Planned departure"), plan.planned_on, *page)


def _contacts(user: User, on: date, at: datetime) -> Found:
    """Contacts after a return that the person agreed to."""
    planned = _of_open_cases(FollowUpContact, user, CasePerm.VIEW_RETURN).planned().filter(due_on__lte=on + AHEAD)
    for contact in planned.select_related("case", "plan").order_by("due_on")[:MOST]:
        page = ("cases:return-contact", contact.plan.number, contact.number)
        yield (
            NOW if contact.due_on <= on else SOON,
            _item(contact, _("Contact after the return"), contact.due_on, *page),
        )


def _handovers(user: User, on: date, at: datetime) -> Found:
    """Cases offered to this person's organisation, and those it has offered."""
    offers = _of_open_cases(Handover, user, CasePerm.VIEW_CORE).filter(state=HandoverState.OFFERED)
    for offer in offers.select_related("case", "to_organisation").order_by("offered_on")[:MOST]:
        if offer.to_organisation_id == user.organisation_id:
            what = _("You are asked to take the case over")
            yield NOW, _item(offer, what, offer.offered_on, "cases:handover-answer", offer.number)
        elif offer.from_organisation_id == user.organisation_id:
            what = _("Offered to %(organisation)s: no answer yet") % {"organisation": offer.to_organisation}
            yield OTHERS, _item(offer, what, offer.offered_on, "cases:handover")


def _requests(user: User, on: date, at: datetime) -> Found:
    """Formal identification asked of this person's authority, and asked of others."""
    asked = _of_open_cases(Identification, user, CasePerm.VIEW_IDENTIFICATION)
    asked = asked.filter(state=IdentificationState.FORMAL_REQUESTED).select_related("case", "organisation")
    for request in asked.order_by("requested_on")[:MOST]:
        if request.organisation_id == user.organisation_id:
            what = _("Formal identification is asked of your authority")
            yield NOW, _item(request, what, request.requested_on, "cases:identification-formal")
        else:
            what = _("Formal identification asked of %(authority)s") % {"authority": request.organisation}
            yield OTHERS, _item(request, what, request.requested_on, "cases:identification")


def _closings(user: User, on: date, at: datetime) -> Found:
    """Cases that somebody else proposed to close."""
    proposed: Any = Case.objects.permitting(user, CasePerm.CHANGE_CORE).filter(
        closed_on=None, closure_proposed_on__isnull=False
    )
    for case in proposed.exclude(closed_by=user).order_by("closure_proposed_on")[:MOST]:
        url = reverse("cases:close", args=[case.code])
        yield NOW, Item(case.code, _("Confirm that the case is closed, or refuse"), case.closure_proposed_on, url)


def _links(user: User, on: date, at: datetime) -> Found:
    """Proposals that a case is of the same person as another one, which this person may answer."""
    for link in DuplicateLink.objects.waiting_for(user).order_by("proposed_on")[:MOST]:
        url = reverse("cases:duplicate", args=[link.other_code, link.case_code])
        yield NOW, Item(link.other_code, _("Is it the same person as in another case? Answer."), link.proposed_on, url)


def _emergencies(user: User, on: date, at: datetime) -> Found:
    """What was opened in an emergency and waits for its review: this person's to make, or somebody else's."""
    waiting = BreakGlass.objects.visible_to(user).unreviewed().select_related("case", "user")
    for opened in waiting.order_by("opened_at")[:MOST]:
        url = reverse("cases:break-glass-review", args=[opened.case.code, opened.number])
        if opened.user_id == user.pk:
            what = _("What you opened in an emergency waits for its review")
            yield OTHERS, Item(opened.case.code, what, opened.review_due_on, url, file_is_open=opened.runs(at=at))
        else:
            what = _("Review an emergency of %(person)s") % {"person": opened.user}
            yield NOW, Item(opened.case.code, what, opened.review_due_on, url, file_is_open=False)


def _risks(user: User, on: date, at: datetime) -> Found:
    """Cases whose risk is to be assessed again: after a contact (SOP 1.2), or because it was planned."""
    codes = dict(Case.objects.permitting(user, CasePerm.CHANGE_SUPPORT).open().values_list("pk", "code"))
    for case, due in sorted(reviews_due(codes).items(), key=lambda found: found[1])[:MOST]:
        url = reverse("cases:risk", args=[codes[case]])
        yield NOW if due <= at else SOON, Item(codes[case], _("Assess the risk again after a contact"), due, url)
    planned = _of_open_cases(RiskAssessment, user, CasePerm.CHANGE_SUPPORT).current()
    for one in planned.filter(next_review_on__lte=on + AHEAD).order_by("next_review_on")[:MOST]:
        part = NOW if one.next_review_on <= on else SOON
        yield part, _item(one, _("Planned review of the risk"), one.next_review_on, "cases:risk")
