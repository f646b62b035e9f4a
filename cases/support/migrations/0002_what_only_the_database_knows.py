"""Triggers: a plan is signed with its parts, what was signed stays as it was, parts belong to their plan."""

from django.db import migrations

PLAN = """
CREATE FUNCTION support_plan_keeps_what_was_signed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE later text[] := ARRAY['state', 'approved_on', 'approved_by_id', 'ended_on', 'end_reason'];
BEGIN
    IF TG_OP = 'UPDATE' AND ((NEW.case_id, NEW.number, NEW.drafted_on, NEW.recorded_by_id) IS DISTINCT FROM
        (OLD.case_id, OLD.number, OLD.drafted_on, OLD.recorded_by_id)
        OR (OLD.state <> 'DRAFT' AND (to_jsonb(NEW) - later) IS DISTINCT FROM (to_jsonb(OLD) - later))
        OR (OLD.state IN ('REPLACED', 'CLOSED') AND NEW IS DISTINCT FROM OLD)
        OR (OLD.approved_on IS NOT NULL AND (NEW.approved_on, NEW.approved_by_id) IS DISTINCT FROM
            (OLD.approved_on, OLD.approved_by_id))) THEN
        PERFORM refuse('support_plan_signed_is_not_edited', 'what was signed is not edited');
    END IF;
    IF NEW.needs_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM support_needsassessment n WHERE n.id = NEW.needs_id AND n.case_id = NEW.case_id) THEN
        PERFORM refuse('support_plan_signed_has_its_parts', 'the needs assessment is of the same case');
    END IF;
    IF NEW.risk_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM cases_riskassessment r WHERE r.id = NEW.risk_id AND r.case_id = NEW.case_id) THEN
        PERFORM refuse('support_plan_signed_has_its_parts', 'the risk assessment is of the same case');
    END IF;
    IF NEW.state = 'ACTIVE' AND (TG_OP = 'INSERT' OR OLD.state <> 'ACTIVE') AND (
        NOT EXISTS (SELECT FROM support_plangoal g WHERE g.plan_id = NEW.id AND g.struck_on IS NULL)
        OR NOT EXISTS (SELECT FROM support_planstep s WHERE s.plan_id = NEW.id AND s.struck_on IS NULL)
        OR NOT EXISTS (SELECT FROM support_safetymeasure m WHERE m.plan_id = NEW.id AND m.struck_on IS NULL)
        OR EXISTS (SELECT FROM support_safetymeasure m WHERE m.plan_id = NEW.id AND m.struck_on IS NULL
                   AND m.agreed_on IS NULL AND m.refused_on IS NULL)) THEN
        PERFORM refuse('support_plan_signed_has_its_parts', 'a plan is signed with all its parts');
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.approved_by_id IS DISTINCT FROM OLD.approved_by_id AND NOT EXISTS (
        SELECT FROM accounts_user u WHERE u.id = NEW.approved_by_id
           AND u.roles && ARRAY['supervisor', 'coordinator']::varchar[]) THEN
        PERFORM refuse('support_plan_approved_by_a_supervisor', 'a supervisor or a coordinator approves the plan');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER support_plan_keeps_what_was_signed BEFORE INSERT OR UPDATE ON support_supportplan
    FOR EACH ROW EXECUTE FUNCTION support_plan_keeps_what_was_signed();
CREATE TRIGGER support_supportplan_follows_its_flow BEFORE INSERT OR UPDATE ON support_supportplan
    FOR EACH ROW EXECUTE FUNCTION state_follows_its_flow(
        '>DRAFT', 'DRAFT>ACTIVE', 'DRAFT>CLOSED', 'ACTIVE>REPLACED', 'ACTIVE>CLOSED');
CREATE TRIGGER support_supportplan_needs_an_open_case BEFORE INSERT ON support_supportplan
    FOR EACH ROW EXECUTE FUNCTION case_must_be_open();
CREATE TRIGGER support_needsassessment_needs_an_open_case BEFORE INSERT ON support_needsassessment
    FOR EACH ROW EXECUTE FUNCTION case_must_be_open();
"""

# A part is written while its plan is a draft. Of a signed plan in force only what happened later is recorded: the
# columns that the trigger names.
PARTS = """
CREATE FUNCTION plan_part_of_its_plan() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE plan_state text;
BEGIN
    SELECT p.state INTO plan_state FROM support_supportplan p WHERE p.id = NEW.plan_id AND p.case_id = NEW.case_id;
    IF plan_state IS NULL OR (TG_OP = 'UPDATE' AND (NEW.plan_id, NEW.case_id, NEW.number) IS DISTINCT FROM
        (OLD.plan_id, OLD.case_id, OLD.number)) THEN
        PERFORM refuse('plan_part_of_its_plan', 'a part belongs to a plan of the same case');
    END IF;
    IF plan_state <> 'DRAFT' AND (TG_OP = 'INSERT' OR plan_state <> 'ACTIVE'
        OR (to_jsonb(NEW) - TG_ARGV[0]) IS DISTINCT FROM (to_jsonb(OLD) - TG_ARGV[0])) THEN
        PERFORM refuse('plan_part_signed_is_not_edited', 'what was signed is not edited');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER plan_part_of_its_plan BEFORE INSERT OR UPDATE ON support_plangoal
    FOR EACH ROW EXECUTE FUNCTION plan_part_of_its_plan('met_on');
CREATE TRIGGER plan_part_of_its_plan BEFORE INSERT OR UPDATE ON support_planstep
    FOR EACH ROW EXECUTE FUNCTION plan_part_of_its_plan('done_on');
CREATE TRIGGER plan_part_of_its_plan BEFORE INSERT OR UPDATE ON support_safetymeasure
    FOR EACH ROW EXECUTE FUNCTION plan_part_of_its_plan('refused_on');

CREATE FUNCTION plan_step_for_a_goal_of_its_plan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.goal_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM support_plangoal g WHERE g.id = NEW.goal_id AND g.plan_id = NEW.plan_id) THEN
        PERFORM refuse('plan_step_for_a_goal_of_its_plan', 'a step leads to a goal of the same plan');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER plan_step_for_a_goal_of_its_plan BEFORE INSERT OR UPDATE ON support_planstep
    FOR EACH ROW EXECUTE FUNCTION plan_step_for_a_goal_of_its_plan();

CREATE FUNCTION urgent_need_of_its_assessment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM support_needsassessment n WHERE n.id = NEW.assessment_id AND n.case_id = NEW.case_id)
    THEN
        PERFORM refuse('urgent_need_of_its_assessment', 'a need belongs to an assessment of the same case');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER urgent_need_of_its_assessment BEFORE INSERT OR UPDATE ON support_urgentneed
    FOR EACH ROW EXECUTE FUNCTION urgent_need_of_its_assessment();
"""

CLOSING = """
CREATE FUNCTION case_closes_without_open_plan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.closed_on IS NOT NULL AND OLD.closed_on IS NULL AND EXISTS (SELECT FROM support_supportplan
            WHERE case_id = NEW.id AND state IN ('DRAFT', 'ACTIVE')) THEN
        PERFORM refuse('case_closes_without_open_plan', 'a support plan is still open');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER case_closes_without_open_plan BEFORE UPDATE OF closed_on ON cases_case
    FOR EACH ROW EXECUTE FUNCTION case_closes_without_open_plan();
"""


class Migration(migrations.Migration):
    dependencies = [("support", "0001_needs_and_plan")]
    operations = [migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (PLAN, PARTS, CLOSING)]
