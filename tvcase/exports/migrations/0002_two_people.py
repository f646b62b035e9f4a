"""What only the database knows: the steps of a copy, that it stays as asked, and who may release it."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION export_request_stays_as_asked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state IN ('REFUSED', 'FETCHED') OR
        (NEW.number, NEW.kind, NEW.case_code, NEW.parameters, NEW.format, NEW.with_names, NEW.rows, NEW.reason,
         NEW.reason_text, NEW.needs_release, NEW.asked_by_id, NEW.organisation_id, NEW.asked_at) IS DISTINCT FROM
        (OLD.number, OLD.kind, OLD.case_code, OLD.parameters, OLD.format, OLD.with_names, OLD.rows, OLD.reason,
         OLD.reason_text, OLD.needs_release, OLD.asked_by_id, OLD.organisation_id, OLD.asked_at) OR
        (OLD.decided_by_id IS NOT NULL AND (NEW.decided_by_id, NEW.decided_at, NEW.expires_at) IS DISTINCT FROM
                                           (OLD.decided_by_id, OLD.decided_at, OLD.expires_at)) THEN
        PERFORM refuse('export_request_stays_as_asked', 'what was asked for is not changed');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER export_request_stays_as_asked BEFORE UPDATE ON exports_exportrequest
    FOR EACH ROW EXECUTE FUNCTION export_request_stays_as_asked();

CREATE FUNCTION export_request_released_by_a_second_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.decided_by_id IS NOT NULL AND NOT EXISTS (SELECT FROM accounts_user u
            WHERE u.id = NEW.decided_by_id AND u.organisation_id = NEW.organisation_id AND u.is_active
              AND u.roles && ARRAY['coordinator', 'data_protection_officer']::varchar[]) THEN
        PERFORM refuse('export_request_released_by_a_second_person', 'a coordinator of the organisation decides');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER export_request_released_by_a_second_person BEFORE INSERT OR UPDATE OF decided_by_id
    ON exports_exportrequest FOR EACH ROW EXECUTE FUNCTION export_request_released_by_a_second_person();

CREATE TRIGGER export_request_follows_its_flow BEFORE INSERT OR UPDATE ON exports_exportrequest
    FOR EACH ROW EXECUTE FUNCTION state_follows_its_flow(
        '>ASKED', 'ASKED>RELEASED', 'ASKED>REFUSED', 'ASKED>FETCHED', 'RELEASED>FETCHED');
"""

BACKWARD = """
DROP TRIGGER export_request_follows_its_flow ON exports_exportrequest;
DROP TRIGGER export_request_released_by_a_second_person ON exports_exportrequest;
DROP TRIGGER export_request_stays_as_asked ON exports_exportrequest;
DROP FUNCTION export_request_released_by_a_second_person();
DROP FUNCTION export_request_stays_as_asked();
"""


class Migration(migrations.Migration):
    dependencies = [("exports", "0001_initial"), ("cases", "0002_what_only_the_database_knows")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
