"""The next step of a case: one sentence and where to do it, worked out from the facts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.facts import Facts
from cases.permissions import CHANGES, CasePerm
from cases.returning import ReturnState
from cases.rules import why_not_identify_formally


@dataclass(frozen=True)
class Step:
    """What to do next, in a sentence, and the address of the page to do it on (empty when there is nothing to do)."""

    sentence: str
    url: str = ""


def next_step(facts: Facts) -> Step | None:
    """The first thing that waits for this person in the case; None for those who only read some of it.

    What a right hangs on comes first: notices for a child, the duty to inform. Nobody is ever pressed to decide.
    """
    if not facts.may(*CHANGES) and not facts.offered_to_me:
        return None
    if not facts.case.is_open:
        return Step(_("This case is closed. A new signal about the person opens a new episode."))
    return next(filter(None, (waiting(facts) for waiting in _IN_ORDER)), Step(_("Nothing has to be done now.")))


def _offer(facts: Facts) -> Step | None:
    if facts.offer is None or not facts.offered_to_me:
        return None
    sentence = _("Your organisation is asked to take this case over. Answer the offer.")
    return _step(sentence, facts, "cases:handover-answer", facts.offer.number)


def _notice(facts: Facts) -> Step | None:
    if not facts.owed or not facts.may(CasePerm.CHANGE_IDENTIFICATION):
        return None
    notice = facts.owed[0]
    sentence = _("Send the notice about a child to: %(body)s.") % {"body": notice.get_body_display()}
    return _step(sentence, facts, "cases:child-notice", notice.body)


def _inform(facts: Facts) -> Step | None:
    if facts.period is None or facts.period.told or not facts.may(CasePerm.CHANGE_CLOCK):
        return None
    if facts.period.identification.organisation_id == facts.user.organisation_id:
        sentence = _("Tell the person about the reflection period, and record it. This is your organisation's duty.")
    else:
        sentence = _(
            "The authority has not yet recorded that it told the person about the reflection period. "
            "Ask it, and explain the period yourself."
        )
    return _step(sentence, facts, "cases:inform")


def _rights(facts: Facts) -> Step | None:
    if not facts.untold:
        return None
    sentence = _("Explain the other rights to the person, and record it. This is your organisation's duty.")
    return _step(sentence, facts, "cases:inform")


def _asked(facts: Facts) -> Step | None:
    if facts.asked is None or facts.asked.organisation_id != facts.user.organisation_id:
        return None
    if not facts.may(CasePerm.CHANGE_IDENTIFICATION):
        return None
    return _step(_("Your authority is asked to identify the person formally."), facts, "cases:identification-formal")


def _return(facts: Facts) -> Step | None:
    if facts.plan is None or not facts.may(CasePerm.CHANGE_RETURN):
        return None
    sentence = {
        ReturnState.PROPOSED: _("Explain to the person how she or he can stay, and ask what she or he decides."),
        ReturnState.PREPARING: _("Arrange the return: who receives the person, when, and whether it is safe."),
        ReturnState.BLOCKED: _("The return is stopped: it is not safe. Look with the person at protection."),
        ReturnState.READY: _("The return is ready. Record the departure when the person has left."),
        ReturnState.IN_TRANSIT: _("The person is on the way. Record the arrival."),
        ReturnState.INCIDENT: _("The person did not arrive. Look for her or him now."),
    }[ReturnState(facts.plan.state)]
    return _step(sentence, facts, "cases:return-plan", facts.plan.number)


def _closing(facts: Facts) -> Step | None:
    if facts.case.closure_proposed_on is None or not facts.may(CasePerm.CHANGE_CORE):
        return None
    if facts.case.closed_by_id == facts.user.pk:
        return _step(_("You proposed to close this case. Somebody else must confirm it."), facts, "cases:close")
    return _step(_("Somebody proposed to close this case. Confirm it, or keep it open."), facts, "cases:close")


def _identify(facts: Facts) -> Step | None:
    if not facts.inside or not facts.may(CasePerm.CHANGE_IDENTIFICATION) or facts.formal or facts.asked:
        return None
    if not why_not_identify_formally(facts.case, facts.user):
        return _step(_("Record the formal identification."), facts, "cases:identification-formal")
    if not facts.informal:
        sentence = _("Record whether there are grounds to identify the person informally. It opens every service.")
        return _step(sentence, facts, "cases:identification-informal")
    return None


def _support(facts: Facts) -> Step | None:
    return Step(*facts.waits) if facts.waits and facts.inside else None


def _authority(facts: Facts) -> Step | None:
    if not facts.inside or not facts.may(CasePerm.CHANGE_IDENTIFICATION) or facts.formal:
        return None
    if facts.asked:
        sentence = _("Formal identification was asked for. Wait for the authority's answer.")
        return _step(sentence, facts, "cases:identification")
    if facts.case.formal_route_declined_on:
        return None
    return _step(_("Ask for formal identification, if the person agrees."), facts, "cases:identification-request")


def _period(facts: Facts) -> Step | None:
    if facts.period is None or not facts.inside:
        return None
    if facts.period.ended_on is None and facts.period.is_alive(on=facts.on):
        sentence = _("Nothing has to be done now. The reflection period runs until the end of %(day)s.")
        return Step(sentence % {"day": date_format(facts.period.last_day)})
    if not facts.may(CasePerm.CHANGE_LEGAL):
        return None
    if facts.case.counts_as_child:
        return Step(_("The person is, or may be, a child. A lawyer must decide what follows."))
    sentence = _("The reflection period is over. Look with the person at protection and at return: she or he chooses.")
    return _step(sentence, facts, "legal:case-panel")


def _step(sentence: str, facts: Facts, url_name: str, *args: Any) -> Step:
    return Step(sentence, reverse(url_name, args=[facts.case.code, *args]))


_IN_ORDER: tuple[Callable[[Facts], Step | None], ...] = (
    _offer,
    _closing,
    _notice,
    _inform,
    _rights,
    _asked,
    _return,
    _identify,
    _support,
    _authority,
    _period,
)
