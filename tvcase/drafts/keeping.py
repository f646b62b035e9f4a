"""Keeping what somebody began to type, finding it again, and ending it; each for the person who acts, and nobody else.

All of it runs in a transaction: the wall shows a draft to its writer only, and one of a case only while the case is
open to her or him.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import Q, QuerySet

from tvcase.accounts.models import User
from tvcase.drafts.models import Draft, Drawer
from tvcase.sealing.envelope import Unreadable

OVER_FOR = timedelta(days=1)  # what was over is remembered so long, for a page that is still open somewhere
MOST_DRAFTS = 40  # of one person
MOST_ROWS = 400  # of one person, with those that were over within a day
MOST_FIELDS = 1_000
MOST_TYPED = 200_000

Pairs = list[tuple[str, str]]


class NotKept(Exception):
    """A draft was not kept; the classes below say why."""


class TooMuch(NotKept):
    """More was typed than a draft holds."""


class TooMany(NotKept):
    """The person has as many drafts as one may have."""


class IsOver(NotKept):
    """This very page's form was sent or thrown away meanwhile."""


@dataclass
class Elsewhere(NotKept):
    """Another window, or another machine of the same person, wrote last; it is not written over unseen."""

    saved_at: datetime


@dataclass(frozen=True)
class Place:
    """Where a form stands: its address, its class, and the code of the case that the address names, if it does."""

    address: str
    form: str
    code: str = ""


@dataclass(frozen=True)
class Mark:
    """A page with a form: its own key, that of the page it goes on from, and what the record said when it was opened.

    `wrote`: the page has sent what was typed before, so that a late answer may still be on its way.
    """

    page: UUID
    based: UUID | None = None
    facts: str = ""
    wrote: bool = False

    def __str__(self) -> str:
        return f"{self.page.hex}.{self.based.hex if self.based else ''}.{self.facts}{'.1' if self.wrote else ''}"

    def may_go_on(self, draft: Draft) -> bool:
        """Whether nobody wrote since this page, or the one it goes on from."""
        return draft.page in (self.page, self.based)


def waiting(user: User, place: Place, *, at: datetime) -> Draft | None:
    """The form that this person began here and that is not over or too old; None for none."""
    since = at - timedelta(days=settings.DRAFT_DAYS)
    found = _of(user).filter(address=place.address, form=place.form, saved_at__gt=since).first()
    return None if found is None or found.is_over else found


@dataclass(frozen=True)
class Begun:
    """One form that somebody began: where it comes back, the case that it is about if there is one, and since when.

    `page` is the key of the page that wrote last, `saved_at` when it did.
    """

    page: UUID
    address: str
    code: str
    begun_at: datetime
    saved_at: datetime


def begun_by(user: User, *, at: datetime) -> list[Begun]:
    """Every form that this person began and has not sent, the newest first. Nothing is opened for it."""
    since = at - timedelta(days=settings.DRAFT_DAYS)
    rows = _of(user).filter(saved_at__gt=since).exclude(typed=None, typed_alone=None)
    found = rows.order_by("-saved_at").values_list("page", "address", "case__code", "begun_at", "saved_at")
    return [Begun(page, address, code or "", begun_at, saved_at) for page, address, code, begun_at, saved_at in found]


def throw_away(user: User, page: UUID, *, seen: str, at: datetime) -> bool:
    """End what this person began, also where the form itself is not open any more; gives whether it is gone.

    What was written since `seen`, the `saved_at` of what was shown (ISO 8601), stays.
    """
    draft = _of(user).select_for_update(of=("self",)).filter(page=page).first()
    if draft is None or draft.is_over:
        return True
    if draft.saved_at.isoformat() != seen:
        return False
    _empty(draft, at=at)
    return True


def pairs_of(draft: Draft) -> Pairs | None:
    """What was typed, by name; None when the key of the case was destroyed."""
    try:
        return [(name, value) for name, value in json.loads(draft.text)]
    except (ValueError, Unreadable):
        return None


