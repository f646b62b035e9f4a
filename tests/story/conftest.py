"""The people of the story: one of each kind who takes part in it, with invented names and Bulgarian pages."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.factories import PASSWORD, OrganisationFactory, PlaceFactory, ShelterFactory, UserFactory
from tests.sharing.told import agreement
from tests.signing_in import give_codes
from tests.story.visitor import Visitor
from tvcase.accounts.roles import Role

PEOPLE = {
    "caseworker": ("Калина", "Светулкова", Role.CASEWORKER, "FIREFLIES"),
    "supervisor": ("Милена", "Далекогледна", Role.SUPERVISOR, "FIREFLIES"),
    "receiver": ("Ведра", "Утринна", Role.COORDINATOR, "HARBOUR"),
    "officer": ("Явор", "Ранобуден", Role.OFFICER, "POLICE"),
    "shelter": ("Ралица", "Тихострехова", Role.SHELTER_STAFF, "LANTERN"),
    "prosecutor": ("Вяра", "Чистоводна", Role.PROSECUTOR, "PROSECUTION"),
    "administrator": ("Искра", "Подредена", Role.ADMINISTRATOR, "COMMISSION"),
}
ORGANISATIONS: dict[str, dict[str, Any]] = {
    "FIREFLIES": {"name_bg": "Фондация „Седем светулки“ (демо)"},
    "HARBOUR": {"name_bg": "Сдружение „Пристан“ (демо)"},
    "POLICE": {"name_bg": "Полиция София (демо)", "police": True},
    "LANTERN": {"name_bg": "Приют „Фенер“ (демо)", "shelter": True},
    "PROSECUTION": {"name_bg": "Прокуратура София (демо)", "prosecutors_office": True},
    "COMMISSION": {"name_bg": "Национална комисия (демо)", "national_commission": True},
}


@pytest.fixture
def cast(site: str) -> dict[str, Any]:
    """Everybody, by what they do, and the shelter „FENER-1“ with two places."""
    organisations = {code: OrganisationFactory(code=code, **facts) for code, facts in ORGANISATIONS.items()}
    shelter = ShelterFactory(code="FENER-1", organisation=organisations["LANTERN"])
    for label in ("1", "2"):
        PlaceFactory(shelter=shelter, label=label)
    people = {
        who: UserFactory(
            username=who,
            first_name=first,
            last_name=last,
            language="bg",
            roles=[role],
            organisation=organisations[code],
            is_staff=role == Role.ADMINISTRATOR,
        )
        for who, (first, last, role, code) in PEOPLE.items()
    }
    for user in people.values():
        give_codes(user)
    agreement(people["caseworker"].organisation, people["receiver"].organisation)
    return people


@pytest.fixture
def enter(cast: dict[str, Any], open_page: Callable[..., Any]) -> Callable[..., Visitor]:
    """`enter("officer", scripts=False, width=360)`: this person signs in, in a browser of her or his own."""

    def sign_in(who: str, *, scripts: bool = True, **options: Any) -> Visitor:
        visitor = Visitor(open_page(java_script_enabled=scripts, **options), cast[who], scripts)
        visitor.sign_in(PASSWORD)
        return visitor

    return sign_in
