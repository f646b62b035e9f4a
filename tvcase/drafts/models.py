"""Forms that were begun and not sent yet: whose they are, where they stand, and what was typed, sealed."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tvcase.accounts.models import Organisation, User
from tvcase.sealing.fields import SealedText

LONGEST_ADDRESS = 200
LONGEST_NAME = 120
MOST_CHARACTERS = 400_000  # of what was typed, with its names


class Drawer(models.Model):
    """A form that one person begins at one organisation and that belongs to no case yet: it has a key of its own.

    The owner of the tables destroys the key when the form is gone (`keys drafts`), so that no backup opens it either.
    """

    AREA: ClassVar = None

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", null=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("key of what a person begins")

    def __str__(self) -> str:
        return str(self.pk)


class Draft(models.Model):
    """A form that one person began. What was typed is under the key of the case, or of a drawer of its own.

    `page` is the page that wrote last, so that no other window writes over it unseen; `facts` is a keyed hash of what
    the record said when the form was opened. A draft without text is over: its form was sent, or it was thrown away.
    """

    AREA: ClassVar = None  # nobody but its writer ever reaches it

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+", null=True, verbose_name=_("case"))
    drawer = models.ForeignKey(Drawer, models.PROTECT, related_name="+", null=True)
    address = models.CharField(_("address"), max_length=LONGEST_ADDRESS)
    form = models.CharField(_("form"), max_length=LONGEST_NAME)
    page = models.UUIDField(_("page"))
    facts = models.CharField(_("what the record said"), max_length=32, blank=True)
    typed = SealedText(_("what was typed"), max_length=MOST_CHARACTERS, blank=True, key="case_id")
    typed_alone = SealedText(_("what was typed"), max_length=MOST_CHARACTERS, blank=True, key="drawer_id")
    begun_at = models.DateTimeField(_("begun at"))
    saved_at = models.DateTimeField(_("saved at"))

    class Meta:
        default_permissions = ()
        verbose_name = _("form that was begun")
        verbose_name_plural = _("forms that were begun")
        constraints = [
            models.UniqueConstraint("user", "address", "form", name="draft_one_for_person_and_form"),
            models.CheckConstraint(
                condition=Q(case__isnull=True, drawer__isnull=False, typed__isnull=True)
                | Q(case__isnull=False, drawer__isnull=True, typed_alone__isnull=True),
                name="draft_under_one_key",
            ),
        ]
        indexes = [models.Index("saved_at", name="draft_saved_at")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_over(self) -> bool:
        """Whether nothing is kept of it any more; nothing is opened to say so."""
        return self.__dict__["typed"] in (None, "") and self.__dict__["typed_alone"] in (None, "")

    @property
    def text(self) -> str:
        """What was typed, as it was kept."""
        return self.typed if self.case_id else self.typed_alone

    def put(self, text: str) -> None:
        """Keep this as what was typed, under the key that the draft is under."""
        if self.case_id:
            self.typed = text
        else:
            self.typed_alone = text
