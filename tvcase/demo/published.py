"""Who the people of the demo are, in the proportions that were published for Bulgaria (docs/demo.md)."""

import random
from collections.abc import Mapping
from dataclasses import dataclass

from cases.geo import BULGARIA, STATELESS
from cases.states import AgeStatus
from tvcase.demo import names

# Alerts to the National Commission, 2019: 30 sexual, 15 labour, 10 begging, 6 at high risk, 1 sale of a newborn.
# Servitude is a share of the labour cases (Prosecution Service, 2018: 8 beside 59).
ALERTS_2019 = {"SEXUAL": 30, "LABOUR": 15, "BEGGING": 10, "UNKNOWN": 6, "SALE_OF_NEWBORN": 1}
SERVITUDE_2018 = 8 / (59 + 8)
# Newly identified, 2023: 14 women and 25 men for labour; every victim of sexual exploitation a woman.
MEN_2023 = {"SEXUAL": 0.02, "LABOUR": 25 / 39, "BEGGING": 0.5, "UNKNOWN": 0.2, "SALE_OF_NEWBORN": 0.0}
# Children, 2022: 33 of 298; 20 sexual, 1 labour, 12 not broken down (here begging for the most part).
CHILDREN_2022 = 33 / 298
CHILDREN_BY_FORM_2022 = {"SEXUAL": 20, "LABOUR": 1, "BEGGING": 9, "UNKNOWN": 3}
AGES_OF_CHILDREN: dict[str, float] = {AgeStatus.MINOR_VERIFIED: 5, AgeStatus.MINOR_STATED: 3, AgeStatus.UNCERTAIN: 2}
# Foreigners, 2022: 7 of 298, of whom 6 Ukrainian and 1 Philippine; 2020: 2 Kyrgyz. One stateless person for E-21.
FOREIGNERS_2022 = ("UA", "UA", "UA", "UA", "UA", "KG", "PH", STATELESS)
FOREIGNERS_OF = 300

SEXUAL = {"SEXUAL_PROSTITUTION": 16, "SEXUAL_ONLINE": 2, "SEXUAL_PORNOGRAPHY": 1, "SEXUAL_PRIVATE": 1}
CONTROL = {
    "SEXUAL": ("ROMANTIC_MANIPULATION", "TAKES_EARNINGS", "THREATS_FAMILY", "PHYSICAL_ABUSE", "ONLINE_CONTROL"),
    "LABOUR": ("DEBT_BONDAGE", "WITHHOLDS_DOCUMENTS", "EXCESSIVE_HOURS", "FALSE_PROMISES", "TAKES_EARNINGS"),
    "BEGGING": ("TAKES_EARNINGS", "USES_CHILDREN", "THREATS_PHYSICAL", "WITHHOLDS_NECESSITIES"),
    "UNKNOWN": ("UNKNOWN",),
    "SALE_OF_NEWBORN": ("PSYCHOLOGICAL_ABUSE", "FALSE_PROMISES", "DEBT_BONDAGE"),
}
# "Lover boy" first for sexual exploitation, false job sites and word of mouth for labour (domain 7.3).
RECRUITMENT = {
    "SEXUAL": {"LOVER_BOY": 10, "SOCIAL_NETWORK": 4, "FRIENDS": 3, "ONLINE_AD": 2, "SOLD_BY_FAMILY": 1},
    "LABOUR": {"FAKE_JOB_SITE": 8, "WORD_OF_MOUTH": 8, "EMPLOYMENT_AGENCY": 2, "ONLINE_AD": 2},
    "BEGGING": {"FAMILY": 6, "WORD_OF_MOUTH": 3, "SOLD_BY_FAMILY": 1},
    "UNKNOWN": {"OTHER": 1},
    "SALE_OF_NEWBORN": {"WORD_OF_MOUTH": 2, "FAMILY": 1},
}
# Germany first, then the countries that domain 7.3 names; a part of the exploitation is inside the country.
COUNTRIES = {"DE": 8, "BG": 6, "GR": 3, "CZ": 2, "CH": 2, "NO": 1, "FR": 2, "NL": 2, "AT": 2, "SE": 1}
LANGUAGES = {"UA": ("uk", "ru"), "KG": ("ky", "ru"), "PH": ("fil", "en"), STATELESS: ("ar",)}
RESIDENCE = {"UA": "TEMPORARY_PROTECTION", "KG": "LABOUR", "PH": "LABOUR", STATELESS: "STATELESS"}