def keep(user: User, place: Place, mark: Mark, pairs: Pairs, *, at: datetime, instead: bool = False) -> Draft:
    """Keep this as what was typed here; `instead`: in place of what another page wrote.

    Raises TooMuch, TooMany, IsOver, Elsewhere; Erased for a case whose key was destroyed.
    """
    if len(pairs) > MOST_FIELDS or sum(len(name) + len(value) for name, value in pairs) > MOST_TYPED:
        raise TooMuch
    draft = _locked(user, place)
    if draft is None:
        _one_at_a_time(user)
        rows = Draft.objects.filter(user=user)
        if rows.exclude(typed=None, typed_alone=None).count() >= MOST_DRAFTS or rows.count() >= MOST_ROWS:
            raise TooMany
        draft = _new(user, place, mark, at=at)
    elif draft.is_over:
        if draft.page == mark.page:
            raise IsOver
        draft.begun_at = at
    elif not (instead or mark.may_go_on(draft)):
        raise Elsewhere(draft.saved_at)
    draft.page, draft.facts, draft.saved_at = mark.page, mark.facts, at
    draft.put(json.dumps(pairs, ensure_ascii=False))
    draft.save()
    return draft


def end(user: User, place: Place, mark: Mark | None, *, at: datetime) -> bool:
    """The form was sent or thrown away: what was typed is gone, and does not come back by a request that is late.

    What another page wrote since stays. Gives whether nothing is left.
    """
    draft = _locked(user, place)
    if draft is None:
        if mark and mark.wrote and Draft.objects.filter(user=user).count() < MOST_ROWS:
            _new(user, place, mark, at=at)
        return True
    if mark and not (draft.is_over or mark.may_go_on(draft)):
        return False
    draft.page = mark.page if mark else draft.page
    _empty(draft, at=at)
    return True


def forget(*, at: datetime) -> int:
    """Remove what nobody went on with for so many days, and what has long been over; gives how many.

    For the job "drafts": it reaches every draft and opens none.
    """
    old = Draft.objects.filter(saved_at__lte=at - timedelta(days=settings.DRAFT_DAYS))
    over = Draft.objects.filter(typed=None, typed_alone=None, saved_at__lte=at - OVER_FOR)
    return sum(rows.delete()[0] for rows in (old, over))


def _of(user: User) -> QuerySet[Draft]:
    """What this person began. What belongs to no case stays with the organisation at which it was begun: who works at
    another one now does not take it along."""
    return Draft.objects.filter(Q(drawer=None) | Q(drawer__organisation=user.organisation_id), user=user)


def _locked(user: User, place: Place) -> Draft | None:
    """The draft of this form; one that was begun at another organisation is over, and what comes has another key."""
    rows = Draft.objects.select_for_update(of=("self",)).filter(user=user, address=place.address, form=place.form)
    draft = rows.select_related("drawer").first()
    if draft and draft.drawer and draft.drawer.organisation_id != user.organisation_id:
        draft.put("")
        draft.drawer = _drawer(user)
    return draft


def _empty(draft: Draft, *, at: datetime) -> None:
    """Nothing of what was typed is left; the row stays for a while, so that nothing late brings it back."""
    draft.put("")
    draft.saved_at = at
    draft.save()


def _drawer(user: User) -> Drawer:
    return Drawer.objects.create(user=user, organisation_id=user.organisation_id)


def _one_at_a_time(user: User) -> None:
    """Forms of one person begin one after the other, so that they can be counted."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"drafts of {user.pk}"])


def _new(user: User, place: Place, mark: Mark, *, at: datetime) -> Draft:
    """A draft without text yet, under the key of the case or one of its own. Raises Elsewhere."""
    cases: Any = Draft._meta.get_field("case").related_model
    case = cases._default_manager.filter(code=place.code).first() if place.code else None
    drawer = None if case else _drawer(user)
    draft = Draft(user=user, case=case, drawer=drawer, address=place.address, form=place.form, begun_at=at)
    draft.page, draft.saved_at = mark.page, at
    try:
        with transaction.atomic():
            draft.save(force_insert=True)
    except IntegrityError:  # another page of the same person was quicker
        other = _locked(user, place)
        raise Elsewhere(other.saved_at if other else at) from None
    return draft
