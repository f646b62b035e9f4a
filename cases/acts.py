"""What may be done on a case, with the reasons when something is off now."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.facts import Facts
from cases.permissions import CasePerm
from cases.rules import (
    Reasons,
    why_not_declare,
    why_not_follow_up,
    why_not_identify_formally,
    why_not_identify_informally,
    why_not_inform,
    why_not_propose,
    why_not_record,
    why_not_request_formal,
    why_not_state_wish,
)
from cases.states import HandoverState
from tvcase.accounts.roles import CASE_OPENERS


@dataclass(frozen=True)
class Act:
    """One thing that can be done: its words and address, or why it is off."""

    label: str | Promise
    url: str
    reasons: Reasons


@dataclass(frozen=True)
class _Kind:
    label: str | Promise
    url_name: str
    perm: CasePerm | None
    why_not: Callable[[Facts], Reasons]
    offered: Callable[[Facts], bool] = lambda facts: True


def acts(facts: Facts) -> list[Act]:
    """The acts that this person's permissions allow on the case, in the order of the procedure."""
    return [
        Act(kind.label, reverse(kind.url_name, args=[facts.case.code]), kind.why_not(facts))
        for kind in _KINDS
        if (kind.perm is None or kind.perm in facts.perms) and kind.offered(facts)
    ]


def _nothing(facts: Facts) -> Reasons:
    return []


def _why_not_record(facts: Facts) -> Reasons:
    return why_not_record(facts.case)


def _why_not_offer(facts: Facts) -> Reasons:
    reasons = why_not_record(facts.case)
    if facts.offer is not None and facts.offer.state == HandoverState.OFFERED:
        reasons.append(_("This case is already offered to an organisation."))
    return reasons


def _inside(facts: Facts) -> bool:
    return facts.inside


def _keeps_the_legal_file(facts: Facts) -> bool:
    """Whether a period still runs tells of a decision: a wish about it is recorded by those who may know."""
    return facts.may(CasePerm.VIEW_LEGAL)


def _may_hear(facts: Facts) -> bool:
    """Who keeps the legal file records what the person says, or the authority to which it is said."""
    return facts.may(CasePerm.CHANGE_LEGAL) or (facts.may(CasePerm.CHANGE_CLOCK) and _of_an_authority(facts))


def _of_an_authority(facts: Facts) -> bool:
    return facts.user.identifies_formally


_KINDS = (
    _Kind(_("Identity and contact"), "cases:person", CasePerm.VIEW_IDENTITY, _nothing),
    _Kind(_("Facts of the case"), "cases:facts", CasePerm.VIEW_CORE, _nothing),
    _Kind(_("Documents"), "cases:documents", None, _nothing),
    _Kind(_("Record indicators"), "cases:indicators", CasePerm.CHANGE_IDENTIFICATION, _why_not_record),
    _Kind(
        _("Identify informally"),
        "cases:identification-informal",
        CasePerm.CHANGE_IDENTIFICATION,
        lambda facts: why_not_identify_informally(facts.case),
        _inside,
    ),
    _Kind(
        _("Ask for formal identification"),
        "cases:identification-request",
        CasePerm.CHANGE_IDENTIFICATION,
        lambda facts: why_not_request_formal(facts.case, facts.attempts, facts.user),
        _inside,
    ),
    _Kind(
        _("Identify formally"),
        "cases:identification-formal",
        CasePerm.CHANGE_IDENTIFICATION,
        lambda facts: why_not_identify_formally(facts.case, facts.user),
        _of_an_authority,
    ),
    _Kind(_("Record what is known of the age"), "cases:age", CasePerm.CHANGE_IDENTIFICATION, _why_not_record),
    _Kind(
        _("Record that the person was told"),
        "cases:inform",
        CasePerm.CHANGE_CLOCK,
        lambda facts: why_not_inform(facts.case),
    ),
    _Kind(
        _("Record a wish about the period"),
        "cases:wish",
        CasePerm.CHANGE_CLOCK,
        lambda facts: why_not_state_wish(facts.case, facts.period, on=facts.on),
        _keeps_the_legal_file,
    ),
    _Kind(
        _("Record what the person says about cooperating"),
        "cases:cooperation-new",
        None,
        lambda facts: why_not_declare(facts.case),
        _may_hear,
    ),
    _Kind(_("Record a contact with an institution"), "cases:risk-contact", CasePerm.CHANGE_SUPPORT, _why_not_record),
    _Kind(_("Log a contact with the trafficker"), "cases:breach-new", CasePerm.CHANGE_SUPPORT, _why_not_record),
    _Kind(_("Propose a measure against contact"), "cases:no-contact-new", CasePerm.CHANGE_SUPPORT, _why_not_record),
    _Kind(
        _("Plan a return"),
        "cases:returns-new",
        CasePerm.CHANGE_RETURN,
        lambda facts: why_not_propose(facts.case, facts.plans),
    ),
    _Kind(_("Offer the case to another organisation"), "cases:handover", CasePerm.CHANGE_CORE, _why_not_offer),
    _Kind(_("The same person in another case"), "cases:duplicates", CasePerm.CHANGE_IDENTITY, _nothing),
    _Kind(_("Close the case"), "cases:close", CasePerm.CHANGE_CORE, _why_not_record),
    _Kind(
        _("Open a new episode"),
        "cases:new-episode",
        CasePerm.CHANGE_IDENTITY,
        lambda facts: why_not_follow_up(facts.case, facts.user),
        lambda facts: not facts.case.is_open and facts.user.has_role(*CASE_OPENERS),
    ),
)
