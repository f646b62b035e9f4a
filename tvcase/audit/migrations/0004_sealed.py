"""The trace is sealed: who is named by number too, the database adds transaction and leaf, seals chain the leaves.

`audit_era()` changes when the database moves to a server whose transaction numbers start lower: see prepare_database.
"""

import tvcase.audit.models
from django.db import migrations, models

TEXT = {"blank": True, "default": ""}

FORWARD = """
CREATE FUNCTION audit_era() RETURNS smallint LANGUAGE sql IMMUTABLE AS $$ SELECT 1::smallint $$;

CREATE FUNCTION audit_canonical(e audit_event) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_array(
        e.id, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e."on", e.actor, e.actor_id,
        e.organisation, e.organisation_id, e.on_behalf_of, e.action, e.area, e.case_code, e.about, e.purpose,
        e.request_id, e.facts, e.era, e.xid::text)::text
$$;

CREATE OR REPLACE FUNCTION stamp_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.at := clock_timestamp();
    NEW.era := audit_era();
    NEW.xid := pg_current_xact_id();
    NEW.leaf := sha256('\\x00'::bytea || convert_to(audit_canonical(NEW), 'UTF8'));
    RETURN NEW;
END $$;

CREATE FUNCTION audit_unsealed_since() RETURNS timestamptz LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
    WITH last AS (SELECT era, upto FROM audit_seal ORDER BY number DESC LIMIT 1)
    SELECT min(e.at) FROM audit_event e
     WHERE (e.era, e.xid) >= (coalesce((SELECT era FROM last), 0::smallint), coalesce((SELECT upto FROM last), '0'::xid8))
$$;

ALTER TABLE audit_event DISABLE TRIGGER audit_event_is_written_once;
UPDATE audit_event SET era = audit_era(), xid = pg_current_xact_id();
UPDATE audit_event e SET leaf = sha256('\\x00'::bytea || convert_to(audit_canonical(e), 'UTF8'));
ALTER TABLE audit_event ENABLE TRIGGER audit_event_is_written_once;
ALTER TABLE audit_event ALTER era SET NOT NULL, ALTER xid SET NOT NULL, ALTER leaf SET NOT NULL;

CREATE TRIGGER audit_seal_is_written_once BEFORE UPDATE OR DELETE ON audit_seal
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_seal_is_never_emptied BEFORE TRUNCATE ON audit_seal
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

BACKWARD = """
DROP TRIGGER audit_seal_is_never_emptied ON audit_seal;
DROP TRIGGER audit_seal_is_written_once ON audit_seal;
CREATE OR REPLACE FUNCTION stamp_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.at := clock_timestamp();
    RETURN NEW;
END $$;
DROP FUNCTION audit_unsealed_since();
DROP FUNCTION audit_canonical(audit_event);
DROP FUNCTION audit_era();
"""


def text(name, length, label):
    return migrations.AddField("event", name, models.CharField(label, max_length=length, **TEXT), preserve_default=False)


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_newest_first")]
    operations = [
        migrations.AddField("event", "actor_id", models.BigIntegerField(null=True)),
        migrations.AddField("event", "organisation_id", models.BigIntegerField(null=True)),
        text("on_behalf_of", 150, "on behalf of"),
        text("about", 80, "object"),
        text("purpose", 40, "purpose"),
        migrations.AddField("event", "era", models.SmallIntegerField(null=True, editable=False)),
        migrations.AddField("event", "xid", tvcase.audit.models.TransactionNumber(null=True, editable=False)),
        migrations.AddField("event", "leaf", models.BinaryField(null=True, editable=False)),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("era", models.SmallIntegerField()),
                ("upto", tvcase.audit.models.TransactionNumber()),
                ("sealed_at", models.DateTimeField()),
                ("events", models.IntegerField()),
                ("leaves", models.BinaryField()),
                ("root", models.BinaryField()),
                ("previous", models.BinaryField()),
                ("head", models.BinaryField()),
                ("signature", models.BinaryField()),
            ],
            options={"ordering": ["number"], "default_permissions": ()},
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.AddIndex("event", models.Index(models.F("era"), models.F("xid"), name="audit_event_to_seal")),
    ]
