"""The trace is written once: no update, no delete, no truncate, for the owner neither; its time is the database's."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_is_written_once',
        MESSAGE = TG_TABLE_NAME || ' is written once';
END $$;

CREATE FUNCTION stamp_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.at := clock_timestamp();
    RETURN NEW;
END $$;

CREATE TRIGGER audit_event_is_written_once BEFORE UPDATE OR DELETE ON audit_event
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_event_is_never_emptied BEFORE TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_event_is_stamped BEFORE INSERT ON audit_event
    FOR EACH ROW EXECUTE FUNCTION stamp_event();
"""

BACKWARD = """
DROP TRIGGER audit_event_is_stamped ON audit_event;
DROP TRIGGER audit_event_is_never_emptied ON audit_event;
DROP TRIGGER audit_event_is_written_once ON audit_event;
DROP FUNCTION stamp_event();
DROP FUNCTION refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
