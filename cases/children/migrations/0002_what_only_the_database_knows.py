"""Triggers: what was recorded stays, the team signs a plan in force of its own case, a ban is proposed for a child."""

from django.db import migrations

PROCEDURE = """
CREATE FUNCTION child_procedure_keeps_its_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.case_id, NEW.number, NEW.opened_on, NEW.recorded_by_id) IS DISTINCT FROM
       (OLD.case_id, OLD.number, OLD.opened_on, OLD.recorded_by_id) OR OLD.closed_on IS NOT NULL THEN
        PERFORM refuse('child_procedure_keeps_its_days', 'what was recorded of a child procedure stays');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER child_procedure_keeps_its_days BEFORE UPDATE ON children_childprocedure
    FOR EACH ROW EXECUTE FUNCTION child_procedure_keeps_its_days();
CREATE TRIGGER child_procedure_needs_an_open_case BEFORE INSERT ON children_childprocedure
    FOR EACH ROW EXECUTE FUNCTION case_must_be_open();
"""

REPRESENTATION = """
CREATE FUNCTION special_representation_keeps_what_it_is() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ending text[] := ARRAY['ended_on', 'end_reason'];
    later text[] := ending || ARRAY['appointed_on', 'appointed_by', 'authority', 'reference', 'name'];
BEGIN
    IF OLD.ended_on IS NOT NULL OR (to_jsonb(NEW) - later) IS DISTINCT FROM (to_jsonb(OLD) - later)
        OR (OLD.appointed_on IS NOT NULL AND (to_jsonb(NEW) - ending) IS DISTINCT FROM (to_jsonb(OLD) - ending)) THEN
        PERFORM refuse('special_representation_keeps_what_it_is', 'what was recorded of a representative stays');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER special_representation_keeps_what_it_is BEFORE UPDATE ON children_specialrepresentation
    FOR EACH ROW EXECUTE FUNCTION special_representation_keeps_what_it_is();
CREATE TRIGGER special_representation_needs_an_open_case BEFORE INSERT ON children_specialrepresentation
    FOR EACH ROW EXECUTE FUNCTION case_must_be_open();
"""

TEAM = """
CREATE FUNCTION child_team_member_keeps_what_it_is() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.until_on IS NOT NULL OR (to_jsonb(NEW) - 'until_on') IS DISTINCT FROM (to_jsonb(OLD) - 'until_on') THEN
        PERFORM refuse('child_team_member_keeps_what_it_is', 'who was on the team is not edited');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER child_team_member_keeps_what_it_is BEFORE UPDATE ON children_childteammember
    FOR EACH ROW EXECUTE FUNCTION child_team_member_keeps_what_it_is();
CREATE TRIGGER child_team_member_needs_an_open_case BEFORE INSERT ON children_childteammember
    FOR EACH ROW EXECUTE FUNCTION case_must_be_open();
CREATE TRIGGER child_facts_needs_an_open_case BEFORE INSERT ON children_childfacts
    FOR EACH ROW EXECUTE FUNCTION case_must_be_open();
"""

SIGNATURE = """
CREATE FUNCTION plan_signature_of_a_member_and_a_plan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM support_supportplan p
                    WHERE p.id = NEW.plan_id AND p.case_id = NEW.case_id AND p.state = 'ACTIVE'
                      AND p.signed_on <= NEW.answered_on) THEN
        PERFORM refuse('plan_signature_of_a_plan_in_force', 'the team signs a plan in force of the same case');
    END IF;
    IF NOT EXISTS (SELECT FROM children_childteammember m
                    WHERE m.id = NEW.member_id AND m.case_id = NEW.case_id
                      AND NEW.answered_on BETWEEN m.since_on AND coalesce(m.until_on, 'infinity'))
        OR EXISTS (SELECT FROM children_plansignature s
                    WHERE s.plan_id = NEW.plan_id AND s.member_id = NEW.member_id AND s.answer = 'SIGNED') THEN
        PERFORM refuse('plan_signature_by_a_member', 'a member who is on the team signs once');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER plan_signature_of_a_member_and_a_plan BEFORE INSERT ON children_plansignature
    FOR EACH ROW EXECUTE FUNCTION plan_signature_of_a_member_and_a_plan();
CREATE TRIGGER plan_signature_needs_an_open_case BEFORE INSERT ON children_plansignature
    FOR EACH ROW EXECUTE FUNCTION case_must_be_open();
"""

EXIT_BAN = """
CREATE FUNCTION exit_ban_proposal_of_its_measure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM cases_nocontactmeasure m
                    WHERE m.id = NEW.measure_id AND m.case_id = NEW.case_id AND m.kind = 'CHILD_EXIT_BAN') THEN
        PERFORM refuse('exit_ban_proposal_of_its_measure', 'a ban on leaving the country of the same case');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER exit_ban_proposal_of_its_measure BEFORE INSERT ON children_exitbanproposal
    FOR EACH ROW EXECUTE FUNCTION exit_ban_proposal_of_its_measure();
CREATE TRIGGER exit_ban_proposal_needs_an_open_case BEFORE INSERT ON children_exitbanproposal
    FOR EACH ROW EXECUTE FUNCTION case_must_be_open();
"""

# Who counts as a child in a case that is open already has a procedure too.
OPEN_CASES = """
INSERT INTO children_childprocedure (id, case_id, number, opened_on, of_age_exact, end_reason, recorded_by_id)
SELECT gen_random_uuid(), c.id, 1, c.opened_on, false, '', c.recorded_by_id
  FROM cases_case c
 WHERE c.closed_on IS NULL AND c.age_status IN ('MINOR_STATED', 'MINOR_VERIFIED', 'UNCERTAIN');
"""


class Migration(migrations.Migration):
    dependencies = [("children", "0001_the_childs_track")]
    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop)
        for sql in (OPEN_CASES, PROCEDURE, REPRESENTATION, TEAM, SIGNATURE, EXIT_BAN)
    ]
