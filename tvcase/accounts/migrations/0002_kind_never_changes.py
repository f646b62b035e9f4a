"""What an organisation's kind allowed in the past must not change with it."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION organisation_keeps_its_kind() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.kind <> OLD.kind THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'organisation_keeps_its_kind',
            MESSAGE = 'an organisation keeps its kind';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER organisation_keeps_its_kind BEFORE UPDATE ON accounts_organisation
    FOR EACH ROW EXECUTE FUNCTION organisation_keeps_its_kind();
"""

BACKWARD = """
DROP TRIGGER organisation_keeps_its_kind ON accounts_organisation;
DROP FUNCTION organisation_keeps_its_kind();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
