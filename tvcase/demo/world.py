"""Organisations, the people who work there, and the shelters. All invented; only the towns exist.

The name of every organisation says that it belongs to the demo. A shelter is known by a code name, a district and
a phone that rings nowhere; two of them have an address, a made-up one.
"""

from dataclasses import dataclass

from shelters.states import FacilityKind
from tvcase.accounts.roles import OrganisationKind as Kind
from tvcase.accounts.roles import Role


@dataclass(frozen=True)
class Body:
    """An organisation, and how many people hold which roles in it."""

    code: str
    kind: str
    bg: str
    en: str
    town: tuple[str, str]
    staff: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class House:
    """A shelter with its places."""

    code: str
    body: str
    kind: str
    district: tuple[str, str]
    places: int
    admits: str
    address: str = ""


SOFIA, VARNA, RUSE, PLOVDIV = ("София", "Sofia"), ("Варна", "Varna"), ("Русе", "Ruse"), ("Пловдив", "Plovdiv")
SLIVEN, VRATSA, BURGAS, PLEVEN = ("Сливен", "Sliven"), ("Враца", "Vratsa"), ("Бургас", "Burgas"), ("Плевен", "Pleven")

CASEWORKER, SUPERVISOR, COORDINATOR = (Role.CASEWORKER,), (Role.SUPERVISOR,), (Role.COORDINATOR,)
BOTH = (Role.COORDINATOR, Role.SUPERVISOR)
SUPPORT = (CASEWORKER, CASEWORKER, SUPERVISOR, COORDINATOR)
FULL = (CASEWORKER, *SUPPORT, (Role.LAWYER,), (Role.DATA_PROTECTION_OFFICER,))
HOUSE = ((Role.SHELTER_STAFF,), (Role.SHELTER_STAFF,), (Role.SHELTER_HEAD,), CASEWORKER, BOTH)
AUTHORITY = ((Role.OFFICER,), (Role.OFFICER,), COORDINATOR)
OFFICE = ((Role.PROSECUTOR,), (Role.PROSECUTOR,), (Role.DEPUTY_HEAD,), (Role.OFFICE_HEAD,), COORDINATOR)
LAWYERS = ((Role.LAWYER,), (Role.LAWYER,))
ADMINISTRATORS = ((Role.ADMINISTRATOR,), (Role.ADMINISTRATOR,))  # one asks for a role, the other confirms it
COMMISSION = ((Role.COMMISSION_ANALYST,), COORDINATOR, CASEWORKER, *ADMINISTRATORS)

BODIES = (
    Body("FIREFLIES", Kind.NGO, "Фондация „Седем светулки“", "Seven Fireflies Foundation", SOFIA, FULL),
    Body("THRESHOLD", Kind.NGO, "Сдружение „Топъл праг“", "Warm Threshold Association", VARNA, SUPPORT),
    Body("RIVERSTONE", Kind.NGO, "Фондация „Речен камък“", "River Stone Foundation", RUSE, SUPPORT),
    Body("WILDTHYME", Kind.NGO, "Сдружение „Дива мащерка“", "Wild Thyme Association", PLOVDIV, SUPPORT),
    Body("LANTERN", Kind.SHELTER, "Приют „Фенер“", "Lantern Shelter", SOFIA, HOUSE),
    Body("EAVES", Kind.SHELTER, "Приют „Тиха стряха“", "Quiet Eaves Shelter", BURGAS, HOUSE),
    Body("KITE", Kind.SHELTER, "Кризисен център за деца „Хвърчило“", "Kite Crisis Centre for Children", VARNA, HOUSE),
    Body("SOCIAL_SLIVEN", Kind.SOCIAL_SERVICE, "Социални услуги", "Social Services", SLIVEN, SUPPORT),
    Body("SOCIAL_VRATSA", Kind.SOCIAL_SERVICE, "Социални услуги", "Social Services", VRATSA, SUPPORT),
    Body("POLICE_SOFIA", Kind.POLICE, "Полиция", "Police", SOFIA, ((Role.OFFICER,), *AUTHORITY)),
    Body("POLICE_BURGAS", Kind.POLICE, "Полиция", "Police", BURGAS, AUTHORITY),
    Body("POLICE_PLEVEN", Kind.POLICE, "Полиция", "Police", PLEVEN, AUTHORITY),
    Body("INVESTIGATION_SOFIA", Kind.INVESTIGATION_SERVICE, "Следствие", "Investigation Service", SOFIA, AUTHORITY),
    Body("INVESTIGATION_VARNA", Kind.INVESTIGATION_SERVICE, "Следствие", "Investigation Service", VARNA, AUTHORITY),
    Body("PROSECUTION_SOFIA", Kind.PROSECUTORS_OFFICE, "Прокуратура", "Prosecutor's Office", SOFIA, OFFICE),
    Body("PROSECUTION_SLIVEN", Kind.PROSECUTORS_OFFICE, "Прокуратура", "Prosecutor's Office", SLIVEN, OFFICE),
    Body("PROSECUTION_VARNA", Kind.PROSECUTORS_OFFICE, "Прокуратура", "Prosecutor's Office", VARNA, OFFICE),
    Body("LEGAL_AID_SOFIA", Kind.LEGAL_AID, "Правна помощ", "Legal Aid", SOFIA, LAWYERS),
    Body("COMMISSION", Kind.NATIONAL_COMMISSION, "Национална комисия", "National Commission", SOFIA, COMMISSION),
)
FIRST = "FIREFLIES"  # where the demo's own accounts work

