"""How long a stay may last: extended by the body that decides, looked at again when a ground falls away.

Nobody is ever evicted by any of it. Days are Europe/Sofia dates.
"""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cases.actions.act import act, locked, raised_to
from cases.actions.following import child_found, protection_over
from cases.law import deadline_for
from cases.models import Case
from cases.terms import RuleKind
from shelters.actions.chain import only_the_house, only_those_of_the_stay, record, tell_asker, tell_house, tell_team
from shelters.models import Stay, StayExtension, StayReview
from shelters.states import FOR_ADULTS, HERE, ExtensionState, ReviewGround, StayState
from shelters.staying import why_not_answer_extension, why_not_extend, why_not_review
from tvcase.accounts.models import User
from tvcase.db import lock, next_number, save_checked
from tvcase.flow import Refused, move, refuse_for, refuse_future

E = ExtensionState


@act
def propose_extension(stay: Stay, *, to_on: date, ground: str, reasons: str = "", by: User, on: date) -> StayExtension:
    """Write down that the stay should last until a later day, and on which ground; nothing moves until the body that
    decides has answered. The house proposes, or those who hold the case. Raises Refused or ValidationError."""
    stay = locked(stay)
    only_those_of_the_stay(stay, by)
    refuse_for(why_not_extend(stay))
    extension = StayExtension(
        case=stay.case,
        stay=stay,
        number=next_number(stay.extensions.all()),
        from_on=stay.planned_to_on,
        to_on=to_on,
        ground=ground,
        reasons=reasons,
        proposed_on=on,
        proposed_by=by,
    )
    save_checked(extension)
    record("extension_proposed", stay, by=by, on=on, ground=ground, until=to_on.isoformat())
    return extension


@act
def answer_extension(
    extension: StayExtension, *, approved: bool, body: str, answered_on: date, reference: str = "", by: User, on: date
) -> StayExtension:
    """Record what the body decided; approved, the planned end moves, and those who wait for the place are told.

    Raises Refused or ValidationError.
    """
    extension = locked(extension)
    stay = lock(extension.stay)
    stay.case = extension.case
    only_those_of_the_stay(stay, by)
    refuse_for(why_not_answer_extension(extension))
    refuse_future(answered_on, on=on)
    move(extension, to=E.APPROVED if approved else E.REFUSED)
    extension.body, extension.reference = body, reference
    extension.answered_on, extension.answered_by = answered_on, by
    save_checked(extension)
    if approved:
        stay.planned_to_on = extension.to_on
        save_checked(stay)
        _wait_longer(stay, by=by, on=on)
    verb = "extended" if approved else "extension_refused"
    record(verb, stay, by=by, on=answered_on, ground=extension.ground, body=body)
    tell_team(stay, "stay_extension_answered", by=by, on=on, subject=extension.pk)
    tell_house(stay, "stay_extension_answered", by=by, on=on, subject=extension.pk)
    return extension


@act
def withdraw_extension(extension: StayExtension, *, by: User, on: date) -> StayExtension:
    """Take a proposal back. Raises Refused."""
    extension = locked(extension)
    only_those_of_the_stay(extension.stay, by)
    refuse_for(why_not_answer_extension(extension))
    move(extension, to=E.WITHDRAWN)
    save_checked(extension)
    record("extension_withdrawn", extension.stay, by=by, on=on)
    return extension


@protection_over
def review_when_protection_ends(case: Case, *, on: date) -> None:
    """Special protection ended: where the person stays now, the stay is looked at again (E-28). Part of the act that
    ended it."""
    _open_reviews(case, case.stays.filter(state__in=HERE), ReviewGround.PROTECTION_ENDED, on=on)


@child_found
def review_when_found_to_be_a_child(case: Case, *, on: date) -> None:
    """The person is or may be a child: whether a house for adults is the right one is looked at again (E-13). Part of
    the act that found it."""
    among_adults = case.stays.filter(state__in=HERE, shelter__kind__in=FOR_ADULTS)
    _open_reviews(case, among_adults, ReviewGround.FOUND_TO_BE_A_CHILD, on=on)


def _open_reviews(case: Case, stays: QuerySet[Stay], ground: ReviewGround, *, on: date) -> None:
    """Within the days of the rule; house and team are told. A second review on the same ground is not opened.

    No line of the trace names who acted: a prosecutor must not learn whether the person stays anywhere.
    """
    term = deadline_for(RuleKind.STAY_REVIEW, on)
    for stay in stays.select_related("shelter__organisation"):
        stay.case = case
        if term is None or stay.reviews.open().filter(ground=ground).exists():
            continue
        review = StayReview(
            case=case,
            stay=stay,
            number=next_number(stay.reviews.all()),
            ground=ground,
            opened_on=on,
            due_on=term.last_day,
        )
        save_checked(review)
        record("review_opened", stay, by=None, on=on)
        tell_house(stay, "stay_review_opened", by=None, on=on, subject=review.pk)
        tell_team(stay, "stay_review_opened", by=None, on=on, subject=review.pk)


@act
def review(waiting: StayReview, *, outcome: str, note: str = "", by: User, on: date) -> StayReview:
    """Record that the stay was looked at with the person, and what comes next. Raises Refused or ValidationError."""
    waiting = locked(waiting)
    only_those_of_the_stay(waiting.stay, by)
    refuse_for(why_not_review(waiting))
    waiting.outcome, waiting.note = outcome, note
    waiting.done_on, waiting.done_by = on, by
    save_checked(waiting)
    record("reviewed", waiting.stay, by=by, on=on, outcome=outcome)
    return waiting


@act
def wait_for(stay: Stay, *, guest: Stay, by: User, on: date) -> Stay:
    """Let a request wait behind a guest who has not left: “expected free on” her or his planned end.

    It keeps nothing; the house answers it when the place is free. Raises Refused or ValidationError.
    """
    stay = locked(stay)
    only_the_house(stay, by)
    if stay.state != StayState.REQUESTED:
        raise Refused(_("This request has been answered already."))
    if guest.shelter_id != stay.shelter_id or guest.state not in HERE:
        raise Refused(_("Nobody stays in this place. Reserve it."))
    stay.waits_for, stay.expected_free_on = guest.place, max(guest.planned_to_on, on)
    save_checked(stay)
    record("waits", stay, by=by, on=on)
    tell_asker(stay, by=by, on=on)
    return stay


def _wait_longer(stay: Stay, *, by: User, on: date) -> None:
    """Tell those who wait for the place that it is expected free later."""
    waiting = Stay.objects.filter(
        waits_for=stay.place_id, state=StayState.REQUESTED, expected_free_on__lt=stay.planned_to_on
    )
    for found in waiting.select_related("case").order_by("pk"):
        with raised_to(found.case):
            request = lock(found)
            request.case = found.case
            request.expected_free_on = stay.planned_to_on
            save_checked(request)
            record("waits", request, by=by, on=on)
            tell_asker(request, by=by, on=on)
