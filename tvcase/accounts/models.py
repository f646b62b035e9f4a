"""Organisations and the people who work in them."""

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tvcase.accounts.roles import FORMAL_KINDS, OrganisationKind, Role


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def active(self) -> "OrganisationQuerySet":
        """Organisations that take part in the mechanism now."""
        return self.filter(closed_on=None)

    def of_kind(self, *kinds: str) -> "OrganisationQuerySet":
        return self.active().filter(kind__in=kinds)


class Organisation(models.Model):
    """A body or an association that takes part in the national mechanism. Its kind never changes (trigger)."""

    code = models.CharField(
        _("code"), max_length=20, unique=True, validators=[RegexValidator(r"^[A-Z][A-Z0-9_]{1,19}$")]
    )
    name_bg = models.CharField(_("name in Bulgarian"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    kind = models.CharField(_("kind"), max_length=25, choices=OrganisationKind)
    town_bg = models.CharField(_("town in Bulgarian"), max_length=80)
    town_en = models.CharField(_("town in English"), max_length=80)
    phone = models.CharField(_("phone for other organisations"), max_length=30, blank=True)
    active_from = models.DateField(_("active from"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name_bg"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=OrganisationKind.values),
                name="organisation_kind_is_known",
                violation_error_message=_("Choose the kind of organisation."),
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("active_from")),
                name="organisation_closed_after_it_began",
                violation_error_message=_("The last day cannot come before the first."),
            ),
        ]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name_bg

    @property
    def town(self) -> str:
        return self.town_en if get_language() == "en" else self.town_bg

    @property
    def identifies_formally(self) -> bool:
        """Whether its officers may identify formally: police, investigation, prosecution (C-05)."""
        return self.kind in FORMAL_KINDS


class User(AbstractUser):
    """A person who works in one organisation and holds roles there. Works for two: two accounts."""

    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="users",
        verbose_name=_("organisation"),
    )
    roles = ArrayField(models.CharField(max_length=25, choices=Role), default=list, blank=True, verbose_name=_("roles"))
    language = models.CharField(
        _("language"), max_length=2, choices=[("bg", _("Bulgarian")), ("en", _("English"))], default="bg"
    )

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.CheckConstraint(
                condition=Q(roles__contained_by=Role.values),
                name="user_roles_are_known",
                violation_error_message=_("Choose roles from the list."),
            ),
            models.CheckConstraint(
                condition=Q(roles=[]) | Q(organisation__isnull=False),
                name="user_roles_need_an_organisation",
                violation_error_message=_("A role is held in an organisation: choose the organisation."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @property
    def identifies_formally(self) -> bool:
        """Whether this person works for a pre-trial authority."""
        return self.organisation is not None and self.organisation.identifies_formally

    def has_role(self, *roles: str) -> bool:
        """Whether this person holds any of these roles in their organisation."""
        return bool(set(roles) & set(self.roles))
