"""What the wall reads: the organisations that see each area of a case, of a person, and each other; the MAC's key.

The columns are not fields of the models: only triggers write them, and the application cannot (tvcase/wall/sql.py).
"""

from django.db import migrations

AREAS = ("core", "identity", "identification", "clock", "legal", "stay", "support", "return")

COLUMNS = "\n".join(
    [
        "ALTER TABLE cases_case ADD COLUMN visible_orgs bigint[] NOT NULL DEFAULT '{}';",
        "ALTER TABLE cases_case ADD COLUMN known_orgs bigint[] NOT NULL DEFAULT '{}';",
        "CREATE INDEX case_seen_by ON cases_case USING gin (visible_orgs);",
        *(f"ALTER TABLE cases_case ADD COLUMN visible_orgs_{area} bigint[] NOT NULL DEFAULT '{{}}';" for area in AREAS),
        "ALTER TABLE cases_person ADD COLUMN visible_orgs bigint[] NOT NULL DEFAULT '{}';",
        "ALTER TABLE cases_person ADD COLUMN sealed_to bigint[];",
        "CREATE INDEX person_seen_by ON cases_person USING gin (visible_orgs);",
    ]
)

TABLES = """
CREATE TABLE wall_key (
    place smallint PRIMARY KEY CHECK (place IN (1, 2)),
    inner_pad bytea NOT NULL CHECK (length(inner_pad) = 64),
    outer_pad bytea NOT NULL CHECK (length(outer_pad) = 64)
);
COMMENT ON TABLE wall_key IS 'The key that proves an identity, and the one before it while it changes.';
CREATE TABLE wall_acquaintance (
    organisation_id bigint NOT NULL REFERENCES accounts_organisation,
    known_id bigint NOT NULL REFERENCES accounts_organisation,
    PRIMARY KEY (organisation_id, known_id)
);
COMMENT ON TABLE wall_acquaintance IS 'Organisations that have shared a case: their people are named to each other.';
"""

# Who sees a closed case may still change (its columns of the wall, `sealed_to`); nothing else of it does.
CLOSED_CASE = """
CREATE OR REPLACE FUNCTION case_keeps_what_it_is() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE of_the_wall text[] := ARRAY(
    SELECT attname::text FROM pg_attribute
     WHERE attrelid = 'cases_case'::regclass AND (attname ~ '_orgs(_[a-z]+)?$' OR attname ~ '^sealed_to'));
BEGIN
    IF (NEW.code, NEW.person_id, NEW.episode, NEW.opened_on) IS DISTINCT FROM
       (OLD.code, OLD.person_id, OLD.episode, OLD.opened_on) THEN
        PERFORM refuse('case_keeps_what_it_is', 'code, person, episode and first day of a case never change');
    END IF;
    IF OLD.closed_on IS NOT NULL AND to_jsonb(NEW) - of_the_wall <> to_jsonb(OLD) - of_the_wall THEN
        PERFORM refuse('case_closed_stays_closed', 'a closed case is never edited; a new episode is opened');
    END IF;
    IF NEW.organisation_id <> OLD.organisation_id AND NOT EXISTS (
        SELECT FROM cases_handover h WHERE h.case_id = NEW.id AND h.state = 'ACCEPTED'
           AND h.from_organisation_id = OLD.organisation_id AND h.to_organisation_id = NEW.organisation_id) THEN
        PERFORM refuse('case_moves_by_an_accepted_handover', 'a case changes hands only by an accepted handover');
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("cases", "0002_what_only_the_database_knows"),
        ("legal", "0002_what_only_the_database_knows"),
        ("shelters", "0002_what_only_the_database_knows"),
    ]
    operations = [migrations.RunSQL(COLUMNS), migrations.RunSQL(TABLES), migrations.RunSQL(CLOSED_CASE)]
