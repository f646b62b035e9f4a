"""Making the wall in a database: helpers, triggers, policies, and whose functions they are. Safe to run again."""

from collections.abc import Iterable, Mapping

from django.core.management.base import CommandError
from django.db.backends.utils import CursorWrapper

from tvcase.grants import DEFINER, quoted
from tvcase.keys import provider
from tvcase.wall import figures, sql, writing
from tvcase.wall.signing import LABEL, pads

TABLES = """
    SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum)
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
     GROUP BY c.relname
"""

# Functions of extensions are not ours: they belong to whoever made the extension.
FUNCTIONS = """
    SELECT format('%I(%s)', p.proname, pg_get_function_identity_arguments(p.oid)),
           p.prorettype = 'trigger'::regtype,
           p.proname ~ '^(app_(ctx|free|rule|shelter|shows|spend|unmet|verify)|audit_)'
      FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner
     WHERE p.pronamespace = 'public'::regnamespace AND r.rolname IN (current_user, 'definer') AND p.prokind = 'f'
"""

# The key is replaced only when it is another; the one before stays valid until the next change.
NEW_KEY = """
WITH old AS (SELECT inner_pad, outer_pad FROM wall_key WHERE place = 1 AND inner_pad <> %(inner)s),
before AS (
    INSERT INTO wall_key (place, inner_pad, outer_pad) SELECT 2, inner_pad, outer_pad FROM old
    ON CONFLICT (place) DO UPDATE SET inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad
)
INSERT INTO wall_key (place, inner_pad, outer_pad) VALUES (1, %(inner)s, %(outer)s)
ON CONFLICT (place) DO UPDATE SET inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad
"""

DERIVED = "SELECT string_agg(prosrc, '' ORDER BY proname) FROM pg_proc WHERE proname LIKE 'wall%%'"
DERIVE_AGAIN = "SELECT wall_derive(id) FROM cases_case"


def tables(cursor: CursorWrapper) -> dict[str, list[str]]:
    """Every table of ours with its columns."""
    cursor.execute(TABLES)
    return dict(cursor.fetchall())


def build(cursor: CursorWrapper, found: Mapping[str, Iterable[str]], *, with_fixtures: bool) -> None:
    """Build the wall over these tables. Raises CommandError for a table that has no policy."""
    missing = sorted(table for table in found if not writing.is_declared(table))
    if missing:
        raise CommandError(f"No policy for {', '.join(missing)}: declare it in tvcase/wall/policies.py.")
    before = _derivation(cursor)
    for statement in [*sql.statements(), figures.SHELTERS, figures.UNMET_NEEDS]:
        cursor.execute(statement)
    _give_functions_away(cursor)
    _keep_keys(cursor)
    _write_policies(cursor, found, with_fixtures=with_fixtures)
    if _derivation(cursor) != before:  # other openings show other areas now
        cursor.execute(f"SET LOCAL ROLE {DEFINER}")
        cursor.execute(DERIVE_AGAIN)
        cursor.execute("RESET ROLE")


def _derivation(cursor: CursorWrapper) -> str:
    cursor.execute(DERIVED)
    return str(cursor.fetchone()[0])


def _give_functions_away(cursor: CursorWrapper) -> None:
    """Functions run with the definer's rights, whoever caused them; a few, by their names, may be called."""
    cursor.execute(FUNCTIONS)
    for function, is_trigger, is_identity in cursor.fetchall():
        if is_trigger:
            cursor.execute(f"ALTER FUNCTION {function} SECURITY DEFINER {sql.PATH}")
        cursor.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC, app, worker")
        cursor.execute(f"GRANT EXECUTE ON FUNCTION {function} TO {DEFINER}")
        if is_identity:
            cursor.execute(f"GRANT EXECUTE ON FUNCTION {function} TO app, worker, owner, sealer, auditor")
        cursor.execute(f"ALTER FUNCTION {function} OWNER TO {DEFINER}")


def _keep_keys(cursor: CursorWrapper) -> None:
    """The tables of the wall belong to the definer, with the key of this version's identities in them."""
    for table in ("wall_key", "wall_acquaintance"):
        cursor.execute(f"ALTER TABLE {table} OWNER TO {DEFINER}")
    inner, outer = pads(provider().secret(LABEL))
    cursor.execute(f"SET LOCAL ROLE {DEFINER}")
    cursor.execute(NEW_KEY, {"inner": inner, "outer": outer})
    cursor.execute("RESET ROLE")


def _write_policies(cursor: CursorWrapper, found: Iterable[str], *, with_fixtures: bool) -> None:
    """Take every policy away and write those that are declared."""
    cursor.execute("SELECT tablename, policyname FROM pg_policies WHERE schemaname = 'public'")
    for table, name in cursor.fetchall():
        cursor.execute(f"DROP POLICY {quoted(name)} ON {quoted(table)}")
    for table in sorted(found):
        for statement in writing.statements(table, with_fixtures=with_fixtures):
            cursor.execute(statement)
