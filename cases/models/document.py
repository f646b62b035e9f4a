"""Documents of a case: letters that were issued and files that were handed in; never changed, only superseded."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case, access
from cases.permissions import CasePerm
from tvcase.accounts.models import Organisation, User
from tvcase.db import iff
from tvcase.documents.letters import letter_of
from tvcase.documents.states import DocumentState, Form, MediaType, Origin, UploadKind, WithdrawalReason
from tvcase.sealing.fields import SealedBytes, SealedText


class DocumentQuerySet(models.QuerySet["Document"]):
    def of(self, user: User, case: Case) -> "DocumentQuerySet":
        """The documents of a case that this person may read.

        Whoever may change an area of the file reads all its documents; who may only see it, those that their own
        organisation issued, received or handed in: a prosecutor's office reads requests and decisions, not the team's
        papers. Nor does an authority that records the identification, or informs of it, in a case of another holder.
        """
        perms = access(user, case)
        asked = user.identifies_formally and user.organisation_id != case.organisation_id
        kept = [] if asked else [perm.area for perm in perms if perm.startswith("change_")]
        seen = [perm.area for perm in perms]
        ours = Q(organisation=user.organisation_id) | Q(addressee=user.organisation_id)
        return self.filter(Q(area__in=kept) | Q(area__in=seen) & ours, case=case)

    def valid(self) -> "DocumentQuerySet":
        """Neither superseded nor withdrawn."""
        return self.filter(superseded_on=None, withdrawn_on=None)

    def waiting(self) -> "DocumentQuerySet":
        """Letters that a worker has not yet made."""
        return self.filter(made_at=None)


class Document(models.Model):
    """One letter or one file. What it says is sealed in its contents; here is only that it exists.

    `code` stands on a letter, and anybody may ask whether it is valid. `subject` is the key of the record the letter
    is about. `made_at` is the instant from which there are bytes to give out.
    """

    AREA: ClassVar = None  # each row names its own
    TRIGGERS: ClassVar = {
        "document_never_changes": _("A document is never changed: issue another, or withdraw it."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="documents")
    number = models.PositiveSmallIntegerField(_("number"))
    area = models.CharField(_("part of the file"), max_length=20)
    origin = models.CharField(_("where it comes from"), max_length=6, choices=Origin)
    kind = models.CharField(_("kind"), max_length=40)
    language = models.CharField(_("language"), max_length=8, blank=True)
    title = SealedText(_("what it is"), max_length=120, blank=True, key="case_id")
    media_type = models.CharField(_("file"), max_length=20, choices=MediaType)
    subject = models.UUIDField(null=True, blank=True)
    code = models.CharField(_("code"), max_length=19, unique=True, null=True, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("issued by"))
    addressee = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("addressed to")
    )
    issued_on = models.DateField(_("issued on"))
    made_at = models.DateTimeField(_("made at"), null=True, blank=True)
    superseded_on = models.DateField(_("superseded on"), null=True, blank=True)
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="superseded_by")
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawal = models.CharField(_("why it was withdrawn"), max_length=12, choices=WithdrawalReason, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    objects = DocumentQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint("case", "number", name="document_number_once"),
            models.UniqueConstraint(
                "case",
                "kind",
                "subject",
                "language",
                condition=Q(origin=Origin.LETTER, superseded_on=None, withdrawn_on=None),
                name="document_one_valid_letter_about_a_record",
                violation_error_message=_("This letter was issued already: the new one must supersede it."),
            ),
            models.CheckConstraint(
                condition=iff(Q(origin=Origin.LETTER), Q(code__isnull=False))
                & iff(Q(origin=Origin.LETTER), Q(subject__isnull=False))
                & iff(Q(origin=Origin.UPLOAD), Q(title__isnull=False)),
                name="document_letter_has_a_code_and_a_file_a_title",
                violation_error_message=_("A letter has a code; a file that was handed in says what it is."),
            ),
            models.CheckConstraint(
                condition=iff(Q(withdrawn_on=None), Q(withdrawal="")) & iff(Q(withdrawn_on=None), Q(withdrawn_by=None)),
                name="document_withdrawn_for_a_reason",
                violation_error_message=_("Say why the document is withdrawn."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(superseded_on=None),
                name="document_withdrawn_or_superseded",
                violation_error_message=_("This document was already superseded or withdrawn."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=models.F("issued_on")),
                name="document_withdrawn_after_it_was_issued",
                violation_error_message=_("A document cannot be withdrawn before it was issued."),
            ),
            models.CheckConstraint(
                condition=Q(
                    origin__in=Origin.values,
                    media_type__in=MediaType.values,
                    withdrawal__in=["", *WithdrawalReason.values],
                ),
                name="document_of_known_kinds",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("cases:document", args=[self.case.code, self.number])

    @property
    def state(self) -> DocumentState:
        if self.withdrawn_on is not None:
            return DocumentState.WITHDRAWN
        return DocumentState.VALID if self.superseded_on is None else DocumentState.SUPERSEDED

    @property
    def what(self) -> Any:
        """What it is, in words: the title of the letter, or the kind of paper that was handed in."""
        if self.origin == Origin.LETTER:
            return letter_of(self.kind).title
        return UploadKind(self.kind).label

    @property
    def keeper(self) -> CasePerm:
        """The permission with which one reads every document of this part of the file."""
        return CasePerm(f"change_{self.area}")


class DocumentContent(models.Model):
    """The bytes of a document, written once, with their checksum."""

    AREA: ClassVar = None  # of its document
    TRIGGERS: ClassVar = {
        "document_content_belongs_to_its_making": _("The bytes of a document are written once, when it is made."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="contents")
    form = models.CharField(_("what is kept"), max_length=6, choices=Form)
    content = SealedBytes(_("content"), key="document.case_id")
    sha256 = models.CharField(_("checksum (SHA-256)"), max_length=64)
    size = models.PositiveIntegerField(_("size in bytes"))

    class Meta:
        default_permissions = ()
        verbose_name = _("content of a document")
        verbose_name_plural = _("contents of documents")
        constraints = [
            models.UniqueConstraint("document", "form", name="document_content_once"),
            models.CheckConstraint(
                condition=Q(form__in=Form.values, size__gte=1, sha256__regex="^[0-9a-f]{64}$", content__isnull=False),
                name="document_content_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.form}"
