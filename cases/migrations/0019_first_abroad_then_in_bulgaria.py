"""An identification in Bulgaria counts before an earlier one abroad, which started nothing (domain E-18)."""

from django.db import migrations

IDENTIFICATION = """
CREATE OR REPLACE FUNCTION identification_is_by_an_authority() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.kind = 'FORMAL' THEN
        IF NOT EXISTS (SELECT FROM accounts_organisation o WHERE o.id = NEW.organisation_id
                AND o.kind IN ('POLICE', 'INVESTIGATION_SERVICE', 'PROSECUTORS_OFFICE')) THEN
            PERFORM refuse('identification_formal_by_an_authority', 'only a pre-trial authority identifies formally');
        END IF;
        IF NEW.officer_id IS NOT NULL AND (TG_OP = 'INSERT' OR NEW.officer_id IS DISTINCT FROM OLD.officer_id)
            AND NOT EXISTS (SELECT FROM accounts_user u
                WHERE u.id = NEW.officer_id AND u.organisation_id = NEW.organisation_id) THEN
            PERFORM refuse('identification_officer_of_the_authority', 'the officer belongs to the authority');
        END IF;
    END IF;
    IF NEW.duplicate_of_id IS NOT NULL AND NOT EXISTS (SELECT FROM cases_identification i
            WHERE i.id = NEW.duplicate_of_id AND i.case_id = NEW.case_id AND i.kind = 'FORMAL'
            AND (i.duplicate_of_id IS NULL
                 OR (i.duplicate_of_id = NEW.id AND i.territory_bg AND NOT NEW.territory_bg))) THEN
        PERFORM refuse('identification_duplicate_in_the_same_case', 'a duplicate names the identification that counts');
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.state NOT IN ('INFORMAL_DRAFT', 'FORMAL_REQUESTED') AND
        (NEW.case_id, NEW.number, NEW.kind, NEW.identified_at, NEW.territory_bg, NEW.organisation_id, NEW.officer_id,
         NEW.decision_reference, NEW.bases, NEW.conclusion, NEW.refusal_reasons, NEW.recorded_by_id) IS DISTINCT FROM
        (OLD.case_id, OLD.number, OLD.kind, OLD.identified_at, OLD.territory_bg, OLD.organisation_id, OLD.officer_id,
         OLD.decision_reference, OLD.bases, OLD.conclusion, OLD.refusal_reasons, OLD.recorded_by_id) THEN
        PERFORM refuse('identification_is_annulled_not_edited', 'a recorded identification is annulled, never edited');
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0018_notice_is_proved")]

    operations = [migrations.RunSQL(IDENTIFICATION, migrations.RunSQL.noop)]
