"""The SQL that the policies share: reading the signed identity, and deriving who sees what of a case.

The functions belong to the role *definer* and run with its rights; their search path ends with pg_temp, so that a
temporary table shadows nothing. What holding, an opening or a place on the team shows is written from
cases/permissions.py.
"""

from collections.abc import Iterable, Mapping

from cases.permissions import HOLDING_OFFICER, OPENING_GRANTS, TEAM_GRANTS, Area, CasePerm, of_the_holder
from cases.states import TeamRole
from tvcase.accounts.roles import FORMAL_KINDS
from tvcase.wall.files import SHOWN
from tvcase.wall.law import LAW, PATH, READS

AREAS = tuple(Area)

# v1|user|organisations|purpose|person|expiry|MAC, see tvcase/wall/signing.py
SHAPE = "^v1[|][0-9]*[|][0-9,]*[|][a-z-]*[|][0-9a-f-]*[|][0-9]{1,12}[|][0-9a-f]{64}$"

# The identity, proven: its parts, or null. A wrong MAC, an expired one and none at all are the same: nobody.
CTX = f"""
CREATE OR REPLACE FUNCTION app_ctx() RETURNS text[] LANGUAGE plpgsql {READS} AS $$
DECLARE
    setting text := current_setting('app.ctx', true);
    parts text[];
    payload bytea;
    mac bytea;
BEGIN
    IF setting IS NULL OR setting !~ '{SHAPE}' THEN
        RETURN NULL;
    END IF;
    parts := string_to_array(setting, '|');
    IF parts[6]::bigint < extract(epoch FROM clock_timestamp()) THEN
        RETURN NULL;
    END IF;
    payload := convert_to(left(setting, -65), 'UTF8');
    mac := decode(parts[7], 'hex');
    IF EXISTS (SELECT FROM wall_key k WHERE sha256(k.outer_pad || sha256(k.inner_pad || payload)) = mac) THEN
        RETURN parts;
    END IF;
    RETURN NULL;
END $$;
"""

PARTS = f"""
CREATE OR REPLACE FUNCTION app_ctx_uid() RETURNS bigint LANGUAGE sql {READS}
AS $$ SELECT nullif((app_ctx())[2], '')::bigint $$;
CREATE OR REPLACE FUNCTION app_ctx_orgs() RETURNS bigint[] LANGUAGE sql {READS}
AS $$ SELECT coalesce(string_to_array(nullif((app_ctx())[3], ''), ',')::bigint[], '{{}}') $$;
CREATE OR REPLACE FUNCTION app_ctx_purpose() RETURNS text LANGUAGE sql {READS}
AS $$ SELECT coalesce((app_ctx())[4], '') $$;
CREATE OR REPLACE FUNCTION app_ctx_person() RETURNS uuid LANGUAGE sql {READS}
AS $$ SELECT nullif((app_ctx())[5], '')::uuid $$;
CREATE OR REPLACE FUNCTION app_ctx_cases() RETURNS uuid[] LANGUAGE plpgsql {READS} AS $$
DECLARE person uuid := app_ctx_person();
BEGIN
    IF person IS NULL THEN
        RETURN '{{}}';
    END IF;
    RETURN ARRAY(SELECT id FROM cases_case
                  WHERE person_id = person AND (sealed_to IS NULL OR app_ctx_uid() = ANY (sealed_to)));
END $$;
CREATE OR REPLACE FUNCTION app_ctx_known() RETURNS bigint[] LANGUAGE sql {READS}
AS $$ SELECT o.own || ARRAY(SELECT known_id FROM wall_acquaintance WHERE organisation_id = ANY (o.own))
        FROM (SELECT app_ctx_orgs() AS own) o $$;
CREATE OR REPLACE FUNCTION app_ctx_told() RETURNS uuid[] LANGUAGE sql {READS}
AS $$ SELECT ARRAY(SELECT t.decision_id FROM cases_decisioncommunication t
                    WHERE t.authority_id = ANY (app_ctx_orgs())) $$;
CREATE OR REPLACE FUNCTION app_ctx_groups() RETURNS bigint[] LANGUAGE sql {READS}
AS $$ SELECT ARRAY(SELECT group_id::bigint FROM accounts_user_groups WHERE user_id = app_ctx_uid()) $$;
"""

