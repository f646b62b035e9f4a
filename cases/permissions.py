"""The vocabulary of access to a case: permissions by area, and what each place on the team opens."""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.states import OpeningGround, TeamRole
from tvcase.accounts.roles import Role


class Area(StrEnum):
    """The parts of a case file that are opened and closed on their own. Every table names its area."""

    CORE = "core"
    IDENTITY = "identity"
    IDENTIFICATION = "identification"
    CLOCK = "clock"
    LEGAL = "legal"
    AID = "aid"
    STAY = "stay"
    SUPPORT = "support"
    SHARING = "sharing"
    RETURN = "return"


AREA_WORDS: dict[str, Any] = {
    Area.CORE: _("the case and its team"),
    Area.IDENTITY: _("identity and contact"),
    Area.IDENTIFICATION: _("identification"),
    Area.CLOCK: _("the reflection period"),
    Area.LEGAL: _("the legal file"),
    Area.AID: _("legal aid and compensation"),
    Area.STAY: _("stays"),
    Area.SUPPORT: _("support"),
    Area.SHARING: _("consents and referrals"),
    Area.RETURN: _("return"),
}


class CasePerm(StrEnum):
    """What a person may do on one case."""

    VIEW_CORE = "view_core"
    CHANGE_CORE = "change_core"
    VIEW_IDENTITY = "view_identity"
    CHANGE_IDENTITY = "change_identity"
    VIEW_IDENTIFICATION = "view_identification"
    CHANGE_IDENTIFICATION = "change_identification"
    VIEW_CLOCK = "view_clock"
    CHANGE_CLOCK = "change_clock"
    VIEW_LEGAL = "view_legal"
    CHANGE_LEGAL = "change_legal"
    VIEW_AID = "view_aid"
    CHANGE_AID = "change_aid"
    VIEW_STAY = "view_stay"
    CHANGE_STAY = "change_stay"
    VIEW_SUPPORT = "view_support"
    CHANGE_SUPPORT = "change_support"
    VIEW_SHARING = "view_sharing"
    CHANGE_SHARING = "change_sharing"
    VIEW_RETURN = "view_return"
    CHANGE_RETURN = "change_return"
    DECIDE_PROTECTION = "decide_protection"

    @property
    def area(self) -> Area:
        """The area the permission opens; deciding on protection belongs to the legal area."""
        return Area.LEGAL if self is CasePerm.DECIDE_PROTECTION else Area(self.partition("_")[2])


VIEWS = frozenset(perm for perm in CasePerm if perm.startswith("view_"))
IDENTITY = frozenset({CasePerm.VIEW_IDENTITY, CasePerm.CHANGE_IDENTITY})
# Who sees who the person is sees with one of these also how she or he is called and reached; an authority that is only
# asked, or only decides, does not (domain 9.2).
REACHES = frozenset({CasePerm.CHANGE_IDENTITY, CasePerm.VIEW_CORE})
CHANGES = frozenset(perm for perm in CasePerm if perm.startswith("change_"))


def reaches(perms: frozenset[CasePerm]) -> bool:
    """Whether somebody with these permissions on a case may read how the person is called and reached."""
    return CasePerm.VIEW_IDENTITY in perms and bool(perms & REACHES)


PERMISSION_NAMES: list[tuple[str, Any]] = [
    (CasePerm.VIEW_CORE, _("Can view the case")),
    (CasePerm.CHANGE_CORE, _("Can change the case and its team")),
    (CasePerm.VIEW_IDENTITY, _("Can view the identity")),
    (CasePerm.CHANGE_IDENTITY, _("Can change the identity")),
    (CasePerm.VIEW_IDENTIFICATION, _("Can view identifications")),
    (CasePerm.CHANGE_IDENTIFICATION, _("Can record identifications")),
    (CasePerm.VIEW_CLOCK, _("Can view the reflection period")),
    (CasePerm.CHANGE_CLOCK, _("Can record information given about the period")),
    (CasePerm.VIEW_LEGAL, _("Can view the legal file")),
    (CasePerm.CHANGE_LEGAL, _("Can record decisions and requests of the person")),
    (CasePerm.VIEW_AID, _("Can view legal aid")),
    (CasePerm.CHANGE_AID, _("Can record legal aid")),
    (CasePerm.VIEW_STAY, _("Can view stays")),
    (CasePerm.CHANGE_STAY, _("Can record stays")),
    (CasePerm.VIEW_SUPPORT, _("Can view support")),
    (CasePerm.CHANGE_SUPPORT, _("Can change support")),
    (CasePerm.VIEW_SHARING, _("Can view consents and referrals")),
    (CasePerm.CHANGE_SHARING, _("Can record consents and referrals")),
    (CasePerm.VIEW_RETURN, _("Can view return plans")),
    (CasePerm.CHANGE_RETURN, _("Can change return plans")),
    (CasePerm.DECIDE_PROTECTION, _("Can decide on special protection")),
]

