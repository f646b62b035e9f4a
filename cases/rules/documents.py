"""Why a letter cannot be issued, or a document not be withdrawn."""

from django.utils.translation import gettext as _

from cases.models import Document
from cases.models.case import access
from cases.rules.identification import why_not_record
from cases.rules.registries import Reasons
from tvcase.accounts.models import User
from tvcase.documents.letters import Letter, Occasion
from tvcase.documents.states import DocumentState


def why_not_issue(letter: Letter, occasion: Occasion) -> Reasons:
    """Sentences why this person cannot issue the letter now; empty when it can be issued."""
    reasons: Reasons = list(why_not_record(occasion.case))
    if letter.perm not in access(occasion.by, occasion.case):
        return [_("Issuing this letter is not among what you may do in this case.")]
    if occasion.by.organisation is None:
        reasons.append(_("A letter is issued by an organisation."))
    if occasion.language not in letter.languages:
        reasons.append(_("This letter does not exist in this language."))
    return reasons or list(letter.why_not(occasion))


def why_not_withdraw(document: Document, *, by: User) -> Reasons:
    """Sentences why this person cannot withdraw the document; empty when it can be withdrawn."""
    if document.state != DocumentState.VALID:
        return [_("This document was already superseded or withdrawn.")]
    if document.made_at is None:
        return [_("The letter is being made. Wait a moment.")]
    if document.organisation_id != by.organisation_id:
        return [_("Only the organisation that issued or handed in a document withdraws it.")]
    return []