# Whether a letter is genuine is for anybody to ask, one code at a time; nothing else is said of it.
VERIFY = f"""
CREATE OR REPLACE FUNCTION app_verify(the_code text)
RETURNS TABLE (issuer text, issued_on date, standing text) LANGUAGE sql {READS} AS $$
    SELECT o.kind, d.issued_on,
           CASE WHEN d.withdrawn_on IS NOT NULL THEN 'WITHDRAWN'
                WHEN d.superseded_on IS NOT NULL THEN 'SUPERSEDED' ELSE 'VALID' END
      FROM cases_document d JOIN accounts_organisation o ON o.id = d.organisation_id WHERE d.code = the_code
$$;
"""

# Which places are free is for whoever looks for one; by whom a place is taken is for its house.
FREE = f"""
CREATE OR REPLACE FUNCTION app_free_places(the_from date, the_to date, the_instant timestamptz)
RETURNS SETOF bigint LANGUAGE sql {READS} AS $$
    SELECT p.id FROM shelters_place p
     WHERE (app_ctx_uid() IS NOT NULL OR app_ctx_purpose() = 'fixtures')
       AND coalesce(p.closed_on, 'infinity') >= the_to
       AND p.id NOT IN (
           SELECT t.place_id FROM shelters_takennights t
            WHERE t.over_on > the_from AND t.from_on < the_to
              AND (t.expires_at IS NULL OR t.expires_at > least(the_instant, clock_timestamp())))
$$;
"""

DERIVE = """
CREATE OR REPLACE FUNCTION wall_derive(the_case uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER {path} AS $$
DECLARE
    the_person uuid;
    everybody bigint[];
    newcomers bigint[];
BEGIN
    WITH shown AS (
        SELECT c.organisation_id AS org, wall_areas_of_holder(h.kind) AS areas
          FROM cases_case c JOIN accounts_organisation h ON h.id = c.organisation_id WHERE c.id = the_case
        UNION ALL
        SELECT o.organisation_id, wall_areas_of_opening(o.ground)
          FROM cases_caseopening o WHERE o.case_id = the_case AND o.closed_on IS NULL
        UNION ALL
        SELECT u.organisation_id, wall_areas_of_place(m.role, u.organisation_id = c.organisation_id)
          FROM cases_casemember m
          JOIN cases_case c ON c.id = m.case_id
          JOIN accounts_user u ON u.id = m.user_id AND u.organisation_id IS NOT NULL
         WHERE m.case_id = the_case AND m.left_on IS NULL
    ), opened AS (
        SELECT s.org, s.areas, c.person_id, p.organisation_id = c.organisation_id AS whole
          FROM shown s, cases_case c JOIN cases_person p ON p.id = c.person_id WHERE c.id = the_case
    ), derived AS (
        SELECT array_agg(DISTINCT org ORDER BY org) AS any_area,
{derived}
          FROM opened
    )
    UPDATE cases_case c SET
        visible_orgs = d.any_area,
        known_orgs = wall_union(c.known_orgs, d.any_area),
{assigned}
      FROM derived d
     WHERE c.id = the_case AND (c.visible_orgs, {columns}) IS DISTINCT FROM (d.any_area, {names});
    IF NOT FOUND THEN
        RETURN;
    END IF;
    SELECT person_id, known_orgs INTO the_person, everybody FROM cases_case WHERE id = the_case;
    INSERT INTO wall_acquaintance (organisation_id, known_id)
    SELECT a, b FROM unnest(everybody) a, unnest(everybody) b WHERE a <> b
    ON CONFLICT DO NOTHING;
    UPDATE cases_person p SET visible_orgs = s.orgs
      FROM (SELECT coalesce(array_agg(DISTINCT o ORDER BY o), '{{}}') AS orgs
              FROM cases_case c, unnest(c.visible_orgs_identity) o WHERE c.person_id = the_person) s
     WHERE p.id = the_person AND p.visible_orgs IS DISTINCT FROM s.orgs;
END $$;
"""