_SHELTER = frozenset(
    {
        CasePerm.VIEW_CORE,
        CasePerm.VIEW_IDENTITY,
        CasePerm.VIEW_CLOCK,
        CasePerm.VIEW_STAY,
        CasePerm.CHANGE_STAY,
        CasePerm.VIEW_SUPPORT,
        CasePerm.CHANGE_SUPPORT,
        CasePerm.VIEW_RETURN,
    }
)
_AUTHORITY_ASKED = frozenset({CasePerm.VIEW_IDENTITY, CasePerm.VIEW_IDENTIFICATION, CasePerm.CHANGE_IDENTIFICATION})
_AUTHORITY = _AUTHORITY_ASKED | {CasePerm.VIEW_CLOCK, CasePerm.CHANGE_CLOCK}
_PROSECUTION = frozenset(
    {
        CasePerm.VIEW_IDENTITY,
        CasePerm.VIEW_IDENTIFICATION,
        CasePerm.VIEW_CLOCK,
        CasePerm.VIEW_LEGAL,
        CasePerm.DECIDE_PROTECTION,
    }
)
# An appointed lawyer reads what she or he needs to advise and to represent; what the lawyer did is recorded by right
# of the appointment (legal/aid).
_LAWYER = frozenset(
    {
        CasePerm.VIEW_CORE,
        CasePerm.VIEW_IDENTITY,
        CasePerm.VIEW_IDENTIFICATION,
        CasePerm.VIEW_CLOCK,
        CasePerm.VIEW_LEGAL,
        CasePerm.VIEW_AID,
    }
)

# What a place on the team opens (domain 2.2).
TEAM_GRANTS: dict[str, frozenset[CasePerm]] = {
    TeamRole.CASEWORKER: VIEWS | CHANGES,
    TeamRole.SUPERVISOR: VIEWS | CHANGES,
    TeamRole.SHELTER_WORKER: _SHELTER,
    TeamRole.OFFICER: _AUTHORITY,
}


# What an officer's place opens while the authority itself holds the case: names are recorded, support is sought.
HOLDING_OFFICER = _AUTHORITY | {
    CasePerm.VIEW_CORE,
    CasePerm.CHANGE_CORE,
    CasePerm.CHANGE_IDENTITY,
    CasePerm.VIEW_SHARING,
    CasePerm.CHANGE_SHARING,
}


def places_with(perm: CasePerm, *, authority: bool = False) -> list[str]:
    """The places on a team that open this; what is reminded or told of it goes to who holds one of them. While an
    authority holds the case an officer's place opens more."""
    opened = TEAM_GRANTS | ({TeamRole.OFFICER: HOLDING_OFFICER} if authority else {})
    return [role for role, perms in opened.items() if perm in perms]


SUPPORT = frozenset({CasePerm.VIEW_SUPPORT, CasePerm.CHANGE_SUPPORT})


def of_the_holder(*, authority: bool) -> frozenset[CasePerm]:
    """What an organisation that holds a case may do with it; a pre-trial authority does not read what staff learn
    while they support the person, because renewed contact can cost her or him the protection (E-12)."""
    return (VIEWS | CHANGES) - (SUPPORT if authority else frozenset())


# What the roles of the holding organisation see without a place on the team: these at most (of_the_holder).
HOLDER_GRANTS: dict[str, frozenset[CasePerm]] = {
    Role.COORDINATOR: VIEWS | CHANGES,
}

# Who answers for an organisation to which a person is referred.
ANSWERS_REFERRALS = (
    *(Role.COORDINATOR, Role.SUPERVISOR, Role.CASEWORKER, Role.SHELTER_HEAD),
    *(Role.OFFICER, Role.PROSECUTOR),
)

# What an opening gives to which roles of the organisation it names; one that names a person opens it to nobody else.
OPENING_GRANTS: dict[str, dict[str, frozenset[CasePerm]]] = {
    OpeningGround.IDENTIFICATION: {Role.OFFICER: _AUTHORITY_ASKED, Role.PROSECUTOR: _AUTHORITY_ASKED},
    OpeningGround.IDENTIFIED: {
        Role.OFFICER: _AUTHORITY,
        Role.PROSECUTOR: _AUTHORITY,
        Role.COORDINATOR: frozenset({CasePerm.VIEW_IDENTIFICATION, CasePerm.VIEW_CLOCK, CasePerm.CHANGE_CLOCK}),
    },
    OpeningGround.HANDOVER: {
        role: frozenset({CasePerm.VIEW_CORE, CasePerm.VIEW_CLOCK})
        for role in (Role.COORDINATOR, Role.SUPERVISOR, Role.CASEWORKER)
    },
    OpeningGround.PROTECTION: {role: _PROSECUTION for role in (Role.PROSECUTOR, Role.DEPUTY_HEAD, Role.OFFICE_HEAD)},
    OpeningGround.STAY: {role: _SHELTER for role in (Role.SHELTER_STAFF, Role.SHELTER_HEAD)},
    OpeningGround.STAY_REQUEST: {
        role: frozenset({CasePerm.VIEW_STAY, CasePerm.CHANGE_STAY}) for role in (Role.SHELTER_STAFF, Role.SHELTER_HEAD)
    },
    OpeningGround.APPOINTED: {Role.LAWYER: _LAWYER},
    # Of the area an organisation to which a person is referred reads its own referral, and nothing else.
    OpeningGround.REFERRAL: {role: frozenset({CasePerm.VIEW_SHARING}) for role in ANSWERS_REFERRALS},
}
