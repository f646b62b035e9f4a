"""The whole plan: every story, and every step of them in the order of time.

The same seed and the same instant give the same plan.
"""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from cases.geo import STATELESS
from cases.names import CODE_LETTERS
from cases.states import AgeStatus
from tvcase.accounts.roles import SHELTER_ROLES, OrganisationKind, Role
from tvcase.dates import local_date
from tvcase.demo import lives
from tvcase.demo.featured import Scene, presume
from tvcase.demo.published import Profile, profiles
from tvcase.demo.scenes import AGAIN, DUE_SOON, SCENES
from tvcase.demo.telling import Beds, Cast, Step, Story, Teller, instant
from tvcase.demo.world import BODIES, FIRST, HOUSES, Body, workers

DAYS = 548  # eighteen months
LEAST_PEOPLE = 120  # with fewer, some of the stories would find nobody to be told of
KIND_WEIGHTS = {OrganisationKind.NGO: 6, OrganisationKind.SOCIAL_SERVICE: 3, OrganisationKind.SHELTER: 2}


@dataclass(frozen=True)
class Plan:
    """The stories, with the instant at which the demo is filled."""

    at: datetime
    stories: list[Story]

    def steps(self) -> list[tuple[Step, Story]]:
        """Every step with its story, in the order of time."""
        found = [(step, story) for story in self.stories for step in story.steps]
        return sorted(found, key=lambda pair: pair[0].at)


def plan(*, at: datetime, people: int, seed: int) -> Plan:
    """What happened to so many people in the eighteen months before an instant."""
    if people < LEAST_PEOPLE:
        raise ValueError(f"The stories need at least {LEAST_PEOPLE} people.")
    return _Planner(at, random.Random(seed)).plan(people)  # noqa: S311


class _Planner:
    def __init__(self, at: datetime, rng: random.Random) -> None:
        self.at, self.rng, self.today = at, rng, local_date(at)
        self.people = {body.code: _by_role(body) for body in BODIES}
        staff = {house.code: self._names(house.body, *SHELTER_ROLES) for house in HOUSES}
        self.beds = Beds({house.code: house for house in HOUSES}, staff)
        self.codes: set[str] = set()
        self.turn = 0

    def plan(self, people: int) -> Plan:
        everybody = profiles(people, self.rng)
        stories = []
        for scene in SCENES:
            profile = next(one for one in everybody if _fits(one, scene.who))
            everybody.remove(profile)
            stories += self._feature(scene, profile)
        stories += [self._ordinary(profile) for profile in everybody]
        for story in stories:
            story.steps.sort(key=lambda step: step.at)
        return Plan(self.at, stories)

    def _feature(self, scene: Scene, profile: Profile) -> list[Story]:
        start = instant(self.today - timedelta(days=scene.since), self.rng.randint(8, 15), 5 * self.rng.randint(0, 11))
        if scene.title == DUE_SOON:
            start = self.at.replace(second=0, microsecond=0) - timedelta(hours=20)
        story = self._story(scene.title, profile, self._cast(first=True))
        teller = self._teller(story, start)
        scene.tell(teller)
        if scene.title != AGAIN:
            return [story]
        again = self._story(scene.title, profile, story.cast)
        again.previous = story.code
        presume(self._teller(again, teller.time + timedelta(days=self.rng.randint(30, 50))))
        return [story, again]

    def _ordinary(self, profile: Profile) -> Story:
        days = self.rng.randint(4, DAYS)
        start = instant(self.today - timedelta(days=days), self.rng.randint(8, 18), 5 * self.rng.randint(0, 11))
        story = self._story("", profile, self._cast(child=profile.is_child))
        lives.live(self._teller(story, start))
        return story

    def _teller(self, story: Story, start: datetime) -> Teller:
        return Teller(story, start=start, limit=self.at, beds=self.beds, rng=self.rng)

    def _story(self, title: str, profile: Profile, cast: Cast) -> Story:
        letters = [self.rng.choice(CODE_LETTERS) for _place in range(8)]
        code = f"{''.join(letters[:4])}-{''.join(letters[4:])}"
        if code in self.codes:
            return self._story(title, profile, cast)
        self.codes.add(code)
        return Story(code, title, profile, cast)

    def _cast(self, *, first: bool = False, child: bool = False) -> Cast:
        """Who takes part: the demo's own accounts in the stories that show something, anybody in the others."""
        self.turn += 1
        holder = FIRST if first else self._holder(child)
        caseworkers = self._names(holder, Role.CASEWORKER)
        caseworkers = caseworkers[:2] if first else caseworkers
        authority = "POLICE_SOFIA" if first else self._one_of(OrganisationKind.POLICE, "INVESTIGATION_SERVICE")
        officers = self._names(authority, Role.OFFICER)
        office = "PROSECUTION_SOFIA" if first else self._one_of(OrganisationKind.PROSECUTORS_OFFICE)
        return Cast(
            holder=holder,
            caseworker=caseworkers[self.turn % len(caseworkers)],
            second=self._names(holder, Role.SUPERVISOR)[0],
            coordinator=self._names(holder, Role.COORDINATOR)[0],
            authority=authority,
            officer=officers[self.turn % 2 if first else self.rng.randrange(len(officers))],
            office=office,
            prosecutor=self.rng.choice(self._names(office, Role.PROSECUTOR)),
        )

    def _holder(self, child: bool) -> str:
        if child:
            return self.rng.choice(["KITE", "SOCIAL_SLIVEN", "SOCIAL_VRATSA", "THRESHOLD"])
        bodies = [body for body in BODIES if body.kind in KIND_WEIGHTS and body.code != "KITE"]
        return self.rng.choices(bodies, [KIND_WEIGHTS[OrganisationKind(body.kind)] for body in bodies])[0].code

    def _one_of(self, *kinds: str) -> str:
        return self.rng.choice([body.code for body in BODIES if body.kind in kinds])

    def _names(self, body: str, *roles: str) -> list[str]:
        return [name for role in roles for name in self.people[body].get(role, [])]


def _by_role(body: Body) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for worker in workers():
        for role in worker.roles if worker.body == body else ():
            found.setdefault(role, []).append(worker.username)
    return found


def _fits(profile: Profile, who: str) -> bool:
    uncertain = profile.age_status == AgeStatus.UNCERTAIN
    match who:
        case "child":
            return profile.is_child and not uncertain
        case "uncertain":
            return uncertain
        case "stateless":
            return profile.citizenship == STATELESS
        case "foreigner":
            return profile.is_foreigner and profile.citizenship != STATELESS
    return not (profile.is_child or profile.is_foreigner)