TRIGGERS = f"""
CREATE OR REPLACE FUNCTION wall_case_begins() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER {PATH} AS $$
BEGIN
    NEW.visible_orgs := ARRAY[NEW.organisation_id];
    NEW.known_orgs := ARRAY[NEW.organisation_id];
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER wall_case_begins BEFORE INSERT ON cases_case
    FOR EACH ROW EXECUTE FUNCTION wall_case_begins();

CREATE OR REPLACE FUNCTION wall_case_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER {PATH} AS $$
BEGIN
    PERFORM wall_derive(NEW.id);
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER wall_case_changed AFTER INSERT OR UPDATE OF organisation_id ON cases_case
    FOR EACH ROW EXECUTE FUNCTION wall_case_changed();

CREATE OR REPLACE FUNCTION wall_opening_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER {PATH} AS $$
BEGIN
    PERFORM wall_derive(coalesce(NEW.case_id, OLD.case_id));
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER wall_opening_changed AFTER INSERT OR UPDATE OR DELETE ON cases_caseopening
    FOR EACH ROW EXECUTE FUNCTION wall_opening_changed();
CREATE OR REPLACE TRIGGER wall_member_changed AFTER INSERT OR UPDATE OR DELETE ON cases_casemember
    FOR EACH ROW EXECUTE FUNCTION wall_opening_changed();

CREATE OR REPLACE FUNCTION wall_person_moved() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER {PATH} AS $$
BEGIN
    PERFORM wall_derive(c.id) FROM cases_case c WHERE c.person_id = NEW.id;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER wall_person_moved AFTER UPDATE OF organisation_id ON cases_person
    FOR EACH ROW WHEN (OLD.organisation_id IS DISTINCT FROM NEW.organisation_id)
    EXECUTE FUNCTION wall_person_moved();

CREATE OR REPLACE FUNCTION wall_case_sealed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER {PATH} AS $$
BEGIN
    UPDATE cases_person p SET sealed_to = s.named
      FROM (SELECT array_agg(DISTINCT u ORDER BY u) AS named
              FROM cases_case c, unnest(c.sealed_to) u WHERE c.person_id = NEW.person_id) s
     WHERE p.id = NEW.person_id AND p.sealed_to IS DISTINCT FROM s.named;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER wall_case_sealed AFTER UPDATE OF sealed_to ON cases_case
    FOR EACH ROW WHEN (OLD.sealed_to IS DISTINCT FROM NEW.sealed_to)
    EXECUTE FUNCTION wall_case_sealed();

CREATE OR REPLACE FUNCTION wall_user_moved() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER {PATH} AS $$
BEGIN
    IF NEW.organisation_id IS DISTINCT FROM OLD.organisation_id THEN
        PERFORM wall_derive(m.case_id) FROM cases_casemember m WHERE m.user_id = NEW.id AND m.left_on IS NULL;
    END IF;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER wall_user_moved AFTER UPDATE OF organisation_id ON accounts_user
    FOR EACH ROW EXECUTE FUNCTION wall_user_moved();
"""

# Nobody gives rights to themselves: an administrator does, or an account is made for tests and demo.
RIGHTS = f"""
CREATE OR REPLACE FUNCTION wall_rights_are_given() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER {PATH} AS $$
BEGIN
    IF (NEW.organisation_id, NEW.roles, NEW.is_staff, NEW.is_superuser, NEW.is_active, NEW.username) IS DISTINCT FROM
       (OLD.organisation_id, OLD.roles, OLD.is_staff, OLD.is_superuser, OLD.is_active, OLD.username)
       AND session_user IN ('app', 'worker') AND app_ctx_purpose() NOT IN ('administration', 'fixtures') THEN
        PERFORM refuse('user_rights_are_given_by_administrators', 'rights are given by administrators');
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER wall_rights_are_given BEFORE UPDATE ON accounts_user
    FOR EACH ROW EXECUTE FUNCTION wall_rights_are_given();
"""


