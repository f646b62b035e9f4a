"""A trigger: while somebody else represents a child, no consent is given by a parent or guardian, whatever writes it."""

from django.db import migrations

CONSENT = """
CREATE FUNCTION consent_not_by_a_parent_kept_out() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state = 'ACTIVE' AND NEW.given_by = 'LEGAL_REPRESENTATIVE'
        AND (TG_OP = 'INSERT' OR OLD.state <> 'ACTIVE' OR OLD.given_by <> NEW.given_by)
        AND EXISTS (SELECT FROM children_specialrepresentation r JOIN cases_case c ON c.id = r.case_id
                     WHERE r.case_id = NEW.case_id AND r.ended_on IS NULL
                       AND c.age_status IN ('MINOR_STATED', 'MINOR_VERIFIED', 'UNCERTAIN')) THEN
        PERFORM refuse('consent_not_by_a_parent_kept_out', 'a parent who may be involved is asked for no consent');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER consent_not_by_a_parent_kept_out BEFORE INSERT OR UPDATE ON sharing_consent
    FOR EACH ROW EXECUTE FUNCTION consent_not_by_a_parent_kept_out();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("children", "0002_what_only_the_database_knows"),
        ("sharing", "0004_what_the_database_knows_of_agreements"),
    ]
    operations = [migrations.RunSQL(CONSENT, migrations.RunSQL.noop)]
