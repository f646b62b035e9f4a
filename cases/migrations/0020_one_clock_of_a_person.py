"""Of all files that two persons joined the earliest clock counts, and each can be taken apart (product decision 14);
a case is closed as returned and followed up when the person arrived."""

from django.db import migrations

CLOCK = """
CREATE OR REPLACE FUNCTION reflection_period_of_the_same_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.end_reason = 'SAME_PERSON' AND OLD.end_reason <> 'SAME_PERSON' AND NOT EXISTS (
        SELECT FROM cases_duplicatelink l
         WHERE l.state = 'CONFIRMED' AND NEW.person_id IN (l.person_id, l.other_person_id)) THEN
        PERFORM refuse('reflection_period_same_person_by_a_link', 'two persons confirm that it is the same person');
    END IF;
    IF OLD.end_reason = 'SAME_PERSON' AND NEW.end_reason <> 'SAME_PERSON' AND EXISTS (
        WITH RECURSIVE same (person) AS (
            SELECT NEW.person_id
            UNION
            SELECT CASE WHEN l.person_id = s.person THEN l.other_person_id ELSE l.person_id END
              FROM same s
              JOIN cases_duplicatelink l ON l.state = 'CONFIRMED' AND s.person IN (l.person_id, l.other_person_id))
        SELECT FROM cases_reflectionperiod r JOIN same s ON s.person = r.person_id
         WHERE r.end_reason NOT IN ('SAME_PERSON', 'CORRECTION', 'FOUND_TO_BE_CHILD')
           AND r.starts_at < OLD.starts_at AND OLD.starts_on <= r.runs_to) THEN
        PERFORM refuse('reflection_period_correction_is_final', 'an earlier period of the same person counts');
    END IF;
    RETURN NEW;
END $$;
"""

CLOSING = """
CREATE OR REPLACE FUNCTION case_closes_as_it_is() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.closed_on IS NULL OR OLD.closed_on IS NOT NULL THEN
        RETURN NEW;
    END IF;
    IF EXISTS (SELECT FROM cases_returnplan p
                WHERE p.case_id = NEW.id AND p.state NOT IN ('CLOSED', 'DECLINED')) THEN
        PERFORM refuse('case_closes_without_open_return', 'a return is planned, on the way or followed up');
    END IF;
    IF NEW.closure_reason = 'RETURNED_AND_FOLLOWED_UP' AND NOT EXISTS (
        SELECT FROM cases_returnplan p
         WHERE p.case_id = NEW.id AND p.state = 'CLOSED' AND p.arrived_on IS NOT NULL) THEN
        PERFORM refuse('case_closed_as_returned', 'the person arrived, and the return was finished');
    END IF;
    IF NEW.closure_reason = 'DUPLICATE_MERGED' AND NOT EXISTS (
        SELECT FROM cases_duplicatelink l
         WHERE l.state = 'CONFIRMED' AND NEW.id IN (l.case_id, l.other_id)) THEN
        PERFORM refuse('case_closed_as_a_duplicate', 'two persons confirmed that it is the same person');
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0019_first_abroad_then_in_bulgaria")]

    operations = [
        migrations.RunSQL(CLOCK, migrations.RunSQL.noop),
        migrations.RunSQL(CLOSING, migrations.RunSQL.noop),
    ]
