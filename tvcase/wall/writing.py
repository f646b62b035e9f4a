"""The declared policies as the SQL that makes them."""

from tvcase.grants import IMAGES
from tvcase.wall.policies import (
    FIXTURES,
    MIGRATION,
    OF_IMAGES,
    OPEN_TO_ALL,
    READERS,
    WALLS,
    Policy,
    Wall,
    purposes,
)


def is_declared(table: str) -> bool:
    """Whether somebody has thought about who reaches the table."""
    return table in WALLS or table in OPEN_TO_ALL or IMAGES.fullmatch(table) is not None


def wall_of(table: str) -> Wall:
    """The policies of a table. Raises KeyError for one that nobody has thought about."""
    return OF_IMAGES if IMAGES.fullmatch(table) else WALLS[table]


def statements(table: str, *, with_fixtures: bool) -> list[str]:
    """The policies of one table as SQL. Raises KeyError for a table that nobody has thought about."""
    quoted = f'"{table}"'
    if table in OPEN_TO_ALL:
        return [f"ALTER TABLE {quoted} DISABLE ROW LEVEL SECURITY"]
    wall = wall_of(table)
    jobs = purposes(*sorted(wall.worker)) if wall.worker else ""
    workers = "app, worker" if with_fixtures else "worker"
    return [
        f"ALTER TABLE {quoted} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {quoted} FORCE ROW LEVEL SECURITY",
        *(_of_the_application(quoted, wall.app) if wall.app else []),
        *_if(jobs, _everything(quoted, "wall_of_jobs", workers, jobs)),
        *(
            _everything(quoted, f"wall_of_{purpose}", workers, f"({purposes(purpose)} AND {reached})")
            for purpose, reached in wall.jobs
        ),
        *_if(wall.auditor, f"CREATE POLICY wall_of_the_auditor ON {quoted} FOR SELECT TO auditor, sealer USING (true)"),
        *_if(wall.others, f"CREATE POLICY wall_of_readers ON {quoted} FOR SELECT TO {READERS} USING ({wall.others})"),
        *_if(wall.adds, f"CREATE POLICY wall_of_additions ON {quoted} FOR INSERT TO {wall.adds} WITH CHECK (true)"),
        _everything(quoted, "wall_of_helpers", "definer", "current_user = 'definer'"),
        _everything(quoted, "wall_of_migrations", "owner", purposes(MIGRATION)),
        *_if(with_fixtures, _everything(quoted, "wall_of_fixtures", "app, worker", purposes(FIXTURES))),
    ]


def _if(wanted: object, statement: str) -> list[str]:
    return [statement] if wanted else []


def _of_the_application(quoted: str, policy: Policy) -> list[str]:
    if policy.sees == policy.adds == policy.changes == policy.removes:
        return [_everything(quoted, "wall", "app", policy.sees)]
    made = [f"CREATE POLICY wall_read ON {quoted} FOR SELECT TO app USING ({policy.sees})"]
    if policy.adds:
        made.append(f"CREATE POLICY wall_add ON {quoted} FOR INSERT TO app WITH CHECK ({policy.adds})")
    if policy.changes:
        made.append(
            f"CREATE POLICY wall_change ON {quoted} FOR UPDATE TO app USING ({policy.changes}) "
            f"WITH CHECK ({policy.changes})"
        )
    if policy.removes:
        made.append(f"CREATE POLICY wall_remove ON {quoted} FOR DELETE TO app USING ({policy.removes})")
    return made


def _everything(quoted: str, name: str, role: str, condition: str) -> str:
    return f"CREATE POLICY {name} ON {quoted} TO {role} USING ({condition}) WITH CHECK ({condition})"
