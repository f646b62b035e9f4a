"""The words in which the wall is declared: who acts, for which purpose, and the shapes that policies take."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from cases.permissions import Area

ORGS = "(SELECT app_ctx_orgs())::bigint[]"
UID = "(SELECT app_ctx_uid())"
PURPOSE = "(SELECT app_ctx_purpose())"
PERSON = "(SELECT app_ctx_person())"
KNOWN = "(SELECT app_ctx_known())::bigint[]"
CASES = "(SELECT app_ctx_cases())::uuid[]"  # of the person whose file an act is on; none while pages are read
TOLD = "(SELECT app_ctx_told())::uuid[]"  # the decisions that were communicated to one's own authority
GROUPS = "(SELECT app_ctx_groups())::bigint[]"
SOMEBODY = f"({UID} IS NOT NULL OR {PURPOSE} <> '')"

SIGN_IN = "sign-in"
ADMINISTRATION = "administration"
REMINDERS = "reminders"
DELIVERY = "delivery"
CURIOSITY = "curiosity"
LETTERS = "letters"
DRAFTS = "drafts"


@dataclass(frozen=True)
class Policy:
    """What the application reaches of a table: to read, add, change and remove; nothing where it is empty."""

    sees: str
    adds: str = ""
    changes: str = ""
    removes: str = ""


@dataclass(frozen=True)
class Wall:
    """The policies of a table: the application's, the purposes for which a worker reaches all of it, whether the
    auditor reads it, and what every other role reads."""

    app: Policy | None = None
    worker: frozenset[str] = field(default_factory=frozenset)
    auditor: bool = False
    jobs: tuple[tuple[str, str], ...] = ()  # a purpose, and which rows the worker reaches for it
    adds: str = ""  # the roles that may add any row, whoever acts
    others: str = ""  # what every other role that reads at all may read


def purposes(*names: str) -> str:
    """The condition that one of these jobs acts."""
    return f"{PURPOSE} IN ({', '.join(repr(name) for name in names)})"


def either(*conditions: str) -> str:
    """The condition that any of these holds."""
    return "(" + " OR ".join(conditions) + ")"


def whole(condition: str) -> Policy:
    """The same to read, add, change and remove."""
    return Policy(condition, condition, condition, condition)


def reads_more(sees: str, writes: str) -> Policy:
    """One condition to read, and a narrower one to add, change and remove."""
    return Policy(sees, writes, writes, writes)


def reference() -> Wall:
    """Words, law and the list of bodies: nothing about a person. Administrators write them."""
    administrators = purposes(ADMINISTRATION)
    return Wall(Policy("true", administrators, administrators, administrators), others="true")


def of_a_case(area: Area, *, case: str = "case_id", to: Iterable[str] = (), also: str = "") -> Wall:
    """Rows of an area of a case: read by the organisations that see the area, and under `also`.

    They are written by the holder, and in an act on the person's file.
    """
    seen = f"EXISTS (SELECT FROM cases_case c WHERE c.id = {case} AND c.visible_orgs_{area} && {ORGS})"
    seen = either(f"{case} = ANY ({CASES})", seen, *([also] if also else []))
    return Wall(reads_more(seen, by_the_holder(case)), frozenset(to))


def of_its_area(*, jobs: Iterable[tuple[str, str]] = (), also: str = "", kept: bool = False) -> Wall:
    """Rows of a case that each name their area; what is shared with others is kept by the holder alone, and so is
    everything that is `kept`."""
    areas = " ".join(
        f"WHEN '{area}' THEN {f'c.visible_orgs_{area}' if area != Area.SHARING else 'ARRAY[c.organisation_id]'}"
        for area in Area
    )
    own = f" AND c.organisation_id = ANY ({ORGS})" if kept else ""
    seen = f"EXISTS (SELECT FROM cases_case c WHERE c.id = case_id AND CASE area {areas} END && {ORGS}{own})"
    seen = either(f"case_id = ANY ({CASES})", seen, *([also] if also else []))
    return Wall(reads_more(seen, by_the_holder("case_id")), jobs=tuple(jobs))


def of_the_holder(case: str, *, also: str, to: Iterable[str] = ()) -> Wall:
    """Rows that decide who sees a case: read under `also`, added by its holder, changed in acts on the file only."""
    raised = f"{case} = ANY ({CASES})"
    return Wall(Policy(either(also, raised), by_the_holder(case), raised, raised), frozenset(to))


def of_a_record(area: Area, parent: str, column: str, *, also: str = "") -> Wall:
    """Rows of a record that is itself of an area of a case; under `also` they may be read, but not written."""
    of_its_case = f"EXISTS (SELECT FROM {parent} r JOIN cases_case c ON c.id = r.case_id WHERE r.id = {column} AND "
    raised = f"EXISTS (SELECT FROM {parent} r WHERE r.id = {column} AND r.case_id = ANY ({CASES}))"
    seen = either(of_its_case + f"c.visible_orgs_{area} && {ORGS})", raised, *([also] if also else []))
    written = either(of_its_case + f"c.organisation_id = ANY ({ORGS}))", raised)
    return Wall(reads_more(seen, written))


def by_the_holder(case: str) -> str:
    held = f"EXISTS (SELECT FROM cases_case c WHERE c.id = {case} AND c.organisation_id = ANY ({ORGS}))"
    return either(f"{case} = ANY ({CASES})", held)


def of_a_person(*, to: Iterable[str] = ()) -> Wall:
    """Rows of a person: for those who see the person."""
    seen = "EXISTS (SELECT FROM cases_person p WHERE p.id = person_id"
    written = f"{seen} AND (p.organisation_id = ANY ({ORGS}) OR p.id = {PERSON}))"
    return Wall(reads_more(f"{seen})", written), frozenset(to))


def of_a_job(*names: str, worker: Iterable[str] = (), sees: str = "") -> Wall:
    """Rows that only certain jobs reach; `sees` is what else may be read."""
    job = purposes(*names)
    return Wall(Policy(either(sees, job) if sees else job, job, job, job), frozenset(worker))
