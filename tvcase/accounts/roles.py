"""Who may do what apart from any one case: kinds of organisation and roles of people in them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    NGO = "NGO", _("non-governmental organisation")
    SHELTER = "SHELTER", _("shelter or crisis centre")
    POLICE = "POLICE", _("police")
    INVESTIGATION_SERVICE = "INVESTIGATION_SERVICE", _("investigation service")
    PROSECUTORS_OFFICE = "PROSECUTORS_OFFICE", _("prosecutor's office")
    SOCIAL_SERVICE = "SOCIAL_SERVICE", _("social service")
    NATIONAL_COMMISSION = "NATIONAL_COMMISSION", _("national commission")
    LEGAL_AID = "LEGAL_AID", _("legal aid bureau, bar or law firm")


class Role(models.TextChoices):
    CASEWORKER = "caseworker", _("caseworker")
    SUPERVISOR = "supervisor", _("supervisor")
    COORDINATOR = "coordinator", _("coordinator")
    DATA_PROTECTION_OFFICER = "data_protection_officer", _("data protection officer")
    SHELTER_STAFF = "shelter_staff", _("shelter staff")
    SHELTER_HEAD = "shelter_head", _("head of shelter")
    OFFICER = "officer", _("pre-trial officer")
    PROSECUTOR = "prosecutor", _("prosecutor")
    DEPUTY_HEAD = "deputy_head", _("deputy head of the prosecutor's office")
    OFFICE_HEAD = "office_head", _("head of the prosecutor's office")
    LAWYER = "lawyer", _("lawyer")
    COMMISSION_ANALYST = "commission_analyst", _("analyst of the commission")
    ADMINISTRATOR = "administrator", _("administrator")


# Pre-trial authorities: only they identify formally (product decision 5; C-05).
FORMAL_KINDS = frozenset(
    {OrganisationKind.POLICE, OrganisationKind.INVESTIGATION_SERVICE, OrganisationKind.PROSECUTORS_OFFICE}
)

# Organisations that may hold a case in order to support the person.
SUPPORTING_KINDS = frozenset({OrganisationKind.NGO, OrganisationKind.SHELTER, OrganisationKind.SOCIAL_SERVICE})

_EVERYWHERE = {Role.COORDINATOR, Role.SUPERVISOR, Role.DATA_PROTECTION_OFFICER, Role.ADMINISTRATOR}
_SUPPORT = {Role.CASEWORKER, Role.SHELTER_STAFF, Role.SHELTER_HEAD, Role.LAWYER}
_PROSECUTION = {Role.OFFICER, Role.PROSECUTOR, Role.DEPUTY_HEAD, Role.OFFICE_HEAD}

ROLES_OF_KIND: dict[str, frozenset[str]] = {
    OrganisationKind.NGO: frozenset(_EVERYWHERE | _SUPPORT),
    OrganisationKind.SHELTER: frozenset(_EVERYWHERE | _SUPPORT),
    OrganisationKind.SOCIAL_SERVICE: frozenset(_EVERYWHERE | _SUPPORT),
    OrganisationKind.POLICE: frozenset(_EVERYWHERE | {Role.OFFICER}),
    OrganisationKind.INVESTIGATION_SERVICE: frozenset(_EVERYWHERE | {Role.OFFICER}),
    OrganisationKind.PROSECUTORS_OFFICE: frozenset(_EVERYWHERE | _PROSECUTION),
    OrganisationKind.NATIONAL_COMMISSION: frozenset(_EVERYWHERE | {Role.COMMISSION_ANALYST, Role.CASEWORKER}),
    OrganisationKind.LEGAL_AID: frozenset({Role.LAWYER, Role.DATA_PROTECTION_OFFICER, Role.ADMINISTRATOR}),
}

PROSECUTORS = frozenset({Role.PROSECUTOR, Role.DEPUTY_HEAD, Role.OFFICE_HEAD})
# Roles whose holders open and keep case files.
CASE_OPENERS = frozenset({Role.CASEWORKER, Role.SUPERVISOR, Role.COORDINATOR, Role.SHELTER_HEAD, Role.OFFICER})
# Roles whose holders may see what is of class P4, as a shelter's address: they sign in with a passkey (C23).
SEES_ADDRESSES = frozenset({Role.SHELTER_HEAD, Role.SHELTER_STAFF, Role.COORDINATOR})
# Roles whose holders give or lead support, and keep a calendar of it.
SUPPORTS = frozenset({Role.CASEWORKER, Role.SUPERVISOR, Role.COORDINATOR, Role.SHELTER_STAFF, Role.SHELTER_HEAD})
SHELTER_ROLES = frozenset({Role.SHELTER_STAFF, Role.SHELTER_HEAD})


def group_name(organisation_id: int, role: str) -> str:
    """The name of the permission group of one role in one organisation."""
    return f"{organisation_id}:{role}"
