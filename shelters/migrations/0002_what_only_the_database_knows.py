"""Triggers: a stay belongs to the case's person and to an open house, and follows its flow."""

from django.db import migrations

STAY = """
CREATE FUNCTION stay_belongs_to_its_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM cases_case c WHERE c.id = NEW.case_id AND c.person_id = NEW.person_id) THEN
        PERFORM refuse('stay_is_of_the_cases_person', 'the stay is of the person of the case');
    END IF;
    IF NEW.place_id IS NOT NULL AND NOT EXISTS (SELECT FROM shelters_place p
            WHERE p.id = NEW.place_id AND p.shelter_id = NEW.shelter_id) THEN
        PERFORM refuse('stay_place_is_in_the_shelter', 'the place is in the shelter');
    END IF;
    IF TG_OP = 'INSERT' AND NOT EXISTS (SELECT FROM cases_identification i WHERE i.case_id = NEW.case_id
            AND i.state IN ('INFORMAL_CONFIRMED', 'FORMAL_CONFIRMED')) THEN
        PERFORM refuse('stay_from_the_informal_identification_on', 'a stay is possible from the identification on');
    END IF;
    IF TG_OP = 'UPDATE' AND ((NEW.case_id, NEW.person_id, NEW.number, NEW.shelter_id) IS DISTINCT FROM
        (OLD.case_id, OLD.person_id, OLD.number, OLD.shelter_id) OR OLD.state IN ('ENDED', 'DECLINED', 'CANCELLED')) THEN
        PERFORM refuse('stay_ended_is_not_edited', 'an ended stay is not edited');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stay_belongs_to_its_case BEFORE INSERT OR UPDATE ON shelters_stay
    FOR EACH ROW EXECUTE FUNCTION stay_belongs_to_its_case();
CREATE TRIGGER stay_follows_its_flow BEFORE INSERT OR UPDATE ON shelters_stay
    FOR EACH ROW EXECUTE FUNCTION state_follows_its_flow(
        '>REQUESTED', 'REQUESTED>RESERVED', 'REQUESTED>DECLINED', 'REQUESTED>CANCELLED', 'RESERVED>ACTIVE',
        'RESERVED>CANCELLED', 'RESERVED>REQUESTED', 'ACTIVE>ENDED');
CREATE TRIGGER stay_needs_an_open_case BEFORE INSERT ON shelters_stay
    FOR EACH ROW EXECUTE FUNCTION case_must_be_open();
CREATE TRIGGER stay_log_is_written_once BEFORE UPDATE OR DELETE ON shelters_staylogentry
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""

CLOSING = """
CREATE FUNCTION case_closes_without_open_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.closed_on IS NOT NULL AND EXISTS (SELECT FROM shelters_stay
            WHERE case_id = NEW.id AND state IN ('REQUESTED', 'RESERVED', 'ACTIVE')) THEN
        PERFORM refuse('case_closes_without_open_stay', 'a stay is still open');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER case_closes_without_open_stay BEFORE UPDATE OF closed_on ON cases_case
    FOR EACH ROW EXECUTE FUNCTION case_closes_without_open_stay();
"""


class Migration(migrations.Migration):
    dependencies = [("shelters", "0001_initial"), ("cases", "0002_what_only_the_database_knows")]
    operations = [
        migrations.RunSQL(STAY, migrations.RunSQL.noop),
        migrations.RunSQL(CLOSING, migrations.RunSQL.noop),
    ]
