"""The deadlines of a case that follow from identification and from what the person was told."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from cases import clock
from cases.consent_term import identified, term_after
from cases.law import deadline_for
from cases.models import Case, ChildNotice, CooperationDecision
from cases.permissions import CasePerm
from cases.rules import CaseDeadline, DeadlineSource, deadline_source
from cases.states import PERIOD_CORRECTIONS
from cases.terms import RuleKind
from tvcase.accounts.models import User
from tvcase.dates import local_date


def _period(case: Case, user: User, *, on: date) -> Iterator[CaseDeadline]:
    """The period that stands; an authority that was not told of its end sees its last day only (decision 17)."""
    for period in clock.periods_of(case, user):
        if period.end_reason not in PERIOD_CORRECTIONS:
            ended = period.ended_on if clock.is_open_to(period, user, case.organisation_id) else None
            title = _("Recovery and reflection period")
            yield CaseDeadline(
                title, clock.term_of(period), over_on=ended, url=reverse("cases:clock", args=[case.code])
            )


def _consent_to_cooperate(case: Case, user: User, *, on: date) -> Iterator[CaseDeadline]:
    """A month from the identifying organisation's own information, for special protection only; no service depends on
    it (Act, Article 26). Until it has told the person, nothing runs."""
    identification = identified(case)
    if identification is None:
        return
    term = term_after(identification)
    said = CooperationDecision.objects.visible_to(user).filter(case=case).effective_yes()
    first = said.order_by("declared_at").first()
    yield CaseDeadline(
        _("Declaring consent to cooperate: only special protection depends on it"),
        term,
        over_on=first.declared_on if first else None,
        awaits="" if term else _("It begins when the identifying organisation has told the person."),
        url=reverse("cases:cooperation", args=[case.code]),
    )


def _notices_of_a_child(case: Case, user: User, *, on: date) -> Iterator[CaseDeadline]:
    """The three notices, each within hours that pass (SOP children 1.1)."""
    for notice in ChildNotice.objects.permitting(user, CasePerm.VIEW_IDENTIFICATION).filter(case=case):
        yield CaseDeadline(
            _("Notice about a child: %(body)s") % {"body": notice.get_body_display()},
            deadline_for(RuleKind.CHILD_NOTICE, notice.detected_at),
            over_on=local_date(notice.sent_at) if notice.sent_at else None,
            url=reverse("cases:identification", args=[case.code]),
        )


deadline_source(DeadlineSource(CasePerm.VIEW_CLOCK, _period))
deadline_source(DeadlineSource(CasePerm.VIEW_LEGAL, _consent_to_cooperate))
deadline_source(DeadlineSource(CasePerm.VIEW_IDENTIFICATION, _notices_of_a_child))