def statements() -> list[str]:
    """Everything above as SQL, in an order in which it can be run, again and again."""
    return [CTX, PARTS, SHOWN, LAW, VERIFY, FREE, _sets(), _areas(), _derive(), TRIGGERS, RIGHTS]


def areas_of(permissions: Iterable[CasePerm]) -> list[str]:
    """The areas of which these permissions show something, in order."""
    shown = {permission.area for permission in permissions}
    return [area for area in AREAS if area in shown]


def _sets() -> str:
    """Small words for sets of organisations, in ascending order."""
    return (
        f"CREATE OR REPLACE FUNCTION wall_union(a bigint[], b bigint[]) RETURNS bigint[] LANGUAGE sql IMMUTABLE {PATH} "
        "AS $$ SELECT coalesce(array_agg(DISTINCT x ORDER BY x), '{}') FROM unnest(a || b) x $$;"
    )


def _areas() -> str:
    """What a ground of an opening, and a place on the team, shows; from the permissions of the application."""
    grounds = {
        ground: areas_of(perm for perms in roles.values() for perm in perms) for ground, roles in OPENING_GRANTS.items()
    }
    places = {role: areas_of(perms) for role, perms in TEAM_GRANTS.items()}
    holding = places | {TeamRole.OFFICER: areas_of(HOLDING_OFFICER)}
    authorities = {str(kind): areas_of(of_the_holder(authority=True)) for kind in sorted(FORMAL_KINDS)}
    return (
        f"CREATE OR REPLACE FUNCTION wall_areas_of_holder(kind text) RETURNS text[] LANGUAGE sql IMMUTABLE {PATH} "
        f"AS $$ SELECT {_choose('kind', authorities, other=areas_of(of_the_holder(authority=False)))} $$;\n"
        f"CREATE OR REPLACE FUNCTION wall_areas_of_opening(ground text) RETURNS text[] LANGUAGE sql IMMUTABLE {PATH} "
        f"AS $$ SELECT {_choose('ground', grounds)} $$;\n"
        "CREATE OR REPLACE FUNCTION wall_areas_of_place(place text, holds boolean) RETURNS text[] LANGUAGE sql "
        f"IMMUTABLE {PATH} AS $$ SELECT CASE WHEN holds THEN {_choose('place', holding)} "
        f"ELSE {_choose('place', places)} END $$;"
    )


def _derive() -> str:
    """The derivation: an earlier episode that stayed with another organisation opens no identity (see team.sync)."""
    seen = {area: "" if area != Area.IDENTITY else " AND whole" for area in AREAS}
    return DERIVE.format(
        path=PATH,
        derived=",\n".join(
            "               coalesce(array_agg(DISTINCT org ORDER BY org) "
            f"FILTER (WHERE '{area}' = ANY (areas){also}), '{{}}') AS {_column(area)}"
            for area, also in seen.items()
        ),
        assigned=",\n".join(f"        {_column(area)} = d.{_column(area)}" for area in AREAS),
        columns=", ".join(f"c.{_column(area)}" for area in AREAS),
        names=", ".join(f"d.{_column(area)}" for area in AREAS),
    )


def _column(area: str) -> str:
    return f"visible_orgs_{area}"


def _choose(name: str, choices: Mapping[str, Iterable[str]], *, other: Iterable[str] = ()) -> str:
    whens = " ".join(f"WHEN '{choice}' THEN {_array(areas)}" for choice, areas in choices.items())
    return f"CASE {name} {whens} ELSE {_array(other)} END"


def _array(areas: Iterable[str]) -> str:
    return "ARRAY[" + ", ".join(f"'{area}'" for area in areas) + "]::text[]"
