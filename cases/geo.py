"""Countries, citizenships and languages: ISO codes with their names in Bulgarian and English.

Codes of countries are ISO 3166-1 alpha-2, of languages ISO 639-1 or, where there is none, 639-3. Two codes of
the private range of ISO 3166-1 are ours: XS for no citizenship, XX for a citizenship that is not known. XK is
Kosovo, as in the European Union. Names come from the Unicode CLDR.
"""

import unicodedata
from collections.abc import Collection, Iterable
from functools import cache

import pycountry
from babel import Locale
from django.utils.translation import get_language

type Choices = list[tuple[str, str]]

BULGARIA, KOSOVO, STATELESS, UNKNOWN = "BG", "XK", "XS", "XX"
_UNION = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
EU_COUNTRIES = frozenset(_UNION.split())
COUNTRIES = frozenset(country.alpha_2 for country in pycountry.countries) | {KOSOVO}

# The towns that give the 28 regions of Bulgaria their names (Sofia gives two), each with the stem of its adjective:
# courts, prosecutor's offices and regional directorates are called by it, „Старозагорски районен съд“.
REGIONAL_TOWNS = {
    "Благоевград": "благоевградск",
    "Бургас": "бургаск",
    "Варна": "варненск",
    "Велико Търново": "великотърновск",
    "Видин": "видинск",
    "Враца": "врачанск",
    "Габрово": "габровск",
    "Добрич": "добричк",
    "Кърджали": "кърджалийск",
    "Кюстендил": "кюстендилск",
    "Ловеч": "ловешк",
    "Монтана": "монтанск",
    "Пазарджик": "пазарджишк",
    "Перник": "пернишк",
    "Плевен": "плевенск",
    "Пловдив": "пловдивск",
    "Разград": "разградск",
    "Русе": "русенск",
    "Силистра": "силистренск",
    "Сливен": "сливенск",
    "Смолян": "смолянск",
    "София": "софийск",
    "Стара Загора": "старозагорск",
    "Търговище": "търговищк",
    "Хасково": "хасковск",
    "Шумен": "шуменск",
    "Ямбол": "ямболск",
}
_ADJECTIVE_ENDINGS = ("и", "ия", "ият", "а", "ата", "о", "ото", "ите")

_OWN_NAMES = {
    "en": {
        STATELESS: "stateless",
        UNKNOWN: "not known",
        "bqn": "Bulgarian Sign Language",
        "kmr": "Kurdish (Kurmanji)",
        "prs": "Dari",
    },
    "bg": {
        STATELESS: "без гражданство",
        UNKNOWN: "неизвестно",
        "bqn": "български жестов език",
        "kmr": "кюрдски (курманджи)",
        "prs": "дари",
    },
}
LANGUAGES = frozenset(language.alpha_2 for language in pycountry.languages if hasattr(language, "alpha_2")) | {
    "bqn",
    "ckb",
    "fil",
    "kmr",
    "prs",
    "rom",
    "zza",
}
_LIKELY_COUNTRIES = ("BG", "UA", "SY", "AF", "TR", "RO", "MK", "RS", "MD", "RU")
_LIKELY_LANGUAGES = ("bg", "rom", "tr", "en", "ru", "uk", "ro", "ar", "fa", "prs", "ps", "mk", "sr", "bqn")


def country_choices(language: str | None = None) -> Choices:
    """Every country with its name, the likely first; in a language, or in the active one for none."""
    return list(_countries(_spoken(language)))


def citizenship_choices(language: str | None = None) -> Choices:
    """As `country_choices`, and at the end no citizenship and not known."""
    names = _OWN_NAMES[_spoken(language)]
    return [*country_choices(language), (STATELESS, names[STATELESS]), (UNKNOWN, names[UNKNOWN])]


def language_choices(language: str | None = None) -> Choices:
    """Every language with its name, the likely first; in a language, or in the active one for none."""
    return list(_languages(_spoken(language)))


def country_name(code: str, language: str | None = None) -> str:
    """The name of a country or citizenship in a language, or in the active one; an unknown code as it is."""
    spoken = _spoken(language)
    return _OWN_NAMES[spoken].get(code) or Locale(spoken).territories.get(code, code)


def language_name(code: str, language: str | None = None) -> str:
    """The name of a language in a language, or in the active one; an unknown code as it is."""
    spoken = _spoken(language)
    return _OWN_NAMES[spoken].get(code) or Locale(spoken).languages.get(code, code)


def is_third_country(citizenships: Collection[str]) -> bool | None:
    """Whether a person needs a permit to stay: neither Bulgarian nor a citizen of another EU country.

    One EU citizenship among several is enough for no. A stateless person is a foreigner and counts as yes.
    None when it cannot be told: nothing recorded, or a citizenship that is not known beside no EU one.
    """
    if EU_COUNTRIES.intersection(citizenships):
        return False
    return None if not citizenships or UNKNOWN in citizenships else True


@cache
def adjectives_of_towns() -> dict[str, str]:
    """Every form of the adjective of a regional town, in small letters, with the town: `варненският` → `Варна`."""
    return {stem + ending: town for town, stem in REGIONAL_TOWNS.items() for ending in _ADJECTIVE_ENDINGS}


def _spoken(language: str | None) -> str:
    return "en" if (language or get_language()) == "en" else "bg"


@cache
def _countries(language: str) -> tuple[tuple[str, str], ...]:
    names = {code: country_name(code, language) for code in COUNTRIES}
    return tuple((code, names[code]) for code in _in_order(names, _LIKELY_COUNTRIES))


@cache
def _languages(language: str) -> tuple[tuple[str, str], ...]:
    names = {code: language_name(code, language) for code in LANGUAGES}
    return tuple((code, names[code]) for code in _in_order(names, _LIKELY_LANGUAGES))


def _in_order(names: dict[str, str], likely: tuple[str, ...]) -> Iterable[str]:
    return [*likely, *sorted(names.keys() - set(likely), key=lambda code: _plain(names[code]))]


def _plain(name: str) -> str:
    """A name as an index sorts it: small letters without accents, й kept apart from и."""
    letters = unicodedata.normalize("NFKD", name.casefold().replace("й", "и~"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
