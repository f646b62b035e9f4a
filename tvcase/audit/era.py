"""A database that was moved to another server starts a new era of transaction numbers, so that their order holds."""

from django.db.backends.utils import CursorWrapper

from tvcase.grants import DEFINER

BEHIND = """
SELECT audit_era() + 1 WHERE pg_current_xact_id() < greatest(
    (SELECT max(upto) FROM audit_seal WHERE era = audit_era()),
    (SELECT max(xid) FROM audit_event WHERE era = audit_era()))
"""
NEXT = "CREATE OR REPLACE FUNCTION audit_era() RETURNS smallint LANGUAGE sql IMMUTABLE AS $$ SELECT {}::smallint $$"


def keep(cursor: CursorWrapper) -> None:
    """Begin the next era if this server's transactions are numbered below what the trace has seen already.

    For the owner, after the functions were given to the definer, and before anybody works on the new server.
    """
    cursor.execute(f"SET LOCAL ROLE {DEFINER}")
    cursor.execute(BEHIND)
    if row := cursor.fetchone():
        cursor.execute(NEXT.format(int(row[0])))
    cursor.execute("RESET ROLE")
