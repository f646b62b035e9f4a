"""A case closes when every offer is answered and every session recorded; what was held before a service was over can be
recorded afterwards; a period that gave way to an earlier one of the same person holds no support back."""

from django.db import migrations

SERVICE = """
CREATE OR REPLACE FUNCTION service_rests_on_its_conditions() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    entering boolean := TG_OP = 'INSERT' OR NEW.state IS DISTINCT FROM OLD.state;
    put_in_plan boolean := NEW.plan_step_id IS NOT NULL
        AND (TG_OP = 'INSERT' OR NEW.plan_step_id IS DISTINCT FROM OLD.plan_step_id);
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.case_id, NEW.number, NEW.type, NEW.needed_on) IS DISTINCT FROM
                            (OLD.case_id, OLD.number, OLD.type, OLD.needed_on) THEN
        PERFORM refuse('service_keeps_what_it_is', 'case, number and kind of a service never change');
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.state NOT IN ('NEEDED', 'OFFERED', 'PLANNED', 'ACTIVE') THEN
        PERFORM refuse('service_over_stays_as_it_was', 'what is over stays as it was recorded');
    END IF;
    IF put_in_plan AND NOT EXISTS (
        SELECT FROM support_planstep s WHERE s.id = NEW.plan_step_id AND s.case_id = NEW.case_id) THEN
        PERFORM refuse('service_step_of_a_plan_of_the_same_case', 'the step belongs to another case');
    END IF;
    IF NEW.type = 'PSYCHOLOGICAL_COUNSELLING' AND NEW.state IN ('PLANNED', 'ACTIVE') AND (entering OR put_in_plan)
       AND NOT EXISTS (
        SELECT FROM support_planstep s JOIN support_supportplan p ON p.id = s.plan_id
         WHERE s.id = NEW.plan_step_id AND s.struck_on IS NULL AND p.state = 'ACTIVE') THEN
        PERFORM refuse('service_counselling_is_in_an_active_plan', 'counselling is a step of a plan in force');
    END IF;
    IF NEW.long_term AND entering AND NEW.state = 'ACTIVE' AND EXISTS (
        SELECT FROM cases_reflectionperiod r
         WHERE r.case_id = NEW.case_id AND r.end_reason NOT IN ('CORRECTION', 'FOUND_TO_BE_CHILD', 'SAME_PERSON')
           AND r.starts_on <= NEW.starts_on AND r.last_day >= NEW.starts_on) THEN
        PERFORM refuse('service_long_term_after_the_period', 'long-term support begins after the reflection period');
    END IF;
    IF NEW.long_term AND entering AND NEW.state = 'ACTIVE' AND EXISTS (
        SELECT FROM cases_riskassessment a
         WHERE a.case_id = NEW.case_id AND a.state = 'CURRENT' AND a.level = 'CRITICAL') THEN
        PERFORM refuse('service_long_term_without_risk_to_life', 'long-term support begins without risk to life');
    END IF;
    RETURN NEW;
END $$;
"""

SESSION = """
CREATE OR REPLACE FUNCTION session_rests_on_its_service() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE its services_service; first date;
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.state <> 'SCHEDULED' THEN
        PERFORM refuse('session_recorded_is_not_edited', 'what was recorded of a session is not edited');
    END IF;
    SELECT s.* INTO its FROM services_service s WHERE s.id = NEW.service_id AND s.case_id = NEW.case_id;
    IF its.id IS NULL OR (TG_OP = 'UPDATE' AND (NEW.case_id, NEW.service_id, NEW.number) IS DISTINCT FROM
                                               (OLD.case_id, OLD.service_id, OLD.number)) THEN
        PERFORM refuse('session_of_a_service_of_the_same_case', 'a session belongs to a service of the same case');
    END IF;
    IF TG_OP = 'INSERT' AND its.state NOT IN ('PLANNED', 'ACTIVE') THEN
        PERFORM refuse('session_of_an_accepted_service', 'sessions belong to a service that was accepted and goes on');
    END IF;
    first := CASE WHEN its.state IN ('PLANNED', 'ACTIVE') THEN its.starts_on
        ELSE greatest(its.answered_on, its.crisis_overcome_on, its.stable_on) END;
    IF NEW.state = 'HELD' AND ((NEW.starts_at AT TIME ZONE 'Europe/Sofia')::date
        BETWEEN first AND coalesce(its.ended_on, 'infinity')) IS NOT TRUE THEN
        PERFORM refuse('session_held_while_the_service_lasts', 'a session is held while the service lasts');
    END IF;
    RETURN NEW;
END $$;
"""

CLOSING = """
CREATE OR REPLACE FUNCTION case_closes_without_open_service() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.closed_on IS NOT NULL AND OLD.closed_on IS NULL THEN
        IF EXISTS (SELECT FROM services_service WHERE case_id = NEW.id AND state IN ('OFFERED', 'PLANNED', 'ACTIVE')) THEN
            PERFORM refuse('case_closes_without_open_service', 'a service is offered, accepted or under way');
        END IF;
        IF EXISTS (SELECT FROM services_session WHERE case_id = NEW.id AND state = 'SCHEDULED') THEN
            PERFORM refuse('case_closes_without_planned_session', 'nobody recorded whether a session was held');
        END IF;
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("services", "0002_what_only_the_database_knows")]
    operations = [migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (SERVICE, SESSION, CLOSING)]
