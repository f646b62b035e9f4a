"""Organisations and the people who work in them."""

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tvcase.accounts.roles import FORMAL_KINDS, OrganisationKind, Role
from tvcase.audit.history import keep_images


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


class Session(models.Model):
    """One browser that is signed in, or about to be. Only a keyed hash of what its cookie holds is kept (C27)."""

    key_hash = models.CharField(max_length=64, primary_key=True)
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions", verbose_name=_("user"))
    data = models.TextField()
    agent = models.CharField(max_length=200, blank=True, default="")
    begun_at = models.DateTimeField(_("begun at"))
    seen_at = models.DateTimeField(_("last used at"))
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["-begun_at"]
        constraints = [
            models.CheckConstraint(condition=Q(key_hash__regex="^[0-9a-f]{64}$"), name="session_keeps_a_hash_only"),
        ]

    def __str__(self) -> str:
        return f"{self.begun_at:%Y-%m-%d %H:%M}"


class FailedAttempts(models.Model):
    """How often somebody failed lately under one name, which only a keyed hash stands for (C25)."""

    token = models.CharField(max_length=64, primary_key=True)
    failures = models.PositiveSmallIntegerField()
    last_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.token[:8]


class LinkPurpose(models.TextChoices):
    INVITATION = "invitation", _("invitation")
    RESET = "reset", _("new password")


class OneTimeLink(models.Model):
    """A link by mail that sets a password, once. Its secret is made when the mail goes, and kept as a hash.

    Somebody asked for a name that nobody has: then there is no user, and no mail goes (C26).
    """

    user = models.ForeignKey(User, models.CASCADE, null=True, verbose_name=_("user"))
    purpose = models.CharField(max_length=10, choices=LinkPurpose)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    secret_hash = models.CharField(max_length=64, null=True, unique=True)
    mailed_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(secret_hash__isnull=False), name="one_time_link_used_after_it_was_made"
            ),
        ]

    def __str__(self) -> str:
        return self.purpose


class RoleGrant(models.Model):
    """Roles that one administrator asks for somebody; they are held when another one has confirmed."""

    user = models.ForeignKey(User, models.PROTECT, related_name="role_grants", verbose_name=_("user"))
    roles = ArrayField(models.CharField(max_length=25, choices=Role), blank=True, default=list, verbose_name=_("roles"))
    new_factors = models.BooleanField(_("starts again with new factors"), default=False)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("asked for by"))
    asked_at = models.DateTimeField(_("asked at"))
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    confirmed = models.BooleanField(_("confirmed"), null=True, blank=True)

    class Meta:
        verbose_name = _("request for roles")
        verbose_name_plural = _("requests for roles")
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(confirmed=True) | (~Q(decided_by=F("asked_by")) & ~Q(decided_by=F("user"))),
                name="role_grant_confirmed_by_somebody_else",
                violation_error_message=_("Somebody else confirms: neither who asked for it nor who gets it."),
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None, confirmed=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False, confirmed__isnull=False),
                name="role_grant_decided_as_a_whole",
            ),
            models.CheckConstraint(condition=Q(roles__contained_by=Role.values), name="role_grant_roles_are_known"),
            models.CheckConstraint(condition=~Q(roles=[]) | Q(new_factors=True), name="role_grant_asks_for_something"),
            models.UniqueConstraint(
                "user",
                condition=Q(decided_at=None),
                name="role_grant_one_open_for_a_person",
                violation_error_message=_("Something was asked for this person already and is not decided."),
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(str(Role(role).label) for role in self.roles)


keep_images(Organisation)
keep_images(User, without=("password", "last_login"))  # who signed in when is in the trace
