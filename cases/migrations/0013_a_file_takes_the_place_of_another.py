"""A file that was handed in may be superseded by another one of its kind and part of the case file."""

from django.db import migrations

# Letters about the same record, or files, which are about none.
BEGINS = """
CREATE OR REPLACE FUNCTION document_begins_unmade() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.made_at IS NOT NULL OR NEW.superseded_on IS NOT NULL OR NEW.withdrawn_on IS NOT NULL OR (
        NEW.supersedes_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM cases_document d WHERE d.id = NEW.supersedes_id AND d.case_id = NEW.case_id
               AND (d.origin, d.kind, d.area) = (NEW.origin, NEW.kind, NEW.area)
               AND d.organisation_id = NEW.organisation_id AND d.subject IS NOT DISTINCT FROM NEW.subject
               AND d.superseded_on IS NOT NULL)) THEN
        PERFORM refuse('document_never_changes', 'a new document is valid, and supersedes one about the same record');
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0012_told_with_care")]
    operations = [migrations.RunSQL(BEGINS, migrations.RunSQL.noop)]
