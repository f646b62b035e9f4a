"""Letters of the child's track: a ban on leaving the country is proposed (SOP children 1.2), and a special
representative is asked for where a parent may be involved (domain 3.4)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.children.models import ExitBanProposal, SpecialRepresentation
from cases.models import Case
from cases.permissions import Area, CasePerm
from cases.rules.letters import IN_TWO_LANGUAGES, ISSUER_SIGNS, LANGUAGES, bearer_of, why_not_named
from tvcase.accounts.models import User
from tvcase.documents.letters import Letter, Occasion, register


def _proposals(case: Case, user: User) -> Iterable[ExitBanProposal]:
    return ExitBanProposal.objects.permitting(user, CasePerm.CHANGE_SUPPORT).filter(case=case)


def _in_words(proposal: ExitBanProposal) -> str:
    day = date_format(proposal.proposed_on, "DATE_FORMAT")
    return _("proposal of %(day)s to: %(body)s") % {"day": day, "body": proposal.get_addressee_display()}


def _proposal(occasion: Occasion) -> Mapping[str, Any]:
    return {
        "text": "children/letters/exit_ban_text.html",
        "to": [occasion.subject.get_addressee_display],
        "signs": [ISSUER_SIGNS],
        "proposal": occasion.subject,
        "bearer": bearer_of(occasion),
        "organisation": occasion.by.organisation,
    }


EXIT_BAN = register(
    Letter(
        kind="exit-ban-proposal",
        title=gettext_lazy("Proposal that a child may not leave the country"),
        template=IN_TWO_LANGUAGES,
        area=Area.SUPPORT,
        perm=CasePerm.CHANGE_SUPPORT,
        subjects=_proposals,
        subject_words=_in_words,
        context=_proposal,
        languages=LANGUAGES,
        why_not=why_not_named,
    )
)


def _missing(case: Case, user: User) -> Iterable[SpecialRepresentation]:
    return SpecialRepresentation.objects.permitting(user, CasePerm.CHANGE_IDENTITY).missing().filter(case=case)


def _missing_in_words(representation: SpecialRepresentation) -> str:
    day = date_format(representation.since_on, "DATE_FORMAT")
    return _("a special representative is needed since %(day)s") % {"day": day}


def _request(occasion: Occasion) -> Mapping[str, Any]:
    return {
        "text": "children/letters/representative_text.html",
        "to": [_("The competent court")],
        "signs": [ISSUER_SIGNS],
        "representation": occasion.subject,
        "bearer": bearer_of(occasion),
        "organisation": occasion.by.organisation,
    }


REPRESENTATIVE = register(
    Letter(
        kind="representative-request",
        title=gettext_lazy("Request for a special representative of a child"),
        template=IN_TWO_LANGUAGES,
        area=Area.IDENTITY,
        perm=CasePerm.CHANGE_IDENTITY,
        subjects=_missing,
        subject_words=_missing_in_words,
        context=_request,
        languages=LANGUAGES,
        why_not=why_not_named,
    )
)
