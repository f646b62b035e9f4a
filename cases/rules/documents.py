"""Why a letter cannot be issued, or a document not be withdrawn."""

from django.utils.translation import gettext as _

from cases.models import Document
from cases.models.case import access
from cases.rules.identification import why_not_record
from cases.rules.registries import Reasons
from cases.states import HandoverState
from tvcase.accounts.models import User
from tvcase.documents.letters import Letter, Occasion, letter_of
from tvcase.documents.states import DocumentState, Origin


def why_not_issue(letter: Letter, occasion: Occasion) -> Reasons:
    """Sentences why this person cannot issue the letter now; empty when it can be issued."""
    reasons: Reasons = list(why_not_record(occasion.case))
    if letter.perm not in access(occasion.by, occasion.case):
        return [_("Issuing this letter is not among what you may do in this case.")]
    if occasion.by.organisation is None:
        reasons.append(_("A letter is issued by an organisation."))
    if occasion.language not in letter.languages:
        reasons.append(_("This letter does not exist in this language."))
    if _stands_from_another(letter, occasion):
        reasons.append(_("Another organisation issued this letter, and it is valid. It must be withdrawn first."))
    return reasons or list(letter.why_not(occasion))


def why_not_withdraw(document: Document, *, by: User) -> Reasons:
    """Sentences why this person cannot withdraw the document; empty when it can be withdrawn."""
    if document.state != DocumentState.VALID:
        return [_("This document was already superseded or withdrawn.")]
    if document.made_at is None:
        return [_("The letter is being made. Wait a moment.")]
    if document.organisation_id != by.organisation_id and not _inherited(document, by=by):
        return [_("Only the organisation that issued or handed in a document withdraws it.")]
    return []


def why_not_replace(document: Document, *, by: User) -> Reasons:
    """Sentences why this person cannot hand in another file in the place of this one; empty when it can be done."""
    if document.origin != Origin.UPLOAD:
        return [_("A letter is not replaced by a file: issue it anew.")]
    return why_not_record(document.case) + why_not_withdraw(document, by=by)


def _stands_from_another(letter: Letter, occasion: Occasion) -> bool:
    """Nobody ends what another organisation said by saying it anew."""
    about = Document.objects.valid().filter(case=occasion.case, kind=letter.kind, subject=occasion.subject.pk)
    return about.exclude(organisation=occasion.by.organisation_id).exists()


def _inherited(document: Document, *, by: User) -> bool:
    """Whether who holds the case now answers for a letter of who held it before; not for what its issuer alone says."""
    case = document.case
    if document.origin != Origin.LETTER or letter_of(document.kind).issuer_answers or by.organisation is None:
        return False
    former = case.handovers.filter(state=HandoverState.ACCEPTED, from_organisation=document.organisation_id)
    return case.organisation_id == by.organisation_id and former.exists()