HOUSES = (
    House("FENER-1", "LANTERN", FacilityKind.SHELTER, ("София, запад", "Sofia, west"), 12, "жени", "ул. Измислена 1"),
    House("FENER-2", "LANTERN", FacilityKind.REINTEGRATION_SHELTER, ("София, юг", "Sofia, south"), 10, "жени и мъже"),
    House(
        "STRYAHA", "EAVES", FacilityKind.CRISIS_CENTRE_ADULT, ("Бургас, север", "Burgas, north"), 14, "жени и мъже",
        "пл. Никъде 7",
    ),
    House("HVARCHILO", "KITE", FacilityKind.CRISIS_CENTRE_CHILD, ("Варна, изток", "Varna, east"), 14, "деца"),
)  # fmt: skip


@dataclass(frozen=True)
class Account:
    """A demo account: its name, whose place it takes in which organisation, and the language of its pages."""

    username: str
    body: str
    place: int
    language: str = "bg"


ACCOUNTS = (
    Account("caseworker", FIRST, 0),
    Account("caseworker.en", FIRST, 1, "en"),
    Account("supervisor", FIRST, 3),
    Account("coordinator", FIRST, 4),
    Account("lawyer", FIRST, 5),
    Account("dpo", FIRST, 6),
    Account("shelter", "LANTERN", 0),
    Account("shelter.en", "LANTERN", 1, "en"),
    Account("shelter.head", "LANTERN", 2),
    Account("shelter.children", "KITE", 0),
    Account("social", "SOCIAL_SLIVEN", 0),
    Account("officer", "POLICE_SOFIA", 0),
    Account("officer.en", "POLICE_SOFIA", 1, "en"),
    Account("police.coordinator", "POLICE_SOFIA", 3),
    Account("investigator", "INVESTIGATION_SOFIA", 0),
    Account("prosecutor", "PROSECUTION_SOFIA", 0),
    Account("prosecutor.en", "PROSECUTION_SOFIA", 1, "en"),
    Account("deputy.head", "PROSECUTION_SOFIA", 2),
    Account("office.head", "PROSECUTION_SOFIA", 3),
    Account("advocate", "LEGAL_AID_SOFIA", 0),
    Account("advocate.en", "LEGAL_AID_SOFIA", 1, "en"),
    Account("commission", "COMMISSION", 0),
    Account("commission.coordinator.en", "COMMISSION", 1, "en"),
    Account("administrator", "COMMISSION", 3),
    Account("administrator.en", "COMMISSION", 4, "en"),
)
PASSWORD = "demo-demo-demo"  # noqa: S105
_NAMED = {(account.body, account.place): account for account in ACCOUNTS}


@dataclass(frozen=True)
class Worker:
    """Somebody who works in an organisation of the demo."""

    username: str
    body: Body
    roles: tuple[str, ...]
    language: str


def workers() -> list[Worker]:
    """Everybody who works anywhere; those without an account of their own are named after their organisation."""
    found = []
    for body in BODIES:
        for place, roles in enumerate(body.staff):
            account = _NAMED.get((body.code, place))
            username = account.username if account else f"{body.code.lower().replace('_', '.')}.{place + 1}"
            found.append(Worker(username, body, roles, account.language if account else "bg"))
    return found


def full_name(body: Body, language: str) -> str:
    """The name with its town, and that it belongs to the demo."""
    if body.kind in (Kind.NGO, Kind.SHELTER, Kind.NATIONAL_COMMISSION):
        return f"{body.bg} (демо)" if language == "bg" else f"{body.en} (demo)"
    return f"{body.bg} {body.town[0]} (демо)" if language == "bg" else f"{body.en} {body.town[1]} (demo)"