@dataclass(frozen=True)
class Profile:
    """One invented person: who she or he is and what was done to her or him."""

    given_name: str
    family_name: str
    alias: str
    sex: str
    age: int
    age_status: str
    citizenship: str
    group: str
    form: str
    means: tuple[str, ...]
    recruitment: str
    exploited_in: str

    @property
    def is_child(self) -> bool:
        """Under 18 or uncertain."""
        return self.age_status not in (AgeStatus.ADULT_STATED, AgeStatus.ADULT_VERIFIED)

    @property
    def is_foreigner(self) -> bool:
        return self.citizenship != BULGARIA

    @property
    def languages(self) -> tuple[str, ...]:
        return LANGUAGES.get(self.citizenship, ("bg",))

    @property
    def residence_status(self) -> str:
        return RESIDENCE.get(self.citizenship, "BG_CITIZEN")


def shares(weights: Mapping[str, float], total: int) -> list[str]:
    """`total` answers in these proportions: largest remainders, so that the sum is exact."""
    scale = total / sum(weights.values())
    exact = {answer: weight * scale for answer, weight in weights.items()}
    counts = {answer: int(share) for answer, share in exact.items()}
    rest = sorted(exact, key=lambda answer: counts[answer] - exact[answer])[: total - sum(counts.values())]
    return [answer for answer, count in counts.items() for _ in range(count + (answer in rest))]


def choice(rng: random.Random, weights: Mapping[str, float]) -> str:
    """One answer, by its weight."""
    return rng.choices(list(weights), list(weights.values()))[0]


def profiles(people: int, rng: random.Random) -> list[Profile]:
    """So many people, in no particular order; at least one of every group the stories need."""
    groups = shares(ALERTS_2019, people)
    children = _children(groups, max(12, round(people * CHILDREN_2022)))
    of_children = shares(AGES_OF_CHILDREN, sum(children))
    ages = [of_children.pop() if child else "" for child in children]
    citizenships = _citizenships(groups, children, rng)
    named = {"F": names.pairs(rng, list(names.WOMEN)), "M": names.pairs(rng, list(names.MEN))}
    sexes = [sex for group in ALERTS_2019 for sex in _sexes(group, groups.count(group), rng)]
    found = [
        _profile(group, sex, age, citizenship, name=named[sex].pop(), rng=rng)
        for group, sex, age, citizenship in zip(groups, sexes, ages, citizenships, strict=True)
    ]
    rng.shuffle(found)
    return found


def _sexes(group: str, count: int, rng: random.Random) -> list[str]:
    men = round(MEN_2023[group] * count)
    sexes = ["M"] * men + ["F"] * (count - men)
    rng.shuffle(sexes)
    return sexes


def _children(groups: list[str], count: int) -> list[bool]:
    """Who of these groups is or may be a child: the last of each."""
    left = {group: shares(CHILDREN_BY_FORM_2022, count).count(group) for group in CHILDREN_BY_FORM_2022}
    found = []
    for group in reversed(groups):
        found.append(left.get(group, 0) > 0)
        left[group] = left.get(group, 0) - 1
    return found[::-1]


def _citizenships(groups: list[str], children: list[bool], rng: random.Random) -> list[str]:
    """Foreigners are adults here; the rest are Bulgarian citizens."""
    foreigners = list(FOREIGNERS_2022) * max(1, round(len(groups) / FOREIGNERS_OF))
    adults = [number for number, child in enumerate(children) if not child and groups[number] != "SALE_OF_NEWBORN"]
    foreign = dict(zip(rng.sample(adults, len(foreigners)), foreigners, strict=True))
    return [foreign.get(number, BULGARIA) for number in range(len(groups))]


def _profile(
    group: str, sex: str, known: str, citizenship: str, *, name: tuple[str, str], rng: random.Random
) -> Profile:
    form = group
    if group == "SEXUAL":
        form = choice(rng, SEXUAL)
    elif group == "LABOUR" and rng.random() < SERVITUDE_2018:
        form = "DOMESTIC_SERVITUDE"
    means = CONTROL[group]
    age, status = _age(known, group, rng)
    return Profile(
        given_name=name[0],
        family_name=name[1],
        alias=rng.choice(names.ALIASES) if rng.random() < 0.25 else "",
        sex=sex,
        age=age,
        age_status=status,
        citizenship=citizenship,
        group=group,
        form=form,
        means=tuple(rng.sample(means, min(len(means), rng.randint(1, 3)))),
        recruitment=choice(rng, RECRUITMENT[group]),
        exploited_in=BULGARIA if citizenship != BULGARIA else choice(rng, COUNTRIES),
    )


def _age(known: str, group: str, rng: random.Random) -> tuple[int, str]:
    """How old somebody is and how that is known; of adults nothing was said before."""
    if known:
        return (16 if known == AgeStatus.UNCERTAIN else rng.randint(12, 16)), known
    status = rng.choices([AgeStatus.ADULT_VERIFIED, AgeStatus.ADULT_STATED], [3, 2])[0]
    return (rng.randint(20, 41) if group in ("SEXUAL", "SALE_OF_NEWBORN") else rng.randint(20, 61)), status
