"""The presumed victim: the only tables with names, birth dates, numbers and contacts."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import validate_email
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from cases.permissions import Area, CasePerm, reaches
from cases.states import BirthPrecision, SpellingKind
from tvcase.accounts.models import Organisation
from tvcase.sealing.fields import SealedDate, SealedText


class Person(models.Model):
    """A presumed victim as one organisation knows her or him; the same human elsewhere is another row.

    What is written of them is sealed under the person's own key. They are found by tokens only (see cases.tokens).
    """

    AREA: ClassVar = Area.IDENTITY

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("owner"))
    given_name = SealedText(_("given name"), max_length=80, blank=True, key="id")
    middle_name = SealedText(_("father's or middle name"), max_length=80, blank=True, key="id")
    family_name = SealedText(_("family name"), max_length=80, blank=True, key="id")
    given_name_latin = SealedText(_("given name in Latin letters"), max_length=80, blank=True, key="id")
    family_name_latin = SealedText(_("family name in Latin letters"), max_length=80, blank=True, key="id")
    alias_in_use = SealedText(_("how she or he wants to be called"), max_length=80, blank=True, key="id")
    born_on = SealedDate(_("date of birth"), null=True, blank=True, key="id")
    born_precision = models.CharField(
        _("how exact the date of birth is"), max_length=10, choices=BirthPrecision, blank=True
    )
    sex = models.CharField(_("sex"), max_length=20, blank=True)
    gender = models.CharField(_("gender"), max_length=30, blank=True)
    citizenships = ArrayField(models.CharField(max_length=2), default=list, blank=True, verbose_name=_("citizenships"))
    residence_status = models.CharField(_("residence status"), max_length=40, blank=True)
    asylum_applicant = models.BooleanField(_("has applied for asylum"), default=False)
    languages = ArrayField(models.CharField(max_length=3), default=list, blank=True, verbose_name=_("languages"))
    interpreter_needed = models.BooleanField(_("needs an interpreter"), default=False)
    phone = SealedText(_("phone"), max_length=30, blank=True, key="id")
    email = SealedText(_("e-mail"), max_length=254, blank=True, validators=[validate_email], key="id")
    safe_channels = ArrayField(
        models.CharField(max_length=30), default=list, blank=True, verbose_name=_("safe ways to contact")
    )
    safe_hours = SealedText(_("safe hours"), max_length=120, blank=True, key="id")
    code_word = SealedText(_("code word"), max_length=60, blank=True, key="id")
    contact_note = SealedText(_("what to avoid when making contact"), max_length=300, blank=True, key="id")
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    class Meta:
        default_permissions = ()
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        constraints = [
            models.CheckConstraint(
                condition=Q(born_on=None, born_precision="")
                | Q(born_on__isnull=False, born_precision__in=BirthPrecision.values),
                name="person_birth_date_has_a_precision",
                violation_error_message=_("Say how exact the date of birth is."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def full_name(self) -> str:
        """The name as it is written in Bulgarian, else in Latin letters, or nothing; never the alias."""
        written = " ".join(filter(None, [self.given_name, self.middle_name, self.family_name]))
        return written or " ".join(filter(None, [self.given_name_latin, self.family_name_latin]))

    @property
    def called(self) -> str:
        """The name, else the alias: for those only who may read how the person is called (see `name_for`)."""
        return self.full_name or self.alias_in_use

    def name_for(self, perms: frozenset[CasePerm]) -> str:
        """The name that somebody with these permissions on the case may read. An authority that is only asked, or
        only decides, never reads the alias (domain 9.2)."""
        if reaches(perms):
            return self.called
        return self.full_name if CasePerm.VIEW_IDENTITY in perms else ""


class PersonSpelling(models.Model):
    """An alias or another spelling under which the person can be found."""

    AREA: ClassVar = Area.IDENTITY

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="spellings")
    kind = models.CharField(_("kind"), max_length=12, choices=SpellingKind)
    text = SealedText(_("text"), max_length=80, key="person_id")
    token = models.BinaryField(editable=False)
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                "person",
                "kind",
                "token",
                name="person_spelling_once",
                violation_error_message=_("This spelling is already recorded."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class PersonDocument(models.Model):
    """A document that carries a number: identity card, passport, personal number."""

    AREA: ClassVar = Area.IDENTITY

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="documents")
    kind = models.CharField(_("kind of document"), max_length=30)
    country = models.CharField(_("issued by"), max_length=2, blank=True)
    document_number = SealedText(_("number"), max_length=40, key="person_id")
    token = models.BinaryField(editable=False)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                "person",
                "kind",
                "token",
                name="person_document_once",
                violation_error_message=_("This document is already recorded."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class PersonToken(models.Model):
    """What a search compares: eight bytes for a family name with the birth year, an alias, or a document's number."""

    AREA: ClassVar = Area.IDENTITY

    person = models.ForeignKey(Person, models.PROTECT, related_name="tokens")
    label = models.CharField(_("what it stands for"), max_length=10)
    token = models.BinaryField(editable=False)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint("person", "label", "token", name="person_token_once")]
        indexes = [models.Index("label", "token", name="person_by_token")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.label}"
